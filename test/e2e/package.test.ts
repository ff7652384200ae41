// A package in a browser: an auditor makes it, takes it with the verifier and the keys, and checks it elsewhere: by the program and on the page.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
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
let auditor: Visitor;
let folder: string;
const shots = process.env['HOLDFAST_SHOTS'];
const shoot = async (page: Page, name: string): Promise<void> => {
  if (shots !== undefined) await page.screenshot({ path: join(shots, `${name}.png`), fullPage: true });
};
const at = (name: string): string => join(folder, name);

/** Saves what a click brings. */
async function save(page: Page, name: string, file: string): Promise<void> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name }).click()]);
  await download.saveAs(at(file));
}

step('an auditor sees what a package will hold, and makes it', async () => {
  buildPages();
  folder = makeFolder(end);
  server = await startServer(end, { demo: true });
  // The verifier reckons: it would take ten times as long where scripts are not compiled for speed.
  browser = await openBrowser(end, { asUsers: true });
  auditor = await openVisitor(browser, server.url);
  const { page } = auditor;
  await page.goto('/');
  await signIn(page, 'auditor@lindenau.example', demoPassword(server.dataDir));
  await page.getByRole('link', { name: 'Packages' }).click();
  await page.getByText('No package yet').waitFor();
  await shoot(page, 'packages-empty');
  await page.getByRole('button', { name: 'Make a package' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText(/with proof since|the first of this scope/).waitFor();
  await shoot(page, 'packages-make');
  await dialog.getByRole('button', { name: 'Make a package' }).click();
  await page.getByRole('link', { name: 'Download' }).waitFor({ timeout: 30_000 });
  await shoot(page, 'packages-one');
  assert.deepEqual(auditor.faults, []);
});

step('the file, the verifier and the keys leave the house with the fingerprints the page shows', async () => {
  const { page } = auditor;
  const inDialog = async (): Promise<string[]> => (await page.getByRole('dialog').innerText()).match(/\b[0-9a-f]{64}\b/g) ?? [];
  // Those of the verifier come a moment after that of the package.
  for (let i = 0; i < 600 && (await inDialog()).length < 3; i += 1) await page.waitForTimeout(100);
  const shown = await inDialog();
  await save(page, 'Download', 'P-1.zip');
  for (const name of ['holdfast-verify.mjs', 'holdfast-verify.html', 'trusted.txt']) await save(page, name, name);
  const hashes = ['P-1.zip', 'holdfast-verify.mjs', 'holdfast-verify.html'].map((name) =>
    createHash('sha256')
      .update(readFileSync(at(name)))
      .digest('hex'),
  );
  assert.deepEqual(shown, hashes);
});

step('the program says that it holds, and that a changed copy does not', async () => {
  const run = (name: string) => {
    const args = [at('holdfast-verify.mjs'), at(name), '--vkeys', at('trusted.txt')];
    return spawnSync(process.execPath, args, { cwd: folder, env: {}, encoding: 'utf8' });
  };
  const { status, stdout } = run('P-1.zip');
  assert.equal(status, 0, stdout);
  assert.match(stdout, /none is left out unseen/);
  const changed = readFileSync(at('P-1.zip'));
  changed[changed.length >> 1]! ^= 1;
  writeFileSync(at('changed.zip'), changed);
  assert.equal(run('changed.zip').status, 1);
});

step('the page says the same, without a network', async () => {
  const { page, context, faults } = await openVisitor(browser, server.url);
  await page.goto(pathToFileURL(at('holdfast-verify.html')).href);
  await context.setOffline(true);
  const verify = async (name: string): Promise<string> => {
    await page.getByLabel('Package').setInputFiles(at(name));
    await page.getByRole('button', { name: 'Verify' }).click();
    await page.locator('.outcome').waitFor();
    return page.locator('.outcome').innerText();
  };
  await page.getByRole('button', { name: 'Verify' }).click();
  await page.getByText('The keys cannot be read').waitFor();
  await page.getByLabel('Keys you trust').fill(readFileSync(at('trusted.txt'), 'utf8'));
  assert.equal(await verify('P-1.zip'), 'This package holds.');
  await shoot(page, 'verifier-holds');
  await page.locator('.outcome').evaluate((it) => it.remove());
  assert.equal(await verify('changed.zip'), 'This package was changed.');
  await shoot(page, 'verifier-changed');
  assert.deepEqual(faults, []);
});
