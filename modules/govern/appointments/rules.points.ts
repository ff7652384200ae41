// Who could not be replaced on a past day: rights, zones, keys and on-call, from facts of the practices that name them.
import type { Fact } from '@holdfast/core-law';
import type { Point } from './schema.ts';

export type BarePoint = Pick<Point, 'kind' | 'ref' | 'person_id' | 'what' | 'place'>;

/** Kinds read from the site's log. */
export const pointKinds: readonly string[] = [
  'zone.drawn',
  'zone.changed',
  'zone.removed',
  'opening_key.made',
  'opening_key.admitted',
  'opening_key.removed',
  'roster.pattern_added',
  'roster.pattern_ended',
  'roster.entries_set',
];
/** Kinds read from the organisation's log: accounts that were closed and opened again, and who left a number. */
export const accountKinds: readonly string[] = ['person.closed', 'person.changed', 'person.reach_kept'];

/** `closed`: whose account was. `reachable`: who had said by which number. */
export type Accounts = { closed: ReadonlySet<string>; reachable: ReadonlySet<string> };

export function foldAccounts(facts: readonly Fact[]): Accounts {
  const [closed, reachable] = [new Set<string>(), new Set<string>()];
  for (const { kind, subject_id, data } of facts) {
    const [names, is] =
      kind === 'person.reach_kept' ? [reachable, data['has_phone']] : [closed, kind === 'person.closed' || data['active'] === false];
    if (is === true) names.add(subject_id);
    else names.delete(subject_id);
  }
  return { closed, reachable };
}

export type ZoneAt = { id: string; name: string | null; custodian_id: string | null };

/** Zones somebody has drawn, named or given a custodian; one only proposed has none. */
export function foldZones(facts: readonly Fact[]): ZoneAt[] {
  const zones = new Map<string, ZoneAt>();
  for (const { kind, subject_id, data } of facts) {
    if (kind === 'zone.removed') zones.delete(subject_id);
    if (kind !== 'zone.drawn' && kind !== 'zone.changed') continue;
    const before = zones.get(subject_id) ?? { id: subject_id, name: null, custodian_id: null };
    const name = typeof data['name'] === 'string' ? data['name'] : before.name;
    const custodian = data['custodian_id'];
    const custodian_id = custodian === undefined ? before.custodian_id : ((custodian ?? null) as string | null);
    zones.set(subject_id, { id: subject_id, name, custodian_id });
  }
  return [...zones.values()];
}

/** Sides of the two keys with one holder only. A key made beside others waits until one of them admits it. */
export function soleKeys(facts: readonly Fact[]): BarePoint[] {
  const active = new Map<string, { side: string; person_id: string }>();
  for (const { kind, subject_id, data } of facts) {
    if (kind === 'opening_key.removed') active.delete(subject_id);
    const counts = kind === 'opening_key.admitted' || (kind === 'opening_key.made' && data['waits'] !== true);
    if (counts) active.set(subject_id, { side: String(data['side']), person_id: String(data['holder_id']) });
  }
  return onlyOnes(
    [...active.values()].map(({ side, person_id }) => [side, person_id]),
    'key',
  );
}

type Slot = { role: string; person_id: string | null; way: string };
type Entry = Slot & { id: string; on_date: string };

/** Roles for which one person alone is on call, in rotations that run then and on days that were still to come. `day`: YYYY-MM-DD. */
export function soleOnCall(facts: readonly Fact[], day: string): BarePoint[] {
  const patterns = new Map<string, { slots: Slot[]; ends_on: string | null }>();
  const entries = new Map<string, Entry>();
  for (const { kind, subject_id, data } of facts) {
    if (kind === 'roster.pattern_added')
      patterns.set(subject_id, { slots: listIn<Slot>(data, 'slots'), ends_on: (data['ends_on'] ?? null) as string | null });
    const pattern = patterns.get(subject_id);
    if (kind === 'roster.pattern_ended' && pattern !== undefined)
      patterns.set(subject_id, { ...pattern, ends_on: String(data['ends_on']) });
    if (kind !== 'roster.entries_set') continue;
    for (const id of listIn<string>(data, 'removed')) entries.delete(id);
    for (const it of listIn<Entry>(data, 'roster_entries')) entries.set(it.id, it);
  }
  const running = [...patterns.values()].filter((it) => it.ends_on === null || it.ends_on >= day).flatMap((it) => it.slots);
  const planned = [...running, ...[...entries.values()].filter((it) => it.on_date >= day)].filter((it) => it.way === 'on_call');
  return onlyOnes(
    planned.flatMap((it) => (it.person_id === null ? [] : [[it.role, it.person_id]])),
    'on_call',
  );
}

const listIn = <T>(data: Fact['data'], name: string): T[] => (Array.isArray(data[name]) ? (data[name] as T[]) : []);

/** Of pairs of what and whom, those where there is one person only. */
export function onlyOnes(pairs: readonly (readonly string[])[], kind: Point['kind']): BarePoint[] {
  const byWhat = Map.groupBy(pairs, ([what]) => what!);
  return [...byWhat]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([what, all]) => {
      const people = new Set(all.map(([, person]) => person!));
      return people.size === 1 ? [{ kind, ref: what, person_id: [...people][0]!, what, place: null }] : [];
    });
}
