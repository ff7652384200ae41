// Routes of seats: how a site's stand, the role model it chose, and appointing, changing, ending at a site and for the organisation.
import { requireUnchanged } from '@holdfast/platform/changed-meanwhile';
import { Failure } from '@holdfast/platform/failure';
import { type Context, route } from '@holdfast/platform/route';
import { siteParams } from '@holdfast/platform/shapes';
import { answerAppointment, makeAppointments, makeOrganisationAppointments, seeAppointments, seeCoverage } from './access.ts';
import {
  acceptance,
  appointment,
  appointmentParams,
  asOfQuery,
  changedAppointment,
  coveragePage,
  newAppointment,
  refusal,
  seatsAnswer,
  setting,
  siteAppointmentParams,
} from './schema.ts';
import {
  acceptAppointment,
  addAppointment,
  answerNo,
  changeAppointment,
  endAppointment,
  keepSetting,
  lockSetting,
  makerOf,
  noteCardRead,
  readAppointment,
} from './store.appointments.ts';
import { requireCard } from './store.cards.ts';
import { listCoverage, readSeats } from './store.seats.ts';
import { personalOf, tellAnswered, tellAsked, termFacts, told } from './told.ts';

type Of = { context: Context; site: string | null; appointment_id: string };
type Card = { card_version: string; language: 'en' | 'de' };

/** INVARIANT: an appointment is answered, and its card read, by the appointed person alone. */
async function requireOwn({ context, site, appointment_id }: Of): Promise<void> {
  const it = await readAppointment(context.db, site, appointment_id);
  if (it.person_id !== context.permit.actor_id) throw new Failure('unprocessable', 'not_your_appointment');
}

const make = (context: Context, site: string | null, body: (typeof newAppointment)['_output']) =>
  context.act(context.permit, { site, kind: 'appointment.made' }, async (tx) => {
    const added = await addAppointment(tx, site, body, context.permit.actor_id, context.now);
    await tellAsked(tx, added);
    return told(added, termFacts(added), personalOf(added));
  });

const change = ({ context, site, appointment_id }: Of, body: (typeof changedAppointment)['_output']) =>
  context.act(context.permit, { site, kind: 'appointment.changed' }, async (tx) => {
    const after = await changeAppointment(tx, site, appointment_id, body);
    return told(after, termFacts(after), personalOf(after));
  });

async function accept(of: Of, it: Card) {
  await requireOwn(of);
  const { context, site, appointment_id } = of;
  return context.act(context.permit, { site, kind: 'appointment.accepted' }, async (tx) => {
    const { role } = await readAppointment(tx, site, appointment_id);
    await requireCard(tx, site, role, it.card_version);
    const { after, former } = await acceptAppointment(tx, site, appointment_id, { ...it, now: context.now });
    await tellAnswered(tx, after, await makerOf(tx, appointment_id), 'accepted');
    const ending = former === null ? {} : { follows: former.id, former_ends_at: former.ends_at };
    return told(after, { ...termFacts(after), ...ending, card_version: it.card_version, language: it.language });
  });
}

async function acknowledge(of: Of, it: Card) {
  await requireOwn(of);
  const { context, site, appointment_id } = of;
  return context.act(context.permit, { site, kind: 'role_card.acknowledged' }, async (tx) => {
    const { role, area_id } = await readAppointment(tx, site, appointment_id);
    await requireCard(tx, site, role, it.card_version);
    const after = await noteCardRead(tx, site, appointment_id, { ...it, now: context.now });
    return told(after, { role, area_id, person_id: after.person_id, card_version: it.card_version, language: it.language });
  });
}

async function refuse(of: Of, reason: string) {
  await requireOwn(of);
  const { context, site, appointment_id } = of;
  return context.act(context.permit, { site, kind: 'appointment.declined', reason }, async (tx) => {
    const after = await answerNo(tx, site, appointment_id, 'declined', { person_id: context.permit.actor_id, reason, now: context.now });
    await tellAnswered(tx, after, await makerOf(tx, appointment_id), 'declined');
    return told(after, { role: after.role, area_id: after.area_id, person_id: after.person_id });
  });
}

/** Ends what was accepted, takes back what was only asked. */
async function end({ context, site, appointment_id }: Of, reason: string) {
  const { state } = await readAppointment(context.db, site, appointment_id);
  const isAsked = state === 'proposed';
  const by = { person_id: context.permit.actor_id, reason, now: context.now };
  return context.act(context.permit, { site, kind: isAsked ? 'appointment.withdrawn' : 'appointment.ended', reason }, async (tx) => {
    const after = isAsked ? await answerNo(tx, site, appointment_id, 'withdrawn', by) : await endAppointment(tx, site, appointment_id, by);
    return told(after, { role: after.role, area_id: after.area_id, person_id: after.person_id, ended_at: after.ended_at });
  });
}

const S = '/api/v1/sites/:site_id';
const siteOf = (it: { context: Context; params: { site_id: string; appointment_id: string } }): Of => ({
  context: it.context,
  site: it.params.site_id,
  appointment_id: it.params.appointment_id,
});
const sharedOf = (it: { context: Context; params: { appointment_id: string } }): Of => ({
  context: it.context,
  site: null,
  appointment_id: it.params.appointment_id,
});

const makingAtSite = { access: makeAppointments, output: appointment } as const;
const makingShared = { access: makeOrganisationAppointments, output: appointment } as const;
const answeringAtSite = { method: 'POST', access: answerAppointment, params: siteAppointmentParams, output: appointment } as const;
const answeringShared = { method: 'POST', access: answerAppointment, params: appointmentParams, output: appointment } as const;

const siteRoutes = [
  route({
    ...makingAtSite,
    method: 'POST',
    path: `${S}/appointments`,
    summary: 'Ask a person to take a seat of the site',
    params: siteParams,
    body: newAppointment,
    handle: ({ params, body, context }) => make(context, params.site_id, body),
  }),
  route({
    ...makingAtSite,
    method: 'PATCH',
    path: `${S}/appointments/:appointment_id`,
    summary: 'Change the terms of an appointment',
    params: siteAppointmentParams,
    body: changedAppointment,
    handle: (it) => change(siteOf(it), it.body),
  }),
  route({
    ...makingAtSite,
    method: 'POST',
    path: `${S}/appointments/:appointment_id/ending`,
    summary: 'End an appointment, or take back the question',
    params: siteAppointmentParams,
    body: refusal,
    handle: (it) => end(siteOf(it), it.body.reason),
  }),
  route({
    ...answeringAtSite,
    path: `${S}/appointments/:appointment_id/acceptance`,
    summary: 'Accept an appointment oneself',
    body: acceptance,
    handle: (it) => accept(siteOf(it), { ...it.body }),
  }),
  route({
    ...answeringAtSite,
    path: `${S}/appointments/:appointment_id/refusal`,
    summary: 'Decline an appointment oneself',
    body: refusal,
    handle: (it) => refuse(siteOf(it), it.body.reason),
  }),
  route({
    ...answeringAtSite,
    path: `${S}/appointments/:appointment_id/card-reading`,
    summary: 'Say that one has read the role card as it is now',
    body: acceptance,
    handle: (it) => acknowledge(siteOf(it), { ...it.body }),
  }),
];

const sharedRoutes = [
  route({
    ...makingShared,
    method: 'POST',
    path: '/api/v1/appointments',
    summary: 'Ask a person to take a seat of the organisation',
    body: newAppointment,
    handle: ({ body, context }) => make(context, null, body),
  }),
  route({
    ...makingShared,
    method: 'PATCH',
    path: '/api/v1/appointments/:appointment_id',
    summary: 'Change the terms of an appointment of the organisation',
    params: appointmentParams,
    body: changedAppointment,
    handle: (it) => change(sharedOf(it), it.body),
  }),
  route({
    ...makingShared,
    method: 'POST',
    path: '/api/v1/appointments/:appointment_id/ending',
    summary: 'End an appointment of the organisation, or take back the question',
    params: appointmentParams,
    body: refusal,
    handle: (it) => end(sharedOf(it), it.body.reason),
  }),
  route({
    ...answeringShared,
    path: '/api/v1/appointments/:appointment_id/acceptance',
    summary: 'Accept an appointment of the organisation oneself',
    body: acceptance,
    handle: (it) => accept(sharedOf(it), { ...it.body }),
  }),
  route({
    ...answeringShared,
    path: '/api/v1/appointments/:appointment_id/refusal',
    summary: 'Decline an appointment of the organisation oneself',
    body: refusal,
    handle: (it) => refuse(sharedOf(it), it.body.reason),
  }),
  route({
    ...answeringShared,
    path: '/api/v1/appointments/:appointment_id/card-reading',
    summary: 'Say that one has read the role card of the organisation',
    body: acceptance,
    handle: (it) => acknowledge(sharedOf(it), { ...it.body }),
  }),
];

export const seatRoutes = [
  route({
    method: 'GET',
    path: `${S}/seats`,
    summary: 'The seats of a site, who holds them, and what is missing; also as it was',
    access: seeAppointments,
    params: siteParams,
    query: asOfQuery,
    output: seatsAnswer,
    handle: ({ params, query, context }) =>
      readSeats(context.db, params.site_id, context.now, query.as_of === undefined ? null : new Date(query.as_of)),
  }),
  route({
    method: 'PUT',
    path: `${S}/role-model`,
    summary: 'Choose the role model of a site and the languages of its cards',
    access: makeAppointments,
    params: siteParams,
    body: setting,
    output: seatsAnswer,
    handle: ({ params: { site_id }, body, context }) =>
      context.act(context.permit, { site: site_id, kind: 'role_model.chosen' }, async (tx) => {
        requireUnchanged(body.before, (await lockSetting(tx, site_id)) ?? body.before ?? {});
        await keepSetting(tx, site_id, body, context.permit.actor_id);
        const facts = { preset: body.preset, languages: body.languages };
        return { subject: { type: 'site', id: site_id }, facts, result: await readSeats(tx, site_id, context.now, null) };
      }),
  }),
  route({
    method: 'GET',
    path: '/api/v1/coverage',
    summary: 'How far each site has named its people; also as it was',
    access: seeCoverage,
    query: asOfQuery,
    output: coveragePage,
    handle: async ({ query, context }) => {
      const { grants } = context.principal;
      const sites = grants.some((it) => it.scope === 'organisation') ? null : grants.flatMap((it) => it.site_id ?? []);
      const rows = await listCoverage(context.db, sites, context.now, query.as_of === undefined ? null : new Date(query.as_of));
      return { rows, total: rows.length };
    },
  }),
  ...siteRoutes,
  ...sharedRoutes,
];
