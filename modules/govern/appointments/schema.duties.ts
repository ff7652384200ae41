// Words of who does what: responsibility per activity, the four parties of an asset, the four questions between IT and OT, who answers for a thing.
import { id, reason, siteParams, time } from '@holdfast/platform/shapes';
import { z } from 'zod';
import { asOfQuery, reach, roleId } from './schema.ts';

const person = z.object({ person_id: id, person_name: z.string(), reach });

/** Who answers: a person, or why nobody does. `through` names the roles that were passed because nobody holds them. */
export const accountable = z.object({
  role: roleId,
  asked_role: roleId,
  through: z.array(roleId),
  person_id: id.nullable(),
  person_name: z.string().nullable(),
  deputy_id: id.nullable(),
  deputy_name: z.string().nullable(),
  appointment_id: id.nullable(),
  state: z.enum(['accepted', 'proposed', 'named', 'vacant']),
  source: z.enum(['set', 'default']),
});
export type Accountable = z.infer<typeof accountable>;

export const raciRow = z.object({
  id: z.string(),
  title: z.object({ en: z.string(), de: z.string() }),
  level: z.enum(['site', 'organisation']),
  accountable: roleId,
  responsible: z.array(roleId),
  consulted: z.array(roleId),
  informed: z.array(roleId),
  source: z.enum(['set', 'default']),
  cause: z.object({ type: z.enum(['finding', 'exercise']), id: z.string() }).nullable(),
  changed_at: time.nullable(),
  changed_by_name: z.string().nullable(),
  version: z.number().int(),
  who: accountable,
  requirements: z.array(z.string()),
});
export type RaciRow = z.infer<typeof raciRow>;
export const raciList = z.object({ activities: z.array(raciRow) });
export const activityParams = siteParams.extend({ activity_id: z.string().regex(/^[a-z][a-z0-9_.:-]{1,79}$/) });
export const changedRaci = z.object({
  /** Exactly one; the others may be several, and no role stands in two columns. */
  accountable: roleId,
  responsible: z.array(roleId).max(20),
  consulted: z.array(roleId).max(20),
  informed: z.array(roleId).max(20),
  cause: z
    .object({ type: z.enum(['finding', 'exercise']), id })
    .nullable()
    .default(null),
  version: z.number().int(),
  reason,
});
export type ChangedRaci = z.output<typeof changedRaci>;

export const partName = z.enum(['operator', 'manufacturer', 'integrator', 'service_provider']);
export type PartName = z.infer<typeof partName>;
/** Who plays a part: we ourselves, a supplier of the list, or a company by name. `source`: set by a person, or what the inventory says. */
export const partPlayed = z.object({
  part: partName,
  is_own: z.boolean(),
  supplier_id: id.nullable(),
  name: z.string().nullable(),
  source: z.enum(['set', 'device', 'suppliers', 'assumed']).nullable(),
  set_at: time.nullable(),
});
export type PartPlayed = z.infer<typeof partPlayed>;
export const assetParts = z.object({ asset_id: id, owner_name: z.string().nullable(), parts: z.array(partPlayed) });
export const supplierPart = z.object({ part: partName, assets: z.number().int(), examples: z.array(z.object({ id, name: z.string() })) });
export const supplierParts = z.object({
  supplier_id: id,
  plays: z.array(supplierPart),
  /** Who inside answers for the assets it works on. */
  owners: z.array(z.object({ person_id: id, person_name: z.string(), assets: z.number().int() })),
  /** Of the assets it works on: in how many each part is played by somebody. */
  known: z.array(z.object({ part: partName, known: z.number().int(), assets: z.number().int() })),
});
export const newParts = z
  .object({
    asset_ids: z.array(id).min(1).max(1000),
    part: partName,
    is_own: z.boolean().default(false),
    supplier_id: id.nullable().default(null),
    company: z.string().trim().min(1).max(200).nullable().default(null),
    /** When the part was set as it was read, null for never: `set_at` of one device, `site_set_at` the last time of any of the site, for many. */
    before: z.object({ set_at: time.nullable().optional(), site_set_at: time.nullable().optional() }).optional(),
  })
  .refine((it) => Number(it.is_own) + Number(it.supplier_id !== null) + Number(it.company !== null) === 1, {
    path: ['part'],
    message: 'exactly_one_player',
  });
export type NewParts = z.output<typeof newParts>;
export const partsSet = z.object({ set: z.number().int() });
/** When each part was last set for any device of a site; null: never. */
export const partsLast = z.object({ parts: z.array(z.object({ part: partName, set_at: time.nullable() })) });

export const question = z.enum(['decides', 'prioritises', 'reports', 'controls_contractors']);
export const answer = z.object({
  question,
  person_id: id.nullable(),
  person_name: z.string().nullable(),
  reach: reach.nullable(),
  set_at: time.nullable(),
});
export const step = z.object({
  position: z.number().int(),
  role: roleId.nullable(),
  person_id: id.nullable(),
  person_name: z.string().nullable(),
  wait_minutes: z.number().int(),
  reach: reach.nullable(),
});
export const call = z.object({
  position: z.number().int(),
  person_id: id.nullable(),
  person_name: z.string().nullable(),
  wait_minutes: z.number().int(),
  outcome: z.enum(['open', 'reached', 'not_reached', 'nobody']),
  answered_at: time.nullable(),
});
export const testCall = z.object({ id, started_at: time, started_by_name: z.string(), ended_at: time.nullable(), calls: z.array(call) });
export type TestCall = z.infer<typeof testCall>;
export const coordination = z.object({ answers: z.array(answer), steps: z.array(step), last_test: testCall.nullable() });
/** `before` in these: what stood there as it was read; when somebody changed it since, the change is refused. Left out, it is replaced. */
export const newAnswer = z.object({ person_id: id, before: z.object({ person_id: id.nullable() }).optional() });
export const questionParams = siteParams.extend({ question });
export const newSteps = z.object({
  steps: z
    .array(
      z
        .object({
          role: roleId.nullable().default(null),
          person_id: id.nullable().default(null),
          wait_minutes: z.number().int().min(1).max(1440),
        })
        .refine((it) => (it.role === null) !== (it.person_id === null)),
    )
    .min(1)
    .max(20),
  before: z
    .object({ steps: z.array(z.object({ role: roleId.nullable(), person_id: id.nullable(), wait_minutes: z.number().int() })) })
    .optional(),
});
export const testParams = siteParams.extend({ test_id: id });
export const callNote = z.object({ position: z.number().int().min(1).max(20), outcome: z.enum(['reached', 'not_reached']) });

export const thingType = z.enum(['activity', 'zone', 'area', 'asset', 'control']);
export const responsibleQuery = asOfQuery.extend({ search: z.string().max(200).optional(), type: thingType.optional() });
/** One thing and who answers for it. `why` says how that person came to it. */
export const responsible = z.object({
  id: z.string(),
  type: thingType,
  thing_id: z.string(),
  title: z.union([z.string(), z.object({ en: z.string(), de: z.string() })]),
  detail: z.string().nullable(),
  why: z.enum(['owner', 'custodian', 'area_owner', 'role', 'nobody']),
  role: roleId.nullable(),
  person: person.nullable(),
  deputy: person.nullable(),
  /** Where the law asks for it, as screens write citations. */
  cite: z.object({ en: z.string(), de: z.string() }).nullable(),
});
export type Responsible = z.infer<typeof responsible>;
export const responsibleList = z.object({ things: z.array(responsible) });

export const processName = z.enum(['access', 'change', 'patch', 'incident', 'supplier']);
/** How a process is done in this plant; `how` and `logged` null: nobody has said yet. */
export const processVariant = z.object({
  process: processName,
  who: accountable,
  reach: reach.nullable(),
  how: z.string().nullable(),
  logged: z.string().nullable(),
  set_at: time.nullable(),
  set_by_name: z.string().nullable(),
});
export type ProcessVariant = z.infer<typeof processVariant>;
export const processList = z.object({ processes: z.array(processVariant) });
export const processParams = siteParams.extend({ process: processName });
export const newVariant = z.object({
  how: z.string().trim().min(3).max(2000),
  logged: z.string().trim().min(3).max(500),
  before: z.object({ how: z.string().nullable(), logged: z.string().nullable() }).optional(),
});
