// Words of cadence: what a plant does again and again, in which rhythm, when it was last done, what was missed, and who is told.
import { type HolidayRegion, holidayRegions, units } from '@holdfast/core-cadence';
import { roleIds } from '@holdfast/core-law';
import { id, listQuery, name, oneOrMore, page, remark, time } from '@holdfast/platform/shapes';
import { z } from 'zod';

const day = z.iso.date();
const weekday = z.number().int().min(1).max(7);
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
export const roleId = z.enum(roleIds);

/** As core/cadence reckons with it; `time_zone` left out on the way in: the site's. */
export const rhythm = z.object({
  every: z.number().int().min(1).max(1000),
  unit: z.enum(units),
  starts_on: day,
  ends_on: day.nullable().default(null),
  weekdays: z.array(weekday).min(1).max(7).nullable().default(null),
  on_day: z.number().int().min(1).max(31).nullable().default(null),
  nth: z
    .object({ nth: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(-1)]), weekday })
    .nullable()
    .default(null),
  at: clock.default('09:00'),
  time_zone: z.string().max(64),
  basis: z.enum(['plan', 'last_run']).default('plan'),
  moves: z.enum(['stays', 'next', 'previous']).default('next'),
});
export type ActivityRhythm = z.output<typeof rhythm>;

/** `remind_days` before the day; then so many days after it to whom: who is accountable, the plant manager, the CISO. */
export const escalation = z.object({
  remind_days: z.array(z.number().int().min(1).max(90)).max(3).default([7]),
  accountable_days: z.number().int().min(1).max(90).nullable().default(1),
  plant_manager_days: z.number().int().min(1).max(180).nullable().default(7),
  ciso_days: z.number().int().min(1).max(365).nullable().default(14),
});
export type Escalation = z.output<typeof escalation>;

export const runResult = z.enum(['as_planned', 'with_findings', 'not_passed']);
export type RunResult = z.infer<typeof runResult>;
/** `no_date`: nobody has planned it. `due`: today. `overdue`: its day is past and nothing was done. */
export const activityState = z.enum(['no_date', 'planned', 'due_soon', 'due', 'overdue', 'over']);
export type ActivityState = z.infer<typeof activityState>;

const words = z.object({ en: z.string(), de: z.string() });
export const occurrence = z.object({ planned: day, day, at: time });

export const activity = z.object({
  /** The plan's id; of an activity nobody has planned, its id in the law's list. */
  id: z.string(),
  /** Its id in core/law; null for one of the plant's own. */
  of: z.string().nullable(),
  /** Null: of the whole organisation. */
  site_id: id.nullable(),
  level: z.enum(['site', 'organisation']),
  title: words,
  requirements: z.array(z.string()),
  rhythm: rhythm.nullable(),
  escalation: escalation.nullable(),
  owner_role: roleId.nullable(),
  owner_id: id.nullable(),
  /** Whom it falls to: the person named, else who is accountable. Null: nobody. */
  person_id: id.nullable(),
  person_name: z.string().nullable(),
  state: activityState,
  next: occurrence.nullable(),
  /** Since when it is overdue. */
  overdue_since: time.nullable(),
  last_run_at: time.nullable(),
  last_result: runResult.nullable(),
  /** The kind of ledger entry that was the last run; null when somebody recorded it by hand. */
  last_act: z.string().nullable(),
  /** Days on which it was missed. */
  missed: z.array(day),
  /** How many days it is late now. */
  late_days: z.number().int(),
  /** Whether acts of the plant count as its runs. */
  runs_by_acts: z.boolean(),
});
export type ActivityRow = z.infer<typeof activity>;
export const activityQuery = listQuery.extend({
  state: oneOrMore,
  level: oneOrMore,
  mine: z.enum(['true', 'false']).optional(),
  as_of: time.optional(),
});
export type ActivityQuery = z.output<typeof activityQuery>;
export const activityPage = page(activity);

/** One time it came round, or was done. */
export const run = z.object({
  id: z.string(),
  kind: z.enum(['done', 'missed']),
  at: time,
  /** The planned day it counts for; null for one more than was planned. */
  planned: day.nullable(),
  late_days: z.number().int(),
  result: runResult.nullable(),
  by_id: id.nullable(),
  by_name: z.string().nullable(),
  remark: z.string().nullable(),
  act: z.string().nullable(),
});
export type Run = z.infer<typeof run>;
export const activityDetail = activity.extend({ runs: z.array(run), coming: z.array(occurrence), run_kinds: z.array(z.string()) });
export type ActivityDetail = z.infer<typeof activityDetail>;
export const asOfQuery = z.object({ as_of: time.optional() });

const plan = {
  rhythm: rhythm.extend({ time_zone: z.string().max(64).optional() }).nullable(),
  escalation: escalation.default({ remind_days: [7], accountable_days: 1, plant_manager_days: 7, ciso_days: 14 }),
  owner_role: roleId.nullable().default(null),
  owner_id: id.nullable().default(null),
};
/** Either one of the law's list (`of`) or one of the plant's own (`title`). */
export const newActivity = z
  .object({ of: z.string().max(60).nullable().default(null), title: name.nullable().default(null), ...plan })
  .refine((it) => (it.of === null) !== (it.title === null), { path: ['title'], message: 'of_or_title' });
export type NewActivity = z.output<typeof newActivity>;
/** `before`: the fields as they were read; when somebody changed one since, the change is refused. Left out, they are replaced. */
export const changedActivity = z.object({
  title: name.nullable().default(null),
  ...plan,
  before: z
    .object({ title: name.nullable(), rhythm: rhythm.nullable(), escalation: escalation.nullable(), owner_id: id.nullable() })
    .partial()
    .optional(),
});
export type ChangedActivity = z.output<typeof changedActivity>;

/** All of the law's list that have no date yet, by their default rhythm, the first of each spread over the coming weeks. */
export const planAll = z.object({ first_on: day, at: clock.default('09:00') });
export const newRun = z.object({
  at: time,
  result: runResult,
  remark: remark
    .transform((text) => (text === '' ? null : text))
    .nullable()
    .default(null),
});
export type NewRun = z.output<typeof newRun>;

export const holidayRegion = z.enum(holidayRegions as [HolidayRegion, ...HolidayRegion[]]);
export const workingDays = z.object({
  weekdays: z.array(weekday).max(7),
  region: holidayRegion.nullable(),
  closed: z.array(z.object({ from: day, until: day, name: z.string().trim().max(100).default('') })).max(100),
});
export type WorkingDaysSet = z.output<typeof workingDays>;
export const changedDays = workingDays.extend({ before: workingDays.optional() });
/** `is_own`: set for this place, not taken over from the organisation or the default. */
export const workingDaysAt = workingDays.extend({ is_own: z.boolean(), holidays: z.array(z.object({ day, name: words })) });

/** What stands on a day: due, done, missed, a date of the law, an audit. */
export const entryKind = z.enum(['activity', 'done', 'missed', 'law', 'audit', 'meeting', 'action', 'window', 'drill', 'holiday']);
export const calendarEntry = z.object({
  id: z.string(),
  kind: entryKind,
  day,
  at: time.nullable(),
  title: words,
  /** Below the site's address; null when nothing opens. */
  opens: z.string().nullable(),
  state: z.string().nullable(),
  person_id: id.nullable(),
  person_name: z.string().nullable(),
  note: words.nullable(),
});
export type CalendarEntry = z.infer<typeof calendarEntry>;
export const calendarQuery = z.object({ from: day, until: day, as_of: time.optional() });
export const calendarEntries = z.object({ rows: z.array(calendarEntry), time_zone: z.string() });

export const feed = z.object({
  id,
  /** Null: what concerns the person, at all sites. */
  site_id: id.nullable(),
  site_name: z.string().nullable(),
  made_at: time,
  last_read_at: time.nullable(),
});
export type Feed = z.infer<typeof feed>;
export const feeds = z.object({ rows: z.array(feed) });
export const newFeed = z.object({ site_id: id.nullable() });
/** The address is shown once: who has it reads the feed. */
export const madeFeed = feed.extend({ path: z.string() });
