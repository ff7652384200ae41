// Headings, cells and comparisons: what a plant writes and what it means.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isSameSaid } from './rules-match.ts';
import { compareCell, fieldsOf, findHeader, guessFields, parseCell } from './rules.ts';

const field = (name: string) => fieldsOf.asset.find((it) => it.name === name)!;
const say = (name: string, text: string) => parseCell(field(name), text);

test('headings in English and German name their fields, each once', () => {
  const headings = [
    'Inventar-Nr.',
    'Gerätename',
    'IP-Adresse (eth0)',
    'MAC',
    'Hersteller',
    'FW-Stand',
    'Serien-Nr',
    'Typ',
    'Preis',
    'Name',
  ];
  assert.deepEqual(guessFields(headings, fieldsOf.asset), [
    'asset_tag',
    'name',
    'ip',
    'mac',
    'vendor',
    'firmware',
    'serial',
    'kind',
    null,
    null,
  ]);
  assert.deepEqual(guessFields(['Asset Tag', 'hostname', 'Device type', 'S/N'], fieldsOf.asset), ['asset_tag', 'name', 'kind', 'serial']);
  for (const kind of ['asset', 'person', 'supplier', 'account'] as const)
    for (const language of ['en', 'de'] as const)
      assert.deepEqual(
        guessFields(
          fieldsOf[kind].map((it) => it[language][0]!),
          fieldsOf[kind],
        ),
        fieldsOf[kind].map((it) => it.name),
        `template of ${kind} in ${language}`,
      );
});

test('the headings are found below a title', () => {
  assert.equal(findHeader([['Anlagenliste', ''], [], ['Name', 'IP'], ['a', '10.0.0.1']], fieldsOf.asset), 2);
  assert.equal(findHeader([['x'], ['foo', 'bar']], fieldsOf.asset), 1);
  assert.equal(findHeader([['x']], fieldsOf.asset), -1);
});

test('cells say the same in any spelling', () => {
  const cases: [string, string, string][] = [
    ['mac', '00-1B-1B-00-00-0A', '00:1b:1b:00:00:0a'],
    ['mac', '001b.1b00.000a; 001B1B00000B', '00:1b:1b:00:00:0a 00:1b:1b:00:00:0b'],
    ['ip', '10.0.0.2, 10.0.0.1/24', '10.0.0.1 10.0.0.2'],
    ['kind', 'frequenzumrichter', 'drive'],
    ['criticality', 'hoch', 'essential'],
    ['rto_hours', '8,0', '8'],
    ['rto_hours', '1.000', '1000'],
    ['purdue_level', 'Ebene 3.5', '3.5'],
    ['name', "'=Pumpe", '=Pumpe'],
  ];
  for (const [name, text, value] of cases) assert.deepEqual(say(name, text), { value }, text);
  const reviewed = fieldsOf.account.find((it) => it.name === 'last_reviewed')!;
  for (const text of ['2026-02-01', '1.2.2026', '01.02.26', '01/02/2026'])
    assert.deepEqual(parseCell(reviewed, text), { value: '2026-02-01' }, text);
  assert.deepEqual(parseCell(reviewed, '31.02.2026'), { code: 'bad_date' });
  const country = fieldsOf.supplier.find((it) => it.name === 'country')!;
  for (const text of ['DE', 'de', 'Germany', 'Deutschland']) assert.deepEqual(parseCell(country, text), { value: 'DE' }, text);
});

test('a cell that says nothing is no word, and a wrong one says why', () => {
  for (const text of ['', '  ', '-', 'n/a', 'k.A.', '\u00a0']) assert.equal(say('name', text), null);
  assert.deepEqual(say('ip', '10.0.0.256'), { code: 'bad_ip' });
  assert.deepEqual(say('ip', '224.0.0.1'), { code: 'bad_ip' });
  assert.deepEqual(say('mac', '01:00:5e:00:00:01'), { code: 'bad_mac' });
  assert.deepEqual(say('kind', 'toaster'), { code: 'not_in_list' });
  assert.deepEqual(say('rto_hours', '99999'), { code: 'number_too_large' });
});

test('an update of the list is a change, a person’s word and traffic are not overruled unless asked', () => {
  const state = (value: string | null, by: 'person' | 'traffic' | 'import', take = false) =>
    compareCell('firmware', { value, by }, 'V2', take).state;
  assert.deepEqual(
    [
      state(null, 'person'),
      state('v2', 'person'),
      state('V1', 'import'),
      state('V1', 'person'),
      state('V1', 'traffic'),
      state('V1', 'person', true),
    ],
    ['fill', 'same', 'change', 'conflict', 'beside', 'change'],
  );
});

test('a maker with its legal form and a version with its V say nothing new', () => {
  assert.ok(isSameSaid('vendor', 'Siemens AG', 'Siemens'));
  assert.ok(isSameSaid('vendor', 'Rockwell Automation/Allen-Bradley', 'Rockwell Automation'));
  assert.ok(isSameSaid('firmware', 'V2.9', '2.9'));
  assert.ok(!isSameSaid('firmware', 'V2.9', 'V2.8'));
  assert.ok(!isSameSaid('model', 'V1', '1'));
});
