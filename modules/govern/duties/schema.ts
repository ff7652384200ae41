// Words of duties: what a role must do, who read it, who was trained, and what the management body approved and looked at.
import { id, name, time } from '@holdfast/platform/shapes';
import { z } from 'zod';

export const dutyRole = z.enum(['board', 'ciso', 'plant_manager', 'ot_lead', 'incident_coordinator', 'shift_lead', 'technician']);
export type DutyRoleName = z.infer<typeof dutyRole>;
/** `trained`: until when the latest training counts. */
export const holderState = z.enum(['to_read', 'read', 'again', 'expired']);
export type HolderState = z.infer<typeof holderState>;
export const holder = z.object({
  person_id: id,
  name: z.string(),
  state: holderState,
  read_at: time.nullable(),
  expires_at: time.nullable(),
  trained_on: z.iso.date().nullable(),
  trained_until: z.iso.date().nullable(),
  /** Whether the latest training counts still. */
  is_trained: z.boolean(),
});
export type Holder = z.infer<typeof holder>;
export const dutiesOfRole = z.object({
  role: dutyRole,
  version: z.number().int(),
  /** Whether the one who asks holds the role. */
  is_mine: z.boolean(),
  /** Everybody who holds it, for those who watch over it; else only oneself. */
  holders: z.array(holder),
});
export type DutiesOfRole = z.infer<typeof dutiesOfRole>;
export const training = z.object({
  id,
  person_id: id,
  person_name: z.string(),
  role: dutyRole,
  title: z.string(),
  provider: z.string().nullable(),
  hours: z.number(),
  held_on: z.iso.date(),
  valid_until: z.iso.date(),
  recorded_by_name: z.string(),
});
export type Training = z.infer<typeof training>;
export const duties = z.object({
  roles: z.array(dutiesOfRole),
  trainings: z.array(training),
  /** Countries of the organisation's sites: their national rules are shown. */
  countries: z.array(z.string()),
});
export type Duties = z.infer<typeof duties>;
export const asOfQuery = z.object({ as_of: time.optional() });
export const dutyReading = z.object({ version: z.number().int(), language: z.enum(['en', 'de']) });
export const newTraining = z
  .object({
    person_id: id,
    role: dutyRole,
    title: name,
    provider: z.string().trim().max(200).nullable().default(null),
    hours: z.number().min(0.25).max(200),
    held_on: z.iso.date(),
    valid_until: z.iso.date(),
  })
  .refine((it) => it.valid_until > it.held_on, { path: ['valid_until'], message: 'ends_before_it_begins' });
export type NewTraining = z.output<typeof newTraining>;
/** What the management body did, from the ledger. */
export const managementAct = z.object({
  kind: z.string(),
  of: z.enum(['approval', 'oversight']),
  at: time,
  actor_id: id,
  actor_name: z.string(),
  subject_type: z.string(),
  subject_id: id,
  title: z.string().nullable(),
  /** Where it stands: at the site, or for the whole organisation. */
  site_id: id.nullable(),
});
export type ManagementAct = z.infer<typeof managementAct>;
export const managementActs = z.object({ named: z.number().int(), acts: z.array(managementAct) });
