// Words of assets: one merged inventory, each attribute with where it was read; a person's word wins and is kept.
import { id, listQuery, name, oneOrMore, page, reason, remark, time } from '@holdfast/platform/shapes';
import { observationState } from '@holdfast/observation/schema';
import { deviceKinds, purdueLevels } from '@holdfast/core-wire/words';
import { z } from 'zod';

export const kind = z.enum(deviceKinds);
export const purdueLevel = z.enum(purdueLevels);
/** What hurts when it stops: people, production at once, production after a while, nobody much (C2). */
export const criticality = z.enum(['safety', 'essential', 'supporting', 'convenience']);
/** What it does for production. */
export const productionRole = z.enum([
  'control',
  'safety',
  'field',
  'operation',
  'engineering',
  'records',
  'planning',
  'quality',
  'logistics',
  'utilities',
  'network',
  'access',
  'protection',
  'other',
]);
/** When it must run: always, while production runs, in working hours, when somebody asks. */
export const uptimeNeed = z.enum(['continuous', 'production', 'working_hours', 'on_demand']);
/** Where it is in its life; `retired` and `wiped` come and go by acts only (C19). */
export const lifecycle = z.enum(['planned', 'in_service', 'spare', 'retired', 'wiped']);
/** `sighted`: seen on the wire, nobody decided yet. */
export const standing = z.enum(['sighted', 'accepted', 'investigating', 'rejected', 'retired']);

export const asset = z.object({
  id,
  name: z.string(),
  names: z.array(z.string()),
  ips: z.array(z.string()),
  macs: z.array(z.string()),
  vlans: z.array(z.number().int()),
  vendor: z.string().nullable(),
  model: z.string().nullable(),
  order_number: z.string().nullable(),
  firmware: z.string().nullable(),
  serial: z.string().nullable(),
  kind,
  purdue_level: purdueLevel.nullable(),
  zone_id: id.nullable(),
  zone_name: z.string().nullable(),
  area_id: id.nullable(),
  area_name: z.string().nullable(),
  owner_id: id.nullable(),
  owner_name: z.string().nullable(),
  criticality: criticality.nullable(),
  production_role: productionRole.nullable(),
  uptime_need: uptimeNeed.nullable(),
  /** Within how many hours it must run again. */
  rto_hours: z.number().int().nullable(),
  /** The plant's own number for it, once per site. */
  asset_tag: z.string().nullable(),
  /** Where it stands, in the plant's words: hall, cabinet, row. */
  location: z.string().nullable(),
  lifecycle,
  standing,
  first_seen: time.nullable(),
  last_seen: time.nullable(),
  conflicts: z.number().int(),
  version: z.number().int(),
});
export type Asset = z.infer<typeof asset>;

export const assetQuery = listQuery.extend({
  zone_id: oneOrMore,
  kind: oneOrMore,
  purdue_level: oneOrMore,
  standing: oneOrMore,
  criticality: oneOrMore,
  production_role: oneOrMore,
  uptime_need: oneOrMore,
  lifecycle: oneOrMore,
  location: oneOrMore,
  owner_id: oneOrMore,
  area_id: oneOrMore,
  vendor: oneOrMore,
});
export type AssetQuery = z.infer<typeof assetQuery>;
export const assetPage = page(asset);

/** Where an attribute value was read. A person's word wins; the others count by their confidence. */
export const attributeSource = z.enum(['wire', 'person', 'walk_down', 'switch_table', 'project_file', 'sheet', 'netbox']);
export type AttributeSource = z.infer<typeof attributeSource>;

/** One reason of what was inferred: a code the pages word, and what fills its sentence. `as_written`: a sentence kept from before codes. */
export const saidReason = z.object({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) });
export type SaidReason = z.infer<typeof saidReason>;

/** One attribute value and where it comes from. `chosen`: the value the inventory shows. */
export const attribute = z.object({
  name: z.string(),
  value: z.string(),
  source: attributeSource,
  protocol: z.string().nullable(),
  file: z.string().nullable(),
  capture_id: id.nullable(),
  frame: z.number().int().nullable(),
  seen_at: time,
  confidence: z.number(),
  /** Why it was concluded, for what was inferred. */
  why: z.array(saidReason).nullable(),
  person_name: z.string().nullable(),
  chosen: z.boolean(),
});
export type Attribute = z.infer<typeof attribute>;

export const assetDetail = asset.extend({
  attributes: z.array(attribute),
  /** Attribute names with differing values of like confidence, no person's word yet. */
  conflicting: z.array(z.string()),
  remark: z.string().nullable(),
  decided_by_name: z.string().nullable(),
  decided_at: time.nullable(),
  decision_reason: z.string().nullable(),
});
export type AssetDetail = z.infer<typeof assetDetail>;

const address = z.string().trim().max(64);
/** C1: five fields are enough. */
export const newAsset = z.object({
  name,
  kind,
  address: address.nullable().default(null),
  zone_id: id.nullable().default(null),
  owner_id: id.nullable().default(null),
});

const fact = z.string().trim().max(200).nullable();
/** A person's word. A key left out is not touched; `null` takes the person's word back, so the wire's value shows again. */
export const changedAsset = z
  .object({
    version: z.number().int(),
    name: fact,
    vendor: fact,
    model: fact,
    order_number: fact,
    firmware: fact,
    serial: fact,
    kind: kind.nullable(),
    purdue_level: purdueLevel.nullable(),
    area_id: id.nullable(),
    owner_id: id.nullable(),
    criticality: criticality.nullable(),
    production_role: productionRole.nullable(),
    uptime_need: uptimeNeed.nullable(),
    rto_hours: z.number().int().min(0).max(8760).nullable(),
    asset_tag: fact,
    location: fact,
    lifecycle: z.enum(['planned', 'in_service', 'spare']),
    remark: remark.nullable(),
  })
  .partial()
  .required({ version: true });
export type ChangedAsset = z.infer<typeof changedAsset>;

/** C18: a sighting becomes a decision with a named decider; several at once is one act each for the ledger. */
export const sightingDecision = z.object({
  asset_ids: z.array(id).min(1).max(1000),
  decision: z.enum(['accepted', 'rejected', 'investigating']),
  reason,
});
/** `entry_id`: the act's, by which it can be taken back. */
export const decisionResult = z.object({
  decided: z.number().int(),
  refused: z.array(z.object({ id, code: z.string() })),
  entry_id: id.nullable(),
});

/** C17: completeness = assets with criticality and owner / all assets in the inventory, per zone and for the site. */
export const completeness = z.object({
  assets: z.number().int(),
  complete: z.number().int(),
  without_owner: z.number().int(),
  /** What `complete` is a part of: all assets, and one for each zone nothing sees and nothing is known of. */
  counted: z.number().int(),
  without_criticality: z.number().int(),
  sighted: z.number().int(),
  unobserved_zones: z.number().int(),
  unobserved_assets: z.number().int(),
  zones: z.array(
    z.object({
      zone_id: id.nullable(),
      zone_name: z.string().nullable(),
      assets: z.number().int(),
      complete: z.number().int(),
      without_owner: z.number().int(),
      without_criticality: z.number().int(),
      sighted: z.number().int(),
      /** Null for assets that stand in no zone. */
      observation: observationState.nullable(),
      newest_seen: time.nullable(),
    }),
  ),
  areas: z.array(z.object({ area_id: id.nullable(), area_name: z.string().nullable(), without_owner: z.number().int() })),
});
export type Completeness = z.infer<typeof completeness>;

/** Organisational words for many assets at once; a key left out is not touched, `null` empties it. */
export const bulkWord = z.object({
  asset_ids: z.array(id).min(1).max(1000),
  word: z
    .object({
      kind: kind.nullable(),
      purdue_level: purdueLevel.nullable(),
      vendor: fact,
      owner_id: id.nullable(),
      area_id: id.nullable(),
      criticality: criticality.nullable(),
      production_role: productionRole.nullable(),
      uptime_need: uptimeNeed.nullable(),
      rto_hours: z.number().int().min(0).max(8760).nullable(),
      location: fact,
      lifecycle: z.enum(['planned', 'in_service', 'spare']),
    })
    .partial()
    .refine((word) => Object.values(word).some((value) => value !== undefined), { message: 'word_empty' }),
});
export type BulkWord = z.infer<typeof bulkWord>['word'];
export const bulkWordResult = z.object({
  changed: z.number().int(),
  refused: z.array(z.object({ id, code: z.string() })),
  entry_id: id.nullable(),
});

/** C19: what is done with an asset in its life; each is a record. */
export const handlingAct = z.enum(['onboarded', 'moved', 'retired', 'wiped', 'brought_back']);
export type HandlingAct = z.infer<typeof handlingAct>;
/** How it was wiped, in the words of NIST SP 800-88 (clear, purge, destroy). */
export const wipeMethod = z.enum(['clear', 'purge', 'destroy']);
export const handling = z.object({
  asset_ids: z.array(id).min(1).max(1000),
  act: handlingAct,
  reason,
  to_zone_id: id.nullable().default(null),
  to_location: z.string().trim().min(1).max(200).nullable().default(null),
  method: wipeMethod.nullable().default(null),
});
export type Handling = z.infer<typeof handling>;
/** `entry_id`: the act's, by which it can be taken back; null for a wipe, which cannot. */
export const handlingResult = z.object({
  handled: z.number().int(),
  refused: z.array(z.object({ id, code: z.string() })),
  entry_id: id.nullable(),
});
export const handlingRecord = z.object({
  id,
  act: handlingAct,
  at: time,
  person_name: z.string(),
  reason: z.string(),
  from_zone_name: z.string().nullable(),
  to_zone_name: z.string().nullable(),
  from_location: z.string().nullable(),
  to_location: z.string().nullable(),
  method: wipeMethod.nullable(),
  entry_id: id,
});
export type HandlingRecord = z.infer<typeof handlingRecord>;
/** What was done with one asset, newest first, and what hangs on it now: what a retirement would end. */
export const handlingHistory = z.object({
  records: z.array(handlingRecord),
  effects: z.object({ flows: z.number().int(), partners: z.number().int(), rules: z.number().int() }),
});
export type HandlingHistory = z.infer<typeof handlingHistory>;
