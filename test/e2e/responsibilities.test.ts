// Naming people in a browser: the plant manager asks, the person accepts in their own session, Home says whom to call; and a report without a name sends none.
import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import { demoPassword, needsChromium, openBrowser, openVisitor, signIn, type Visitor } from './browser.ts';
import { buildPages, type Server, startServer } from './server.ts';
import { fileEnd, story } from './steps.ts';

const step = story(needsChromium);
const end = fileEnd();
let server: Server;
let browser: Browser;
let manager: Visitor;
let site = '';

async function enter(email: string): Promise<Visitor> {
  const visitor = await openVisitor(browser, server.url);
  await signIn(visitor.page, email, demoPassword(server.dataDir));
  return visitor;
}

/** Picks an option of a searchable select. */
async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

step('Home says whom to call now, with a number to tap', async () => {
  buildPages();
  server = await startServer(end, { demo: true });
  browser = await openBrowser(end);
  manager = await enter('plant@lindenau.example');
  site = /\/sites\/[0-9a-f-]{36}/.exec(manager.page.url())?.[0] ?? '';
  const panel = manager.page.getByRole('region', { name: 'Whom to call now' });
  await panel.getByText('Timo Brandt').waitFor();
  assert.equal(await panel.getByRole('link', { name: '+49 172 5550103' }).getAttribute('href'), 'tel:+491725550103');
});

step('an empty seat is shown as empty; the plant manager asks somebody to take it', async () => {
  const { page } = manager;
  await page.goto(`${site}/responsibilities`);
  const area = page.getByRole('region', { name: 'Production area Packaging' });
  await area.getByText('2 of 3 filled').waitFor();
  await area.getByRole('button', { name: 'Open seat Process owner for changes Packaging' }).click();
  await page.getByRole('button', { name: 'Appoint' }).click();
  await choose(page, 'Person', 'Timo Brandt');
  await choose(page, 'Deputy', 'Jonas Weber');
  await page.getByLabel('Mandate').fill('No change in packaging without my yes.');
  await page.getByRole('button', { name: 'Ask this person' }).click();
  await area.getByText('Timo Brandt is asked and has not answered').waitFor();
});

step('the person reads the card and accepts in their own session; then the seat is filled', async () => {
  const timo = await enter('technician@lindenau.example');
  await timo.page.getByRole('region', { name: 'Your roles' }).getByRole('link', { name: 'Process owner for changes' }).click();
  await timo.page.getByText('You are asked to take this role').waitFor();
  await timo.page.getByRole('button', { name: 'I have read it and accept' }).click();
  await timo.page.getByText('You have accepted').waitFor();
  await timo.context.close();
  await manager.page.reload();
  await manager.page.getByRole('region', { name: 'Production area Packaging' }).getByText('3 of 3 filled').waitFor();
});

step('one search names who is responsible for the area’s device', async () => {
  const { page } = manager;
  await page.goto(`${site}/responsible?search=packaging`);
  await page.getByRole('listitem').filter({ hasText: 'Packaging' }).first().getByText('Mara Lindner').first().waitFor();
});

step('what is reported without a name leaves the browser without a session, though one is open', async () => {
  const { page } = manager;
  const id = site.split('/')[2]!;
  await page.goto(`/report/${id}`);
  await page.getByLabel('What does not work?').fill('The badge reader is too far from the line.');
  const sent = page.waitForRequest((it) => it.method() === 'POST' && it.url().includes('/rule-reports/box'));
  await page.getByRole('button', { name: 'Put it into the box' }).click();
  const headers = await (await sent).allHeaders();
  assert.deepEqual(
    Object.keys(headers).filter((name) => /cookie|authorization|idempotency|holdfast|referer/.test(name)),
    [],
  );
  await page.getByText('It lies in the box').waitFor();
  assert.equal(
    (await page.request.get(`/api/v1/sites/${id}/rule-reports`).then((it) => it.json())).total,
    0,
    'not before the box is emptied',
  );
});

step('what somebody else changed meanwhile is said, the input stays, and sent again it replaces what is then seen', async () => {
  const { page } = manager;
  await page.goto(`${site}/responsibilities?view=processes`);
  await page.getByRole('region', { name: 'Updates' }).getByRole('button').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('How, at our plant').fill('Mine: on Thursdays.');
  await dialog.getByLabel('Where it is logged').fill('My log');
  const theirs = await page.evaluate(
    async ([path, body]) => (await fetch(path!, { method: 'PUT', headers: { 'content-type': 'application/json' }, body: body! })).status,
    [`/api/v1${site}/processes/patch`, JSON.stringify({ how: 'Theirs: on Fridays.', logged: 'Their log' })],
  );
  assert.equal(theirs, 200);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Somebody changed this meanwhile: how it is done, where it is logged.').waitFor();
  assert.equal(await dialog.getByLabel('How, at our plant').inputValue(), 'Mine: on Thursdays.');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await page.getByText('Mine: on Thursdays.').waitFor();
});

step('a part named for many devices does not replace what somebody named since the form was opened', async () => {
  const { page } = manager;
  await page.goto(`${site}/assets`);
  await page.getByRole('checkbox', { name: 'Choose all loaded rows' }).check();
  await page.getByRole('button', { name: 'Name a party' }).click();
  const dialog = page.getByRole('dialog');
  await choose(page, 'Who', 'We ourselves');
  await dialog.getByRole('button', { name: 'Save' }).and(page.locator(':enabled')).waitFor();
  const theirs = await page.evaluate(async (base) => {
    const { rows } = (await (await fetch(`${base}/assets?limit=1`)).json()) as { rows: { id: string }[] };
    const body = JSON.stringify({ asset_ids: [rows[0]!.id], part: 'integrator', company: 'Theirs Ltd' });
    return (await fetch(`${base}/parts`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })).status;
  }, `/api/v1${site}`);
  assert.equal(theirs, 200);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Somebody changed this meanwhile: who plays the part.').waitFor();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByText(/^Set for \d+ devices$/).waitFor();
});
