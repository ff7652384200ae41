// Sources are said in words: no bare number, mark or path of the research stands on a screen; places read as German law writes them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lawFacts, placeInGerman, requirements, sourceText } from './index.ts';

const all = [...new Set([...lawFacts, ...requirements].flatMap((it) => it.sources))];

test('no source is a bare number, a mark in capitals or a path', () => {
  assert.ok(all.length > 50);
  const wrong = all.map(sourceText).filter((it) => /^[\d:]+( s\.|$)|^[A-Z0-9]+-[A-Z0-9-]+$|^github:|\/\w+\.(json|md|yaml)/.test(it));
  assert.deepEqual(wrong, []);
});

test('numbers, marks and paths become words; names and addresses stay', () => {
  assert.equal(sourceText('61171183602'), 'public notes on Italian law (no. 61171183602)');
  assert.equal(
    sourceText('61171183602 quoting ACN det. 127434/2026 Art 1'),
    'public notes on Italian law (no. 61171183602), quoting ACN det. 127434/2026 Art 1',
  );
  assert.equal(sourceText('2025:1507 s.7'), 'Swedish Code of Statutes, SFS 2025:1507 s.7');
  assert.equal(sourceText('nctv.nl'), 'nctv.nl');
  assert.match(sourceText('EUTXT-NIS2'), /^Directive \(EU\) 2022\/2555, English text of the Official Journal/);
});

test('a place reads in German as German law is cited', () => {
  assert.deepEqual(
    ['Art 21(2)(a)', 's.33', 'Annex I Part II(1)', 'Art 3(3), recital 19', 'ordinance 2025:1507 s.7, s.23'].map(placeInGerman),
    ['Art. 21(2)(a)', '§ 33', 'Anhang I Part II(1)', 'Art. 3(3), Erwägungsgrund 19', 'Verordnung 2025:1507 § 7, § 23'],
  );
});
