// Tokens and subscriptions through the API, against real receivers: what arrives, what does not, and what people try.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { createServer as createHttp, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createTcp } from 'node:net';
import { after, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { createServer as createTls } from 'node:tls';
import { issueServer, makeRoot } from '@holdfast/platform/plant-ca-make';
import { openHoldfast, type Page } from '../../../test/holdfast.ts';
import { deliverTask } from './jobs.ts';
import type { Delivery, Token } from './schema.ts';

const hf = await openHoldfast({ after });
const { site_id } = hf;
const reason = 'Agreed in the shift meeting.';
const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();
const makeToken = async (as: string, more: object = {}): Promise<{ token: Token; secret: string }> =>
  hf.ask(as, 'POST', '/api/v1/tokens', { name: 'Historian', expires_at: inDays(30), ...more });
const withToken = (secret: string, method: string, path: string, body?: unknown, more: Record<string, string> = {}) =>
  hf.call(method, path, { body, headers: { authorization: `Bearer ${secret}`, ...more } });

type Heard = { headers: IncomingHttpHeaders; body: string };

/** A receiver that answers as told and keeps what it heard. */
async function openReceiver(answer: (response: ServerResponse) => void = (response) => response.end()) {
  const heard: Heard[] = [];
  const server = createHttp((request: IncomingMessage, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (part: string) => (body += part));
    request.on('end', () => {
      heard.push({ headers: request.headers, body });
      answer(response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  after(() => server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/in`, heard };
}

const subscribe = (more: object) =>
  hf.ask('owner', 'POST', '/api/v1/subscriptions', { way: 'webhook', name: 'Receiver', kinds: ['area.*'], allow_private: true, ...more });
const addArea = (name: string) => hf.ask<{ id: string }>('owner', 'POST', `${hf.site}/areas`, { name });
const deliveries = async (subscription_id: string): Promise<Delivery[]> =>
  (await hf.ask<Page<Delivery>>('owner', 'GET', `/api/v1/deliveries?subscription_id=${subscription_id}`)).rows;

async function until<T>(ask: () => Promise<T> | T, fits: (it: T) => boolean): Promise<T> {
  for (let round = 0; round < 1200; round += 1) {
    const it = await ask();
    if (fits(it)) return it;
    await wait(50);
  }
  throw new Error(`never: ${JSON.stringify(await ask())}`);
}

test('a token acts in its owner’s name, and the entry names the token', async () => {
  const { token, secret } = await makeToken('owner', { read_only: false });
  const added = await withToken(secret, 'POST', `${hf.site}/areas`, { name: 'By program' });
  assert.equal(added.status, 200);
  const [entry] = await hf.rows<{ via: string; actor: string }>(
    `select b ->> 'via' as via, b ->> 'actor' as actor from (select convert_from(body, 'UTF8')::jsonb as b
     from (select body from ledger.pending union all select body from ledger.entry) e) x where b ->> 'kind' = 'area.added'`,
  );
  assert.deepEqual([entry!.via, entry!.actor], [`api/${token.id}`, token.person_id]);
  const kept = await hf.rows<{ text: string }>(
    `select t::text as text from holdfast.api_token t union all select i::text from platform.idempotency i`,
  );
  assert.ok(
    kept.every(({ text }) => !text.includes(secret.slice(3))),
    'the secret is kept nowhere',
  );
});

test('a token reaches no further than it says, than its owner does now, and ends with either', async () => {
  const person_id = await hf.hire('maker', [{ role: 'ot_lead', scope: 'site', site_id }]);
  const other = await hf.ask<{ id: string }>('owner', 'POST', '/api/v1/sites', { name: 'South', time_zone: 'UTC' });
  const reading = (await makeToken('maker')).secret;
  assert.equal((await withToken(reading, 'GET', `${hf.site}/assets`)).status, 200);
  assert.equal((await withToken(reading, 'POST', `${hf.site}/areas`, { name: 'No' })).body.code, 'not_allowed');
  const narrow = (await makeToken('maker', { read_only: false, sentences: ['assets.see'] })).secret;
  assert.equal((await withToken(narrow, 'GET', `${hf.site}/assets`)).status, 200);
  assert.equal((await withToken(narrow, 'GET', `${hf.site}/zones`)).body.code, 'not_allowed');
  const here = (await makeToken('owner', { read_only: false, site_id })).secret;
  assert.equal((await withToken(here, 'GET', `/api/v1/sites/${other.id}/assets`)).status, 403, 'the owner’s token of one site');
  assert.equal((await withToken(here, 'PATCH', `/api/v1/sites/${other.id}`, { name: 'Taken' })).status, 403);
  const wide = (await makeToken('maker', { read_only: false, sentences: ['people.keep', 'assets.see'] })).secret;
  assert.equal(
    (await withToken(wide, 'POST', '/api/v1/people', { name: 'X', email: 'x@plant.example', password: 'blaue Leiter im Hof 7' })).status,
    403,
  );
  const full = (await makeToken('maker', { read_only: false })).secret;
  const own = await withToken(full, 'POST', '/api/v1/tokens', { name: 'Child', expires_at: inDays(300) });
  assert.equal(own.body.code, 'not_allowed', 'a token makes no token');
  assert.equal((await withToken(full, 'POST', '/api/v1/me/visit', {})).body.code, 'in_person_only');
  await hf.rows(`update holdfast.role_grant set expires_at = now() where person_id = $1`, [person_id]);
  assert.equal((await withToken(full, 'GET', `${hf.site}/assets`)).status, 403, 'the owner’s role is over');
  await hf.ask('owner', 'PATCH', `/api/v1/people/${person_id}`, { active: false });
  assert.deepEqual([(await withToken(full, 'GET', '/api/v1/me')).status], [401], 'the owner’s account is closed');
});

test('a wrong, ended or expired token is refused, and never tried as a session', async () => {
  const { token, secret } = await makeToken('owner');
  const cookie = { cookie: hf.cookieOf('owner') };
  assert.equal((await withToken(`hf_${'x'.repeat(43)}`, 'GET', '/api/v1/me', undefined, cookie)).body.code, 'token_wrong');
  await hf.rows(`update holdfast.api_token set expires_at = now() where id = $1`, [token.id]);
  assert.equal((await withToken(secret, 'GET', '/api/v1/me', undefined, cookie)).status, 401);
  const second = await makeToken('owner');
  await hf.ask('owner', 'POST', `/api/v1/tokens/${second.token.id}/end`, { reason });
  assert.equal((await withToken(second.secret, 'GET', '/api/v1/me')).status, 401);
  const long = await hf.call('POST', '/api/v1/tokens', { as: 'owner', body: { name: 'For ever', expires_at: inDays(4000) } });
  assert.equal(long.body.code, 'token_expiry_within_a_year');
});

test('with an Idempotency-Key a request sent twice is done once; the same key with another request is refused', async () => {
  const { secret } = await makeToken('owner', { read_only: false });
  const send = (name: string) => withToken(secret, 'POST', `${hf.site}/areas`, { name }, { 'idempotency-key': 'import-7' });
  const [first, second] = [await send('Once'), await send('Once')];
  assert.deepEqual([first.status, second.status, second.body.id], [200, 200, first.body.id]);
  assert.equal((await send('Another')).body.code, 'idempotency_key_reused');
  const secrets = await Promise.all(
    [1, 2].map(() =>
      hf.call('POST', '/api/v1/tokens', {
        as: 'owner',
        body: { name: 'T', expires_at: inDays(1).slice(0, 10) + 'T00:00:00Z' },
        headers: { 'idempotency-key': 'k' },
      }),
    ),
  );
  assert.deepEqual(secrets.map((it) => it.body.code ?? 'made').toSorted(), ['made', 'shown_once'], 'a secret is not told again');
});

test('a webhook arrives after the commit, signed with id and time, with ids and kinds and nothing else', async () => {
  const { url, heard } = await openReceiver();
  const { subscription, secret } = await subscribe({ url });
  const area = await addArea('Secretly named');
  await until(
    () => heard.length,
    (n) => n > 0,
  );
  const { headers, body } = heard[0]!;
  const told = JSON.parse(body) as { type: string; data: { subject: { id: string } } };
  assert.deepEqual([told.type, told.data.subject.id], ['area.added', area.id]);
  assert.doesNotMatch(body, /Secretly|Person/);
  const signed = `${headers['webhook-id'] as string}.${headers['webhook-timestamp'] as string}.${body}`;
  const key = Buffer.from((secret as string).replace('whsec_', ''), 'base64');
  assert.equal(headers['webhook-signature'], `v1,${createHmac('sha256', key).update(signed).digest('base64')}`);
  assert.ok(Math.abs(Number(headers['webhook-timestamp']) - Date.now() / 1000) < 30);
  await until(
    () => deliveries(subscription.id),
    (rows) => rows[0]?.state === 'delivered',
  );
  const turned = await hf.ask('owner', 'POST', `/api/v1/subscriptions/${subscription.id}/secret`, {});
  assert.notEqual(turned.secret, secret);
  await hf.ask('owner', 'POST', `/api/v1/subscriptions/${subscription.id}/trial`, {});
  await until(
    () => heard.length,
    (n) => n > 1,
  );
  assert.equal(String(heard[1]!.headers['webhook-signature']).split(' ').length, 2, 'the earlier secret signs too for a day');
  const kept = await hf.rows<{ text: string }>(
    `select encode(secret, 'escape') as text from holdfast.subscription where secret is not null`,
  );
  assert.ok(
    kept.every(({ text }) => !text.includes('whsec_')),
    'the secret lies sealed',
  );
  await hf.ask('owner', 'POST', `/api/v1/subscriptions/${subscription.id}/end`, { reason });
});

test('what does not arrive is tried again with pauses, dies after the last try, and is sent again by hand', async () => {
  let status = 500;
  const { url, heard } = await openReceiver((response) => {
    response.statusCode = status;
    response.end();
  });
  const { subscription } = await subscribe({ url });
  await addArea('Lost');
  const [waiting] = await until(
    () => deliveries(subscription.id),
    (rows) => rows[0]?.attempts === 1,
  );
  assert.deepEqual([waiting!.state, waiting!.last_fault, waiting!.last_status], ['waiting', 'answered', 500]);
  const [job] = await hf.rows<{ later: boolean }>(
    `select run_at > now() as later from graphile_worker._private_jobs where payload ->> 'delivery_id' = $1`,
    [waiting!.id],
  );
  assert.equal(job!.later, true, 'the next try waits');
  await hf.rows(`update holdfast.delivery set attempts = 9 where id = $1`, [waiting!.id]);
  await hf.rows(`update graphile_worker._private_jobs set run_at = now() where payload ->> 'delivery_id' = $1`, [waiting!.id]);
  await until(
    () => deliveries(subscription.id),
    (rows) => rows[0]?.state === 'dead',
  );
  const before = heard.length;
  status = 204;
  await hf.ask('owner', 'POST', `/api/v1/deliveries/${waiting!.id}/again`, {});
  await until(
    () => deliveries(subscription.id),
    (rows) => rows[0]?.state === 'delivered',
  );
  assert.equal(heard.length, before + 1);
  assert.equal(heard[0]!.headers['webhook-id'], heard.at(-1)!.headers['webhook-id'], 'one id, so that the receiver knows it again');
  await hf.ask('owner', 'POST', `/api/v1/subscriptions/${subscription.id}/end`, { reason });
});

test('a webhook never reaches this machine or the plant’s nets unless allowed: by address, by name, by redirect, by a name that turns', async () => {
  const inside = await openReceiver();
  const port = new URL(inside.url).port;
  const redirecting = await openReceiver((response) => response.writeHead(307, { location: inside.url }).end());
  const fault = async (more: object): Promise<string | null> => {
    const { subscription } = await subscribe({ kinds: ['never.happens'], ...more });
    await hf.ask('owner', 'POST', `/api/v1/subscriptions/${subscription.id}/trial`, {});
    const [row] = await until(
      () => deliveries(subscription.id),
      (rows) => (rows[0]?.attempts ?? 0) > 0,
    );
    await hf.ask('owner', 'POST', `/api/v1/subscriptions/${subscription.id}/end`, { reason });
    return row!.last_fault;
  };
  const shut = { allow_private: false };
  for (const host of ['127.0.0.1', 'localhost', '[::1]', '[::ffff:127.0.0.1]', '2130706433', '0x7f.1', '0.0.0.0'])
    assert.equal(await fault({ ...shut, url: `http://${host}:${port}/in` }), 'address_not_allowed', host);
  assert.equal(await fault({ ...shut, url: 'http://169.254.169.254/latest/meta-data' }), 'address_not_allowed');
  assert.equal(inside.heard.length, 0);
  assert.equal(await fault({ url: redirecting.url }), 'redirect_not_followed');
  assert.equal(inside.heard.length, 0);
  // A name that is public when looked at and leads inside when connected to: each connection's own answer is judged.
  const { subscription } = await subscribe({ ...shut, url: `http://turning.example:${port}/in`, kinds: ['never.happens'] });
  await hf.ask('owner', 'PATCH', `/api/v1/subscriptions/${subscription.id}`, { active: true, reason });
  const [queued] = await hf.rows<{ id: string }>(
    `insert into holdfast.delivery (organisation_id, subscription_id, kind, subject_type, subject_id, at)
     select organisation_id, id, 'x.y', 'subscription', 'x', now() from holdfast.subscription where id = $1 returning id`,
    [subscription.id],
  );
  let asked = 0;
  const run = deliverTask({
    db: hf.parts.context.db,
    vault: hf.parts.vault,
    host: 'localhost',
    resolve: (_host, done) =>
      done(null, (asked += 1) === 1 ? [{ address: '169.254.169.254', family: 4 }] : [{ address: '127.0.0.1', family: 4 }]),
  });
  const payload = { delivery_id: queued!.id };
  for (const _try of [1, 2])
    await assert.rejects(run(payload, { id: '1', attempt: 1, signal: undefined }), { code: 'address_not_allowed' });
  assert.deepEqual([asked, inside.heard.length], [2, 0]);
});

test('an address with a user name or a password in it is refused, and stands nowhere', async () => {
  const before = (await hf.ask('owner', 'GET', '/api/v1/subscriptions')).total as number;
  for (const who of ['svc:Geheim7@', 'svc@', ':Geheim7@', 'a%40b:x@']) {
    const body = { way: 'webhook', name: 'SIEM', url: `https://${who}siem.example/in`, kinds: [] };
    const answer = await hf.call('POST', '/api/v1/subscriptions', { as: 'owner', body });
    assert.deepEqual([answer.status, answer.body.code], [422, 'address_with_password'], who);
    assert.doesNotMatch(JSON.stringify(answer.body), /Geheim7/);
    const syslog = { way: 'syslog', name: 'SIEM', url: `tls://${who}siem.example:6514`, kinds: [] };
    assert.equal((await hf.call('POST', '/api/v1/subscriptions', { as: 'owner', body: syslog })).body.code, 'address_with_password', who);
  }
  assert.equal((await hf.ask('owner', 'GET', '/api/v1/subscriptions')).total, before);
});

test('syslog lines arrive octet-counted, as CEF or JSON', async () => {
  const lines: string[] = [];
  const server = createTcp((socket) => {
    let text = '';
    socket.setEncoding('utf8').on('data', (part: string) => (text += part));
    socket.on('end', () => lines.push(text));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  after(() => server.close());
  const url = `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const cef = await hf.ask('owner', 'POST', '/api/v1/subscriptions', {
    way: 'syslog',
    name: 'SIEM',
    url,
    kinds: ['area.added'],
    allow_private: true,
  });
  const json = await hf.ask('owner', 'POST', '/api/v1/subscriptions', {
    way: 'syslog',
    format: 'json',
    name: 'SIEM 2',
    url,
    kinds: ['area.added'],
    allow_private: true,
  });
  assert.equal(cef.secret, null);
  const area = await addArea('Palletising');
  await until(
    () => lines.length,
    (n) => n === 2,
  );
  for (const line of lines) {
    const [, count, rest] = /^(\d+) (.*)$/s.exec(line)!;
    assert.equal(Buffer.byteLength(rest!), Number(count));
    assert.match(rest!, /^<109>1 \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z localhost holdfast - area\.added - /);
    assert.ok(rest!.includes(area.id) && !rest!.includes('Palletising'));
  }
  assert.ok(lines.some((it) => it.includes('CEF:0|Holdfast|Holdfast|1|area.added|')));
  for (const it of [cef, json]) await hf.ask('owner', 'POST', `/api/v1/subscriptions/${it.subscription.id}/end`, { reason });
});

test('syslog goes over TLS to a receiver of the plant’s own authority, and not a byte to one of another', async () => {
  const limits = { dns: ['localhost'], ip: [] };
  const [root, stranger] = [await makeRoot('Plant', limits, new Date()), await makeRoot('Stranger', limits, new Date())];
  const shown = await issueServer(root, ['127.0.0.1', 'localhost'], new Date());
  const lines: string[] = [];
  const server = createTls({ key: shown.key_pem, cert: shown.certificate.pem, minVersion: 'TLSv1.2' }, (socket) => {
    let text = '';
    socket.setEncoding('utf8').on('data', (part: string) => (text += part));
    socket.on('end', () => lines.push(text)).on('error', () => {});
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  after(() => server.close());
  const to = {
    way: 'syslog',
    url: `tls://127.0.0.1:${(server.address() as AddressInfo).port}`,
    kinds: ['area.added'],
    allow_private: true,
  };
  const [good, other, none] = await Promise.all(
    [root.certificate.pem, stranger.certificate.pem, null].map((ca_pem, at) =>
      hf.ask('owner', 'POST', '/api/v1/subscriptions', { ...to, name: `SIEM over TLS ${at}`, ca_pem }),
    ),
  );
  const area = await addArea('Cold store');
  const stateOf = async (it: { subscription: { id: string } }) => (await deliveries(it.subscription.id))[0];
  await until(
    () => Promise.all([good, other, none].map(stateOf)),
    (states) => states.every((it) => it !== undefined && it.tried_at !== null),
  );
  const found = await Promise.all([good, other, none].map(stateOf));
  assert.deepEqual(
    found.map((it) => [it!.state, it!.last_fault]),
    [
      ['delivered', null],
      ['waiting', 'certificate_refused'],
      ['waiting', 'certificate_refused'],
    ],
  );
  assert.equal(lines.length, 1);
  assert.ok(lines[0]!.includes(area.id));
  for (const it of [good, other, none]) await hf.ask('owner', 'POST', `/api/v1/subscriptions/${it.subscription.id}/end`, { reason });
  await hf.rows(`update holdfast.delivery set state = 'dead' where state = 'waiting'`);
});

test('nothing is told of an act that did not happen', async () => {
  const { url, heard } = await openReceiver();
  const { subscription } = await subscribe({ url, kinds: [] });
  await addArea('Twice');
  assert.equal((await hf.call('POST', `${hf.site}/areas`, { as: 'owner', body: { name: 'Twice' } })).status, 409);
  await until(
    () => heard.length,
    (n) => n > 0,
  );
  await hf.idle();
  assert.equal(heard.filter((it) => it.body.includes('area.added')).length, 1);
  await hf.ask('owner', 'POST', `/api/v1/subscriptions/${subscription.id}/end`, { reason });
});
