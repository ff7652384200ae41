// A restored copy in a browser: read-only with its reason on every page; a code on paper, then two people, begin the next epoch; also under a new signer.
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { makeBackup, restoreBackup } from '@holdfast/platform/backup';
import type { Browser, Page } from 'playwright-core';
import { demoPassword, needsChromium, openBrowser, openVisitor, signIn, type Visitor } from './browser.ts';
import { buildPages, makeFolder, type Server, startServer } from './server.ts';
import { fileEnd, story } from './steps.ts';

const step = story(needsChromium);
const end = fileEnd();
let folder: string;
let server: Server;
let browser: Browser;
let code: string;
let site: string;
const shots = process.env['HOLDFAST_SHOTS'];
const shoot = async (page: Page, name: string): Promise<void> => {
  if (shots === undefined) return;
  for (const [suffix, width, scheme] of [
    ['', 1440, 'light'],
    ['-dark', 1440, 'dark'],
    ['-phone', 390, 'light'],
  ] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await page.setViewportSize({ width, height: 900 });
    await page.waitForTimeout(400);
    await page.screenshot({ path: join(shots, `${name}${suffix}.png`), fullPage: true });
  }
  await page.setViewportSize({ width: 1440, height: 900 });
};

async function enter(email: string): Promise<Visitor> {
  const visitor = await openVisitor(browser, server.url);
  await visitor.page.goto('/');
  await signIn(visitor.page, email, demoPassword(server.dataDir));
  return visitor;
}

const toBackups = async (page: Page): Promise<void> => {
  await page.getByRole('link', { name: 'Backups', exact: true }).first().click();
  await page.getByRole('heading', { name: 'Backups', level: 1 }).waitFor();
};

async function propose(page: Page, reason: string): Promise<void> {
  await page.getByLabel('Why was it restored?').fill(reason);
  await page.getByRole('button', { name: 'Propose to go on' }).click();
  await page.getByText('proposes to go on').waitFor();
}

/** Starts the same data folder again and waits until the banner stands on the first page of the person. */
async function startHeld(email: string): Promise<Visitor> {
  server = await startServer(end, { dataDir: server.dataDir });
  const visitor = await enter(email);
  await visitor.page.getByText('Restored copy: entries that were signed are missing').waitFor();
  return visitor;
}

const askAs = async ({ page }: Visitor, method: string, path: string, data?: unknown): Promise<unknown> => {
  const answer = await page.request.fetch(`${server.url}/api/v1${path}`, { method, data, headers: { origin: server.url } });
  assert.equal(answer.status(), 200, `${path}: ${await answer.text()}`);
  return answer.json();
};

step('the owner makes the code on paper; it is shown once', async () => {
  buildPages();
  folder = makeFolder(end);
  server = await startServer(end, { demo: true });
  browser = await openBrowser(end);
  const owner = await enter('owner@lindenau.example');
  const { page, faults } = owner;
  await toBackups(page);
  await page.getByLabel('Who keeps it').fill('The gate, second drawer');
  await page.getByRole('button', { name: 'Make a code' }).click();
  code = await page.getByLabel('Code', { exact: true }).innerText();
  assert.match(code, /^([0-9A-Z]{4}-){6}[0-9A-Z]{2}$/);
  await shoot(page, 'restore-code');
  await page.getByRole('button', { name: 'It is in the envelope' }).click();
  await page.getByText('Kept by The gate, second drawer').waitFor();
  await makeBackup({ dataDir: server.dataDir, to: join(folder, 'old'), version: '1', now: new Date() });
  const { rows } = (await askAs(owner, 'GET', '/sites')) as { rows: { id: string }[] };
  site = `/sites/${rows[0]!.id}`;
  await askAs(owner, 'POST', `${site}/areas`, { name: 'Hall 9' });
  await askAs(owner, 'POST', `${site}/ledger/verifications`, {});
  assert.deepEqual(faults, []);
  await server.end();
});

step('an older copy: the plant manager proposes, the owner approves, and work goes on', async () => {
  await restoreBackup({ folder: join(folder, 'old'), dataDir: server.dataDir, now: new Date('2026-01-01') });
  const manager = await startHeld('plant@lindenau.example');
  await manager.page.getByRole('link', { name: 'Open', exact: true }).click();
  await manager.page.getByText('older than what was signed').first().waitFor();
  await shoot(manager.page, 'restore-held');
  await propose(manager.page, 'The disk of the server broke.');
  assert.equal(await manager.page.getByRole('button', { name: 'Approve: begin a new epoch' }).count(), 0, 'not by the same person');
  assert.equal(await manager.page.getByLabel('Code', { exact: true }).count(), 0, 'a code is no owner');
  const owner = await enter('owner@lindenau.example');
  await toBackups(owner.page);
  await owner.page.getByText('The disk of the server broke.').waitFor();
  await shoot(owner.page, 'restore-approve');
  await owner.page.getByRole('button', { name: 'Approve: begin a new epoch' }).click();
  await owner.page.getByText('The new epoch has begun').waitFor();
  await owner.page.getByText('Restored copy: entries').waitFor({ state: 'detached' });
  const grants = (await askAs(owner, 'GET', '/grants')) as { rows: { id: string; role: string }[] };
  for (const { id, role } of grants.rows) if (['plant_manager', 'ciso'].includes(role)) await askAs(owner, 'DELETE', `/grants/${id}`);
  await askAs(owner, 'POST', `${site}/ledger/verifications`, {});
  assert.deepEqual([...manager.faults, ...owner.faults], []);
  await server.end();
});

step('the signer is lost and only the owner is left: the code from the envelope is the second word', async () => {
  rmSync(join(server.dataDir, 'signer'), { recursive: true });
  const { page, faults } = await startHeld('owner@lindenau.example');
  await toBackups(page);
  await page.getByText('the signer holds another key').first().waitFor();
  await propose(page, 'The folder of the signer is lost.');
  await page.getByLabel('Code', { exact: true }).fill('0000-0000-0000-0000-0000-0000-00');
  await page.getByRole('button', { name: 'Approve with the code' }).click();
  await page.getByText('This is not the code. Tries left: 9').waitFor();
  await shoot(page, 'restore-by-code');
  await page.getByLabel('Code', { exact: true }).fill(code.toLowerCase());
  await page.getByRole('button', { name: 'Approve with the code' }).click();
  await page.getByText('The new epoch has begun').waitFor();
  await page.getByRole('link', { name: 'Ledger', exact: true }).first().click();
  await page.getByText('a code on paper').first().waitFor();
  await shoot(page, 'restore-ledger');
  assert.deepEqual(faults, []);
});
