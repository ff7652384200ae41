// Words of meetings: called for a period, an agenda from the ledger, who was there, what was decided and is to be done, and who signed.
import { id, listQuery, name, oneOrMore, page, reason, remark, time } from '@holdfast/platform/shapes';
import { z } from 'zod';

const day = z.iso.date();
const text = z.string().trim().min(3).max(4000);

export const meetingKind = z.enum(['monthly_review', 'resilience_committee', 'board_day']);
export type MeetingKind = z.infer<typeof meetingKind>;
/** `held`: took place, minutes are being written. `signing`: the minutes are fixed, those present sign. `closed`: all have. */
export const meetingState = z.enum(['planned', 'held', 'signing', 'closed', 'called_off']);
export type MeetingState = z.infer<typeof meetingState>;
export const presence = z.enum(['present', 'excused', 'absent']);
/** The three things every meeting speaks of: the last tabletop's result, what was mended in runbooks, what is bought next. */
export const fixedItem = z.enum(['tabletop', 'runbooks', 'investment']);
export type FixedItem = z.infer<typeof fixedItem>;
export const fixedItems = z.partialRecord(fixedItem, text);
export type FixedItems = z.output<typeof fixedItems>;

export const attendee = z.object({
  person_id: id,
  name: z.string().nullable(),
  part: z.enum(['member', 'guest']),
  presence: presence.nullable(),
  signed_at: time.nullable(),
});
export type Attendee = z.infer<typeof attendee>;
export const decision = z.object({
  id,
  number: z.number().int(),
  text: z.string(),
  outcome: z.enum(['accepted', 'rejected', 'postponed']),
});
export type Decision = z.infer<typeof decision>;
export const action = z.object({
  id,
  meeting_id: id,
  site_id: id.nullable(),
  kind: meetingKind,
  number: z.number().int(),
  title: z.string(),
  owner_id: id,
  owner_name: z.string().nullable(),
  due_on: day,
  done_at: time.nullable(),
  done_by_name: z.string().nullable(),
  done_remark: z.string().nullable(),
  is_overdue: z.boolean(),
});
export type Action = z.infer<typeof action>;

/** One line of the agenda: how many entries of a kind in the period; or an activity, an action. */
export const agendaLine = z.object({
  kind: z.string().nullable(),
  title: z.object({ en: z.string(), de: z.string() }).nullable(),
  count: z.number().int().nullable(),
  latest_at: time.nullable(),
  /** Below the site's address. */
  opens: z.string().nullable(),
  state: z.string().nullable(),
});
export type AgendaLine = z.infer<typeof agendaLine>;
export const agendaSection = z.enum([
  'changes',
  'approvals',
  'findings',
  'captures',
  'imports',
  'evidence',
  'incidents',
  'governance',
  'overdue',
  'missed',
  'actions',
  'investments',
]);
export const agenda = z.array(z.object({ section: agendaSection, total: z.number().int(), lines: z.array(agendaLine) }));
export type Agenda = z.infer<typeof agenda>;

export const meeting = z.object({
  id,
  site_id: id.nullable(),
  kind: meetingKind,
  period_from: day,
  period_until: day,
  planned_at: time,
  state: meetingState,
  quorum: z.number().int(),
  held_at: time.nullable(),
  closed_at: time.nullable(),
  members: z.number().int(),
  present: z.number().int(),
  signed: z.number().int(),
  has_quorum: z.boolean(),
  decisions: z.number().int(),
  actions: z.number().int(),
  open_actions: z.number().int(),
});
export type Meeting = z.infer<typeof meeting>;
export const meetingQuery = listQuery.extend({ state: oneOrMore, kind: oneOrMore, as_of: time.optional() });
/** `missed`: days on which a meeting should have been held and was not, by kind. */
export const meetingPage = page(meeting);
export const meetingDetail = meeting.extend({
  agenda,
  fixed_items: fixedItems,
  /** What the plant's records offer for the three items. */
  fixed_offers: z.partialRecord(fixedItem, z.object({ en: z.string(), de: z.string() })),
  minutes: z.string().nullable(),
  minutes_sha256: z.string().nullable(),
  end_reason: z.string().nullable(),
  attendees: z.array(attendee),
  decision_list: z.array(decision),
  action_list: z.array(action),
});
export type MeetingDetail = z.infer<typeof meetingDetail>;

export const newMeeting = z
  .object({
    kind: meetingKind,
    period_from: day,
    period_until: day,
    planned_at: time,
    members: z.array(id).min(1).max(60),
    guests: z.array(id).max(60).default([]),
    /** Left out: more than half of the members. */
    quorum: z.number().int().min(1).max(60).nullable().default(null),
  })
  .refine((it) => it.period_until >= it.period_from, { path: ['period_until'], message: 'period_wrong' })
  .refine((it) => (it.quorum ?? 1) <= it.members.length, { path: ['quorum'], message: 'quorum_too_large' });
export type NewMeeting = z.output<typeof newMeeting>;
export const heldMeeting = z.object({ held_at: time, presence: z.array(z.object({ person_id: id, presence })).max(120) });
export type HeldMeeting = z.output<typeof heldMeeting>;
/** The whole record, as it is written: what is left out goes. */
const record = z.object({
  minutes: z.string().trim().max(20_000),
  fixed_items: fixedItems,
  decisions: z.array(z.object({ text, outcome: z.enum(['accepted', 'rejected', 'postponed']) })).max(60),
  actions: z.array(z.object({ title: name, owner_id: id, due_on: day })).max(100),
});
/** `before`: as it was read; when somebody wrote another since, this one is refused. Left out, it is replaced. */
export const newMinutes = record.extend({ before: record.extend({ minutes: z.string().nullable() }).partial().optional() });
export type NewMinutes = z.output<typeof newMinutes>;
export const signing = z.object({ minutes_sha256: z.string().regex(/^[0-9a-f]{64}$/) });
export const endedMeeting = z.object({ reason });
export const doneAction = z.object({ remark: remark.min(3) });
export const actionQuery = listQuery.extend({
  state: z.enum(['open', 'done', 'overdue']).optional(),
  mine: z.enum(['true', 'false']).optional(),
  as_of: time.optional(),
});
export const asOfQuery = z.object({ as_of: time.optional() });
export const actionPage = page(action);
