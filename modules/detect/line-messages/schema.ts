// Words of line messages: what the MES says of a line, a stop or a quality fault, with when, where and how often.
import { id, listQuery, oneOrMore, page, time } from '@holdfast/platform/shapes';
import { z } from 'zod';

export const messageKind = z.enum(['stop', 'quality']);
export type MessageKind = z.infer<typeof messageKind>;

/** Without what cannot be seen: control characters and marks that turn the direction of writing. */
const visible = (most: number) =>
  z
    .string()
    .max(most * 4)
    .transform((text) =>
      text
        .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}]+/gu, ' ')
        .replace(/\s+/g, ' ')
        .trim(),
    )
    .refine((text) => text.length <= most);

/** `line`: what the MES calls the line, area or machine. `reference`: the MES's own number of it; the same message twice counts once. */
export const newMessage = z.object({
  at: time,
  kind: messageKind,
  line: visible(80).refine((text) => text !== ''),
  text: visible(300).default(''),
  count: z.number().int().min(1).max(1_000_000).default(1),
  reference: visible(100).nullable().default(null),
});
export type NewMessage = z.output<typeof newMessage>;
/** So many at once; a program that has more sends them in several requests. */
export const mostMessages = 500;
export const newMessages = z.object({ messages: z.array(newMessage).min(1).max(mostMessages) });
/** `known`: were here before. `too_old`: from before what the site keeps. */
export const brought = z.object({ taken: z.number().int(), known: z.number().int(), too_old: z.number().int() });
/** Of a sheet also the rows that say nothing that can be used, the first of them, by row number. */
export const broughtSheet = brought.extend({
  refused: z.number().int(),
  refused_rows: z.array(z.object({ row: z.number().int(), code: z.enum(['time', 'kind', 'line', 'count']) })),
});
export type BroughtSheet = z.infer<typeof broughtSheet>;

export const lineMessage = z.object({
  id,
  at: time,
  kind: messageKind,
  line: z.string(),
  /** Where the line is: what people said, else the zone of that name. */
  zone_id: id.nullable(),
  zone_name: z.string().nullable(),
  text: z.string(),
  count: z.number().int(),
});
export type LineMessage = z.infer<typeof lineMessage>;
export const messageQuery = listQuery.extend({ kind: oneOrMore });
export const messagePage = page(lineMessage);

/** A line as the MES calls it, and where it is. `is_said`: people said so; else it is the zone of that name, or unknown. */
export const line = z.object({
  line: z.string(),
  messages: z.number().int(),
  last_at: time,
  zone_id: id.nullable(),
  zone_name: z.string().nullable(),
  is_said: z.boolean(),
});
export type Line = z.infer<typeof line>;
export const linePage = page(line);
export const placedLine = z.object({ line: z.string().trim().min(1).max(80), zone_id: id.nullable() });
export const sheetQuery = z.object({ name: z.string().max(200).default('') });
