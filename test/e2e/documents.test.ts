// A plan from template to paper in a browser: the OT lead begins and writes it, the plant manager reads what is new and approves, the technician says that it is read.
import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { demoPassword, needsChromium, openBrowser, openVisitor, signIn, type Visitor } from './browser.ts';
import { buildPages, type Server, startServer } from './server.ts';
import { fileEnd, story } from './steps.ts';

const step = story(needsChromium);
const end = fileEnd();
let server: Server;
let browser: Browser;
let lead: Visitor;
let boss: Visitor;
let technician: Visitor;

async function enter(email: string): Promise<Visitor> {
  const visitor = await openVisitor(browser, server.url);
  await visitor.page.goto('/');
  await signIn(visitor.page, email, demoPassword(server.dataDir));
  return visitor;
}
const toDocuments = async ({ page }: Visitor): Promise<void> => {
  await page.getByRole('link', { name: 'Documents', exact: true }).first().click();
  await page.getByRole('heading', { name: 'Documents', exact: true }).waitFor();
};
const toPlan = async (visitor: Visitor): Promise<void> => {
  await toDocuments(visitor);
  await visitor.page.getByRole('link', { name: 'Business continuity plan' }).first().click();
  await visitor.page.getByRole('heading', { name: 'Business continuity plan', level: 1 }).waitFor();
};

step('the OT lead begins a plan, and what is typed is kept without a word', async () => {
  buildPages();
  server = await startServer(end, { demo: true });
  browser = await openBrowser(end);
  lead = await enter('ot@lindenau.example');
  const { page } = lead;
  await toDocuments(lead);
  await page.getByRole('button', { name: 'Begin: Business continuity plan' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Begin' }).click();
  await page.getByRole('heading', { name: 'Write: Business continuity plan' }).waitFor();
  await page.getByLabel('Heading').first().fill('What this plan is for');
  await page.getByText('Keeping …').waitFor();
  await page.getByText(/^Kept /).waitFor();
  await page.reload();
  await page.getByRole('heading', { name: 'Write: Business continuity plan' }).waitFor();
  assert.equal(await page.getByLabel('Heading').first().inputValue(), 'What this plan is for');
  await page.getByRole('switch', { name: 'How it reads' }).click();
  await page.getByText('Lindenau', { exact: true }).first().waitFor();
});

step('it is proposed, and the plant manager reads the whole text before saying yes', async () => {
  const { page } = lead;
  await page.getByRole('button', { name: 'Propose' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('What you changed and why').fill('The template, made true for us.');
  await dialog.getByRole('button', { name: 'Propose' }).click();
  await page.getByText('Version 1 by Jonas Weber waits for a second person.').waitFor();
  boss = await enter('plant@lindenau.example');
  await toPlan(boss);
  await boss.page.getByRole('link', { name: 'Open the request' }).click();
  const request = boss.page.getByRole('dialog');
  await request.getByRole('heading', { name: 'What this plan is for' }).waitFor();
  await request.getByRole('button', { name: 'Approve' }).click();
  const reason = boss.page.getByRole('dialog').last();
  await reason.getByLabel('Reason').fill('Read with the shift leads.');
  await reason.getByRole('button', { name: 'Approve' }).click();
  await boss.page.getByText('Approved.', { exact: true }).waitFor();
});

step('the technician reads to the end and says so; the page on paper is proven by its hash', async () => {
  technician = await enter('technician@lindenau.example');
  const { page } = technician;
  await toPlan(technician);
  await page.getByText(/You are asked to read version 1/).waitFor();
  await page.getByLabel('I have read and understood it').check();
  await page.getByRole('button', { name: 'Say so' }).click();
  await page.getByText(/1 of 3 have read/).waitFor();
  const sha256 = await page.getByRole('link', { name: 'Text (English)' }).getAttribute('title');
  await toDocuments(technician);
  await page.getByRole('button', { name: 'Check a printed page' }).click();
  await page.getByLabel('SHA-256 at the foot of the page').fill(sha256!);
  await page.getByRole('dialog').getByText('holds', { exact: true }).waitFor();
  assert.deepEqual([...lead.faults, ...boss.faults, ...technician.faults], []);
});
