// A real Chromium for the tests of pages: one per process, a fresh profile per person, faults of the console gathered.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { browsers, findProgram } from '../../scripts/prerequisites.ts';

/** Where Chromium is, or null: then the tests in a browser skip. */
export const chromiumPath = findProgram(browsers);
export const needsChromium = chromiumPath === null ? 'needs chromium' : false;

/** Every window of a present Chromium loads pages of its own for suggestions below an address bar nobody sees, which is most of what a profile costs. */
const ofTheAddressBar = ['WebUIOmniboxPopup', 'WebUIOmniboxFullPopup', 'WebUIOmniboxAimPopup'];
/** What playwright-core turns off itself: the browser heeds only the last list it is given. */
const turnedOffByPlaywright = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'TcpPortRandomizationWin',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
];
const quiet = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  `--disable-features=${[...turnedOffByPlaywright, ...ofTheAddressBar].join(',')}`,
];

type After = { after(work: () => Promise<void>): void };

/** A test looks at a page once: compiling its scripts for speed costs a fifth of the browser's time and is never earned back. */
const uncompiled = '--js-flags=--max-optimized-bytecode-size=0 --no-maglev';

/** The browser of the files that share this process, while one of them uses it and a moment longer. */
let kept: { browser: Promise<Browser>; users: number; ending: NodeJS.Timeout | undefined } | undefined;

/**
 * Chromium; what was opened in it ends with the test, and it with the last test of the process. `asUsers` for a measurement: a browser of its
 * own, in which scripts are compiled as for everybody. Throws where there is none: see `needsChromium`.
 */
export async function openBrowser(t: After, { asUsers = false } = {}): Promise<Browser> {
  if (chromiumPath === null) throw new Error('there is no chromium');
  const args = ['--no-sandbox', '--disable-sync', ...quiet, ...(asUsers ? [] : [uncompiled])];
  const launch = (): Promise<Browser> => chromium.launch({ executablePath: chromiumPath!, args });
  if (asUsers) {
    const own = await launch();
    t.after(() => own.close());
    return own;
  }
  const mine = (kept ??= { browser: launch(), users: 0, ending: undefined });
  mine.users += 1;
  clearTimeout(mine.ending);
  t.after(() => leave(mine));
  const browser = await mine.browser;
  if (browser.isConnected()) return browser;
  kept = undefined;
  return openBrowser(t);
}

async function leave(mine: NonNullable<typeof kept>): Promise<void> {
  const browser = await mine.browser;
  mine.users -= 1;
  if (mine.users > 0) return;
  for (const context of browser.contexts()) await context.close();
  const end = async (): Promise<void> => {
    if (mine.users > 0) return;
    if (kept === mine) kept = undefined;
    await browser.close();
  };
  mine.ending = setTimeout(() => void end(), 1000);
}

/** A person at a browser of their own. `faults` are console errors and exceptions of the pages, in order. */
export type Visitor = { page: Page; context: BrowserContext; faults: string[] };

/** Opens a fresh profile at `url`: British English, Berlin and no motion unless `options` say otherwise. */
export async function openVisitor(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<Visitor> {
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    reducedMotion: 'reduce',
    ...options,
  });
  context.setDefaultTimeout(30_000);
  const page = await context.newPage();
  const faults: string[] = [];
  watch(page, faults);
  return { page, context, faults };
}

/** Gathers errors of the console and exceptions. A refusal the page words is no fault: the browser logs it all the same. */
function watch(page: Page, faults: string[]): void {
  page.on('console', (message) => {
    if (message.type() === 'error' && !/the server responded with a status of 4\d\d/.test(message.text()))
      faults.push(`${page.url()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => faults.push(`${page.url()}: ${error.message}`));
}

/** Signs in through the form and waits for the first page. */
export async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel(/^(Password|Passwort)$/).fill(password);
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/sites\//);
}

/** The password of the demo's people. */
export function demoPassword(dataDir: string): string {
  return readFileSync(join(dataDir, 'secrets/demo.secret'), 'utf8').trim();
}

/** Goes to a page by the navigation at the left; `title` where the page's differs from the way to it. */
export async function goTo(page: Page, name: string, title = name): Promise<void> {
  await page
    .getByRole('navigation', { name: /^(Pages|Seiten)$/ })
    .getByRole('link', { name, exact: true })
    .click();
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
}

/** Words the reason in the open dialog and sends it. */
export async function giveReason(page: Page, title: string | RegExp, reason: string): Promise<void> {
  const dialog = page.getByRole('dialog', { name: title });
  await dialog.getByLabel(/^(Reason|Grund|Begründung)/).fill(reason);
  await dialog.locator('button[type=submit]').click();
  await dialog.waitFor({ state: 'detached' });
}

/** Waits until `locator` shows the text, else throws with what it shows. */
export async function untilText(locator: Locator, text: RegExp, timeoutMs = 30_000): Promise<string> {
  const end = performance.now() + timeoutMs;
  let shown = '';
  while (performance.now() < end) {
    shown = await locator.innerText({ timeout: timeoutMs });
    if (text.test(shown)) return shown;
    await locator.page().waitForTimeout(50);
  }
  throw new Error(`${String(locator)} never showed ${String(text)}; it shows: ${shown}`);
}
