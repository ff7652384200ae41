// Words of what protects a ledger from outside: witnesses, a time stamp authority, syslog receivers, buckets nobody can empty.
import { id, name, reason, time } from '@holdfast/platform/shapes';
import { z } from 'zod';

export const anchorKind = z.enum(['witness', 'time_stamp', 'syslog', 'worm']);
export type AnchorKind = z.infer<typeof anchorKind>;

const httpUrl = z.url({ protocol: /^https?$/ }).max(2000);
/** What stands before an @ passes here, to be refused by its own name. */
const syslogUrl = z
  .string()
  .max(2000)
  .regex(/^(tcp|tls|udp):\/\/([^@/\s]*@)?(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9.-]{1,253}):\d{1,5}$/);
const pem = z.string().trim().max(60_000);
const everyMinutes = z
  .number()
  .int()
  .min(1)
  .max(24 * 60);

const shared = {
  name,
  /** The host of the address may lie in the plant's own nets. */
  allow_private: z.boolean().default(true),
  /** An authority of the receiver's own, beside those the system knows. */
  ca_pem: pem.nullable().default(null),
};
/** `vkeys`: the witness's keys as text, one a line. */
export const newWitness = z.object({ ...shared, kind: z.literal('witness'), url: httpUrl, vkeys: z.string().trim().min(1).max(8000) });
/** `chain_pem`: the authority's certificate and what it stands on; a token is believed when its signer leads to one of these. */
export const newTimeStamp = z.object({
  ...shared,
  kind: z.literal('time_stamp'),
  url: httpUrl,
  chain_pem: pem.min(1),
  every_minutes: everyMinutes.default(60),
});
export const newSyslog = z.object({ ...shared, kind: z.literal('syslog'), url: syslogUrl });
/** An S3 bucket with Object Lock; objects are kept in COMPLIANCE mode for `retain_days`. */
export const newWorm = z.object({
  ...shared,
  kind: z.literal('worm'),
  url: httpUrl,
  bucket: z.string().regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/),
  region: z
    .string()
    .regex(/^[a-z0-9-]{1,40}$/)
    .default('us-east-1'),
  prefix: z
    .string()
    .regex(/^[A-Za-z0-9._/-]{0,200}$/)
    .default(''),
  retain_days: z.number().int().min(1).max(36_500),
  every_minutes: everyMinutes.default(60),
  access_key_id: z.string().trim().min(3).max(200),
  secret_access_key: z.string().trim().min(3).max(400),
});
export const newAnchor = z.discriminatedUnion('kind', [newWitness, newTimeStamp, newSyslog, newWorm]);
export type NewAnchor = z.output<typeof newAnchor>;

/** What is kept beside the address, by kind; nothing secret. */
export type AnchorSettings = {
  key_name?: string;
  vkeys?: string[];
  chain_pem?: string;
  every_minutes?: number;
  bucket?: string;
  region?: string;
  prefix?: string;
  retain_days?: number;
  access_key_id?: string;
};

/** An anchor as settings show it. `settings` holds numbers and names, never a secret. */
export const anchor = z.object({
  id,
  kind: anchorKind,
  name: z.string(),
  url: z.string(),
  private_host: z.string().nullable(),
  has_ca: z.boolean(),
  has_secret: z.boolean(),
  settings: z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string())])),
  added_at: time,
});
export type Anchor = z.infer<typeof anchor>;

/** One of the logs here, with what a witness needs to know it. */
const ownLog = z.object({ origin: z.string(), site_id: id.nullable(), site_name: z.string().nullable(), vkeys: z.array(z.string()) });
export const anchorSettings = z.object({
  rows: z.array(anchor),
  threshold: z.number().int(),
  own_witness: z.string().nullable(),
  own_witness_private: z.boolean(),
  logs: z.array(ownLog),
});
export type AnchorSettingsPage = z.infer<typeof anchorSettings>;
export const newPolicy = z.object({ threshold: z.number().int().min(1).max(32) });
export const ownWitness = z.object({ url: httpUrl.nullable(), allow_private: z.boolean().default(true) });
export const ended = z.object({ reason });

/** How an anchor stands to one log. `at` is the outside party's own time where it states one. */
export const anchorStanding = z.object({
  id,
  kind: anchorKind,
  name: z.string(),
  size: z.number().int().nullable(),
  at: time.nullable(),
  done_at: time.nullable(),
  tried_at: time.nullable(),
  next_at: time.nullable(),
  fault: z.string().nullable(),
  fault_status: z.number().int().nullable(),
  /** By how much its clock is ahead of this server's, in seconds; null where it states no time. */
  clock_ahead_s: z.number().nullable(),
  /** Of a WORM copy: nobody can delete it before. */
  retain_until: time.nullable(),
});
export type AnchorStanding = z.infer<typeof anchorStanding>;
export const anchorAlarm = z.object({
  code: z.enum(['other_history', 'not_witnessed', 'clock_disagrees']),
  about: z.string(),
  since: time,
});
export type AnchorAlarm = z.infer<typeof anchorAlarm>;
/** `met`: the largest size that enough witnesses have cosigned, how many did, and when the last needed one did. */
export const anchoring = z.object({
  size: z.number().int(),
  published_at: time.nullable(),
  threshold: z.number().int(),
  of: z.number().int(),
  met: z.object({ size: z.number().int(), count: z.number().int(), at: time }).nullable(),
  rows: z.array(anchorStanding),
  alarms: z.array(anchorAlarm),
});
export type Anchoring = z.infer<typeof anchoring>;

/** How a trial went, for each log: `fault` null where it arrived. */
export const trial = z.object({
  results: z.array(
    z.object({ origin: z.string(), size: z.number().int().nullable(), fault: z.string().nullable(), status: z.number().int().nullable() }),
  ),
});
export type Trial = z.infer<typeof trial>;

/** What is printed for signed minutes: 16 characters that stand for size and root. */
export const printed = z.object({
  origin: z.string(),
  size: z.number().int(),
  root: z.string(),
  fingerprint: z.string(),
  published_at: time,
});
export type Printed = z.infer<typeof printed>;
/** What somebody read from a sheet. Spaces, dashes and small letters do not matter. */
export const fingerprintAsked = z.object({ size: z.coerce.number().int().min(1), fingerprint: z.string().trim().min(1).max(60) });
/** `same`: the first `size` entries are still those. `other`: they are not. `shorter`: the log no longer has so many. */
export const fingerprintAnswer = z.object({ verdict: z.enum(['same', 'other', 'shorter', 'no_fingerprint']), log_size: z.number().int() });
export type FingerprintAnswer = z.infer<typeof fingerprintAnswer>;

/** What the witness this organisation runs says of the logs it cosigns. */
export const neighbours = z.object({
  url: z.string().nullable(),
  name: z.string().nullable(),
  vkeys: z.array(z.string()),
  fault: z.string().nullable(),
  logs: z.array(z.object({ origin: z.string(), keys: z.number().int(), size: z.number().int().nullable(), at: time.nullable() })),
});
export type Neighbours = z.infer<typeof neighbours>;
