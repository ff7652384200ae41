// Words of the ledger: entries, checkpoints, proofs, verification.
import { id, listQuery, oneOrMore, page, time } from '@holdfast/platform/shapes';
import { z } from 'zod';

const number64 = z.number().int();
export const entry = z.object({
  id,
  /** Index in the log; null while being sealed. */
  idx: number64.nullable(),
  kind: z.string(),
  at: time,
  actor_id: z.string(),
  actor_name: z.string().nullable(),
  via: z.string(),
  subject_type: z.string(),
  subject_id: z.string(),
  facts: z.record(z.string(), z.unknown()),
  leaf: z.string(),
});
export type Entry = z.infer<typeof entry>;
export const entryQuery = listQuery.extend({
  kind: oneOrMore,
  actor_id: oneOrMore,
  subject_id: oneOrMore,
  since: time.optional(),
  until: time.optional(),
});
export const entryPage = page(entry);
export const entryDetail = entry.extend({
  /** Exact body bytes as text: canonical JSON (RFC 8785). */
  body: z.string(),
  /** Base64 hashes (RFC 9162) that lead from the leaf to the root of `checkpoint`; null while being sealed or not yet covered. */
  proof: z.object({ size: number64, root: z.string(), path: z.array(z.string()), checkpoint: z.string() }).nullable(),
  erasable: z.array(z.object({ n: z.number().int(), name: z.string(), text: z.string().nullable(), erased_at: time.nullable() })),
});
export type EntryDetail = z.infer<typeof entryDetail>;

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
export const consistency = z.object({
  from: number64,
  to: number64,
  path: z.array(z.string()),
  from_root: z.string(),
  to_root: z.string(),
});
