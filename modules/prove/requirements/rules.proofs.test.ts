// What a binding says, counted in one walk over the marks, is what listing every subject and summing up says.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { EvidenceBinding } from '@holdfast/core-law';
import fc from 'fast-check';
import { addDays, dayIn, holdsTo } from './rules.days.ts';
import { groupMarks, type Mark, type Marks, memberSource, proofOf, standings, stateOf, type Where, whereAt } from './rules.ts';

const dayMs = 86_400_000;
const now = Date.UTC(2026, 9, 26, 9);
const better = { missing: 0, stale: 1, ageing: 2, proven: 3 };

/** The same in plain lists. */
function listedProof(binding: EvidenceBinding, marks: Marks, where: Where) {
  const all = standings(binding, marks, where);
  const best = binding.population === null ? all.toSorted((a, b) => better[b.standing] - better[a.standing]).slice(0, 1) : all;
  const tally = { proven: 0, ageing: 0, stale: 0, missing: 0 };
  for (const { standing } of best) tally[standing] += 1;
  if (binding.population === null && best.length === 0) tally.missing = 1;
  const counting = best.flatMap(({ mark, standing }) => (mark !== undefined && better[standing] >= 2 ? [mark] : []));
  const times = counting.map(({ at }) => at).toSorted((a, b) => a - b);
  const days = counting.map((it) => it.until_on ?? holdsTo(it.at, where.zone, binding.fresh_days)).filter((it) => it !== null);
  return {
    binding_id: binding.id,
    state: stateOf(tally),
    good: tally.proven + tally.ageing,
    of: tally.proven + tally.ageing + tally.stale + tally.missing,
    ageing: tally.ageing,
    stale: tally.stale,
    oldest_at: times[0] ?? null,
    newest_at: times.at(-1) ?? null,
    holds_to: days.toSorted()[0] ?? null,
    may_be_empty: false,
  };
}

const zone = fc.constantFrom('Europe/Berlin', 'America/Sao_Paulo', 'Pacific/Auckland');
const subject = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const source = fc.constantFrom('x.done', 'y.done', memberSource('things'));
const mark = fc
  .record({
    source,
    subject_id: subject,
    days: fc.integer({ min: 0, max: 400 }),
    ends: fc.boolean(),
    until: fc.option(fc.integer({ min: -30, max: 60 })),
  })
  .map(({ source: from, subject_id, days, ends, until }): Mark => {
    const isMember = from === memberSource('things');
    const effect = isMember ? (ends ? 'gone' : 'member') : ends ? 'ends' : 'proves';
    const until_on = isMember || until === null ? null : addDays(dayIn(now, 'UTC'), until);
    return { source: from, subject_id, at: now - days * dayMs, effect, idx: days, until_on };
  });

/** One thing, with one proof of it this many days ago. */
const oneProof = (days: number): ['Europe/Berlin', Mark[], 31] => {
  const same = { subject_id: 'a', until_on: null };
  const marks: Mark[] = [
    { ...same, source: memberSource('things'), effect: 'member', at: now - 400 * dayMs, idx: 0 },
    { ...same, source: 'x.done', effect: 'proves', at: now - days * dayMs, idx: 1 },
  ];
  return ['Europe/Berlin', marks, 31];
};

test('counted in one walk or listed, a binding says the same of any marks', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(zone, fc.array(mark, { maxLength: 30 }), fc.constantFrom(null, 7, 31, 365), (where, rows, fresh_days) => {
      const [marks, at] = [groupMarks(rows), whereAt(now, where)];
      for (const [id, population] of [
        ['x.done', 'things'],
        ['y.done', null],
      ] as const) {
        const binding: EvidenceBinding = {
          id,
          artefact: 'asset_inventory',
          requirements: ['R'],
          population,
          kinds: [],
          fresh_days,
          reads: () => [],
        };
        const said = proofOf(binding, marks, at);
        seen.add(`${population} ${said.state}`);
        assert.deepEqual(said, listedProof(binding, marks, at));
      }
    }),
    // What few of the generated marks come to is among them always.
    { numRuns: 400, examples: [1, 28, 40].map(oneProof) },
  );
  for (const state of ['unobserved', 'missing', 'stale', 'partly', 'ageing', 'proven']) assert.ok(seen.has(`things ${state}`), state);
});

test('marks are the last of each subject, in whatever order their sources come', () => {
  fc.assert(
    fc.property(fc.array(mark, { maxLength: 30 }), (rows) => {
      const last = new Map<string, Mark>();
      for (const row of rows) {
        const known = last.get(`${row.source} ${row.subject_id}`);
        if (known === undefined || known.at <= row.at) last.set(`${row.source} ${row.subject_id}`, row);
      }
      const grouped = [...groupMarks(rows)].flatMap(([from, own]) => [...own].map(([id, it]) => [`${from} ${id}`, it] as const));
      assert.deepEqual(new Map(grouped), last);
    }),
  );
});
