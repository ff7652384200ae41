// The data hold together: every fact is cited and marked, every id it names exists, and marks are those of the checked law data where they lie beside the repository.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import * as law from './index.ts';

const shared = join(import.meta.dirname, '../../../../shared/data/law');
const skip = existsSync(join(shared, 'nis2.json')) ? false : 'needs ../shared/data/law beside the repository';
const marks = ['verified', 'partly', 'secondary', 'unverified'];

const unique = (ids: readonly string[], what: string): void => assert.equal(new Set(ids).size, ids.length, `${what} has an id twice`);

test('every fact, requirement, timeline entry and control carries citation, mark, source and date', () => {
  const instruments = new Set(law.instruments.map(({ id }) => id));
  const all = [...law.lawFacts, ...law.requirements, ...law.timeline, ...law.standards.flatMap((standard) => law.controls(standard))];
  assert.ok(all.length > 800, String(all.length));
  for (const one of all) {
    assert.ok(instruments.has(one.cite.instrument), `${one.id}: ${one.cite.instrument}`);
    assert.ok(marks.includes(one.verify), one.id);
    assert.ok(one.sources.length > 0, one.id);
    assert.match(one.as_of, /^\d{4}-\d\d-\d\d$/, one.id);
    assert.ok(law.citeText(one.cite, 'en').length > 1 && law.citeText(one.cite, 'de').length > 1, one.id);
    // Only a national fact may be without a place: its source did not give one.
    if (one.cite.place === '') assert.ok(/^(DE|NL|FR|IT|AT|DK|BE|PL|CZ|SE|CRA|NIS2\.pending|[a-z]{2}-)/.test(one.id), one.id);
  }
});

test('a citation in German has no English in it', () => {
  for (const { id, cite } of [...law.lawFacts, ...law.requirements, ...law.timeline]) {
    const text = law.citeText(cite, 'de');
    assert.doesNotMatch(
      text,
      /\b(of|the|by|as|corrected|class|second|recital|para|subpara|becoming|chapeau|in force|Annex)\b/,
      `${id}: ${text}`,
    );
  }
  assert.equal(law.citeText({ instrument: 'NIS2', place: 'Art 21(2)(a)' }, 'en'), 'NIS2 Art 21(2)(a)');
  assert.equal(law.citeText({ instrument: 'DE-BSIG', place: 's.33 BSIG' }, 'de'), 'BSIG § 33');
  assert.equal(law.citeText({ instrument: 'DE-BSIG', place: 's.61(9) s.2 no.2' }, 'de'), 'BSIG § 61(9) Satz 2 Nr. 2');
});

test('every text is there in both languages, and in German not in English', () => {
  const texts = [
    ...law.lawFacts.flatMap((one) => [one.text, ...(one.notes ?? []), ...(one.lists ?? []).flatMap(({ items }) => items)]),
    ...law.requirements.flatMap(({ title, text, owner, review }) => [title, text, owner, review]),
    ...law.artefactTypes.map(({ title }) => title),
    ...law.activities.map(({ title }) => title),
    ...law.entityTypes.flatMap(({ title, sector, subsector }) => [title, sector, subsector]),
    ...law.standards.flatMap((standard) => law.controls(standard).map(({ title }) => title)),
  ];
  for (const text of texts) {
    assert.ok(text.en.trim() !== '' && text.de.trim() !== '', JSON.stringify(text));
    assert.doesNotMatch(text.de, /\b(the|and|with|shall|must be)\b/, text.de);
    assert.doesNotMatch(text.en, /\b(und|oder|mit|eine|muss)\b/, text.en);
  }
});

test('ids are unique, and whatever names an id names one that exists', () => {
  unique(
    law.lawFacts.map(({ id }) => id),
    'facts',
  );
  unique(
    law.requirements.map(({ id }) => id),
    'requirements',
  );
  unique(
    law.activities.map(({ id }) => id),
    'activities',
  );
  unique(
    law.artefactTypes.map(({ id }) => id),
    'artefacts',
  );
  unique(
    law.timeline.map(({ id }) => id),
    'timeline',
  );
  unique(
    law.entityTypes.map(({ id }) => id),
    'kinds of entity',
  );
  for (const standard of law.standards)
    unique(
      law.controls(standard).map(({ id }) => id),
      standard,
    );
  const known = new Set(law.requirements.map(({ id }) => id));
  const named = [
    ...law.activities.flatMap(({ requirements }) => [...requirements]),
    ...law.minimumItems.flatMap(({ requirements }) => requirements),
  ];
  for (const id of [...named, ...law.requirements.flatMap(({ counterparts }) => counterparts)]) assert.ok(known.has(id), id);
  for (const one of law.requirements)
    for (const standard of law.standards)
      for (const id of one.controls[standard]) assert.ok(law.control(standard, id) !== undefined, `${one.id}: ${standard} ${id}`);
  for (const rule of Object.values(law.scopeRules)) law.lawFact(rule.fact);
});

test("each requirement is in one bucket and every bucket has some; operators' duties have controls, artefact, owner and rhythm", () => {
  for (const bucket of law.buckets)
    assert.ok(
      law.requirements.some((one) => one.bucket === bucket),
      bucket,
    );
  for (const one of law.requirements.filter(({ addressee }) => addressee === 'operator')) {
    assert.ok(Object.values(one.controls).flat().length > 0, one.id);
    assert.ok(one.artefacts.length > 0 && one.owner.en !== '' && one.review.en !== '', one.id);
  }
});

test('ten minimum items, six boosters, three stages; each of the ten has its own duty', () => {
  assert.deepEqual(
    law.minimumItems.map(({ no }) => no),
    [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
  );
  assert.deepEqual(
    law.minimumItems.map(({ no, requirements }) => law.requirement(requirements[0]!)?.minimum === no),
    law.minimumItems.map(() => true),
  );
  assert.equal(law.boosterItems.length, 6);
  assert.deepEqual(
    law.roadmapStages.map(({ id }) => id),
    ['crawl', 'walk', 'run'],
  );
  for (const { exit } of law.roadmapStages)
    for (const one of exit) assert.ok(one.minimum.length + one.artefacts.length + one.bindings.length > 0, one.id);
});

test('the standards have their published counts', () => {
  const items = law.controls('iec62443_3_3').filter(({ sl_c_min }) => sl_c_min !== undefined);
  assert.deepEqual(
    [1, 2, 3, 4].map((level) => items.filter(({ sl_c_min }) => sl_c_min! <= level).length),
    [37, 60, 90, 100],
  );
  assert.equal(law.controls('iec62443_2_1').filter(({ parent }) => parent !== null).length, 87);
  const annexA = law.controls('iso27001').filter(({ id }) => /^A\.\d\.\d/.test(id));
  assert.deepEqual(
    ['A.5.', 'A.6.', 'A.7.', 'A.8.'].map((theme) => annexA.filter(({ id }) => id.startsWith(theme)).length),
    [37, 8, 14, 34],
  );
  const csf = law.controls('nist_csf2');
  assert.deepEqual(
    [
      csf.filter(({ parent }) => parent === null).length,
      csf.filter(({ id }) => /^[A-Z]{2}\.[A-Z]{2}$/.test(id)).length,
      csf.filter(({ id }) => /-\d\d$/.test(id)).length,
    ],
    [6, 22, 106],
  );
});

test("duties on a day: none before NIS2, national ones from their day, a maker's only when asked", () => {
  const ids = (date: string, jurisdiction: string, maker = false): string[] =>
    law.requirementsOn(date, { jurisdiction, regimes: ['nis2', 'cer', 'cra', 'machinery'], maker }).map(({ id }) => id);
  assert.deepEqual(ids('2024-10-17', 'DE'), []);
  assert.equal(ids('2024-10-18', 'DE').length, 25);
  assert.ok(!ids('2025-12-05', 'DE').includes('DE-BSIG-33'));
  assert.ok(ids('2025-12-06', 'DE').includes('DE-BSIG-33'));
  assert.ok(!ids('2025-12-06', 'AT').includes('DE-BSIG-33'));
  assert.ok(ids('2026-09-11', 'DE', true).includes('CRA-14.1'));
  assert.ok(!ids('2026-09-11', 'DE').includes('CRA-14.1'));
  assert.ok(!ids('2027-12-10', 'DE', true).includes('CRA-13.1'));
  assert.ok(ids('2027-12-11', 'DE', true).includes('CRA-13.1'));
  assert.ok(law.requirementsOn('2026-11-22', { jurisdiction: 'DE', regimes: ['nis2'] }).every(({ id }) => !id.startsWith('CER')));
});

test('NIS2 only, CER only and shared duties are told apart; a duty of the Union names its national provision', () => {
  const view = (id: string): string => law.regimeView(law.requirement(id)!);
  assert.deepEqual(
    [view('NIS2-21.2.d'), view('CER-13.1.b'), view('NIS2-21.2.c'), view('CER-13.1.d'), view('CRA-13.1')],
    ['nis2_only', 'cer_only', 'shared', 'shared', 'other'],
  );
  assert.deepEqual(
    law.nationalProvisions('NIS2-3.4', 'DE').map(({ id }) => id),
    ['DE-BSIG-33'],
  );
  assert.deepEqual(law.nationalProvisions('NIS2-3.4', 'FR'), []);
});

test('kinds of entities are found by word in either language and by NACE code', () => {
  assert.deepEqual(
    law.findEntityTypes('maschinenbau').map(({ id }) => id),
    ['II.5.d.1'],
  );
  assert.deepEqual(
    law.findEntityTypes('C21').map(({ id }) => id),
    ['I.5.4'],
  );
  assert.deepEqual(
    law.findEntityTypes('electricity producers').map(({ id }) => id),
    ['I.1.a.4'],
  );
  assert.equal(law.findEntityTypes('').length, law.entityTypes.length);
});

// What the checked data say, walked as they lie; a fact of ours is found by id, or by the path of what it came from.
type Found = { id: string; cite: string; status: string; sources: string[]; kind: string | undefined };
const read = (name: string): unknown => JSON.parse(readFileSync(join(shared, `${name}.json`), 'utf8'));

function marked(node: unknown, path: string, cite = ''): Found[] {
  if (Array.isArray(node)) return node.flatMap((each: unknown, i) => marked(each, `${path}.${keyOf(each) ?? String(i + 1)}`, cite));
  if (typeof node !== 'object' || node === null) return [];
  const record = node as Record<string, unknown>;
  const here = typeof record['cite'] === 'string' ? record['cite'] : cite;
  const verify = record['verify'] as { status: string; sources: string[]; source_kind?: string } | undefined;
  const own = typeof record['id'] === 'string' && /^(NIS2|CER|CRA)-/.test(record['id']) ? record['id'] : path;
  const mine =
    verify === undefined ? [] : [{ id: own, cite: here, status: verify.status, sources: verify.sources, kind: verify.source_kind }];
  return [
    ...mine,
    ...Object.entries(record).flatMap(([key, value]) => (key === 'verify' || key === 'meta' ? [] : marked(value, `${path}.${key}`, here))),
  ];
}

function keyOf(node: unknown): string | null {
  const id = (node as { id?: unknown } | null)?.id;
  return typeof id === 'string' ? id : null;
}

const short: Readonly<Record<string, string>> = {
  verified: 'verified',
  'partly verified': 'partly',
  'secondary source only': 'secondary',
  unverified: 'unverified',
};
const datasets = { nis2: 'NIS2', cer: 'CER', cra: 'CRA', machinery: 'MR' } as const;

// Headings that only hold others, and what the benchmark's annex says once for all its points.
const holders = new Set(['NIS2.scope', 'NIS2.classification', 'NIS2.implementing_regulation_2024_2690']);
const benchmark = (id: string): string =>
  id
    .replace('NIS2.implementing_regulation_2024_2690.significance.any_of_art_3_1', 'IR2690.significance')
    .replace('NIS2.implementing_regulation_2024_2690.significance', 'IR2690.significance')
    .replace(/^NIS2\.implementing_regulation_2024_2690$/, 'IR2690');

test('marks, sources and citations are those of the checked law data', { skip }, () => {
  let count = 0;
  for (const [name, prefix] of Object.entries(datasets)) {
    for (const found of marked(read(name), prefix)) {
      const ours = law.lawFacts.find(({ id }) => id === benchmark(found.id));
      if (holders.has(found.id) && ours === undefined) continue;
      assert.ok(ours !== undefined, `${found.id} is not carried over`);
      compare(ours, found);
      count++;
    }
  }
  const { countries } = read('national') as { countries: Record<string, unknown>[] };
  for (const country of countries) {
    for (const found of marked(country, String(country['code']))) {
      const ours = law.lawFacts.find(({ id }) => id === found.id);
      assert.ok(ours !== undefined, `${found.id} is not carried over`);
      compare(ours, found);
      assert.equal(ours.source_kind, found.kind, found.id);
      count++;
    }
  }
  assert.ok(count >= 280, String(count));
});

function compare(ours: law.LawFact, found: Found): void {
  assert.equal(ours.mark_note ?? ours.verify, short[found.status] ?? found.status, `${found.id}: mark`);
  assert.deepEqual(ours.sources, found.sources, `${found.id}: sources`);
  assert.ok(
    ours.cite.place.endsWith(found.cite) || found.cite.endsWith(ours.cite.place),
    `${found.id}: ${found.cite} / ${ours.cite.place}`,
  );
}

test('the crosswalk and the lists of kinds are those of the checked law data', { skip }, () => {
  const { rows } = read('crosswalk') as {
    rows: ({ id: string; cite: string; requirement: string; owner: string; review: string } & Record<law.Standard, string[]>)[];
  };
  for (const row of rows) {
    const ours = law.requirement(row.id);
    assert.ok(ours !== undefined, row.id);
    for (const standard of law.standards) assert.deepEqual(ours.controls[standard], row[standard], `${row.id} ${standard}`);
    assert.deepEqual(
      [ours.title.en, ours.owner.en, ours.review.en, row.cite.endsWith(ours.cite.place)],
      [row.requirement, row.owner, row.review, true],
    );
  }
  const sectors = read('sectors') as Record<'nis2_annex_I' | 'nis2_annex_II', { subsectors: { id: string; entity_types: string[] }[] }[]>;
  const ids = [...sectors.nis2_annex_I, ...sectors.nis2_annex_II].flatMap(({ subsectors }) =>
    subsectors.flatMap(({ id, entity_types }) => entity_types.map((_, i) => `${id}.${i + 1}`)),
  );
  assert.deepEqual(
    law.entityTypes.map(({ id }) => id),
    ids,
  );
});
