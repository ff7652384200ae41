// Custody in a browser: a file is collected, labelled, handed over by one person and received by another, opened with a purpose, destroyed by two.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { demoPassword, needsChromium, openBrowser, openVisitor, signIn, type Visitor } from './browser.ts';
import { buildPages, type Server, startServer } from './server.ts';
import { fileEnd, story } from './steps.ts';

const step = story(needsChromium);
const end = fileEnd();
let server: Server;
let browser: Browser;
let lead: Visitor;
let boss: Visitor;
let item = '';
const shots = process.env['HOLDFAST_SHOTS'];
const shoot = async (page: Page, name: string): Promise<void> => {
  if (shots !== undefined) await page.screenshot({ path: join(shots, `${name}.png`), fullPage: true });
};
const faults = (): void => assert.deepEqual([...lead.faults, ...boss.faults], [], 'faults on the console');
async function enter(email: string): Promise<Visitor> {
  const visitor = await openVisitor(browser, server.url);
  await visitor.page.goto('/');
  await signIn(visitor.page, email, demoPassword(server.dataDir));
  return visitor;
}

step('the OT lead takes a file into evidence and prints its label', async () => {
  buildPages();
  server = await startServer(end, { demo: true });
  browser = await openBrowser(end);
  lead = await enter('ot@lindenau.example');
  boss = await enter('plant@lindenau.example');
  const { page } = lead;
  await page.getByRole('link', { name: 'Evidence' }).click();
  await page.getByText('Nothing is in evidence').waitFor();
  await shoot(page, 'evidence-empty');
  await page.getByRole('button', { name: 'Collect evidence' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog
    .locator('input[type=file]')
    .setInputFiles({ name: 'plc14.log', mimeType: 'text/plain', buffer: Buffer.from('stopped at 09:12\n') });
  await dialog.getByRole('combobox', { name: 'Kind' }).click();
  await page.getByRole('option', { name: 'log', exact: true }).click();
  await dialog.getByLabel('Where it was taken').fill('Cabinet 3, line 2');
  await shoot(page, 'evidence-collect');
  await dialog.getByText('Still missing: How, with what').waitFor();
  await dialog.getByLabel('How, with what').fill('copied from the panel');
  await dialog.getByRole('button', { name: 'Collect evidence' }).click();
  await page.getByRole('heading', { name: /E-1 plc14\.log/ }).waitFor();
  item = /evidence\/([0-9a-f-]{36})/.exec(page.url())![1]!;
  await page.getByRole('link', { name: 'Label' }).click();
  await page.getByRole('img', { name: 'Address of E-1' }).waitFor();
  await shoot(page, 'evidence-label');
  faults();
});

step('it is handed over, and only the receipt of who was named moves it', async () => {
  const { page } = lead;
  await page.goBack();
  await page.getByRole('button', { name: 'Hand over' }).click();
  await page.getByRole('combobox', { name: 'To whom' }).fill('Mara');
  await page.getByRole('option').first().click();
  await page.getByRole('dialog').getByRole('button', { name: 'Hand over' }).click();
  await page.getByText('handed over, not received').waitFor();
  await boss.page.goto(page.url());
  await boss.page.getByRole('button', { name: 'Receive' }).click();
  await boss.page.getByRole('dialog').getByRole('button', { name: 'Receive' }).click();
  await boss.page.getByText('received', { exact: true }).waitFor();
  await shoot(boss.page, 'evidence-item');
  assert.equal(await boss.page.getByRole('button', { name: 'Hand over' }).count(), 1);
  await page.reload();
  await page.getByText('received', { exact: true }).waitFor();
  assert.equal(await page.getByRole('button', { name: 'Hand over' }).count(), 0, 'the former custodian cannot move it any more');
  faults();
});

step('it is opened with a purpose, and the bytes are those that were collected', async () => {
  const { page } = lead;
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('What for').fill('to read the times');
  const saved = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Open', exact: true }).click();
  assert.equal(await readFile(await (await saved).path(), 'utf8'), 'stopped at 09:12\n');
  await page.getByText('Remark: to read the times').waitFor();
  faults();
});

step('its destruction waits for a second person and leaves the chain', async () => {
  const { page } = boss;
  await page.reload();
  await page.getByRole('button', { name: 'Destroy' }).click();
  await page.getByLabel('Remark').fill('Kept long enough by the policy.');
  await page.getByRole('dialog').getByRole('button', { name: 'Destroy' }).click();
  await page.getByText('Its destruction waits for a second person.').waitFor();
  const owner = await enter('owner@lindenau.example');
  const site = /sites\/([0-9a-f-]{36})/.exec(page.url())![1]!;
  await owner.page.goto(`/sites/${site}/approvals`);
  await owner.page.getByText('E-1 plc14.log').first().click();
  await owner.page.getByText('Its bytes can never be read again.').first().waitFor();
  await shoot(owner.page, 'evidence-approval');
  await owner.page.getByRole('button', { name: 'Approve' }).click();
  await owner.page.getByRole('dialog').last().getByLabel('Reason').fill('Agreed.');
  await owner.page.getByRole('dialog').last().getByRole('button', { name: 'Approve' }).click();
  await owner.page.getByText('Approved.', { exact: true }).waitFor();
  await page.goto(`/sites/${site}/evidence/${item}`);
  await page.getByText('destroyed', { exact: true }).first().waitFor();
  await shoot(page, 'evidence-destroyed');
  faults();
});

step('a capture is taken into evidence from its own page, with the hash it has had since it came in', async () => {
  const { page } = lead;
  const site = /sites\/([0-9a-f-]{36})/.exec(page.url())![1]!;
  const { rows } = (await (await page.request.get(`/api/v1/sites/${site}/captures?state=done&limit=1`)).json()) as {
    rows: { id: string; sha256: string }[];
  };
  await page.goto(`/sites/${site}/captures?open=${rows[0]!.id}`);
  await page.getByRole('link', { name: 'Take into evidence' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Title').fill('The Monday, from the mirror port');
  await dialog.getByLabel('Where it was taken').fill('Core switch');
  await dialog.getByLabel('How, with what').fill('mirror port, dumpcap');
  await dialog.getByRole('button', { name: 'Collect evidence' }).click();
  await page.getByRole('heading', { name: /E-2 The Monday/ }).waitFor();
  await page.getByText(rows[0]!.sha256).waitFor();
  await shoot(page, 'evidence-capture');
  faults();
});
