// Who is on duty at an instant: shifts by the plant's own wall clock, so that nights in which the clock changes are right too.
import { dayAt, dayOf, formatDay, instantAt } from '@holdfast/core-cadence';
import { Failure } from '@holdfast/platform/failure';
import type { Entry, Roster, Shift, Slot } from './schema.ts';

const dayMs = 86_400_000;
type Day = ReturnType<typeof dayOf>;

const minutesOf = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5));

/** The span (ms) of a shift that begins on a day. It ends on the next day when its end is not after its begin. */
export function spanOf(shift: Pick<Shift, 'starts' | 'ends'>, zone: string, day: Day): { from_ms: number; until_ms: number } {
  const [starts, ends] = [minutesOf(shift.starts), minutesOf(shift.ends)];
  return { from_ms: instantAt(zone, day, starts), until_ms: instantAt(zone, ends <= starts ? day + 1 : day, ends) };
}

/** One person's duty on a day; `person_id` null: somebody said that nobody stands there. */
export type DutyOn = Pick<Slot, 'shift_id' | 'role' | 'way'> & {
  person_id: string | null;
  source: 'pattern' | 'entry';
  entry_id: string | null;
};
export type DutyAt = DutyOn & { day: Day; from_ms: number; until_ms: number };

const placeOf = (it: Pick<Entry, 'shift_id' | 'role' | 'way'>): string => `${it.shift_id} ${it.role} ${it.way}`;

/** Duties that begin on a day: those of the patterns, but where somebody said otherwise for that day, shift and role, only what they said. */
export function dutiesOn(roster: Roster, day: Day): DutyOn[] {
  const date = formatDay(day);
  const own = roster.entries.filter((it) => it.on_date === date);
  const said = new Set(own.map(placeOf));
  const fromPatterns = roster.patterns.flatMap((it) => {
    const first = dayOf(it.starts_on);
    if (day < first || (it.ends_on !== null && day > dayOf(it.ends_on))) return [];
    const at = (day - first) % it.cycle_days;
    return it.slots.filter((each) => each.day === at && !said.has(placeOf(each)));
  });
  const { shifts } = roster;
  const known = (it: { shift_id: string }): boolean => shifts.some((each) => each.id === it.shift_id);
  return [
    ...fromPatterns
      .filter(known)
      .map(({ shift_id, role, way, person_id }) => ({ shift_id, role, way, person_id, source: 'pattern' as const, entry_id: null })),
    ...own
      .filter(known)
      .map(({ shift_id, role, way, person_id, id }) => ({ shift_id, role, way, person_id, source: 'entry' as const, entry_id: id })),
  ];
}

/** Duties of days `first` to `last` with their spans, in order. */
export function dutiesBetween(roster: Roster, zone: string, first: Day, last: Day): DutyAt[] {
  const found: DutyAt[] = [];
  for (let day = first; day <= last; day += 1)
    for (const it of dutiesOn(roster, day)) {
      const shift = roster.shifts.find((each) => each.id === it.shift_id)!;
      found.push({ ...it, day, ...spanOf(shift, zone, day) });
    }
  return found.sort((a, b) => a.from_ms - b.from_ms);
}

/** Who is on duty at an instant. A shift lasts at most a day, so the day before and the day itself decide. */
export function onDutyAt(roster: Roster, zone: string, at_ms: number): DutyAt[] {
  const day = dayAt(zone, at_ms);
  return dutiesBetween(roster, zone, day - 1, day + 1).filter((it) => it.from_ms <= at_ms && at_ms < it.until_ms && it.person_id !== null);
}

/** The shift that runs at an instant, whoever is on it. */
export function shiftAt(shifts: readonly Shift[], zone: string, at_ms: number): { shift: Shift; day: Day; until_ms: number } | null {
  const today = dayAt(zone, at_ms);
  for (const day of [today, today - 1]) {
    for (const shift of shifts) {
      const { from_ms, until_ms } = spanOf(shift, zone, day);
      if (from_ms <= at_ms && at_ms < until_ms) return { shift, day, until_ms };
    }
  }
  return null;
}

/** Stretches of days `first` to `last` (whole days of the plant) in which nobody is on duty. Without a duty at all: none, there is no roster yet. */
export function holesOf(roster: Roster, zone: string, first: Day, last: Day): { from_ms: number; until_ms: number }[] {
  const duties = dutiesBetween(roster, zone, first - 1, last).filter((it) => it.person_id !== null);
  if (duties.length === 0) return [];
  const end = instantAt(zone, last + 1, 0);
  const holes = [];
  let covered_ms = instantAt(zone, first, 0);
  for (const it of duties) {
    if (it.from_ms > covered_ms) holes.push({ from_ms: covered_ms, until_ms: Math.min(it.from_ms, end) });
    covered_ms = Math.max(covered_ms, it.until_ms);
    if (covered_ms >= end) break;
  }
  if (covered_ms < end) holes.push({ from_ms: covered_ms, until_ms: end });
  return holes;
}

/** Somebody who might be called, before it is known how. */
export type Candidate = {
  person_id: string;
  role: Slot['role'];
  why: 'on_shift' | 'on_call' | 'holder' | 'deputy' | 'fell_to' | 'escalation';
  until_ms: number | null;
};
export type Asked = {
  role: Slot['role'];
  on_duty: readonly DutyAt[];
  /** Who answers for the role: the holder, or whom it fell to, and who stands in. */
  answers: { person_id: string | null; role: Slot['role']; deputy_id: string | null };
  /** Persons of the way up, in its order. */
  way_up: readonly { person_id: string; role: Slot['role'] | null }[];
};

/**
 * Whom to call for a role, first to last: who does it on the running shift; who is on call for it; its holder (who may be on duty otherwise);
 * the deputy; the shift lead; anybody on call; the way up. Each person once, at the place where they come first.
 */
export function callChain({ role, on_duty, answers, way_up }: Asked): Candidate[] {
  const of = (way: 'on_shift' | 'on_call', fits: (it: DutyAt) => boolean): Candidate[] =>
    on_duty
      .filter((it) => it.way === way && fits(it))
      .map((it) => ({ person_id: it.person_id!, role: it.role, why: way, until_ms: it.until_ms }));
  const one = (person_id: string | null, as: Slot['role'], why: Candidate['why']): Candidate[] =>
    person_id === null ? [] : [{ person_id, role: as, why, until_ms: null }];
  const all = [
    ...of('on_shift', (it) => it.role === role),
    ...of('on_call', (it) => it.role === role),
    ...one(answers.person_id, answers.role, answers.role === role ? 'holder' : 'fell_to'),
    ...one(answers.deputy_id, answers.role, 'deputy'),
    ...of('on_shift', (it) => it.role === 'shift_lead'),
    ...of('on_call', () => true),
    ...way_up.map((it): Candidate => ({ person_id: it.person_id, role: it.role ?? role, why: 'escalation', until_ms: null })),
  ];
  return all.filter((it, at) => all.findIndex((each) => each.person_id === it.person_id) === at);
}

/** Refuses shifts of the same name, or a pattern and entries that name a shift that is not there. */
export function requireShifts(names: readonly string[]): void {
  const lower = names.map((it) => it.toLowerCase());
  const twice = lower.findIndex((it, at) => lower.indexOf(it) !== at);
  if (twice !== -1) throw new Failure('unprocessable', 'shift_twice', { name: names[twice]! });
}
export function requireKnown(shifts: readonly Shift[], wanted: readonly { shift_id: string }[]): void {
  if (wanted.some((it) => !shifts.some((each) => each.id === it.shift_id))) throw new Failure('not_found', 'shift_not_found');
}

/** Days of a stretch as dates. */
export const datesFrom = (first: Day, days: number): string[] => Array.from({ length: days }, (_, at) => formatDay(first + at));
export { dayMs };

export type Rotation = { people: readonly string[]; shift_ids: readonly string[]; turn_days: number; role: Slot['role']; way: Slot['way'] };

/**
 * The slots of a rotation: people in their order take the shifts in theirs, and after each turn everybody moves on by one. Who is beyond the last
 * shift is off for that turn; with one shift, people follow each other (on-call).
 */
export function rotationOf({ people, shift_ids, turn_days, role, way }: Rotation): { cycle_days: number; slots: Slot[] } {
  const places = Math.max(people.length, shift_ids.length);
  const slots: Slot[] = [];
  for (let turn = 0; turn < places; turn += 1)
    for (const [at, person_id] of people.entries()) {
      const shift_id = shift_ids[(at + turn) % places];
      if (shift_id === undefined) continue;
      for (let day = 0; day < turn_days; day += 1) slots.push({ day: turn * turn_days + day, shift_id, person_id, role, way });
    }
  return { cycle_days: places * turn_days, slots };
}
