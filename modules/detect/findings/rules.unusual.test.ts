// Tests of what is unlike before.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FlowElement } from '@holdfast/core-wire';
import { type Command, elementsOutside, unusualCommands, wordElement } from './rules.unusual.ts';

const hour = 3_600_000;
const day = 24 * hour;
const register = (from: number, to: number, of: FlowElement['class'] = 'write'): FlowElement => ({
  protocol: 'modbus',
  unit: 1,
  table: 'holding_register',
  from,
  to,
  class: of,
});

test('an element written after the learnt day is outside unless a learnt range holds it; reading is not', () => {
  const learnt = { elements: [register(100, 120), register(200, 210, 'read')], first_ms: 0 };
  const later = (...elements: FlowElement[]) => elementsOutside([learnt, { elements, first_ms: 3 * day }]);
  assert.equal(later(register(105, 110)), null);
  assert.equal(later(register(300, 301, 'read')), null);
  assert.deepEqual(later(register(205, 206)), { elements: [register(205, 206)], since_ms: 3 * day });
  assert.deepEqual(later(register(118, 125))!.elements.map(wordElement), ['holding register 118-125 (unit 1)']);
  assert.equal(elementsOutside([learnt, { elements: [register(300, 300)], first_ms: day - 1 }]), null, 'still being learnt');
});

const command = (operation: string, at_ms: number): Command => ({ operation, at_ms });
const daily = Array.from({ length: 5 }, (_, n) => [
  command('stop', n * day),
  command('download', n * day + 1),
  command('start', n * day + 2),
]).flat();

test('a known command after another one than ever is unusual, with the usual order beside it', () => {
  const at = 6 * day;
  assert.equal(unusualCommands([...daily, command('stop', at), command('download', at + 1), command('start', at + 2)]), null);
  assert.deepEqual(unusualCommands([...daily, command('download', at), command('stop', at + 1)]), {
    code: 'order',
    usual: 'download → start',
    seen: 'download → stop',
    at_ms: at + 1,
  });
  assert.equal(unusualCommands([...daily, command('erase', at), command('stop', at + 1)]), null, 'a new command is no order');
});

test('more than three times the busiest hour ever is a rate never seen, and a first day is none', () => {
  const many = Array.from({ length: 30 }, (_, n) => command('start', 6 * day + n));
  assert.deepEqual(unusualCommands([...daily, ...many])?.code, 'rate');
  assert.deepEqual(unusualCommands([...daily, ...many])?.usual, '3');
  assert.equal(unusualCommands(many), null);
});
