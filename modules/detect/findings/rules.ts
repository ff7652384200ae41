// Decisions about findings: which decisions fit which kind, and what each does.
import { Failure } from '@holdfast/platform/failure';
import type { Deciding, Finding } from './schema.ts';

type Kind = Finding['kind'];
type Decision = Deciding['decision'];

/** What needs a look first stands first. */
export const kindsByWeight: readonly Kind[] = [
  'safety_intervention',
  'it_ot_pivot',
  'changing_command',
  'file_damaged',
  'address_conflict',
  'remote_session',
  'network_scan',
  'retired_seen',
  'unknown_internet',
  'silent_device',
  'enforcer_differs',
  'element_outside',
  'unusual_commands',
  'unapproved_flow',
  'new_device',
  'exception_burst',
  'cleartext_credentials',
  'outdated_protocol',
  'conduit_without_list',
  'responsibility_missing',
];

/** Drawn on the map by a sign of their own, or belonging to no place on it. */
const drawnOtherwise: readonly Kind[] = ['new_device', 'unapproved_flow', 'conduit_without_list', 'responsibility_missing', 'file_damaged'];
/** What the map counts at zones and conduits. */
export const kindsOnMap: readonly Kind[] = kindsByWeight.filter((it) => !drawnOtherwise.includes(it));
/** Needs a look now, and not only to be put in order some day. */
export const isGrave = (kind: Kind): boolean => severityOf(kind) >= 5;

/** What anybody may make of any finding: bear it for a time, mend it, treat it as part of an incident. */
const ofAll: readonly Decision[] = ['tolerate', 'fix', 'incident', 'investigate'];
const seen: readonly Decision[] = ['expected', 'stop'];

const fitting: Readonly<Record<Kind, readonly Decision[]>> = {
  new_device: ['accept', 'reject'],
  unapproved_flow: seen,
  changing_command: seen,
  conduit_without_list: [],
  retired_seen: ['stop'],
  unknown_internet: ['stop'],
  file_damaged: [],
  safety_intervention: seen,
  it_ot_pivot: seen,
  remote_session: seen,
  network_scan: seen,
  silent_device: ['expected'],
  exception_burst: seen,
  address_conflict: seen,
  cleartext_credentials: [],
  outdated_protocol: [],
  element_outside: seen,
  unusual_commands: seen,
  responsibility_missing: [],
  enforcer_differs: [],
};

/** A retired device is brought back and an internet connection gets an owner, not a word: then they close by themselves. A damaged file closes when its bytes are back. A conduit without a list closes when a list is in force, not because somebody says so. */
export function mayDecideSo(kind: Kind, decision: Decision): boolean {
  return ofAll.includes(decision) || fitting[kind].includes(decision);
}

const stateOf: Partial<Record<Decision, Finding['state']>> = {
  investigate: 'investigating',
  tolerate: 'accepted',
  fix: 'being_fixed',
  incident: 'in_incident',
};

/** Throws unprocessable where a decision lacks its owner, its day or its incident, or the day is past. `now` in ms. */
export function requireWhole({ decision, owner_id, due_at, reference }: Deciding, now: number): void {
  if (decision === 'incident' && reference === null) throw new Failure('unprocessable', 'finding_needs_reference');
  if (decision !== 'tolerate' && decision !== 'fix') return;
  if (owner_id === null) throw new Failure('unprocessable', 'finding_needs_owner');
  if (due_at === null || Date.parse(due_at) <= now) throw new Failure('unprocessable', 'finding_needs_day_ahead');
}

/** The state a decision leads to. */
export function stateAfter(decision: Decision): Finding['state'] {
  return stateOf[decision] ?? 'closed';
}

/** The standing a decision on a new device gives the asset. */
export function standingAfter(decision: Decision): 'accepted' | 'rejected' | 'investigating' | null {
  return decision === 'accept' ? 'accepted' : decision === 'reject' ? 'rejected' : decision === 'investigate' ? 'investigating' : null;
}

/** Nobody has to do anything about it any more. */
export const isSettled = (state: Finding['state']): boolean => state === 'closed' || state === 'fixed';

/** How grave a kind is for a collector, 0 to 10: what commands a controller or touches safety stands above what is only untidy. */
export function severityOf(kind: Kind): number {
  const place = kindsByWeight.indexOf(kind);
  return kind === 'safety_intervention'
    ? 10
    : place <= 2
      ? 9
      : place < kindsByWeight.indexOf('element_outside')
        ? 7
        : place < kindsByWeight.indexOf('exception_burst')
          ? 5
          : 3;
}
