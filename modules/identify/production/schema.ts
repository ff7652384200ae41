// Words of the production calendar: the hours a plant produces in a week, and stretches in which it does something else.
import { id, listQuery, oneOrMore, page, remark, time } from '@holdfast/platform/shapes';
import { operatingStates } from '@holdfast/core-zones';
import { z } from 'zod';

/** `standstill`: nothing runs and nobody works on it; a turnaround is a planned stop in which much is worked on. */
export const operatingState = z.enum([...operatingStates]);
export type OperatingState = z.infer<typeof operatingState>;
export const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/);

/** On the plant's own clock; over midnight are two lines. */
export const productionHours = z.object({ weekday: z.number().int().min(1).max(7), from: clock, to: clock });
export type ProductionHours = z.infer<typeof productionHours>;
export const week = z.object({ hours: z.array(productionHours).max(70) });

export const operatingPeriod = z.object({
  id,
  state: operatingState,
  starts_at: time,
  ends_at: time,
  /** Empty: the whole site. */
  zones: z.array(z.object({ id, name: z.string() })),
  note: z.string().nullable(),
  noted_by_name: z.string(),
  version: z.number().int(),
});
export type OperatingPeriod = z.infer<typeof operatingPeriod>;
export const periodQuery = listQuery.extend({ state: oneOrMore });
export type PeriodQuery = z.infer<typeof periodQuery>;
export const periodPage = page(operatingPeriod);
export const newPeriod = z.object({
  state: operatingState,
  starts_at: time,
  ends_at: time,
  zone_ids: z.array(id).max(500).default([]),
  note: remark.nullable().default(null),
});
export type NewPeriod = z.output<typeof newPeriod>;
export const changedPeriod = newPeriod.extend({ version: z.number().int() });
