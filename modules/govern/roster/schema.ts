// Words of the roster: shifts, who is on them and on call, whom to call now, and what one shift hands to the next.
import { roleId } from '@holdfast/appointments/schema';
import { id, listQuery, name, page, siteParams, time } from '@holdfast/platform/shapes';
import { z } from 'zod';

/** A day of the plant's own calendar. */
export const date = z.iso.date();
/** The wall clock of the plant. */
export const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
/** `on_shift`: at the plant; `on_call`: at home, to be called. */
export const way = z.enum(['on_shift', 'on_call']);

/** A shift begins at `starts` and ends at the next `ends` after it, if need be on the next day. */
export const shift = z.object({ id, name, starts: clock, ends: clock });
export type Shift = z.infer<typeof shift>;
export const newShifts = z.object({
  shifts: z
    .array(shift.extend({ id: id.nullable().default(null) }))
    .min(1)
    .max(12),
  /** As they were read: refused when somebody set others since. Left out, they are replaced. */
  before: z.object({ shifts: z.array(shift) }).optional(),
});

const slot = z.object({ day: z.number().int().min(0).max(365), shift_id: id, person_id: id, role: roleId, way });
export type Slot = z.infer<typeof slot>;
/** A rotation: the slots of `cycle_days` days, again and again from `starts_on`. */
export const pattern = z.object({
  id,
  name,
  starts_on: date,
  ends_on: date.nullable(),
  cycle_days: z.number().int(),
  slots: z.array(slot),
});
export type Pattern = z.infer<typeof pattern>;
export const newPattern = z
  .object({
    name,
    starts_on: date,
    ends_on: date.nullable().default(null),
    cycle_days: z.number().int().min(1).max(366),
    slots: z.array(slot).min(1).max(400),
  })
  .refine((it) => it.slots.every((each) => each.day < it.cycle_days), { path: ['slots'], message: 'day_beyond_cycle' })
  .refine((it) => it.ends_on === null || it.ends_on >= it.starts_on, { path: ['ends_on'], message: 'ends_before_it_begins' });

/** One day's word over the pattern; `person_id` null: nobody. */
export const entry = z.object({ id, on_date: date, shift_id: id, role: roleId, way, person_id: id.nullable() });
export type Entry = z.infer<typeof entry>;
export const newEntries = z.object({
  entries: z
    .array(entry.omit({ id: true }))
    .max(150)
    .default([]),
  removals: z.array(id).max(150).default([]),
});

/** The roster as it counts: what a moment is reckoned from. */
export type Roster = { shifts: Shift[]; patterns: Pattern[]; entries: Entry[] };

export const duty = z.object({
  on_date: date,
  shift_id: id,
  role: roleId,
  way,
  person_id: id.nullable(),
  person_name: z.string().nullable(),
  source: z.enum(['pattern', 'entry']),
  entry_id: id.nullable(),
  from: time,
  until: time,
});
export type Duty = z.infer<typeof duty>;
export const rosterQuery = z.object({
  from: date.optional(),
  days: z.coerce.number().int().min(1).max(62).default(14),
  as_of: time.optional(),
});
export const rosterAnswer = z.object({
  time_zone: z.string(),
  today: date,
  from: date,
  days: z.array(date),
  shifts: z.array(shift),
  patterns: z.array(pattern),
  duties: z.array(duty),
  /** Stretches of these days in which nobody is on shift or on call. */
  holes: z.array(z.object({ from: time, until: time })),
});
export type RosterAnswer = z.infer<typeof rosterAnswer>;

const reach = z.object({
  email: z.string().nullable(),
  phone: z.string().nullable(),
  second_phone: z.string().nullable(),
  remark: z.string().nullable(),
});
export const callWhy = z.enum(['on_shift', 'on_call', 'holder', 'deputy', 'fell_to', 'escalation']);
export const called = z.object({ person_id: id, person_name: z.string(), reach, why: callWhy, role: roleId, until: time.nullable() });
export type Called = z.infer<typeof called>;
export const callQuery = z.object({ role: roleId.default('incident_coordinator'), area_id: id.optional(), at: time.optional() });
export const callAnswer = z.object({
  at: time,
  time_zone: z.string(),
  role: roleId,
  /** In the order to call; empty: nobody at all. */
  chain: z.array(called),
  shift: z.object({ name: z.string(), until: time }).nullable(),
});

export const handover = z.object({
  id,
  shift_id: id.nullable(),
  shift_name: z.string().nullable(),
  on_date: date,
  open_points: z.string(),
  watch: z.string().nullable(),
  given_by: id,
  given_by_name: z.string().nullable(),
  given_at: time,
  taken_by: id.nullable(),
  taken_by_name: z.string().nullable(),
  taken_at: time.nullable(),
});
export type Handover = z.infer<typeof handover>;
export const handoverQuery = listQuery.extend({ as_of: time.optional() });
export const handoverPage = page(handover);
export const newHandover = z.object({
  open_points: z.string().trim().min(1).max(4000),
  watch: z.string().trim().max(4000).nullable().default(null),
});
export const handoverParams = siteParams.extend({ handover_id: id });
export const patternParams = siteParams.extend({ pattern_id: id });
export const patternEnd = z.object({ ends_on: date });
