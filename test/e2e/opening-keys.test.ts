// Two keys in a browser: the owner names the holders, each makes a key, the OT lead asks to open a recording and both agree; then it can be read.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { demoPassword, needsChromium, openBrowser, openVisitor, signIn, type Visitor } from './browser.ts';
import { buildPages, type Server, startServer } from './server.ts';
import { fileEnd, story } from './steps.ts';

const step = story(needsChromium);
const end = fileEnd();
let server: Server;
let browser: Browser;
let owner: Visitor;
let lead: Visitor;
let boss: Visitor;
const shots = process.env['HOLDFAST_SHOTS'];
const shoot = async (page: Page, name: string): Promise<void> => {
  if (shots === undefined) return;
  for (const [suffix, width] of [
    ['', 1440],
    ['-phone', 390],
  ] as const) {
    await page.setViewportSize({ width, height: 900 });
    await page.waitForTimeout(400);
    await page.screenshot({ path: join(shots, `${name}${suffix}.png`) });
  }
  await page.setViewportSize({ width: 1440, height: 900 });
};
const faults = (): void => assert.deepEqual([...owner.faults, ...lead.faults, ...boss.faults], [], 'faults on the console');
async function enter(email: string): Promise<Visitor> {
  const visitor = await openVisitor(browser, server.url);
  await visitor.page.goto('/');
  await signIn(visitor.page, email, demoPassword(server.dataDir));
  return visitor;
}
const toKeys = async (page: Page): Promise<void> => {
  await page.getByRole('link', { name: 'Opening keys' }).first().click();
  await page.getByRole('heading', { name: 'Opening keys' }).waitFor();
};
const phrases = { lead: 'der Kran steht im Regen', boss: 'neun Stimmen im alten Saal' };
async function makeKey({ page }: Visitor, passphrase: string): Promise<void> {
  await toKeys(page);
  await page.getByRole('button', { name: 'Make my key' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('New passphrase').fill(passphrase);
  await dialog.getByLabel('Once more').fill(passphrase);
  await dialog.getByRole('button', { name: 'Make my key' }).click();
  await dialog.waitFor({ state: 'hidden' });
}
async function agree({ page }: Visitor, passphrase: string): Promise<void> {
  await page.getByRole('button', { name: 'Agree' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Passphrase').fill(passphrase);
  await dialog.getByRole('button', { name: 'Agree' }).click();
}

step('the owner gives the second key to the works council and names who holds each', async () => {
  buildPages();
  server = await startServer(end, { demo: true });
  browser = await openBrowser(end);
  owner = await enter('owner@lindenau.example');
  lead = await enter('ot@lindenau.example');
  boss = await enter('plant@lindenau.example');
  const { page } = owner;
  await toKeys(page);
  await shoot(page, 'opening-keys-empty');
  await page.getByLabel('The works council').click();
  await page.getByRole('heading', { name: 'Second key: the works council' }).waitFor();
  const meOf = async (visitor: Visitor): Promise<string> =>
    ((await (await visitor.page.request.get(`${server.url}/api/v1/me`)).json()) as { person: { name: string } }).person.name;
  for (const [visitor, key] of [
    [lead, 'First key: the plant'],
    [boss, 'Second key: the works council'],
  ] as const) {
    await page.getByRole('button', { name: 'Name a holder' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: 'Person' }).click();
    await page.getByRole('option', { name: await meOf(visitor) }).click();
    await dialog.getByRole('combobox', { name: 'Key' }).click();
    await page.getByRole('option', { name: key }).click();
    await dialog.getByRole('button', { name: 'Name a holder' }).click();
    await dialog.waitFor({ state: 'hidden' });
  }
  await makeKey(lead, phrases.lead);
  await makeKey(boss, phrases.boss);
  await boss.page.getByText('Both keys have a holder').waitFor();
  await shoot(boss.page, 'opening-keys');
  faults();
});

step('one agrees: closed; both agree: the lead reads what was taken in', async () => {
  const { page } = lead;
  await page.getByRole('link', { name: 'Evidence' }).click();
  await page.getByRole('button', { name: 'Collect evidence' }).first().click();
  const collect = page.getByRole('dialog');
  const recording = { name: 'session.cast', mimeType: 'text/plain', buffer: Buffer.from('what was typed on Monday\n') };
  await collect.locator('input[type=file]').setInputFiles(recording);
  await collect.getByRole('combobox', { name: 'Kind' }).click();
  await page.getByRole('option', { name: 'log', exact: true }).click();
  await collect.getByLabel('Where it was taken').fill('Bastion');
  await collect.getByLabel('How, with what').fill('recorded there');
  await collect.getByRole('checkbox', { name: 'Sensitive' }).check();
  await collect.getByRole('button', { name: 'Collect evidence' }).click();
  await page.getByRole('heading', { name: /E-1 session\.cast/ }).waitFor();
  await page.getByRole('button', { name: 'Ask to open' }).click();
  await page.getByRole('dialog').getByRole('textbox').fill('Who was on the line at two?');
  await page.getByRole('dialog').getByRole('button', { name: 'Ask to open' }).click();
  await page.getByText('waits for both sides').waitFor();
  await agree(lead, phrases.lead);
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await page.getByText('Jonas Weber agreed').waitFor();
  assert.equal(await page.getByRole('button', { name: 'Read now' }).count(), 0, 'one key');
  await shoot(page, 'opening-asked');
  await boss.page.getByRole('link', { name: 'Home', exact: true }).click();
  await boss.page.getByText('Who was on the line at two?').waitFor();
  await boss.page.getByText('agree or refuse').waitFor();
  await shoot(boss.page, 'opening-home');
  await boss.page.getByRole('link', { name: 'Approvals', exact: true }).click();
  await boss.page.getByRole('heading', { name: 'Sensitive evidence: your word is asked' }).waitFor();
  await shoot(boss.page, 'opening-approvals');
  await toKeys(boss.page);
  await boss.page.getByText('Who was on the line at two?').waitFor();
  await agree(boss, 'not the right one at all');
  await boss.page.getByText('The passphrase is wrong').waitFor();
  await boss.page.getByRole('dialog').getByLabel('Passphrase').fill(phrases.boss);
  await shoot(boss.page, 'opening-agree');
  await boss.page.getByRole('dialog').getByRole('button', { name: 'Agree' }).click();
  await boss.page.getByText('open until').waitFor();
  assert.equal(await boss.page.getByRole('button', { name: 'Read now' }).count(), 0, 'only who asked reads');
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Read now' }).click();
  const download = await coming;
  assert.equal(await readFile((await download.path()) ?? '', 'utf8'), 'what was typed on Monday\n');
  await page.reload();
  await page.getByText('accessed').or(page.getByText('opened')).first().waitFor();
  await shoot(page, 'opening-read');
  assert.deepEqual(lead.faults, []);
});

step('a member of the works council sees what waits for them, and no page of the plant', async () => {
  const ask = async (path: string, data: object): Promise<{ id: string }> => {
    const answer = await owner.page.request.post(`${server.url}/api/v1${path}`, { data, headers: { origin: server.url } });
    assert.equal(answer.status(), 200, await answer.text());
    return (await answer.json()) as { id: string };
  };
  const [email, first, own] = ['council@lindenau.example', 'erste Leiter am Tor 9', 'neun Stimmen im alten Saal'];
  const { id } = await ask('/people', { name: 'Rosa Brandt', email, password: first });
  await ask('/grants', { person_id: id, role: 'works_council', scope: 'organisation' });
  const council = await openVisitor(browser, server.url);
  const { page } = council;
  const headers = { origin: server.url };
  assert.equal((await page.request.post('/api/auth/sign-in/email', { data: { email, password: first }, headers })).status(), 200);
  assert.equal((await page.request.post('/api/auth/sign-in/new-password', { data: { password: own }, headers })).status(), 200);
  await page.goto('/');
  await page.getByText('Nobody asks to open anything now.').waitFor();
  await shoot(page, 'opening-council');
  const offered = await page.getByRole('navigation').getByRole('link').allInnerTexts();
  assert.deepEqual(
    offered.map((it) => it.trim()).filter((it) => it !== ''),
    ['Home', 'Opening keys'],
  );
  await toKeys(page);
  await page.getByText('Both keys have a holder').waitFor();
  assert.deepEqual(council.faults, []);
});

step('an erasure is shown in full before it is asked for; a hold forbids it', async () => {
  const { page } = owner;
  await page.getByRole('link', { name: 'Erasures and holds' }).click();
  await page.getByText('Nothing was erased yet').waitFor();
  await page.getByRole('button', { name: 'Set a hold' }).click();
  await page.getByRole('dialog').getByLabel('Reason').fill('The insurer asked.');
  await page.getByRole('dialog').getByRole('button', { name: 'Set the hold' }).click();
  await page.getByText('in force').waitFor();
  await page.getByRole('button', { name: 'Erase …' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Person' }).click();
  await page.getByRole('option').first().click();
  await dialog.getByText('would be erased').waitFor();
  await dialog.getByText('A legal hold forbids it').waitFor();
  assert.equal(await dialog.getByRole('button', { name: 'Ask for the erasure' }).isDisabled(), true);
  await shoot(page, 'erase');
  await page.keyboard.press('Escape');
  await shoot(page, 'erasures');
  assert.deepEqual(owner.faults, []);
});
