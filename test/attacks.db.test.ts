// What somebody who means harm tries over the API, and what they get: each test is a hole that was closed once, or a wall that was leant on.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Conduit, JudgedFlow } from '@holdfast/conduits/schema';
import type { Finding } from '@holdfast/findings/schema';
import type { Zone } from '@holdfast/zones/schema';
import { listRoutes } from '../apps/server/src/routes.ts';
import { allowedBy, allowedOn, type Things } from './access-table.ts';
import { requests } from './access-requests.ts';
import { type Answer, openHoldfast, type Page } from './holdfast.ts';
import { digestOf, makeGround } from './plant-people.ts';

const hf = await openHoldfast({ after });
const { things, zones, other_site_id } = await makeGround(hf);
await hf.idle();
const { site } = hf;
const mine = new Set<string | null>(zones);
const reason = 'Tried from next door.';
// The zones come whole.
const listFor = <T>(who: string, path: string): Promise<Page<T>> =>
  hf.ask<Page<T>>(who, 'GET', `${site}/${path === 'zones?' ? 'zones' : `${path}limit=2000`}`);

/** The same kinds of things as `things`, but in zones that are not the zone lead's. */
async function findForeign(): Promise<Partial<Things>> {
  const zone = (await listFor<Zone>('owner', 'zones?')).rows.find((it) => !mine.has(it.id))!;
  const asset = (await listFor<{ id: string; zone_id: string }>('owner', 'assets?')).rows.find((it) => !mine.has(it.zone_id))!;
  const flow = (await listFor<JudgedFlow>('owner', 'flows?')).rows.find(
    (it) => !mine.has(it.client.zone_id) && !mine.has(it.server.zone_id) && it.conduit_id !== null,
  )!;
  const conduits = (await listFor<Conduit>('owner', 'conduits?sort=-flows&')).rows;
  const conduit = conduits.find((it) => !mine.has(it.zone_a.id) && !mine.has(it.zone_b.id) && it.flows > 1)!;
  const finding = (await listFor<Finding>('owner', 'findings?kind=new_device&')).rows.find((it) => !mine.has(it.zone_id))!;
  const flows = await listFor<JudgedFlow>('owner', `flows?conduit_id=${conduit.id}&`);
  const flow_ids = flows.rows.map((it) => it.id);
  await hf.ask('owner', 'POST', `${site}/flows/judgements`, { flow_ids, judgement: 'needed', reason });
  const list = await hf.ask<{ id: string }>('owner', 'POST', `${site}/conduits/${conduit.id}/allow-lists`, { reason });
  const round = await hf.ask<{ id: string }>('owner', 'POST', `${site}/walk-downs`, { name: 'Elsewhere', zone_ids: [zone.id] });
  const view = await hf.ask<{ id: string }>('ot_lead', 'POST', `${site}/views`, { list: 'assets', name: 'Theirs', query: {} });
  const brought = Buffer.from('Asset tag;Name\nL-2;Spare panel\n');
  const read = await hf.call<{ id: string }>('POST', `${site}/imports?kind=asset&name=list.csv`, { as: 'owner', body: brought });
  const { rows } = await hf.ask<Page<{ id: string; subject_id: string }>>('owner', 'GET', `${site}/approvals?state=waiting`);
  return {
    asset_id: asset.id,
    zone_id: zone.id,
    flow_id: flow.id,
    conduit_id: conduit.id,
    list_id: list.id,
    finding_id: finding.id,
    walk_down_id: round.id,
    view_id: view.id,
    import_id: read.body.id,
    approval_id: rows.find((it) => it.subject_id === conduit.id)!.id,
  };
}

const foreign = await findForeign();
await hf.idle();
const inZones = listRoutes().filter((it) => typeof it.access === 'object' && it.access.at === 'zone' && it.path.includes('/:site_id/'));
const keyOf = (it: { method: string; path: string }): string => `${it.method} ${it.path}`;
const may = (it: (typeof inZones)[number]) => allowedOn[keyOf(it)] ?? allowedBy[(it.access as { id: string }).id] ?? [];
const fill = (path: string, it: Things): string =>
  path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(it[name as keyof Things] ?? nowhere));
const nowhere = '00000000-0000-7000-8000-000000000000';
const ids = (value: unknown): string => JSON.stringify(value);

/** Whether an answer gives and changes nothing: a refusal, or a list, choice, file or bulk act of nothing. */
function isNothing({ path }: { path: string }, { status, body }: Answer): boolean {
  if ([403, 404, 409, 422].includes(status)) return true;
  if (status !== 200) return false;
  if (path.endsWith('/export')) return String(body).trim().split('\n').length === 1;
  const counts = ['decided', 'handled', 'changed', 'judged', 'moved', 'total'];
  return ids(body) === '{"acts":[]}' || counts.some((name) => body[name] === 0);
}

test('a lead of two zones reaches nothing of another zone by any route whose address names it', async (t) => {
  const named = Object.keys(foreign) as (keyof Things)[];
  for (const route of inZones.filter((it) => may(it).includes('zone_lead') && named.some((name) => it.path.includes(`:${name}`)))) {
    await t.test(keyOf(route), async () => {
      const it = { ...things, ...foreign };
      const { query = '', body } = requests[keyOf(route)]!(it);
      const before = await digestOf(hf);
      const answer = await hf.call(route.method, fill(route.path, it) + query, { as: 'zone_lead', body });
      assert.ok(isNothing(route, answer), `${answer.status} ${ids(answer.body)?.slice(0, 300)}`);
      assert.deepEqual(await digestOf(hf), before);
    });
  }
});

test('a lead of two zones changes nothing of another zone named in a body', async (t) => {
  for (const route of inZones.filter((it) => may(it).includes('zone_lead') && it.body !== undefined)) {
    const [own, other] = [requests[keyOf(route)]!(things), requests[keyOf(route)]!({ ...things, ...foreign })];
    if (ids(own.body) === ids(other.body)) continue;
    await t.test(keyOf(route), async () => {
      const before = await digestOf(hf);
      const answer = await hf.call(route.method, fill(route.path, things), { as: 'zone_lead', body: other.body });
      assert.ok(isNothing(route, answer), `${answer.status} ${ids(answer.body)?.slice(0, 300)}`);
      assert.deepEqual(await digestOf(hf), before);
    });
  }
});

test('the lead of another site reaches nothing of this one under their own site’s address', async (t) => {
  const elsewhere = { ...things, site_id: other_site_id };
  // Names of the law and of the product are every site's; what is said of them there concerns that site alone.
  const objects =
    /:(?!site_id|list\b|kind\b|sha256|role\b|activity_id|process\b|question\b|requirement_id|document\b|gap_id|booster\b|area\b|stage\b)\w+/;
  for (const route of listRoutes().filter((it) => it.path.includes('/:site_id/') && objects.test(it.path) && it.streams !== true)) {
    await t.test(keyOf(route), async () => {
      const { query = '', body } = requests[keyOf(route)]!(elsewhere);
      const before = await digestOf(hf);
      const answer = await hf.call(route.method, fill(route.path, elsewhere) + query, { as: 'elsewhere', body });
      assert.ok(isNothing(route, answer), `${answer.status} ${ids(answer.body)?.slice(0, 300)}`);
      assert.deepEqual(await digestOf(hf), before);
    });
  }
});

test('search, exports and choices of a lead of two zones hold what their lists hold', async (t) => {
  for (const list of ['assets', 'flows', 'conduits', 'findings', 'zones', 'events', 'approvals', 'walk-downs', 'imports']) {
    await t.test(list, async () => {
      const seen = await listFor<{ id: string }>('zone_lead', `${list}?`);
      const { status, body } = await hf.call('POST', `${site}/${list}/selection`, {
        as: 'zone_lead',
        body: { query: {}, seen: seen.total },
      });
      if (status !== 404) assert.deepEqual([status, body.ids.toSorted()], [200, seen.rows.map((it) => it.id).toSorted()]);
      const file = await hf.call('POST', `${site}/${list}/export`, {
        as: 'zone_lead',
        body: { format: 'csv', title: 'List', query: {}, columns: [{ header: 'Id', fields: ['id'] }] },
      });
      const written = String(file.body)
        .trim()
        .split('\r\n')
        .slice(1)
        .map((line) => line.replaceAll('"', ''));
      assert.deepEqual([file.status, written.toSorted()], [200, seen.rows.map((it) => it.id).toSorted()]);
    });
  }
  const name = (await hf.ask<{ name: string }>('owner', 'GET', `${site}/assets/${foreign.asset_id}`)).name;
  const found = await hf.ask('zone_lead', 'GET', `${site}/search?q=${encodeURIComponent(name)}`);
  assert.ok(!ids(found).includes(foreign.asset_id!), ids(found));
});

test('taking a move back puts nothing into a zone that is not one’s own', async () => {
  const asset_ids = [foreign.asset_id!];
  const moved = await hf.ask<{ entry_id?: string }>('owner', 'POST', `${site}/zones/${zones[0]}/members`, { asset_ids, reason });
  await hf.idle();
  const { acts } = await hf.ask('zone_lead', 'GET', `${site}/undoable?object_id=${foreign.asset_id}`);
  const entry_id = moved.entry_id ?? acts[0]?.entry_id;
  const { status, body } = await hf.call('POST', `${site}/acts/${entry_id}/undo`, { as: 'zone_lead' });
  assert.deepEqual([status, body.code], [409, 'nothing_to_take_back'], ids(body));
  const now = await hf.ask<{ zone_id: string }>('owner', 'GET', `${site}/assets/${foreign.asset_id}`);
  assert.equal(now.zone_id, zones[0]);
});

test('who answers for two zones sees which acts on their own things can be taken back, and not one done elsewhere', async () => {
  const see = async (who: string, id: string | undefined): Promise<string[]> =>
    (await hf.ask<{ acts: { kind: string }[] }>(who, 'GET', `${site}/undoable?object_id=${id}`)).acts.map((it) => it.kind);
  const { rows } = await listFor<{ id: string; zone_id: string }>('owner', 'assets?');
  const [own, other] = [rows.find((it) => mine.has(it.zone_id))!, rows.find((it) => it.zone_id !== null && !mine.has(it.zone_id))!];
  await hf.ask('owner', 'POST', `${site}/assets/words`, { asset_ids: [own.id, other.id], word: { location: 'Hall 8' } });
  const flow = (await listFor<JudgedFlow>('owner', 'flows?')).rows.find(
    (it) => mine.has(it.client.zone_id) && mine.has(it.server.zone_id),
  )!;
  await hf.ask('owner', 'POST', `${site}/flows/judgements`, { flow_ids: [flow.id, foreign.flow_id!], judgement: 'blockable', reason });
  const finding_ids = [foreign.finding_id!];
  await hf.ask('owner', 'POST', `${site}/findings/decisions`, { finding_ids, decision: 'investigate', reason });
  assert.equal((await see('zone_lead', own.id))[0], 'asset.worded');
  assert.equal((await see('zone_lead', flow.id))[0], 'flow.judged_blockable');
  for (const id of [other.id, foreign.flow_id, foreign.finding_id]) {
    assert.notDeepEqual(await see('owner', id), [], id);
    assert.deepEqual(await see('zone_lead', id), []);
  }
});

test('JSON nested a hundred thousand deep is refused as input', async () => {
  const deep = `{"list":"assets","name":"Deep","query":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
  for (const path of [`${site}/views`, '/api/v1/tokens', '/api/auth/sign-in/email']) {
    const { status } = await hf.call('POST', path, { as: 'owner', body: deep });
    assert.equal(status, 400, path);
  }
});

test('names of fields are held to what can be kept, as values are', async () => {
  const query = { 'a\u0000b': 'x' };
  for (const bad of [query, { '\ud800': 'x' }]) {
    const { status } = await hf.call('POST', `${site}/views`, {
      as: 'owner',
      body: JSON.stringify({ list: 'assets', name: 'Odd', query: bad }),
    });
    assert.equal(status, 400, ids(bad));
  }
});

async function tokenOf(who: string, wish: Record<string, unknown>): Promise<Record<string, string>> {
  const expires_at = new Date(Date.now() + 86_400_000).toISOString();
  const { secret } = await hf.ask<{ secret: string }>(who, 'POST', '/api/v1/tokens', { name: 'Program', expires_at, ...wish });
  return { authorization: `Bearer ${secret}` };
}

test('a token that only reads keeps no view and tells nothing of its owner’s account and notices', async () => {
  const headers = await tokenOf('ot_lead', { read_only: true, site_id: hf.site_id });
  const before = await digestOf(hf);
  const view = { list: 'assets', name: 'By a program', query: {} };
  const tries: [string, string, unknown?][] = [
    ['POST', `${site}/views`, view],
    ['PATCH', `${site}/lists/assets/preferences`, { layout: null }],
    ['GET', '/api/v1/me/account'],
    ['GET', '/api/v1/me/notices'],
  ];
  for (const [method, path, body] of tries) {
    const answer = await hf.call(method, path, { headers, body });
    assert.deepEqual([answer.status, answer.body.code], [403, 'in_person_only'], `${method} ${path} ${ids(answer.body)}`);
  }
  assert.deepEqual({ ...(await digestOf(hf)), 'holdfast.api_token': '' }, { ...before, 'holdfast.api_token': '' });
});

test('a token is no wider than its owner is now', async () => {
  const person_id = await hf.hire('program_owner', [{ role: 'owner', scope: 'organisation' }]);
  const headers = await tokenOf('program_owner', { read_only: false });
  assert.equal((await hf.call('GET', '/api/v1/mail', { headers })).status, 200);
  const { rows } = await hf.ask<Page<{ id: string; person_id: string }>>('owner', 'GET', '/api/v1/grants');
  await hf.ask('owner', 'DELETE', `/api/v1/grants/${rows.find((it) => it.person_id === person_id)!.id}`);
  assert.equal((await hf.call('GET', '/api/v1/mail', { headers })).status, 403);
  assert.equal((await hf.call('GET', `${site}/assets`, { headers })).status, 403);
  await hf.ask('owner', 'PATCH', `/api/v1/people/${person_id}`, { active: false });
  assert.equal((await hf.call('GET', '/api/v1/me', { headers })).status, 401);
});

test('a shared terminal keeps no views, and shows nobody’s notices and account', async () => {
  const { code } = await hf.ask<{ code: string }>('owner', 'POST', `${site}/terminals`, {
    name: 'Gate',
    role: 'ot_lead',
    person_seconds: 60,
  });
  const pairing = await hf.call('POST', '/api/v1/terminals/pairing', { body: { code } });
  const cookie = (pairing.headers['set-cookie'] ?? []).map((it) => it.split(';')[0]).join('; ');
  const { person_id } = (
    await hf.rows<{ person_id: string }>(`select id as person_id from holdfast.person where name = 'Person ot_lead'`)
  )[0]!;
  const { pin: first } = await hf.ask<{ pin: string }>('owner', 'POST', `/api/v1/people/${person_id}/pin-reset`, { reason });
  const naming = { person_id, pin: first, new_pin: '739164' };
  const named = await hf.call<{ token: string }>('POST', '/api/v1/terminal/person', { headers: { cookie }, body: naming });
  assert.equal(named.status, 200, ids(named.body));
  for (const headers of [{ cookie }, { cookie, 'holdfast-person': named.body.token }] as Record<string, string>[]) {
    const view = { list: 'assets', name: 'At the gate', query: {} };
    const kept = await hf.call('POST', `${site}/views`, { headers, body: view });
    assert.deepEqual([kept.status, kept.body.code], [403, 'in_person_only']);
    assert.equal((await hf.call('GET', `${site}/lists/assets/preferences`, { headers })).status, 200);
    assert.equal((await hf.call('GET', '/api/v1/me/account', { headers })).status, 403);
    const notices = await hf.call('GET', '/api/v1/me/notices', { headers });
    assert.deepEqual([notices.status, notices.body.total], [200, 0]);
  }
});
