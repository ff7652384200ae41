// Decisions about meetings: which place a kind belongs to, when there is a quorum, what those present sign, what an agenda draws from the ledger.
import { Failure } from '@holdfast/platform/failure';
import type { Agenda, Attendee, Decision, FixedItems, MeetingDetail, MeetingKind, NewMinutes } from './schema.ts';

/** A site reviews each month; the committee and the board are the organisation's. */
export const isOfSite = (kind: MeetingKind): boolean => kind === 'monthly_review';

export function requireLevel(kind: MeetingKind, site_id: string | null): void {
  if (isOfSite(kind) !== (site_id !== null)) throw new Failure('unprocessable', 'meeting_kind_not_here', { kind });
}

/** More than half of the members. */
export const usualQuorum = (members: number): number => Math.floor(members / 2) + 1;

/** Guests do not count. */
export const presentMembers = (attendees: readonly Pick<Attendee, 'part' | 'presence'>[]): number =>
  attendees.filter((it) => it.part === 'member' && it.presence === 'present').length;

/** Refuses decisions nobody could take. */
export function requireQuorum(attendees: readonly Attendee[], quorum: number, decisions: NewMinutes['decisions']): void {
  const present = presentMembers(attendees);
  if (decisions.length > 0 && present < quorum) throw new Failure('unprocessable', 'no_quorum', { present, quorum });
}

/** Refuses minutes that are silent on one of the three items, or say nothing. */
export function requireWhole(it: { minutes: string | null; fixed_items: FixedItems }): void {
  const missing = (['tabletop', 'runbooks', 'investment'] as const).filter((item) => (it.fixed_items[item] ?? '').trim().length < 3);
  if (missing.length > 0) throw new Failure('unprocessable', 'fixed_items_missing', { missing: missing.join(',') });
  if ((it.minutes ?? '').trim().length < 3) throw new Failure('unprocessable', 'minutes_missing');
}

type Record = Pick<MeetingDetail, 'id' | 'kind' | 'period_from' | 'period_until' | 'held_at' | 'minutes' | 'fixed_items' | 'attendees'> & {
  decision_list: readonly Pick<Decision, 'number' | 'text' | 'outcome'>[];
  action_list: readonly { number: number; title: string; owner_id: string; due_on: string }[];
  agenda: Agenda;
};

/** The record of a meeting as one text, always the same: its SHA-256 is what those present sign. */
export function signedText(it: Record): string {
  const { id, kind, period_from, period_until, held_at, minutes, fixed_items, agenda } = it;
  const attendees = it.attendees
    .map(({ person_id, part, presence }) => [person_id, part, presence])
    .toSorted((a, b) => (a[0]! < b[0]! ? -1 : 1));
  const items = (['tabletop', 'runbooks', 'investment'] as const).map((item) => [item, fixed_items[item] ?? null]);
  const decisions = it.decision_list.map(({ number, text, outcome }) => [number, outcome, text]);
  const actions = it.action_list.map(({ number, title, owner_id, due_on }) => [number, owner_id, due_on, title]);
  const totals = agenda.map(({ section, total }) => [section, total]);
  return JSON.stringify([
    'holdfast.minutes/1',
    id,
    kind,
    period_from,
    period_until,
    held_at,
    attendees,
    items,
    minutes,
    decisions,
    actions,
    totals,
  ]);
}

/** What each part of the agenda counts: kinds of ledger entries, or all that begin so. */
export const agendaKinds = {
  changes: [
    'asset.accepted',
    'asset.worded',
    'asset.wiped',
    'zone.',
    'conduit.changed',
    'dependency.',
    'service.',
    'account.added',
    'account.changed',
    'account.retired',
    'supplier.',
  ],
  approvals: ['conduit.list_approved', 'conduit.list_refused', 'trial.', 'approval.', 'document.version_approved'],
  findings: ['finding.', 'audit.found', 'audit.finding_closed'],
  captures: ['capture.read', 'capture.failed', 'walk_down.finished', 'switch_table.applied'],
  imports: ['import.applied', 'import.undone'],
  evidence: ['custody.', 'question.asked', 'question.answered', 'package.made', 'evidence.'],
  incidents: [
    'incident.',
    'ledger.restored',
    'clock.judged',
    'ledger.sealing_late',
    'ledger.set_aside',
    'anchor.alarm_raised',
    'shift.handed_over',
    'escalation.tested',
  ],
  governance: [
    'appointment.accepted',
    'appointment.ended',
    'raci.changed',
    'document.adopted',
    'legal_entity.scope_decided',
    'authority_order.',
    'role.given',
    'role.ended',
  ],
} as const satisfies Partial<{ [section in Agenda[number]['section']]: readonly string[] }>;

export type LedgerSection = keyof typeof agendaKinds;

/** The part of the agenda a kind belongs to; null: none. */
export function sectionOf(kind: string): LedgerSection | null {
  for (const [section, kinds] of Object.entries(agendaKinds) as [LedgerSection, readonly string[]][]) {
    if (kinds.some((it) => (it.endsWith('.') ? kind.startsWith(it) : kind === it))) return section;
  }
  return null;
}

/** Every word of a search stands in one of the texts. */
export const says = (search: string | undefined, texts: readonly (string | null)[]): boolean => {
  const all = texts.join(' ').toLowerCase();
  return (search ?? '')
    .toLowerCase()
    .split(/\s+/)
    .every((word) => all.includes(word));
};
