// `npm run bench upload`: the plant's capture dropped in a browser, against `holdfast inspect` of the same file in the same run.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { dayCapture, makePlant } from '@holdfast/plant';
import type { Page } from 'playwright-core';
import { browsers, installPrerequisites } from '../scripts/prerequisites.ts';
import { chromiumPath, openBrowser, openVisitor } from '../test/e2e/browser.ts';
import { buildPages, makeFolder, type Server, startServer } from '../test/e2e/server.ts';
import { plantCapture } from './measure/plant-capture.ts';
import { printBars, printMachine, printTable } from './measure/print.ts';
import { canMeasure, type Cost, measureChild, medianOf, percentileOf } from './measure/run-child.ts';

const { values } = parseArgs({
  options: { megabytes: { type: 'string', default: '600' }, runs: { type: 'string', default: '3' }, 'cpu-prof': { type: 'string' } },
});
const mostTimes = 1.5;
const mostMegabytes = 500;
const person = { name: 'Bench', email: 'bench@plant.example', password: 'kupferner Kessel am Montag' };

/** One drop: seconds until the bytes were in, until `read` stood on the screen, the server's peak so far, latencies of other requests in ms. */
type Drop = { sent_s: number; done_s: number; peak_mb: number; others_ms: number[] };
type Place = { server: Server; page: Page; site: string };

installPrerequisites(
  [
    { package: 'time', programs: ['time'], for: 'measuring' },
    { package: 'chromium-headless-shell', programs: browsers, for: 'the upload in a browser' },
  ],
  'the benchmark',
);
if (!canMeasure() || chromiumPath === null) {
  process.stderr.write('GNU time (/usr/bin/time) or Chromium is absent: nothing can be measured.\n');
  process.exit(2);
}

const ends: (() => Promise<void>)[] = [];
const end = { after: (work: () => Promise<void>) => void ends.push(work) };
const capture = plantCapture(Number(values.megabytes));
printMachine();
try {
  await main();
} finally {
  for (const work of ends.toReversed()) await work();
}

async function main(): Promise<void> {
  buildPages();
  const cli = fileURLToPath(new URL('../apps/cli/src/main.ts', import.meta.url));
  const inspects: Cost[] = [];
  const copies: Cost[] = [];
  const copy = join(makeFolder(end), 'copy.pcap');
  const drops: Drop[] = [];
  for (let turn = 0; turn < Number(values.runs); turn += 1) {
    inspects.push(await measureChild([process.execPath, cli, 'inspect', capture.path, '--json']));
    copies.push(await measureChild(['dd', `if=${capture.path}`, `of=${copy}`, 'bs=2M', 'conv=fdatasync']));
    drops.push(await measureDrop());
  }
  report(inspects, copies, drops);
}

/** Drops the capture into a fresh Holdfast that knows the plant already. */
async function measureDrop(): Promise<Drop> {
  const mine: (() => Promise<void>)[] = [];
  const until = { after: (work: () => Promise<void>) => void mine.push(work) };
  try {
    const place = await openPlace(until);
    const latencies = { others_ms: [] as number[], over: false };
    const watching = watchOthers(place, latencies);
    const { sent_s, done_s } = await drop(place.page, capture.path);
    latencies.over = true;
    await watching;
    return { sent_s, done_s, peak_mb: peakMegabytes(place.server.child.pid ?? 0), others_ms: latencies.others_ms };
  } finally {
    for (const work of mine.toReversed()) await work();
  }
}

async function openPlace(t: typeof end): Promise<Place> {
  const profile = values['cpu-prof'];
  const nodeArgs = profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`];
  const server = await startServer(t, { nodeArgs });
  const { page } = await openVisitor(await openBrowser(t, { asUsers: true }), server.url);
  const { request } = page;
  const headers = { origin: server.url };
  const data = { ...person, code: /one-time code (\S+)/.exec(server.line)?.[1], organisation_name: 'B', site_name: 'B', time_zone: 'UTC' };
  await request.post('/api/v1/setup', { data, headers });
  const signedIn = await request.post('/api/auth/sign-in/email', { data: { email: person.email, password: person.password }, headers });
  if (!signedIn.ok()) throw new Error(`sign-in answered ${signedIn.status()}`);
  const me = (await (await request.get('/api/v1/me')).json()) as { sites: { id: string }[] };
  const site = me.sites[0]!.id;
  const small = join(makeFolder(t), 'day.pcap');
  writeFileSync(small, Buffer.concat([...dayCapture(makePlant(1), { maximumBytes: 4_000_000, start: '2026-01-05T06:00:00Z' }).chunks()]));
  await page.goto(`/sites/${site}/captures`);
  await drop(page, small);
  await wait(1500);
  return { server, page, site };
}

/** Gives the file to the page and waits for `read` on its row. */
async function drop(page: Page, path: string): Promise<{ sent_s: number; done_s: number }> {
  const name = path.split('/').at(-1)!;
  const began = performance.now();
  await page.locator('input[type=file]').setInputFiles(path);
  const since = (): number => (performance.now() - began) / 1000;
  await page.getByText(name).first().waitFor();
  await untilShown(page, name, /^(?!on its way)/);
  const sent_s = since();
  await untilShown(page, name, /^(?!on its way|being read)(?!.*being read).*(read|not readable|broken off)/);
  return { sent_s, done_s: since() };
}

/**
 * Waits until the file's words fit: `on its way` or `being read` while this browser brings it, then its row. Looks at each change of the page:
 * Playwright's own waiting looks twice a second, and waiting for each frame makes the browser draw sixty of them, on a core the upload wants.
 */
async function untilShown(page: Page, name: string, words: RegExp): Promise<void> {
  const isThere = ([file, pattern]: readonly [string, string]): Promise<void> => {
    type Shown = { textContent: string };
    type Watch = { observe(of: unknown, what: object): void; disconnect(): void };
    type Pages = {
      document: { body: unknown; querySelectorAll(path: string): Iterable<Shown> };
      MutationObserver: new (seen: () => void) => Watch;
    };
    const { document, MutationObserver } = globalThis as unknown as Pages;
    const fits = (): boolean => {
      const [line] = document.querySelectorAll('[aria-label="On the way from this browser"]');
      const row = [...document.querySelectorAll('tr, [role=row]')].find((it) => it.textContent.includes(file));
      const brought = line?.textContent.includes('being read') === true ? 'being read' : 'on its way';
      return new RegExp(pattern).test(line === undefined ? (row?.textContent ?? '') : brought);
    };
    return new Promise((resolve) => {
      const watch = new MutationObserver(() => {
        if (!fits()) return;
        watch.disconnect();
        resolve();
      });
      watch.observe(document.body, { subtree: true, childList: true, characterData: true });
      if (fits()) resolve();
    });
  };
  await page.evaluate(isThere, [name, words.source] as const);
}

/** Asks for the list of assets four times a second, as the pages of a few colleagues would. */
async function watchOthers({ page, site }: Place, into: { others_ms: number[]; over: boolean }): Promise<void> {
  while (!into.over) {
    const began = performance.now();
    const answer = await page.request.get(`/api/v1/sites/${site}/assets?limit=100&sort=-last_seen`);
    await answer.body();
    into.others_ms.push(performance.now() - began);
    await wait(250);
  }
}

/** Largest resident set of a process so far, in 10^6 bytes. */
function peakMegabytes(pid: number): number {
  const [, kib = 'NaN'] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return (Number(kib) * 1024) / 1e6;
}

function report(inspects: readonly Cost[], copies: readonly Cost[], drops: readonly Drop[]): void {
  const inspect_s = medianOf(inspects.map((it) => it.wall_s));
  const done_s = medianOf(drops.map((it) => it.done_s));
  const peak_mb = Math.max(...drops.map((it) => it.peak_mb));
  const others = drops.flatMap((it) => it.others_ms);
  process.stdout.write(`${(capture.bytes / 1e6).toFixed(0)} MB, ${capture.packets.toLocaleString('en-GB')} packets; taken in turns\n`);
  printTable(
    ['', ...drops.map((_, at) => `${at + 1}`), 'median'],
    [
      ['holdfast inspect, s', ...inspects.map((it) => it.wall_s.toFixed(2)), inspect_s.toFixed(2)],
      ['copy to the same disk, s', ...copies.map((it) => it.wall_s.toFixed(2)), medianOf(copies.map((it) => it.wall_s)).toFixed(2)],
      ['drop to all bytes in, s', ...drops.map((it) => it.sent_s.toFixed(2)), medianOf(drops.map((it) => it.sent_s)).toFixed(2)],
      ['drop to "read" on screen, s', ...drops.map((it) => it.done_s.toFixed(2)), done_s.toFixed(2)],
      ['server, peak MB', ...drops.map((it) => it.peak_mb.toFixed(0)), medianOf(drops.map((it) => it.peak_mb)).toFixed(0)],
      ['assets meanwhile, p50 ms', ...drops.map((it) => percentileOf(it.others_ms, 0.5).toFixed(0)), percentileOf(others, 0.5).toFixed(0)],
      [
        'assets meanwhile, p95 ms',
        ...drops.map((it) => percentileOf(it.others_ms, 0.95).toFixed(0)),
        percentileOf(others, 0.95).toFixed(0),
      ],
    ],
  );
  const times = done_s / inspect_s;
  printBars([
    { says: `read on screen in at most ${mostTimes} times inspect: ${times.toFixed(2)} times`, holds: times <= mostTimes },
    { says: `server under ${mostMegabytes} MB of memory: ${peak_mb.toFixed(0)} MB`, holds: peak_mb < mostMegabytes },
  ]);
}
