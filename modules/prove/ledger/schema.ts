// Words of the ledger: entries, checkpoints, proofs, verification.
import { id, listQuery, oneOrMore, page, time } from '@holdfast/platform/shapes';
import { z } from 'zod';

const number64 = z.number().int();
export const entry = z.object({
  id,
  /** Index in its epoch; null while being sealed. */
  idx: number64.nullable(),
  /** 1, and one more after each restore of an older copy. */
  epoch: z.number().int().default(1),
  kind: z.string(),
  at: time,
  actor_id: z.string(),
  actor_name: z.string().nullable(),
  via: z.string(),
  subject_type: z.string(),
  subject_id: z.string(),
  facts: z.record(z.string(), z.unknown()),
  leaf: z.string(),
  /** Why, in the words of who did it; null where none was given or it was erased. */
  reason: z.string().nullable(),
});
export type Entry = z.input<typeof entry>;
export const entryQuery = listQuery.extend({
  kind: oneOrMore,
  actor_id: oneOrMore,
  subject_type: oneOrMore,
  subject_id: oneOrMore,
  /** All acts on one record, `asset:<id>`: also those that took many at once. */
  record: z
    .string()
    .regex(/^[a-z_]+:[A-Za-z0-9][A-Za-z0-9._:/-]{0,199}$/)
    .transform((text) => ({ type: text.slice(0, text.indexOf(':')), id: text.slice(text.indexOf(':') + 1) }))
    .optional(),
  since: time.optional(),
  until: time.optional(),
});
export const entryPage = page(entry);
/** What occurs in a log; `name` null for a process of the product, or a person whose name was erased. */
export const entryChoices = z.object({
  kinds: z.array(z.string()),
  subject_types: z.array(z.string()),
  actors: z.array(z.object({ id: z.string(), name: z.string().nullable() })),
});
export type EntryChoices = z.infer<typeof entryChoices>;
export const entryDetail = entry.extend({
  /** Exact body bytes as text: canonical JSON (RFC 8785). */
  body: z.string(),
  /** Base64 hashes (RFC 9162) that lead from the leaf to the root of `checkpoint`; null while being sealed or not yet covered. */
  proof: z.object({ size: number64, root: z.string(), path: z.array(z.string()), checkpoint: z.string() }).nullable(),
  /** What stands behind the commitments. `opening` (base64) is what shows somebody else that a text is the one committed to. */
  erasable: z.array(
    z.object({
      n: z.number().int(),
      name: z.string(),
      text: z.string().nullable(),
      erased_at: time.nullable(),
      /** Who erased it, why in their words, and the entry that tells of it. */
      erased_by_name: z.string().nullable(),
      erased_why: z.string().nullable(),
      erasing_entry: id.nullable(),
      opening: z.object({ salt: z.string(), payload: z.string() }).nullable(),
    }),
  ),
});
export type EntryDetail = z.input<typeof entryDetail>;

export const checkpoint = z.object({ size: number64, root: z.string(), note: z.string(), published_at: time });
/** One line of "what protects this log": `holds` false is what does not protect it yet; the UI words `code`. */
export const protection = z.object({ code: z.string(), holds: z.boolean() });
export type Protection = z.infer<typeof protection>;
/** `refuses`: the database is not what was signed (`older`, `differs`, `other_key`). `down`: it does not sign; `code` says why. */
export const signerState = z.object({
  is: z.enum(['ok', 'refuses', 'down', 'unknown']),
  code: z.string().nullable(),
  /** The signer's own sentence about what is wrong with its key or state. */
  message: z.string().nullable(),
  size: number64.nullable(),
  signed_size: number64.nullable(),
});
export type SignerState = z.infer<typeof signerState>;
export const logState = z.object({
  origin: z.string(),
  /** Counts the times the log was begun anew, by a restore: in the address of tiles, so that one address never has other bytes. */
  epoch: z.number().int(),
  /** Its public keys, the present ones first; empty while the signer was never reached. */
  vkeys: z.array(z.string()),
  signer: signerState,
  size: number64,
  pending: z.number().int(),
  oldest_pending_at: time.nullable(),
  latest: checkpoint.nullable(),
  /** What protects this log, and what does not yet. */
  protections: z.array(protection),
});
export type LogState = z.infer<typeof logState>;
export const verification = z.object({
  ok: z.boolean(),
  entries: number64,
  nodes: number64,
  checkpoints: number64,
  fault: z.object({ what: z.string(), place: z.string(), expected: z.string().nullable(), found: z.string().nullable() }).nullable(),
  took_ms: z.number(),
  at: time,
});
export type Verification = z.infer<typeof verification>;
/** How many acts of each kind since a time: Home's "what changed since I was last here". */
export const changes = z.object({ since: time, kinds: z.array(z.object({ kind: z.string(), count: z.number().int(), latest: time })) });
/** RFC 9162, 2.1.3: the hashes from the leaf `idx` (hex) up to the root of the first `size` entries; all else base64. */
export const inclusion = z.object({
  idx: number64,
  size: number64,
  leaf: z.string(),
  path: z.array(z.string()),
  root: z.string(),
});
export const consistency = z.object({
  from: number64,
  to: number64,
  path: z.array(z.string()),
  from_root: z.string(),
  to_root: z.string(),
});
