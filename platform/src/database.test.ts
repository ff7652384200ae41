// How PostgreSQL's times are read: the quick way says what a Date says.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isoOf } from './database.ts';

test('times are ISO 8601 in UTC with milliseconds, whatever of the fraction PostgreSQL leaves out', () => {
  const known: readonly [string, string][] = [
    ['2026-11-22 06:11:09+00', '2026-11-22T06:11:09.000Z'],
    ['2026-11-22 06:11:09.5+00', '2026-11-22T06:11:09.500Z'],
    ['2026-11-22 06:11:09.123456+00', '2026-11-22T06:11:09.123Z'],
    ['2026-11-22 06:11:09.999999+00', '2026-11-22T06:11:09.999Z'],
    ['0012-01-01 00:00:00+00', '0012-01-01T00:00:00.000Z'],
    ['2026-11-22 08:11:09.25+02', '2026-11-22T06:11:09.250Z'],
  ];
  for (const [text, iso] of known) assert.equal(isoOf(text), iso, text);
});

test('any time comes back as it was', () => {
  const time = fc.date({ min: new Date('0001-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59.999Z'), noInvalidDate: true });
  fc.assert(
    fc.property(time, (at) => {
      const text = at
        .toISOString()
        .replace('T', ' ')
        .replace(/\.?0*Z$/, '+00');
      assert.equal(isoOf(text), at.toISOString());
    }),
  );
});
