// Levels follow evidence: each step asks for more, a claim changes nothing, and a site is as mature as its weakest area.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { activities, requirement } from '@holdfast/core-law';
import fc from 'fast-check';
import type { Cell, SiteEvidence } from '@holdfast/requirements/rules';
import { areas } from './areas.data.ts';
import { foldSaid } from './rules.fold.ts';
import { criteria, levelOfSite, nextSteps, type Signals, standingOf, standingsOf, worstFirst } from './rules.ts';

const cell = (requirement_id: string, good: number, of: number): Cell => ({
  requirement_id,
  state: good === of ? 'proven' : good > 0 ? 'partly' : 'missing',
  good,
  of,
  stale: 0,
  automatic: good,
  by_hand: 0,
  only_by_hand: false,
  parts: [],
  holds_to: null,
});
const evidence = (good: number, of = 4): SiteEvidence => ({
  site_id: 's',
  proofs: new Map(),
  cells: new Map(areas.flatMap((it) => it.requirements).map((id) => [id, cell(id, good, of)])),
});
const every = areas.flatMap((it) => it.requirements);
const planned = (late = false) => new Map(areas.flatMap((it) => it.activities).map((id) => [id, { planned: true, late }]));
const nothing: Signals = {
  now: evidence(0),
  quarter: evidence(0),
  year: evidence(0),
  owners: new Set(),
  activities: new Map(),
  sole: 3,
  works: new Set(),
};
const top: Signals = {
  now: evidence(4),
  quarter: evidence(4),
  year: evidence(4),
  owners: new Set(every),
  activities: planned(),
  sole: 0,
  works: new Set(every),
};
const [area] = areas;
const levelWith = (more: Partial<Signals>, from: Signals = top): number => standingOf(area!, { ...from, ...more }).level;

test('eleven areas, each of known duties and activities', () => {
  assert.equal(areas.length, 11);
  const known = new Set<string>(activities.map((it) => it.id));
  for (const it of areas) {
    for (const id of it.requirements) assert.ok(requirement(id) !== undefined, id);
    for (const id of it.activities) assert.ok(known.has(id), id);
  }
  assert.equal(new Set(every).size, every.length);
});

test('each level asks for what stands beside it', () => {
  assert.equal(levelWith({}, nothing), 0);
  assert.equal(levelWith({ now: evidence(1) }, nothing), 1);
  assert.equal(levelWith({ now: evidence(2), owners: new Set(every), activities: planned() }, nothing), 2);
  assert.equal(levelWith({ now: evidence(2), activities: planned() }, nothing), 1);
  assert.equal(levelWith({ now: evidence(2), owners: new Set(every) }, nothing), 1);
  assert.equal(levelWith({}), 4);
  assert.equal(levelWith({ year: evidence(3) }), 3);
  assert.equal(levelWith({ works: new Set() }), 3);
  assert.equal(levelWith({ quarter: evidence(3) }), 2);
  assert.equal(levelWith({ activities: planned(true) }), 2);
  assert.equal(levelWith({ sole: 1 }), 2);
  assert.equal(levelWith({ now: evidence(3) }), 2);
});

test('the next step names what the next level lacks, and nothing at the top', () => {
  const low = standingOf(area!, { ...nothing, now: evidence(1) });
  assert.deepEqual(
    nextSteps(low).map((it) => it.id),
    ['half', 'owner', 'rhythm'],
  );
  assert.deepEqual(nextSteps(standingOf(area!, top)), []);
});

test('more evidence never lowers a level', () => {
  const part = fc.integer({ min: 0, max: 4 });
  fc.assert(
    fc.property(part, part, part, part, (now, quarter, year, more) => {
      const given = { ...top, now: evidence(now), quarter: evidence(quarter), year: evidence(year) };
      assert.ok(standingOf(area!, { ...given, now: evidence(Math.min(4, now + more)) }).level >= standingOf(area!, given).level);
    }),
    { numRuns: 200 },
  );
});

test('a site is as mature as its weakest area, and the worst comes first', () => {
  const mixed = standingsOf({
    ...top,
    now: { ...evidence(4), cells: new Map([...evidence(4).cells, [area!.requirements[0]!, cell(area!.requirements[0]!, 1, 4)]]) },
  });
  assert.equal(mixed[0]!.level, 2);
  assert.equal(levelOfSite(mixed), 2);
  const site = (id: string, ...levels: number[]) => ({ id, level: Math.min(...levels), areas: levels.map((level) => ({ level })) });
  assert.deepEqual(
    worstFirst([site('a', 3, 3), site('b', 1, 4), site('c', 1, 1)]).map((it) => it.id),
    ['c', 'b', 'a'],
  );
  assert.equal(
    criteria.every((it) => it.level >= 1 && it.level <= 4),
    true,
  );
});

test('claims, targets and assessments are what the facts say, the last one counting', () => {
  const fact = (kind: string, subject_id: string, data: Record<string, unknown>, at: string) => ({
    kind,
    subject_type: 'area_of_law',
    subject_id,
    at: new Date(at),
    site_id: 's',
    actor: 'p1',
    data,
  });
  const told = foldSaid([
    fact('maturity.claimed', 'risk', { level: 2 }, '2026-01-01T00:00:00Z'),
    fact('maturity.claimed', 'risk', { level: 3 }, '2026-02-01T00:00:00Z'),
    fact('maturity.target_set', 'risk', { level: 4, by_on: '2027-01-01' }, '2026-02-01T00:00:00Z'),
    fact('maturity.assessed', 's', { assessment_id: 'a1', scores: { risk: 2, other: 3 } }, '2026-03-01T00:00:00Z'),
  ]);
  assert.deepEqual([told.claims.get('risk')?.level, told.targets.get('risk')?.by_on], [3, '2027-01-01']);
  assert.deepEqual(told.assessments[0]?.scores, { risk: 2 });
});
