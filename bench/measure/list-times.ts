// How long lists take over HTTP: every GET route of a site, the questions asked of each, and whether each answers within its bar.
import { listRoutes } from '../../apps/server/src/routes.ts';
import { type Holdfast } from '../../test/holdfast.ts';
import { medianOf, percentileOf } from './run-child.ts';

export const limitMs = 300;
export const searchLimitMs = 150;

/** Asked of every list that takes them: the first rows, the last, a word, an order. */
const questions = [
  '',
  'limit=100&offset=9000',
  'search=10.0.1',
  'search=modbus%2010.0.1',
  'sort=-last_seen',
  'sort=name',
  'sort=ip',
  'sort=client',
  'sort=-server',
];
/** Asked of the search over everything. */
const sought = ['q=10.0.1', 'q=10.0.1.2', 'q=modbus%2010.0.1', 'q=zone', 'q=kind:plc%2010', 'q=%22no%20such%20thing%22'];
/** What Home and the map ask besides whole lists. */
const screens: Readonly<Record<string, readonly string[]>> = {
  assets: ['standing=sighted&limit=1'],
  flows: ['verdict=unapproved&sort=-last_seen&limit=8'],
  findings: ['state=open,investigating&limit=200'],
};

/** `list`: the list route it asks, null when it asks something else. */
export type Asked = { name: string; url: string; limit_ms: number; list: string | null };
export type Timed = Asked & { p50: number; p95: number; total: number | null };
type Asking = Pick<Holdfast, 'call' | 'site_id'>;
/** Ids of one object each, by the name of the route's parameter or query; `needed`: a query a route cannot do without, by its short path. */
export type Ground = { ids: Readonly<Record<string, string>>; needed: Readonly<Record<string, string>> };

/** What is asked of each route. A route whose object the ground does not have is left out, and named by `leftOut`. */
export function askAll(site_id: string, { ids, needed }: Ground, leftOut: (short: string) => void): Asked[] {
  const all = { ...ids, site_id };
  return listRoutes().flatMap(({ method, path, query: shape }) => {
    if (method !== 'GET' || !path.includes('/sites/:site_id/') || path.endsWith('/consistency')) return [];
    const short = path.replace('/api/v1/sites/:site_id/', '');
    const url = path.replace(/:(\w+)/g, (whole, name: string) => all[name as keyof typeof all] ?? whole);
    if (url.includes(':')) {
      leftOut(short);
      return [];
    }
    const fields = (shape as { shape?: object } | undefined)?.shape ?? {};
    const asked = short === 'search' ? sought : 'limit' in fields ? [...questions, ...(screens[short] ?? [])] : [''];
    return asked
      .filter((one) => !one.startsWith('search=') || 'search' in fields)
      .map((one) => {
        const query = [needed[short] ?? '', one].filter((it) => it !== '').join('&');
        const isTyped = short === 'search' || one.startsWith('search=');
        return {
          name: `${short} ${query}`.trim(),
          url: `${url}?${query}`,
          limit_ms: isTyped ? searchLimitMs : limitMs,
          list: 'limit' in fields ? short : null,
        };
      });
  });
}

/** The list routes of a site, by their short paths: each must be measured. */
export function listsOfSite(): string[] {
  const paged = listRoutes().filter(
    ({ method, query }) => method === 'GET' && 'limit' in ((query as { shape?: object } | undefined)?.shape ?? {}),
  );
  return paged.filter(({ path }) => path.includes('/sites/:site_id/')).map(({ path }) => path.replace('/api/v1/sites/:site_id/', ''));
}

/** Times one question; null when the route refuses it (an order it does not have, a format that is no JSON). Throws on a fault of the server. */
export async function timeAsked(holdfast: Asking, asked: Asked, calls: number): Promise<Timed | null> {
  const ask = () => holdfast.call<{ total?: number }>('GET', asked.url, { as: 'owner' });
  const first = await ask();
  if (first.status >= 500) throw new Error(`${asked.url} answered ${first.status}`);
  if (first.status !== 200) return null;
  return { ...asked, ...(await timesOf(ask, calls)), total: first.body.total ?? null };
}

/** A question is asked so often at least; once it took a second in all, no more. */
const fewestCalls = 8;

/** Median and 95th percentile in milliseconds of at most `calls`. Throws when a call is not answered with 200. */
export async function timesOf(call: () => Promise<{ status: number }>, calls: number): Promise<{ p50: number; p95: number }> {
  const took: number[] = [];
  const end = performance.now() + 1000;
  for (let turn = 0; turn < calls && (turn < fewestCalls || performance.now() < end); turn += 1) {
    const began = performance.now();
    const { status } = await call();
    if (status !== 200) throw new Error(`answered ${status}`);
    took.push(performance.now() - began);
  }
  return { p50: medianOf(took), p95: percentileOf(took, 0.95) };
}
