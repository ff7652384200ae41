// Shapes every module's schema shares: ids, times, lists. Pure.
import { z } from 'zod';

export const id = z.uuid();
/** ISO 8601 UTC. */
export const time = z.iso.datetime({ offset: true });
export const name = z.string().trim().min(1).max(200);
/** An IANA time zone by any of its names: a browser may know another one than this server. No offsets: a plant's clock changes with its summer time. */
export const timeZone = z.string().min(1).max(64).refine(isTimeZone, { message: 'unknown_time_zone' });
/** Free text a person writes: a reason, a remark. Never enters the ledger in clear. */
export const remark = z.string().trim().max(2000);
export const reason = z.string().trim().min(3).max(2000);

/** Query of every list. `sort` is a column name, `-` before it for descending. */
export const listQuery = z.object({
  search: z.string().max(200).optional(),
  sort: z
    .string()
    .regex(/^-?[a-z_]+$/)
    .optional(),
  limit: z.coerce.number().int().min(1).max(2000).default(200),
  offset: z.coerce.number().int().min(0).default(0),
});
export type ListQuery = z.infer<typeof listQuery>;

/** A filter that takes one value or several separated by commas; `none` asks for rows without one. */
export const oneOrMore = z
  .string()
  .max(2000)
  .transform((text) => text.split(',').filter(Boolean))
  .optional();

/** As `oneOrMore`, of ids. */
export const oneOrMoreIds = z
  .string()
  .max(2000)
  .transform((text) => text.split(',').filter(Boolean))
  .pipe(z.array(id))
  .optional();

/** One page of a list. `total` counts all rows that match the filters. */
export function page<T extends z.ZodType>(row: T) {
  return z.object({ rows: z.array(row), total: z.number().int() });
}

export const done = z.object({ done: z.literal(true) });
export const siteParams = z.object({ site_id: id });

function isTimeZone(text: string): boolean {
  if (!/^[A-Za-z]/.test(text)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
