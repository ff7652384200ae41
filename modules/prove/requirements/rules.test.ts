// Cells: what proves raises them and never lowers them, what is undone or lapses lowers them on the right day, by hand never stands alone on a minimum item.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { EvidenceBinding, Population, Requirement } from '@holdfast/core-law';
import fc from 'fast-check';
import { evidenceOf, rankOf, sumOf } from './rules.cells.ts';
import {
  type Cell,
  groupMarks,
  type MarkRow,
  type Matrix,
  memberSource,
  proofOf,
  reopeningSource,
  type Statement,
  stateOf,
  whereAt,
} from './rules.ts';
import { addDays, ageingDays, dayIn, freshnessAt, holdsTo, startOfDay } from './rules.days.ts';

const zones = ['Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Pacific/Auckland', 'America/Sao_Paulo'];
const dayMs = 86_400_000;

function requirement(id: string, artefacts: Requirement['artefacts'], more: Partial<Requirement> = {}): Requirement {
  const none = { iec62443_2_1: [], iec62443_3_3: [], iso27001: [], nist_csf2: [] };
  const words = { en: id, de: id };
  return {
    id,
    regimes: ['nis2'],
    jurisdiction: 'EU',
    addressee: 'operator',
    in_force_from: '2024-01-01',
    in_force_until: null,
    cite: { instrument: 'NIS2', place: id },
    verify: 'verified',
    sources: [],
    as_of: '2026-01-01',
    title: words,
    text: words,
    bucket: 'identify',
    controls: none,
    artefacts,
    minimum: null,
    owner: words,
    owner_role: 'ciso',
    review: words,
    counterparts: [],
    basis: 'test',
    ...more,
  };
}

const binding = (id: string, artefact: EvidenceBinding['artefact'], more: Partial<EvidenceBinding> = {}): EvidenceBinding => ({
  id,
  artefact,
  requirements: ['R'],
  population: null,
  kinds: [],
  fresh_days: null,
  reads: () => [],
  ...more,
});
const population = (id: string, more: Partial<Population> = {}): Population => ({ id, kinds: [], reads: () => [], ...more });

const mark = (source: string, subject_id: string, at: number, effect: MarkRow['effect'] = 'proves'): MarkRow => ({
  source,
  subject_id,
  at,
  effect,
  log_id: 'log',
  idx: at,
});
const member = (population_id: string, subject_id: string, at = 0): MarkRow => mark(memberSource(population_id), subject_id, at, 'member');

type Given = { matrix: Matrix; rows: readonly MarkRow[]; statements?: readonly Statement[]; now?: number; zone?: string };
function cellOf({ matrix, rows, statements = [], now = 1000 * dayMs, zone = 'UTC' }: Given): Cell {
  return evidenceOf(matrix, { site_id: 's', zone, now, rows, statements }).cells.get('R')!;
}

const base: Matrix = {
  requirements: [requirement('R', ['asset_inventory', 'access_review'])],
  bindings: [
    binding('a.owner', 'asset_inventory', { population: 'assets' }),
    binding('a.seen', 'asset_inventory', { fresh_days: 30 }),
    binding('b.reviewed', 'access_review', { population: 'accounts', fresh_days: 120 }),
  ],
  populations: [population('assets'), population('accounts', { may_be_empty: true })],
};

test('says partly with how many of how many, and names the part that lacks', () => {
  const now = 1000 * dayMs;
  const rows = [
    ...['1', '2', '3'].map((it) => member('assets', it)),
    mark('a.owner', '1', 1),
    mark('a.owner', '2', 2),
    mark('a.seen', 'site', now),
  ];
  const evidence = evidenceOf(base, { site_id: 's', zone: 'UTC', now, rows, statements: [] });
  const proof = evidence.proofs.get('a.owner')!;
  assert.deepEqual([proof.state, proof.good, proof.of], ['partly', 2, 3]);
  const cell = evidence.cells.get('R')!;
  assert.deepEqual([cell.state, cell.good, cell.of], ['partly', 0, 2]);
  const whole = cellOf({ matrix: base, rows: [...rows, mark('a.owner', '3', 3)] });
  assert.deepEqual(
    whole.parts.map((it) => [it.artefact, it.state]),
    [
      ['asset_inventory', 'proven'],
      ['access_review', 'unobserved'],
    ],
  );
});

test('what nobody looks at is not observed, what is known and not proven is missing', () => {
  assert.equal(stateOf({ proven: 0, ageing: 0, stale: 0, missing: 0 }), 'unobserved');
  const evidence = evidenceOf(base, { site_id: 's', zone: 'UTC', now: 0, rows: [member('assets', '1')], statements: [] });
  assert.equal(evidence.proofs.get('a.owner')!.state, 'missing');
  assert.equal(evidence.proofs.get('b.reviewed')!.state, 'unobserved');
  assert.equal(sumOf(['unobserved', 'unobserved']), 'unobserved');
  assert.equal(sumOf(['stale', 'missing']), 'stale');
});

test('a mark on what is no member proves nothing, and what left the population is not asked for', () => {
  const rows = [
    member('assets', '1'),
    mark('a.owner', 'stranger', 5),
    mark(memberSource('assets'), '2', 9, 'gone'),
    mark('a.owner', '1', 3),
  ];
  const proof = evidenceOf(base, { site_id: 's', zone: 'UTC', now: 10, rows, statements: [] }).proofs.get('a.owner')!;
  assert.deepEqual([proof.state, proof.good, proof.of], ['proven', 1, 1]);
});

test('evidence ages and goes stale on the day, where the plant stands', () => {
  for (const zone of zones) {
    const at = startOfDay('2026-03-10', zone) + 15 * 3600_000;
    const stateOn = (day: string): string =>
      evidenceOf(base, { site_id: 's', zone, now: startOfDay(day, zone), rows: [mark('a.seen', 'site', at)], statements: [] }).proofs.get(
        'a.seen',
      )!.state;
    const lastMinute = (day: string): string =>
      evidenceOf(base, {
        site_id: 's',
        zone,
        now: startOfDay(addDays(day, 1), zone) - 1,
        rows: [mark('a.seen', 'site', at)],
        statements: [],
      }).proofs.get('a.seen')!.state;
    // 30 days hold to 9 April; the last fifth is six days.
    assert.equal(lastMinute('2026-04-03'), 'proven', zone);
    assert.equal(stateOn('2026-04-04'), 'ageing', zone);
    assert.equal(lastMinute('2026-04-09'), 'ageing', zone);
    assert.equal(stateOn('2026-04-10'), 'stale', zone);
    assert.equal(holdsTo(at, zone, 30), '2026-04-09');
  }
});

test('ageing is the last fifth, never more than 30 days', () => {
  assert.deepEqual([1, 7, 31, 120, 365, 1461].map(ageingDays), [0, 1, 6, 24, 30, 30]);
  assert.equal(freshnessAt(0, 'UTC', null).stale_before, Number.NEGATIVE_INFINITY);
});

test('freshness only ever falls with time and follows the calendar of the zone', () => {
  const states = ['stale', 'ageing', 'proven'];
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.integer({ min: Date.parse('2018-01-01'), max: Date.parse('2030-01-01') }),
      fc.integer({ min: 1, max: 800 }),
      fc.array(fc.integer({ min: 0, max: 900 * dayMs }), { minLength: 2, maxLength: 8 }),
      (zone, at, fresh_days, later) => {
        const stateAt = (now: number): string => {
          const { stale_before, ageing_before } = freshnessAt(now, zone, fresh_days);
          return at < stale_before ? 'stale' : at < ageing_before ? 'ageing' : 'proven';
        };
        const ranks = later.toSorted((a, b) => a - b).map((ms) => states.indexOf(stateAt(at + ms)));
        assert.deepEqual(
          ranks,
          ranks.toSorted((a, b) => b - a),
        );
        const last = holdsTo(at, zone, fresh_days)!;
        assert.notEqual(stateAt(startOfDay(addDays(last, 1), zone) - 1), 'stale');
        assert.equal(stateAt(startOfDay(addDays(last, 1), zone)), 'stale');
      },
    ),
  );
});

test('a day begins at its first instant in every zone', () => {
  fc.assert(
    fc.property(fc.constantFrom(...zones), fc.integer({ min: Date.parse('2015-01-01'), max: Date.parse('2035-01-01') }), (zone, at) => {
      const day = dayIn(at, zone);
      const start = startOfDay(day, zone);
      assert.equal(dayIn(start, zone), day);
      assert.equal(dayIn(start - 1, zone), addDays(day, -1));
    }),
  );
});

const subjects = ['1', '2', '3', '4'];
const anyRows = fc.array(
  fc.oneof(
    fc.record({
      source: fc.constantFrom(memberSource('assets'), memberSource('accounts')),
      subject_id: fc.constantFrom(...subjects),
      effect: fc.constantFrom<MarkRow['effect'][]>('member', 'gone'),
    }),
    fc.record({
      source: fc.constantFrom('a.owner', 'a.seen', 'b.reviewed', 'e.event', 'e.other'),
      subject_id: fc.constantFrom(...subjects),
      effect: fc.constantFrom<MarkRow['effect'][]>('proves', 'ends'),
    }),
  ),
  { maxLength: 30 },
);
const eventful: Matrix = {
  ...base,
  bindings: [
    ...base.bindings,
    binding('e.event', 'evidence_log', { population: 'assets', fresh_days: 60 }),
    binding('e.other', 'incident_record', { fresh_days: 60 }),
  ],
};

test('adding a fact that proves never lowers a cell, whatever is there', () => {
  fc.assert(
    fc.property(
      anyRows,
      fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 30, maxLength: 30 }),
      fc.constantFrom('a.owner', 'a.seen', 'b.reviewed', 'e.event', 'e.other'),
      fc.constantFrom(...subjects),
      fc.boolean(),
      (made, days, source, subject_id, isMinimum) => {
        const now = 1000 * dayMs;
        const rows = made.map((it, at) => mark(it.source, it.subject_id, now - days[at]! * dayMs, it.effect));
        const matrix = isMinimum
          ? { ...eventful, requirements: [requirement('R', ['asset_inventory', 'access_review'], { minimum: 3 })] }
          : eventful;
        const before = cellOf({ matrix, rows, now });
        const after = cellOf({ matrix, rows: [...rows, mark(source, subject_id, now)], now });
        assert.ok(rankOf(after.state) >= rankOf(before.state), `${before.state} became ${after.state}`);
        assert.ok(after.good >= before.good);
      },
    ),
    { numRuns: 2000 },
  );
});

test('the order in which marks are read makes no difference', () => {
  fc.assert(
    fc.property(anyRows, fc.integer(), (made, seed) => {
      const rows = made.map((it, at) => mark(it.source, it.subject_id, at * dayMs, it.effect));
      const shuffled = rows.toSorted((a, b) => ((a.at * 7919 + seed) % 101) - ((b.at * 7919 + seed) % 101));
      assert.deepEqual(cellOf({ matrix: eventful, rows: shuffled }), cellOf({ matrix: eventful, rows }));
    }),
  );
});

const said = (kind: Statement['kind'], more: Partial<Statement> = {}): Statement => ({
  id: kind,
  kind,
  requirement_id: 'R',
  artefact: null,
  made_at: 500 * dayMs,
  until_on: null,
  ...more,
});

test('evidence by hand fills a part to its last day and never stands alone on a minimum item', () => {
  const matrix: Matrix = {
    ...base,
    bindings: base.bindings.slice(1, 2),
    requirements: [requirement('R', ['asset_inventory', 'recovery_plan'], { minimum: 9 })],
  };
  const hand = [
    said('evidence', { artefact: 'recovery_plan', until_on: '1972-10-01' }),
    said('evidence', { id: 'b', artefact: 'asset_inventory', until_on: '1972-10-01' }),
  ];
  const now = Date.parse('1972-09-27T12:00:00Z');
  const only = cellOf({ matrix, rows: [], statements: hand, now });
  assert.deepEqual([only.state, only.only_by_hand, only.automatic, only.by_hand], ['partly', true, 0, 2]);
  const worked = cellOf({ matrix, rows: [mark('a.seen', 'site', now)], statements: hand, now });
  assert.deepEqual([worked.state, worked.only_by_hand, worked.automatic, worked.by_hand], ['proven', false, 1, 1]);
  assert.equal(
    cellOf({ matrix, rows: [mark('a.seen', 'site', now)], statements: hand, now: Date.parse('1972-10-01T23:00:00Z') }).state,
    'proven',
  );
  assert.equal(
    cellOf({ matrix, rows: [mark('a.seen', 'site', now)], statements: hand, now: Date.parse('1972-10-02T00:00:00Z') }).state,
    'partly',
  );
});

test('what does not apply is set aside until the scope of the law is decided anew', () => {
  const aside = [said('not_applicable')];
  assert.equal(cellOf({ matrix: base, rows: [], statements: aside }).state, 'not_applicable');
  const before = mark(reopeningSource, 'site', 499 * dayMs);
  assert.equal(cellOf({ matrix: base, rows: [before], statements: aside }).state, 'not_applicable');
  assert.notEqual(cellOf({ matrix: base, rows: [mark(reopeningSource, 'site', 501 * dayMs)], statements: aside }).state, 'not_applicable');
  const part = cellOf({ matrix: base, rows: [], statements: [said('not_applicable', { artefact: 'access_review' })] });
  assert.deepEqual([part.of, part.parts[1]!.state], [1, 'not_applicable']);
});

test('what exists only when something happens is never missed, and counts once it is there', () => {
  const matrix: Matrix = {
    ...base,
    requirements: [requirement('R', ['incident_record'])],
    bindings: [binding('e.other', 'incident_record', { fresh_days: 10 })],
  };
  const now = 1000 * dayMs;
  assert.deepEqual([cellOf({ matrix, rows: [] }).of, cellOf({ matrix, rows: [] }).state], [0, 'unobserved']);
  assert.equal(cellOf({ matrix, rows: [mark('e.other', 'site', now)], now }).state, 'proven');
  assert.equal(cellOf({ matrix, rows: [mark('e.other', 'site', now - 20 * dayMs)], now }).state, 'unobserved');
});

test('a duty of other law that asks for the same takes over what proves its kinds of evidence', () => {
  const national = requirement('N', ['asset_inventory'], { counterparts: ['R'], jurisdiction: 'DE' });
  const matrix: Matrix = { ...base, requirements: [...base.requirements, national] };
  const cells = evidenceOf(matrix, { site_id: 's', zone: 'UTC', now: dayMs, rows: [], statements: [] }).cells;
  assert.deepEqual(cells.get('N')!.parts[0]!.binding_ids, ['a.owner', 'a.seen']);
});

test('what says its own last day is proven through it, ages before it and is stale after it, whatever the binding’s days are', () => {
  const trained = binding('b', 'training_record', { fresh_days: 10 });
  const said: MarkRow = { ...mark('b', 'p', Date.parse('2026-01-01T12:00:00Z')), until_on: '2027-12-31' };
  const at = (day: string) => proofOf(trained, groupMarks([said]), whereAt(Date.parse(`${day}T12:00:00Z`), 'UTC'));
  assert.deepEqual(
    ['2026-06-01', '2027-12-01', '2027-12-02', '2027-12-31', '2028-01-01'].map((day) => at(day).state),
    ['proven', 'proven', 'ageing', 'ageing', 'stale'],
  );
  assert.equal(at('2026-06-01').holds_to, '2027-12-31');
});
