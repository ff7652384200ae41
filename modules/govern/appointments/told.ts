// What the ledger keeps of an appointment: who, where, until when and which proofs are there; the texts only as commitments.
import type { Tx } from '@holdfast/platform/act';
import { tell } from '@holdfast/notices/store';
import type { Appointment } from './schema.ts';

/** Facts of the terms, from which a past state is folded. */
export const termFacts = (it: Appointment): Record<string, unknown> => ({
  role: it.role,
  area_id: it.area_id,
  person_id: it.person_id,
  deputy_id: it.deputy_id,
  has_mandate: it.has.mandate,
  has_competence: it.has.competence,
  has_resources: it.has.resources,
  starts_at: it.starts_at,
  until_at: it.until_at,
});

/** The free texts, as commitments. */
export const personalOf = (it: Appointment): Record<string, string> =>
  Object.fromEntries(
    (['mandate', 'competence', 'resources', 'handover_remark'] as const).flatMap((name) => (it[name] === null ? [] : [[name, it[name]]])),
  );

export const told = (after: Appointment, facts: Record<string, unknown>, personal: Record<string, string> = {}) => ({
  subject: { type: 'appointment', id: after.id, version: after.version },
  facts,
  personal,
  result: after,
});

/** Tells the person that they are asked to take a seat. */
export async function tellAsked(tx: Tx, it: Appointment): Promise<void> {
  const site_id = it.site_id;
  const opens = site_id === null ? '/' : `role-card/${it.id}`;
  await tell(tx, { kind: 'appointment_asked', site_id, opens, params: { appointed_role: it.role }, to: { person_ids: [it.person_id] } });
}

/** Tells who asked what became of it. */
export async function tellAnswered(tx: Tx, it: Appointment, asked_by: string, answer: 'accepted' | 'declined'): Promise<void> {
  if (asked_by === it.person_id) return;
  const params = { name: it.person_name, appointed_role: it.role, answer };
  await tell(tx, {
    kind: 'appointment_answered',
    site_id: it.site_id,
    opens: it.site_id === null ? '/' : 'responsibilities',
    params,
    to: { person_ids: [asked_by] },
  });
}
