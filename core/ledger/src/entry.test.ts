// Entries: one text for one act, and attack 18.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { bytesToHex, encodeUtf8 } from './bytes.ts';
import { buildEntry, commitTo, type Entry, isLeafOf, isUuidV7, parseEntry } from './entry.ts';
import type { JsonObject } from './json.ts';

const sample: Entry = {
  v: 1,
  id: '019a0000-0000-7000-8000-000000000001',
  kind: 'conduit.list-approved',
  at: '2026-11-21T08:12:00.000Z',
  site: '019a0000-0000-7000-8000-0000000000aa',
  actor: 'person:019a0000-0000-7000-8000-0000000000bb',
  via: 'ui',
  subject: { type: 'conduit', id: '019a0000-0000-7000-8000-0000000000cc', version: 3 },
  facts: { flows: 4, zone: 'filling line 1' },
  content: [{ sha256: 'ab'.repeat(32), size_bytes: 12, type: 'application/pdf' }],
  commitments: [],
  prev: null,
};
const built = (entry: Entry): Uint8Array => {
  const sealed = buildEntry(entry);
  assert.ok(sealed.ok, sealed.ok ? '' : sealed.error.what);
  return sealed.value.body;
};
const whatOf = (result: ReturnType<typeof parseEntry> | ReturnType<typeof buildEntry>) => (result.ok ? 'accepted' : result.error.what);
const readText = (text: string) => whatOf(parseEntry(encodeUtf8(text)));
const bodyText = new TextDecoder().decode(built(sample));

test('writes canonical JSON whose leaf is SHA-256 of 0x00 and the bytes', () => {
  assert.ok(
    bodyText.startsWith(
      '{"actor":"person:019a0000-0000-7000-8000-0000000000bb","at":"2026-11-21T08:12:00.000Z","commitments":[],"content"',
    ),
  );
  const sealed = buildEntry(sample);
  assert.ok(sealed.ok);
  assert.equal(bytesToHex(sealed.value.leaf), createHash('sha256').update('\0').update(sealed.value.body).digest('hex'));
  assert.equal(isLeafOf(sealed.value.leaf, sealed.value.body), true);
  assert.equal(isLeafOf(sealed.value.leaf.slice(1), sealed.value.body), false);
});

test('reads back what it wrote, whatever the facts', () => {
  const value = fc.letrec((tie) => ({
    any: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom(null, true, false),
      fc.maxSafeInteger(),
      fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 }).map((n) => (n === 0 ? 0 : n)),
      fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll('\0', '')),
      fc.array(tie('any'), { maxLength: 4 }),
      fc.dictionary(fc.stringMatching(/^[a-z_]{1,8}$/), tie('any'), { maxKeys: 4 }),
    ),
  })).any;
  fc.assert(
    fc.property(fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), value, { maxKeys: 5 }), (facts) => {
      const entry = { ...sample, facts: facts as JsonObject };
      fc.pre(!Object.keys(facts).some((key) => key === 'constructor' || key === 'prototype'));
      const read = parseEntry(built(entry));
      assert.deepEqual(read.ok && JSON.stringify(read.value.facts), JSON.stringify(JSON.parse(canonicalFacts(entry))));
    }),
  );
});

function canonicalFacts(entry: Entry): string {
  const text = new TextDecoder().decode(built(entry));
  return JSON.stringify((JSON.parse(text) as Entry).facts);
}

test('attack 18: refuses bytes that could be read in two ways', () => {
  assert.equal(readText(bodyText), 'accepted');
  assert.equal(readText(bodyText.replace('"v":1', '"v":1,"v":1')), 'not canonical JSON');
  assert.equal(readText(bodyText.replace('"flows":4', '"flows":4,"flows":5')), 'not canonical JSON');
  assert.equal(readText(bodyText.replace('"flows":4', '"flows":4.0')), 'not canonical JSON');
  assert.equal(readText(bodyText.replace('"flows":4', '"flows": 4')), 'not canonical JSON');
  assert.equal(readText(bodyText.replace('filling', '\\u0066illing')), 'not canonical JSON');
  assert.equal(readText(`${bodyText}\n`), 'not canonical JSON');
  assert.equal(readText(`\ufeff${bodyText}`), 'not JSON');
  assert.equal(readText(bodyText.replace('"flows":4', '"__proto__":{"flows":4}')), 'entry.facts has a forbidden key');
  assert.equal(
    readText(bodyText.replace('"flows":4', '"flows":9007199254740993')),
    'entry.facts.flows is too large for a number, write it as text',
  );
  assert.equal(readText(bodyText.replace('"flows":4', '"flows":1e400')), 'entry.facts.flows is not a JSON number');
  assert.equal(readText(bodyText.replace('filling', '\\ud800')), 'entry.facts.zone holds a lone surrogate');
  assert.equal(readText(bodyText.replace('filling', '\\u0000')), 'entry.facts.zone holds a null character');
  assert.equal(
    readText(bodyText.replace('"flows"', '"fl\u043ews"')),
    'entry.facts has a forbidden key',
    'a Cyrillic letter in a field name',
  );
  assert.equal(readText('[]'), 'not an object');
  assert.equal(readText('{}'), 'field v');
  assert.equal(whatOf(parseEntry(Uint8Array.of(0xff))), 'not UTF-8');
  assert.equal(readText(bodyText.replace('"flows":4', `"flows":${'['.repeat(50)}${']'.repeat(50)}`)).endsWith('nested too deeply'), true);
});

test('attack 18: refuses values that are not JSON before they become bytes', () => {
  const withFact = (fact: unknown) => whatOf(buildEntry({ ...sample, facts: { fact } as JsonObject }));
  assert.equal(withFact(undefined), 'entry.facts.fact is not JSON');
  assert.equal(withFact(new Date()), 'entry.facts.fact is not a plain object');
  assert.equal(withFact(12n), 'entry.facts.fact is not JSON');
  assert.equal(withFact(Number.NaN), 'entry.facts.fact is not a JSON number');
  assert.equal(withFact(-0), 'entry.facts.fact is not a JSON number');
  assert.equal(withFact(2 ** 53), 'entry.facts.fact is too large for a number, write it as text');
  assert.equal(withFact('\udc00'), 'entry.facts.fact holds a lone surrogate');
  assert.equal(withFact(JSON.parse('{"__proto__":1}')), 'entry.facts.fact has a forbidden key');
  assert.equal(withFact({ toJSON: () => 1 }), 'entry.facts.fact.toJSON is not JSON');
  const circle: JsonObject = {};
  circle.again = circle;
  assert.equal(withFact(circle).endsWith('nested too deeply'), true);
});

test('keeps text as it was written: look-alikes and decomposed letters are other bytes, never folded', () => {
  const composed = built({ ...sample, facts: { zone: 'Abf\u00fcllung' } });
  const decomposed = built({ ...sample, facts: { zone: 'Abfu\u0308llung' } });
  assert.notDeepEqual(composed, decomposed);
  const read = parseEntry(decomposed);
  assert.equal(read.ok && read.value.facts.zone, 'Abfu\u0308llung');
});

test('takes a body of 60,000 bytes and refuses one more', () => {
  const spare = 60_000 - built({ ...sample, facts: { text: '' } }).length;
  assert.equal(built({ ...sample, facts: { text: 'x'.repeat(spare) } }).length, 60_000);
  assert.equal(whatOf(buildEntry({ ...sample, facts: { text: 'x'.repeat(spare + 1) } })), 'body longer than 60000 bytes');
  assert.equal(whatOf(parseEntry(new Uint8Array(60_001))), 'body longer than 60000 bytes');
});

test('refuses a field that is missing, unknown or of the wrong shape, naming it', () => {
  const { prev: _, ...without } = sample;
  assert.equal(whatOf(buildEntry(without as Entry)), 'field prev');
  assert.equal(whatOf(buildEntry({ ...sample, note: 'x' } as Entry)), 'unknown field note');
  const wrong: [Partial<Entry>, string][] = [
    [{ id: '019a0000-0000-4000-8000-000000000001' }, 'field id'],
    [{ id: '019A0000-0000-7000-8000-000000000001' }, 'field id'],
    [{ kind: 'Conduit' }, 'field kind'],
    [{ kind: 'c\u043enduit' }, 'field kind'],
    [{ at: '2026-11-21T08:12:00Z' }, 'field at'],
    [{ at: '2026-02-30T08:12:00.000Z' }, 'field at'],
    [{ at: '2027-02-29T08:12:00.000Z' }, 'field at'],
    [{ at: '2026-13-01T08:12:00.000Z' }, 'field at'],
    [{ at: '2026-01-01T24:00:00.000Z' }, 'field at'],
    [{ at: '2026-01-01T08:12:60.000Z' }, 'field at'],
    [{ at: '+002026-01-01T08:12:00.000Z' }, 'field at'],
    [{ site: 'plant' }, 'field site'],
    [{ actor: 'anna@plant.example' }, 'field actor'],
    [{ actor: 'Anna Nord' }, 'field actor'],
    [{ subject: { type: 'conduit', id: 'x', version: -1 } }, 'field subject'],
    [{ content: [{ sha256: 'AB'.repeat(32), size_bytes: 1, type: 'a/b' }] }, 'field content'],
    [{ commitments: ['00'] }, 'field commitments'],
    [{ prev: 'x' }, 'field prev'],
  ];
  for (const [change, what] of wrong) assert.equal(whatOf(buildEntry({ ...sample, ...change })), what, JSON.stringify(change));
});

test('commits to a payload behind a salt of 32 bytes', () => {
  const salt = new Uint8Array(32).fill(5);
  const payload = encodeUtf8('the vendor asked for it');
  assert.equal(commitTo(salt, payload), createHash('sha256').update(salt).update(payload).digest('hex'));
  assert.notEqual(commitTo(salt, payload), commitTo(new Uint8Array(32).fill(6), payload));
  assert.throws(() => commitTo(new Uint8Array(16), payload), TypeError);
});

test('reads keys in any canonical order, those that look like numbers too', () => {
  for (const facts of [
    { 2: 'b', 10: 'a' },
    { b: 1, a: { d: 1, c: 2 } },
    { B: 1, a: 2, _: 3 },
  ] as JsonObject[]) {
    const body = built({ ...sample, facts });
    assert.equal(parseEntry(body).ok, true, new TextDecoder().decode(body));
  }
  assert.equal(readText(bodyText.replace('"flows":4', '"2":4,"10":5')), 'not canonical JSON', 'numbers in order of size are out of order');
});

test('takes the last day of February in a leap year', () => {
  assert.equal(whatOf(buildEntry({ ...sample, at: '2028-02-29T23:59:59.999Z' })), 'accepted');
});

test('tells UUIDv7 from other UUIDs', () => {
  assert.equal(isUuidV7('019a0000-0000-7000-8000-000000000001'), true);
  assert.equal(isUuidV7('019a0000-0000-7000-c000-000000000001'), false);
  assert.equal(isUuidV7('019a000000007000c000000000000001'), false);
});
