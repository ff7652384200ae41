// A plant engineer brings a list in: file, columns, dry run, applied, taken back; by the page, with a real browser.
import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { demoPassword, goTo, giveReason, needsChromium, openBrowser, openVisitor, signIn, untilText, type Visitor } from './browser.ts';
import { buildPages, type Server, startServer } from './server.ts';
import { fileEnd, story } from './steps.ts';

const step = story(needsChromium);
const end = fileEnd();
let server: Server;
let browser: Browser;
let visitor: Visitor;
const list = [
  'Inventar-Nr.;Bezeichnung;Typ;IP-Adresse;Kennwort',
  'Q-1;Waage Süd;SPS;10.98.0.1;geheim',
  'Q-2;Waage Nord;Toaster;10.98.0.2;geheim',
].join('\r\n');

step('a list is dropped, and the dry run says what would happen and what is not read', async () => {
  buildPages();
  server = await startServer(end, { demo: true });
  browser = await openBrowser(end);
  visitor = await openVisitor(browser, server.url);
  const { page } = visitor;
  await signIn(page, 'ot@lindenau.example', demoPassword(server.dataDir));
  await goTo(page, 'Import');
  await page.setInputFiles('input[type=file]', { name: 'Waagen.csv', mimeType: 'text/csv', buffer: Buffer.from(list, 'latin1') });
  await untilText(page.getByRole('main'), /Applying writes 1 row/);
  const said = await untilText(page.getByRole('main'), /“Toaster”/);
  assert.match(said, /windows-1252/);
  assert.match(said, /not read\s+Kennwort/);
  assert.match(said, /Typ\s*“Toaster” is not one of the choices/);
});

step('a column can be left out, and the dry run follows', async () => {
  const { page } = visitor;
  await page.getByRole('button', { name: 'Change the columns' }).click();
  // Choosing what is chosen takes the choice back.
  await page
    .getByRole('combobox', { name: 'What “Typ” says' })
    .or(page.getByRole('textbox', { name: 'What “Typ” says' }))
    .click();
  await page.getByRole('option', { name: 'Kind', exact: true }).click();
  await page.getByRole('button', { name: 'Make the dry run' }).click();
  await untilText(page.getByRole('main'), /Applying writes 2 rows/);
});

step('applied, the devices are there; taken back, they are gone', async () => {
  const { page, faults } = visitor;
  await page.getByRole('button', { name: 'Apply', exact: true }).click();
  await untilText(page.getByRole('main'), /applied 2 rows/);
  await page.getByRole('link', { name: 'Waage Süd' }).click();
  await page.getByRole('heading', { level: 1, name: 'Waage Süd' }).waitFor();
  await page.goBack();
  await page.getByRole('button', { name: 'Take back' }).click();
  await giveReason(page, 'Take this import back?', 'It was the list of another plant.');
  await untilText(page.getByRole('main'), /This import was taken back/);
  assert.deepEqual(faults, []);
});
