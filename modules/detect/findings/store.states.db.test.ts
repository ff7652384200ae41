// States of findings that time brings: fixed by staying away while observed, new again when an acceptance ends.
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { countFindings } from './store.ts';
import { day, openStore, person_id, site_id } from '../../../test/finding-store.ts';

const owner_id = '01a20000-0000-7000-8000-000000000009';
/** Two accepted devices in two zones, with a flow between them that no list allows; `talk` is an hour in which they were heard. */
async function openObserved(t: TestContext) {
  const it = await openStore(t);
  await it.one(`insert into holdfast.organisation (id, name) values ($1, 'Plant') returning 1`, person_id);
  await it.one(
    `insert into holdfast.site (organisation_id, id, name, time_zone, finding_absent_days) values ($1, $2, 'North', 'Europe/Berlin', 2) returning 1`,
    person_id,
    site_id,
  );
  const flow_id = await it.flow();
  await it.one(
    `with z as (insert into holdfast.zone (site_id, key, name, state, custodian_id) values ($1, 'a', 'A', 'confirmed', $1) returning id)
    insert into holdfast.zone_member (site_id, asset_id, zone_id, source) select $1, a.id, z.id, 'person' from holdfast.asset a, z where a.site_id = $1 returning 1`,
    site_id,
  );
  await it.judge(flow_id, 'unapproved');
  await it.refresh();
  const [finding] = await it.list();
  const other = await it.flow();
  await it.one(
    `insert into holdfast.zone_member (site_id, asset_id, zone_id, source) select f.site_id, f.client_id, (select id from holdfast.zone), 'person' from holdfast.flow f where f.id = $1 returning 1`,
    other,
  );
  await it.one(
    `insert into holdfast.conversation_kind (site_id, id, flow_id, digest, classes, elements, elements_folded) values ($1, $2, $3, 'x', '{}', '[]', 0) returning 1`,
    site_id,
    owner_id,
    other,
  );
  const talk = (at: string) =>
    it.one(
      `insert into holdfast.conversation (site_id, flow_id, hour, kind_id, started_at, last_at, connections, opened, packets, bytes, capture_id) values ($1, $2, $3, $4, $3, $3, 1, 1, 2, 100, $4) returning 1`,
      site_id,
      other,
      at,
      owner_id,
    );
  const settle = (state: string, due_at: string, decided = day(2)) =>
    it.one(
      `update holdfast.finding set state = $2, decision = 'x', decided_at = $3, owner_id = $4, due_at = $5 where id = $1 returning 1`,
      finding!.id,
      state,
      decided,
      owner_id,
      due_at,
    );
  const state = async () => (await it.list()).map((row) => [row.state, row.decision, row.absent_days]);
  return { ...it, flow_id, talk, settle, state };
}

test('what is being fixed counts as fixed when it stayed away on days that were observed, not by silence alone', async (t) => {
  const { refresh, talk, settle, state, see, flow_id } = await openObserved(t);
  await settle('being_fixed', day(28));
  await refresh();
  assert.deepEqual(await state(), [['being_fixed', 'x', 0]], 'nobody looked');
  await talk(day(3));
  await refresh();
  assert.deepEqual(await state(), [['being_fixed', 'x', 1]]);
  await see(flow_id, day(4));
  await refresh();
  assert.deepEqual(await state(), [['being_fixed', 'x', 0]], 'it came back: days count anew');
  await talk(day(5));
  await talk(day(6));
  assert.deepEqual(await refresh(), { raised: 0, closed: 1 });
  assert.deepEqual(await state(), [['fixed', 'verified_absent', 2]]);
  await refresh();
  assert.equal((await state()).length, 1, 'it stays fixed');
  await see(flow_id, day(9));
  assert.deepEqual(await refresh(), { raised: 1, closed: 0 });
});

test('an accepted finding is borne while it goes on, and is new again when its day is over', async (t) => {
  const { db, refresh, settle, state, see, flow_id } = await openObserved(t);
  await settle('accepted', '2099-01-01T00:00:00Z');
  await see(flow_id, day(20));
  assert.deepEqual(await refresh(), { raised: 0, closed: 0 });
  assert.deepEqual(await state(), [['accepted', 'x', 0]]);
  assert.deepEqual(await countFindings(db, site_id, null), { open: {}, investigating: 0 }, 'nothing waits');
  await settle('accepted', day(3));
  assert.deepEqual(await refresh(), { raised: 1, closed: 0 });
  assert.deepEqual(await state(), [['open', 'acceptance_ended', 0]]);
});
