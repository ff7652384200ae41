// Which box the arrow keys lead to.
import assert from 'node:assert/strict';
import test from 'node:test';
import { isArrow, nextBox } from './lanes-keys.ts';

const box = (id: string, x: number, y: number) => ({ id, x, y, width: 100 });
const [a, b, c, d, e] = [box('a', 0, 0), box('b', 300, 0), box('c', 20, 200), box('d', 280, 200), box('e', 10, 400)];
const all = [a, b, c, d, e];

test('left and right stay in the row and end at its edge', () => {
  assert.equal(nextBox(all, a, 'ArrowRight'), b);
  assert.equal(nextBox(all, d, 'ArrowLeft'), c);
  assert.equal(nextBox(all, b, 'ArrowRight'), null);
});

test('up and down take the next row, the box nearest to above or below', () => {
  assert.equal(nextBox(all, b, 'ArrowDown'), d);
  assert.equal(nextBox(all, d, 'ArrowDown'), e);
  assert.equal(nextBox(all, e, 'ArrowUp'), c);
  assert.equal(nextBox(all, a, 'ArrowUp'), null);
});

test('other keys are no arrows', () => {
  assert.deepEqual([isArrow('ArrowUp'), isArrow('Enter')], [true, false]);
});
