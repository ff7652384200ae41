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

test('slows down tries on one account, there or not, until time passes', async () => {
  for (const email of ['piet@example.org', 'ghost@example.org']) {
    clock.ms += 3_600_000;
    const statuses = [];
    for (let i = 0; i < 11; i += 1) statuses.push((await enter(email, `wrong words ${i}`)).status);
    assert.deepEqual(statuses, [...Array.from({ length: 10 }, () => 401), 429]);
  }
  clock.ms += 3_600_000;
  for (let i = 0; i < 10; i += 1) await enter('piet@example.org', 'wrong words');
  const locked = await enter('piet@example.org');
  assert.deepEqual([locked.status, locked.body['code'], locked.headers.get('retry-after')], [429, 'too_many_tries', '60']);
  clock.ms += 60_000;
  assert.equal((await enter('piet@example.org')).status, 200);
  clock.ms += 3_600_000;
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

test('refuses a forged or altered cookie', async () => {
  const { cookie } = await enter('anna@example.org');
  for (const forged of [cookie.replace(/=./, '=x'), 'holdfast.session_token=abc.def', `${cookie}x`]) {
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

test('changes a password only with the old one, to a good one, and ends the other sessions', async () => {
  const [here, there] = [(await enter('piet@example.org')).cookie, (await enter('piet@example.org')).cookie];
  const ask = (as: string, current_password: string, new_password: string) =>
    call('POST', '/api/auth/change-password', { as, body: { current_password, new_password } });
  const wrong = await ask(here, 'not the right words', 'drei Fässer im Keller');
  assert.deepEqual([wrong.status, wrong.body['code']], [422, 'wrong_password']);
  const weak = await ask(here, testPassword, 'Piet Prüfer 1');
  assert.deepEqual([weak.status, weak.body['code']], [422, 'password_is_name']);
  const changed = await ask(here, testPassword, 'drei Fässer im Keller');
  assert.equal(changed.status, 200);
  assert.equal((await call('GET', mine, { as: changed.cookie })).status, 200);
  for (const old of [here, there]) assert.equal((await call('GET', mine, { as: old })).status, 401);
  assert.equal((await enter('piet@example.org')).status, 401);
  assert.equal((await enter('piet@example.org', 'drei Fässer im Keller')).status, 200);
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
  const { cookies } = await secure.signIn({ email: 'anna@example.org', password: testPassword, address: '192.0.2.7' });
  assert.match(cookies[0] ?? '', /^__Secure-holdfast\.session_token=.*; Secure/);
  assert.throws(
    () => createSignIn({ log, db, secret: 'short', publicUrl: 'http://localhost', personOf: async () => null }),
    /32 characters/,
  );
});
