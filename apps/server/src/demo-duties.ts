// The demo plant's people: who took which role, what is still empty, whom to call; done by demo people over the ordinary routes.
import type { Appointment, SeatsAnswer } from '@holdfast/appointments/schema';
import { rotationOf } from '@holdfast/roster/rules';
import type { Session } from './demo-session.ts';

export type DutyCrew = { site: string; owner: Session; ciso: Session; ot_lead: Session; plant_manager: Session; technician: Session };
type Me = { person: { id: string } };
type Seat = { role: string; area_id?: string; person_id: string; [term: string]: string | undefined };

const reasonable = {
  mandate: 'May stop a line and call anybody, at any hour, without asking first.',
  competence: 'Twelve years in the plant; IEC 62443 fundamentals, 2025.',
  resources: 'Four hours a week, cost centre 4711.',
} as const;

/** Names people once: the plant manager asks, each accepts in person. Packaging keeps an empty seat, as in any plant. */
export async function nameDuties({ site, owner, ciso, ot_lead, plant_manager, technician }: DutyCrew): Promise<void> {
  const { preset_chosen } = await plant_manager.get<SeatsAnswer>(`${site}/seats`);
  if (preset_chosen) return;
  const idOf = async (session: Session): Promise<string> => (await session.get<Me>('/me')).person.id;
  const [jonas, mara, timo] = [await idOf(ot_lead), await idOf(plant_manager), await idOf(technician)];
  const [ingrid, katharina] = [await idOf(owner), await idOf(ciso)];
  await ot_lead.send('PUT', '/me/reach', { phone: '+49 172 5550101' });
  await plant_manager.send('PUT', '/me/reach', { phone: '+49 172 5550102', remark: 'Radio channel 2' });
  await technician.send('PUT', '/me/reach', { phone: '+49 172 5550103' });
  const { rows: areas } = await plant_manager.get<{ rows: { id: string; name: string }[] }>(`${site}/areas`);
  const take = async (by: Session, body: Seat): Promise<void> => {
    // A load that was cut off goes on where it stopped.
    const { seats } = await plant_manager.get<SeatsAnswer>(`${site}/seats`);
    const seat = seats.find((it) => it.role === body.role && it.area_id === (body.area_id ?? null));
    if (seat?.appointment) return;
    const asked = seat?.proposed ?? (await plant_manager.send<Appointment>('POST', `${site}/appointments`, body));
    const { card } = await by.get<{ card: { version: string } }>(`${site}/appointments/${asked.id}/card?language=en`);
    await by.send('POST', `${site}/appointments/${asked.id}/acceptance`, { card_version: card.version, language: 'en' });
  };
  await takeShared(owner, { role: 'board', person_id: ingrid, deputy_id: mara, ...reasonable }, owner);
  await takeShared(ciso, { role: 'ciso', person_id: katharina, deputy_id: jonas, ...reasonable }, owner);
  await take(plant_manager, { role: 'plant_manager', person_id: mara, deputy_id: jonas, ...reasonable });
  await take(ot_lead, { role: 'site_ot_lead', person_id: jonas, deputy_id: timo, ...reasonable });
  await take(ot_lead, { role: 'ot_security_officer', person_id: jonas, deputy_id: timo, ...reasonable });
  const { mandate } = reasonable;
  for (const { id: area_id, name } of areas) {
    await take(plant_manager, { role: 'asset_owner', area_id, person_id: mara, deputy_id: timo, mandate });
    if (name !== 'Packaging') await take(ot_lead, { role: 'process_owner', area_id, person_id: jonas, deputy_id: mara, mandate });
    await take(technician, { role: 'incident_coordinator', area_id, person_id: timo, deputy_id: jonas, mandate });
  }
  await plant_manager.send('PUT', `${site}/coordination/decides`, { person_id: mara });
  await plant_manager.send('PUT', `${site}/coordination/prioritises`, { person_id: jonas });
  const steps = [
    { role: 'incident_coordinator', wait_minutes: 10 },
    { role: 'site_ot_lead', wait_minutes: 15 },
    { role: 'plant_manager', wait_minutes: 30 },
  ];
  await plant_manager.send('PUT', `${site}/escalation`, { steps });
  await planShifts({ site, plant_manager, people: [timo, jonas, mara], on_call: timo });
  await technician.send('POST', `${site}/handovers`, {
    open_points: 'Filler 2: labeller stops every half hour. Maintenance knows.',
    watch: 'Pump 7 runs warm.',
  });
  await plant_manager.send('PUT', `${site}/role-model`, { preset: 'security_officer', languages: ['de', 'en'] });
}

/** A seat of the whole organisation, once. */
async function takeShared(by: Session, body: Seat, owner: Session): Promise<void> {
  const { appointments } = await by.get<{ appointments: Appointment[] }>('/me/appointments');
  const known = appointments.find((it) => it.role === body.role);
  if (known?.state === 'accepted') return;
  const { id } = known ?? (await owner.send<Appointment>('POST', '/appointments', body));
  const { card } = await by.get<{ card: { version: string } }>(`/appointments/${id}/card?language=en`);
  await by.send('POST', `/appointments/${id}/acceptance`, { card_version: card.version, language: 'en' });
}

type Shifts = { site: string; plant_manager: Session; people: readonly string[]; on_call: string };

/** Three shifts, three people who take them in turn, and who is on call. */
async function planShifts({ site, plant_manager, people, on_call }: Shifts): Promise<void> {
  const shift = (name: string, starts: string, ends: string) => ({ id: null, name, starts, ends });
  const shifts = [shift('A', '06:00', '14:00'), shift('B', '14:00', '22:00'), shift('C', '22:00', '06:00')];
  const kept = await plant_manager.send<{ shifts: { id: string }[] }>('PUT', `${site}/roster/shifts`, { shifts });
  const shift_ids = kept.shifts.map((it) => it.id);
  const lead = rotationOf({ people, shift_ids, turn_days: 7, role: 'shift_lead', way: 'on_shift' });
  await plant_manager.send('POST', `${site}/roster/patterns`, { name: 'Shift leads', starts_on: '2026-01-05', ...lead });
  const slots = shift_ids.map((shift_id) => ({ day: 0, shift_id, person_id: on_call, role: 'incident_coordinator', way: 'on_call' }));
  await plant_manager.send('POST', `${site}/roster/patterns`, { name: 'On call', starts_on: '2026-01-05', cycle_days: 1, slots });
}
