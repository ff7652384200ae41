// Words of imports: a sheet, a project file or NetBox, its columns, its dry run and what became of it.
import { id, listQuery, oneOrMore, page, reason, time } from '@holdfast/platform/shapes';
import { z } from 'zod';

export const importKind = z.enum(['asset', 'person', 'supplier', 'account', 'roster']);
export type ImportKindName = z.infer<typeof importKind>;
/** Sheets that are read, but are no import of their own: they come in elsewhere. */
export type SheetKind = ImportKindName | 'line_message';
export const importSource = z.enum(['sheet', 'project_file', 'netbox']);
export type ImportSource = z.infer<typeof importSource>;
/** `read`: columns wait to be mapped; `planned`: a dry run can be looked at and applied. */
export const importState = z.enum(['read', 'planned', 'applied', 'undone']);
/** `conflict`: something differs from what a person or traffic says; `error`: the row is refused. */
export const outcome = z.enum(['add', 'change', 'same', 'conflict', 'error']);
export type Outcome = z.infer<typeof outcome>;

/** A column of the file. `field` is the guess; `refused` says why it was not even read. `samples`: its first values. */
export const column = z.object({
  index: z.number().int(),
  heading: z.string(),
  field: z.string().nullable(),
  refused: z.enum(['secret']).nullable(),
  samples: z.array(z.string()),
});
export type Column = z.infer<typeof column>;

/** Field name by column index, as text. A column that is not in it is left out. */
export const mapping = z.record(z.string().regex(/^\d{1,3}$/), z.string().max(40));
export type Mapping = z.infer<typeof mapping>;

export const counts = z.object({
  add: z.number().int(),
  change: z.number().int(),
  same: z.number().int(),
  conflict: z.number().int(),
  error: z.number().int(),
  /** Rows that applying writes anything of. */
  writes: z.number().int(),
});
export type Counts = z.infer<typeof counts>;

export const importRecord = z.object({
  id,
  kind: importKind,
  source: importSource,
  name: z.string(),
  state: importState,
  sha256: z.string(),
  size_bytes: z.number().int(),
  rows: z.number().int(),
  /** How the file was read: `encoding`, `delimiter`, `sheet`, `header_row`, `tool`, `project`. */
  notes: z.record(z.string(), z.string()),
  columns: z.array(column),
  mapping,
  take: z.boolean(),
  plan_sha256: z.string().nullable(),
  counts: counts.nullable(),
  added_by: id,
  added_by_name: z.string().nullable(),
  added_at: time,
  applied_by_name: z.string().nullable(),
  applied_at: time.nullable(),
  undone_at: time.nullable(),
});
export type ImportRecord = z.infer<typeof importRecord>;
/** With how far the work under way is; null when nothing is. */
export const importDetail = importRecord.extend({
  progress: z.object({ step: z.enum(['comparing', 'writing', 'undoing']), done: z.number().int(), total: z.number().int() }).nullable(),
});
export const importQuery = listQuery.extend({ kind: oneOrMore, state: oneOrMore });
export type ImportQuery = z.infer<typeof importQuery>;
export const importPage = page(importRecord);

/** A refusal or remark on one cell (or the row, `field` null), with where it stands. */
export const problem = z.object({
  field: z.string().nullable(),
  /** The heading in the file. */
  column: z.string().nullable(),
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type Problem = z.infer<typeof problem>;

/**
 * One cell compared. `fill`: nothing was known; `change`: old to new; `beside`: traffic says otherwise, both are kept; `conflict`: a person's
 * word stays. `says` tells who contradicts.
 */
export const cell = z.object({
  field: z.string(),
  from: z.string().nullable(),
  to: z.string(),
  state: z.enum(['same', 'fill', 'change', 'beside', 'conflict']),
  says: z.enum(['person', 'traffic', 'other_source']).nullable(),
});
export type Cell = z.infer<typeof cell>;

export const importRow = z.object({
  id: z.string(),
  row_number: z.number().int(),
  place: z.string().nullable(),
  outcome: outcome.nullable(),
  label: z.string().nullable(),
  subject_id: id.nullable(),
  cells: z.array(cell),
  problems: z.array(problem),
});
export type ImportRow = z.infer<typeof importRow>;
export const rowQuery = listQuery.extend({ outcome: oneOrMore });
export type RowQuery = z.infer<typeof rowQuery>;
export const rowPage = page(importRow);

export const uploadQuery = z.object({ kind: importKind, name: z.string().min(1).max(200) });
export const planBody = z.object({ mapping: mapping.optional(), take: z.boolean().default(false) });
export const applyBody = z.object({ plan_sha256: z.string().regex(/^[0-9a-f]{64}$/) });
export const undoBody = z.object({ reason });
export const templateQuery = z.object({ format: z.enum(['xlsx', 'csv']).default('xlsx'), language: z.enum(['en', 'de']).default('en') });

/** Where the plant's NetBox is. The token goes in and never comes out. */
export const netboxSettings = z.object({
  base_url: z.string(),
  has_own_ca: z.boolean(),
  set_by_name: z.string().nullable(),
  set_at: time,
});
export type NetboxSettings = z.infer<typeof netboxSettings>;
export const netboxState = z.object({ settings: netboxSettings.nullable() });
export const newNetbox = z.object({
  base_url: z.url().max(300),
  /** Left out: the token kept stays, as long as the address stays. */
  token: z.string().min(8).max(200).optional(),
  ca_pem: z.string().max(20_000).nullable().default(null),
});
