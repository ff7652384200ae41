// Hostile input on every route as the owner, who may do all: refused with a reason or taken as the text it is, never a bug and never more than asked.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { z } from 'zod';
import { listRoutes } from '../apps/server/src/routes.ts';
import { requests } from './access-requests.ts';
import type { Things } from './access-table.ts';
import { openHoldfast, plantBytes, send } from './holdfast.ts';
import { makeGround } from './plant-people.ts';

const hf = await openHoldfast({ after });
const { things } = await makeGround(hf);
await hf.idle();
const { site } = hf;

const texts = [
  `' or 1=1; drop table holdfast.asset; --`,
  'a\u0000b',
  'lone \ud800 surrogate',
  'x'.repeat(5000),
  '0000-01-01T00:00:00Z',
  '9999-12-31T23:59:59+23:59',
  '01a20000-0000-7000-8000-000000000000',
];
const values: unknown[] = [...texts, null, 1e308, { __proto__: { admin: true } }, Array(1001).fill(things.asset_id)];
const words = [...texts.filter((it) => it.isWellFormed()), 'none', '-1', '1e9', '9007199254740993', 'constructor'];

/**
 * Each place gets a third of the values a day, another third on each of three days: whatever breaks one place breaks many. With
 * HOLDFAST_HOSTILE=all every place gets every value, which takes three times as long.
 */
const day = Math.floor(Date.now() / 86_400_000);
const isMeant = (place: number, value: number): boolean => process.env['HOLDFAST_HOSTILE'] === 'all' || (place + value + day) % 3 === 0;

const routes = listRoutes().filter((it) => it.streams !== true && !/\/setup$|verifications$/.test(it.path));
const urlOf = (path: string, change: Partial<Things> = {}): string =>
  path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent({ ...things, ...change }[name as keyof Things]));

/** Copies of a JSON value with one leaf or branch replaced. */
function* changed(value: unknown, by: unknown): Generator<unknown> {
  yield by;
  if (typeof value !== 'object' || value === null) return;
  for (const key of Object.keys(value)) {
    for (const inner of changed((value as Record<string, unknown>)[key], by)) {
      const copy = structuredClone(value) as Record<string, unknown>;
      copy[key] = inner;
      yield copy;
    }
  }
}

const show = (value: unknown): string => JSON.stringify(value)?.slice(0, 160) ?? 'nothing';

test('no body brings a bug to light', async (t) => {
  for (const route of routes.filter((it) => it.body !== undefined)) {
    await t.test(`${route.method} ${route.path}`, async () => {
      const { body } = requests[`${route.method} ${route.path}`]!(things);
      const send = async (hostile: unknown): Promise<void> => {
        const answer = await hf.call(route.method, urlOf(route.path), { as: 'owner', body: JSON.stringify(hostile) });
        // The NetBox of the walk is nobody's: that it does not answer is no bug.
        const isAway = answer.status === 503 && answer.body.code === 'netbox_unreachable' && route.path.endsWith('/netbox/imports');
        assert.ok(answer.status < 500 || isAway, `${answer.status} for ${show(hostile)}`);
      };
      // All with one place changed at once, as many callers would.
      for (const [value, by] of values.entries())
        await Promise.all([...changed(body, by)].filter((_, place) => isMeant(place, value)).map(send));
    });
  }
});

test('no query brings a bug to light, and unknown names and columns are not taken up', async (t) => {
  for (const route of routes.filter((it) => it.query !== undefined)) {
    await t.test(`${route.method} ${route.path}`, async () => {
      const names = Object.keys((route.query as z.ZodObject).shape);
      for (const [place, name] of names.entries()) {
        // All words of a name at once, as many callers would.
        await Promise.all(
          words.map(async (by, value) => {
            if (!isMeant(place, value)) return;
            const url = `${urlOf(route.path)}?${new URLSearchParams({ ...base(names), [name]: by }).toString()}`;
            const answer = await hf.call(route.method, url, { as: 'owner' });
            assert.ok(answer.status < 500, `${answer.status} for ${name}=${show(by)}`);
          }),
        );
      }
    });
  }
});

/** What a route's query cannot be without. */
function base(names: readonly string[]): Record<string, string> {
  return names.includes('from') ? { from: '1', to: '1' } : names.includes('since') ? { since: '2026-01-01T00:00:00Z' } : {};
}

test('no path brings a bug to light', async (t) => {
  for (const [at, route] of routes.filter((it) => it.params !== undefined).entries()) {
    await t.test(`${route.method} ${route.path}`, async () => {
      for (const [, name] of route.path.matchAll(/:(\w+)/g)) {
        const { body, query = '' } = requests[`${route.method} ${route.path}`]!(things);
        const hostile = [...texts.filter((it) => it.isWellFormed()), '%00', 'ffffffff-ffff-ffff-ffff-ffffffffffff'];
        await Promise.all(
          hostile.map(async (by, value) => {
            if (!isMeant(at, value)) return;
            const answer = await hf.call(route.method, urlOf(route.path, { [name!]: by }) + query, { as: 'owner', body });
            assert.ok(answer.status < 500, `${answer.status} for ${name}=${show(by)}`);
            // A list's name is any word: what one keeps of a list nobody has is empty, and harmless.
            const isWord = name === 'list' && /^[a-z-]+$/.test(by);
            assert.ok(answer.status !== 200 || isWord, `${name}=${show(by)}`);
          }),
        );
      }
    });
  }
});

test('nobody is made owner or custodian who is not there, and nothing is put in an area or site that is not', async () => {
  const nobody = '01a20000-0000-7000-8000-000000000000';
  const asset = await hf.ask('owner', 'GET', `${site}/assets/${things.asset_id}`);
  const zone = (await hf.ask('owner', 'GET', `${site}/zones`)).rows.find((it: { id: string }) => it.id === things.zone_id);
  const tries: [string, string, object, string][] = [
    ['PATCH', `assets/${asset.id}`, { version: asset.version, owner_id: nobody }, 'person_not_found'],
    ['PATCH', `assets/${asset.id}`, { version: asset.version, area_id: nobody }, 'area_not_found'],
    ['POST', 'assets', { name: 'Drive', kind: 'drive', owner_id: nobody }, 'person_not_found'],
    ['POST', 'assets', { name: 'Drive', kind: 'drive', zone_id: nobody }, 'zone_not_found'],
    ['POST', 'zones', { name: 'Boilers', purdue_level: '1', custodian_id: nobody }, 'person_not_found'],
    ['PATCH', `zones/${zone.id}`, { version: zone.version, custodian_id: nobody }, 'person_not_found'],
    ['PATCH', `conduits/${things.conduit_id}`, { owner_id: nobody }, 'person_not_found'],
    ['POST', 'areas', { name: 'Boilers', owner_id: nobody }, 'person_not_found'],
  ];
  for (const [method, path, body, code] of tries) {
    const answer = await hf.call(method, `${site}/${path}`, { as: 'owner', body });
    assert.deepEqual([answer.status, answer.body.code], [404, code], `${method} ${path} ${show(body)}`);
  }
  const moved = await hf.ask('owner', 'POST', `${site}/zones/${zone.id}/members`, { asset_ids: [nobody], reason: 'Not there.' });
  assert.deepEqual(moved, { moved: 0, refused: [{ id: nobody, code: 'asset_not_found' }], entry_id: null });
});

test('a site cannot take the name of another, nor an area, nor two at once', async () => {
  const taken = await hf.call('PATCH', site, { as: 'owner', body: { name: 'Elsewhere' } });
  assert.deepEqual([taken.status, taken.body.code], [409, 'site_name_taken']);
  const both = await Promise.all([1, 2, 3].map(() => hf.call('POST', `${site}/areas`, { as: 'owner', body: { name: 'Brewhouse' } })));
  assert.deepEqual(both.map((it) => it.status).toSorted(), [200, 409, 409]);
});

test('a search takes quotes, percent and underscore as they stand', async () => {
  const total = async (search: string): Promise<number> =>
    (await hf.ask('owner', 'GET', `${site}/assets?search=${encodeURIComponent(search)}`)).total;
  const all = await total('');
  assert.ok(all > 50);
  for (const search of ['%', '_', `' or 1=1 --`, '%%', 'a%b']) assert.ok((await total(search)) < all, search);
});

test('a sort by a column that is not offered sorts as usual', async () => {
  const ids = async (sort: string) =>
    (await hf.ask('owner', 'GET', `${site}/assets?sort=${sort}&limit=20`)).rows.map((it: { id: string }) => it.id);
  assert.deepEqual(await ids('decision_reason'), await ids('name'));
  assert.deepEqual(await ids('__proto__'), await ids('name'));
  assert.deepEqual(await ids('constructor'), await ids('name'));
});

test('pages are bounded and do not overlap', async () => {
  for (const query of ['limit=0', 'limit=2001', 'limit=-1', 'offset=-1', 'limit=1e3x', 'limit=abc'])
    assert.equal((await hf.call('GET', `${site}/assets?${query}`, { as: 'owner' })).status, 400, query);
  const ids = async (offset: number) =>
    (await hf.ask('owner', 'GET', `${site}/assets?sort=kind&limit=30&offset=${offset}`)).rows.map((it: { id: string }) => it.id);
  const pages = [...(await ids(0)), ...(await ids(30)), ...(await ids(60))];
  assert.equal(new Set(pages).size, pages.length);
  assert.deepEqual((await hf.ask('owner', 'GET', `${site}/assets?offset=99999`)).rows, []);
});

test('text that cannot be stored as it is sent is refused, not changed', async () => {
  for (const name of ['a\u0000b', 'lone \ud800']) {
    const answer = await hf.call('POST', `${site}/areas`, { as: 'owner', body: JSON.stringify({ name }) });
    assert.deepEqual([answer.status, answer.body.code], [400, 'wrong_input'], show(name));
  }
});

test('a body that is not JSON, or is named so, is refused', async () => {
  const body = JSON.stringify({ name: 'Filling' });
  for (const type of [
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/xml',
    'application/json5',
  ]) {
    const answer = await hf.call('POST', `${site}/areas`, { as: 'owner', body, headers: { 'content-type': type } });
    assert.deepEqual([answer.status, answer.body.code], [400, 'not_json'], type);
  }
  for (const text of [
    '',
    '{',
    '{"name":"a"}{"name":"b"}',
    '{"__proto__":{"x":1},"name":"a"}',
    '{"constructor":{"prototype":{"x":1}},"name":"a"}',
  ])
    assert.equal((await hf.call('POST', `${site}/areas`, { as: 'owner', body: text })).status, 400, text);
  assert.equal(({} as { x?: number }).x, undefined);
});

test('another site’s page cannot ask for a change, nor another name for anything', async () => {
  const cookie = hf.cookieOf('owner');
  const post = (headers: Record<string, string>) =>
    send(`${hf.base}${site}/areas`, 'POST', { name: `Area ${Math.random()}` }, { cookie, ...headers });
  for (const origin of ['http://evil.example', 'null', 'http://localhost.evil.example', 'https://127.0.0.1'])
    assert.deepEqual((await post({ origin })).body.code, 'cross_site', origin);
  for (const site of ['cross-site', 'same-site']) assert.deepEqual((await post({ 'sec-fetch-site': site })).body.code, 'cross_site', site);
  for (const host of ['evil.example', 'localhost.evil.example', 'localhost@evil.example', '127.0.0.1.nip.io'])
    assert.deepEqual((await send(`${hf.base}${site}/areas`, 'GET', undefined, { cookie, host })).body.code, 'host_not_allowed', host);
  assert.equal((await post({ origin: new URL(hf.base).origin })).status, 200);
});

test('a session cookie that was touched is nobody’s', async () => {
  const cookie = hf
    .cookieOf('owner')
    .split('; ')
    .find((it) => it.startsWith('holdfast.session_token='))!;
  assert.equal((await hf.call('GET', '/api/v1/me', { headers: { cookie } })).status, 200);
  for (const touched of [cookie.slice(0, -4), cookie.replace(/=(.)/, '=x$1'), `${cookie.split('.')[0]}.AAAA`, 'holdfast.session_token=x.y'])
    assert.equal((await hf.call('GET', '/api/v1/me', { headers: { cookie: touched } })).status, 401);
});

/** The walk set a mail server that is nobody's: what waits for it would be tried for hours. */
async function forgetMail(): Promise<void> {
  await hf.rows('delete from holdfast.mail_setting');
  await hf.rows(`select graphile_worker.complete_jobs(array(select id from graphile_worker.jobs where task_identifier = 'notices.mail'))`);
}

test('a capture’s name is only ever shown: no path, no control characters', async () => {
  const names: [string, string][] = [
    ['../../../etc/cron.d/x', 'x'],
    ['C:\\Windows\\system32\\a.pcap', 'a.pcap'],
    ['a\r\nset-cookie: b=c.pcap', 'aset-cookie: b=c.pcap'],
    ['..', '..'],
  ];
  await forgetMail();
  for (const [at, [given, kept]] of names.entries()) {
    const added = await hf.upload('owner', plantBytes(30_000 + at * 3000), given);
    assert.deepEqual([added.status, added.body.name], [200, kept]);
  }
  assert.equal((await hf.upload('owner', Buffer.from('x'), 'a\u0000.pcap')).status, 400);
  await hf.idle();
});

test('a list of 2000 rules is proposed and approved, and the ledger keeps how many and their hash', async () => {
  // Whatever list the walk before left waiting is taken back by who proposed it.
  await hf.rows(`update holdfast.approval set state = 'withdrawn' where state = 'waiting'`);
  await hf.rows(`update holdfast.allow_list set state = 'withdrawn' where state = 'proposed'`);
  const conduit = await hf.ask('owner', 'GET', `${site}/conduits/${things.conduit_id}`);
  const [from, to] = [
    { kind: 'zone', zone_id: conduit.zone_a.id },
    { kind: 'zone', zone_id: conduit.zone_b.id },
  ];
  const rules = Array.from({ length: 2000 }, (_, n) => ({
    id: `r${n}`,
    from,
    to,
    transport: 'tcp',
    port_from: n,
    port_to: n,
    protocol: null,
    classes: null,
    purpose: 'x'.repeat(100),
  }));
  const list = await hf.ask('owner', 'POST', `${site}/conduits/${things.conduit_id}/allow-lists`, { rules, reason: 'All written out.' });
  const [entry] = await hf.rows<{ body: string }>(
    `select convert_from(body, 'UTF8') as body from (select body from ledger.pending union select body from ledger.entry) e
    where convert_from(body, 'UTF8')::jsonb -> 'facts' ->> 'list_id' = $1`,
    [list.id],
  );
  const { facts } = JSON.parse(entry!.body) as { facts: Record<string, unknown> };
  assert.deepEqual([facts['rules_count'], typeof facts['rules_sha256'], facts['rules']], [2000, 'string', undefined]);
  const approved = await hf.ask('plant_manager', 'POST', `${site}/conduits/${things.conduit_id}/allow-lists/${list.id}/decision`, {
    decision: 'approved',
    reason: 'Read them all.',
  });
  assert.equal(approved.state, 'approved');
});

test('a decision on a thousand objects at once is one entry', async () => {
  await hf.rows(
    `insert into holdfast.asset (site_id, name, standing, first_seen, last_seen) select $1, 'device ' || n, 'sighted', now(), now() from generate_series(1, 1000) n`,
    [hf.site_id],
  );
  await hf.rows(`select 1 from jobs.enqueue('site.refresh', $1::jsonb, null, 3)`, [JSON.stringify({ site_id: hf.site_id })]);
  await hf.idle();
  const { rows } = await hf.ask('owner', 'GET', `${site}/findings?kind=new_device&state=open&search=device&limit=1000`);
  assert.equal(rows.length, 1000);
  const finding_ids = rows.map((it: { id: string }) => it.id);
  const decided = await hf.ask('owner', 'POST', `${site}/findings/decisions`, {
    finding_ids,
    decision: 'reject',
    reason: 'A scan, not devices.',
  });
  const { entry_id, ...said } = decided;
  assert.deepEqual([said, typeof entry_id], [{ decided: 1000, refused: [] }, 'string']);
});

test('after all that every table and the ledger are whole', async () => {
  await hf.idle();
  const verified = await hf.ask('owner', 'POST', `${site}/ledger/verifications`, {});
  assert.deepEqual([verified.ok, verified.fault], [true, null]);
  const [assets] = await hf.rows<{ n: number }>('select count(*)::int as n from holdfast.asset');
  assert.ok(assets!.n > 1000);
});
