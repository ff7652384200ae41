// A roster pasted from a spreadsheet: columns by name, dates as people write them, and each line that cannot be read told.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readDate, readPasted } from './rules.paste.ts';

const known = {
  shifts: [
    { id: 'e', name: 'Früh' },
    { id: 'n', name: 'Nacht' },
  ],
  people: [
    { id: 'a', name: 'Anna Berg' },
    { id: 'b', name: 'Bert Berg' },
    { id: 'c', name: 'Carla Nett' },
  ],
  roles: [{ id: 'incident_coordinator', names: ['Vorfallkoordination', 'Incident coordinator'] }],
};

test('reads rows copied from a spreadsheet, in the order and language of their columns', () => {
  const text =
    'Name\tDatum\tSchicht\tBereitschaft\tRolle\nAnna Berg\t29.3.2026\tnacht\t\t\nNett\t2026-03-30\tFrüh\tx\tVorfallkoordination\n\n';
  const { entries, faults, missing } = readPasted(text, known);
  assert.deepEqual([faults, missing], [[], []]);
  assert.deepEqual(entries, [
    { on_date: '2026-03-29', shift_id: 'n', person_id: 'a', role: 'shift_lead', way: 'on_shift' },
    { on_date: '2026-03-30', shift_id: 'e', person_id: 'c', role: 'incident_coordinator', way: 'on_call' },
  ]);
});

test('reads a CSV file with quotes and a mark of its encoding', () => {
  const { entries } = readPasted('\uFEFFdate;shift;person\r\n"01/04/2026";"Früh";"Carla Nett"\r\n', known);
  assert.deepEqual(
    entries.map((it) => [it.on_date, it.person_id]),
    [['2026-04-01', 'c']],
  );
});

test('says of each line what it could not read, and takes the others', () => {
  const text =
    'date,shift,name,role\n30.2.2026,Früh,Anna Berg,\n2026-03-01,Mittag,Anna Berg,\n2026-03-01,Früh,Dora,\n2026-03-01,Früh,Berg,\n2026-03-01,Früh,Anna Berg,cook\n2026-03-01,Früh,Anna Berg,';
  const { entries, faults } = readPasted(text, known);
  assert.deepEqual(
    faults.map((it) => [it.line, it.code, it.value]),
    [
      [2, 'no_date', '30.2.2026'],
      [3, 'no_shift', 'Mittag'],
      [4, 'no_person', 'Dora'],
      [5, 'several_people', 'Berg'],
      [6, 'no_role', 'cook'],
    ],
  );
  assert.equal(entries.length, 1);
});

test('says which columns are missing, and knows days that are not', () => {
  assert.deepEqual(readPasted('foo\tbar\n1\t2', known).missing, ['date', 'shift', 'person']);
  assert.deepEqual(['2026-02-29', '29.02.2028', '1.1.26', '2026-13-01', ''].map(readDate), [null, '2028-02-29', '2026-01-01', null, null]);
});
