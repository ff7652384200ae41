// The matrix in a browser: from a requirement to the entry behind it and its proof in two clicks; as it stood before; evidence by hand marked; set aside by signature.
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { demoPassword, giveReason, needsChromium, openBrowser, openVisitor, signIn, type Visitor } from './browser.ts';
import { buildPages, type Server, startServer } from './server.ts';
import { fileEnd, story } from './steps.ts';

const step = story(needsChromium);
const end = fileEnd();
let server: Server;
let owner: Visitor;
let page: Page;

const practice = (text: string) => page.locator('.hf-binding').filter({ hasText: text });

step('the matrix stands in the navigation', async () => {
  buildPages();
  server = await startServer(end, { demo: true });
  owner = await openVisitor(await openBrowser(end), server.url);
  page = owner.page;
  await page.goto('/');
  await signIn(page, 'owner@lindenau.example', demoPassword(server.dataDir));
  await page.getByRole('link', { name: 'Requirements' }).click();
  await page.getByRole('heading', { name: 'Requirements', level: 1 }).waitFor();
});

step('on paper each function begins on its own sheet, which says the day it is of and whose it is', async () => {
  const day = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
  await page.getByLabel('As of').fill(day);
  await page.getByText('how things will stand').waitFor();
  await page.getByRole('row').filter({ hasText: 'NIS2 Art 20(1)' }).waitFor();
  await page.evaluate(
    `window.print = () => { window.printed = document.querySelector('.hf-paper').outerHTML; document.body.dataset.printed = ''; }`,
  );
  await page.keyboard.press('Control+p');
  await page.locator('body[data-printed]').waitFor();
  await page.evaluate(`document.body.insertAdjacentHTML('beforeend', window.printed); document.body.classList.add('hf-printing');`);
  const heads = await page.locator('.hf-paper-head').allTextContents();
  const shown = day.split('-').toReversed().join('/');
  assert.ok(heads.length >= 4 && new Set(heads).size === heads.length, heads.join());
  for (const head of heads) assert.ok(head.includes('Site: Lindenau') && head.includes(`As of: ${shown}`), head);
  assert.equal(await page.locator('.hf-paper').getByRole('button').count(), 0, 'nothing to press on paper');
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  const sheets = Math.max(...[...pdf.matchAll(/\/Count (\d+)/g)].map(([, count]) => Number(count)));
  assert.ok(sheets >= heads.length, `${sheets} sheets for ${heads.length} functions`);
  await page.evaluate(`document.body.classList.remove('hf-printing'); document.querySelector('.hf-paper').remove();`);
  await page.getByRole('button', { name: 'Back to today' }).click();
});

step('a requirement opens from the matrix, and what proves it is two clicks from somebody else', async () => {
  await page.getByRole('button', { name: /^Respond/ }).click();
  // Until the list holds that function alone its rows still move, and a click finds the one beside.
  await page.getByRole('row').filter({ hasText: 'NIS2 Art 20(1)' }).waitFor({ state: 'detached' });
  await page.getByRole('row').filter({ hasText: 'NIS2 Art 21(2)(b)' }).click();
  await page.getByRole('heading', { name: 'Incident handling', level: 1 }).waitFor();
  await page.getByText('NIS2 Art 21(2)(b) · verified').first().waitFor();
  await practice('The plant was listened to').getByText('Proven', { exact: true }).first().waitFor();
  await practice('The plant was listened to').getByRole('button', { name: 'Show entries' }).click();
  await page.getByRole('button', { name: 'Prove The whole site' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Checked in this browser').waitFor();
  await dialog.getByRole('button', { name: 'Give to somebody' }).waitFor();
  await page.keyboard.press('Escape');
});

step('as of a day before the work the same page says that it was missing, and leads back', async () => {
  const day = new Date(Date.now() - 400 * 86_400_000).toISOString().slice(0, 10);
  await page.getByLabel('As of').fill(day);
  await page.getByText('how things stood at the end of this day').waitFor();
  await practice('The plant was listened to').getByText('Missing', { exact: true }).first().waitFor();
  assert.equal(await page.getByRole('button', { name: /^Add by hand/ }).count(), 0, 'the past is not written');
  await page.getByRole('button', { name: 'Back to today' }).click();
  await practice('The plant was listened to').getByText('Proven', { exact: true }).first().waitFor();
});

step('evidence by hand is marked as such, and a requirement is set aside by signature and taken up again', async () => {
  await page.getByRole('button', { name: /^Add by hand: Review after an incident/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(/^What is it/).fill('Minutes of 4 May, folder 7');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  const line = page.locator('.hf-evidence > li').filter({ hasText: 'Review after an incident, list closed' });
  await line.getByText('By hand', { exact: true }).waitFor();
  await line.getByText('Minutes of 4 May, folder 7').waitFor();
  await page.getByRole('button', { name: 'Does not apply' }).first().click();
  await giveReason(page, 'This requirement does not apply here', 'Tried in the test.');
  await page.getByText('Said not to apply').waitFor();
  await page.locator('.hf-page-head').getByText('Does not apply', { exact: true }).first().waitFor();
  await page.getByRole('button', { name: 'Take up again' }).click();
  await giveReason(page, 'Take up again', 'Tried in the test.');
  await page
    .getByText(/^Partly/)
    .first()
    .waitFor();
  assert.deepEqual(owner.faults, []);
});

step('twenty sites are compared row by row: how many stand how, and one difference in short until all are asked for', async () => {
  await page.evaluate(async () => {
    for (let n = 1; n < 20; n += 1) {
      const body = JSON.stringify({ name: `Works ${n}`, time_zone: 'Europe/Berlin', country: 'DE' });
      await fetch('/api/v1/sites', { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    }
  });
  const site = /\/sites\/[0-9a-f-]{36}/.exec(page.url())![0];
  await page.goto(`${site}/requirements?view=sites&search=handling`);
  const row = page.getByRole('row').filter({ hasText: 'Incident handling' });
  await row.getByText('20 × Partly').waitFor();
  const heightOf = async (): Promise<number> => (await row.boundingBox())!.height;
  assert.ok((await heightOf()) < 100, 'rows stay low enough to compare');
  assert.equal(await row.getByText('Works 7').count(), 0);
  await row.getByRole('button', { name: /more kinds of evidence$/ }).click();
  await row.getByText('Works 7').first().waitFor();
  await row.getByRole('button', { name: 'Shorter' }).click();
  assert.ok((await heightOf()) < 100);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole('columnheader', { name: 'Works 1' }).first().waitFor({ state: 'detached' });
  await row.getByText('20 × Partly').waitFor();
  assert.deepEqual(owner.faults, []);
});
