// Duty at an instant in nights when the clock changes, in several zones; and the order in which people are called.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dayOf } from '@holdfast/core-cadence';
import fc from 'fast-check';
import { callChain, dutiesOn, type DutyAt, holesOf, onDutyAt, rotationOf, shiftAt, spanOf } from './rules.ts';
import type { Roster, Shift } from './schema.ts';

const shifts: Shift[] = [
  { id: 'early', name: 'Early', starts: '06:00', ends: '14:00' },
  { id: 'late', name: 'Late', starts: '14:00', ends: '22:00' },
  { id: 'night', name: 'Night', starts: '22:00', ends: '06:00' },
];
/** Three crews, each a week early, late and night. */
const crews = ['anna', 'bert', 'carla'];
const weekly: Roster = {
  shifts,
  entries: [],
  patterns: [
    {
      id: 'p',
      name: 'Three weeks',
      starts_on: '2026-01-05',
      ends_on: null,
      cycle_days: 21,
      slots: Array.from({ length: 21 }, (_, day) =>
        shifts.map((shift, at) => ({
          day,
          shift_id: shift.id,
          person_id: crews[(at + Math.floor(day / 7)) % 3]!,
          role: 'shift_lead' as const,
          way: 'on_shift' as const,
        })),
      ).flat(),
    },
  ],
};
const at = (text: string): number => Date.parse(text);
const who = (roster: Roster, zone: string, text: string): string[] => onDutyAt(roster, zone, at(text)).map((it) => it.person_id!);

test('at three in the morning of both changes of the clock the night crew is on, once', () => {
  // Berlin: 29 March 2026 02:00 becomes 03:00, 25 October 2026 03:00 becomes 02:00.
  const zone = 'Europe/Berlin';
  const spring = dutiesOn(weekly, dayOf('2026-03-28')).find((it) => it.shift_id === 'night')!.person_id!;
  for (const text of ['2026-03-28T21:00:00Z', '2026-03-29T00:59:59Z', '2026-03-29T01:00:00Z', '2026-03-29T03:59:59Z'])
    assert.deepEqual(who(weekly, zone, text), [spring], text);
  assert.notDeepEqual(who(weekly, zone, '2026-03-29T04:00:00Z'), [spring], 'the early shift begins at 06:00 summer time');
  const autumn = dutiesOn(weekly, dayOf('2026-10-24')).find((it) => it.shift_id === 'night')!.person_id!;
  for (const text of ['2026-10-24T20:00:00Z', '2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z', '2026-10-25T04:59:59Z'])
    assert.deepEqual(who(weekly, zone, text), [autumn], text);
});

test('the night of a change lasts seven or nine hours, others eight', () => {
  const hours = (date: string): number => {
    const { from_ms, until_ms } = spanOf(shifts[2]!, 'Europe/Berlin', dayOf(date));
    return (until_ms - from_ms) / 3_600_000;
  };
  assert.deepEqual(['2026-03-27', '2026-03-28', '2026-10-24', '2026-10-25'].map(hours), [8, 7, 9, 8]);
});

const zones = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata', 'UTC', 'America/Santiago', 'Africa/Casablanca'];
const anInstant = fc
  .date({ min: new Date('2026-02-01T00:00:00Z'), max: new Date('2035-12-31T00:00:00Z'), noInvalidDate: true })
  .map((it) => it.getTime());

test('of shifts that follow each other exactly one is on at every minute, in any zone, for ten years', () => {
  fc.assert(
    fc.property(anInstant, fc.constantFrom(...zones), (instant, zone) => {
      const on = onDutyAt(weekly, zone, instant);
      assert.equal(on.length, 1, `${new Date(instant).toISOString()} ${zone}`);
      assert.equal(shiftAt(shifts, zone, instant)?.shift.id, on[0]!.shift_id);
    }),
    { numRuns: 2000 },
  );
});

test('near every change of the clock of ten years nobody is missing, wherever the shifts begin', () => {
  const boundary = fc
    .integer({ min: 0, max: 287 })
    .map((of) => `${String(Math.floor((of * 5) / 60)).padStart(2, '0')}:${String((of * 5) % 60).padStart(2, '0')}`);
  const changes = [2026, 2027, 2028, 2029, 2030].flatMap((year) => [
    { zone: 'Europe/Berlin', about: Date.UTC(year, 2, 31) },
    { zone: 'Europe/Berlin', about: Date.UTC(year, 9, 31) },
    { zone: 'America/New_York', about: Date.UTC(year, 2, 14) },
    { zone: 'America/New_York', about: Date.UTC(year, 10, 7) },
  ]);
  fc.assert(
    fc.property(
      fc.constantFrom(...changes),
      fc.uniqueArray(boundary, { minLength: 2, maxLength: 4 }),
      fc.integer({ min: -10 * 24 * 12, max: 24 * 12 }),
      ({ zone, about }, ends, fives) => {
        const sorted = ends.toSorted();
        const own = sorted.map((starts, index): Shift => ({
          id: String(index),
          name: starts,
          starts,
          ends: sorted[(index + 1) % sorted.length]!,
        }));
        const slots = own.map((it) => ({
          day: 0,
          shift_id: it.id,
          person_id: it.id,
          role: 'shift_lead' as const,
          way: 'on_shift' as const,
        }));
        const roster: Roster = {
          shifts: own,
          entries: [],
          patterns: [{ id: 'p', name: 'p', starts_on: '2026-01-01', ends_on: null, cycle_days: 1, slots }],
        };
        assert.ok(onDutyAt(roster, zone, about + fives * 300_000).length >= 1);
      },
    ),
    { numRuns: 1500 },
  );
});

test('a word for one day takes the place of the pattern for that shift and role only', () => {
  const entry = {
    id: 'e',
    on_date: '2026-06-01',
    shift_id: 'early',
    role: 'shift_lead' as const,
    way: 'on_shift' as const,
    person_id: 'dora',
  };
  const roster = { ...weekly, entries: [entry] };
  const early = (day: string): (string | null)[] =>
    dutiesOn(roster, dayOf(day))
      .filter((it) => it.shift_id === 'early')
      .map((it) => it.person_id);
  assert.deepEqual(early('2026-06-01'), ['dora']);
  assert.deepEqual(
    early('2026-06-02'),
    dutiesOn(weekly, dayOf('2026-06-02'))
      .filter((it) => it.shift_id === 'early')
      .map((it) => it.person_id),
  );
  assert.equal(dutiesOn(roster, dayOf('2026-06-01')).filter((it) => it.shift_id !== 'early').length, 2);
  const nobody = { ...weekly, entries: [{ ...entry, person_id: null }] };
  assert.deepEqual(holesOf(nobody, 'UTC', dayOf('2026-06-01'), dayOf('2026-06-01')), [
    { from_ms: at('2026-06-01T06:00:00Z'), until_ms: at('2026-06-01T14:00:00Z') },
  ]);
  assert.deepEqual(holesOf(weekly, 'Europe/Berlin', dayOf('2026-03-20'), dayOf('2026-11-20')), []);
  assert.deepEqual(holesOf({ ...weekly, patterns: [] }, 'UTC', dayOf('2026-06-01'), dayOf('2026-06-02')), [], 'no roster is no hole');
});

test('who is called first is on shift for it, then on call, then the holder, the deputy, the shift lead, the way up; each once', () => {
  const on = (person_id: string, role: DutyAt['role'], way: DutyAt['way']): DutyAt => ({
    person_id,
    role,
    way,
    shift_id: 'night',
    source: 'pattern',
    entry_id: null,
    day: 0,
    from_ms: 0,
    until_ms: 9,
  });
  const asked = {
    role: 'incident_coordinator' as const,
    on_duty: [on('lead', 'shift_lead', 'on_shift'), on('oncall', 'incident_coordinator', 'on_call'), on('it', 'it_lead', 'on_call')],
    answers: { person_id: 'holder', role: 'incident_coordinator' as const, deputy_id: 'deputy' },
    way_up: [
      { person_id: 'holder', role: 'incident_coordinator' as const },
      { person_id: 'boss', role: 'plant_manager' as const },
    ],
  };
  const order = (it: typeof asked) => callChain(it).map((each) => `${each.person_id} ${each.why}`);
  assert.deepEqual(order(asked), ['oncall on_call', 'holder holder', 'deputy deputy', 'lead on_shift', 'it on_call', 'boss escalation']);
  const there = { ...asked, on_duty: [...asked.on_duty, on('holder', 'incident_coordinator', 'on_shift')] };
  assert.deepEqual(order(there).slice(0, 2), ['holder on_shift', 'oncall on_call']);
  assert.deepEqual(
    order({ ...asked, on_duty: [], way_up: [], answers: { person_id: null, role: 'incident_coordinator', deputy_id: null } as never }),
    [],
  );
});

test('a rotation gives each crew each shift in turn, and on-call goes from one to the next', () => {
  const three = rotationOf({ people: crews, shift_ids: ['early', 'late', 'night'], turn_days: 7, role: 'shift_lead', way: 'on_shift' });
  assert.deepEqual([three.cycle_days, three.slots.length], [21, 63]);
  const of = (day: number) =>
    three.slots
      .filter((it) => it.day === day)
      .map((it) => `${it.person_id} ${it.shift_id}`)
      .toSorted();
  assert.deepEqual(
    [of(0), of(7)],
    [
      ['anna early', 'bert late', 'carla night'],
      ['anna late', 'bert night', 'carla early'],
    ],
  );
  const call = rotationOf({ people: crews, shift_ids: ['all'], turn_days: 7, role: 'incident_coordinator', way: 'on_call' });
  assert.deepEqual(
    [0, 7, 14].map((day) => call.slots.filter((it) => it.day === day).map((it) => it.person_id)),
    [['anna'], ['carla'], ['bert']],
  );
  const roster: Roster = { shifts, entries: [], patterns: [{ id: 'p', name: 'p', starts_on: '2026-01-05', ends_on: null, ...three }] };
  assert.deepEqual(holesOf(roster, 'Europe/Berlin', dayOf('2026-01-06'), dayOf('2026-12-31')), []);
});
