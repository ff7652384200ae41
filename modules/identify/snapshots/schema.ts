// Words of as-is snapshots: the map and the inventory of a day, kept as they were, and how two of them differ (C12, C13).
import { id, listQuery, name, oneOrMore, page, time } from '@holdfast/platform/shapes';
import { z } from 'zod';

const text = z.string().nullable();
export const snapshotAsset = z.object({
  id,
  name: z.string(),
  kind: z.string(),
  purdue_level: text,
  vendor: text,
  model: text,
  order_number: text,
  firmware: text,
  serial: text,
  ips: z.array(z.string()),
  macs: z.array(z.string()),
  zone_id: id.nullable(),
  location: text,
  asset_tag: text,
  criticality: text,
  production_role: text,
  owner_id: id.nullable(),
  lifecycle: z.string(),
  standing: z.string(),
});
export const snapshotZone = z.object({
  id,
  name: z.string(),
  purdue_level: text,
  state: z.string(),
  role: z.string(),
  assets: z.number().int(),
  observed_by: z.array(z.string()),
});
export const snapshotConduit = z.object({
  id,
  name: z.string(),
  zone_a: id,
  zone_b: id,
  state: z.enum(['approved', 'unapproved', 'unknown']),
  list_version: z.number().int().nullable(),
  flows: z.number().int(),
  unapproved: z.number().int(),
});
/** Flows between two zones by protocol and port, counted. */
export const snapshotFlow = z.object({
  from_zone: id.nullable(),
  to_zone: id.nullable(),
  transport: z.string(),
  port: z.number().int().nullable(),
  protocol: z.string(),
  flows: z.number().int(),
  classes: z.array(z.string()),
});
/** What a snapshot holds; its JSON text is what the hash is of. */
export const snapshotContent = z.object({
  version: z.literal(1),
  site: z.object({ id, name: z.string(), time_zone: z.string() }),
  taken_at: time,
  assets: z.array(snapshotAsset),
  zones: z.array(snapshotZone),
  conduits: z.array(snapshotConduit),
  flows: z.array(snapshotFlow),
});
export type SnapshotContent = z.infer<typeof snapshotContent>;

export const snapshotCounts = z.object({
  assets: z.number().int(),
  zones: z.number().int(),
  conduits: z.number().int(),
  flows: z.number().int(),
  unobserved: z.number().int(),
});
export const snapshot = z.object({
  id,
  name: z.string(),
  taken_at: time,
  /** Null: taken by the product, once a month. */
  taken_by_name: z.string().nullable(),
  sha256: z.string(),
  size_bytes: z.number(),
  counts: snapshotCounts,
  entry_id: id,
});
export type Snapshot = z.infer<typeof snapshot>;
export const snapshotPage = page(snapshot);
export const newSnapshot = z.object({ name });
/** With the map of that day. `is_intact`: what is kept still has the hash the ledger holds. */
export const snapshotDetail = snapshot.extend({ is_intact: z.boolean(), zones: z.array(snapshotZone), conduits: z.array(snapshotConduit) });
export type SnapshotDetail = z.infer<typeof snapshotDetail>;

export const part = z.enum(['asset', 'zone', 'conduit', 'flow']);
export const changeKind = z.enum(['added', 'removed', 'moved', 'changed']);
export const change = z.object({
  id: z.string(),
  part,
  change: changeKind,
  name: z.string(),
  /** The thing's own id while it is there; null for flows, which are sums. */
  subject_id: id.nullable(),
  details: z.array(z.object({ field: z.string(), before: z.string().nullable(), after: z.string().nullable() })),
});
export type Change = z.infer<typeof change>;
/** `to` is another snapshot; left out: now. */
export const changeQuery = listQuery.extend({ to: id.optional(), part: oneOrMore, change: oneOrMore });
export const changePage = page(change);
