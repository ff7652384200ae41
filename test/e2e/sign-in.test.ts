// The ways in, in a real browser: second factor, passkey, an OIDC provider, an LDAP directory, and a forgotten password.
import assert from 'node:assert/strict';
import { codeAt, counterAt } from '@holdfast/platform/sign-in-totp';
import type { Browser, Page } from 'playwright-core';
import { freePort, needsSlapd, startDirectory, startProvider, type TestProvider } from '../directories.ts';
import { giveReason, needsChromium, openBrowser, openVisitor, signIn, untilText, type Visitor } from './browser.ts';
import { buildPages, type Server, startServer } from './server.ts';
import { fileEnd, story } from './steps.ts';

const owner = { name: 'Greta Brandt', email: 'greta@north.example', password: 'kupferner Kessel am Montag' };
const step = story(needsChromium);
const end = fileEnd();
const faults = (visitor: Visitor): void => assert.deepEqual(visitor.faults, [], 'faults on the console');

let server: Server;
let browser: Browser;
let greta: Visitor;
let page: Page;
let idp: TestProvider;
let secret = '';
let recovery: string[] = [];
const callbacks: string[] = [];

function keyOf(text: string): Buffer {
  const bits = [...text].map((it) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(it).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((it) => Number.parseInt(it, 2)));
}
/** Of this half minute and the next, which are good for half a minute at least, however slow the machine is. */
const codeOf = (ahead: 0 | 1): string => codeAt(keyOf(secret), counterAt(Date.now()) + ahead);

async function signOut(at: Page): Promise<void> {
  await at.getByRole('button', { name: /^Signed in as/ }).click();
  await at.getByRole('menuitem', { name: 'Sign out' }).click();
  await at.getByRole('heading', { name: 'Sign in' }).waitFor();
}
async function typePassword(at: Page, name: string, password: string): Promise<void> {
  await at.goto('/sign-in');
  await at.getByLabel(/^E-mail/).fill(name);
  await at.getByLabel('Password', { exact: true }).fill(password);
  await at.keyboard.press('Enter');
}
async function openAccount(at: Page): Promise<void> {
  await at.getByRole('button', { name: /^Signed in as/ }).click();
  await at.getByRole('menuitem', { name: 'Your account' }).click();
  await at.getByRole('heading', { level: 1, name: 'Your account' }).waitFor();
}
async function openSettings(at: Page): Promise<void> {
  await at.goto(`${/^.*\/sites\/[0-9a-f-]{36}/.exec(at.url())?.[0]}/sign-in-settings`);
  await at.getByRole('heading', { level: 1, name: 'How people sign in' }).waitFor();
}
const submit = (at: Page, name: string) => at.getByRole('dialog').getByRole('button', { name, exact: true }).click();

step('an owner is there', async () => {
  buildPages();
  server = await startServer(end, { port: await freePort() });
  browser = await openBrowser(end);
  greta = await openVisitor(browser, server.url);
  page = greta.page;
  const code = /one-time code (\S+)/.exec(server.line)?.[1] ?? '';
  const first = { organisation_name: 'North Works', site_name: 'North', time_zone: 'Europe/Berlin', language: 'en' };
  assert.equal((await page.request.post('/api/v1/setup', { data: { ...owner, ...first, code } })).status(), 200);
  await signIn(page, owner.email, owner.password);
});

step('a second factor is turned on with its key and first code, and ten recovery codes are shown', async () => {
  await openAccount(page);
  await page.getByRole('button', { name: 'Turn on' }).click();
  await page.getByLabel('Your password').fill(owner.password);
  await submit(page, 'Next');
  await page.getByRole('img', { name: /QR code/ }).waitFor();
  secret = (await page.getByRole('dialog').locator('pre').innerText()).replaceAll(' ', '').trim();
  assert.match(secret, /^[A-Z2-7]{32}$/);
  await page.getByLabel('Code of the app').fill(codeOf(0));
  await submit(page, 'Confirm');
  recovery = (await page.getByRole('dialog', { name: 'Recovery codes' }).locator('pre').innerText()).trim().split('\n');
  assert.equal(new Set(recovery).size, 10);
  assert.equal(await page.getByRole('button', { name: 'Done' }).isDisabled(), true);
  await page.getByLabel('I printed them or keep them in a safe place').check();
  await submit(page, 'Done');
  await page.getByText('10 recovery codes left').waitFor();
});

step('sign-in stops until the code is right; the same code does not work twice, a recovery code does once', async () => {
  await signOut(page);
  await typePassword(page, owner.email, owner.password);
  await page.getByRole('heading', { name: 'Code of your app' }).waitFor();
  await page.getByLabel('Code of the app').fill('000000' === codeOf(1) ? '111111' : '000000');
  await page.keyboard.press('Enter');
  await page.getByText('The code is wrong, too old, or was already used.').waitFor();
  const code = codeOf(1);
  await page.getByLabel('Code of the app').fill(code);
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/sites\//);
  await signOut(page);
  await typePassword(page, owner.email, owner.password);
  await page.getByLabel('Code of the app').fill(code);
  await page.keyboard.press('Enter');
  await page.getByText('The code is wrong, too old, or was already used.').waitFor();
  await page.getByLabel('Code of the app').fill(recovery[0]!);
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/sites\//);
  faults(greta);
});

step('a passkey is made, signs in without an address typed, and is removed', async () => {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  const options = {
    protocol: 'ctap2',
    transport: 'internal',
    hasResidentKey: true,
    hasUserVerification: true,
    isUserVerified: true,
  } as const;
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: { ...options, automaticPresenceSimulation: true },
  });
  await openAccount(page);
  await page.getByRole('button', { name: 'Add passkey' }).click();
  await page.getByLabel('Your password').fill(owner.password);
  await submit(page, 'Next');
  await page.getByLabel('What is it called?').fill('Control room notebook');
  await submit(page, 'Make passkey');
  await page.getByText('Passkey added.').waitFor();
  await page.getByText('Control room notebook').waitFor();
  await signOut(page);
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await page.waitForURL(/\/sites\//);
  await openAccount(page);
  await page
    .getByText(/^by passkey · from the server itself/)
    .first()
    .waitFor();
  await devtools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
  const other = await page.request.post('/api/auth/sign-in/passkey', { data: { response: { id: 'nothing', response: {} } } });
  assert.equal(other.status(), 401);
  await page.getByRole('button', { name: 'Remove Control room notebook' }).click();
  await page.getByText('Passkey removed.').waitFor();
  await devtools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: true });
  await signOut(page);
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await page.getByText('This passkey does not fit here, or it was removed.').waitFor();
  await devtools.detach();
  faults(greta);
});

step('the owner sets up an OIDC provider, tries it, and puts it in use', async () => {
  idp = await startProvider(end, () => callbacks);
  await typePassword(page, owner.email, owner.password);
  await page.getByLabel('Code of the app').fill(recovery[1]!);
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/sites\//);
  await openSettings(page);
  await page.getByRole('button', { name: 'Add OIDC provider' }).click();
  const form = page.getByRole('dialog', { name: 'Add OIDC provider' });
  await form.getByLabel('Name', { exact: true }).fill('Works Login');
  await form.getByLabel('Issuer').fill(idp.issuer);
  await form.getByLabel('Client id').fill(idp.client_id);
  await form.getByLabel('Scopes').fill('openid email profile groups');
  await form.getByLabel('Client secret').fill(idp.client_secret);
  await form.getByLabel('Make accounts for new people').check();
  await form.getByRole('button', { name: 'Add group' }).click();
  await form.getByLabel('Group', { exact: true }).fill('maintenance');
  await form.getByRole('combobox', { name: 'Role' }).click();
  await page.getByRole('option', { name: 'OT lead' }).click();
  await form.getByRole('button', { name: 'Save' }).click();
  const provider = page.getByRole('region', { name: 'Works Login' });
  callbacks.push(await provider.locator('code').innerText());
  await provider.getByRole('button', { name: 'Try it' }).click();
  await provider.getByText('It knows client and secret.').waitFor();
  await provider.getByRole('button', { name: 'Put in use' }).click();
  await provider.getByText('in use', { exact: true }).waitFor();
  await provider.getByRole('button', { name: 'Change' }).click();
  assert.equal(await page.getByRole('dialog').getByLabel('Client secret').inputValue(), '');
  await page.getByText('One is kept. Type another only to replace it.').waitFor();
  await page.keyboard.press('Escape');
  faults(greta);
});

async function throughProvider(login: string): Promise<Visitor> {
  const visitor = await openVisitor(browser, server.url);
  await visitor.page.goto('/sign-in');
  await visitor.page.getByRole('button', { name: 'Sign in with Works Login' }).click();
  await visitor.page.waitForURL(new RegExp(`^${idp.issuer}`));
  await visitor.page.getByLabel('Login').fill(login);
  await visitor.page.getByRole('button', { name: 'Go on' }).click();
  return visitor;
}

step('somebody new signs in by the provider, with the role of their group; out of the group, without it', async () => {
  idp.people.set('olaf', { email: 'olaf@works.example', email_verified: true, name: 'Olaf Nord', groups: ['maintenance'] });
  const olaf = await throughProvider('olaf');
  await olaf.page.waitForURL(/\/sites\/[0-9a-f-]{36}$/);
  await olaf.page.getByRole('button', { name: 'Signed in as Olaf Nord' }).click();
  await untilText(olaf.page.getByRole('menu'), /OT lead/);
  faults(olaf);
  await olaf.context.close();
  idp.people.set('olaf', { email: 'olaf@works.example', email_verified: true, groups: [] });
  const later = await throughProvider('olaf');
  await later.page.getByText('You are signed in, but hold no role at any site yet.').waitFor();
  await later.context.close();
  idp.people.set('eve', { email: owner.email, email_verified: false });
  const eve = await throughProvider('eve');
  await eve.page.getByText('Somebody already has an account with this e-mail').waitFor();
  await eve.context.close();
});

step('somebody of the LDAP directory signs in with their name there, with the role of their group', async (t) => {
  if (needsSlapd !== false) return t.skip(needsSlapd);
  const directory = await startDirectory(end);
  await openSettings(page);
  await page.getByRole('button', { name: 'Add LDAP or AD' }).click();
  const form = page.getByRole('dialog', { name: 'Add LDAP or AD' });
  const fields = {
    Server: directory.tlsUrl,
    'Search base': directory.base_dn,
    'Service account': directory.bind_dn,
    'Certificate authority (PEM)': directory.ca,
  };
  await form.getByLabel('Name', { exact: true }).fill('Works directory');
  for (const [label, value] of Object.entries(fields)) await form.getByLabel(label, { exact: true }).fill(value);
  await form.getByLabel('Password of the service account').fill(directory.secret);
  await form.getByLabel('Make accounts for new people').check();
  await form.getByRole('button', { name: 'Add group' }).click();
  await form.getByLabel('Group', { exact: true }).fill('operators');
  await form.getByRole('button', { name: 'Save' }).click();
  const provider = page.getByRole('region', { name: 'Works directory' });
  await provider.getByLabel('Find this person').fill('lena');
  await provider.getByRole('button', { name: 'Try it' }).click();
  await untilText(provider.getByRole('list', { name: 'Result' }), /Groups:\s+line-leads, operators/);
  await provider.getByRole('button', { name: 'Put in use' }).click();
  await provider.getByText('in use', { exact: true }).waitFor();
  const lena = await openVisitor(browser, server.url);
  await lena.page.goto('/sign-in');
  await lena.page.getByLabel('E-mail, or your name in Works directory').fill('lena');
  await lena.page.getByLabel('Password', { exact: true }).fill('lena opens the gate');
  await lena.page.keyboard.press('Enter');
  await lena.page.waitForURL(/\/sites\/[0-9a-f-]{36}$/);
  await lena.page.getByRole('button', { name: 'Signed in as Lena Ost' }).click();
  await untilText(lena.page.getByRole('menu'), /Auditor/);
  faults(lena);
  await lena.context.close();
});

step('the owner resets a forgotten password, and the code leads to a new one', async () => {
  const made = await page.request.post('/api/v1/people', {
    data: { name: 'Emil Kern', email: 'emil@north.example', password: 'drei Leitern am Tor' },
  });
  const { id } = (await made.json()) as { id: string };
  await page.goto(`${/^.*\/sites\/[0-9a-f-]{36}/.exec(page.url())?.[0]}/people?open=${id}`);
  const drawer = page.getByRole('dialog', { name: 'Person' });
  await drawer.getByText('Signs in with: password.').waitFor();
  await drawer.getByRole('button', { name: 'Reset password' }).click();
  await giveReason(page, 'Reset password', 'Asked at the gate, known in person.');
  const code = (await page.getByRole('dialog', { name: 'One-time code' }).locator('pre').innerText()).trim();
  const emil = await openVisitor(browser, server.url);
  await emil.page.goto('/sign-in');
  await emil.page.getByRole('button', { name: 'I have a one-time code' }).click();
  await emil.page.getByLabel('E-mail').fill('emil@north.example');
  await emil.page.getByLabel('One-time code').fill(code);
  for (const name of ['New password', 'New password again'])
    await emil.page.getByRole('textbox', { name, exact: true }).fill('neun Krane am Kai');
  await emil.page.getByRole('button', { name: 'Use this password' }).click();
  await emil.page.getByText('You are signed in, but hold no role at any site yet.').waitFor();
  await emil.context.close();
  faults(greta);
});
