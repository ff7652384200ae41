// Everything inference may say is worded in both languages, with just the parameters it gives; nothing is worded that nobody says.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { catalogueThings, reasonParams } from '@holdfast/core-wire';
import { wordWhy } from './rules.why.ts';

type Words = { why: Record<string, string>; what: Record<string, string> };
const read = (language: string) => JSON.parse(readFileSync(new URL(`ui/words.${language}.json`, import.meta.url), 'utf8')) as Words;
const words = { en: read('en'), de: read('de') };
const languages = ['en', 'de'] as const;
/** Params of each reason: what inference says, and what was kept from before codes. */
const params: Readonly<Record<string, readonly string[]>> = { ...reasonParams, as_written: ['text'] };

const say =
  (language: 'en' | 'de') =>
  (key: string, values: Readonly<Record<string, string | number>>): string => {
    const [group, name] = key.split('.') as ['why' | 'what', string];
    return words[language][group][name]!.replaceAll(/\{\{(\w+)\}\}/g, (_, param: string) => String(values[param]));
  };

test('every reason has its sentence in both languages, over just its parameters, and no sentence is left without a reason', () => {
  assert.ok(Object.keys(params).length > 60);
  for (const language of languages) {
    assert.deepEqual(Object.keys(words[language].why).sort(), Object.keys(params).sort());
    for (const [code, sentence] of Object.entries(words[language].why)) {
      const asked = [...sentence.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();
      assert.deepEqual(asked, [...params[code]!].sort(), `${language} ${code}`);
    }
  }
});

test('everything a catalogue may call a device has its words in both languages', () => {
  assert.ok(catalogueThings.length > 50);
  for (const language of languages) assert.deepEqual(Object.keys(words[language].what).sort(), catalogueThings.toSorted());
});

test('no German sentence is the English one', () => {
  for (const group of ['why', 'what'] as const) {
    const same = Object.keys(words.en[group]).filter((code) => words.en[group][code] === words.de[group][code]);
    assert.deepEqual(same, group === 'why' ? ['as_written'] : []);
  }
});

test('two reasons are one line, with what the catalogue says in words too', () => {
  const why = [
    { code: 'order_number', params: { text: '6ES7 315-2EH14-0AB0', thing: 'simatic_cpu' } },
    { code: 'named', params: { name: 'PLC-01' } },
  ];
  assert.equal(wordWhy(say('en'), why), 'order number 6ES7 315-2EH14-0AB0: a SIMATIC CPU; is called PLC-01');
  assert.equal(wordWhy(say('de'), why), 'Bestellnummer 6ES7 315-2EH14-0AB0: eine SIMATIC-CPU; heißt PLC-01');
});

test('a sentence kept from before codes shows as it is written, whatever stands in it', () => {
  const why = [{ code: 'as_written', params: { text: 'serves {{protocols}} and $t(more)' } }];
  for (const language of languages) assert.equal(wordWhy(say(language), why), 'serves {{protocols}} and $t(more)');
});
