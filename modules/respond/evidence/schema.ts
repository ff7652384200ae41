// Words of evidence: items, where they are, and every act on them. Chain of custody after ISO/IEC 27037.
import { id, listQuery, oneOrMore, page, reason, remark, time } from '@holdfast/platform/shapes';
import { z } from 'zod';

/** What it is. `capture`: traffic; `image`: a copy of a whole disk or memory; `project`: what runs on a controller; `device`: the thing itself. */
export const itemKind = z.enum([
  'capture',
  'project',
  'image',
  'log',
  'historian_extract',
  'session_recording',
  'switch_state',
  'picture',
  'device',
  'medium',
  'paper',
  'other',
]);
/** `held`: with its custodian. `moving`: handed over, not yet received. */
export const itemState = z.enum(['held', 'moving', 'returned', 'destroyed']);
export type ItemState = z.infer<typeof itemState>;
export const custodyAct = z.enum([
  'collected',
  'sealed',
  'handed_over',
  'taken_back',
  'received',
  'accessed',
  'copied',
  'verified',
  'returned',
  'destruction_asked',
  'destruction_refused',
  'destroyed',
]);
export type CustodyAct = z.infer<typeof custodyAct>;

const line = z.string().trim().min(1).max(200);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

export const item = z.object({
  id,
  /** Counts up within the site; on the label it is `E-7`. */
  number: z.number().int(),
  form: z.enum(['file', 'object']),
  kind: itemKind,
  title: z.string(),
  asset_id: id.nullable(),
  asset_name: z.string().nullable(),
  capture_id: id.nullable(),
  copy_of: id.nullable(),
  copy_of_number: z.number().int().nullable(),
  file_sha256: sha256.nullable(),
  file_name: z.string().nullable(),
  file_type: z.string().nullable(),
  size_bytes: z.number().nullable(),
  seal_number: z.string().nullable(),
  sensitive: z.boolean(),
  place: z.string(),
  method: z.string(),
  clock_offset_s: z.number().nullable(),
  state: itemState,
  custodian_id: id,
  custodian_name: z.string(),
  receiver_id: id.nullable(),
  receiver_name: z.string().nullable(),
  /** The request that waits for a second person. */
  destruction_asked: id.nullable(),
  collected_at: time,
  collected_by: id,
  collected_by_name: z.string(),
  /** What the last measurement said; null for an object, and before the first. */
  whole: z.boolean().nullable(),
  measured_at: time.nullable(),
});
export type Item = z.infer<typeof item>;
export const itemQuery = listQuery.extend({ state: oneOrMore, kind: oneOrMore, custodian_id: oneOrMore });
export const itemPage = page(item);

export const act = z.object({
  n: z.number().int(),
  act: custodyAct,
  at: time,
  actor_id: id,
  actor_name: z.string(),
  other_id: id.nullable(),
  other_name: z.string().nullable(),
  place: z.string().nullable(),
  tool: z.string().nullable(),
  seal_number: z.string().nullable(),
  seal_intact: z.boolean().nullable(),
  measured_sha256: sha256.nullable(),
  whole: z.boolean().nullable(),
  remark: z.string().nullable(),
  entry_id: id,
});
export type Act = z.infer<typeof act>;
export const itemDetail = item.extend({ acts: z.array(act), may: z.array(z.string()) });
export type ItemDetail = z.infer<typeof itemDetail>;

/** `sensitive`: it is closed from the first byte on, and two keys open it. */
export const bringQuery = z.object({ sensitive: z.enum(['true', 'false']).default('false') });

/** A file that came in and belongs to no item yet. The ticket says that this server received it for this site and person. */
export const receivedFile = z.object({ sha256, size_bytes: z.number().int(), ticket: z.string() });
export type ReceivedFile = z.infer<typeof receivedFile>;

/** From where the bytes come, or that it is a thing with a label on it. */
const source = z.discriminatedUnion('of', [
  z.object({ of: z.literal('file'), file: receivedFile, name: line, type: line.nullable().default(null) }),
  z.object({ of: z.literal('capture'), capture_id: id }),
  z.object({ of: z.literal('object'), seal_number: line.nullable().default(null) }),
]);
export type Source = z.output<typeof source>;
export const collection = z.object({
  source,
  kind: itemKind,
  title: line,
  asset_id: id.nullable().default(null),
  place: line,
  /** How and with what it was taken: a tool with its version, or by hand. */
  method: line,
  clock_offset_s: z.number().min(-1e9).max(1e9).nullable().default(null),
  sensitive: z.boolean().default(false),
  remark: remark.nullable().default(null),
});
export type Collection = z.output<typeof collection>;

const seen = z.object({
  place: line.nullable().default(null),
  tool: line.nullable().default(null),
  /** Of an object: whether its seal is whole. */
  seal_intact: z.boolean().nullable().default(null),
  remark: remark.nullable().default(null),
});
export const sealing = seen.extend({ seal_number: line });
export const handOver = seen.extend({ to: id });
export const receipt = seen;
export const access = seen.extend({ remark: reason });
export const returning = seen.extend({ remark: reason });
export const destruction = z.object({ reason });
/** What people say of an act: where, with what, which seal, to whom. */
export type Seen = { [K in keyof z.output<typeof sealing>]?: z.output<typeof sealing>[K] | null | undefined } & { to?: string | undefined };
export const copying = z.object({
  title: line,
  place: line,
  method: line,
  seal_number: line.nullable().default(null),
  remark: remark.nullable().default(null),
});
