// Words of appointments: seats and who holds them, role cards, how people are reached, what waits for a deputy.
import { id, page, reason, remark, siteParams, time } from '@holdfast/platform/shapes';
import { z } from 'zod';
import { presetIds } from './schema.presets.data.ts';
import { roleIds } from './schema.roles.data.ts';

export const roleId = z.enum(
  roleIds as [string, ...string[]] as unknown as readonly [(typeof roleIds)[number], ...(typeof roleIds)[number][]],
);
export const presetId = z.enum(presetIds as [(typeof presetIds)[number], ...(typeof presetIds)[number][]]);
export const language = z.enum(['en', 'de']);
export type Language = z.infer<typeof language>;
export const place = z.enum(['organisation', 'site', 'area']);

/** A past moment to show things as they were; left out: now. */
export const asOfQuery = z.object({ as_of: time.optional() });

/** How somebody is called. */
export const reach = z.object({
  email: z.string().nullable(),
  phone: z.string().nullable(),
  second_phone: z.string().nullable(),
  remark: z.string().nullable(),
});
export type Reach = z.infer<typeof reach>;
const phone = z
  .string()
  .trim()
  .max(40)
  .regex(/^\+?[0-9][0-9 ()/.-]{2,}$/)
  .nullable()
  .default(null);
export const ownReach = z.object({ phone, second_phone: phone, remark: z.string().trim().max(200).nullable().default(null) });

/** What an appointment lacks; each is shown, none is hidden. */
export const gapCode = z.enum([
  'vacant',
  'not_accepted',
  'declined',
  'no_mandate',
  'no_competence',
  'no_resources',
  'no_deputy',
  'deputy_gone',
  'holder_gone',
  'not_begun',
  'over',
  'card_not_read',
  'card_changed',
  'named_otherwise',
  'no_reach',
]);
export type GapCode = z.infer<typeof gapCode>;

export const appointment = z.object({
  id,
  role: roleId,
  site_id: id.nullable(),
  area_id: id.nullable(),
  person_id: id,
  person_name: z.string(),
  deputy_id: id.nullable(),
  deputy_name: z.string().nullable(),
  /** The free texts are null where nothing was written, and in a past state, which knows only that they were there. */
  mandate: z.string().nullable(),
  competence: z.string().nullable(),
  resources: z.string().nullable(),
  has: z.object({ mandate: z.boolean(), competence: z.boolean(), resources: z.boolean() }),
  starts_at: time,
  until_at: time.nullable(),
  state: z.enum(['proposed', 'accepted', 'declined', 'withdrawn']),
  made_at: time,
  made_by_name: z.string().nullable(),
  answered_at: time.nullable(),
  ended_at: time.nullable(),
  end_reason: z.string().nullable(),
  handover_remark: z.string().nullable(),
  follows: id.nullable(),
  card_version: z.string().nullable(),
  card_language: language.nullable(),
  card_read_at: time.nullable(),
  version: z.number().int(),
});
export type Appointment = z.infer<typeof appointment>;

/** A seat: a role at a place. `appointment` is who holds it now; `proposed` who was asked and has not answered. */
export const seat = z.object({
  id: z.string(),
  role: roleId,
  place,
  site_id: id.nullable(),
  area_id: id.nullable(),
  area_name: z.string().nullable(),
  is_required: z.boolean(),
  is_minimum: z.boolean(),
  appointment: appointment.nullable(),
  proposed: appointment.nullable(),
  gaps: z.array(gapCode),
  /** Whom the areas page names as answering for the assets there. */
  named: z.object({ person_id: id, person_name: z.string() }).nullable(),
  reach: reach.nullable(),
});
export type Seat = z.infer<typeof seat>;

export const seatsAnswer = z.object({
  preset: presetId,
  preset_chosen: z.boolean(),
  languages: z.array(language),
  areas: z.number().int(),
  areas_complete: z.number().int(),
  required: z.number().int(),
  filled: z.number().int(),
  seats: z.array(seat),
});
export type SeatsAnswer = z.infer<typeof seatsAnswer>;

const text = z.string().trim().max(4000).nullable().default(null);
const terms = {
  deputy_id: id.nullable().default(null),
  mandate: text,
  competence: text,
  resources: text,
  starts_at: time.nullable().default(null),
  until_at: time.nullable().default(null),
};
export const newAppointment = z.object({
  role: roleId,
  area_id: id.nullable().default(null),
  person_id: id,
  ...terms,
  handover_remark: remark.nullable().default(null),
});
export type NewAppointment = z.output<typeof newAppointment>;
/** All terms as they shall be; `version` as they were read. */
export const changedAppointment = z.object({ ...terms, starts_at: time, version: z.number().int() });
export type ChangedAppointment = z.output<typeof changedAppointment>;
export const acceptance = z.object({ card_version: z.string().max(40), language });
export const refusal = z.object({ reason });
export const appointmentParams = z.object({ appointment_id: id });
export const siteAppointmentParams = siteParams.extend({ appointment_id: id });

export const setting = z.object({
  preset: presetId,
  languages: z.array(language).min(1).max(2),
  /** As it was read: refused when somebody chose another since. Left out, it is replaced. */
  before: z
    .object({ preset: presetId, languages: z.array(language) })
    .partial()
    .optional(),
});

/** A role's card in one language: the catalogue's lines and the plant's own. */
export const card = z.object({
  role: roleId,
  language,
  version: z.string(),
  title: z.string(),
  purpose: z.string(),
  decides: z.array(z.string()),
  does: z.array(z.string()),
  reports: z.array(z.string()),
  cite: z.object({ requirement: z.string(), instrument: z.string(), place: z.string() }).nullable(),
  own_text: z.string().nullable(),
  /** The language and day of a newer own text, where this one lags behind it. */
  lags: z.object({ behind: language, since: time }).nullable(),
});
export type Card = z.infer<typeof card>;
export const cardText = z.object({
  language,
  text: z.string().trim().min(1).max(1500),
  is_translation: z.boolean().default(false),
  /** The own words as they were read: refused when somebody wrote others since. Left out, they are replaced. */
  before: z.object({ text: z.string().nullable() }).optional(),
});

export const coverageRow = z.object({
  id,
  name: z.string(),
  preset: presetId,
  required: z.number().int(),
  filled: z.number().int(),
  areas: z.number().int(),
  areas_complete: z.number().int(),
  has_site_ot_lead: z.boolean(),
  has_officer: z.boolean(),
  percent: z.number(),
});
export const coveragePage = page(coverageRow);

export const pointKind = z.enum(['role', 'grant', 'zone', 'key', 'on_call']);
export const plan = z.object({
  deputy_id: id.nullable(),
  deputy_name: z.string().nullable(),
  remark: z.string(),
  due_at: time,
  is_late: z.boolean(),
});
export const point = z.object({
  id: z.string(),
  kind: pointKind,
  ref: z.string(),
  person_id: id,
  person_name: z.string(),
  /** What only they hold: a role's id, a zone's name, a key's side. */
  what: z.string(),
  place: z.string().nullable(),
  plan: plan.nullable(),
});
export type Point = z.infer<typeof point>;
export const pointList = z.object({ points: z.array(point) });
export const newPlan = z.object({
  kind: pointKind,
  ref: z.string().max(200),
  person_id: id,
  deputy_id: id.nullable(),
  remark: z.string().trim().min(3).max(2000),
  due_at: time,
});

/** A card in each language the site needs: there, lagging, or without own words where another language has some. */
export const cardState = z.object({
  role: roleId,
  version: z.string(),
  languages: z.array(z.object({ language, has_own_text: z.boolean(), lags: card.shape.lags })),
});
export const cardStates = z.object({ cards: z.array(cardState) });
export const cardParams = siteParams.extend({ role: roleId });
export const cardQuery = z.object({ language });

/** A person's own seats, and those they were asked to take. */
export const ownAppointment = appointment
  .pick({ id: true, role: true, site_id: true, area_id: true, starts_at: true, until_at: true, state: true, card_version: true })
  .extend({
    site_name: z.string().nullable(),
    area_name: z.string().nullable(),
    asked_by_name: z.string().nullable(),
    /** Whether the card changed since they read it. */
    is_card_new: z.boolean(),
  });
export const ownAppointments = z.object({ appointments: z.array(ownAppointment), reach });
