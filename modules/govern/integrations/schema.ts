// Words of integrations: tokens for other programs, and where ledger entries are told to.
import { id, name, oneOrMore, reason, listQuery, time } from '@holdfast/platform/shapes';
import { z } from 'zod';

export const token = z.object({
  id,
  person_id: id,
  person_name: z.string(),
  name: z.string(),
  ends_with: z.string(),
  site_id: id.nullable(),
  site_name: z.string().nullable(),
  read_only: z.boolean(),
  sentences: z.array(z.string()).nullable(),
  made_at: time,
  expires_at: time,
  used_at: time.nullable(),
  state: z.enum(['in_use', 'expired', 'ended', 'account_closed']),
});
export type Token = z.infer<typeof token>;
export const newToken = z.object({
  name,
  site_id: id.nullable().default(null),
  read_only: z.boolean().default(true),
  /** Only these sentences of access; null for all its owner has. */
  sentences: z.array(z.string().max(80)).min(1).max(200).nullable().default(null),
  expires_at: time,
});
export const madeToken = z.object({ token, secret: z.string() });

const httpUrl = z.url({ protocol: /^https?$/ }).max(2000);
/** What stands before an @ passes here, to be refused by its own name. */
const syslogUrl = z
  .string()
  .max(2000)
  .regex(/^(tcp|tls):\/\/([^@/\s]*@)?(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9.-]{1,253}):\d{1,5}$/);
/** An exact kind of the ledger (`conduit.list_approved`) or all that begin alike (`conduit.*`). */
const kindPattern = z.string().regex(/^[a-z][a-z0-9_-]*(\.[a-z][a-z0-9_-]*)*(\.\*)?$/);

export const subscription = z.object({
  id,
  name: z.string(),
  way: z.enum(['webhook', 'syslog']),
  url: z.string(),
  format: z.enum(['standard_webhook', 'cef', 'json']),
  site_id: id.nullable(),
  site_name: z.string().nullable(),
  kinds: z.array(z.string()),
  private_host: z.string().nullable(),
  has_ca: z.boolean(),
  active: z.boolean(),
  earlier_until: time.nullable(),
  made_at: time,
  waiting: z.number().int(),
  dead: z.number().int(),
  delivered_at: time.nullable(),
  last_fault: z.string().nullable(),
});
export type Subscription = z.infer<typeof subscription>;
const wanted = {
  name,
  site_id: id.nullable().default(null),
  /** Empty for every kind. */
  kinds: z.array(kindPattern).max(100).default([]),
  /** The host of the address may lie in the plant's own nets. */
  allow_private: z.boolean().default(false),
};
export const newSubscription = z.discriminatedUnion('way', [
  z.object({ ...wanted, way: z.literal('webhook'), url: httpUrl, format: z.literal('standard_webhook').default('standard_webhook') }),
  z.object({
    ...wanted,
    way: z.literal('syslog'),
    url: syslogUrl,
    format: z.enum(['cef', 'json']).default('cef'),
    ca_pem: z.string().max(20_000).nullable().default(null),
  }),
]);
export type NewSubscription = z.output<typeof newSubscription>;
/** `secret` is shown once; null for syslog. */
export const madeSubscription = z.object({ subscription, secret: z.string().nullable() });
export const changedSubscription = z.object({ active: z.boolean(), reason });
export const why = z.object({ reason });

export const delivery = z.object({
  id,
  subscription_id: id,
  subscription_name: z.string(),
  entry_id: id.nullable(),
  kind: z.string(),
  site_id: id.nullable(),
  at: time,
  state: z.enum(['waiting', 'delivered', 'dead']),
  attempts: z.number().int(),
  last_fault: z.string().nullable(),
  last_status: z.number().int().nullable(),
  tried_at: time.nullable(),
});
export type Delivery = z.infer<typeof delivery>;
export const deliveryQuery = listQuery.extend({ state: oneOrMore, subscription_id: oneOrMore });
