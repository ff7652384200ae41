// The ten, the road and the gaps follow evidence alone: what holds says yes, what is only claimed does not, and what was planned stands as it stood.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type EvidenceBinding, minimumItems, requirements, roadmapStages } from '@holdfast/core-law';
import fc from 'fast-check';
import { evidenceOf } from '@holdfast/requirements/rules.cells';
import type { MarkRow, Matrix, Statement } from '@holdfast/requirements/rules';
import { consequenceOfItem } from './consequences.data.ts';
import { firstMeasures } from './measures.data.ts';
import { foldProgramme } from './rules.fold.ts';
import { gapsOf, withPlan } from './rules.gaps.ts';
import { roadOf } from './rules.roadmap.ts';
import { standingsOf } from './rules.ts';

const now = Date.parse('2026-11-22T10:00:00Z');
const site_id = '01a20000-0000-7000-8000-000000000001';
const zone = 'Europe/Berlin';
/** One practice for each kind of evidence the ten ask for; it counts a year. */
const artefacts = [...new Set(minimumItems.flatMap((it) => it.artefacts))];
const bindings: EvidenceBinding[] = artefacts.map((artefact) => ({
  id: `test.${artefact}`,
  artefact,
  requirements: requirements.filter((it) => (it.artefacts as readonly string[]).includes(artefact)).map((it) => it.id),
  population: null,
  kinds: ['test.done'],
  fresh_days: 365,
  reads: () => [],
}));
const matrix: Matrix = { requirements, bindings, populations: [] };
const mark = (artefact: string, at = now - 1000): MarkRow => ({
  source: `test.${artefact}`,
  subject_id: 'site',
  at,
  effect: 'proves',
  log_id: 'l',
  idx: 1,
});
const evidenceWith = (rows: readonly MarkRow[], statements: readonly Statement[] = [], at = now) =>
  evidenceOf(matrix, { site_id, zone, now: at, rows, statements });
const answered = (no: number, rows: readonly MarkRow[], at = now): boolean =>
  standingsOf(evidenceWith(rows, [], at), matrix).find((it) => it.item.no === no)!.yes;

test('without evidence all ten say no, each with what is missing, and no stage is met', () => {
  const evidence = evidenceWith([]);
  const items = standingsOf(evidence, matrix);
  assert.deepEqual([items.length, items.filter((it) => it.yes).length], [10, 0]);
  assert.ok(items.every((it) => it.pieces.some((piece) => piece.state === 'missing')));
  assert.ok(roadOf(items, evidence, matrix).every((it) => !it.met && it.conditions.some((one) => !one.met)));
});

test('an item says yes when every kind of its evidence holds, and no again the day after the last', () => {
  for (const item of minimumItems) {
    const all = item.artefacts.map((it) => mark(it));
    assert.equal(answered(item.no, all), true, item.id);
    if (all.length > 1) assert.equal(answered(item.no, all.slice(1)), false, `${item.id} without one kind`);
    const held = standingsOf(evidenceWith(all), matrix).find((it) => it.item.no === item.no)!;
    assert.equal(held.holds_to, '2027-11-22', item.id);
    assert.equal(answered(item.no, all, Date.parse('2027-11-22T22:59:59Z')), true, `${item.id} on its last day`);
    assert.equal(answered(item.no, all, Date.parse('2027-11-22T23:00:00Z')), false, `${item.id} the day after`);
  }
});

test('evidence counts under whichever duty of the item some practice serves', () => {
  const item = minimumItems.find((it) => it.id === 'tabletop')!;
  const served = {
    ...matrix,
    bindings: bindings.map((it) => ({ ...it, requirements: it.requirements.filter((id) => id !== item.requirements[0]) })),
  };
  const evidence = evidenceOf(served, { site_id, zone, now, rows: item.artefacts.map((it) => mark(it)), statements: [] });
  assert.equal(standingsOf(evidence, served).find((it) => it.item.no === item.no)!.yes, true);
});

test('said by hand alone never makes a yes; beside what was worked it does', () => {
  const item = minimumItems.find((it) => it.artefacts.length > 1)!;
  const said = (artefact: string): Statement => ({
    id: artefact,
    kind: 'evidence',
    requirement_id: requirements.find((it) => item.requirements.includes(it.id) && (it.artefacts as readonly string[]).includes(artefact))!
      .id,
    artefact,
    made_at: now,
    until_on: '2027-01-31',
  });
  const of = (rows: MarkRow[], statements: Statement[]) =>
    standingsOf(evidenceWith(rows, statements), matrix).find((it) => it.item.no === item.no)!;
  const byHand = of([], item.artefacts.map(said));
  assert.deepEqual([byHand.yes, byHand.only_by_hand], [false, true]);
  const both = of([mark(item.artefacts[0]!)], item.artefacts.slice(1).map(said));
  assert.deepEqual([both.yes, both.only_by_hand, both.holds_to], [true, false, '2027-01-31']);
});

test('signing that a requirement does not apply gives no yes, and what is still missing is named', () => {
  const set_aside = (requirement_id: string): Statement => ({
    id: requirement_id,
    kind: 'not_applicable',
    requirement_id,
    artefact: null,
    made_at: now,
    until_on: null,
  });
  const item = minimumItems.find((it) => it.no === 9)!;
  const evidence = evidenceWith([], item.requirements.map(set_aside));
  const held = standingsOf(evidence, matrix).find((it) => it.item.no === 9)!;
  assert.ok(held.pieces.every((it) => it.state === 'not_applicable'));
  assert.deepEqual([held.yes, held.only_by_hand], [false, true]);
  const gap = gapsOf(standingsOf(evidence, matrix), requirements, evidence).find((it) => it.no === 9)!;
  assert.equal(gap.lacking.length, 1);
});

test('one proof more never makes fewer items say yes, nor unmeets a stage', () => {
  fc.assert(
    fc.property(fc.subarray(artefacts), fc.constantFrom(...artefacts), (some, more) => {
      const of = (kinds: readonly string[]) => {
        const evidence = evidenceWith(kinds.map((it) => mark(it)));
        const items = standingsOf(evidence, matrix);
        return [items.filter((it) => it.yes).length, ...roadOf(items, evidence, matrix).map((it) => it.met_count)];
      };
      const [before, after] = [of(some), of([...some, more])];
      assert.ok(before.every((it, at) => it <= after[at]!));
    }),
    { numRuns: 100 },
  );
});

test('gaps begin with the ten; each says what it means, in both languages, and where the law asks', () => {
  const evidence = evidenceWith(minimumItems[0]!.artefacts.map((it) => mark(it)));
  const gaps = gapsOf(standingsOf(evidence, matrix), requirements, evidence);
  assert.deepEqual(
    gaps.slice(0, 9).map((it) => it.no),
    [2, 3, 4, 5, 6, 7, 8, 9, 10],
  );
  assert.equal(gaps[9]!.no, null);
  for (const it of gaps) {
    assert.ok(it.consequence.en !== '' && it.consequence.de !== '' && it.citation.instrument !== '', it.id);
    assert.ok(it.lacking.length > 0 && it.state !== 'proven', it.id);
  }
  assert.equal(new Set(gaps.map((it) => it.id)).size, gaps.length);
});

test('every item has its consequence, every measure an item, and no stage asks for what nothing can prove', () => {
  assert.deepEqual(Object.keys(consequenceOfItem).toSorted(), minimumItems.map((it) => it.id).toSorted());
  for (const it of firstMeasures) assert.ok(minimumItems.some(({ no }) => no === it.item) && it.due_days > 0, it.id);
  const known = new Set<string>(requirements.flatMap((it) => it.artefacts));
  for (const { exit } of roadmapStages)
    for (const { artefacts: wanted, id } of exit) for (const it of wanted) assert.ok(known.has(it), `${id}: ${it}`);
});

const fact = (kind: string, subject_id: string, data: Record<string, unknown>, at = '2026-11-20T10:00:00Z') => ({
  kind,
  subject_type: 'gap',
  subject_id,
  at: new Date(at),
  site_id,
  actor: 'p1',
  data,
});

test('plans, measures and ticks are what the facts say, and facts of others are passed over', () => {
  const facts = [
    fact('gap.planned', 'minimum:3', { owner_id: 'p2', due_on: '2026-12-24' }),
    fact('gap.planned', 'minimum:3', { owner_id: 'p3', due_on: '2027-01-10' }),
    fact('measures.started', site_id, { measures: [{ id: 'm1', template: 'leavers', owner_id: 'p2', due_on: '2026-12-01' }] }),
    fact('measure.planned', 'm1', { owner_id: 'p4', due_on: '2026-12-05' }),
    fact('measure.planned', 'unknown', { owner_id: 'p4', due_on: '2026-12-05' }),
    fact('measure.closed', 'm1', { outcome: 'done' }, '2026-11-21T08:00:00Z'),
    fact('booster.ticked', 'siem_integration', { until_on: '2027-11-01' }),
    fact('booster.ticked', 'digital_twin', { until_on: '2027-11-01' }),
    fact('booster.cleared', 'digital_twin', {}),
    fact('stage.completed', 'crawl', {}),
    fact('vendor_door.planned', site_id, { way: 'attended', owner_id: 'p2', by_on: '2027-02-01' }),
    fact('asset.changed', 'a', {}),
  ];
  const told = foldProgramme(facts);
  assert.deepEqual(told.plans.get('minimum:3'), { owner_id: 'p3', due_on: '2027-01-10', planned_at: '2026-11-20T10:00:00.000Z' });
  const [measure] = told.measures;
  assert.deepEqual([measure?.state, measure?.owner_id, measure?.due_on, measure?.closed_by], ['done', 'p4', '2026-12-05', 'p1']);
  assert.deepEqual(
    [[...told.boosters.keys()], [...told.stages.keys()], told.vendor_door?.way],
    [['siem_integration'], ['crawl'], 'attended'],
  );
  const past = foldProgramme(facts.slice(0, 3));
  assert.deepEqual([past.measures[0]?.state, past.measures[0]?.owner_id], ['open', 'p2']);
});

test('a plan beats the role; without either nobody owns the gap', () => {
  const evidence = evidenceWith([]);
  const [gap] = gapsOf(standingsOf(evidence, matrix), requirements, evidence);
  const planned = foldProgramme([fact('gap.planned', gap!.id, { owner_id: 'p2', due_on: '2026-11-01' })]);
  const [names, byRole] = [new Map([['p2', 'Mara Lind']]), () => ({ person_id: 'p9', person_name: 'Ole Kamp' })];
  const plan = withPlan(gap!, planned, names, byRole, '2026-11-22');
  assert.deepEqual([plan.owner_name, plan.owner_from, plan.due_on, plan.overdue], ['Mara Lind', 'plan', '2026-11-01', true]);
  const role = withPlan(gap!, foldProgramme([]), names, byRole, '2026-11-22');
  assert.deepEqual([role.owner_name, role.owner_from, role.due_on, role.overdue], ['Ole Kamp', 'role', null, false]);
  const nobody = withPlan(gap!, foldProgramme([]), names, () => ({ person_id: null, person_name: null }), '2026-11-22');
  assert.deepEqual([nobody.owner_name, nobody.owner_from], [null, null]);
});
