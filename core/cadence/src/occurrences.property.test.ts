// Ten years in five time zones: every rhythm against a walk over all days that knows nothing of the engine, and against another library.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { RRuleTemporal } from 'rrule-temporal';
import { checkRhythm, isWorkingDay, lastOccurrence, nextOccurrence, occurrences, type Rhythm, type WorkingDays } from './index.ts';

const zones = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'America/Santiago'] as const;
const dayMs = 86_400_000;
const date = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
const first = Date.UTC(2020, 0, 1);
const span = { from_ms: Date.UTC(2020, 5, 1), until_ms: Date.UTC(2030, 5, 1) };

const nothing = fc.constant(null);
const none = { ends_on: nothing, weekdays: nothing, on_day: nothing, nth: nothing };
const startsOn = fc.integer({ min: 0, max: 1200 }).map((days) => date(first + days * dayMs));
const at = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map((it) => it.map((n) => `${n}`.padStart(2, '0')).join(':'));
const common = { starts_on: startsOn, at, time_zone: fc.constantFrom(...zones), basis: fc.constant('plan' as const), ...none };
const moves = fc.constantFrom('stays' as const, 'next' as const, 'previous' as const);
const weekday = fc.integer({ min: 1, max: 7 });
const rhythms: fc.Arbitrary<Rhythm> = fc.oneof(
  fc.record({ ...common, moves, unit: fc.constant('day' as const), every: fc.integer({ min: 1, max: 40 }) }),
  fc.record({
    ...common,
    moves,
    unit: fc.constant('week' as const),
    every: fc.integer({ min: 1, max: 9 }),
    weekdays: fc.option(fc.uniqueArray(weekday, { minLength: 1 })),
  }),
  fc.record({
    ...common,
    moves,
    unit: fc.constantFrom('month' as const, 'quarter' as const, 'year' as const),
    every: fc.integer({ min: 1, max: 7 }),
    on_day: fc.option(fc.integer({ min: 1, max: 31 })),
  }),
  fc.record({
    ...common,
    moves,
    unit: fc.constantFrom('month' as const, 'quarter' as const, 'year' as const),
    every: fc.integer({ min: 1, max: 7 }),
    nth: fc.record({ nth: fc.constantFrom(1 as const, 2 as const, 3 as const, 4 as const, -1 as const), weekday }),
  }),
);
const shutdown = fc.tuple(fc.integer({ min: 0, max: 3800 }), fc.integer({ min: 0, max: 60 })).map(([from, long]) => ({
  from: date(first + from * dayMs),
  until: date(first + (from + long) * dayMs),
}));
const workings: fc.Arbitrary<WorkingDays> = fc.record({
  weekdays: fc.uniqueArray(weekday, { minLength: 1 }),
  closed: fc.array(shutdown, { maxLength: 5 }),
  region: fc.constantFrom(null, 'DE-BY' as const, 'AT' as const),
});

/** Whether the rhythm names this day, told by counting one day after the other from its start. */
function* namedDays(rhythm: Rhythm): Generator<string> {
  const [y, m, d] = rhythm.starts_on.split('-').map(Number) as [number, number, number];
  const unitMonths = { month: 1, quarter: 3, year: 12, day: 0, week: 0 }[rhythm.unit];
  let week = 0;
  let months = 0;
  let count = 0;
  for (let ms = Date.UTC(y, m - 1, d); ms < Date.UTC(2034, 0, 1); ms += dayMs, count += 1) {
    const it = new Date(ms);
    if (count > 0 && it.getUTCDay() === 1) week += 1;
    if (count > 0 && it.getUTCDate() === 1) months += 1;
    const iso = it.getUTCDay() === 0 ? 7 : it.getUTCDay();
    const isLastOfMonth = new Date(ms + dayMs).getUTCDate() === 1;
    if (rhythm.unit === 'day' && count % rhythm.every !== 0) continue;
    if (rhythm.unit === 'week') {
      const startIso = new Date(Date.UTC(y, m - 1, d)).getUTCDay() || 7;
      if (week % rhythm.every !== 0 || !(rhythm.weekdays ?? [startIso]).includes(iso)) continue;
    }
    if (unitMonths > 0) {
      if (months % (unitMonths * rhythm.every) !== 0) continue;
      if (rhythm.nth) {
        if (iso !== rhythm.nth.weekday) continue;
        const nth = Math.ceil(it.getUTCDate() / 7);
        const isLast = new Date(ms + 7 * dayMs).getUTCMonth() !== it.getUTCMonth();
        if (rhythm.nth.nth === -1 ? !isLast : nth !== rhythm.nth.nth) continue;
      } else {
        const wanted = rhythm.on_day ?? d;
        if (!(it.getUTCDate() === wanted || (isLastOfMonth && it.getUTCDate() < wanted))) continue;
      }
    }
    yield date(ms);
  }
}

const formats = new Map<string, Intl.DateTimeFormat>();
function wall(zone: string, ms: number): string {
  const format = formats.get(zone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  formats.set(zone, format);
  return format.format(ms);
}

function bruteForce(rhythm: Rhythm, working: WorkingDays): Map<string, string> {
  const step = rhythm.moves === 'previous' ? -dayMs : dayMs;
  const found = new Map<string, string>();
  for (const named of namedDays(rhythm)) {
    let ms = Date.parse(named);
    let tries = 0;
    const asDay = (): number => ms / dayMs;
    while (rhythm.moves !== 'stays' && tries <= 400 && !isWorkingDay(working, asDay())) {
      ms += step;
      tries += 1;
    }
    const day = tries > 400 ? named : date(ms);
    if (!found.has(day)) found.set(day, named);
  }
  return found;
}

test('every rhythm comes round on just the days a walk over all days finds, once each', () => {
  fc.assert(
    fc.property(rhythms, workings, (rhythm, working) => {
      assert.equal(checkRhythm(rhythm, working), null);
      const expected = [...bruteForce(rhythm, working)].filter(([day]) => day > '2020-06-02' && day < '2030-05-30');
      const found = occurrences(rhythm, span, { working }).filter(({ day }) => day > '2020-06-02' && day < '2030-05-30');
      assert.deepEqual(
        found.map(({ day, planned }) => [day, planned]),
        expected,
      );
    }),
    { numRuns: 150 },
  );
});

test('each comes at its local time, in every zone; an hour left out in spring moves it on, an hour that comes twice is the first', () => {
  fc.assert(
    fc.property(rhythms, (rhythm) => {
      for (const { day, at_ms } of occurrences(rhythm, span)) {
        const shown = wall(rhythm.time_zone, at_ms);
        if (shown === `${day} ${rhythm.at}`) {
          for (const earlier of [30, 60]) assert.notEqual(wall(rhythm.time_zone, at_ms - earlier * 60_000), shown);
          continue;
        }
        // The hour is left out that day: no instant shows it, and it is later by at most what is left out.
        assert.ok(shown > `${day} ${rhythm.at}`, `${shown} is not after ${day} ${rhythm.at}`);
        for (let ms = at_ms - 7_200_000; ms <= at_ms + 7_200_000; ms += 60_000 * 30 - (at_ms % 60_000))
          assert.notEqual(wall(rhythm.time_zone, ms), `${day} ${rhythm.at}`);
        const before = wall(rhythm.time_zone, at_ms - 3_600_000);
        assert.ok(before < `${day} ${rhythm.at}`, before);
      }
    }),
    { numRuns: 60 },
  );
});

test('next, last and the list agree, wherever one asks', () => {
  fc.assert(
    fc.property(rhythms, workings, fc.integer({ min: 0, max: 3650 * 24 * 60 }), (rhythm, working, minutes) => {
      const now = span.from_ms + minutes * 60_000;
      const far = 9 * 366 * dayMs;
      const next = nextOccurrence(rhythm, now, { working });
      const last = lastOccurrence(rhythm, now, { working });
      assert.deepEqual(next, occurrences(rhythm, { from_ms: now + 1, until_ms: now + far, limit: 1 }, { working })[0] ?? next);
      assert.deepEqual(last, occurrences(rhythm, { from_ms: Date.UTC(2019, 0, 1), until_ms: now + 1 }, { working }).at(-1) ?? null);
      if (next !== null && last !== null) {
        assert.ok(last.at_ms <= now && now < next.at_ms);
        assert.deepEqual(nextOccurrence(rhythm, last.at_ms, { working }), next);
        assert.deepEqual(lastOccurrence(rhythm, next.at_ms, { working }), next);
      }
    }),
    { numRuns: 300 },
  );
});

const weekdayNames = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

function rruleOf(rhythm: Rhythm): string {
  const { unit, every, weekdays, nth } = rhythm;
  const day = rhythm.on_day ?? Number(rhythm.starts_on.slice(8));
  const step = { day: 1, week: 1, month: 1, quarter: 3, year: 12 }[unit] * every;
  const head = `DTSTART;TZID=${rhythm.time_zone}:${rhythm.starts_on.replaceAll('-', '')}T${rhythm.at.replace(':', '')}00`;
  const freq = unit === 'day' ? 'DAILY' : unit === 'week' ? 'WEEKLY' : 'MONTHLY';
  const inMonth = day > 28 ? `;BYMONTHDAY=${[28, 29, 30, 31].filter((it) => it <= day).join(',')};BYSETPOS=-1` : `;BYMONTHDAY=${day}`;
  const onDays = weekdays ? `;BYDAY=${weekdays.map((it) => weekdayNames[it - 1]).join(',')}` : '';
  const by =
    unit === 'week' ? `${onDays};WKST=MO` : unit === 'day' ? '' : nth ? `;BYDAY=${nth.nth}${weekdayNames[nth.weekday - 1]}` : inMonth;
  return `${head}\nRRULE:FREQ=${freq};INTERVAL=${step}${by};UNTIL=20300601T000000Z`;
}

test('the planned days are those another library reads out of the RFC 5545 rule', () => {
  fc.assert(
    fc.property(rhythms, (drawn) => {
      const rhythm: Rhythm = { ...drawn, moves: 'stays', at: '12:00', every: drawn.unit === 'day' ? drawn.every + 6 : drawn.every };
      const peer = new RRuleTemporal({ rruleString: rruleOf(rhythm) }).all((_, n) => n < 5000);
      assert.deepEqual(
        occurrences(rhythm, { from_ms: 0, until_ms: Date.UTC(2030, 5, 1) }).map(({ at_ms }) => at_ms),
        peer.map((it) => it.epochMilliseconds),
        rruleOf(rhythm),
      );
    }),
    { numRuns: 60 },
  );
});

test('by the last run the next is so long after it, whatever was planned', () => {
  fc.assert(
    fc.property(
      fc.record({
        ...common,
        moves,
        basis: fc.constant('last_run' as const),
        unit: fc.constantFrom('day' as const, 'week' as const, 'month' as const, 'quarter' as const, 'year' as const),
        every: fc.integer({ min: 1, max: 12 }),
      }),
      fc.integer({ min: 0, max: 3000 * 24 }),
      (rhythm, hours) => {
        const last_run_ms = span.from_ms + hours * 3_600_000;
        const next = nextOccurrence({ ...rhythm, moves: 'stays' }, last_run_ms - 400 * dayMs, { last_run_ms })!;
        const [y, m, d] = wall(rhythm.time_zone, last_run_ms).slice(0, 10).split('-').map(Number) as [number, number, number];
        const months = { day: 0, week: 0, month: 1, quarter: 3, year: 12 }[rhythm.unit] * rhythm.every;
        const days = { day: 1, week: 7, month: 0, quarter: 0, year: 0 }[rhythm.unit] * rhythm.every;
        const lastOfMonth = new Date(Date.UTC(y, m + months, 0)).getUTCDate();
        const expected = new Date(Date.UTC(y, m - 1 + months, Math.min(d, lastOfMonth)));
        assert.equal(next.day, date(expected.getTime() + days * dayMs));
      },
    ),
    { numRuns: 200 },
  );
});
