// Names that would be markup, everywhere a name is shown, drawn, printed or searched: nothing of them runs and nothing of them becomes an element.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { before } from 'node:test';
import type { Browser, Download, Page } from 'playwright-core';
import { demoPassword, needsChromium, openBrowser, openVisitor, untilText, type Visitor } from './browser.ts';
import { buildPages, type Server, startServer } from './server.ts';
import { watchRest } from './settled.ts';
import { fileEnd, story } from './steps.ts';

const end = fileEnd();
const step = story(needsChromium);
let server: Server;
let browser: Browser;
let owner: Visitor;
let rest: () => Promise<void>;
let base = '';
let walk = '';
const ran: string[] = [];

/** Breaks out of text, of attributes in either quote, of a CDATA section and of a comment; the letters at its end are looked for. */
const evil = (place: string): string =>
  `<img src=x onerror=alert("${place}")>"'>]]>--><svg onload=alert("${place}")><script>alert(1)</script>{{7*7}} ${place}`;
const odd = `${evil('zone')} \u0001\u001b\ufffe \u202e`;

type Rows = { rows: { id: string; version: number; zone_id: string | null; zone_a: { id: string } }[] };
async function ask<T>(method: string, path: string, data?: unknown): Promise<T> {
  const answer = await owner.page.request.fetch(`/api/v1${path}`, { method, ...(data === undefined ? {} : { data }) });
  assert.ok(answer.ok(), `${method} ${path} ${answer.status()} ${await answer.text()}`);
  return (await answer.json()) as T;
}

function watch(page: Page): void {
  page.on('dialog', (it) => {
    ran.push(`${page.url()}: ${it.message()}`);
    void it.dismiss();
  });
}

before(async () => {
  if (needsChromium !== false) return;
  buildPages();
  [server, browser] = await Promise.all([startServer(end, { demo: true }), openBrowser(end)]);
  owner = await openVisitor(browser, server.url, { acceptDownloads: true, timezoneId: 'America/New_York' });
  watch(owner.page);
  rest = watchRest(owner.page);
  const data = { email: 'owner@lindenau.example', password: demoPassword(server.dataDir) };
  assert.equal((await owner.context.request.post('/api/auth/sign-in/email', { data })).status(), 200);
  await owner.page.goto('/');
  await owner.page.waitForURL(/\/sites\//);
  base = /\/sites\/[^/]+/.exec(owner.page.url())![0];
});

const reason = evil('reason');
const ids: Record<string, string> = {};

step('names of every kind of thing are kept as they were written', async () => {
  const zone = (await ask<Rows>('GET', `${base}/zones`)).rows[0]!;
  await ask('PATCH', `${base}/zones/${zone.id}`, { version: zone.version, name: odd });
  const conduit = (await ask<Rows>('GET', `${base}/conduits?zone_id=${zone.id}&limit=1`)).rows[0]!;
  await ask('PATCH', `${base}/conduits/${conduit.id}`, { name: evil('conduit') });
  const asset = await ask<{ id: string }>('POST', `${base}/assets`, { name: evil('asset'), kind: 'plc', zone_id: zone.id });
  await ask('POST', `${base}/assets/words`, { asset_ids: [asset.id], word: { location: evil('place') } });
  const kept = await ask<{ id: string }>('POST', `${base}/snapshots`, { name: evil('snapshot') });
  const me = await ask<{ person: { id: string } }>('GET', '/me');
  await ask('PATCH', `/people/${me.person.id}`, { name: evil('person') });
  const round = await ask<{ id: string }>('POST', `${base}/walk-downs`, {
    name: evil('round'),
    zone_ids: [zone.id],
    assignee_id: me.person.id,
  });
  await ask('POST', `${base}/services`, { name: evil('service'), kind: 'mes' });
  await ask('POST', `${base}/areas`, { name: evil('area') });
  await ask('POST', `${base}/views`, { list: 'assets', name: evil('view'), query: {} });
  await ask('POST', `${base}/assets/decisions`, { asset_ids: [asset.id], decision: 'investigating', reason }).catch(() => undefined);
  walk = `/walk/${base.split('/')[2]}/${round.id}`;
  Object.assign(ids, { zone: zone.id, conduit: conduit.id, asset: asset.id, snapshot: kept.id, round: round.id });
});

/** No element of a name stands on the page; what was to run would have a dialog or a refusal of the policy on the console. */
async function assertHarmless(place: string): Promise<void> {
  const found = await owner.page.evaluate<string[]>(
    `[...document.querySelectorAll('[onerror], [onload], img[src="x"], body script:not([src])')].map((it) => it.outerHTML.slice(0, 200))`,
  );
  assert.deepEqual([place, found, ran, owner.faults], [place, [], [], []]);
}

step('no page runs a name or makes an element of it; each shows it as letters', async () => {
  const { page } = owner;
  const shown: Record<string, RegExp | null> = {
    [`${base}/assets/${ids['asset']}`]: /"asset"/,
    [`${base}/zones?open=${ids['zone']}`]: /"zone"/,
    [`${base}/conduits/${ids['conduit']}`]: /"conduit"/,
    [`${base}/map`]: /img src=x/,
    [`${base}/snapshots/${ids['snapshot']}`]: /"snapshot"/,
    [walk]: /"round"/,
    [`${base}/search?search=onerror`]: /"asset"/,
    [`${base}/ledger`]: /"person"/,
    [base]: null,
  };
  for (const [path, text] of Object.entries(shown)) {
    await page.goto(path);
    if (text !== null) await untilText(page.locator('body'), text);
    await rest();
    await assertHarmless(path);
  }
});

step('palette, notices and print show names as letters', async () => {
  const { page } = owner;
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: /Name, address, MAC/ }).fill('onerror');
  await page.getByRole('option', { name: /"asset"/ }).waitFor();
  await assertHarmless('palette');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^Notices/ }).click();
  await rest();
  await assertHarmless('notices');
  await page.goto(`${base}/assets?search=onerror`);
  await rest();
  await page.evaluate(
    'window.print = () => { window.printed = document.body.innerText; window.live = document.querySelectorAll("[onerror], [onload]").length; }',
  );
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('menuitem', { name: /Print/ }).click();
  for (let round = 0; round < 1200 && (await page.evaluate('window.printed === undefined')) === true; round += 1)
    await page.waitForTimeout(50);
  assert.equal(await page.evaluate('window.live'), 0);
  assert.match(String(await page.evaluate('window.printed')), /"asset"/);
  await assertHarmless('print');
});

async function exportMap(item: RegExp): Promise<Download> {
  await owner.page.getByRole('button', { name: 'Export' }).first().click();
  const [file] = await Promise.all([owner.page.waitForEvent('download'), owner.page.getByRole('menuitem', { name: item }).click()]);
  return file;
}

step(
  'the drawn map is well-formed XML with nothing in it that runs, opened by itself and as PNG, from today and from a snapshot',
  async () => {
    for (const path of [`${base}/map`, `${base}/snapshots/${ids['snapshot']}`]) {
      await owner.page.goto(path);
      await rest();
      const svg = readFileSync(await (await exportMap(/SVG/)).path(), 'utf8');
      const bare = await openVisitor(browser, 'about:blank');
      watch(bare.page);
      const judged = await bare.page.evaluate<[number, string[], string]>(
        `(() => { const it = new DOMParser().parseFromString(${JSON.stringify(svg)}, 'image/svg+xml');
        return [it.querySelectorAll('parsererror').length, [...it.querySelectorAll('script, image, img, foreignObject, a, use, [onload], [onerror], [href]')].map((one) => one.tagName), it.documentElement.textContent]; })()`,
      );
      assert.deepEqual(judged.slice(0, 2), [0, []], path);
      assert.match(judged[2], /<img/);
      await bare.page.goto(`data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`);
      await bare.context.close();
      const png = readFileSync(await (await exportMap(/PNG/)).path());
      assert.deepEqual([png.subarray(1, 4).toString(), png.readUInt32BE(16) > 800], ['PNG', true]);
      await assertHarmless(path);
    }
  },
);

step('times are shown as the person chose, also in the ledger’s filter and on a walk', async () => {
  const { page } = owner;
  await ask('PATCH', '/me', { times_in: 'own', clock: 'h12' });
  await page.goto(`${base}/ledger?since=2026-01-15T12:00:00Z`);
  await page.getByRole('button', { name: /15\/01\/2026,? 0?7:00 am/i }).waitFor();
  await page.goto(walk);
  await page.getByText(/Everything is sent.*[ap]m/i).waitFor();
});

/** Asks with the path as it is written: browsers and clients would tidy it. */
function statusOf(path: string): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const asked = httpRequest(server.url, { path }, (response) => {
      let body = '';
      response.setEncoding('latin1').on('data', (part: string) => (body += part));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
    });
    asked.on('error', reject).end();
  });
}

step('no address leads out of the pages’ folder', async () => {
  const ways = [
    '/../../etc/passwd',
    '/..%2f..%2f..%2f..%2fetc/passwd',
    '/..%2f..%2fpackage.json',
    '/assets/..%5c..%5cpackage.json',
    '/assets/..\\..\\package.json',
    '/assets/../../package.json',
    '/%2e%2e/%2e%2e/package.json',
    '/assets/%00.js',
    '/index.html%00',
    '/%c0%ae%c0%ae/package.json',
    '//etc/passwd.txt',
    '/assets/....//package.json',
  ];
  for (const path of ways) {
    const { status, body } = await statusOf(path);
    assert.ok(status === 404 || status === 400, `${path} answered ${status}`);
    assert.doesNotMatch(body, /root:|"workspaces"|<title>/, path);
  }
});
