// Words of evidence packages: what is asked for, what was made, what will be in and what left out.
import { id, listQuery, oneOrMore, page, time } from '@holdfast/platform/shapes';
import { z } from 'zod';

/** `acts`: entries of these kinds; `subject`: about one zone, conduit or asset; `person`: what one person did; `evidence`: items and their custody. `requirement`: what proves one requirement, and what was said of it. */
export const packageScope = z.discriminatedUnion('type', [
  z.object({ type: z.literal('site') }),
  z.object({
    type: z.literal('acts'),
    kinds: z
      .array(z.string().regex(/^[a-z0-9_]+(\.[a-z0-9_]+)*$/))
      .min(1)
      .max(100),
  }),
  z.object({ type: z.literal('subject'), subject_type: z.enum(['zone', 'conduit', 'asset']), id }),
  z.object({ type: z.literal('person'), id }),
  z.object({ type: z.literal('requirement'), id: z.string().regex(/^[A-Za-z0-9._-]{1,60}$/) }),
  z.object({ type: z.literal('evidence'), ids: z.array(id).min(1).max(200) }),
]);
export type PackageScope = z.infer<typeof packageScope>;

/** `epoch`: of the site's log, null for the latest; an earlier one ended with a restore. `as_of`: the last checkpoint published until then; null for the newest. `complete`: with the hash of every entry of the ledger. */
export const newPackage = z.object({
  scope: packageScope,
  epoch: z.number().int().min(1).nullable().default(null),
  from: time.nullable().default(null),
  until: time.nullable().default(null),
  as_of: time.nullable().default(null),
  complete: z.boolean().default(true),
  with_texts: z.boolean().default(true),
  with_files: z.boolean().default(true),
  max_file_bytes: z.number().int().min(1).nullable().default(null),
});
export type NewPackage = z.output<typeof newPackage>;

export const packageState = z.enum(['making', 'ready', 'failed']);
export type PackageState = z.infer<typeof packageState>;

export const omission = z.object({ what: z.enum(['entries', 'texts', 'files']), reason: z.string(), count: z.number().int() });
export type Omission = z.infer<typeof omission>;

/** What will be in it, before it is made. */
export const preview = z.object({
  as_of_size: z.number().int(),
  as_of_at: time,
  previous_number: z.number().int().nullable(),
  entries: z.number().int(),
  texts: z.number().int(),
  files: z.number().int(),
  files_bytes: z.number(),
  omitted: z.array(omission),
});
export type Preview = z.infer<typeof preview>;

export const evidencePackage = z.object({
  id,
  /** Counts up within the site: `P-3`. */
  number: z.number().int(),
  scope: packageScope,
  scope_title: z.string(),
  /** Of the site's log. */
  epoch: z.number().int(),
  from: time.nullable(),
  until: time.nullable(),
  as_of_size: z.number().int(),
  previous_number: z.number().int().nullable(),
  is_complete: z.boolean(),
  state: packageState,
  /** A code, when it could not be made. */
  fault: z.string().nullable(),
  done_bytes: z.number(),
  sha256: z.string().nullable(),
  size_bytes: z.number().nullable(),
  entries: z.number().int().nullable(),
  files: z.number().int().nullable(),
  omitted: z.array(omission),
  requested_by: id,
  requested_by_name: z.string(),
  requested_at: time,
  made_at: time.nullable(),
});
export type EvidencePackage = z.infer<typeof evidencePackage>;
export const packageQuery = listQuery.extend({ state: oneOrMore });
export const packagePage = page(evidencePackage);

/** The verifier as this server hands it out. */
export const verifierFile = z.object({ name: z.string(), sha256: z.string(), size_bytes: z.number().int() });
export type VerifierFile = z.infer<typeof verifierFile>;
