// Documents as rules: where one stands on a day, which translation lags since when, what changed, how a text reads, what templates hold.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { compareLines, compareTexts } from './rules.compare.ts';
import { placeIds, placesIn, unknownPlace } from './rules.places.ts';
import { addMonths, type Kept, readStateOf, setOf, standOf, stateOf, type View } from './rules.ts';
import { templates } from './rules.templates.ts';
import { readBody, textFile, tidyText } from './rules.text.ts';
import { docTypeIds, docTypes, noteSections } from './rules.types.ts';
import { followTexts, languagesAt, markLanguages, requireReady } from './rules.versions.ts';

const en = (body: string) => ({ title: 'Policy', sections: [{ id: 'a', heading: 'A', body }] });
const kept: Kept = {
  id: 'd1',
  home_site_id: 's1',
  doc_type: 'ot_security_policy',
  name: 'Policy',
  reach: 'organisation',
  main_language: 'en',
  owner_kind: 'ciso',
  owner_id: null,
  review_months: 12,
  acknowledge_days: 365,
  audience_roles: ['technician'],
  audience_ids: [],
  is_withdrawn: false,
  waiting_number: null,
  in_force: { number: 3, approved_at: '2026-01-31T10:00:00.000Z', meanings: [1, 3], marks: [] },
  reviewed_at: '2026-01-31T10:00:00.000Z',
};
const view: View = {
  now: new Date('2026-06-01T00:00:00Z'),
  site_id: 's1',
  me_id: 'tim',
  adoption: null,
  reads: new Map(),
  languages: [],
  holders: [{ person_id: 'tim', role: 'technician' }],
  active_ids: new Set(['tim', 'ina']),
};
const on = (day: string): Date => new Date(`${day}T00:00:00Z`);

test('a review falls on the same day of a later month, or its last', () => {
  assert.equal(addMonths('2026-01-31T10:00:00Z', 1), '2026-02-28');
  assert.equal(addMonths('2024-01-31T10:00:00Z', 1), '2024-02-29');
  assert.equal(addMonths('2026-12-15T10:00:00Z', 12), '2027-12-15');
});

test('a document is in force, then due for thirty days, overdue from the day after its review, and a review turns it back', () => {
  assert.equal(stateOf(kept, on('2026-12-31')), 'in_force');
  assert.equal(stateOf(kept, on('2027-01-01')), 'due');
  assert.equal(stateOf(kept, new Date('2027-01-31T23:59:59Z')), 'due');
  assert.equal(stateOf(kept, on('2027-02-01')), 'overdue');
  assert.equal(stateOf({ ...kept, reviewed_at: '2027-02-01T08:00:00Z' }, on('2027-02-01')), 'in_force');
  assert.equal(stateOf({ ...kept, in_force: null, reviewed_at: null }, on('2027-02-01')), 'draft');
  assert.equal(stateOf({ ...kept, is_withdrawn: true }, on('2027-02-01')), 'withdrawn');
});

test('who read is asked again when a version changes what it says, and when a year is over; not for a comma', () => {
  const read = (number: number, expires_at = '2027-01-01T00:00:00Z') =>
    readStateOf(kept, { ...view, reads: new Map([['tim', { number, read_at: '2026-02-01T00:00:00Z', expires_at }]]) }, 'tim');
  assert.equal(readStateOf(kept, view, 'tim'), 'to_read');
  assert.equal(read(2), 'again');
  assert.equal(read(3), 'read');
  assert.equal(read(3, '2026-06-01T00:00:00Z'), 'expired');
  const comma = { ...kept, in_force: { ...kept.in_force!, number: 4 } };
  assert.equal(
    readStateOf(comma, { ...view, reads: new Map([['tim', { number: 3, read_at: '', expires_at: '2027-01-01T00:00:00Z' }]]) }, 'tim'),
    'read',
  );
  assert.equal(readStateOf(kept, view, 'ina'), 'not_asked');
});

test('a document of the organisation binds a site from its adoption, and falls behind when a version says something else', () => {
  const at = (adoption: View['adoption']) => standOf(kept, { ...view, site_id: 's2', adoption });
  assert.deepEqual([at(null).adoption, at(null).mine], ['open', 'not_asked']);
  assert.deepEqual([at({ state: 'adopted', number: 2 }).adoption, at({ state: 'adopted', number: 2 }).mine], ['behind', 'to_read']);
  assert.equal(at({ state: 'adopted', number: 3 }).adoption, 'adopted');
  assert.deepEqual(
    [at({ state: 'declined', number: null }).adoption, at({ state: 'declined', number: null }).mine],
    ['declined', 'not_asked'],
  );
  assert.equal(standOf(kept, view).adoption, null);
});

test('a document without a CISO or with a delegate who left is orphaned', () => {
  assert.equal(standOf(kept, view).orphaned, true);
  const ciso = { ...view, holders: [{ person_id: 'ina', role: 'ciso' as const }] };
  assert.deepEqual([standOf(kept, ciso).orphaned, standOf(kept, ciso).owner_id], [false, 'ina']);
  const delegated: Kept = { ...kept, owner_kind: 'delegate', owner_id: 'tim' };
  assert.equal(standOf(delegated, view).orphaned, false);
  assert.equal(standOf(delegated, { ...view, active_ids: new Set(['ina']) }).orphaned, true);
});

test('the set names each kind that must be there once, with what it lacks', () => {
  const lacks = (rows: Parameters<typeof setOf>[0]) => setOf(rows).find((it) => it.doc_type === 'ot_security_policy')!.lacks;
  assert.deepEqual(lacks([]), ['missing']);
  assert.equal(setOf([]).length, docTypeIds.filter((it) => docTypes[it].required).length);
  const row = standOf(kept, { ...view, holders: [{ person_id: 'ina', role: 'ciso' }] });
  assert.deepEqual(lacks([row]), []);
  assert.deepEqual(lacks([{ ...row, state: 'overdue', orphaned: true }]), ['overdue', 'orphaned']);
  assert.deepEqual(lacks([{ ...row, adoption: 'open' }]), ['not_adopted']);
  assert.deepEqual(lacks([{ ...row, adoption: 'declined' }]), ['missing']);
  assert.deepEqual(lacks([{ ...row, number: null, state: 'draft' }]), ['not_in_force']);
  assert.deepEqual(
    lacks([
      { ...row, number: null, state: 'draft' },
      { ...row, id: 'd2' },
    ]),
    [],
    'the one that holds counts',
  );
});

test('a translation lags from the approval that left it behind until it is touched or said to fit', () => {
  const of = (texts: object, before: Parameters<typeof followTexts>[0], number: number, still_fits: ('en' | 'de')[] = []) =>
    followTexts(before, { number, main_language: 'en', texts, still_fits });
  const v1 = of({ en: en('one'), de: en('eins') }, null, 1);
  const v2 = of({ en: en('two'), de: en('eins') }, v1, 2);
  const v3 = of({ en: en('two'), de: en('zwei') }, v2, 3);
  const v2fits = of({ en: en('two'), de: en('eins') }, v1, 2, ['de']);
  const m1 = markLanguages(null, v1, '2026-01-01T00:00:00Z');
  const m2 = markLanguages(m1, v2, '2026-02-01T00:00:00Z');
  const chosen = [
    { language: 'en' as const, since: '2025-01-01T00:00:00Z' },
    { language: 'de' as const, since: '2025-01-01T00:00:00Z' },
  ];
  assert.deepEqual(languagesAt(m1, chosen)[1], { language: 'de', state: 'current', since: null });
  assert.deepEqual(languagesAt(m2, chosen)[1], { language: 'de', state: 'lags', since: '2026-02-01T00:00:00Z' });
  assert.equal(languagesAt(markLanguages(m2, v3, '2026-03-01T00:00:00Z'), chosen)[1]!.state, 'current');
  assert.equal(languagesAt(markLanguages(m1, v2fits, '2026-02-01T00:00:00Z'), chosen)[1]!.state, 'current');
  const v3lagging = of({ en: en('three'), de: en('eins') }, v2, 3);
  assert.equal(
    markLanguages(m2, v3lagging, '2026-03-01T00:00:00Z')[1]!.lags_since,
    '2026-02-01T00:00:00Z',
    'since when, not since the last',
  );
  const single = markLanguages(null, of({ en: en('one') }, null, 1), '2026-01-01T00:00:00Z');
  assert.deepEqual(languagesAt(single, [{ language: 'de', since: '2026-05-01T00:00:00Z' }])[0], {
    language: 'de',
    state: 'missing',
    since: '2026-05-01T00:00:00Z',
  });
});

test('a text goes to approval only with its main language, known places, and in a note who, how and where', () => {
  const refused = (work: () => void) => {
    try {
      work();
      return null;
    } catch (error) {
      return (error as { code: string }).code;
    }
  };
  assert.equal(
    refused(() => requireReady('other', 'de', { en: en('x') })),
    'main_text_missing',
  );
  assert.equal(
    refused(() => requireReady('other', 'en', { en: en('{{people.cso}}') })),
    'unknown_place',
  );
  assert.equal(
    refused(() => requireReady('note_access', 'en', { en: en('x') })),
    'note_incomplete',
  );
  assert.equal(
    refused(() => requireReady('other', 'en', { en: en('{{people.ciso}}') })),
    null,
  );
});

test('reads paragraphs, lists, steps, bold and places, and keeps every other sign as text', () => {
  assert.deepEqual(readBody('One\ntwo\n\nThree **bold** <b>x</b>\n- a\n- {{people.ciso}}\n1. s\n2) t'), [
    {
      kind: 'paragraph',
      items: [
        [
          { kind: 'text', text: 'One' },
          { kind: 'text', text: ' ' },
          { kind: 'text', text: 'two' },
        ],
      ],
    },
    {
      kind: 'paragraph',
      items: [
        [
          { kind: 'text', text: 'Three ' },
          { kind: 'bold', text: 'bold' },
          { kind: 'text', text: ' <b>x</b>' },
        ],
      ],
    },
    { kind: 'list', items: [[{ kind: 'text', text: 'a' }], [{ kind: 'place', place: 'people.ciso' }]] },
    { kind: 'steps', items: [[{ kind: 'text', text: 's' }], [{ kind: 'text', text: 't' }]] },
  ]);
  assert.deepEqual(
    readBody('2 ** 3 {{x}}')[0]!
      .items[0]!.map((it) => (it.kind === 'place' ? '' : it.text))
      .join(''),
    '2 ** 3 {{x}}',
  );
  fc.assert(
    fc.property(fc.string({ maxLength: 300 }), (text) => {
      readBody(text);
    }),
  );
});

test('the file of a version is the same for the same text whatever its line ends were', () => {
  const of = { document_id: 'd', number: 2, language: 'en' };
  assert.equal(textFile(of, tidyText(en('a \r\nb\r'))), textFile(of, tidyText(en('a\nb'))));
  assert.equal(textFile(of, en('a')), '# Policy\n\n## A\n\na\n\n---\nd v2 en\n');
});

test('compares section by section and line by line', () => {
  const section = (id: string, body: string, heading = id) => ({ id, heading, body });
  const before = { title: 't', sections: [section('a', '1\n2\n3'), section('b', 'x'), section('c', 'y')] };
  const after = { title: 't', sections: [section('a', '1\n2b\n3'), section('c', 'y', 'C'), section('n', 'new')] };
  assert.deepEqual(
    compareTexts(before, after).map((it) => [it.id, it.state, it.lines.map((line) => `${line.state[0]}${line.text}`).join(' ')]),
    [
      ['a', 'changed', 's1 d2 a2b s3'],
      ['b', 'dropped', 'dx'],
      ['c', 'changed', 'sy'],
      ['n', 'added', 'anew'],
    ],
  );
  const lines = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 20 });
  fc.assert(
    fc.property(lines, lines, (old, now) => {
      const changes = compareLines(old, now);
      assert.deepEqual(
        changes.filter((it) => it.state !== 'added').map((it) => it.text),
        old,
      );
      assert.deepEqual(
        changes.filter((it) => it.state !== 'dropped').map((it) => it.text),
        now,
      );
    }),
  );
});

test('every kind that must be there has a template in both languages, complete, with known places, the same in each', () => {
  for (const doc_type of docTypeIds.filter((it) => docTypes[it].required)) {
    const template = templates[doc_type];
    assert.ok(template !== undefined, doc_type);
    for (const section of template.sections) {
      for (const language of ['en', 'de'] as const) {
        assert.ok(section[language].heading.length > 0 && section[language].body.length > 20, `${doc_type} ${section.id} ${language}`);
        assert.equal(unknownPlace(section[language].body), null, `${doc_type} ${section.id} ${language}`);
        assert.doesNotMatch(section[language].body, /Standort|Benutzer|Journal|Asset/);
      }
      assert.deepEqual(placesIn(section.en.body).toSorted(), placesIn(section.de.body).toSorted(), `${doc_type} ${section.id}`);
      assert.equal(readBody(section.en.body).length, readBody(section.de.body).length, `${doc_type} ${section.id}`);
    }
    if (docTypes[doc_type].note)
      for (const id of noteSections)
        assert.ok(
          template.sections.some((it) => it.id === id),
          `${doc_type} ${id}`,
        );
  }
  assert.equal(new Set(placeIds).size, placeIds.length);
});
