// A technician walks a round with a phone whose network goes: nothing read is lost, and the desk sees who read what.
import assert from 'node:assert/strict';
import type { WalkDownDetail } from '@holdfast/walk-downs/schema';
import type { Page } from 'playwright-core';
import { demoPassword, goTo, needsChromium, openBrowser, openVisitor, signIn, type Visitor } from './browser.ts';
import { buildPages, type Server, startServer } from './server.ts';
import { fileEnd, story } from './steps.ts';

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
// One red pixel, as PNG.
const picture = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==', 'base64');

let server: Server;
let desk: Visitor;
let timo: Visitor;
let round: WalkDownDetail;
let walk: string;

const step = story(needsChromium);
const end = fileEnd();

step('the OT lead plans a round through a zone', async () => {
  buildPages();
  server = await startServer(end, { demo: true });
  const browser = await openBrowser(end);
  desk = await openVisitor(browser, server.url);
  timo = await openVisitor(browser, server.url, phone);
  await signIn(desk.page, 'ot@lindenau.example', demoPassword(server.dataDir));
  await goTo(desk.page, 'Walk-downs');
  await desk.page.getByText('Nobody has walked the plant yet').waitFor();
  await desk.page.getByRole('button', { name: 'Plan a walk-down' }).first().click();
  const dialog = desk.page.getByRole('dialog', { name: 'Plan a walk-down' });
  await dialog.getByLabel('Name').fill('Filling hall, November');
  await dialog.getByRole('combobox', { name: 'Zones' }).click();
  await desk.page.getByRole('option').first().click();
  await desk.page.keyboard.press('Escape');
  await dialog.getByRole('button', { name: 'Plan', exact: true }).click();
  await desk.page.getByRole('heading', { level: 1, name: 'Filling hall, November' }).waitFor();
  const [, site_id = '', walk_down_id = ''] = /sites\/([^/]+)\/walk-downs\/([^/?]+)/.exec(desk.page.url()) ?? [];
  walk = `/walk/${site_id}/${walk_down_id}`;
  round = await askRound(desk.page);
  assert.ok(round.stops > 0);
});

async function askRound(page: Page): Promise<WalkDownDetail> {
  const [, , site_id = '', walk_down_id = ''] = walk.split('/');
  return (await (await page.request.get(`/api/v1/sites/${site_id}/walk-downs/${walk_down_id}`)).json()) as WalkDownDetail;
}

step('without a network the phone opens the round again and keeps what is read', async () => {
  const { page, context } = timo;
  await signIn(page, 'technician@lindenau.example', demoPassword(server.dataDir));
  await page.goto(walk);
  await page.getByText('Everything is sent').waitFor();
  await page.waitForFunction("caches.open('holdfast-pages-1').then((it) => it.keys()).then((keys) => keys.length > 3)");
  await context.setOffline(true);
  await page.reload();
  await page.getByText('No network').waitFor();
  await page.getByRole('listitem').first().getByRole('button').click();
  await page.getByLabel('Firmware on the label or display').fill('V9.9.9');
  await page.getByLabel('Take a picture').setInputFiles({ name: 'label.png', mimeType: 'image/png', buffer: picture });
  await page.getByRole('button', { name: 'Remove picture 1' }).waitFor();
  await page.getByLabel('Remark').fill('Door of the cabinet stood open.');
  const first = await page.getByRole('heading', { level: 1 }).innerText();
  await page.getByRole('button', { name: 'Keep and next' }).click();
  await page.getByRole('heading', { level: 1 }).filter({ hasNotText: first }).waitFor();
  await page.getByRole('button', { name: 'Back' }).click();
  await page.getByText('One reading is kept on this phone').waitFor();
  await page.getByRole('button', { name: 'Found an unlisted device' }).click();
  await page.getByLabel('What is it, where does it hang?').fill('Grey switch above the door');
  await page.getByRole('button', { name: 'Keep and next' }).click();
  await page.getByText('2 readings are kept on this phone').waitFor();
  assert.equal((await askRound(desk.page)).read, 0);
});

step('back in the network everything goes out by itself, under the name of who read it', async () => {
  await timo.context.setOffline(false);
  await timo.page.getByText('Everything is sent').waitFor({ timeout: 30_000 });
  const now = await askRound(desk.page);
  assert.deepEqual([now.read, now.stops], [2, round.stops + 1]);
  const read = now.route.find((it) => it.reading?.firmware === 'V9.9.9')!.reading!;
  assert.deepEqual([read.person_name, read.photos.length, read.remark], ['Timo Brandt', 1, 'Door of the cabinet stood open.']);
  assert.equal(now.route.find((it) => it.name === 'Grey switch above the door')!.reading!.outcome, 'not_listed');
  await desk.page.reload();
  await desk.page.getByText('Timo Brandt').first().waitFor();
  await desk.page.getByRole('img', { name: /^Picture 1 of/ }).waitFor();
  assert.deepEqual(desk.faults, []);
});
