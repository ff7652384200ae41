// Sign-in over the real server and database: who gets a session, who does not, and when it ends.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { z } from 'zod';
import { testPassword, testServer, type TestPeople } from '../test/server.ts';
import { canSignIn, createAccount, endSessions, removeAccount, setEmail, setPassword } from './accounts.ts';
import { Failure } from './failure.ts';
import { route } from './route.ts';
import { createSignIn, sweepSessions } from './sign-in.ts';
import { cookieOfSession } from './sign-in-auth.ts';
import { enterByPassword } from './sign-in-flow.ts';
import { seeSession } from './sign-in-seen.ts';

const people: TestPeople = {
  lead: { name: 'Anna Brauer', email: 'anna@example.org', active: true, grants: [] },
  auditor: { name: 'Piet Prüfer', email: 'piet@example.org', active: true, grants: [] },
  leaver: { name: 'Lena Gegangen', email: 'lena@example.org', active: false, grants: [] },
};
const mine = '/api/v1/mine';
const routes = [
  route({
    method: 'GET',
    path: mine,
    summary: 'Who I am',
    access: 'signed_in',
    output: z.object({ name: z.string() }),
    handle: async ({ context }) => ({ name: context.principal.name }),
  }),
];
const { call, enter, clock, db, parts } = await testServer({ after }, { routes, people, siteExists: async () => true });

test('gives a strict, script-proof cookie and knows the person by it', async () => {
  const answer = await enter('Anna@Example.org ');
  assert.deepEqual([answer.status, answer.body], [200, { person_id: 'lead' }]);
  const cookie = answer.headers.getSetCookie()[0] ?? '';
  assert.ok(answer.headers.getSetCookie().every((it) => /HttpOnly/i.test(it) && /SameSite=Strict/i.test(it)));
  assert.match(cookie, /^holdfast\.session_token=[^;]+; Max-Age=43200; Path=\/; HttpOnly; SameSite=Strict$/i);
  const session = await call('GET', '/api/auth/get-session', { as: answer.cookie });
  assert.deepEqual((session.body['person'] as { name: string }).name, 'Anna Brauer');
});

test('answers a wrong password, an unknown address and an inactive person alike', async () => {
  const answers = [
    await enter('anna@example.org', 'not the right words'),
    await enter('nobody@example.org'),
    await enter('lena@example.org'),
  ];
  for (const { status, body, cookie } of answers) {
    assert.deepEqual({ ...body, request_id: '' }, { ...answers[0]?.body, request_id: '' });
    assert.deepEqual([status, body['code'], cookie], [401, 'sign_in_failed', '']);
  }
  const open = await call('GET', '/api/auth/get-session');
  assert.deepEqual(open.body, { person: null });
});

test('locks an account after five wrong tries, there or not, for a time that doubles up to a quarter of an hour', async () => {
  for (const email of ['piet@example.org', 'ghost@example.org']) {
    clock.ms += 2 * 86_400_000;
    const statuses = [];
    for (let i = 0; i < 6; i += 1) statuses.push((await enter(email, `wrong words ${i}`)).status);
    assert.deepEqual(statuses, [401, 401, 401, 401, 401, 429]);
  }
  const waits = [];
  clock.ms += 2 * 86_400_000;
  for (let i = 0; i < 5; i += 1) await enter('piet@example.org', 'wrong words');
  for (let i = 0; i < 7; i += 1) {
    const { status, body, headers } = await enter('piet@example.org');
    assert.deepEqual([status, body['code']], [429, 'too_many_tries']);
    waits.push(Number(headers.get('retry-after')));
    clock.ms += Number(headers.get('retry-after')) * 1000;
    assert.equal((await enter('piet@example.org', 'still wrong words')).status, 401);
  }
  assert.deepEqual(waits, [30, 60, 120, 240, 480, 900, 900]);
  clock.ms += 900_000;
  assert.equal((await enter('piet@example.org')).status, 200);
  assert.equal((await enter('piet@example.org', 'wrong words')).status, 401, 'a success starts the count anew');
  assert.equal((await enter('piet@example.org')).status, 200);
});

test('counts tries before it judges them, so that many at once gain nothing', async () => {
  clock.ms += 2 * 86_400_000;
  const answers = await Promise.all(Array.from({ length: 12 }, (_, i) => enter('anna@example.org', `wrong words ${i}`)));
  assert.equal(answers.filter((it) => it.status === 401).length, 5);
  assert.equal(answers.filter((it) => it.status === 429).length, 7);
  clock.ms += 2 * 86_400_000;
});

test('lets a browser the person used before in while others guess: nobody is locked out by a stranger', async () => {
  const first = await enter('anna@example.org');
  const device =
    first.headers
      .getSetCookie()
      .find((it) => it.startsWith('holdfast.device='))
      ?.split(';')[0] ?? '';
  assert.match(device, /^holdfast\.device=[\w-]+\.[\w-]+$/);
  for (let i = 0; i < 6; i += 1) await enter('anna@example.org', `wrong words ${i}`);
  assert.equal((await enter('anna@example.org')).status, 429);
  const known = (cookie: string, email: string, password = testPassword) =>
    call('POST', '/api/auth/sign-in/email', { as: cookie, body: { email, password } });
  assert.equal((await known(device, 'anna@example.org')).status, 200);
  assert.equal((await known(`${device.slice(0, -2)}xx`, 'anna@example.org')).status, 429, 'a forged mark does not count');
  for (let i = 0; i < 5; i += 1) assert.equal((await known(device, 'anna@example.org', 'wrong words')).status, 401);
  assert.equal((await known(device, 'anna@example.org')).status, 429, 'the known browser has its own count');
  clock.ms += 2 * 86_400_000;
});

test('keeps every other door of sign-in shut', async () => {
  const body = { email: 'new@example.org', password: testPassword, name: 'New' };
  for (const path of [
    'sign-up/email',
    'update-user',
    'delete-user',
    'forget-password',
    'list-sessions',
    'sign-in/social',
    'request-password-reset',
    'change-password',
    'holdfast/open-session',
    'open-session',
  ]) {
    assert.equal((await call('POST', `/api/auth/${path}`, { body, as: 'lead' })).status, 404, path);
  }
  assert.equal((await call('GET', '/api/auth/ok')).status, 404);
});

test('ends a session at sign-out, also for a kept cookie', async () => {
  const { cookie } = await enter('anna@example.org');
  assert.equal((await call('GET', mine, { as: cookie })).status, 200);
  const out = await call('POST', '/api/auth/sign-out', { as: cookie, body: {} });
  assert.equal(out.status, 200);
  assert.match(out.headers.getSetCookie().join(), /holdfast\.session_token=;.*Max-Age=0/i);
  assert.equal((await call('GET', mine, { as: cookie })).status, 401);
});

test('sees a session in one query; one that is due, over, or badly signed it leaves to better-auth', async () => {
  const entered = await enter('anna@example.org');
  const cookie = entered.headers.getSetCookie()[0]!.split(';')[0]!;
  const secret = 'an-u7Q2x0mVb94Kj1LsZp8WcTg6Yh3Rd5EfNi_oQwXk';
  const seeing = { db, secret, ...cookieOfSession('http://localhost:4400') };
  const seen = await seeSession(seeing, `a=b; ${cookie}; c=d`);
  assert.deepEqual([seen?.person_id, seen?.email, seen?.kind], ['lead', 'anna@example.org', 'password']);
  assert.deepEqual(seen, await seeSession(seeing, decodeURIComponent(cookie)));
  const [token, signature] = cookie.split('=', 2)[1]!.split('.') as [string, string];
  const name = seeing.cookieName;
  const wrong = [
    `${name}=${token}.`,
    `${name}=.${signature}`,
    `x${cookie}`,
    `${name}=${token}`,
    `${name}=${token.toLowerCase()}.${signature}`,
  ];
  for (const it of ['', ...wrong, `${name}=a; ${cookie}`, `${cookie}x`, cookie.replace(/=./, '=_')])
    assert.equal(await seeSession(seeing, it), null, it);
  assert.equal(await seeSession({ ...seeing, secret: `${secret}x` }, cookie), null);
  const ends = (minutes: number) =>
    sql`update auth."session" set "expiresAt" = now() + ${minutes} * interval '1 minute' where id = ${seen!.id}`.execute(db);
  await ends(12 * 60 - 11);
  assert.equal(await seeSession(seeing, cookie), null, 'due');
  const renewed = await call('GET', mine, { as: cookie });
  assert.deepEqual([renewed.status, renewed.headers.getSetCookie().length], [200, 1], 'prolonged');
  assert.equal((await seeSession(seeing, cookie))?.id, seen!.id, 'seen again');
  await ends(-1);
  assert.equal(await seeSession(seeing, cookie), null, 'over');
  assert.equal((await call('GET', mine, { as: cookie })).status, 401);
});

test('refuses a forged or altered cookie', async () => {
  const entered = await enter('anna@example.org');
  const cookie = entered.cookie.split('; ').find((it) => it.startsWith('holdfast.session_token=')) ?? '';
  for (const forged of [
    cookie.replace(/=(.)/, (_, first: string) => (first === 'x' ? '=y' : '=x')),
    'holdfast.session_token=abc.def',
    `${cookie}x`,
  ]) {
    assert.equal((await call('GET', mine, { as: forged })).status, 401);
  }
});

test('shuts out a person set to inactive at once, and for good', async () => {
  const { cookie } = await enter('piet@example.org');
  const piet = people['auditor'];
  assert.ok(piet);
  piet.active = false;
  assert.equal((await call('GET', mine, { as: cookie })).status, 401);
  piet.active = true;
  assert.equal((await call('GET', mine, { as: cookie })).status, 401, 'the session ended');
});

test('ends all sessions of a person when told', async () => {
  const { cookie } = await enter('anna@example.org');
  assert.ok((await endSessions(db, 'lead')) >= 1);
  assert.equal((await call('GET', '/api/auth/get-session', { as: cookie })).body['person'], null);
});

const isFailure = (code: string) => (error: unknown) => error instanceof Failure && error.code === code;

test('makes one account per address, whatever its case, and only with a good password', async () => {
  const wanted = { person_id: 'new', name: 'Nele Neu', email: 'Nele@Example.org', password: testPassword };
  await assert.rejects(createAccount(db, { ...wanted, password: 'Nele Neu 12345' }), isFailure('password_is_name'));
  assert.equal(await canSignIn(db, 'new'), false);
  await createAccount(db, wanted);
  assert.equal(await canSignIn(db, 'new'), true);
  await assert.rejects(createAccount(db, { ...wanted, person_id: 'newer', email: 'nele@example.ORG' }), isFailure('email_taken'));
  await assert.rejects(createAccount(db, { ...wanted, email: 'other@example.org' }), isFailure('email_taken'));
});

test('leaves no account when its transaction rolls back', async () => {
  const wanted = { person_id: 'half', name: 'Half', email: 'half@example.org', password: testPassword };
  await assert.rejects(
    db.transaction().execute(async (tx) => {
      await createAccount(tx, wanted);
      throw new Error('the person could not be stored');
    }),
  );
  assert.equal(await canSignIn(db, 'half'), false);
});

test('sets a password and an address for somebody, ending the sessions', async () => {
  const person = { name: 'Rita Rot', email: 'rita@example.org', active: true, grants: [] };
  people['rita'] = person;
  await createAccount(db, { person_id: 'rita', ...person, password: testPassword });
  const { cookie } = await enter('rita@example.org');
  await setPassword(db, { person_id: 'rita', name: person.name, password: 'sieben Fässer im Hof' });
  assert.equal((await call('GET', mine, { as: cookie })).status, 401);
  await assert.rejects(setEmail(db, 'rita', 'ANNA@example.org'), isFailure('email_taken'));
  await setEmail(db, 'rita', 'Rita.Rot@example.org');
  assert.equal((await enter('rita.rot@example.org', 'sieben Fässer im Hof')).status, 200);
  await assert.rejects(setPassword(db, { person_id: 'nobody', name: '', password: testPassword }), isFailure('account_missing'));
  await removeAccount(db, 'rita');
  assert.equal((await enter('rita.rot@example.org', 'sieben Fässer im Hof')).status, 401);
});

test('prolongs a session in use, and ends one that was left', async () => {
  const { cookie } = await enter('anna@example.org');
  assert.deepEqual((await call('GET', mine, { as: cookie })).headers.getSetCookie(), []);
  await sql`update auth."session" set "expiresAt" = now() + interval '11 hours' where "userId" = 'lead'`.execute(db);
  const renewed = await call('GET', mine, { as: cookie });
  assert.match(renewed.headers.getSetCookie().join(), /Max-Age=43200/);
  assert.equal((await call('GET', mine, { as: renewed.cookie })).status, 200);
  await sql`update auth."session" set "expiresAt" = now() - interval '1 second' where "userId" = 'lead'`.execute(db);
  assert.equal((await call('GET', mine, { as: renewed.cookie })).status, 401);
  await enter('anna@example.org');
  await sql`update auth."session" set "expiresAt" = now() - interval '1 second' where "userId" = 'lead'`.execute(db);
  assert.equal(await sweepSessions(db), 1);
});

test('marks the cookie for https only where people come by https', async () => {
  const { log } = parts;
  const secure = createSignIn({
    db,
    secret: 'an-u7Q2x0mVb94Kj1LsZp8WcTg6Yh3Rd5EfNi_oQwXk',
    publicUrl: 'https://holdfast.example.org',
    personOf: async (person_id) => people[person_id] ?? null,
    log,
  });
  const caller = { address: '192.0.2.7', cookie: undefined, user_agent: undefined };
  const { cookies } = await enterByPassword(secure, { email: 'anna@example.org', password: testPassword }, caller);
  assert.match(cookies[0] ?? '', /^__Secure-holdfast\.session_token=.*; Secure/);
  for (const cookie of cookies) assert.match(cookie, /^__Secure-holdfast\..*; Secure/);
  assert.throws(
    () => createSignIn({ log, db, secret: 'short', publicUrl: 'http://localhost', personOf: async () => null }),
    /32 characters/,
  );
});

test('counts only failures against an address: many people behind one are not held up, one guesser is', async () => {
  clock.ms += 2 * 86_400_000;
  await createAccount(db, { person_id: 'many', name: 'Many', email: 'many@example.org', password: testPassword });
  people['many'] = { name: 'Many', email: 'many@example.org', active: true, grants: [] };
  for (let i = 0; i < 35; i += 1) assert.equal((await enter('many@example.org')).status, 200);
  const statuses = [];
  for (let i = 0; i < 31; i += 1) statuses.push((await enter(`guess${i}@example.org`, 'wrong words')).status);
  assert.deepEqual([statuses.slice(0, 30).every((it) => it === 401), statuses[30]], [true, 429]);
  clock.ms += 2 * 86_400_000;
});
