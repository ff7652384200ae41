// What meetings were in at a moment, from their facts alone.
import type { Fact } from '@holdfast/core-law';
import type { Action, Attendee, Decision, FixedItems, Meeting, MeetingState } from './schema.ts';

export const meetingKinds: readonly string[] = [
  'meeting.called',
  'meeting.held',
  'meeting.written',
  'meeting.to_sign',
  'meeting.reopened',
  'meeting.signed',
  'meeting.closed',
  'meeting.closed_without_quorum',
  'meeting.called_off',
  'meeting.action_done',
];

export type MeetingThen = Omit<Meeting, 'id'> & { id: string };

/** By id. Facts of the organisation's log and of sites', each in its order. */
export function foldMeetings(facts: readonly Fact[]): Map<string, MeetingThen> {
  const found = new Map<string, MeetingThen>();
  for (const fact of facts) {
    if (fact.kind === 'meeting.called') found.set(fact.subject_id, calledOf(fact));
    const it = found.get(fact.subject_id);
    if (it !== undefined) apply(it, fact);
  }
  return found;
}

function calledOf({ data, subject_id, site_id }: Fact): MeetingThen {
  return {
    id: subject_id,
    site_id,
    kind: data['activity'] as Meeting['kind'],
    period_from: String(data['period_from']),
    period_until: String(data['period_until']),
    planned_at: String(data['planned_at']),
    state: 'planned',
    quorum: Number(data['quorum']),
    held_at: null,
    closed_at: null,
    members: (data['members'] as string[]).length,
    present: 0,
    signed: 0,
    has_quorum: false,
    decisions: 0,
    actions: 0,
    open_actions: 0,
  };
}

const states: Readonly<Record<string, MeetingState>> = {
  'meeting.held': 'held',
  'meeting.to_sign': 'signing',
  'meeting.reopened': 'held',
  'meeting.closed': 'closed',
  'meeting.closed_without_quorum': 'closed',
  'meeting.called_off': 'called_off',
};

function apply(it: MeetingThen, { kind, data, at }: Fact): void {
  const state = states[kind];
  if (state !== undefined) it.state = state;
  if (kind === 'meeting.held') {
    it.held_at = String(data['held_at']);
    it.present = Number(data['present']);
    it.has_quorum = it.present >= it.quorum;
  }
  if (kind === 'meeting.written') {
    it.decisions = Number(data['decisions']);
    it.actions = (data['actions'] as unknown[]).length;
    it.open_actions = it.actions;
  }
  if (kind === 'meeting.reopened') it.signed = 0;
  const isClosed = kind.startsWith('meeting.closed');
  if (kind === 'meeting.signed' || (isClosed && data['missing'] === 0)) it.signed += 1;
  if (isClosed) it.closed_at = typeof data['closed_at'] === 'string' ? data['closed_at'] : at.toISOString();
  if (kind === 'meeting.action_done') it.open_actions -= 1;
}

/** A fact with the words behind its commitments, by their names; an erased one is not among them. */
export type Told = Fact & { readonly texts: Readonly<Record<string, string>> };
type ActionThen = Pick<Action, 'number' | 'title' | 'owner_id' | 'due_on' | 'done_at' | 'done_remark'> & {
  id: string;
  done_by: string | null;
};
/** One meeting's record as it was. `sections`: how many lines each had when it was fixed. */
export type RecordThen = {
  attendees: Omit<Attendee, 'name'>[];
  minutes: string | null;
  fixed_items: FixedItems;
  minutes_sha256: string | null;
  sections: Readonly<Record<string, number>>;
  end_reason: string | null;
  decisions: Omit<Decision, 'id'>[];
  actions: ActionThen[];
};

/** Folds the facts of one meeting, in their order. */
export function foldRecord(facts: readonly Told[]): RecordThen {
  const it: RecordThen = {
    attendees: [],
    minutes: null,
    fixed_items: {},
    minutes_sha256: null,
    sections: {},
    end_reason: null,
    decisions: [],
    actions: [],
  };
  for (const fact of facts) folders[fact.kind]?.(it, fact);
  return it;
}

const folders: Readonly<Record<string, (it: RecordThen, fact: Told) => void>> = {
  'meeting.called': (it, { data }) => {
    const invited = (part: 'member' | 'guest') =>
      ((data[`${part}s`] ?? []) as string[]).map((person_id) => ({ person_id, part, presence: null, signed_at: null }));
    const members = invited('member');
    it.attendees = [...members, ...invited('guest').filter((one) => !members.some((other) => other.person_id === one.person_id))];
  },
  'meeting.held': (it, { data }) => {
    const said = data['presence'] as { person_id: string; presence: Attendee['presence'] }[];
    const presenceOf = (id: string): Attendee['presence'] => said.find((one) => one.person_id === id)?.presence ?? 'absent';
    it.attendees = it.attendees.map((one) => ({ ...one, presence: presenceOf(one.person_id) }));
  },
  'meeting.written': write,
  'meeting.to_sign': (it, { data }) => {
    it.minutes_sha256 = String(data['minutes_sha256']);
    it.sections = (data['sections'] ?? {}) as RecordThen['sections'];
  },
  'meeting.reopened': (it) => {
    it.minutes_sha256 = null;
    it.attendees = it.attendees.map((one) => ({ ...one, signed_at: null }));
  },
  'meeting.signed': sign,
  'meeting.closed': close,
  'meeting.closed_without_quorum': close,
  'meeting.called_off': close,
  'meeting.action_done': (it, { data, texts, at, actor }) => {
    const done = { done_at: at.toISOString(), done_by: actor, done_remark: texts['remark'] ?? null };
    it.actions = it.actions.map((one) => (one.number === data['number'] ? { ...one, ...done } : one));
  },
};

function sign(it: RecordThen, { at, actor }: Told): void {
  it.attendees = it.attendees.map((one) => (one.person_id === actor ? { ...one, signed_at: at.toISOString() } : one));
}

/** The last signature closes; so does who closes it although one is missing, with a reason. */
function close(it: RecordThen, fact: Told): void {
  if (fact.kind !== 'meeting.called_off' && fact.data['missing'] === 0 && fact.texts['reason'] === undefined) sign(it, fact);
  it.end_reason = fact.texts['reason'] ?? null;
}

/** An id for what a past record numbers: facts tell no ids of decisions and actions, which are made anew each time the record is written. */
export const idAt = (meeting_id: string, number: number): string => `${meeting_id.slice(0, -4)}${number.toString(16).padStart(4, '0')}`;

function write(it: RecordThen, { data, texts, subject_id }: Told): void {
  const { minutes = null, decisions, actions, tabletop, runbooks, investment } = texts;
  it.minutes = minutes;
  it.fixed_items = Object.fromEntries(Object.entries({ tabletop, runbooks, investment }).filter(([, text]) => text !== undefined));
  const said = decisions === undefined ? [] : (JSON.parse(decisions) as { text: string }[]);
  it.decisions = ((data['outcomes'] ?? []) as Decision['outcome'][]).map((outcome, at) => ({
    number: at + 1,
    outcome,
    text: said[at]?.text ?? '',
  }));
  const titles = actions === undefined ? [] : (JSON.parse(actions) as string[]);
  it.actions = (data['actions'] as { number: number; owner_id: string; due_on: string }[]).map((one, at) => ({
    ...one,
    id: idAt(subject_id, one.number),
    title: titles[at] ?? '',
    done_at: null,
    done_by: null,
    done_remark: null,
  }));
}
