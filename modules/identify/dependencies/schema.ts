// Words of dependencies: services production needs, who depends on them and how hard; the three lists; scope objects (C7, C10, C11).
import { id, listQuery, name, oneOrMore, page, reason, remark, time } from '@holdfast/platform/shapes';
import { z } from 'zod';

export const serviceKind = z.enum([
  'mes',
  'historian',
  'directory',
  'patch_server',
  'erp',
  'backup',
  'name_resolution',
  'time',
  'identity',
  'remote_access',
  'files',
  'database',
  'licence',
  'logistics',
  'quality',
  'utilities',
  'supplier',
  'cloud',
  'internet',
  'other',
]);
export type ServiceKind = z.infer<typeof serviceKind>;
/** How hard a dependent is hit: it stops at once, after some hours, or goes on with a nuisance. */
export const hardness = z.enum(['stops_at_once', 'stops_after', 'inconvenient']);
export type Hardness = z.infer<typeof hardness>;
export const dependentType = z.enum(['zone', 'asset', 'area', 'service']);
export type DependentType = z.infer<typeof dependentType>;

export const dependency = z.object({
  id,
  service_id: id,
  dependent_type: dependentType,
  dependent_id: id,
  dependent_name: z.string(),
  hardness,
  after_hours: z.number().int().nullable(),
  workaround: z.string().nullable(),
  source: z.enum(['person', 'flows']),
  flows_counted: z.number().int(),
  declared_by_name: z.string(),
  declared_at: time,
  version: z.number().int(),
});
export type Dependency = z.infer<typeof dependency>;

export const service = z.object({
  id,
  name: z.string(),
  kind: serviceKind,
  /** Runs outside the organisation: a cloud, a supplier, a public address. */
  external: z.boolean(),
  business_application: z.boolean(),
  owner_id: id.nullable(),
  owner_name: z.string().nullable(),
  supplier_id: id.nullable(),
  supplier_name: z.string().nullable(),
  purpose: z.string().nullable(),
  impact: z.string().nullable(),
  addresses: z.array(z.string()),
  source: z.enum(['person', 'flows']),
  hosts: z.array(z.object({ id, name: z.string() })),
  dependents: z.number().int(),
  declared_by_name: z.string(),
  declared_at: time,
  version: z.number().int(),
});
export type Service = z.infer<typeof service>;
export const serviceQuery = listQuery.extend({ kind: oneOrMore, external: oneOrMore, owner_id: oneOrMore, supplier_id: oneOrMore });
export const servicePage = page(service);
export const serviceDetail = service.extend({ depends: z.array(dependency) });
export type ServiceDetail = z.infer<typeof serviceDetail>;

const hosts = z.array(id).max(200);
const addresses = z.array(z.string().trim().max(64)).max(200);
const serviceFields = {
  kind: serviceKind,
  external: z.boolean(),
  business_application: z.boolean(),
  owner_id: id.nullable(),
  supplier_id: id.nullable(),
  purpose: remark.nullable(),
  impact: remark.nullable(),
  /** Outside addresses or networks: `203.0.113.7`, `203.0.113.0/24`. */
  addresses,
  host_ids: hosts,
};
export const newService = z
  .object({ name, ...serviceFields })
  .partial()
  .required({ name: true, kind: true });
export type NewService = z.infer<typeof newService>;
export const changedService = z
  .object({ version: z.number().int(), name, ...serviceFields })
  .partial()
  .required({ version: true });
export type ChangedService = z.infer<typeof changedService>;

const says = {
  hardness,
  after_hours: z.number().int().min(1).max(8760).nullable().default(null),
  workaround: remark.nullable().default(null),
};
export const newDependency = z.object({ dependent_type: dependentType, dependent_id: id, ...says });
export type NewDependency = z.infer<typeof newDependency>;
export const changedDependency = z.object({ version: z.number().int(), ...says });

/** Proposed from flows: a service that looks to be used, and by which zone, with what speaks for it. */
export const proposal = z.object({
  /** Stays the same while the flows stay: what a decline is kept under. */
  key: z.string(),
  kind: serviceKind,
  service_id: id.nullable(),
  service_name: z.string(),
  external: z.boolean(),
  host_ids: z.array(id),
  addresses: z.array(z.string()),
  zone_id: id,
  zone_name: z.string(),
  why: z.array(z.object({ code: z.enum(['port', 'device_kind', 'device_name', 'outside']), value: z.string() })),
  flows: z.number().int(),
  clients: z.number().int(),
  last_seen: time,
  hardness,
  after_hours: z.number().int().nullable(),
});
export type Proposal = z.infer<typeof proposal>;
export const proposalPage = page(proposal);
/** `sort`: flows, clients, zone_name, service_name, kind or last_seen. */
export const proposalQuery = listQuery;
export const acceptance = z.object({
  key: z.string().min(1).max(300),
  service_name: name.optional(),
  owner_id: id.nullable().default(null),
  ...says,
});
export const declining = z.object({ keys: z.array(z.string().min(1).max(300)).min(1).max(500), reason });
export const declined = z.object({ declined: z.number().int() });

/** What the question starts from. */
export const startType = z.enum(['service', 'asset', 'zone', 'area', 'supplier']);
export type StartType = z.infer<typeof startType>;
export const outageQuery = z.object({ type: startType, id });

/** `stops`: after `after_hours` from the start (0: at once); `weakened`: one of several hosts is gone; `inconvenienced`: goes on with a nuisance. */
export const effect = z.enum(['stops', 'weakened', 'inconvenienced']);
export const outageLine = z.object({
  type: z.enum(['service', 'asset', 'zone', 'area']),
  id,
  name: z.string(),
  effect,
  after_hours: z.number().int(),
  criticality: z.string().nullable(),
  production_role: z.string().nullable(),
  owner_name: z.string().nullable(),
  workaround: z.string().nullable(),
  /** Names on the way from the start to it, both left out. */
  via: z.array(z.string()),
});
export type OutageLine = z.infer<typeof outageLine>;
export const outage = z.object({
  start: z.object({ type: startType, id, name: z.string() }),
  lines: z.array(outageLine),
  counts: z.object({ stops: z.number().int(), essential: z.number().int(), areas: z.number().int(), inconvenienced: z.number().int() }),
  /** Services nobody has said anything depends on: what the answer cannot know. */
  undeclared: z.number().int(),
});
export type Outage = z.infer<typeof outage>;

/** C7 and B-side lists: essential assets, crown-jewel information, needed business applications; each with owner and impact. */
export const essentialList = z.enum(['asset', 'information', 'application']);
export type EssentialList = z.infer<typeof essentialList>;
export const protect = z.enum(['confidentiality', 'integrity', 'availability']);
export const essentialItem = z.object({
  id,
  /** Null while an essential asset has no impact written down: its id is then the asset's. */
  item_id: id.nullable(),
  list: essentialList,
  name: z.string(),
  owner_id: id.nullable(),
  owner_name: z.string().nullable(),
  impact: z.string().nullable(),
  protect: z.array(protect),
  asset_id: id.nullable(),
  asset_name: z.string().nullable(),
  criticality: z.string().nullable(),
  zone_name: z.string().nullable(),
  service_id: id.nullable(),
  service_name: z.string().nullable(),
  version: z.number().int(),
});
export type EssentialItem = z.infer<typeof essentialItem>;
export const essentialQuery = listQuery.extend({ list: oneOrMore });
export const essentialPage = page(essentialItem);
const itemFields = {
  owner_id: id.nullable(),
  impact: remark.nullable(),
  protect: z.array(protect).max(3),
  asset_id: id.nullable(),
  service_id: id.nullable(),
};
export const newEssentialItem = z
  .object({ list: essentialList, name, ...itemFields })
  .partial()
  .required({ list: true, name: true });
export type NewEssentialItem = z.infer<typeof newEssentialItem>;
export const changedEssentialItem = z
  .object({ version: z.number().int(), name, ...itemFields })
  .partial()
  .required({ version: true });
export type ChangedEssentialItem = z.infer<typeof changedEssentialItem>;

/** C11: what a risk analysis is about, and where it ends. */
export const scopeKind = z.enum(['machine', 'cell', 'line', 'area']);
const named = z.object({ id, name: z.string() });
export const scopeObject = z.object({
  id,
  name: z.string(),
  kind: scopeKind,
  /** What belongs to it and what does not, in a sentence or two. */
  boundary: z.string(),
  owner_id: id.nullable(),
  owner_name: z.string().nullable(),
  area_id: id.nullable(),
  area_name: z.string().nullable(),
  zones: z.array(named),
  assets: z.array(named),
  /** External services in scope (C10). */
  services: z.array(named),
  /** Contractors in scope (C10). */
  suppliers: z.array(named),
  version: z.number().int(),
});
export type ScopeObject = z.infer<typeof scopeObject>;
export const scopeQuery = listQuery.extend({ kind: oneOrMore });
export const scopePage = page(scopeObject);
const scopeFields = {
  kind: scopeKind,
  boundary: z.string().trim().min(3).max(2000),
  owner_id: id.nullable(),
  area_id: id.nullable(),
  zone_ids: z.array(id).max(200),
  asset_ids: z.array(id).max(1000),
  service_ids: z.array(id).max(200),
  supplier_ids: z.array(id).max(200),
};
export const newScopeObject = z
  .object({ name, ...scopeFields })
  .partial()
  .required({ name: true, kind: true, boundary: true });
export type NewScopeObject = z.infer<typeof newScopeObject>;
export const changedScopeObject = z
  .object({ version: z.number().int(), name, ...scopeFields })
  .partial()
  .required({ version: true });
export type ChangedScopeObject = z.infer<typeof changedScopeObject>;
