// Renews the pictures of the README from the demo plant: `node scripts/screenshots.ts`, after the pages changed how they look.
import { mkdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { demoPassword, openBrowser, openVisitor, signIn } from '../test/e2e/browser.ts';
import { buildPages, startServer } from '../test/e2e/server.ts';
import { watchRest } from '../test/e2e/settled.ts';
import { installPrerequisites } from './prerequisites.ts';

const images = join(dirname(dirname(fileURLToPath(import.meta.url))), 'docs/images');
const mostBytes = 300_000;

const ends: (() => Promise<void>)[] = [];
const end = { after: (work: () => Promise<void>) => void ends.push(work) };

/** The first row of a list of the site, as its id. */
async function idOf(page: Page, site: string, list: string): Promise<string> {
  const answer = await page.request.get(`/api/v1${site}/${list}`);
  const { rows } = (await answer.json()) as { rows: { id: string }[] };
  if (rows[0] === undefined) throw new Error(`${list} is empty`);
  return rows[0].id;
}

async function main(): Promise<void> {
  installPrerequisites(undefined, 'the pictures');
  buildPages();
  const server = await startServer(end, { demo: true });
  const { page } = await openVisitor(await openBrowser(end), server.url, { colorScheme: 'light' });
  const rest = watchRest(page);
  await signIn(page, 'ot@lindenau.example', demoPassword(server.dataDir));
  const site = /\/sites\/[0-9a-f-]{36}/.exec(page.url())?.[0] ?? '';
  const asset = await idOf(page, site, 'assets?search=LINDENAU&kind=plc&limit=1');
  const zone = await idOf(page, site, 'isolation-cards?limit=1');
  mkdirSync(images, { recursive: true });
  for (const [name, path] of Object.entries({
    map: 'map',
    conduits: 'conduits',
    asset: `assets/${asset}`,
    matrix: 'requirements',
    minimum: 'minimum',
    boundary: 'boundary',
    isolation: `isolation/${zone}`,
    findings: 'findings',
  })) {
    await page.goto(`${site}/${path}`);
    await rest();
    const file = join(images, `${name}.png`);
    await page.screenshot({ path: file });
    const { size } = statSync(file);
    process.stdout.write(`${file} ${Math.round(size / 1000)} kB${size > mostBytes ? `, more than ${mostBytes / 1000}` : ''}\n`);
    if (size > mostBytes) process.exitCode = 1;
  }
}

try {
  await main();
} finally {
  for (const work of ends.toReversed()) await work();
}
