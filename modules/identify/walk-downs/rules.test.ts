// What deserves attention at the machine, in which order one walks, what counts as a picture.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { attentionOf, attributesOf, inWalkingOrder, pictureType, readAt, saysTheSame } from './rules.ts';
import type { NewReading } from './schema.ts';

const known = { firmware: '4.5.0', serial: 'S C-A1', order_number: '6ES7 214-1AG40-0XB0', planned: true };
const read = { outcome: 'found', key_position: 'run', firmware: null, serial: null, order_number: null } as const;

test('one version written in two ways is one version', () => {
  assert.ok(saysTheSame('V4.5.0', '4.5.0'));
  assert.ok(saysTheSame('Version 4.5.0', 'v 4.5.0'));
  assert.ok(saysTheSame('6ES7 214-1AG40-0XB0', '6es72141ag400xb0'));
  assert.ok(!saysTheSame('4.5.0', '4.5.1'));
  assert.ok(!saysTheSame('vega', 'ega'));
});

test('a label that says otherwise, a key that is turned and a missing device need a person; what agrees does not', () => {
  assert.deepEqual(attentionOf(known, null), []);
  assert.deepEqual(attentionOf(known, { ...read, firmware: 'V4.5.0' }), []);
  assert.deepEqual(attentionOf(known, { ...read, firmware: '4.005.0' }), []);
  assert.deepEqual(attentionOf(known, { ...read, firmware: '4.50.0' }), ['firmware']);
  assert.deepEqual(attentionOf(known, { ...read, firmware: 'V4.4.2', key_position: 'program' }), ['key', 'firmware']);
  assert.deepEqual(attentionOf(known, { ...read, outcome: 'not_found', key_position: null }), ['not_found']);
  assert.deepEqual(attentionOf({ ...known, firmware: null }, { ...read, firmware: '1.0' }), []);
});

test('one walks by place, then by name, and 2 comes before 10', () => {
  const stops = [
    { location: 'Cabinet 10', name: 'a' },
    { location: null, name: 'z' },
    { location: 'Cabinet 2', name: 'PLC 11' },
    { location: 'Cabinet 2', name: 'PLC 2' },
  ];
  assert.deepEqual(
    inWalkingOrder(stops).map((it) => it.name),
    ['PLC 2', 'PLC 11', 'a', 'z'],
  );
});

test('a picture is known by its bytes, not by its name', () => {
  assert.equal(pictureType(Uint8Array.of(0xff, 0xd8, 0xff, 0xe0)), 'image/jpeg');
  assert.equal(pictureType(new TextEncoder().encode('RIFF....WEBPVP8 ')), 'image/webp');
  assert.equal(pictureType(new TextEncoder().encode('<svg onload=alert(1)>')), null);
  assert.equal(pictureType(new Uint8Array()), null);
});

test('nothing is read in the future, and what was not found says nothing about the device', () => {
  const now = new Date('2026-11-23T08:00:00Z');
  assert.equal(readAt('2026-11-23T09:00:00+01:00', now), '2026-11-23T08:00:00.000Z');
  assert.equal(readAt('2027-01-01T00:00:00Z', now), now.toISOString());
  const it = { outcome: 'not_found', firmware: '1', serial: null, order_number: null, key_position: null, location: null } as NewReading;
  assert.deepEqual(attributesOf(it), []);
  assert.deepEqual(attributesOf({ ...it, outcome: 'found' }), [{ name: 'firmware', value: '1' }]);
});
