// What an asset is to production, in a browser: it is retired with a reason, AD goes down on paper, the map is kept and drawn.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { demoPassword, needsChromium, openBrowser, openVisitor, signIn, type Visitor } from './browser.ts';
import { buildPages, type Server, startServer } from './server.ts';
import { fileEnd, story } from './steps.ts';

const step = story(needsChromium);
const end = fileEnd();
let server: Server;
let browser: Browser;
let jonas: Visitor;
let page: Page;
let site = '';
const goTo = (path: string) => page.goto(`/sites/${site}/${path}`);
const faults = (): void => assert.deepEqual(jonas.faults, [], 'faults on the console');

async function ask<T>(path: string): Promise<T> {
  return (await (await page.request.get(`/api/v1/sites/${site}/${path}`)).json()) as T;
}

step('a device is retired with a reason, and its page keeps who did it and why', async () => {
  buildPages();
  server = await startServer(end, { demo: true });
  browser = await openBrowser(end);
  jonas = await openVisitor(browser, server.url);
  page = jonas.page;
  await page.goto('/');
  await signIn(page, 'ot@lindenau.example', demoPassword(server.dataDir));
  site = /sites\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
  const [drive] = (await ask<{ rows: { id: string }[] }>('assets?kind=drive&standing=accepted&limit=1')).rows;
  await goTo(`assets/${drive!.id}`);
  await page.getByRole('button', { name: 'Handle' }).click();
  await page.getByRole('menuitem', { name: /Retire/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText(/flows? ends?|No flow of it/).waitFor();
  await dialog.getByLabel('Reason').fill('Replaced by the new drive of line 2.');
  await dialog.getByRole('button', { name: 'Retire' }).click();
  const history = page.getByRole('region', { name: 'Handling' });
  await history.getByText('Replaced by the new drive of line 2.').waitFor();
  await page.getByText('retired', { exact: true }).first().waitFor();
  faults();
});

step('a proposed directory is accepted, and what stops without it stands in order', async () => {
  await goTo('dependencies?view=proposals');
  const row = page.getByRole('row', { name: /Packaging line 2.*directory/ });
  await row.getByRole('checkbox').check();
  await page.getByRole('button', { name: 'Accept' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('What the service is called').fill('Active Directory');
  await dialog.getByRole('button', { name: 'Accept' }).click();
  await dialog.waitFor({ state: 'hidden' });
  const [service] = (await ask<{ rows: { id: string }[] }>('services?search=Active')).rows;
  await goTo(`dependencies?view=down&type=service&id=${service!.id}`);
  const answer = page.getByRole('region', { name: 'If Active Directory is down' });
  await answer.getByRole('link', { name: 'Packaging line 2' }).waitFor();
  assert.match(await answer.innerText(), /after 8 hours/);
  faults();
});

step('a snapshot is taken and shows the map of its day; the map is saved as a drawing', async () => {
  await goTo('snapshots');
  await page.getByRole('button', { name: 'Take a snapshot' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Before the shutdown');
  await dialog.getByRole('button', { name: 'Take a snapshot' }).click();
  await page.getByRole('row', { name: /Before the shutdown/ }).click();
  await page.getByText('as it was taken').waitFor();
  await page.getByText('Nothing changed').waitFor();
  const picture = page.getByRole('img', { name: /Packaging line 2/ });
  assert.ok(await picture.evaluate((it) => (it as unknown as { naturalWidth: number }).naturalWidth > 800));
  for (const [item, beginning] of [
    [/SVG/, '<svg'],
    [/PNG/, '\u0089PNG'],
  ] as const) {
    await page.getByRole('button', { name: 'Export' }).first().click();
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: item }).click()]);
    assert.ok((await readFile(await file.path(), 'latin1')).startsWith(beginning));
  }
  faults();
});
