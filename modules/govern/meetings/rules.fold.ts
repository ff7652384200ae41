// What meetings were in at a moment, from their facts alone.
import type { Fact } from '@holdfast/core-law';
import type { Meeting, MeetingState } from './schema.ts';

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
