// Words of captures: files of traffic, received, read once, counted once.
import { id, listQuery, page, time } from '@holdfast/platform/shapes';
import { z } from 'zod';

/** `receiving` bytes come in · `reading` being counted · `done` · `duplicate` same bytes as another, counted once · `failed` nothing could be read · `cancelled` · `interrupted` the upload broke off. */
export const captureState = z.enum(['receiving', 'reading', 'done', 'duplicate', 'failed', 'cancelled', 'interrupted']);
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
  added_by_name: z.string().nullable(),
  added_at: time,
  finished_at: time.nullable(),
});
export type Capture = z.infer<typeof capture>;
export const captureQuery = listQuery;
export const capturePage = page(capture);
/** Upload: `POST .../captures?name=...&size_bytes=...` with the file as the request's body, any content type. */
export const uploadQuery = z.object({ name: z.string().trim().min(1).max(200), size_bytes: z.coerce.number().int().min(0) });
