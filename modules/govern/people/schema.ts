// Words of people: who works with the plant, in which language, with which roles.
import { id, name, time, timeZone } from '@holdfast/platform/shapes';
import { z } from 'zod';
import { grant } from '@holdfast/roles/schema';

export const language = z.enum(['en', 'de']);
export const email = z
  .email()
  .max(254)
  .transform((text) => text.toLowerCase());

export const person = z.object({
  id,
  name: z.string(),
  /** What they sign in with: their own and, for who keeps the accounts, everybody's; else null. */
  email: z.string().nullable(),
  language,
  active: z.boolean(),
  created_at: time,
  grants: z.array(grant),
});
export type Person = z.infer<typeof person>;

export const newPerson = z.object({ name, email, language: language.default('en'), password: z.string().min(12).max(200) });
export const changedPerson = z.object({ name: name.optional(), language: language.optional(), active: z.boolean().optional() });

/** How a person wants times shown: in the plant's zone or that of their own device, on a clock of 24 (`h23`) or 12 hours. */
export const times = z.object({ times_in: z.enum(['plant', 'own']), clock: z.enum(['h23', 'h12']) });
export type Times = z.infer<typeof times>;
/** One's own settings; what is left out stays. */
export const changedSettings = z.object({ language: language.optional(), ...times.partial().shape });

/** The signed-in person's own facts: `GET /api/v1/me`. */
export const me = z.object({
  person: person.omit({ grants: true }),
  times,
  grants: z.array(grant),
  sites: z.array(z.object({ id, name: z.string(), time_zone: z.string() })),
  /** Sentence ids the person's grants allow per site id (and `organisation`): the UI hides what is refused anyway. */
  may: z.record(z.string(), z.array(z.string())),
  previous_visit_at: time.nullable(),
  demo: z.boolean(),
  /** The shared terminal this browser is, when it is one: each act asks for a person. */
  terminal: z.object({ id, name: z.string(), person_seconds: z.number().int(), idle_seconds: z.number().int() }).nullable(),
});
export type Me = z.infer<typeof me>;

/** First start of an empty Holdfast: the one-time code from the console makes the owner account and the first site. */
export const setup = z.object({
  code: z.string().min(8).max(80),
  name,
  email,
  password: z.string().min(12).max(200),
  language: language.default('en'),
  organisation_name: name,
  site_name: name,
  time_zone: timeZone,
});
export const setupState = z.object({ needed: z.boolean() });
