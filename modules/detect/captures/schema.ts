// Words of captures: files of traffic, received, read once, counted once.
import { id, listQuery, oneOrMore, page, time } from '@holdfast/platform/shapes';
import { z } from 'zod';

/** `receiving` bytes come in · `reading` being counted · `done` · `duplicate` same bytes as another, counted once · `failed` nothing could be read · `cancelled` · `interrupted` the upload broke off and can go on · `expired` it did not. */
export const captureState = z.enum(['receiving', 'reading', 'done', 'duplicate', 'failed', 'cancelled', 'interrupted', 'expired']);
export const capture = z.object({
  id,
  name: z.string(),
  state: captureState,
  size_bytes: z.number(),
  received_bytes: z.number(),
  read_bytes: z.number(),
  sha256: z.string().nullable(),
  format: z.string().nullable(),
  packets: z.number(),
  /** Of them: held by captures counted before, and not counted again. */
  packets_known: z.number(),
  first_packet: time.nullable(),
  last_packet: time.nullable(),
  truncated: z.boolean(),
  fault: z.string().nullable(),
  duplicate_of: id.nullable(),
  assets_seen: z.number().int(),
  assets_new: z.number().int(),
  flows_seen: z.number().int(),
  flows_new: z.number().int(),
  events: z.number().int(),
  flows_folded: z.number(),
  protocols: z.array(z.object({ protocol: z.string(), messages: z.number(), undecoded: z.number() })),
  /** The asset it was taken at, when it is no mirror port's: it hears only that one's talk. */
  station_id: id.nullable(),
  station_name: z.string().nullable(),
  added_by_name: z.string().nullable(),
  added_at: time,
  /** Until when an interrupted upload can go on. */
  kept_until: time.nullable(),
  finished_at: time.nullable(),
});
export type Capture = z.infer<typeof capture>;
export const captureQuery = listQuery.extend({ state: oneOrMore });
export const capturePage = page(capture);
/** Upload: `POST .../captures?name=...&size_bytes=...` with the file as the request's body, any content type. */
export const uploadQuery = z.object({ name: z.string().trim().min(1).max(200), size_bytes: z.coerce.number().int().min(0) });

/** An upload announced, before its bytes: `PATCH .../captures/:capture_id/content` brings them, in as many parts as it takes. */
export const announcement = z.object({
  name: uploadQuery.shape.name,
  size_bytes: z.number().int().min(1),
  /** True: begins anew, whatever broke off before. */
  anew: z.boolean().default(false),
});
/** `offset`: where the body belongs, what the server has so far; `prefix_sha256`: of the file's first `offset` bytes, so that nothing is joined that does not belong together. */
export const contentQuery = z.object({
  offset: z.coerce.number().int().min(0),
  prefix_sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
  /** After the last byte the answer waits so long for the count, so that it can be what became of the capture. */
  patience_ms: z.coerce.number().int().min(0).max(5000).default(0),
});
