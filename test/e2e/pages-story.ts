// Every page in both languages, light and dark, at a desk and on a phone: no fault, no barrier axe can find, no word missing, no sideways scroll.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { demoPassword, openBrowser, openVisitor, type Visitor } from './browser.ts';
import { buildPages, type Server, startServer } from './server.ts';
import { textsOf, unworded, watchRest } from './settled.ts';
import { fileEnd } from './steps.ts';

type Language = 'en' | 'de';
type Look = { scheme: 'light' | 'dark'; size: 'desk' | 'phone' };

/**
 * How a page is looked at in a language: at the desk and on the phone, in the light in one and in the dark in the other, page by page in turns,
 * for what is looked for besides barriers is the same in both. Axe looks, by all rules, at each page once a language: at the desk in English and
 * on the phone in German, so that it sees each page in the light and in the dark; at the first two, which show the navigation, in both. With
 * pictures kept (HOLDFAST_SHOTS) everything is looked at everywhere.
 */
function looksAt(language: Language, at: number, wanted: readonly Look[]): Turn[] {
  const axeSize = language === 'en' ? 'desk' : 'phone';
  if (shots !== undefined || at < 2)
    return wanted.map((look) => ({ language, look, forAxe: shots !== undefined || look.size === axeSize }));
  const axeScheme = (at % 2 === 0) === (language === 'en') ? 'light' : 'dark';
  const inTurn = wanted.filter((it) => (it.size === axeSize) === (it.scheme === axeScheme));
  return (inTurn.length > 0 ? inTurn : wanted.slice(0, 1)).map((look) => ({ language, look, forAxe: look.size === axeSize }));
}

/** One look at a page. */
type Turn = { language: Language; look: Look; forAxe: boolean };

/**
 * From the English desk over the phone, where the language changes, to the German desk; at the next page back again. So a page is opened in one
 * language and changes into the other where it stands, and is laid out anew only once in each.
 */
function turnsAt(at: number, wanted: Wanted['looks']): Turn[] {
  const turns = [...looksAt('en', at, wanted('en')), ...looksAt('de', at, wanted('de').toReversed())];
  return at % 2 === 0 ? turns : turns.toReversed();
}

/** In an order in which the page is laid out anew only once. */
const looks: readonly Look[] = [
  { scheme: 'light', size: 'desk' },
  { scheme: 'dark', size: 'desk' },
  { scheme: 'dark', size: 'phone' },
  { scheme: 'light', size: 'phone' },
];
/** A page with something open. */
const someLooks: Record<Language, readonly Look[]> = {
  en: [{ scheme: 'light', size: 'desk' }],
  de: [
    { scheme: 'light', size: 'phone' },
    { scheme: 'dark', size: 'phone' },
  ],
};
/** A page's path, `<kind>` standing for an object's id, and how it is looked at. */
type Wanted = { path: string; looks(language: Language): readonly Look[] };
const sizes = { desk: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };
/** Seen in every look and language; those with an object open, in two. `<conduits>` stands for the id of the first conduit. */
const pages = ['', 'map', 'people', 'areas', 'assets', 'zones', 'conduits', 'flows', 'captures', 'findings', 'ledger', 'assets/<assets>'];
pages.push(
  'import',
  'suppliers',
  'accounts',
  'segmentation',
  'boundary',
  'enforcers',
  'enforcers/<site>',
  'windows',
  'isolation',
  'isolation/<zones>',
  'production',
  'line-messages',
  'exceptions',
);
pages.push('calendar', 'activities', 'activities/<activities>', 'audits', 'audits/<audits>');
pages.push('meetings', 'meetings/<meetings>', 'meeting-actions', 'risks', 'investments', 'board-targets');
pages.push(
  'conduits/<conduits>',
  'switch-tables',
  'walk-downs',
  'walk-downs/<walk-downs>',
  'snapshots',
  'snapshots/<snapshots>',
  'dependencies',
  'search',
  'approvals',
  'roles',
);
pages.push(
  'terminals',
  'integrations',
  'api',
  'notices',
  'certificates',
  'clock',
  'own-backups',
  'evidence',
  'evidence/<evidence>',
  'evidence/<evidence>/label',
  'questions',
  'minimum',
  'first-hour',
  'maturity',
  'requirements',
  'requirement?id=NIS2-21.2.i',
  'packages',
  'certificates/paper',
  'personal-data',
  'erasures',
  'erasures/<erasures>',
  'opening-keys',
  'account',
  'sign-in-settings',
  'anchors',
  'fingerprint',
  'documents',
  'documents/<documents>',
  'documents/<documents>/edit',
  'naming',
  'duties',
  'scope',
  'scope/<legal-entities>',
  'scope/<legal-entities>/questions',
  'responsibilities',
  'responsible',
  'role-card/<appointments>',
  'roster',
  'rule-reports',
);
const opened = ['map?zone=<zones>', 'map?conduit=<conduits>', 'zones?open=<zones>', 'conduits?view=list', 'flows?open=<flows>', 'nowhere'];
opened.push(
  'minimum?view=gaps',
  'minimum?view=gaps&open=minimum:3',
  'minimum?view=measures',
  'minimum?view=road',
  'maturity?view=sites',
  'maturity?view=assessments',
  '/walk/<site>/<walk-downs>',
  'captures?open=<captures>',
  'findings?open=<findings>',
  'ledger?open=<ledger/entries>',
  '/report/<site>',
  'roster?view=plan',
  'roster?view=handovers',
  'responsibilities?view=activities',
  'responsibilities?view=coordination',
  'responsibilities?view=points',
  'responsibilities?view=processes',
  'people?open=<me>',
  'api?open=assets',
);
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

const end = fileEnd();
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** Where a picture of each page in each look is kept; nowhere when nobody wants to look at them. */
const shots = process.env['HOLDFAST_SHOTS'];
if (shots !== undefined) mkdirSync(shots, { recursive: true });

let server: Server;
let browser: Browser;
let site = '';
const ids = new Map<string, string>();
let zoneNames: ReadonlySet<string> = new Set();

/** Fails when a page of the router is not among those that are looked at. */
export function requireAllPages(): void {
  const router = readFileSync(new URL('../../apps/web/src/router.tsx', import.meta.url), 'utf8');
  const routed = [...router.matchAll(/'\/([a-z/$_-]*)': lazyRouteComponent/g)].map(([, path]) => path!.replace(/\$[a-z_]+/, '<>'));
  assert.ok(routed.length > 10);
  assert.deepEqual(routed.toSorted(), pages.map((it) => it.replace(/<[^>]*>/, '<>').replace(/\?.*$/, '')).toSorted());
}

/** The demo, and an object of each kind to open. */
export async function makeObjects(): Promise<void> {
  buildPages();
  server = await startServer(end, { demo: true });
  browser = await openBrowser(end);
  const { page } = await enter('en');
  const me = await (await page.request.get('/api/v1/me')).json();
  site = me.sites[0].id;
  ids.set('me', me.person.id);
  ids.set('site', site);
  const zone = (await (await page.request.get(`/api/v1/sites/${site}/zones`)).json()).rows[0].id as string;
  const round = { name: 'Filling hall', zone_ids: [zone] };
  const headers = { origin: server.url };
  await page.request.post(`/api/v1/sites/${site}/walk-downs`, { data: round, headers });
  await page.request.post(`/api/v1/sites/${site}/snapshots`, { data: { name: 'As found' }, headers });
  const item = { source: { of: 'object' }, kind: 'device', title: 'Memory card', place: 'Cabinet 3', method: 'by hand' };
  await page.request.post(`/api/v1/sites/${site}/evidence`, { data: item, headers });
  const checkup = { kind: 'ot_test', title: 'Filling line 2', scope: 'Passive capture of line 2', planned_on: '2026-12-01' };
  await page.request.post(`/api/v1/sites/${site}/audits`, { data: checkup, headers });
  const called = {
    kind: 'monthly_review',
    period_from: '2026-11-01',
    period_until: '2026-11-30',
    planned_at: '2026-12-01T09:00:00Z',
    members: [me.person.id],
  };
  await page.request.post(`/api/v1/sites/${site}/meetings`, { data: called, headers });
  await page.request.post(`/api/v1/sites/${site}/activities/plan-all`, { data: { first_on: '2026-12-01' }, headers });
  await askErasure(page, headers);
  await writeDocument(page, headers);
  const seat = { role: 'safety_responsible', person_id: me.person.id };
  ids.set('appointments', (await (await page.request.post(`/api/v1/sites/${site}/appointments`, { data: seat, headers })).json()).id);
  const company = (await (await page.request.get('/api/v1/legal-entities')).json()) as { rows: { id: string }[] };
  ids.set('legal-entities', company.rows[0]!.id);
  for (const kind of [
    'evidence',
    'activities',
    'audits',
    'meetings',
    'erasures',
    'assets',
    'zones',
    'walk-downs',
    'snapshots',
    'conduits',
    'flows',
    'captures',
    'findings',
    'ledger/entries',
  ]) {
    const query = kind === 'assets' ? '?kind=plc&limit=1' : kind === 'conduits' ? '?state=unapproved' : '';
    ids.set(kind, (await (await page.request.get(`/api/v1/sites/${site}/${kind}${query}`)).json()).rows[0].id);
  }
  const zones = (await (await page.request.get(`/api/v1/sites/${site}/zones`)).json()).rows as { name: string }[];
  zoneNames = new Set(zones.map((it) => it.name));
  await page.context().close();
}

/** Asks for a reason's erasure, so that there is such a request to look at. */
async function askErasure(page: Page, headers: Record<string, string>): Promise<void> {
  const of = async <T>(path: string): Promise<T> => (await (await page.request.get(`/api/v1/sites/${site}/${path}`)).json()) as T;
  const { rows } = await of<{ rows: { id: string }[] }>('ledger/entries?kind=conduit.list_approved&limit=1');
  const preview = await of<{ sha256: string }>(`erasures/preview?entry_id=${rows[0]!.id}`);
  const data = {
    of: { what: 'entry', entry_id: rows[0]!.id },
    ground: 'not_needed',
    reason: 'The person asked for it.',
    sha256: preview.sha256,
  };
  const asked = await page.request.post(`/api/v1/sites/${site}/erasures`, { data, headers });
  assert.equal(asked.status(), 200, await asked.text());
}

/** Proposes the policy from its template, so that there is a document to read, one to write, and one to approve; and sets how devices are named. */
async function writeDocument(page: Page, headers: Record<string, string>): Promise<void> {
  const at = `/api/v1/sites/${site}`;
  const settings = {
    owner_kind: 'ciso',
    owner_id: null,
    review_months: 12,
    acknowledge_days: 365,
    audience_roles: ['owner'],
    audience_ids: [],
  };
  const begun = { doc_type: 'ot_security_policy', name: 'P-17 Richtlinie', reach: 'site', main_language: 'en', ...settings };
  await page.request.put(`${at}/document-setting`, { data: { languages: ['en', 'de'] }, headers });
  const { id } = await (await page.request.post(`${at}/documents`, { data: begun, headers })).json();
  ids.set('documents', id);
  const { texts } = await (await page.request.get(`${at}/documents/${id}/draft`)).json();
  const proposal = { texts, base_number: null, changes_meaning: true, reason: 'The template, made true for us.' };
  const proposed = await page.request.post(`${at}/documents/${id}/versions`, { data: proposal, headers });
  assert.equal(proposed.status(), 200, await proposed.text());
  const naming = { patterns: [{ kinds: [], pattern: '{text}-{number:2}' }], area_codes: [], kind_codes: [], version: 0 };
  const set = await page.request.put(`${at}/naming`, { data: naming, headers });
  assert.equal(set.status(), 200, await set.text());
}

/** A signed-in OT lead whose pages speak the language. */
async function enter(language: Language): Promise<Visitor> {
  const visitor = await openVisitor(browser, server.url);
  const data = { email: 'owner@lindenau.example', password: demoPassword(server.dataDir) };
  const answer = await visitor.context.request.post('/api/auth/sign-in/email', { data });
  assert.equal(answer.status(), 200);
  await visitor.context.addInitScript(
    `localStorage.getItem('holdfast.language') ?? localStorage.setItem('holdfast.language', '${language}')`,
  );
  return visitor;
}

/** Looks at all of them. Throws with all that is wrong. */
export async function lookAtAllPages(): Promise<void> {
  const visitor = await enter('en');
  const faults = await walk(visitor, [
    ...pages.map((path): Wanted => ({ path, looks: () => looks })),
    ...opened.map((path): Wanted => ({ path, looks: (language) => someLooks[language] })),
  ]);
  const stranger = await openVisitor(browser, server.url, { locale: 'en-GB' });
  faults.push(
    ...(await walk(
      stranger,
      ['/sign-in', '/setup'].map((path): Wanted => ({ path, looks: () => looks })),
    )),
  );
  assert.deepEqual(faults, []);
}

/** Kind and level of a device are inferred by the server, in words of its own: a German page has to say them in German. */
export async function requireGermanReasons(): Promise<void> {
  const { page, context } = await enter('de');
  await page.goto(`/sites/${site}/assets/${ids.get('assets')}`);
  await page.getByText('Steuerungen gehören zur Steuerungsebene').first().waitFor();
  const reasons = (await page.locator('.hf-source').allInnerTexts()).join('\n');
  assert.match(reasons, /Warum: (Bestellnummer|Modell|Beschreibung|antwortet auf|heißt|dahinter steht)/);
  assert.doesNotMatch(reasons, /\b(serves|order number|model|is called|basic control|made by)\b/);
  await context.close();
}

/** Opens each page once and looks at it in each language and look. Returns all that is wrong, a line each. */
async function walk({ page, context, faults }: Visitor, wanted: readonly Wanted[]): Promise<string[]> {
  const rest = watchRest(page);
  const wrong: string[] = [];
  for (const [at, { path, looks: wantedLooks }] of wanted.entries()) {
    const filled = path.replaceAll(/<([a-z/-]+)>/g, (_, kind: string) => ids.get(kind) ?? '');
    const turns = turnsAt(at, wantedLooks);
    await show(page, turns[0]!.look);
    await open(page, at, path.startsWith('/') ? filled : `/sites/${site}/${filled}`);
    for (const { language, look, forAxe } of turns) {
      await show(page, look);
      await speak(page, language);
      await rest();
      const name = [path.replace(/[^a-z]+/g, '-').replace(/^-|-$/g, '') || 'home', language, look.scheme, look.size].join('.');
      if (forAxe) wrong.push(...(await lookWithAxe(page, at < 2)).map((it) => `${name}: ${it}`));
      wrong.push(...(await lookAt(page, language, look)).map((it) => `${name}: ${it}`));
      if (shots !== undefined) await page.screenshot({ path: join(shots, `${name}.jpg`), type: 'jpeg', quality: 80 });
    }
  }
  await context.close();
  return [...faults, ...wrong];
}

/** The page changes its language where it stands, as it does when its person chooses another in a second tab. */
async function speak(page: Page, language: Language): Promise<void> {
  if ((await page.evaluate('document.documentElement.lang')) === language) return;
  await page.evaluate(`(() => {
    localStorage.setItem('holdfast.language', '${language}');
    dispatchEvent(new StorageEvent('storage', { key: 'holdfast.language', newValue: '${language}' }));
  })()`);
  await page.locator(`html[lang=${language}]`).waitFor({ state: 'attached' });
}

async function show(page: Page, { scheme, size }: Look): Promise<void> {
  if (page.viewportSize()?.width !== sizes[size].width) await page.setViewportSize(sizes[size]);
  await page.emulateMedia({ colorScheme: scheme });
}

/** Every fourth page is opened by its address, in English and in German in turns, the others from the page before, as by a link; what waits for nobody signed in always by its address. */
async function open(page: Page, at: number, address: string): Promise<void> {
  const isByAddress = at % 8 === 0 || at % 8 === 5;
  if (!isByAddress && address.startsWith('/sites/') && page.url().includes('/sites/')) {
    await page.evaluate(`history.pushState(null, '', ${JSON.stringify(address)})`);
    await page.evaluate('new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50)))');
    return;
  }
  await page.goto(address);
  await page.evaluate(axe);
}

type Violation = { id: string; nodes: { target: string[]; any: { message: string }[] }[] };

/**
 * None of the rules needs the style sheets preloaded. The navigation is the same on every page and beside them, never above or below them:
 * where it is not to be looked at, it is taken out meanwhile, for it is a third of what axe would have to walk through.
 */
const axeRun = (withNavigation: boolean): string => `(async () => {
  const side = ${withNavigation ? 'null' : "document.querySelector('.hf-side')"};
  const kept = [...(side?.childNodes ?? [])];
  side?.replaceChildren();
  try {
    const runOnly = ${JSON.stringify(rules)};
    return (await axe.run({ runOnly, resultTypes: ['violations'], preload: false, iframes: false })).violations;
  } finally {
    side?.replaceChildren(...kept);
  }
})()`;

/** Barriers axe finds, a line each. */
async function lookWithAxe(page: Page, withNavigation: boolean): Promise<string[]> {
  const violations = await page.evaluate<Violation[]>(axeRun(withNavigation));
  return violations.map(({ id, nodes }) => `${id} at ${nodes.length}: ${nodes[0]?.target.join(' ')} ${nodes[0]?.any[0]?.message ?? ''}`);
}

/** What else is wrong with a page in a look. */
async function lookAt(page: Page, language: Language, { size }: Look): Promise<string[]> {
  const wide = size === 'phone' ? await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth') : 0;
  return [
    ...unworded(await textsOf(page), language, zoneNames).map((it) => `shows "${it}"`),
    ...(wide > 0 ? [`scrolls sideways by ${wide} px`] : []),
  ];
}
