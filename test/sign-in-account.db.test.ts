// How people keep their account: second factor, forced and forgotten passwords, sessions, lock-outs; and what guessing gains.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { codeAt, counterAt } from '@holdfast/platform/sign-in-totp';
import { type Answer, openHoldfast, password } from './holdfast.ts';

const hf = await openHoldfast({ after });
const cookiesOf = ({ headers }: Answer): string => (headers['set-cookie'] ?? []).map((it) => it.split(';')[0]).join('; ');
const hasSession = (it: Answer): boolean => cookiesOf(it).includes('holdfast.session_token=');
const enter = (name: string, words = password, cookie = ''): Promise<Answer> =>
  hf.call('POST', '/api/auth/sign-in/email', {
    body: { email: `${name}@plant.example`, password: words },
    headers: cookie === '' ? {} : { cookie },
  });
const step = (path: string, body: object, cookie: string): Promise<Answer> =>
  hf.call('POST', `/api/auth/sign-in/${path}`, { body, headers: { cookie } });
const kinds = async (): Promise<string[]> =>
  (await hf.ask('owner', 'GET', '/api/v1/ledger/entries?limit=500')).rows.map((it: { kind: string }) => it.kind);
const anyone = [{ role: 'auditor', scope: 'site' as const, site_id: hf.site_id }];

function keyOf(secret: string): Buffer {
  const bits = [...secret].map((it) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(it).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((it) => Number.parseInt(it, 2)));
}
/** The code `ahead` half minutes from now: of this one and the next, which are good for half a minute at least, however slow the machine is. */
const codeOf = (secret: string, ahead = 0): string => codeAt(keyOf(secret), counterAt(Date.now()) + ahead);
const wrongCode = (secret: string): string =>
  ['000000', '111111', '222222', '333333'].find((it) => [-1, 0, 1].every((at) => codeOf(secret, at) !== it))!;

async function turnOn(name: string): Promise<{ secret: string; codes: string[] }> {
  const { secret } = await hf.ask(name, 'POST', '/api/v1/me/second-factor', { password });
  const { recovery_codes: codes } = await hf.ask(name, 'POST', '/api/v1/me/second-factor/confirmation', { code: codeOf(secret) });
  return { secret, codes };
}

test('with a second factor the sign-in stops until the code is right, and a code is good once', async () => {
  await hf.hire('nina', anyone);
  const wrong = await hf.call('POST', '/api/v1/me/second-factor', { as: 'nina', body: { password: 'not mine at all' } });
  assert.deepEqual([wrong.status, wrong.body.code], [422, 'wrong_password']);
  const { secret, codes } = await turnOn('nina');
  assert.equal(new Set(codes).size, 10);
  const first = await enter('nina');
  assert.deepEqual([first.status, first.body, hasSession(first)], [200, { needs: 'code' }, false]);
  assert.equal((await hf.call('GET', '/api/v1/me', { headers: { cookie: cookiesOf(first) } })).status, 401);
  const refused = await step('code', { code: wrongCode(secret) }, cookiesOf(first));
  assert.deepEqual([refused.status, refused.body.code, hasSession(refused)], [401, 'code_wrong', false]);
  const code = codeOf(secret, 1);
  const entered = await step('code', { code }, cookiesOf(first));
  assert.equal(entered.status, 200);
  const { body } = await hf.call('GET', '/api/v1/me/account', { headers: { cookie: cookiesOf(entered) } });
  assert.equal(body.sessions.find((it: { own: boolean }) => it.own).second_factor, true);
  const again = await step('code', { code }, cookiesOf(await enter('nina')));
  assert.deepEqual([again.status, again.body.code], [401, 'code_wrong'], 'the same code a second time');
  assert.equal((await step('code', { code: codeOf(secret, 1) }, cookiesOf(first))).status, 401, 'the step was used up');
});

test('one code sent many times at once opens one session', async () => {
  const kim = await hf.hire('kim', anyone);
  const { secret } = await turnOn('kim');
  const steps = await Promise.all(Array.from({ length: 4 }, () => enter('kim')));
  const code = codeOf(secret, 1);
  const before = await hf.rows('select 1 from auth.session where "userId" = $1', [kim]);
  const answers = await Promise.all(steps.map((it) => step('code', { code }, cookiesOf(it))));
  assert.equal(answers.filter(hasSession).length, 1);
  assert.equal((await hf.rows('select 1 from auth.session where "userId" = $1', [kim])).length, before.length + 1);
});

test('guessing codes is locked after five, over new sign-ins too, and the owner ends the lock by an act', async () => {
  await hf.hire('gus', anyone);
  const { secret } = await turnOn('gus');
  const statuses = [];
  for (let round = 0; round < 6; round += 1)
    statuses.push((await step('code', { code: wrongCode(secret) }, cookiesOf(await enter('gus')))).status);
  assert.deepEqual(statuses, [401, 401, 401, 401, 401, 429]);
  assert.equal(
    (await step('code', { code: codeOf(secret, 1) }, cookiesOf(await enter('gus')))).status,
    429,
    'the right one has to wait as well',
  );
  const { rows } = await hf.ask('owner', 'GET', '/api/v1/sign-in/locks');
  const lock = rows.find((it: { kind: string; person_name: string }) => it.kind === 'factor' && it.person_name === 'Person gus');
  assert.ok(Date.parse(lock.locked_until) > Date.now());
  await hf.ask('owner', 'DELETE', `/api/v1/sign-in/locks/${lock.id}`);
  assert.equal((await step('code', { code: codeOf(secret, 1) }, cookiesOf(await enter('gus')))).status, 200);
  assert.ok((await kinds()).includes('sign_in.lock_ended'));
});

test('a recovery code works once, and is told in the ledger', async () => {
  await hf.hire('rita', anyone);
  const { codes } = await turnOn('rita');
  const spoken = codes[3]!.toLowerCase().replaceAll('-', ' ');
  assert.equal((await step('code', { code: spoken }, cookiesOf(await enter('rita')))).status, 200);
  assert.equal((await step('code', { code: codes[3]! }, cookiesOf(await enter('rita')))).status, 401);
  assert.equal((await hf.ask('rita', 'GET', '/api/v1/me/account')).factor.recovery_codes_left, 9);
  assert.ok((await kinds()).includes('account.recovery_code_used'));
  const { recovery_codes: fresh } = await hf.ask('rita', 'POST', '/api/v1/me/second-factor/recovery-codes', { password });
  assert.equal((await step('code', { code: codes[4]! }, cookiesOf(await enter('rita')))).status, 401, 'void');
  assert.equal((await step('code', { code: fresh[0] }, cookiesOf(await enter('rita')))).status, 200);
});

test('codes are handed out beside the act: a repeated request does not get them from the store', async () => {
  await hf.hire('ida', anyone);
  const { secret } = await turnOn('ida');
  const headers = { 'idempotency-key': 'once-more' };
  const ask = () => hf.call('POST', '/api/v1/me/second-factor/recovery-codes', { as: 'ida', body: { password }, headers });
  const [first, second] = [await ask(), await ask()];
  assert.deepEqual([first.body.recovery_codes.length, second.body.recovery_codes.length], [10, 0]);
  const kept = await hf.rows<{ text: string }>(`select coalesce(string_agg(t::text, ' '), '') as text from platform.idempotency t`);
  for (const it of [...first.body.recovery_codes, secret]) assert.ok(!kept[0]!.text.includes(it));
});

test('a role that needs a second factor is led to one at sign-in, and cannot turn it off', async () => {
  await hf.hire('carl', [{ role: 'ciso', scope: 'organisation' }]);
  await hf.ask('owner', 'PUT', '/api/v1/sign-in/policy', { second_factor_roles: ['ciso'] });
  const first = await enter('carl');
  assert.deepEqual([first.body, hasSession(first)], [{ needs: 'enrolment' }, false]);
  const cookie = cookiesOf(first);
  assert.equal((await step('code', { code: '123456' }, cookie)).body.code, 'step_over', 'the step is the one that is due');
  const { body: key } = await step('enrolment', {}, cookie);
  assert.equal((await step('enrolment-confirmation', { code: wrongCode(key.secret) }, cookie)).body.code, 'code_wrong');
  const done = await step('enrolment-confirmation', { code: codeOf(key.secret) }, cookie);
  assert.deepEqual([done.status, done.body.recovery_codes.length, hasSession(done)], [200, 10, true]);
  const off = await hf.call('POST', '/api/v1/me/second-factor/removal', { headers: { cookie: cookiesOf(done) }, body: { password } });
  assert.deepEqual([off.status, off.body.code], [409, 'second_factor_required']);
  await hf.ask('owner', 'PUT', '/api/v1/sign-in/policy', { second_factor_roles: [] });
  assert.equal(
    (await hf.call('POST', '/api/v1/me/second-factor/removal', { headers: { cookie: cookiesOf(done) }, body: { password } })).status,
    200,
  );
  assert.ok(hasSession(await enter('carl')));
});

test('the owner resets a lost factor with a reason; nobody resets their own', async () => {
  const lost = await hf.hire('lost', anyone);
  await turnOn('lost');
  const path = (id: string): string => `/api/v1/people/${id}/second-factor/reset`;
  assert.equal((await hf.call('POST', path(lost), { as: 'owner', body: {} })).status, 400);
  await hf.ask('owner', 'POST', path(lost), { reason: 'Phone fell into the press; identity checked in person.' });
  assert.equal((await hf.call('GET', '/api/v1/me', { as: 'lost' })).status, 401, 'the sessions ended');
  assert.ok(hasSession(await enter('lost')));
  const owner = (await hf.ask('owner', 'GET', '/api/v1/me')).person.id;
  assert.equal((await hf.call('POST', path(owner), { as: 'owner', body: { reason: 'I want to.' } })).body.code, 'not_for_oneself');
});

test('a first password somebody else chose is changed before anything else', async () => {
  await hf.ask('owner', 'POST', '/api/v1/people', { name: 'Fresh One', email: 'fresh@plant.example', password: 'drei Fässer am Tor' });
  const first = await enter('fresh', 'drei Fässer am Tor');
  assert.deepEqual([first.body, hasSession(first)], [{ needs: 'new_password' }, false]);
  const same = await step('new-password', { password: 'drei Fässer am Tor' }, cookiesOf(first));
  assert.deepEqual([same.status, same.body.code], [422, 'password_same']);
  assert.equal((await step('new-password', { password: 'Fresh One 123' }, cookiesOf(first))).body.code, 'password_is_name');
  assert.ok(hasSession(await step('new-password', { password }, cookiesOf(first))));
  assert.ok(hasSession(await enter('fresh')));
});

test('a forgotten password is chosen anew with the owner’s code, once, and the old one is gone at once', async () => {
  const id = await hf.hire('frank', anyone);
  const { code, expires_at } = await hf.ask('owner', 'POST', `/api/v1/people/${id}/password-reset`, { reason: 'Asked at the gate.' });
  assert.ok(Date.parse(expires_at) > Date.now());
  assert.equal((await hf.call('GET', '/api/v1/me', { as: 'frank' })).status, 401);
  assert.equal((await enter('frank')).status, 401);
  const wanted = 'neun Fässer am Kai';
  const use = (email: string, given: string) =>
    hf.call('POST', '/api/auth/sign-in/reset-code', { body: { email, code: given, password: wanted } });
  for (const [email, given] of [
    ['frank@plant.example', 'AAAA-BBBB-CCCC-DDDD'],
    ['nobody@plant.example', code],
    ['owner@plant.example', code],
  ])
    assert.deepEqual([(await use(email!, given!)).status, (await use(email!, given!)).body.code], [401, 'reset_code_wrong']);
  assert.ok(hasSession(await use('frank@plant.example', code)));
  assert.equal((await use('frank@plant.example', code)).status, 401, 'once');
  assert.ok(hasSession(await enter('frank', wanted)));
  assert.ok((await kinds()).includes('account.password_reset'));
});

test('the own password changes only with the old one; this session stays, the others end', async () => {
  await hf.hire('paul', anyone);
  const [here, there] = [cookiesOf(await enter('paul')), cookiesOf(await enter('paul'))];
  const change = (current_password: string, new_password: string) =>
    hf.call('POST', '/api/v1/me/password', { headers: { cookie: here }, body: { current_password, new_password } });
  assert.equal((await change('not the right words', 'drei Fässer im Keller')).body.code, 'wrong_password');
  assert.equal((await change(password, 'Person paul 1')).body.code, 'password_is_name');
  assert.equal((await change(password, 'drei Fässer im Keller')).status, 200);
  assert.equal((await hf.call('GET', '/api/v1/me', { headers: { cookie: here } })).status, 200);
  assert.equal((await hf.call('GET', '/api/v1/me', { headers: { cookie: there } })).status, 401);
});

test('sessions are listed in words and ended one by one; nobody ends a stranger’s', async () => {
  await hf.hire('sven', anyone);
  const agent = { 'user-agent': 'Mozilla/5.0 (Windows NT 10.0; rv:145.0) Gecko/20100101 Firefox/145.0' };
  const other = await hf.call('POST', '/api/auth/sign-in/email', { body: { email: 'sven@plant.example', password }, headers: agent });
  const { sessions } = await hf.ask('sven', 'GET', '/api/v1/me/account');
  const there = sessions.find((it: { own: boolean; device: string }) => it.device === 'Firefox on Windows');
  assert.deepEqual([there.own, there.kind, there.network], [false, 'password', 'local']);
  await hf.hire('thief', anyone);
  assert.equal((await hf.call('DELETE', `/api/v1/me/sessions/${there.id}`, { as: 'thief' })).status, 404);
  assert.equal((await hf.call('DELETE', `/api/v1/me/sessions/${there.id}`, { as: 'sven' })).status, 200);
  assert.equal((await hf.call('GET', '/api/v1/me', { headers: { cookie: cookiesOf(other) } })).status, 401);
  const kept = await hf.rows<{ userAgent: string; ipAddress: string }>('select "userAgent", "ipAddress" from auth.session');
  assert.ok(
    kept.every((it) => it.userAgent === '' && it.ipAddress === ''),
    'nothing finer is kept',
  );
});

test('a cookie planted before sign-in is worth nothing after it', async () => {
  await hf.hire('fay', anyone);
  const planted = `holdfast.session_token=${'a'.repeat(32)}.${'b'.repeat(43)}`;
  const entered = await enter('fay', password, planted);
  assert.ok(hasSession(entered) && !cookiesOf(entered).includes('a'.repeat(32)));
  assert.equal((await hf.call('GET', '/api/v1/me', { headers: { cookie: planted } })).status, 401);
  const stolen = (await enter('fay')).body;
  assert.ok(!JSON.stringify(stolen).includes('token'));
});

test('a person without any role keeps their own account, and no more', async () => {
  await hf.hire('nobody', []);
  assert.equal((await hf.call('POST', '/api/v1/me/second-factor', { as: 'nobody', body: { password } })).status, 200);
  assert.equal((await hf.call('GET', '/api/v1/sign-in/policy', { as: 'nobody' })).status, 403);
});
