// Routes of role cards: what a role decides, does and reports, on screen and on one page, with the plant's own words.
import { Readable } from 'node:stream';
import { Failure } from '@holdfast/platform/failure';
import { type Context, type Database, fileAnswer, route } from '@holdfast/platform/route';
import { id, siteParams } from '@holdfast/platform/shapes';
import { z } from 'zod';
import { keepDuties, seeAppointments, seeCoverage } from './access.ts';
import { type CardFor, cardPaper } from './card-paper.ts';
import { roles } from './rules.ts';
import {
  type Appointment,
  appointmentParams,
  asOfQuery,
  card,
  cardParams,
  cardQuery,
  cardStates,
  cardText,
  type Language,
  siteAppointmentParams,
} from './schema.ts';
import { readAppointment } from './store.appointments.ts';
import { keepCardText, listCardTexts, listCardTextsThen, readCard, readCardThen } from './store.cards.ts';
import { readPeople } from './store.people.ts';
import { readPlace, readSeats } from './store.seats.ts';
import { cardStateOf } from './rules.cards.ts';

const S = '/api/v1/sites/:site_id';
const paperQuery = cardQuery.extend({ appointment_id: id.optional() });

async function cardFor(db: Database, it: Appointment, place: string | null): Promise<CardFor> {
  const people = await readPeople(db, [it.person_id, it.deputy_id]);
  const { person_name, deputy_name, until_at } = it;
  const phoneOf = (person_id: string | null) => people.get(person_id ?? '')?.reach.phone ?? null;
  return { person_name, deputy_name, until_at, place, phone: phoneOf(it.person_id), deputy_phone: phoneOf(it.deputy_id) };
}

async function paperOf(
  context: Context,
  site_id: string | null,
  of: { role: Appointment['role']; appointment: Appointment | null; language: Language },
) {
  const { name, time_zone } = await readPlace(context.db, site_id, of.appointment?.area_id ?? null);
  const [shown, whose] = [
    await readCard(context.db, site_id, of.role, of.language),
    of.appointment === null ? null : await cardFor(context.db, of.appointment, name),
  ];
  const bytes = await cardPaper(shown, whose, context.now, time_zone);
  return { name: `${shown.title}.pdf`, type: 'application/pdf', body: Readable.from([bytes]), shown: true as const };
}

/** Seats of the organisation are everybody's to see; the permit there is for no site. */
const appointmentCard = z.object({
  appointment_id: id,
  role: card.shape.role,
  person_id: id,
  person_name: z.string(),
  deputy_name: z.string().nullable(),
  place: z.string().nullable(),
  state: z.string(),
  card_version: z.string().nullable(),
  version: z.number().int(),
  card,
});

async function shownCard(context: Context, site_id: string | null, appointment_id: string, language: Language, as_of?: string) {
  const it = await readAppointment(context.db, site_id, appointment_id);
  const { name } = await readPlace(context.db, site_id, it.area_id);
  const { role, person_id, person_name, deputy_name, state, card_version, version } = it;
  return {
    appointment_id: it.id,
    role,
    person_id,
    person_name,
    deputy_name,
    state,
    card_version,
    version,
    place: name,
    card:
      as_of === undefined
        ? await readCard(context.db, site_id, role, language)
        : await readCardThen(context.db, site_id, role, language, new Date(as_of)),
  };
}

export const cardRoutes = [
  route({
    method: 'GET',
    path: `${S}/role-cards`,
    summary: 'Role cards in each language the site needs, and which lag',
    access: seeAppointments,
    params: siteParams,
    query: asOfQuery,
    output: cardStates,
    handle: async ({ params: { site_id }, query, context: { db, now } }) => {
      const as_of = query.as_of === undefined ? null : new Date(query.as_of);
      const texts = as_of === null ? await listCardTexts(db, site_id) : await listCardTextsThen(db, site_id, as_of);
      const { languages } = await readSeats(db, site_id, now, as_of);
      return {
        cards: roles.map(({ id: role }) =>
          cardStateOf(
            role,
            texts.filter((it) => it.role === role),
            languages,
          ),
        ),
      };
    },
  }),
  route({
    method: 'GET',
    path: `${S}/role-cards/:role`,
    summary: 'One role card',
    access: seeAppointments,
    params: cardParams,
    query: cardQuery.extend(asOfQuery.shape),
    output: card,
    handle: ({ params: { site_id, role }, query: { language, as_of }, context: { db } }) =>
      as_of === undefined ? readCard(db, site_id, role, language) : readCardThen(db, site_id, role, language, new Date(as_of)),
  }),
  route({
    method: 'GET',
    path: `${S}/role-cards/:role/paper`,
    summary: 'A role card on one page, with the holder of a seat where one is named',
    access: seeAppointments,
    params: cardParams,
    query: paperQuery,
    output: fileAnswer,
    sends: true,
    handle: async ({ params: { site_id, role }, query: { language, appointment_id }, context }) => {
      const appointment = appointment_id === undefined ? null : await readAppointment(context.db, site_id, appointment_id);
      if (appointment !== null && appointment.role !== role) throw new Failure('not_found', 'appointment_not_found');
      return paperOf(context, site_id, { role, appointment, language });
    },
  }),
  route({
    method: 'PUT',
    path: `${S}/role-cards/:role/text`,
    summary: 'Write what a role means at this plant, in one language',
    access: keepDuties,
    params: cardParams,
    body: cardText,
    output: card,
    handle: ({ params: { site_id, role }, body, context }) =>
      context.act(context.permit, { site: site_id, kind: 'role_card.changed' }, async (tx) => {
        const card_version = await keepCardText(tx, site_id, role, body, context.permit.actor_id);
        const facts = { language: body.language, is_translation: body.is_translation, text_version: card_version };
        return {
          subject: { type: 'role_card', id: role },
          facts,
          personal: { text: body.text },
          result: await readCard(tx, site_id, role, body.language),
        };
      }),
  }),
  route({
    method: 'GET',
    path: `${S}/appointments/:appointment_id/card`,
    summary: 'An appointment of the site with its role card',
    access: seeAppointments,
    params: siteAppointmentParams,
    query: cardQuery.extend(asOfQuery.shape),
    output: appointmentCard,
    handle: ({ params, query, context }) => shownCard(context, params.site_id, params.appointment_id, query.language, query.as_of),
  }),
  route({
    method: 'GET',
    path: '/api/v1/appointments/:appointment_id/card',
    summary: 'An appointment of the organisation with its role card',
    access: seeCoverage,
    params: appointmentParams,
    query: cardQuery,
    output: appointmentCard,
    handle: ({ params, query, context }) => shownCard(context, null, params.appointment_id, query.language),
  }),
  route({
    method: 'GET',
    path: '/api/v1/appointments/:appointment_id/paper',
    summary: 'The role card of an appointment of the organisation on one page',
    access: seeCoverage,
    params: appointmentParams,
    query: cardQuery,
    output: fileAnswer,
    sends: true,
    handle: async ({ params, query, context }) => {
      const appointment = await readAppointment(context.db, null, params.appointment_id);
      return paperOf(context, null, { role: appointment.role, appointment, language: query.language });
    },
  }),
];
