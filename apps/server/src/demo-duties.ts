// The demo plant's people: who took which role, what is still empty, whom to call; done by demo people over the ordinary routes.
import type { Appointment, SeatsAnswer } from '@holdfast/appointments/schema';
import type { Session } from './demo-session.ts';

export type DutyCrew = { site: string; ot_lead: Session; plant_manager: Session; technician: Session };
type Me = { person: { id: string } };

const reasonable = {
  mandate: 'May stop a line and call anybody, at any hour, without asking first.',
  competence: 'Twelve years in the plant; IEC 62443 fundamentals, 2025.',
  resources: 'Four hours a week, cost centre 4711.',
} as const;

/** Names people once: the plant manager asks, each accepts in person. Packaging and Utilities keep empty seats, as in any plant. */
export async function nameDuties({ site, ot_lead, plant_manager, technician }: DutyCrew): Promise<void> {
  const { preset_chosen } = await plant_manager.get<SeatsAnswer>(`${site}/seats`);
  if (preset_chosen) return;
  const idOf = async (session: Session): Promise<string> => (await session.get<Me>('/me')).person.id;
  const [jonas, mara, timo] = [await idOf(ot_lead), await idOf(plant_manager), await idOf(technician)];
  await ot_lead.send('PUT', '/me/reach', { phone: '+49 172 5550101' });
  await plant_manager.send('PUT', '/me/reach', { phone: '+49 172 5550102', remark: 'Radio channel 2' });
  await technician.send('PUT', '/me/reach', { phone: '+49 172 5550103' });
  const { rows: areas } = await plant_manager.get<{ rows: { id: string; name: string }[] }>(`${site}/areas`);
  const filling = areas.find((it) => it.name === 'Filling')?.id;
  const take = async (by: Session, body: { role: string; area_id?: string; person_id: string; [term: string]: string | undefined }): Promise<void> => {
    // A load that was cut off goes on where it stopped.
    const { seats } = await plant_manager.get<SeatsAnswer>(`${site}/seats`);
    const seat = seats.find((it) => it.role === body.role && it.area_id === (body.area_id ?? null));
    if (seat?.appointment) return;
    const asked = seat?.proposed ?? (await plant_manager.send<Appointment>('POST', `${site}/appointments`, body));
    const { card } = await by.get<{ card: { version: string } }>(`${site}/appointments/${asked.id}/card?language=en`);
    await by.send('POST', `${site}/appointments/${asked.id}/acceptance`, { card_version: card.version, language: 'en' });
  };
  await take(plant_manager, { role: 'plant_manager', person_id: mara, deputy_id: jonas, ...reasonable });
  await take(ot_lead, { role: 'site_ot_lead', person_id: jonas, deputy_id: timo, ...reasonable });
  await take(ot_lead, { role: 'ot_security_officer', person_id: jonas, mandate: reasonable.mandate });
  if (filling !== undefined) {
    await take(plant_manager, { role: 'asset_owner', area_id: filling, person_id: mara, deputy_id: timo, mandate: reasonable.mandate });
    await take(ot_lead, { role: 'process_owner', area_id: filling, person_id: jonas, deputy_id: mara, mandate: reasonable.mandate });
    await take(technician, {
      role: 'incident_coordinator',
      area_id: filling,
      person_id: timo,
      deputy_id: jonas,
      mandate: reasonable.mandate,
    });
  }
  await plant_manager.send('PUT', `${site}/coordination/decides`, { person_id: mara });
  await plant_manager.send('PUT', `${site}/coordination/prioritises`, { person_id: jonas });
  const steps = [
    { role: 'incident_coordinator', wait_minutes: 10 },
    { role: 'site_ot_lead', wait_minutes: 15 },
    { role: 'plant_manager', wait_minutes: 30 },
  ];
  await plant_manager.send('PUT', `${site}/escalation`, { steps });
  await plant_manager.send('PUT', `${site}/role-model`, { preset: 'security_officer', languages: ['de', 'en'] });
}
