// The newcomer's path of the README: from the one-time code on the console to a proof of the first approved conduit.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Conduit } from '@holdfast/conduits/schema';
import { dayCapture, makePlant } from '@holdfast/plant';
import type { Zone } from '@holdfast/zones/schema';
import type { Browser, Page } from 'playwright-core';
import { giveReason, goTo, needsChromium, openBrowser, openVisitor, signIn, type Visitor, untilText } from './browser.ts';
import { buildPages, makeFolder, type Server, startServer } from './server.ts';
import { fileEnd, story } from './steps.ts';

const owner = { name: 'Greta Brandt', email: 'greta@north.example', password: 'kupferner Kessel am Montag' };
const second = { name: 'Emil Sørensen', email: 'emil@north.example', password: 'blaue Leiter im Hof 7' };
const reason = 'Walked through with the shift leads.';

let server: Server;
let browser: Browser;
let greta: Visitor;
let page: Page;
let capture: string;
let conduit: Conduit;

const step = story(needsChromium);
const end = fileEnd();
const faults = (visitor: Visitor): void => assert.deepEqual(visitor.faults, [], 'faults on the console');

step('an empty Holdfast asks for the one-time code of the console', async () => {
  buildPages();
  server = await startServer(end);
  browser = await openBrowser(end);
  greta = await openVisitor(browser, server.url);
  page = greta.page;
  await page.goto('/');
  await page.getByRole('heading', { name: 'Set up Holdfast' }).waitFor();
  await fillSetup('AAAA-BBBB-CCCC-DDDD-EEEE-FFFF-G0');
  await page.getByRole('button', { name: 'Make the owner account' }).click();
  await page.getByRole('alert').filter({ hasText: 'The code is not the one on the console.' }).waitFor();
  await page.getByLabel('One-time code').fill(/one-time code (\S+)/.exec(server.line)?.[1] ?? '');
  await page.getByRole('button', { name: 'Make the owner account' }).click();
  await page.waitForURL(/\/sites\/[0-9a-f-]{36}$/);
});

async function fillSetup(code: string): Promise<void> {
  const fields = { 'One-time code': code, Organisation: 'North Works', 'First site': 'North', 'Your name': owner.name };
  for (const [label, value] of Object.entries(fields)) await page.getByLabel(label).fill(value);
  await page.getByLabel('Your e-mail').fill(owner.email);
  await page.getByLabel('Your password').fill(owner.password);
}

step('the empty pages say what to do next', async () => {
  await page.getByText('Drop your first capture').waitFor();
  await page.getByText('The first hour: from a capture to a plant somebody answers for').waitFor();
  await goTo(page, 'Map');
  await page.getByRole('main').getByRole('link', { name: 'Drop your first capture' }).click();
  await page.getByRole('heading', { level: 1, name: 'Captures' }).waitFor();
  await page.getByText('No capture yet').waitFor();
  await page.getByText('dumpcap -i').waitFor();
});

step('a capture shows its progress while it comes in, then what it brought', async () => {
  capture = join(makeFolder(end), 'line1.pcap');
  const made = dayCapture(makePlant(1), { maximumBytes: 2_000_000, start: '2026-11-12T09:00:00Z' });
  const bytes = Buffer.concat([...made.chunks()]);
  writeFileSync(capture, bytes);
  const slow = await page.context().newCDPSession(page);
  const limit = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 1_500_000 };
  await slow.send('Network.emulateNetworkConditions', limit);
  await page.locator('input[type=file]').setInputFiles(capture);
  const bar = page.getByRole('list', { name: 'On the way from this browser' }).getByRole('progressbar');
  const parts = new Set<number>();
  for (let round = 0; round < 200 && (round < 5 || (await bar.count()) > 0); round += 1) {
    parts.add(Number(await bar.getAttribute('aria-valuenow', { timeout: 100 }).catch(() => 0)));
    await page.waitForTimeout(25);
  }
  assert.ok([...parts].filter((it) => it > 0 && it < 100).length >= 2, `progress was shown as ${[...parts].join(', ')}`);
  await slow.send('Network.emulateNetworkConditions', { ...limit, uploadThroughput: -1 });
  await slow.detach();
  const cells = page.getByRole('row', { name: /line1\.pcap/ }).getByRole('gridcell');
  await untilText(cells.nth(1), /^read$/);
  assert.equal(await cells.nth(2).innerText(), countRecords(bytes).toLocaleString('en-GB'));
  assert.match(await cells.nth(4).innerText(), /^\d\d+ new of \d\d+$/);
});

/** Records of a little-endian pcap. */
function countRecords(bytes: Buffer): number {
  let records = 0;
  for (let at = 24; at + 16 <= bytes.length; at += 16 + bytes.readUInt32LE(at + 8)) records += 1;
  return records;
}

step('the same file dropped again is counted once, and a file that is no capture says so', async () => {
  const dataTransfer = await page.evaluateHandle(
    `(() => { const it = new DataTransfer(); it.items.add(new File(['this is no capture'], 'notes.pcap')); return it; })()`,
  );
  await page.getByText('Drop captures here').dispatchEvent('drop', { dataTransfer });
  await untilText(page.getByRole('row', { name: /notes\.pcap/ }), /not readable/);
  await page.locator('input[type=file]').setInputFiles({ name: 'again.pcap', mimeType: '', buffer: readFileSync(capture) });
  await untilText(page.getByRole('row', { name: /again\.pcap/ }), /seen before[\s\S]*counted once/);
  faults(greta);
});

step('the map shows zones in their lanes, each with the reason for it', async () => {
  await goTo(page, 'Map');
  const zones = await rowsOf<Zone>('zones');
  assert.ok(zones.length >= 5 && zones.every((it) => it.state === 'proposed'));
  for (const zone of zones) await page.locator('main').getByText(zone.name.split(',')[0]!).first().waitFor();
  for (const level of new Set(zones.map((it) => it.purdue_level)))
    if (level !== null) await page.getByText(`Level ${level}`, { exact: true }).first().waitFor();
  const zone = zones.toSorted((a, b) => b.assets - a.assets)[0]!;
  await page
    .getByRole('complementary')
    .getByRole('button', { name: `${zone.name} proposed` })
    .click();
  const reasons = page.getByRole('complementary').getByRole('region', { name: 'Why it was proposed' });
  const shown = await reasons.innerText();
  assert.ok(shown.length > 40 && !shown.includes('undefined'), `the reasons say ${shown}`);
});

/** What the signed-in person's API says: to know which names to look for. */
async function rowsOf<T>(path: string): Promise<T[]> {
  const site = /sites\/[0-9a-f-]{36}/.exec(page.url())?.[0];
  const answer = await page.request.get(`/api/v1/${site}/${path}`);
  assert.equal(answer.status(), 200);
  return ((await answer.json()) as { rows: T[] }).rows;
}

step('zones are confirmed with a reason', async () => {
  const zones = await rowsOf<Zone>('zones');
  await goTo(page, 'Map');
  await page.getByRole('button', { name: `Confirm ${zones.length} zones` }).click();
  await giveReason(page, `Confirm ${zones.length} zones`, reason);
  await page.getByText(`${zones.length} zones confirmed.`).waitFor();
  assert.ok((await rowsOf<Zone>('zones')).every((it) => it.state === 'confirmed'));
});

step('flows of a conduit are judged needed together, and the list they ask for is proposed', async () => {
  conduit = (await rowsOf<Conduit>('conduits?sort=-flows')).find((it) => it.flows >= 3 && it.flows < 40)!;
  await page.getByRole('complementary').getByRole('button', { name: conduitName() }).click();
  await page.getByRole('complementary').getByRole('link', { name: 'Open conduit' }).click();
  await page.getByRole('heading', { level: 1, name: conduit.name }).waitFor();
  await page.getByText('No flow is judged needed yet.').waitFor();
  await page.getByRole('checkbox', { name: 'Choose all loaded rows' }).check();
  await page.getByText(`${conduit.flows} of ${conduit.flows} chosen`).waitFor();
  await page.getByRole('button', { name: 'Needed', exact: true }).click();
  await giveReason(page, `${conduit.flows} flows are needed`, reason);
  await page.getByText(/\d+ rules? lets? \d+ needed flows? through\./).waitFor();
  await page.getByRole('button', { name: 'Propose this list' }).click();
  await giveReason(page, 'Propose an allow-list', reason);
});

const conduitName = (): string => `${conduit.zone_a.name} – ${conduit.zone_b.name}`;

step('who proposed a list cannot approve it, and reads why', async () => {
  await page.getByText('You proposed this list, so somebody else has to approve it').waitFor();
  assert.equal(await page.getByRole('button', { name: 'Approve' }).count(), 0);
  await page.getByRole('button', { name: 'Withdraw' }).waitFor();
  faults(greta);
});

step('the owner makes an account with the role plant manager', async () => {
  await goTo(page, 'People');
  await page.getByRole('button', { name: 'New person' }).click();
  const form = page.getByRole('dialog', { name: 'New person' });
  await form.getByLabel('Name').fill(second.name);
  await form.getByLabel('E-mail').fill(second.email);
  await form.getByLabel('First password').fill(second.password);
  await form.getByRole('button', { name: 'Add' }).click();
  const drawer = page.getByRole('dialog', { name: 'Person' });
  await drawer.getByRole('button', { name: 'Give role' }).click();
  const giving = page.getByRole('dialog', { name: 'Give a role' });
  await giving.getByRole('button', { name: 'Give role' }).click({ force: true });
  await giving.getByText('Still missing: Role.').waitFor();
  await giving.getByRole('combobox', { name: 'Role' }).click();
  await page.getByRole('option', { name: 'Plant manager' }).click();
  await giving.getByRole('button', { name: 'Give role' }).click();
  await giving.waitFor({ state: 'detached' });
  await drawer.getByText('Plant manager, North').waitFor();
  await page.keyboard.press('Escape');
  await drawer.waitFor({ state: 'detached' });
});

step('the second person finds the list on Home, and approves it', async () => {
  const emil = await openVisitor(browser, server.url);
  await chooseFirstPassword(emil.page, 'acht Leitern im Hof');
  await emil.page.getByRole('link', { name: new RegExp(`Allow-list of`) }).click();
  const request = emil.page.getByRole('dialog', { name: 'Request' });
  await untilText(request.locator('.hf-rules > li').first(), /From[\s\S]*To[\s\S]*Protocol[\s\S]*Service[\s\S]*Operations/);
  await request.getByRole('link', { name: 'Look at it' }).click();
  await emil.page.getByText('A list waits for you.').waitFor();
  await emil.page.getByRole('button', { name: 'Approve' }).click();
  await giveReason(emil.page, 'Approve this list', 'Production depends on these and on nothing else.');
  await emil.page.getByText('Every flow seen fits the approved list. Nothing to do.').waitFor();
  await emil.page.getByRole('heading', { name: 'List in force, version 1' }).waitFor();
  faults(emil);
  await emil.context.close();
});

/** The first sign-in with the password the owner typed stops until there is an own one. */
async function chooseFirstPassword(at: Page, wanted: string): Promise<void> {
  await at.goto('/sign-in');
  await at.getByLabel('E-mail').fill(second.email);
  await at.getByLabel('Password', { exact: true }).fill(second.password);
  await at.keyboard.press('Enter');
  await at.getByRole('heading', { name: 'Choose your own password' }).waitFor();
  await at.getByRole('textbox', { name: 'New password', exact: true }).fill(wanted);
  await at.getByRole('textbox', { name: 'New password again' }).fill(wanted);
  await at.getByRole('button', { name: 'Use this password' }).click();
  await at.waitForURL(/\/sites\//);
  second.password = wanted;
}

step('who changes their password says the old one first', async () => {
  const emil = await openVisitor(browser, server.url);
  await signIn(emil.page, second.email, second.password);
  await emil.page.getByRole('button', { name: `Signed in as ${second.name}` }).click();
  await emil.page.getByRole('menuitem', { name: 'Your account' }).click();
  await emil.page.getByRole('button', { name: 'Change password' }).click();
  const dialog = emil.page.getByRole('dialog', { name: 'Change password' });
  const changed = 'vier Krane am Kai';
  await dialog.getByLabel('Current password').fill('not what it was');
  await dialog.getByLabel('New password', { exact: false }).first().fill(changed);
  await dialog.getByLabel('New password again').fill(changed);
  await dialog.getByRole('button', { name: 'Change password' }).click();
  await emil.page.getByText('The current password is wrong.').waitFor();
  await dialog.getByLabel('Current password').fill(second.password);
  await dialog.getByRole('button', { name: 'Change password' }).click();
  await emil.page.getByText('Password changed.').waitFor();
  await emil.context.clearCookies();
  second.password = changed;
  await signIn(emil.page, second.email, second.password);
  await emil.context.close();
});

step('the conduit is approved on the map and in the matrix', async () => {
  await goTo(page, 'Map');
  await page
    .getByRole('button', { name: `${conduitName()}: approved` })
    .first()
    .waitFor();
  await goTo(page, 'Conduits');
  await page
    .getByRole('link', { name: new RegExp(`: approved, ${conduit.flows} flows`) })
    .first()
    .click();
  await page.getByRole('heading', { level: 1, name: conduit.name }).waitFor();
});

step('every act stands in the ledger, and it holds', async () => {
  await goTo(page, 'Ledger');
  const rows = page.getByRole('grid', { name: 'Ledger' });
  for (const kind of ['Allow-list approved', 'Allow-list proposed', 'Flows judged: needed', 'Zones confirmed', 'Capture read and counted'])
    await rows.getByText(kind).first().waitFor();
  assert.match(await rows.getByRole('row', { name: /Allow-list approved/ }).innerText(), new RegExp(second.name));
  await page.getByRole('button', { name: 'Verify now' }).click();
  await page.getByText(/Everything holds\. Recomputed in [\d,.]+ ms: entries \d+, nodes \d+, checkpoints \d+\./).waitFor();
  await rows.getByRole('row', { name: /Allow-list approved/ }).click();
  await page
    .getByRole('dialog', { name: 'Entry' })
    .getByText(/hash(es)? leads? from this entry to the signed checkpoint/)
    .waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog', { name: 'Entry' }).waitFor({ state: 'detached' });
});

step('language and colours are switched, and kept', async () => {
  await page.getByRole('button', { name: 'Language' }).click();
  await page.getByRole('menuitem', { name: 'Deutsch' }).click();
  await page.getByRole('button', { name: 'Jetzt prüfen' }).waitFor();
  await page.getByRole('button', { name: 'Dunkle Farben' }).click();
  await page.reload();
  await page.getByRole('button', { name: 'Jetzt prüfen' }).waitFor();
  const [scheme, language, ground = ''] = await page.evaluate<string[]>(
    `[document.documentElement.dataset.mantineColorScheme, document.documentElement.lang, getComputedStyle(document.body).backgroundColor]`,
  );
  assert.deepEqual([scheme, language], ['dark', 'de']);
  const brightness = ground
    .match(/\d+/g)
    ?.slice(0, 3)
    .reduce((sum, part) => sum + Number(part), 0);
  assert.ok(brightness !== undefined && brightness < 200, `dark is ${ground}`);
  faults(greta);
});
