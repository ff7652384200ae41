// Shapes the tests of imports read.
import type { z } from 'zod';
import type { importDetail, importPage, rowPage } from '../modules/identify/imports/schema.ts';

export type ImportDetail = z.output<typeof importDetail>;
export type ImportPage = z.output<typeof importPage>;
export type RowPage = z.output<typeof rowPage>;
