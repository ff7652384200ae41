// Decisions about duties: who still has to read, whose training counts, which acts of the management body are approval and which oversight.
import type { Fact } from '@holdfast/core-law';
import { Failure } from '@holdfast/platform/failure';
import { allReadings } from './rules.reading.data.ts';
import type { DutyRoleName, Holder, HolderState, NewTraining } from './schema.ts';

/** A reading counts so long. */
export const readingDays = 365;
export const dutyKinds = ['duty.read', 'duty.training_recorded'] as const;
/** A reading says something else now: who read an earlier version is asked again. */
export const renewedKind = 'duty.reading_renewed';

export type Read = { version: number; read_at: string; expires_at: string };
export type Trained = { held_on: string; valid_until: string };
/** By role, then by person. */
export type Stand = { reads: Map<string, Read>; trained: Map<string, Trained> };
export const keyOf = (role: string, person_id: string): string => `${role}/${person_id}`;

export const versionOf = (role: DutyRoleName): number => allReadings.find((it) => it.role === role)?.version ?? 1;

/** The state after these facts, in the order of the log. A training held later replaces one held earlier. */
export function foldDuties(facts: readonly Fact[]): Stand {
  const stand: Stand = { reads: new Map(), trained: new Map() };
  for (const { kind, data, at } of facts) {
    const key = keyOf(String(data['role']), String(data['person_id']));
    if (kind === 'duty.read')
      stand.reads.set(key, { version: Number(data['version']), read_at: at.toISOString(), expires_at: String(data['expires_at']) });
    else noteTraining(stand.trained, key, { held_on: String(data['held_on']), valid_until: String(data['valid_until']) });
  }
  return stand;
}

export function noteTraining(trained: Map<string, Trained>, key: string, it: Trained): void {
  const before = trained.get(key);
  if (before === undefined || before.held_on <= it.held_on) trained.set(key, it);
}

export function stateOfReading(read: Read | undefined, version: number, now: Date): HolderState {
  if (read === undefined) return 'to_read';
  if (read.version < version) return 'again';
  return Date.parse(read.expires_at) <= now.getTime() ? 'expired' : 'read';
}

export function holderOf(stand: Stand, role: DutyRoleName, person: { person_id: string; name: string }, now: Date): Holder {
  const key = keyOf(role, person.person_id);
  const [read, trained] = [stand.reads.get(key), stand.trained.get(key)];
  return {
    ...person,
    state: stateOfReading(read, versionOf(role), now),
    read_at: read?.read_at ?? null,
    expires_at: read?.expires_at ?? null,
    trained_on: trained?.held_on ?? null,
    trained_until: trained?.valid_until ?? null,
    is_trained: trained !== undefined && trained.valid_until >= now.toISOString().slice(0, 10),
  };
}

/** A new day begins so many hours before it does in UTC, where it begins first. */
const firstMs = 14 * 3_600_000;

/** Refuses a training on a day that has begun nowhere yet, and one that counts longer than three years. */
export function requireTraining(it: NewTraining, now: Date): void {
  if (it.held_on > new Date(now.getTime() + firstMs).toISOString().slice(0, 10)) throw new Failure('unprocessable', 'training_in_future');
  if (Date.parse(it.valid_until) - Date.parse(it.held_on) > 1096 * 86_400_000) throw new Failure('unprocessable', 'training_too_long');
}

/** What counts as an act of the management body when one of its members did it. */
export const managementKinds: Readonly<Record<string, 'approval' | 'oversight'>> = {
  'document.version_approved': 'approval',
  'document.version_refused': 'approval',
  'document.adopted': 'approval',
  'document.adoption_declined': 'approval',
  'document.reviewed': 'oversight',
  'conduit.list_approved': 'approval',
  'conduit.list_refused': 'approval',
  'scope.decided': 'approval',
  'meeting.closed': 'oversight',
  'audit.closed': 'oversight',
  'duty.read': 'oversight',
  'duty.training_recorded': 'oversight',
};

export type Term = { person_id: string; from: string; until: string | null };
/** Whether somebody was of the management body at that instant. */
export const isMember = (terms: readonly Term[], person_id: string, at: Date): boolean =>
  terms.some(
    (it) => it.person_id === person_id && Date.parse(it.from) <= at.getTime() && (it.until === null || Date.parse(it.until) > at.getTime()),
  );
