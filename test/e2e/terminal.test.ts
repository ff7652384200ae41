// A shared terminal in a browser: registered by the OT lead, it looks by itself; approving names a person by badge and PIN, and the ledger says so.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { demoPassword, giveReason, goTo, needsChromium, openBrowser, openVisitor, signIn, untilText, type Visitor } from './browser.ts';
import { plantBytes } from '../holdfast.ts';
import { buildPages, makeFolder, type Server, startServer } from './server.ts';
import { fileEnd, story } from './steps.ts';

const step = story(needsChromium);
const end = fileEnd();
const reason = 'Agreed in the shift meeting.';
let server: Server;
let browser: Browser;
let owner: Visitor;
let screen: Visitor;
let site = '';
let code = '';
let firstPin = '';
let leadsPin = '';

const headersOf = () => ({ origin: server.url });

/** What the owner prepares beside the pages: a badge and a first PIN for somebody. Returns the PIN. */
async function giveBadge(page: Page, email: string, number: string): Promise<string> {
  const people = (await (await page.request.get('/api/v1/people')).json()) as { rows: { id: string; email: string }[] };
  const path = `/api/v1/people/${people.rows.find((it) => it.email === email)!.id}`;
  await page.request.put(`${path}/badge`, { data: { number, reason }, headers: headersOf() });
  const reset = await page.request.post(`${path}/pin-reset`, { data: { reason }, headers: headersOf() });
  assert.equal(reset.status(), 200);
  return ((await reset.json()) as { pin: string }).pin;
}

step('the owner registers a terminal and gives a badge; the code is shown once', async () => {
  buildPages();
  server = await startServer(end, { demo: true });
  browser = await openBrowser(end);
  owner = await openVisitor(browser, server.url);
  await signIn(owner.page, 'owner@lindenau.example', demoPassword(server.dataDir));
  site = /sites\/([0-9a-f-]{36})/.exec(owner.page.url())?.[1] ?? '';
  firstPin = await giveBadge(owner.page, 'plant@lindenau.example', '0047110815');
  leadsPin = await giveBadge(owner.page, 'ot@lindenau.example', '0047110816');
  await goTo(owner.page, 'Terminals', 'Shared terminals');
  await owner.page.getByText('No shared terminal yet').waitFor();
  await owner.page.getByRole('button', { name: 'New terminal' }).click();
  await owner.page.getByLabel('Name', { exact: true }).fill('Control room, left');
  await owner.page.getByRole('combobox', { name: 'Who is named stays' }).click();
  await owner.page.getByRole('option', { name: 'a person stays for 60 s' }).click();
  await owner.page.getByRole('button', { name: 'Register' }).click();
  code = await owner.page.getByTestId('terminal-code').innerText();
  assert.match(code, /^[0-9A-Z]{5}-[0-9A-Z]{5}$/);
  await owner.page.getByRole('button', { name: 'Done' }).click();
  await owner.page.getByText('Control room, left').waitFor();
});

step('the code makes another browser the terminal, which looks and names nobody', async () => {
  screen = await openVisitor(browser, server.url);
  const { page } = screen;
  await page.goto('/terminal');
  await page.getByLabel('Code').fill(code.toLowerCase());
  await page.getByRole('button', { name: 'Make this the terminal' }).click();
  await page.waitForURL(/\/sites\//);
  await page.getByText('Nobody is named').waitFor();
  await goTo(page, 'Assets');
  await page.getByRole('row').nth(3).waitFor();
  assert.equal(await page.getByRole('button', { name: /Signed in as/ }).count(), 0);
});

step('an act asks for badge and PIN, in a dialog no page knows of; a wrong PIN does nothing, giving up neither', async () => {
  const { page } = screen;
  await goTo(page, 'Sites & areas', 'Sites and areas');
  await page.getByRole('button', { name: 'New area' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'New area' });
  await dialog.getByRole('textbox').first().fill('Night shift');
  await dialog.locator('button[type=submit]').click();
  const who = page.getByRole('dialog', { name: 'Who is this?' });
  // The reader types the number and Enter: that leads to the PIN.
  await who.getByLabel('Badge number').fill('47110815');
  await page.keyboard.press('Enter');
  await page.keyboard.type('111222');
  await page.keyboard.press('Enter');
  await who.getByRole('alert').filter({ hasText: 'Badge or PIN is wrong.' }).waitFor();
  await who.getByRole('button', { name: 'Cancel' }).click();
  await page.getByText('Nobody said who they are. Nothing was done.').waitFor();
  const areas = (await (await page.request.get(`/api/v1/sites/${site}/areas`)).json()) as { rows: { name: string }[] };
  assert.ok(!areas.rows.some((it) => it.name === 'Night shift'));
});

step('with the right PIN, and an own one chosen, the act is done and the person stays for a while', async () => {
  const { page } = screen;
  await page.getByRole('dialog', { name: 'New area' }).locator('button[type=submit]').click();
  const who = page.getByRole('dialog', { name: 'Who is this?' });
  await who.getByLabel('Badge number').fill('0047110815');
  await page.keyboard.press('Enter');
  await page.keyboard.type(firstPin);
  await page.keyboard.press('Enter');
  await who.getByText('This is your first PIN.').waitFor();
  await who.getByLabel('New PIN', { exact: true }).fill('482915');
  await who.getByLabel('New PIN again').fill('482915');
  await who.getByRole('button', { name: 'Confirm' }).click();
  await who.waitFor({ state: 'detached' });
  await untilText(page.locator('.hf-terminal'), /Acting as .+, \d+ s/);
  const areas = (await (await owner.page.request.get(`/api/v1/sites/${site}/areas`)).json()) as { rows: { name: string }[] };
  assert.ok(areas.rows.some((it) => it.name === 'Night shift'));
});

step('the ledger names the person and the terminal; done, nobody is named again', async () => {
  const { page } = screen;
  await page.locator('.hf-terminal').getByRole('button', { name: 'Done' }).click();
  await page.getByText('Nobody is named').waitFor();
  const entries = (await (await owner.page.request.get(`/api/v1/sites/${site}/ledger/entries?kind=area.added&limit=1`)).json()) as {
    rows: { actor_name: string; via: string; kind: string }[];
  };
  const entry = entries.rows[0]!;
  assert.match(entry.via, /^terminal\/[0-9a-f-]{36}$/);
  const people = (await (await owner.page.request.get('/api/v1/people')).json()) as { rows: { name: string; email: string }[] };
  assert.equal(entry.actor_name, people.rows.find((it) => it.email === 'plant@lindenau.example')!.name);
});

step('a file dropped here asks who brings it, before its bytes go out', async () => {
  const { page } = screen;
  await goTo(page, 'Captures');
  const path = join(makeFolder(end), 'shift.pcap');
  writeFileSync(path, plantBytes(300_000));
  await page.locator('input[type=file]').setInputFiles(path);
  const who = page.getByRole('dialog', { name: 'Who is this?' });
  await who.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('list', { name: 'On the way from this browser' }).getByText('Nobody said who they are. Nothing was done.').waitFor();
  await page.locator('input[type=file]').setInputFiles(path);
  await who.getByLabel('Badge number').fill('0047110816');
  await page.keyboard.press('Enter');
  await page.keyboard.type(leadsPin);
  await page.keyboard.press('Enter');
  await who.getByLabel('New PIN', { exact: true }).fill('736251');
  await who.getByLabel('New PIN again').fill('736251');
  await who.getByRole('button', { name: 'Confirm' }).click();
  const row = page.getByRole('row', { name: /shift\.pcap/ });
  await row.getByText('read', { exact: true }).waitFor({ timeout: 20_000 });
  const entries = (await (await owner.page.request.get(`/api/v1/sites/${site}/ledger/entries?kind=capture.received`)).json()) as {
    rows: { via: string }[];
  };
  assert.ok(entries.rows.some((it) => /^terminal\/[0-9a-f-]{36}$/.test(it.via)));
});

step('ended from the owner’s desk, the screen asks to sign in', async () => {
  await owner.page.reload();
  await owner.page.getByRole('button', { name: 'End', exact: true }).click();
  await giveReason(owner.page, /^End Control room/, reason);
  await screen.page.reload();
  await screen.page.waitForURL(/\/sign-in/);
  assert.deepEqual(screen.faults, []);
  assert.deepEqual(owner.faults, []);
});
