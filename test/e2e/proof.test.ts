// Proof to somebody else: two clicks from a record to a file that checks itself offline; and the whole log checked in the auditor's browser.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { demoPassword, needsChromium, openBrowser, openVisitor, signIn, type Visitor } from './browser.ts';
import { buildPages, makeFolder, type Server, startServer } from './server.ts';
import { fileEnd, story } from './steps.ts';

const step = story(needsChromium);
const end = fileEnd();
let server: Server;
let browser: Browser;
let pavel: Visitor;
let vkey = '';
let file = '';
const shots = process.env['HOLDFAST_SHOTS'];
const shoot = async (page: Page, name: string): Promise<void> => {
  if (shots !== undefined) await page.screenshot({ path: join(shots, `${name}.png`), fullPage: true });
};

step('two clicks from a record: its proof, and one file for somebody else', async () => {
  buildPages();
  server = await startServer(end, { demo: true });
  browser = await openBrowser(end);
  pavel = await openVisitor(browser, server.url);
  const { page } = pavel;
  await page.goto('/');
  await signIn(page, 'auditor@lindenau.example', demoPassword(server.dataDir));
  await page.getByRole('link', { name: 'Ledger' }).click();
  await page.getByText('For auditors').click();
  vkey = await page.getByLabel('Public key of the log').innerText();
  await page.getByRole('link', { name: 'Conduits' }).click();
  await page.getByRole('table').getByRole('link').first().click();
  await page.getByRole('heading', { name: 'History and proof' }).waitFor();
  await shoot(page, 'history');
  await page
    .getByRole('button', { name: /^Proof: / })
    .first()
    .click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Checked in this browser').waitFor({ timeout: 90_000 });
  await shoot(page, 'proof-dialog');
  const [saved] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('button', { name: 'Give to somebody' }).click()]);
  file = join(mkdtempSync(join(makeFolder(end), 'given-')), saved.suggestedFilename());
  await saved.saveAs(file);
  assert.match(file, /\.html$/);
  assert.deepEqual(pavel.faults, []);
});

async function openOffline(path: string, key: string): Promise<{ page: Page; verdict: string; asked: string[] }> {
  const context = await browser.newContext({ offline: true, locale: 'en-GB' });
  const page = await context.newPage();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(pathToFileURL(path).href);
  const box = page.getByRole('textbox');
  if ((await box.count()) > 0) await box.fill(key);
  return { page, verdict: await page.locator('main').innerText(), asked };
}

step('somebody else opens it offline and is shown that it is proven, with the key they were given', async () => {
  const { page, verdict, asked } = await openOffline(file, vkey);
  assert.match(verdict, /Proven\n?.*stands at number \d+ in the log/s);
  assert.deepEqual(asked, [pathToFileURL(file).href]);
  await shoot(page, 'given');
  assert.match((await openOffline(file, '')).verdict, /Key missing/);
  const other = vkey.split('\n')[0]!.replace(/^(.*)\/e1\+/, '$1x/e1+');
  assert.match((await openOffline(file, other)).verdict, /Not proven/);
});

step('after any change it says that nothing is proven', async () => {
  const text = readFileSync(file, 'utf8');
  const changes: Record<string, (from: string) => string> = {
    'the act': (it) => it.replace('"entry": "{\\"actor\\":\\"', '"entry": "{\\"actor\\":\\"x'),
    'its number': (it) => it.replace(/\\nindex (\d+)/, '\\nindex 1$1'),
    'the title': (it) => it.replace('"title": "', '"title": "Not '),
    'a signature': (it) => it.replace(/(\\n— \S+ \S{20})(\S)/, (_, head: string, sign: string) => head + (sign === 'A' ? 'B' : 'A')),
    'the script': (it) => it.replace('not_proven', 'not_proved'),
    'the script’s permission': (it) => it.replace("script-src 'sha256-", "script-src 'sha256-A"),
  };
  for (const [what, change] of Object.entries(changes)) {
    const changed = change(text);
    assert.notEqual(changed, text, what);
    const path = file.replace('.html', '-changed.html');
    writeFileSync(path, changed);
    const { verdict } = await openOffline(path, vkey);
    assert.match(verdict, /Not proven/, what);
    assert.doesNotMatch(verdict, /^Proven/m, what);
  }
});

step('the auditor checks every entry in the own browser, against the key on paper and what was kept', async () => {
  const { page } = pavel;
  await page.goto('/');
  await page.getByRole('link', { name: 'Ledger' }).click();
  await page.getByRole('button', { name: 'Verify in this browser' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Verify in this browser' }).click();
  await dialog.getByText('it was the one this server shows').waitFor({ timeout: 30_000 });
  await dialog.getByText('nothing kept earlier').waitFor();
  await dialog.getByLabel('Key of the log').fill(vkey);
  await dialog.getByRole('button', { name: 'Verify in this browser' }).click();
  await dialog.getByText(/checkpoint kept earlier|checkpoint over [\d,]+ entries kept earlier/).waitFor({ timeout: 30_000 });
  await dialog.getByText('give the signed root').waitFor();
  assert.equal(await dialog.getByText('it was the one this server shows').count(), 0);
  await shoot(page, 'check');
  // A server that changes one byte of one entry on its way is not believed.
  await page.context().route('**/tile/entries/**', async (route) => {
    const response = await route.fetch();
    const body = Buffer.from(await response.body());
    body[40] = body[40]! ^ 1;
    await route.fulfill({ response, body });
  });
  await dialog.getByRole('button', { name: 'Verify in this browser' }).click();
  await dialog.getByText('do not give the signed root').waitFor({ timeout: 30_000 });
  assert.deepEqual(pavel.faults, []);
});
