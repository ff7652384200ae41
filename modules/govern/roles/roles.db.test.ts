// Grants and deputies through the API: from-until, who stands in, and that the last owner stays whatever is tried.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { openHoldfast, type Page } from '../../../test/holdfast.ts';
import type { HeldGrant } from './schema.ts';

const hf = await openHoldfast({ after });
const { site_id } = hf;
const reason = 'Agreed in the shift meeting.';
const dayMs = 86_400_000;
const inDays = (days: number): string => new Date(Date.now() + days * dayMs).toISOString();
const anna = await hf.hire('anna', [{ role: 'ot_lead', scope: 'site', site_id }]);
const bert = await hf.hire('bert', [{ role: 'auditor', scope: 'site', site_id }]);
const held = async (as = 'owner'): Promise<HeldGrant[]> => (await hf.ask<Page<HeldGrant>>(as, 'GET', '/api/v1/grants')).rows;
const grantOf = async (person_id: string): Promise<HeldGrant> => (await held()).find((it) => it.person_id === person_id)!;
const ownerGrants = () =>
  hf.rows<{ id: string; person_id: string }>(
    `select id, person_id from holdfast.role_grant where role = 'owner' and ended_at is null order by granted_at`,
  );
const addArea = (as: string, name: string) => hf.call('POST', `${hf.site}/areas`, { as, body: { name } });

test('a role that begins later does not count yet, and one that ends soon says so', async () => {
  const later = await hf.hire('later', [{ role: 'ot_lead', scope: 'site', site_id }]);
  const grant = await grantOf(later);
  await hf.rows(`update holdfast.role_grant set starts_at = now() + interval '1 day' where id = $1`, [grant.id]);
  assert.equal((await addArea('later', 'Too early')).status, 403);
  assert.equal((await grantOf(later)).state, 'later');
  const listed = await hf.ask<Page<{ id: string; grants: { id: string }[] }>>('owner', 'GET', '/api/v1/people');
  assert.deepEqual(
    listed.rows.find((it) => it.id === later)!.grants.map((it) => it.id),
    [grant.id],
    'who gave it sees it beside the person',
  );
  assert.deepEqual((await hf.ask<{ grants: unknown[] }>('later', 'GET', '/api/v1/me')).grants, [], 'the holder does not have it yet');
  await hf.ask('owner', 'PATCH', `/api/v1/grants/${(await grantOf(anna)).id}`, { expires_at: inDays(5), reason });
  assert.equal((await grantOf(anna)).state, 'expiring');
  const over = { person_id: later, role: 'auditor', scope: 'site', site_id, starts_at: inDays(3), expires_at: inDays(2) };
  assert.equal((await hf.call('POST', '/api/v1/grants', { as: 'owner', body: over })).body.code, 'ends_before_it_begins');
});

test('the holder names who stands in; what the deputy does says whose right it was, and ends with the day', async () => {
  const grant = await grantOf(anna);
  assert.equal((await addArea('bert', 'Not yet')).status, 403);
  const span = { person_id: bert, starts_at: inDays(-1), until_at: inDays(2), reason };
  const others = await hf.call('POST', `/api/v1/grants/${grant.id}/deputies`, { as: 'bert', body: { ...span, person_id: anna } });
  assert.equal(others.status, 403, 'nobody takes a role for themselves');
  const named = await hf.ask<{ id: string }>('anna', 'POST', `/api/v1/grants/${grant.id}/deputies`, span);
  assert.equal((await addArea('bert', 'In her place')).status, 200);
  const [entry] = await hf.rows<{ body: { actor: string; facts: { deputy_for: string } } }>(
    `select convert_from(body, 'UTF8')::jsonb as body from (select body from ledger.pending union all select body from ledger.entry) e
     where convert_from(body, 'UTF8')::jsonb ->> 'kind' = 'area.added'`,
  );
  assert.deepEqual([entry!.body.actor, entry!.body.facts.deputy_for], [bert, anna]);
  assert.deepEqual(
    (await grantOf(anna)).deputies.map((it) => [it.person_id, it.in_force]),
    [[bert, true]],
  );
  await hf.rows(`update holdfast.deputy set until_at = now() - interval '1 second' where id = $1`, [named.id]);
  assert.equal((await addArea('bert', 'Over')).status, 403);
});

test('a deputy of the owner gives no roles and makes no tokens', async () => {
  const [owner] = await ownerGrants();
  const span = { person_id: bert, starts_at: inDays(-1), until_at: inDays(2), reason };
  const deputy = await hf.ask<{ id: string }>('owner', 'POST', `/api/v1/grants/${owner!.id}/deputies`, span);
  const give = { person_id: bert, role: 'owner', scope: 'organisation' };
  assert.equal((await hf.call('POST', '/api/v1/grants', { as: 'bert', body: give })).body.code, 'not_allowed');
  assert.equal((await hf.call('PATCH', '/api/v1/sites/' + site_id, { as: 'bert', body: { name: 'North' } })).status, 200);
  await hf.ask('owner', 'DELETE', `/api/v1/deputies/${deputy.id}`);
  assert.equal((await hf.call('PATCH', '/api/v1/sites/' + site_id, { as: 'bert', body: { name: 'North' } })).status, 403);
});

test('an auditor is let in for a time only: without an end, with one too far, or with the end taken away later it is refused', async () => {
  const carl = await hf.hire('carl', []);
  const give = (expires_at: string | null) =>
    hf.call('POST', '/api/v1/grants', { as: 'owner', body: { person_id: carl, role: 'auditor', scope: 'site', site_id, expires_at } });
  assert.deepEqual([(await give(null)).status, (await give(null)).body.code], [422, 'auditor_needs_end']);
  assert.equal((await give(inDays(400))).body.code, 'audit_too_long');
  const given = await give(inDays(30));
  assert.equal(given.status, 200);
  const change = (expires_at: string | null) =>
    hf.call('PATCH', `/api/v1/grants/${given.body.id}`, { as: 'owner', body: { expires_at, reason } });
  assert.equal((await change(null)).body.code, 'auditor_needs_end');
  assert.equal((await grantOf(carl)).expires_at, given.body.expires_at);
  assert.equal((await change(inDays(60))).status, 200);
  await hf.rows(
    `update holdfast.role_grant set starts_at = now() - interval '2 days', expires_at = now() - interval '1 second' where person_id = $1`,
    [carl],
  );
  assert.equal((await hf.call('GET', `${hf.site}/ledger`, { as: 'carl' })).status, 403);
});

test('the last owner stays: not ended, not given an end, not closed, not by the database itself', async () => {
  const [owner] = await ownerGrants();
  const end = await hf.call('DELETE', `/api/v1/grants/${owner!.id}`, { as: 'owner' });
  assert.deepEqual([end.status, end.body.code], [409, 'last_owner']);
  const expiry = await hf.call('PATCH', `/api/v1/grants/${owner!.id}`, { as: 'owner', body: { expires_at: inDays(30), reason } });
  assert.equal(expiry.body.code, 'last_owner');
  const closed = await hf.call('PATCH', `/api/v1/people/${owner!.person_id}`, { as: 'owner', body: { active: false } });
  assert.equal(closed.body.code, 'last_owner');
  const app = hf.database.pool('holdfast_app');
  await hf.rows('delete from holdfast.deputy');
  for (const statement of [
    `update holdfast.role_grant set ended_at = now() where role = 'owner'`,
    `update holdfast.role_grant set expires_at = now() + interval '1 hour' where role = 'owner'`,
    `update holdfast.role_grant set role = 'auditor' where role = 'owner'`,
    `delete from holdfast.role_grant where role = 'owner'`,
    `update holdfast.person set active = false`,
  ])
    await assert.rejects(app.query(statement), { code: 'HF001' }, statement);
  // A second owner with an end does not count, nor one whose account is closed.
  const short = await hf.hire('short', [{ role: 'owner', scope: 'organisation', expires_at: inDays(1) }]);
  assert.equal((await hf.call('DELETE', `/api/v1/grants/${owner!.id}`, { as: 'short' })).body.code, 'last_owner');
  assert.ok(short);
});

// Last: which of the two owners is left is chance.
test('two owners who end each other at the same moment: one stays', async () => {
  await hf.hire('second', [{ role: 'owner', scope: 'organisation' }]);
  const permanent = await hf.rows<{ id: string; person_id: string }>(
    `select id, person_id from holdfast.role_grant where role = 'owner' and ended_at is null and expires_at is null order by granted_at`,
  );
  const [first, second] = permanent;
  const both = await Promise.all([
    hf.call('DELETE', `/api/v1/grants/${second!.id}`, { as: 'owner' }),
    hf.call('PATCH', `/api/v1/people/${first!.person_id}`, { as: 'second', body: { active: false } }),
  ]);
  const codes = both.map((it) => (it.status === 200 ? 'done' : it.body.code)).toSorted();
  assert.deepEqual(codes.filter((it) => it === 'done').length, 1, codes.join());
  assert.equal(
    (
      await hf.rows(`select 1 from holdfast.role_grant g join holdfast.person p on p.id = g.person_id
    where g.role = 'owner' and g.ended_at is null and g.expires_at is null and p.active`)
    ).length >= 1,
    true,
  );
});

test('without the lock of the store two transactions at once are stopped by the database alone', async () => {
  await hf.rows(`update holdfast.person set active = true`);
  await hf.rows(`update holdfast.role_grant set ended_at = null where role = 'owner' and expires_at is null`);
  const permanent = await hf.rows<{ id: string }>(
    `select id from holdfast.role_grant where role = 'owner' and ended_at is null and expires_at is null order by granted_at`,
  );
  assert.equal(permanent.length, 2);
  const pool = hf.database.pool('holdfast_app');
  const clients = [await pool.connect(), await pool.connect()];
  for (const [n, client] of clients.entries()) {
    await client.query('begin');
    await client.query('update holdfast.role_grant set ended_at = now() where id = $1', [permanent[n]!.id]);
  }
  const ended = await Promise.allSettled(clients.map((client) => client.query('commit')));
  for (const client of clients) client.release();
  assert.deepEqual(ended.map((it) => (it.status === 'fulfilled' ? 'done' : it.reason.code)).toSorted(), ['HF001', 'done']);
});
