// An upload that breaks off, as a person sees it: the server ends and comes back, the page is loaded anew, a changed file has the same name.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { before } from 'node:test';
import type { Capture } from '@holdfast/captures/schema';
import type { Page } from 'playwright-core';
import { plantBytes } from '../holdfast.ts';
import { needsChromium, openBrowser, openVisitor } from './browser.ts';
import { buildPages, makeFolder, startServer } from './server.ts';
import { fileEnd, story } from './steps.ts';

const end = fileEnd();
const step = story(needsChromium);
const port = 4421;
const person = { email: 'owner@plant.example', password: 'kupferner Kessel am Montag' };
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const bytes = plantBytes(6_000_000, 1, '2026-11-10T09:00:00Z');
const changed = Buffer.from(plantBytes(6_000_000, 1, '2026-11-12T09:00:00Z')).subarray(0, bytes.length);

let folder: string;
let server: Awaited<ReturnType<typeof startServer>>;
let page: Page;
let site: string;

/** A file of that name, as old as any other of that name. */
function fileOf(name: string, content: Uint8Array): string {
  const path = join(folder, String(Math.random()), name);
  mkdirSync(dirname(path));
  writeFileSync(path, content);
  utimesSync(path, 1_700_000_000, 1_700_000_000);
  return path;
}

/** So that a person, or a test, can come in between: a megabyte and a half a second. */
async function slowDown(): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  const slow = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 1_500_000 };
  await session.send('Network.emulateNetworkConditions', slow);
}

const drop = (path: string): Promise<void> => page.locator('input[type=file]').setInputFiles(path);
const line = (words: RegExp) => page.getByRole('list', { name: 'On the way from this browser' }).getByText(words);
const rows = async (name: string): Promise<Capture[]> => {
  const answer = await page.request.get(`/api/v1/sites/${site}/captures?search=${name}`);
  return ((await answer.json()) as { rows: Capture[] }).rows;
};

/** Until a fair part of the file is on its way. */
async function untilUnderWay(name: string): Promise<void> {
  for (let round = 0; round < 2400; round += 1) {
    const [row] = await rows(name);
    if (row !== undefined && row.received_bytes > 1_500_000) return;
    await page.waitForTimeout(25);
  }
  throw new Error(`${name} does not come in: ${JSON.stringify(await rows(name))}`);
}

before(async () => {
  if (needsChromium !== false) return;
  buildPages();
  folder = makeFolder(end);
  server = await startServer(end, { dataDir: join(folder, 'data'), port });
  const visitor = await openVisitor(await openBrowser(end), server.url);
  page = visitor.page;
  page.on('dialog', (dialog) => void dialog.accept());
  const headers = { origin: server.url };
  const code = /one-time code (\S+)/.exec(server.line)?.[1];
  const data = { ...person, name: 'Ola', code, organisation_name: 'Works', site_name: 'North', time_zone: 'Europe/Oslo' };
  assert.equal((await page.request.post('/api/v1/setup', { data, headers })).status(), 200);
  await page.request.post('/api/auth/sign-in/email', { data: person, headers });
  site = ((await (await page.request.get('/api/v1/me')).json()) as { sites: { id: string }[] }).sites[0]!.id;
  await page.goto(`/sites/${site}/captures`);
  await slowDown();
});

step('goes on by itself when the server is back', async () => {
  await drop(fileOf('restart.pcap', bytes));
  await untilUnderWay('restart.pcap');
  await server.end('SIGKILL');
  await line(/No connection\. Goes on by itself/).waitFor();
  server = await startServer(end, { dataDir: join(folder, 'data'), port });
  await page
    .getByRole('row', { name: /restart\.pcap/ })
    .getByText('read', { exact: true })
    .waitFor({ timeout: 30_000 });
  const [row, ...others] = await rows('restart.pcap');
  assert.deepEqual([row!.state, row!.sha256, others.length], ['done', sha256(bytes), 0]);
});

step('goes on when the page was loaded anew and the same file is dropped again', async () => {
  await drop(fileOf('reload.pcap', changed));
  await untilUnderWay('reload.pcap');
  await page.reload();
  const row = page.getByRole('row', { name: /reload\.pcap/ });
  await row.getByText('broken off').waitFor();
  await row.getByText('Drop it again to go on').waitFor();
  const [broken] = await rows('reload.pcap');
  await slowDown();
  await drop(fileOf('reload.pcap', changed));
  await row.getByText(/^(read|read, with a fault)$/).waitFor({ timeout: 30_000 });
  const [whole, ...others] = await rows('reload.pcap');
  assert.deepEqual([whole!.id, whole!.sha256, others.length], [broken!.id, sha256(changed), 0]);
});

step('a changed file of the same name and size begins anew', async () => {
  const first = Buffer.from(bytes);
  first.fill(0x55, 700_000, 700_010);
  await drop(fileOf('twice.pcap', first));
  await untilUnderWay('twice.pcap');
  await page.reload();
  await page
    .getByRole('row', { name: /twice\.pcap/ })
    .getByText('broken off')
    .waitFor();
  const second = Buffer.from(first);
  second[1_000_000] = second[1_000_000]! ^ 1;
  await drop(fileOf('twice.pcap', second));
  await page
    .getByRole('row', { name: /twice\.pcap/ })
    .getByText(/^read/)
    .first()
    .waitFor({ timeout: 30_000 });
  const found = await rows('twice.pcap');
  assert.deepEqual(found.map((it) => it.state).toSorted(), ['done', 'interrupted']);
  assert.equal(found.find((it) => it.state === 'done')!.sha256, sha256(second));
});
