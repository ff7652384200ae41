// Sign-in by a real OIDC provider and a real LDAP server: who gets in, with which roles, and what attackers try.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { needsSlapd, startDirectory, startProvider, type TestDirectory } from './directories.ts';
import { type Answer, openHoldfast, publicUrl, send } from './holdfast.ts';

const hf = await openHoldfast({ after });
const callbacks: string[] = [];
const idp = await startProvider({ after }, () => callbacks);
const none = { ca: '', creates_people: true, links_by_email: false };
const auditors = { group: 'auditors', role: 'auditor', scope: 'site', site_id: hf.site_id, zone_id: null };
const oidc = {
  issuer: idp.issuer,
  client_id: idp.client_id,
  scopes: 'openid email profile groups',
  group_claim: 'groups',
  has_second_factor: false,
};

async function addProvider(kind: string, settings: object, secret: string): Promise<string> {
  const name = `Works ${kind}`;
  const { id, callback_url } = await hf.ask('owner', 'POST', '/api/v1/sign-in/providers', { kind, name, settings, secret });
  await hf.ask('owner', 'PUT', `/api/v1/sign-in/providers/${id}`, { kind, name, settings, enabled: true });
  callbacks.push(callback_url);
  return id;
}

const cookiesOf = ({ headers }: Answer): string => (headers['set-cookie'] ?? []).map((it) => it.split(';')[0]).join('; ');

/** A browser's way to the provider and back to our door, where it stops. Returns the callback's path and query, and the cookie of the question. */
async function goThroughProvider(provider_id: string, login: string, to = '/'): Promise<{ back: string; cookie: string; asked: URL }> {
  const started = await hf.call('POST', '/api/auth/sign-in/provider', { body: { provider_id, to } });
  assert.equal(started.status, 200, JSON.stringify(started.body));
  const jar = new Map<string, string>();
  const step = async (url: string, form?: string): Promise<string> => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const type = form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' };
    const answer = await send(url, form === undefined ? 'GET' : 'POST', form, { cookie, ...type });
    for (const it of answer.headers['set-cookie'] ?? []) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(it) ?? [];
      jar.set(name, value);
    }
    return new URL(
      answer.headers.location ?? assert.fail(`no way on from ${url}: ${answer.status} ${JSON.stringify(answer.body)}`),
      idp.issuer,
    ).href;
  };
  const page = await step(started.body.url);
  const back = new URL(await step(await step(page, `login=${login}`)));
  assert.equal(back.origin, publicUrl);
  return { back: back.pathname + back.search, cookie: cookiesOf(started), asked: new URL(started.body.url) };
}

const comeBack = (back: string, cookie: string): Promise<Answer> => hf.call('GET', back, { headers: { cookie } });
const isIn = ({ status, headers }: Answer): boolean =>
  status === 303 && /holdfast\.session_token=[^;]{20}/.test(String(headers['set-cookie']));
const faultOf = ({ headers }: Answer): string | null => new URL(headers.location ?? '', publicUrl).searchParams.get('fault');
const grantsOf = (cookie: string) =>
  hf
    .call('GET', '/api/v1/me', { headers: { cookie } })
    .then(({ body }) => body.grants.map((it: { role: string; source: string }) => [it.role, it.source]));

const provider_id = await addProvider('oidc', { ...oidc, ...none, group_roles: [auditors] }, idp.client_secret);
const source = `directory:${provider_id}`;

test('asks the provider with PKCE, state and nonce, and the secret stays with the server', async () => {
  idp.people.set('ana', { email: 'ana@works.example', email_verified: true, name: 'Ana Nord', groups: ['auditors', 'bowling'] });
  const { back, cookie, asked } = await goThroughProvider(provider_id, 'ana', '/sites?x=1');
  for (const name of ['state', 'nonce', 'code_challenge']) assert.ok((asked.searchParams.get(name) ?? '').length >= 43, name);
  assert.equal(asked.searchParams.get('code_challenge_method'), 'S256');
  assert.ok(!asked.href.includes(idp.client_secret));
  const entered = await comeBack(back, cookie);
  assert.ok(isIn(entered), JSON.stringify(entered.headers));
  assert.equal(entered.headers.location, '/sites?x=1');
  assert.deepEqual(await grantsOf(cookiesOf(entered)), [['auditor', source]]);
  const shown = await hf.ask('owner', 'GET', '/api/v1/sign-in/providers');
  assert.equal(shown.rows[0].has_secret, true);
  assert.ok(!JSON.stringify(shown).includes(idp.client_secret));
  const kept = await hf.rows<{ secret: string }>('select secret from auth.provider');
  assert.ok(!kept[0]!.secret.includes(idp.client_secret));
});

test('roles follow the groups at the next sign-in, as an act; a role given by hand stays', async () => {
  const [ana] = await hf.rows<{ id: string }>(`select id from holdfast.person where email = 'ana@works.example'`);
  await hf.ask('owner', 'POST', '/api/v1/grants', { person_id: ana!.id, role: 'ot_lead', scope: 'site', site_id: hf.site_id });
  idp.people.set('ana', { email: 'ana@works.example', email_verified: true, groups: [] });
  const entered = await goThroughProvider(provider_id, 'ana').then(({ back, cookie }) => comeBack(back, cookie));
  assert.deepEqual(await grantsOf(cookiesOf(entered)), [['ot_lead', 'hand']]);
  const { rows } = await hf.ask('owner', 'GET', '/api/v1/ledger/entries?kind=role.followed_directory');
  assert.deepEqual(rows.map((it: { facts: { given: []; ended: [] } }) => [it.facts.given.length, it.facts.ended.length]).toSorted(), [
    [0, 1],
    [1, 0],
  ]);
  await goThroughProvider(provider_id, 'ana').then(({ back, cookie }) => comeBack(back, cookie));
  assert.equal((await hf.ask('owner', 'GET', '/api/v1/ledger/entries?kind=role.followed_directory')).total, 2, 'nothing changed, no act');
});

test('a callback is good once, in the browser that asked, for the provider that was asked', async () => {
  const first = await goThroughProvider(provider_id, 'ana');
  const other = await goThroughProvider(provider_id, 'ana');
  assert.equal(faultOf(await comeBack(first.back, '')), 'step_over', 'a stranger’s browser');
  assert.equal(faultOf(await comeBack(first.back, other.cookie)), 'provider_refused', 'another browser’s state');
  const changed = first.back.replace(/state=[^&]+/, 'state=mine');
  assert.equal(faultOf(await comeBack(changed, first.cookie)), 'provider_refused');
  assert.equal(faultOf(await comeBack(first.back, first.cookie)), 'step_over', 'the question was used up');
  const good = await goThroughProvider(provider_id, 'ana');
  const second = await addProvider('oidc', { ...oidc, ...none, group_roles: [] }, idp.client_secret);
  assert.equal(faultOf(await comeBack(good.back.replace(provider_id, second), good.cookie)), 'provider_refused', 'mixed up');
  const wrongIssuer = await goThroughProvider(provider_id, 'ana');
  const forged = wrongIssuer.back.replace(/iss=[^&]+/, `iss=${encodeURIComponent('https://evil.example')}`);
  assert.equal(faultOf(await comeBack(forged, wrongIssuer.cookie)), 'provider_refused');
  const denied = await goThroughProvider(provider_id, 'ana');
  const state = new URL(denied.back, publicUrl).searchParams.get('state');
  const refused = await comeBack(
    `/api/auth/callback/${provider_id}?error=access_denied&state=${state}&iss=${encodeURIComponent(idp.issuer)}`,
    denied.cookie,
  );
  assert.match(refused.headers.location ?? '', /fault=provider_refused&reason=access_denied/);
});

test('a code stolen into another browser’s question is refused: nonce and PKCE belong together', async () => {
  const victim = await goThroughProvider(provider_id, 'ana');
  const attacker = await goThroughProvider(provider_id, 'ana');
  const code = new URL(victim.back, publicUrl).searchParams.get('code') ?? '';
  const injected = attacker.back.replace(/code=[^&]+/, `code=${code}`);
  assert.equal(faultOf(await comeBack(injected, attacker.cookie)), 'provider_refused');
});

test('never leads to another site after signing in', async () => {
  for (const to of [
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    'javascript:alert(1)',
    '/api/auth/ways',
  ]) {
    const { back, cookie } = await goThroughProvider(provider_id, 'ana', to);
    assert.equal((await comeBack(back, cookie)).headers.location, '/', to);
  }
});

test('an address leads into an existing account only when it is verified and the owner allowed it', async () => {
  await hf.hire('boss', [{ role: 'ciso', scope: 'organisation' }]);
  const settings = (links_by_email: boolean) => ({
    kind: 'oidc',
    name: 'Works oidc',
    enabled: true,
    settings: { ...oidc, ...none, links_by_email, group_roles: [auditors] },
  });
  const tryBoss = async (email_verified: boolean): Promise<Answer> => {
    idp.people.set('mallory', { email: 'boss@plant.example', email_verified });
    const { back, cookie } = await goThroughProvider(provider_id, 'mallory');
    return comeBack(back, cookie);
  };
  assert.equal(faultOf(await tryBoss(false)), 'directory_email_taken');
  assert.equal(faultOf(await tryBoss(true)), 'directory_email_taken');
  await hf.ask('owner', 'PUT', `/api/v1/sign-in/providers/${provider_id}`, settings(true));
  assert.equal(faultOf(await tryBoss(false)), 'directory_email_taken', 'not verified');
  assert.ok(isIn(await tryBoss(true)));
  await hf.ask('owner', 'PUT', `/api/v1/sign-in/providers/${provider_id}`, settings(false));
});

test('makes no account where the owner keeps them, and none without an address; a closed account stays closed', async () => {
  const settings = { ...oidc, ...none, creates_people: false, group_roles: [] };
  const closed = await addProvider('oidc', settings, idp.client_secret);
  idp.people.set('new', { email: 'new@works.example', email_verified: true });
  const walk = async (id: string, login: string) => goThroughProvider(id, login).then(({ back, cookie }) => comeBack(back, cookie));
  assert.equal(faultOf(await walk(closed, 'new')), 'directory_no_account');
  idp.people.set('mute', {});
  assert.equal(faultOf(await walk(provider_id, 'mute')), 'directory_no_email');
  const [ana] = await hf.rows<{ id: string }>(`select id from holdfast.person where email = 'ana@works.example'`);
  await hf.ask('owner', 'PATCH', `/api/v1/people/${ana!.id}`, { active: false });
  assert.equal(faultOf(await walk(provider_id, 'ana')), 'directory_account_closed');
});

test('the owner’s test says which step fails', async () => {
  const tryIt = async (id: string, body = {}) => hf.ask('owner', 'POST', `/api/v1/sign-in/providers/${id}/test`, body);
  const good = await tryIt(provider_id);
  assert.deepEqual([good.ok, good.steps.map((it: { step: string }) => it.step)], [true, ['discovery', 'keys', 'pkce', 'client']]);
  const wrong = await addProvider('oidc', { ...oidc, ...none, group_roles: [] }, 'not the secret');
  const bad = await tryIt(wrong);
  assert.deepEqual([bad.ok, bad.steps.at(-1).step, bad.steps.at(-1).detail], [false, 'client', 'invalid_client']);
  const away = await addProvider('oidc', { ...oidc, issuer: 'http://localhost:9', ...none, group_roles: [] }, 'x');
  assert.match((await tryIt(away)).steps[0].detail, /ECONNREFUSED|bad port|fetch failed/);
  for (const it of [wrong, away]) await hf.ask('owner', 'DELETE', `/api/v1/sign-in/providers/${it}`);
});

test('settings that would send secrets in clear, or make somebody owner, are refused', async () => {
  const tryAdd = async (kind: string, settings: object) =>
    (await hf.call('POST', '/api/v1/sign-in/providers', { as: 'owner', body: { kind, name: 'X', settings } })).status;
  const ldap = {
    url: 'ldap://dc.works.example',
    start_tls: false,
    bind_dn: '',
    base_dn: 'dc=x',
    name_attributes: ['uid'],
    filter: '',
    kind: 'open_ldap',
    ...none,
    group_roles: [],
  };
  assert.equal(await tryAdd('oidc', { ...oidc, issuer: 'http://id.works.example', ...none, group_roles: [] }), 400);
  assert.equal(await tryAdd('ldap', ldap), 400);
  assert.equal(await tryAdd('ldap', { ...ldap, name_attributes: ['uid)(objectClass=*'] }), 400);
  assert.equal(await tryAdd('oidc', { ...oidc, ...none, group_roles: [{ ...auditors, role: 'owner' }] }), 400);
});

const skip = needsSlapd;
const directory: TestDirectory = skip === false ? await startDirectory({ after }) : ({} as TestDirectory);
const ldapSettings = (more: object = {}) => ({
  url: directory.tlsUrl,
  ca: directory.ca,
  base_dn: directory.base_dn,
  bind_dn: directory.bind_dn,
  start_tls: false,
  name_attributes: ['uid', 'mail'],
  filter: '(objectClass=inetOrgPerson)',
  kind: 'open_ldap',
  creates_people: true,
  links_by_email: false,
  group_roles: [
    { ...auditors, group: 'Operators' },
    { ...auditors, group: `cn=line-leads,ou=groups,${directory.base_dn}`, role: 'ot_lead' },
  ],
  ...more,
});
const enter = (email: string, password: string): Promise<Answer> =>
  hf.call('POST', '/api/auth/sign-in/email', { body: { email, password } });
let ldap_id = '';

test('a person of the LDAP directory signs in over LDAPS, with the roles of their groups and the groups’ groups', { skip }, async () => {
  ldap_id = await addProvider('ldap', ldapSettings(), directory.secret);
  const entered = await enter('lena', 'lena opens the gate');
  assert.equal(entered.status, 200, JSON.stringify(entered.body));
  assert.deepEqual((await grantsOf(cookiesOf(entered))).toSorted(), [
    ['auditor', `directory:${ldap_id}`],
    ['ot_lead', `directory:${ldap_id}`],
  ]);
  const byMail = await enter('LENA@works.example', 'lena opens the gate');
  assert.equal(byMail.body.person_id, entered.body.person_id);
});

test('who leaves the group loses the role at the next sign-in', { skip }, async () => {
  await directory.setMembers('line-leads', ['karl']);
  assert.deepEqual(await grantsOf(cookiesOf(await enter('lena', 'lena opens the gate'))), []);
  assert.equal((await grantsOf(cookiesOf(await enter('karl', 'karl opens the gate')))).length, 2);
});

test('no empty password, no wildcard, no filter in a name, no wrong password gets in', { skip }, async () => {
  const { session } = (await hf.rows<{ session: number }>('select count(*)::int as session from auth.session'))[0]!;
  for (const [name, password] of [
    ['lena', ''],
    ['lena', 'wrong words'],
    ['*', 'lena opens the gate'],
    ['l*', 'lena opens the gate'],
    ['lena)(uid=*', 'lena opens the gate'],
    ['*)(objectClass=*))(|(uid=*', 'lena opens the gate'],
    ['uid=lena,ou=people,dc=works,dc=example', 'lena opens the gate'],
    ['reader', 'reads only'],
    ['lena\\2a', 'lena opens the gate'],
  ]) {
    const { status, headers } = await enter(name!, password!);
    assert.ok(status === 401 || status === 400, `${name}: ${status}`);
    assert.ok(!String(headers['set-cookie']).includes('session_token'));
  }
  assert.equal((await hf.rows<{ session: number }>('select count(*)::int as session from auth.session'))[0]!.session, session);
});

test('asks the directory only over a connection whose certificate it trusts; StartTLS does as well', { skip }, async () => {
  const tryIt = async (settings: object, name = 'lena') => {
    const id = await addProvider('ldap', settings, directory.secret);
    const result = await hf.ask('owner', 'POST', `/api/v1/sign-in/providers/${id}/test`, { name });
    await hf.ask('owner', 'DELETE', `/api/v1/sign-in/providers/${id}`);
    return result;
  };
  const strange = await tryIt(ldapSettings({ ca: '' }));
  assert.equal(strange.ok, false);
  assert.match(strange.steps.at(-1).detail, /self.signed|certificate/i);
  const startTls = await tryIt(ldapSettings({ url: directory.url, start_tls: true }));
  assert.deepEqual([startTls.ok, startTls.steps.at(-1)], [true, { step: 'groups', ok: true, detail: null }]);
  assert.equal((await tryIt(ldapSettings({ url: directory.url, start_tls: true, ca: '' }))).ok, false);
  assert.deepEqual((await tryIt(ldapSettings({ base_dn: 'dc=nowhere' }))).steps.at(-1).step, 'base');
});

test('a directory that is away says so, and removing one ends the roles it gave', { skip }, async () => {
  await hf.ask('owner', 'PUT', `/api/v1/sign-in/providers/${ldap_id}`, {
    kind: 'ldap',
    name: 'Works ldap',
    enabled: true,
    settings: ldapSettings({ url: 'ldaps://localhost:9' }),
  });
  const away = await enter('karl', 'karl opens the gate');
  assert.deepEqual([away.status, away.body.code], [503, 'directory_unreachable']);
  assert.equal((await enter('owner@plant.example', 'kupferner Kessel am Montag')).status, 200, 'accounts of our own are not held up');
  const [kept] = await hf.rows<{ secret: string | null }>('select secret from auth.provider where id = $1', [ldap_id]);
  assert.equal(kept!.secret, null, 'a new server never gets the old one’s secret');
  await hf.ask('owner', 'DELETE', `/api/v1/sign-in/providers/${ldap_id}`);
  const left = await hf.rows('select 1 from holdfast.role_grant where source = $1 and ended_at is null', [`directory:${ldap_id}`]);
  assert.equal(left.length, 0);
});

test('no secret and no password reaches the ledger or the answers kept for repeats', async () => {
  const bodies = `select convert_from(body, 'UTF8') as e from ledger.entry union all select convert_from(body, 'UTF8') from ledger.pending`;
  const texts = await hf.rows<{ text: string }>(
    `select string_agg(e, ' ') as text from (${bodies} union all select result::text from platform.idempotency) x`,
  );
  assert.match(texts[0]!.text, /sign_in\.provider_added/);
  for (const secret of [idp.client_secret, 'reads only', 'opens the gate']) assert.ok(!texts[0]!.text.includes(secret));
});
