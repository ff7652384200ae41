// Rows of the matrix: what a row lacks is said, filters and coverage count every requirement once, the profile names what nothing reaches.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buckets, sourceWords } from '@holdfast/core-law';
import { matrix } from '../../../apps/server/src/bindings.ts';
import { evidenceOf } from './rules.cells.ts';
import { profileOf } from './rules.profile.ts';
import { type Filter, filterRequirements, narrowed, narrowedWhole } from './rules.filter.ts';
import { citationOf, coverageOf, requirementsFor, rowOf, summaryOf } from './rules.rows.ts';
import type { Duty, MatrixRow } from './schema.ts';

const requirements = requirementsFor(matrix.requirements, '2026-11-22', 'DE');
const own = narrowed(matrix, requirements);
const { cells } = evidenceOf(own, { site_id: 's', zone: 'Europe/Berlin', now: Date.now(), rows: [], statements: [] });
const duty: Duty = {
  activity_id: 'a',
  title: { en: 'Review', de: 'Prüfen' },
  role: 'ciso',
  name: 'A. Person',
  deputy_name: null,
  next_on: '2027-01-01',
  missed: 0,
};
const duties = new Map([['NIS2-21.2.e', [duty, { ...duty, name: null, next_on: null }]]]);
const rows: MatrixRow[] = requirements.map((it) => rowOf(it, cells.get(it.id)!, duties));

test('a row without a person or a date is flagged, one with both is not', () => {
  assert.deepEqual(rows.find((it) => it.requirement_id === 'NIS2-21.2.e')!.lacks, []);
  assert.deepEqual(rows.find((it) => it.requirement_id === 'NIS2-21.2.d')!.lacks, ['owner', 'cadence']);
  assert.equal(summaryOf(rows).lacking, rows.length - 1);
});

test('applies the Union’s law and the country’s, in force on the day', () => {
  assert.ok(
    requirements.some((it) => it.jurisdiction === 'DE') && requirements.every((it) => it.jurisdiction === 'EU' || it.jurisdiction === 'DE'),
  );
  assert.deepEqual(requirementsFor(matrix.requirements, '2020-01-01', 'DE'), []);
  const notCritical = requirementsFor(matrix.requirements, '2026-11-22', 'DE', false);
  assert.ok(notCritical.some((it) => it.id === 'NIS2-21.2.a') && requirements.some((it) => it.id === 'CER-12'));
  assert.deepEqual(
    notCritical.filter((it) => it.regimes.every((regime) => regime === 'cer')).map(({ id }) => id),
    [],
  );
  assert.ok(requirementsFor(matrix.requirements, '2026-11-22', null).every((it) => it.jurisdiction === 'EU'));
  assert.ok(requirements.every((it) => it.addressee === 'operator'));
});

test('every requirement is in exactly one function, and coverage counts it once', () => {
  const { whole, buckets: parts } = summaryOf(rows);
  assert.deepEqual(
    parts.map((it) => it.bucket),
    [...buckets],
  );
  assert.equal(
    parts.reduce((sum, it) => sum + it.requirements, 0),
    whole.requirements,
  );
  assert.deepEqual(coverageOf(rows), whole);
});

test('filters by law, standard, function and every word of a search in either language', () => {
  const ids = (filter: Filter): string[] => filterRequirements(own, filter).map((it) => it.id);
  assert.deepEqual(
    ids({ regime: ['cer'] }),
    rows.filter((it) => it.regimes.includes('cer') && !it.regimes.includes('nis2')).map((it) => it.requirement_id),
  );
  assert.ok(ids({ regime: ['shared'] }).includes('NIS2-21.2.a'));
  assert.equal(ids({ bucket: ['recover'] }).length, rows.filter((it) => it.bucket === 'recover').length);
  assert.deepEqual(
    ids({ search: 'PR.DS-11' }),
    rows.filter((it) => it.controls.nist_csf2.includes('PR.DS-11')).map((it) => it.requirement_id),
  );
  assert.ok(ids({ search: 'lieferkette' }).includes('NIS2-21.2.d') && ids({ search: 'supply chain' }).includes('NIS2-21.2.d'));
  assert.deepEqual(ids({ search: 'supply nonsense' }), []);
  assert.ok(ids({ standard: ['iec62443_3_3'] }).length < rows.length);
});

test('of a narrowed matrix each cell is the cell of the whole', () => {
  const found = filterRequirements(own, { search: 'supply' });
  assert.ok(found.length > 0 && found.length < requirements.length);
  const few = narrowedWhole(own, found);
  assert.ok(few.bindings.length < own.bindings.length);
  const now = Date.now();
  // Half of all sources spoke of something.
  const sources = own.bindings.filter((_, place) => place % 2 === 0).map((it) => it.id);
  const marks = sources.map(
    (source, idx) => ({ source, subject_id: 'one', at: now - 1000, effect: 'proves', log_id: 'l', idx, until_on: null }) as const,
  );
  const input = { site_id: 's', zone: 'Europe/Berlin', now, rows: marks, statements: [] };
  const [whole, part] = [evidenceOf(own, input), evidenceOf(few, input)];
  for (const { id } of found) assert.deepEqual(part.cells.get(id), whole.cells.get(id), id);
});

test('the profile lists every category of NIST CSF 2.0, and a category nothing reaches as unmapped', () => {
  const all = profileOf(rows);
  assert.equal(all.length, 22);
  for (const it of all)
    assert.deepEqual(
      it.controls.filter((id) => it.unreached.includes(id)),
      [],
      it.control_id,
    );
  const without = profileOf(rows.filter((it) => !it.controls.nist_csf2.some((id) => id.startsWith('RC.CO'))));
  assert.deepEqual(without.find((it) => it.control_id === 'RC.CO')!.requirement_ids, []);
});

test('a source is named in words, never by the short mark of the data', () => {
  const marks = new Set(Object.keys(sourceWords));
  for (const it of matrix.requirements) for (const source of citationOf(it).sources) assert.ok(!marks.has(source), `${it.id}: ${source}`);
});
