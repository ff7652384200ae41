// Patterns of the naming standard: what fits, where a name stops fitting, and that a made-up example always fits.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { exampleOf, judgeName, misfitOf, type Naming, readPattern } from './rules.naming.ts';

const codes = { area: ['FIL', 'PAC'], kind: ['PLC', 'HMI', 'P'] };
const parts = (pattern: string) => {
  const read = readPattern(pattern);
  assert.ok(read.ok, pattern);
  return read.parts;
};
const stops = (pattern: string, name: string) => misfitOf(parts(pattern), name, codes);

test('a name of area, kind and number fits, and the first character that does not is named', () => {
  assert.equal(stops('{area}-{kind}-{number:2}', 'FIL-PLC-01'), null);
  assert.deepEqual(stops('{area}-{kind}-{number:2}', 'FIL-PLC-1'), { at: 8, want: 'number', what: '2' });
  assert.deepEqual(stops('{area}-{kind}-{number:2}', 'FIL-PLC-011'), { at: 10, want: 'end', what: '' });
  assert.deepEqual(stops('{area}-{kind}-{number:2}', 'FIL_PLC-01'), { at: 3, want: 'literal', what: '-' });
  assert.deepEqual(stops('{area}-{kind}-{number:2}', 'fil-PLC-01'), { at: 0, want: 'area', what: 'FIL, PAC' });
  assert.deepEqual(stops('{area}-{kind}-{number:2}', 'FIL-XYZ-01'), { at: 4, want: 'kind', what: 'PLC, HMI, P' });
});

test('what stands in square brackets may be left out, and a code that begins another is read both ways', () => {
  for (const name of ['FIL-PLC-7', 'FIL-PLC-7-B', 'PAC-P-12'])
    assert.equal(stops('{area}-{kind}-{number}[-{letters:1}]', name), null, name);
  assert.equal(stops('{kind}{text}', 'PLC1'), null);
  assert.equal(stops('{kind}{letters:2}', 'PLC'), null, 'P and two letters');
  assert.deepEqual(stops('{area}-{number}[-{letters:1}]', 'FIL-7-'), { at: 6, want: 'letters', what: '1' });
});

test('a pattern that cannot be read says where', () => {
  const fault = (pattern: string) => {
    const read = readPattern(pattern);
    return read.ok ? null : [read.error.kind, read.error.offset];
  };
  assert.deepEqual(fault('{area}-{floor}'), ['unknown_token', 7]);
  assert.deepEqual(fault('{area'), ['not_closed', 0]);
  assert.deepEqual(fault('{area}[-{number}'), ['not_closed', 6]);
  assert.deepEqual(fault('a[b[c]]'), ['nested', 3]);
  assert.deepEqual(fault('a]'), ['not_opened', 1]);
  assert.deepEqual(fault('{number:0}'), ['bad_length', 0]);
  assert.deepEqual(fault('{area:3}'), ['bad_length', 0]);
  assert.deepEqual(fault(''), ['empty', 0]);
});

const naming: Naming = {
  patterns: [
    { kinds: ['switch'], pattern: 'SW-{number:3}' },
    { kinds: [], pattern: '{area}-{kind}-{number:2}' },
  ],
  area_codes: [
    { area_id: 'a', code: 'FIL' },
    { area_id: 'b', code: 'PAC' },
  ],
  kind_codes: [
    { kind: 'plc', code: 'PLC' },
    { kind: 'hmi', code: 'HMI' },
  ],
};

test('a device has the pattern of its kind, else the common one, and its own area and kind in its name', () => {
  assert.deepEqual(judgeName({ name: 'SW-001', kind: 'switch', area_id: null }, naming), { fits: true, pattern: 'SW-{number:3}' });
  assert.equal(judgeName({ name: 'FIL-PLC-01', kind: 'plc', area_id: 'a' }, naming).fits, true);
  const elsewhere = judgeName({ name: 'PAC-PLC-01', kind: 'plc', area_id: 'a' }, naming);
  assert.deepEqual(elsewhere, {
    fits: false,
    pattern: '{area}-{kind}-{number:2}',
    example: 'FIL-PLC-01',
    why: 'wrong_area',
    at: 0,
    want: 'area',
    what: 'FIL',
  });
  const other = judgeName({ name: 'FIL-HMI-01', kind: 'plc', area_id: 'a' }, naming);
  assert.ok(!other.fits && other.why === 'wrong_kind' && other.what === 'PLC');
  assert.equal(
    judgeName({ name: 'PAC-HMI-01', kind: 'unknown', area_id: null }, naming).fits,
    true,
    'what is not known is not held against it',
  );
  assert.deepEqual(judgeName({ name: 'x', kind: 'plc', area_id: null }, { ...naming, patterns: [naming.patterns[0]!] }), {
    fits: true,
    pattern: null,
  });
});

const token = fc.constantFrom('{area}', '{kind}', '{number}', '{number:3}', '{letters:2}', '{letters}', '{text}', '-', '_', '.', 'X');
const pattern = fc.array(
  fc.oneof(
    token,
    fc.array(token, { minLength: 1, maxLength: 3 }).map((it) => `[${it.join('')}]`),
  ),
  { minLength: 1, maxLength: 8 },
);

test('the example of any pattern fits it, and with a foreign character at its end it does not', () => {
  fc.assert(
    fc.property(pattern, (pieces) => {
      const read = parts(pieces.join(''));
      const example = exampleOf(read, codes);
      assert.equal(misfitOf(read, example, codes), null);
      assert.notEqual(misfitOf(read, `${example}#`, codes), null);
    }),
  );
});

test('any text is judged, quickly and without a fault', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 60 }), fc.string({ maxLength: 200 }), (text, name) => {
      const read = readPattern(text);
      if (read.ok) misfitOf(read.parts, name, codes);
    }),
  );
  const began = process.cpuUsage().user;
  assert.notEqual(misfitOf(parts('{text}{text}{text}{text}{text}{text}-'), 'a'.repeat(200), codes), null);
  assert.ok(process.cpuUsage().user - began < 2_000_000);
});
