// A zone is segmented by four conditions, and each of them alone takes it away.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type SegmentConduit, segmentationOf } from './index.ts';

const held: SegmentConduit = { id: 'c1', zone_a: 'cell', zone_b: 'office', is_listed: true, is_held: true, contradicting: 0 };
const one = (is_observed: boolean, conduits: readonly SegmentConduit[]) => segmentationOf([{ id: 'cell', is_observed }], conduits)[0]!;

test('a zone that is heard, listed, held and not contradicted is segmented', () => {
  assert.deepEqual(one(true, [held]), { id: 'cell', is_segmented: true, conduits: 1, missing: [] });
});

test('each condition alone takes it away, and says on which conduit', () => {
  const second = { ...held, id: 'c2', zone_b: 'dmz' };
  const without = (change: Partial<SegmentConduit>) => one(true, [held, { ...second, ...change }]).missing;
  assert.deepEqual(one(false, [held]).missing, [{ condition: 'observed', conduit_ids: [] }]);
  assert.deepEqual(without({ is_listed: false }), [{ condition: 'approved', conduit_ids: ['c2'] }]);
  assert.deepEqual(without({ is_held: false }), [{ condition: 'enforced', conduit_ids: ['c2'] }]);
  assert.deepEqual(without({ contradicting: 1 }), [{ condition: 'uncontradicted', conduit_ids: ['c2'] }]);
});

test('a zone nothing was seen to leave is not segmented, and a conduit elsewhere says nothing of it', () => {
  const lone = one(true, [{ ...held, zone_a: 'other' }]);
  assert.deepEqual(
    [lone.is_segmented, lone.conduits, lone.missing.map(({ condition }) => condition)],
    [false, 0, ['approved', 'enforced']],
  );
});

test('segmented means none of four is missing, whatever else the site has', () => {
  const conduit = fc.record({
    id: fc.uuid(),
    zone_a: fc.constantFrom('a', 'b'),
    zone_b: fc.constantFrom('c', 'd'),
    is_listed: fc.boolean(),
    is_held: fc.boolean(),
    contradicting: fc.nat(2),
  });
  const zones = ['a', 'b', 'c', 'd'].map((id) => ({ id, is_observed: true }));
  fc.assert(
    fc.property(fc.array(conduit, { maxLength: 6 }), (conduits) => {
      for (const zone of segmentationOf(zones, conduits)) {
        const own = conduits.filter((it) => it.zone_a === zone.id || it.zone_b === zone.id);
        const holds = own.length > 0 && own.every((it) => it.is_listed && it.is_held && it.contradicting === 0);
        assert.equal(zone.is_segmented, holds);
      }
    }),
  );
});
