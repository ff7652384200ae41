// What goes back and what stays when an act is taken back.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { changesBetween, groupByBefore, sortChanges } from './rules.ts';

const now = (rows: Record<string, Record<string, unknown>>) => new Map(Object.entries(rows));
const change = (id: string, was: unknown, is: unknown) => ({ id, before: { kind: was }, after: { kind: is } });

test('an object goes back when it still is what the act made it', () => {
  const { back, kept } = sortChanges(
    [change('a', 'plc', 'hmi')],
    now({ a: { kind: 'hmi', vendor: 'changed since, but not by this act' } }),
  );
  assert.deepEqual([back.map((it) => it.id), kept], [['a'], []]);
});

test('an object somebody changed since stays, and says so; one that is gone says that', () => {
  const { back, kept } = sortChanges([change('a', 'plc', 'hmi'), change('b', null, 'hmi')], now({ a: { kind: 'drive' } }));
  assert.deepEqual(back, []);
  assert.deepEqual(kept, [
    { id: 'a', code: 'changed_since' },
    { id: 'b', code: 'not_there_any_more' },
  ]);
});

test('finds what an act changed, and nothing else', () => {
  const was = now({ a: { kind: 'plc', owner: null, zones: ['z'] }, b: { kind: 'plc' }, gone: { kind: 'x' } });
  const is = now({ a: { kind: 'plc', owner: 'o', zones: ['y'] }, b: { kind: 'plc' } });
  assert.deepEqual(changesBetween(was, is), [{ id: 'a', before: { owner: null }, after: { owner: 'o' } }]);
});

test('what an act changed can all go back as long as nobody touched it', () => {
  const state = fc.dictionary(
    fc.uuid(),
    fc.record({ kind: fc.constantFrom('plc', 'hmi', null), owner: fc.constantFrom('a', null) }, { noNullPrototype: true }),
    { noNullPrototype: true },
  );
  fc.assert(
    fc.property(state, fc.constantFrom('plc', 'drive'), (before, kind) => {
      const after = Object.fromEntries(Object.entries(before).map(([id, it]) => [id, { ...it, kind }]));
      const changes = changesBetween(now(before), now(after));
      const { back, kept } = sortChanges(changes, now(after));
      assert.deepEqual([back.length, kept.length], [changes.length, 0]);
      const restored = { ...after };
      for (const { before: was, ids } of groupByBefore(back)) for (const id of ids) restored[id] = { ...restored[id]!, ...was } as never;
      assert.deepEqual(restored, before);
    }),
  );
});
