// A week at the demo plant, in a browser: the OT lead decides on Monday, the plant manager approves, the auditor reads and can change nothing.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import type { Asset, AssetDetail } from '@holdfast/assets/schema';
import type { Finding } from '@holdfast/findings/schema';
import type { Browser, Page } from 'playwright-core';
import { demoPassword, giveReason, goTo, needsChromium, openBrowser, openVisitor, signIn, untilText, type Visitor } from './browser.ts';
import { buildPages, type Server, startServer } from './server.ts';
import { watchRest } from './settled.ts';
import { fileEnd, story } from './steps.ts';

const step = story(needsChromium);
const end = fileEnd();
const lead = 'ot@lindenau.example';
let server: Server;
let browser: Browser;
let jonas: Visitor;
let page: Page;
let site = '';
let password = '';

const faults = (visitor: Visitor): void => assert.deepEqual(visitor.faults, [], 'faults on the console');

async function ask<T>(path: string): Promise<T> {
  const answer = await page.request.get(`/api/v1/sites/${site}/${path}`);
  assert.equal(answer.status(), 200, path);
  return (await answer.json()) as T;
}

step('a wrong password is refused in words, the right one opens Home', async () => {
  buildPages();
  server = await startServer(end, { demo: true });
  browser = await openBrowser(end);
  password = demoPassword(server.dataDir);
  jonas = await openVisitor(browser, server.url);
  page = jonas.page;
  await page.goto('/');
  await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
  await page.getByLabel('E-mail').fill(lead);
  await page.getByLabel('Password', { exact: true }).fill('not the password');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').filter({ hasText: 'E-mail or password is wrong.' }).waitFor();
  await signIn(page, lead, password);
  site = /sites\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
  await page.getByRole('heading', { level: 1, name: 'Lindenau' }).waitFor();
});

step('Monday’s stop and download stand on Home, and open to what was seen', async () => {
  await page.getByRole('link', { name: /conversations? with commands that change a device/ }).click();
  await page.getByRole('heading', { level: 1, name: 'Findings' }).waitFor();
  const finding = page.getByRole('row', { name: /changing command.*download/ });
  await finding.click();
  const drawer = page.getByRole('dialog', { name: 'Finding' });
  await drawer
    .getByText(/PLC stop/)
    .first()
    .waitFor();
  assert.match(await drawer.innerText(), /T08\d\d/);
  assert.match(await drawer.getByRole('link', { name: /the capture, frame [\d,]+/ }).innerText(), /frame/);
});

step('a finding is decided with a reason, leaves the open ones and stands in the ledger', async () => {
  const drawer = page.getByRole('dialog', { name: 'Finding' });
  await drawer.getByRole('button', { name: 'Must not happen' }).click();
  await giveReason(page, 'Must not happen: 1 finding', 'Nobody planned work on the packer that morning.');
  await page.getByText('1 finding decided.').waitFor();
  await drawer.getByText('Nobody planned work on the packer that morning.').first().waitFor();
  await page.keyboard.press('Escape');
  await drawer.waitFor({ state: 'detached' });
  assert.equal(await page.getByRole('row', { name: /changing command.*download/ }).count(), 0);
  const { rows } = await ask<{ rows: Finding[] }>('findings?kind=changing_command&state=closed');
  assert.deepEqual(
    rows.map((it) => [it.decision, it.decided_by_name]),
    [['stop', 'Jonas Weber']],
  );
  await goTo(page, 'Ledger');
  await page.getByRole('row', { name: /Finding: to be stopped.*Jonas Weber/ }).waitFor();
});

step('the new device is rejected from the list of assets', async () => {
  await goTo(page, 'Home', 'Lindenau');
  await page.getByRole('link', { name: /new devices?: accept or reject/ }).click();
  await page.getByRole('heading', { level: 1, name: 'Assets' }).waitFor();
  await untilText(page.getByRole('status'), /^1 row$/);
  await page.getByRole('checkbox', { name: 'Choose row' }).check();
  await page.getByRole('button', { name: 'Reject' }).click();
  await giveReason(page, 'Reject PF-NB-0417', 'A service laptop nobody announced.');
  const [asset] = (await ask<{ rows: Asset[] }>('assets?search=PF-NB-0417')).rows;
  await page.goto(`/sites/${site}/assets/${asset?.id}`);
  await untilText(page.getByRole('main'), /PF-NB-0417[\s\S]*rejected[\s\S]*A service laptop nobody announced\./);
});

step('each value of an asset says protocol, file and frame it was read in', async () => {
  const [plc] = (await ask<{ rows: Asset[] }>('assets?kind=plc&search=Rockwell')).rows;
  const { attributes } = await ask<AssetDetail>(`assets/${plc!.id}`);
  const read = attributes.find((it) => it.name === 'firmware' && it.chosen)!;
  assert.deepEqual([read.protocol, read.file], ['cip', 'lindenau-day.pcap']);
  await page.goto(`/sites/${site}/assets/${plc!.id}`);
  const line = page.getByRole('listitem').filter({ has: page.getByText('Firmware', { exact: true }) });
  const shown = await line.innerText();
  assert.ok(shown.includes(`cip · lindenau-day.pcap · frame ${read.frame?.toLocaleString('en-GB')} ·`), shown);
  assert.ok(shown.includes(read.value) && /\d+% sure/.test(shown), shown);
  await line.getByRole('link', { name: 'lindenau-day.pcap' }).click();
  await page.getByRole('dialog', { name: 'Capture' }).getByText('lindenau-day.pcap').first().waitFor();
  await page.goBack();
});

step('a person’s word wins, is kept beside what was read, and can be taken back', async () => {
  const line = page.getByRole('listitem').filter({ has: page.getByText('Model', { exact: true }) });
  await page.getByRole('button', { name: 'Change: Model' }).click();
  await page.getByRole('textbox', { name: 'Model' }).fill('Packer controller, spare');
  await page.getByRole('button', { name: 'Save' }).click();
  await untilText(line, /^Model\s+Packer controller, spare\s+said by Jonas Weber/);
  assert.match(await line.locator('summary').innerText(), /contradiction|1 other reading/);
  await page.getByRole('button', { name: 'Change: Model' }).click();
  await page.getByRole('button', { name: 'Take my word back' }).click();
  await untilText(line, /^Model\s+1756-[\s\S]*lindenau-day\.pcap/);
  assert.doesNotMatch(await line.innerText(), /spare/);
});

step('search, filter and sort stand in the address: they survive a reload and the way back', async () => {
  await goTo(page, 'Assets');
  await page.getByRole('searchbox').fill('10.80.2');
  await page.waitForURL(/search=10\.80\.2/);
  await page.getByRole('button', { name: 'Name', exact: true }).click();
  await page.waitForURL(/sort=name/);
  await page.getByRole('button', { name: 'Name', exact: true }).click();
  await page.waitForURL(/sort=-name/);
  await page.goto(`${page.url()}&kind=plc,hmi`);
  const rows = page.getByRole('grid', { name: 'Assets' }).locator('tbody tr[aria-rowindex]');
  await rows.first().waitFor();
  const before = await rows.allInnerTexts();
  assert.ok(before.length >= 5 && before.every((it) => /\b(PLC|HMI)\b/.test(it) && it.includes('10.80.2')), before.join('; '));
  const { total } = await ask<{ total: number }>('assets?search=10.80.2&kind=plc,hmi');
  await untilText(page.getByRole('status'), new RegExp(`^${total} rows$`));
  await page.reload();
  await rows.first().waitFor();
  assert.deepEqual(await rows.allInnerTexts(), before);
  assert.equal(await page.getByRole('searchbox').inputValue(), '10.80.2');
  await rows.first().getByRole('link').first().click();
  await page.waitForURL(/\/assets\/[0-9a-f-]{36}$/);
  await page.goBack();
  await rows.first().waitFor();
  assert.deepEqual(await rows.allInnerTexts(), before);
});

step('the export holds what is filtered, and no cell runs as a formula', async () => {
  const name = '=HYPERLINK("http://evil.example","open")';
  await goTo(page, 'Assets');
  await page.getByRole('button', { name: 'New asset' }).click();
  const form = page.getByRole('dialog', { name: 'New asset' });
  await form.getByLabel('Name').fill(name);
  await form.getByLabel('IP or MAC address').fill('10.80.22.250');
  await form.getByRole('button', { name: 'Add' }).click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
  await page.goto(`/sites/${site}/assets?search=10.80.22.2&sort=name`);
  const shown = await untilText(page.getByRole('status'), /^\d+ rows?$/);
  const waiting = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('menuitem', { name: 'CSV, columns as shown' }).click();
  const text = await readFile(await (await waiting).path(), 'utf8');
  // Above the table stands what the file is.
  const lines = text.trim().split('\r\n\r\n')[1]!.split('\r\n');
  assert.equal(lines.length - 1, Number(/\d+/.exec(shown)?.[0]));
  assert.ok(lines.slice(1).every((it) => it.includes('10.80.22.2')));
  assert.ok(
    lines.some((it) => it.startsWith(`"'=HYPERLINK(""http://evil.example"",""open"")"`)),
    text,
  );
  faults(jonas);
});

step('an address sent to somebody signed out leads there after sign-in; an ended session too', async () => {
  const mara = await openVisitor(browser, server.url);
  const deep = `/sites/${site}/flows?verdict=unapproved`;
  await mara.page.goto(deep);
  await mara.page.waitForURL(/\/sign-in\?to=/);
  await mara.page.getByLabel('E-mail').fill('plant@lindenau.example');
  await mara.page.getByLabel('Password', { exact: true }).fill(password);
  await mara.page.keyboard.press('Enter');
  await mara.page.waitForURL(`**${deep}`);
  await mara.page
    .getByRole('row', { name: /PF-NB-0417/ })
    .first()
    .waitFor();
  await mara.context.clearCookies();
  // A list that looks again by itself may lead to the sign-in before the click does.
  await mara.page
    .getByRole('link', { name: 'Zones' })
    .click({ timeout: 3000 })
    .catch(() => {});
  await mara.page.waitForURL(/\/sign-in\?to=/);
  await mara.page.getByLabel('E-mail').fill('plant@lindenau.example');
  await mara.page.getByLabel('Password', { exact: true }).fill(password);
  await mara.page.keyboard.press('Enter');
  await mara.page.getByRole('heading', { level: 1, name: /Zones|Flows/ }).waitFor();
  await approveWaiting(mara.page);
  faults(mara);
  await mara.context.close();
});

/** The plant manager approves the list the OT lead left waiting. */
async function approveWaiting(theirs: Page): Promise<void> {
  await goTo(theirs, 'Home', 'Lindenau');
  await theirs.getByRole('link', { name: /^Allow-list of/ }).click();
  await theirs.getByRole('button', { name: 'Approve' }).click();
  await giveReason(theirs, 'Approve this', 'Agreed with production.');
  await theirs.getByText('Approved.', { exact: true }).waitFor();
}

const changing =
  /^(New |Choose |Change|Propose|Draw|Confirm|Needed|Blockable|Take |Accept|Reject|Retire|Look into|Was expected|Must not|Approve|Refuse|Withdraw|Give role|End role|Close the account)/;

/** What on a page changes something: acts, choosing rows to act on, places to drop files. */
async function changingControls(theirs: Page): Promise<string[]> {
  const names = await theirs.evaluate<string[]>(
    `[...document.querySelectorAll('button, input[type=file], main input[type=checkbox]')].map((it) => it.ariaLabel ?? it.innerText)`,
  );
  return names.filter((name) => changing.test(name.trim()));
}

step('the controls that change something are there for the OT lead', async () => {
  const rest = watchRest(page);
  for (const [place, controls] of Object.entries({
    captures: /Choose files/,
    findings: /Choose row/,
    assets: /New asset/,
    zones: /Draw a zone/,
  })) {
    await page.goto(`/sites/${site}/${place}`);
    await rest();
    assert.ok(
      (await changingControls(page)).some((it) => controls.test(it)),
      place,
    );
  }
});

step('a button that waits says what for, to a screen reader and at focus, and does nothing', async () => {
  await page.goto(`/sites/${site}/switch-tables`);
  const look = page.getByRole('button', { name: 'Look first', exact: true });
  await look.focus();
  const says = 'Say first which switch the list comes from.';
  await page.getByRole('tooltip').filter({ hasText: says }).waitFor();
  const described = await look.getAttribute('aria-describedby');
  assert.equal(await page.locator(`[id="${described}"]`).textContent(), says);
  await page.keyboard.press('Enter');
  assert.equal(await page.getByRole('alert').count(), 0);
  faults(jonas);
});

step('the auditor sees everything, is offered nothing that changes, and is refused by the server', async () => {
  const pavel = await openVisitor(browser, server.url);
  await signIn(pavel.page, 'auditor@lindenau.example', password);
  const conduit = (await ask<{ rows: { id: string }[] }>('conduits?state=unapproved')).rows[0]!.id;
  const asset = (await ask<{ rows: { id: string }[] }>('assets?kind=plc')).rows[0]!.id;
  const finding = (await ask<{ rows: Finding[] }>('findings?state=open')).rows[0]!.id;
  const places = ['', `map?conduit=${conduit}`, 'people', 'areas', 'assets', `assets/${asset}`, 'zones', `conduits/${conduit}`, 'flows'];
  places.push('captures', 'findings', `findings?open=${finding}`);
  const rest = watchRest(pavel.page);
  for (const place of [...places, 'ledger']) {
    await pavel.page.goto(`/sites/${site}/${place}`);
    await rest();
    assert.deepEqual(await pavel.page.getByRole('alert').allInnerTexts(), [], `${place} is refused`);
    assert.deepEqual(await changingControls(pavel.page), [], place);
  }
  const body = { finding_ids: [finding], decision: 'expected', reason: 'I may not.' };
  const refused = await pavel.page.request.post(`/api/v1/sites/${site}/findings/decisions`, {
    data: body,
    headers: { origin: server.url },
  });
  assert.deepEqual([refused.status(), ((await refused.json()) as { code: string }).code], [403, 'not_allowed']);
  await goTo(pavel.page, 'Ledger');
  await pavel.page.getByRole('button', { name: 'Verify now' }).click();
  await pavel.page.getByText(/Everything holds\./).waitFor();
  faults(pavel);
  await pavel.context.close();
});
