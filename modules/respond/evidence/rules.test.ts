// Custody as rules: one custodian at every moment, whatever people do in whatever order.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { acts, afterAct, refusalOf } from './rules.ts';

type Standing = Parameters<typeof refusalOf>[1];
const people = ['ann', 'ben', 'eve'];
const held: Standing = { state: 'held', custodian_id: 'ann', receiver_id: null, destruction_asked: null, form: 'file' };

test('both sign a hand-over: only the receiver receives, and only the custodian hands over or takes back', () => {
  assert.equal(refusalOf('handed_over', held, 'ben'), 'only_the_custodian');
  const moving = { ...held, ...afterAct('handed_over', held, 'ben') };
  assert.deepEqual([moving.state, moving.custodian_id], ['moving', 'ann']);
  assert.equal(refusalOf('received', moving, 'eve'), 'only_the_receiver');
  assert.equal(refusalOf('received', moving, 'ann'), 'only_the_receiver');
  assert.equal(refusalOf('taken_back', moving, 'ben'), 'only_the_custodian');
  assert.equal(refusalOf('copied', moving, 'ann'), 'is_moving');
  assert.deepEqual(afterAct('received', moving, null), { state: 'held', custodian_id: 'ben', receiver_id: null });
  assert.deepEqual(afterAct('taken_back', moving, null), { state: 'held', custodian_id: 'ann', receiver_id: null });
});

test('nothing happens to what is gone, and what waits for its destruction stays where it is', () => {
  for (const doing of acts) assert.equal(refusalOf(doing, { ...held, state: 'destroyed' }, 'ann'), 'evidence_is_gone');
  const waiting = { ...held, destruction_asked: 'request' };
  assert.equal(refusalOf('handed_over', waiting, 'ann'), 'destruction_waits');
  assert.equal(refusalOf('verified', waiting, 'eve'), null);
});

test('whatever people try, there is one custodian, who changes only by a receipt of who was named', () => {
  const step = fc.record({ doing: fc.constantFrom(...acts), by: fc.constantFrom(...people), to: fc.constantFrom(...people) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      let it = held;
      for (const { doing, by, to } of steps) {
        if (refusalOf(doing, it, by) !== null) continue;
        const next = { ...it, ...afterAct(doing, it, to) };
        if (next.custodian_id !== it.custodian_id)
          assert.deepEqual([doing, by, next.custodian_id], ['received', it.receiver_id, it.receiver_id]);
        assert.equal(next.state === 'moving', next.receiver_id !== null);
        it = next;
      }
    }),
  );
});
