// The real server on a loopback port over the real database: doors, refusals, headers, uploads.
import assert from 'node:assert/strict';
import { request as httpRequest } from 'node:http';
import { after, test } from 'node:test';
import { z } from 'zod';
import { baseOf, testPassword, testServer, type TestPeople } from '../test/server.ts';
import { Failure } from './failure.ts';
import { buildServer, closeServer } from './http.ts';
import type { Grant, Sentence } from './permit.ts';
import { route } from './route.ts';

const site = '01930000-0000-7000-8000-000000000001';
const otherSite = '01930000-0000-7000-8000-000000000002';

const see: Sentence = { id: 'see_assets', who: ['ot_lead', 'auditor'], at: 'site', changes: false, says: 'sees the assets' };
const change: Sentence = { id: 'change_assets', who: ['ot_lead'], at: 'site', changes: true, says: 'changes assets' };
const grant = (role: Grant['role'], site_id: string): Grant => ({ role, scope: 'site', site_id, zone_id: null, expires_at: null });
const people: TestPeople = {
  lead: { name: 'Anna Brauer', email: 'anna@example.org', active: true, grants: [grant('ot_lead', site), grant('ot_lead', otherSite)] },
  auditor: { name: 'Piet Prüfer', email: 'piet@example.org', active: true, grants: [grant('auditor', site)] },
};

const params = z.object({ site_id: z.uuid() });
const uploaded = z.object({ size_bytes: z.number() });
const routes = [
  route({
    method: 'GET',
    path: '/api/v1/sites/:site_id/assets',
    summary: 'Assets',
    access: see,
    params,
    query: z.object({ limit: z.coerce.number().int().max(10).default(3) }),
    output: z.object({ rows: z.array(z.string()) }),
    handle: async ({ query, context }) => ({ rows: [context.principal.name, context.permit.sentence, String(query.limit)] }),
  }),
  route({
    method: 'POST',
    path: '/api/v1/sites/:site_id/assets',
    summary: 'Add an asset',
    access: change,
    params,
    body: z.object({ name: z.string().min(1), tags: z.array(z.object({ 'a/b': z.string() })).default([]) }),
    output: z.object({ name: z.string() }),
    handle: async ({ body }) => body,
  }),
  route({
    method: 'POST',
    path: '/api/v1/sites/:site_id/uploads',
    summary: 'Send a file',
    access: change,
    params,
    query: z.object({ fail: z.string().optional() }),
    output: uploaded,
    streams: true,
    handle: async ({ stream, query }) => {
      if (query.fail !== undefined) throw new Failure('too_large', 'file_too_large', { limit_bytes: 5 });
      let size_bytes = 0;
      for await (const chunk of stream) size_bytes += (chunk as Buffer).length;
      return { size_bytes };
    },
  }),
  route({
    method: 'GET',
    path: '/api/v1/broken/:how',
    summary: 'Broken',
    access: 'signed_in',
    params: z.object({ how: z.string() }),
    output: z.object({ fine: z.literal(true) }),
    handle: async ({ params: { how } }) => {
      if (how === 'throw') throw new Error('the secret plan of the database');
      return { fine: false } as unknown as { fine: true };
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/v1/nothing',
    summary: 'Nothing to say',
    access: 'public',
    output: z.undefined(),
    handle: async () => undefined,
  }),
];

let healthy = false;
const health = () => ({ status: healthy ? ('ok' as const) : ('starting' as const) });
const siteExists = async (site_id: string) => site_id === site;
const { base, call, enter, rawCall, parts, logged } = await testServer({ after }, { routes, people, siteExists, health });

test('says whether it is ready, to anybody', async () => {
  healthy = false;
  const starting = await call('GET', '/health');
  assert.deepEqual([starting.status, starting.body], [503, { status: 'starting' }]);
  healthy = true;
  const ready = await call('GET', '/health');
  assert.deepEqual([ready.status, ready.body], [200, { status: 'ok' }]);
});

test('answers a route with its parsed query, the person and the permit', async () => {
  const answer = await call('GET', `/api/v1/sites/${site}/assets?limit=7`, { as: 'lead' });
  assert.deepEqual([answer.status, answer.body], [200, { rows: ['Anna Brauer', 'see_assets', '7'] }]);
  assert.equal(answer.headers.get('cache-control'), 'no-store');
});

test('answers nothing with 204', async () => {
  assert.equal((await call('DELETE', '/api/v1/nothing')).status, 204);
});

test('refuses a signed-out caller before anything else', async () => {
  for (const path of [`/api/v1/sites/${site}/assets`, '/api/v1/sites/not-an-id/assets', '/api/v1/broken/throw']) {
    const answer = await call('GET', path);
    assert.deepEqual([answer.status, answer.body['code']], [401, 'sign_in_first']);
  }
  const upload = await call('POST', `/api/v1/sites/${site}/uploads`, { body: 'x' });
  assert.equal(upload.status, 401);
});

test('refuses the wrong role, and another site whether it is there or not', async () => {
  const wrongRole = await call('POST', `/api/v1/sites/${site}/assets`, { as: 'auditor', body: { name: 'x' } });
  assert.deepEqual([wrongRole.status, wrongRole.body['kind'], wrongRole.body['params']], [403, 'forbidden', { sentence: 'change_assets' }]);
  for (const elsewhere of [otherSite, '01930000-0000-7000-8000-00000000000f']) {
    assert.equal((await call('GET', `/api/v1/sites/${elsewhere}/assets`, { as: 'auditor' })).status, 403);
  }
  const gone = await call('GET', `/api/v1/sites/${otherSite}/assets`, { as: 'lead' });
  assert.deepEqual([gone.status, gone.body['code']], [404, 'site_missing']);
});

test('names each wrong field of a body, a query and a parameter', async () => {
  const answer = await call('POST', `/api/v1/sites/${site}/assets`, { as: 'lead', body: { name: '', tags: [{ 'a/b': 1 }] } });
  assert.equal(answer.status, 400);
  assert.match(answer.headers.get('content-type') ?? '', /^application\/problem\+json/);
  const { type, title, status, kind, code, params: facts, request_id, errors } = answer.body;
  assert.deepEqual(
    { type, title, status, kind, code, facts },
    {
      type: 'urn:holdfast:problem:wrong_input',
      title: 'Bad Request',
      status: 400,
      kind: 'bad_input',
      code: 'wrong_input',
      facts: { count: 2 },
    },
  );
  assert.equal(request_id, answer.headers.get('x-request-id'));
  assert.deepEqual(
    (errors as { pointer: string; code: string }[]).map((it) => [it.pointer, it.code]),
    [
      ['#/body/name', 'too_small'],
      ['#/body/tags/0/a~1b', 'invalid_type'],
    ],
  );
  const query = await call('GET', `/api/v1/sites/${site}/assets?limit=11`, { as: 'lead' });
  assert.equal((query.body['errors'] as { pointer: string }[])[0]?.pointer, '#/query/limit');
  const unheard = await call('GET', `/api/v1/sites/${site}/assets?limit=2&state=done&constructor=x`, { as: 'lead' });
  assert.deepEqual(
    (unheard.body['errors'] as { pointer: string; code: string }[]).map((it) => [it.pointer, it.code]),
    [
      ['#/query/state', 'unknown_parameter'],
      ['#/query/constructor', 'unknown_parameter'],
    ],
    'a filter nobody hears would answer what was not asked for',
  );
  const noQuery = await call('POST', `/api/v1/sites/${site}/assets?dry_run=true`, { as: 'lead', body: { name: 'Pump' } });
  assert.deepEqual([noQuery.status, (noQuery.body['errors'] as { pointer: string }[])[0]?.pointer], [400, '#/query/dry_run']);
  const parameter = await call('GET', '/api/v1/sites/not-an-id/assets', { as: 'lead' });
  assert.deepEqual([parameter.status, (parameter.body['errors'] as { pointer: string }[])[0]?.pointer], [400, '#/params/site_id']);
});

test('refuses what is not JSON, too large, or would poison objects', async () => {
  const path = `/api/v1/sites/${site}/assets`;
  const cut = await call('POST', path, { as: 'lead', body: '{"name": "x' });
  assert.deepEqual([cut.status, cut.body['code']], [400, 'not_json']);
  const poison = await call('POST', path, { as: 'lead', body: '{"name": "x", "__proto__": {"admin": true}}' });
  assert.deepEqual([poison.status, poison.body['code']], [400, 'not_json']);
  const form = await call('POST', path, { as: 'lead', body: 'name=x', headers: { 'content-type': 'application/x-www-form-urlencoded' } });
  assert.deepEqual([form.status, form.body['code']], [400, 'not_json']);
  const plain = await call('POST', path, { as: 'lead', body: '{"name":"x"}', headers: { 'content-type': 'text/plain' } });
  assert.deepEqual([plain.status, plain.body['code']], [400, 'not_json']);
  const large = await call('POST', path, { as: 'lead', body: { name: 'x'.repeat(1 << 20) } });
  assert.deepEqual([large.status, large.body['kind'], large.body['code']], [413, 'too_large', 'body_too_large']);
});

test('hides a bug behind its request id and logs it', async () => {
  for (const how of ['throw', 'answer']) {
    const answer = await call('GET', `/api/v1/broken/${how}`, { as: 'lead' });
    assert.deepEqual([answer.status, answer.body['kind'], answer.body['code']], [500, 'bug', 'internal']);
    assert.doesNotMatch(JSON.stringify(answer.body), /secret plan|shape/);
    assert.ok(logged.some((line) => line.includes('"level":"error"') && line.includes(String(answer.body['request_id']))));
  }
});

test('answers an unknown route as a problem, and never as the page', async () => {
  const answer = await call('GET', '/api/v1/no/such', { as: 'lead' });
  assert.deepEqual([answer.status, answer.body['code']], [404, 'no_such_route']);
  const wrongMethod = await call('PUT', `/api/v1/sites/${site}/assets`, { as: 'lead', body: {} });
  assert.equal(wrongMethod.status, 404);
});

test('refuses a change asked for by another site, and takes one from the own page or no browser', async () => {
  const path = `/api/v1/sites/${site}/assets`;
  const host = new URL(base).host;
  const tries: [Record<string, string>, number][] = [
    [{ origin: 'https://evil.example' }, 403],
    [{ origin: 'null' }, 403],
    [{ origin: `http://${host}.evil.example` }, 403],
    [{ 'sec-fetch-site': 'cross-site' }, 403],
    [{ 'sec-fetch-site': 'same-site' }, 403],
    [{ origin: `http://${host}`, 'sec-fetch-site': 'same-origin' }, 200],
    [{}, 200],
  ];
  for (const [headers, status] of tries) {
    assert.equal((await call('POST', path, { as: 'lead', body: { name: 'x' }, headers })).status, status, JSON.stringify(headers));
  }
  const signInElsewhere = await call('POST', '/api/auth/sign-in/email', {
    body: { email: 'anna@example.org', password: testPassword },
    headers: { origin: 'https://evil.example' },
  });
  assert.deepEqual([signInElsewhere.status, signInElsewhere.cookie], [403, '']);
});

test('refuses a request for a host that is not ours', async () => {
  for (const [host, status] of [
    ['evil.example', 400],
    ['evil.example:4400', 400],
    ['localhost:1', 200],
    ['PLANT.example.org', 200],
    ['127.0.0.1', 200],
    ['[::1]:4400', 200],
  ] as const) {
    assert.equal((await rawCall('GET', '/health', { host })).status, status, host);
  }
});

test('sends the guarding headers with every answer, good or bad', async () => {
  for (const path of ['/', '/health', '/api/v1/no/such', `/api/v1/sites/${site}/assets`, '/assets/none.js']) {
    const { headers } = await call('GET', path);
    const policy = headers.get('content-security-policy') ?? '';
    assert.match(policy, /default-src 'self'/);
    assert.match(policy, /script-src 'self';/);
    assert.match(policy, /frame-ancestors 'none'/);
    assert.equal(headers.get('x-content-type-options'), 'nosniff');
    assert.equal(headers.get('referrer-policy'), 'no-referrer');
    assert.match(headers.get('permissions-policy') ?? '', /camera=\(\)/);
    assert.equal(headers.get('x-powered-by'), null);
  }
});

test('serves the page for every page address, hashed files for ever, and nothing outside', async () => {
  const page = await call('GET', '/sites/1/map?zone=2');
  assert.deepEqual([page.status, page.body['text'], page.headers.get('cache-control')], [200, '<title>Holdfast</title>', 'no-cache']);
  const asset = await call('GET', '/assets/index-DiwrgTda.js');
  assert.deepEqual([asset.status, asset.headers.get('cache-control')], [200, 'public, max-age=31536000, immutable']);
  assert.equal((await call('GET', '/assets/index-gone1234.js')).status, 404);
  assert.equal((await call('POST', '/sites/1/map', { body: {} })).status, 404);
  const outside = await rawCall('GET', '/..%2f..%2ffiles', {});
  assert.doesNotMatch(outside.body, /incoming/);
});

test('streams an upload of any type past the JSON limit', async () => {
  const path = `/api/v1/sites/${site}/uploads`;
  const body = 'x'.repeat(3 << 20);
  for (const type of ['application/octet-stream', 'application/json', 'application/vnd.tcpdump.pcap']) {
    const answer = await call('POST', path, { as: 'lead', body, headers: { 'content-type': type } });
    assert.deepEqual([answer.status, answer.body], [200, { size_bytes: 3 << 20 }], type);
  }
});

test('streams an upload without any type', async () => {
  const { cookie } = await enter('anna@example.org');
  const url = `${base}/api/v1/sites/${site}/uploads`;
  const answer = await fetch(url, { method: 'POST', headers: { cookie }, body: new Uint8Array(70_000) });
  assert.deepEqual([answer.status, await answer.json()], [200, { size_bytes: 70_000 }]);
});

test('notes a caller who leaves in the middle of an upload, and calls it no fault', async () => {
  const { cookie } = await enter('anna@example.org');
  logged.length = 0;
  await new Promise<void>((resolve) => {
    const headers = { cookie, 'content-length': '1000000' };
    const asked = httpRequest(`${base}/api/v1/sites/${site}/uploads`, { method: 'POST', headers }, () => {});
    asked.on('error', () => resolve());
    asked.write('x'.repeat(1000), () => setTimeout(() => asked.destroy(), 50));
  });
  for (let i = 0; i < 3000 && !logged.some((line) => line.includes('caller went away')); i += 1) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  assert.ok(logged.some((line) => line.includes('caller went away')));
  assert.ok(!logged.some((line) => line.includes('"level":"error"')));
});

test('ends after the requests under way, and cuts those that take too long', async () => {
  for (const [takesMs, graceMs, outcome] of [
    [150, 5000, 'done'],
    [5000, 100, 'cut'],
  ] as const) {
    const timers: NodeJS.Timeout[] = [];
    const slow = await buildServer({
      ...parts,
      routes: [
        route({
          method: 'GET',
          path: '/api/v1/slow',
          summary: 'Slow',
          access: 'public',
          output: z.string(),
          handle: () => new Promise((resolve) => timers.push(setTimeout(() => resolve('done'), takesMs))),
        }),
      ],
    });
    await slow.listen({ host: '127.0.0.1', port: 0 });
    const answering = fetch(`${baseOf(slow)}/api/v1/slow`).then(
      (answer) => answer.json(),
      () => 'cut',
    );
    // Not before the request is with its handler: one that comes after the end began is refused.
    for (let round = 0; round < 3000 && timers.length === 0; round += 1) await new Promise((resolve) => setTimeout(resolve, 10));
    await Promise.all([closeServer(slow, graceMs), closeServer(slow, graceMs)]);
    assert.equal(await answering, outcome);
    for (const timer of timers) clearTimeout(timer);
  }
});

test('asks browsers for https only where people come by https', async () => {
  const secure = await buildServer({ ...parts, publicUrl: 'https://holdfast.example.org' });
  const answer = await secure.inject({ url: '/health', headers: { host: 'holdfast.example.org' } });
  assert.deepEqual([answer.statusCode, answer.headers['strict-transport-security']], [200, 'max-age=31536000']);
  await secure.close();
  assert.equal((await call('GET', '/health')).headers.get('strict-transport-security'), null);
});

test('answers a refused upload while the client still sends', async () => {
  const answer = await call('POST', `/api/v1/sites/${site}/uploads?fail=1`, { as: 'lead', body: 'x'.repeat(8 << 20) });
  assert.deepEqual([answer.status, answer.body['code'], answer.body['params']], [413, 'file_too_large', { limit_bytes: 5 }]);
});

test('holds an upload back while the handler does not read', async () => {
  let pulled = 0;
  const gate = Promise.withResolvers<void>();
  const slow = await buildServer({
    ...parts,
    routes: [
      route({
        method: 'POST',
        path: '/api/v1/slow',
        summary: 'Slow',
        access: 'public',
        output: uploaded,
        streams: true,
        handle: async ({ stream }) => {
          await gate.promise;
          let size_bytes = 0;
          for await (const chunk of stream) size_bytes += (chunk as Buffer).length;
          return { size_bytes };
        },
      }),
    ],
  });
  await slow.listen({ host: '127.0.0.1', port: 0 });
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      pulled += 1;
      if (pulled > 1024) return controller.close();
      controller.enqueue(new Uint8Array(65536));
    },
  });
  const url = `${baseOf(slow)}/api/v1/slow`;
  const answering = fetch(url, { method: 'POST', body, duplex: 'half' } as RequestInit);
  await new Promise((resolve) => setTimeout(resolve, 300));
  const pulledWhileHeld = pulled;
  gate.resolve();
  assert.deepEqual(await (await answering).json(), { size_bytes: 1024 * 65536 });
  assert.ok(pulledWhileHeld < 512, `${pulledWhileHeld} chunks of 64 kB were taken in while nobody read`);
  await closeServer(slow);
});
