// Lists as people work with them: columns and views that are kept, all that match, a bulk act and the way back, keys, the palette, files.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before } from 'node:test';
import type { Browser } from 'playwright-core';
import { demoPassword, needsChromium, openBrowser, openVisitor, type Visitor } from './browser.ts';
import { buildPages, type Server, startServer } from './server.ts';
import { fileEnd, story } from './steps.ts';

const end = fileEnd();
const step = story(needsChromium);
let server: Server;
let browser: Browser;
let owner: Visitor;
let base = '';

before(async () => {
  if (needsChromium !== false) return;
  buildPages();
  [server, browser] = await Promise.all([startServer(end, { demo: true }), openBrowser(end)]);
  owner = await openVisitor(browser, server.url, { acceptDownloads: true });
  const data = { email: 'owner@lindenau.example', password: demoPassword(server.dataDir) };
  assert.equal((await owner.context.request.post('/api/auth/sign-in/email', { data })).status(), 200);
  await owner.page.goto('/');
  await owner.page.waitForURL(/\/sites\//);
  base = /\/sites\/[^/]+/.exec(owner.page.url())![0];
});

const row = (name: string | RegExp) => owner.page.getByRole('row', { name });
const heads = async (): Promise<string[]> =>
  (await owner.page.getByRole('columnheader').allInnerTexts()).map((it) => it.trim()).filter((it) => it !== '');

step('columns are taken out and moved by keyboard, and stay so after the page is opened again', async () => {
  const { page } = owner;
  await page.goto(`${base}/assets`);
  await row(/10\.80\.22\.11/)
    .first()
    .waitFor();
  assert.deepEqual((await heads()).slice(0, 3), ['Name', 'Standing', 'Kind']);
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('checkbox', { name: 'Standing' }).uncheck();
  await page.getByRole('checkbox', { name: 'Vendor' }).focus();
  const kept = page.waitForResponse((it) => it.request().method() === 'PATCH' && it.url().endsWith('/lists/assets/preferences'));
  for (let press = 0; press < 2; press += 1) await page.keyboard.press('Alt+ArrowUp');
  await kept;
  await page.reload();
  await row(/10\.80\.22\.11/)
    .first()
    .waitFor();
  assert.deepEqual((await heads()).slice(0, 4), ['Name', 'Vendor', 'Kind', 'Address']);
});

step('a view keeps filter and order; its link opens it', async () => {
  const { page } = owner;
  await page.goto(`${base}/assets?kind=plc&sort=-name`);
  await row(/10\.80\.22\.13/)
    .first()
    .waitFor();
  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByRole('menuitem', { name: /Keep as a view/ }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('Controllers');
  await page.getByRole('button', { name: 'Keep', exact: true }).click();
  await page.waitForURL(/saved=/);
  const saved = new URL(page.url()).searchParams.get('saved');
  await page.goto(`${base}/assets?saved=${saved}`);
  await page.waitForURL(/kind=plc/);
  await page.getByRole('button', { name: 'Controllers' }).waitFor();
  assert.match(page.url(), /sort=-name/);
});

step('keys go through the list: j, x, slash and question mark', async () => {
  const { page } = owner;
  await page.goto(`${base}/assets`);
  await row(/10\.10\.0\.10/)
    .first()
    .waitFor();
  for (const key of ['j', 'j', 'x']) await page.keyboard.press(key);
  await page
    .getByRole('status')
    .filter({ hasText: /^1 of \d+ chosen$/ })
    .waitFor();
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keys' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog', { name: 'Keys' }).waitFor({ state: 'hidden' });
  await page.keyboard.press('/');
  assert.equal(await page.evaluate<string>('document.activeElement.type'), 'search');
});

step('all that match are decided, not only those loaded, and go back by one button', async () => {
  const { page } = owner;
  const count = async (): Promise<number> =>
    (await (await page.request.get(`/api/v1${base}/assets?standing=investigating&limit=1`)).json()).total as number;
  const total = (await (await page.request.get(`/api/v1${base}/assets?limit=1`)).json()).total as number;
  assert.ok(total > 100, 'more than one page');
  const first = await count();
  await page.goto(`${base}/assets`);
  await page.getByRole('checkbox', { name: 'Choose all loaded rows' }).check();
  await page.getByRole('button', { name: `Choose all ${total} that match` }).click();
  await page.getByRole('button', { name: 'Look into it' }).click();
  await page.getByLabel('Reason').fill('Looked at in the yearly round.');
  await page.getByRole('dialog').getByRole('button', { name: 'Look into it' }).click();
  const undo = page.getByRole('button', { name: 'Undo' });
  await undo.waitFor();
  assert.equal(await count(), total);
  await undo.click();
  await page.getByText(/put back\. The ledger says so\./).waitFor();
  assert.equal(await count(), first);
});

step('the file holds every row that matches, in words', async () => {
  const { page } = owner;
  await page.goto(`${base}/assets?kind=plc`);
  await row(/10\.80\.22\.13/)
    .first()
    .waitFor();
  await page.getByRole('button', { name: 'Export' }).click();
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: 'CSV, columns as shown' }).click()]);
  const text = readFileSync(await file.path(), 'utf8');
  assert.match(text, /"Filter","Kind: PLC"/);
  const total = (await (await page.request.get(`/api/v1${base}/assets?kind=plc&limit=1`)).json()).total as number;
  assert.equal(text.split('\r\n').filter((line) => line.includes('"PLC"')).length, total);
});

step('the palette finds a device by its address and a page by its name, by keyboard alone and as fast as one types', async () => {
  const { page, faults } = owner;
  await page.keyboard.press('Control+k');
  const field = page.getByRole('combobox', { name: /Name, address, MAC/ });
  await field.fill('10.80.22.13');
  await page.getByRole('option', { name: /10\.80\.22\.13.*PLC/ }).waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/assets\/[0-9a-f-]+$/);
  await page.keyboard.press('Control+k');
  await field.fill('Ledg');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/ledger$/);
  await page.keyboard.press('Control+k');
  await field.fill('10.80.22.11');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: /10\.80\.22\.11/ }).waitFor();
  assert.match(page.url(), /\/assets\/[0-9a-f-]+$/);
  assert.deepEqual(faults, []);
});
