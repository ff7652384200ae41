// `npm run bench lists`: 10,000 assets and 50,000 flows through the ordinary ingest, zones confirmed, then every list over HTTP, against a bare `select 1`.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { listRoutes } from '../apps/server/src/routes.ts';
import { openHoldfast, send, type Holdfast } from '../test/holdfast.ts';
import { printBars, printMachine, printTable } from './measure/print.ts';
import { medianOf, percentileOf } from './measure/run-child.ts';
import { wideCapture } from './measure/wide-network.ts';

const { values } = parseArgs({
  options: {
    assets: { type: 'string', default: '10000' },
    flows: { type: 'string', default: '50000' },
    calls: { type: 'string', default: '40' },
  },
});
const limitMs = 300;
const searchLimitMs = 150;
/** 10,000 assets, every column, whole file received. */
const fileLimitMs = 1500;
/** Asked of every list that takes them: the first rows, the last, a word, an order. */
const questions = ['', 'limit=100&offset=9000', 'search=10.0.1', 'search=modbus%2010.0.1', 'sort=-last_seen'];

/** What a list cannot do without. */
const needed: Readonly<Record<string, string>> = {
  'ledger/changes': 'since=2026-11-01T00:00:00.000Z',
  search: 'q=10.0.1',
  undoable: 'object_id=00000000-0000-7000-8000-000000000000',
};
/** Asked of the search over everything besides. */
const sought = ['q=10.0.1.2', 'q=modbus%2010.0.1', 'q=zone', 'q=kind:plc%2010', 'q=%22no%20such%20thing%22'];

const ends: (() => Promise<void>)[] = [];
try {
  const holdfast = await openHoldfast({ after: (work) => void ends.push(work) });
  await load(holdfast);
  await measureAll(holdfast);
} finally {
  for (const end of ends.toReversed()) await end();
}

async function load(holdfast: Holdfast): Promise<void> {
  const began = performance.now();
  const seconds = (): string => ((performance.now() - began) / 1000).toFixed(1);
  const file = wideCapture(Number(values.assets), Number(values.flows));
  const answer = await holdfast.upload('owner', file, 'wide.pcap');
  if (answer.status !== 200) throw new Error(`upload answered ${answer.status} ${JSON.stringify(answer.body)}`);
  const path = `${holdfast.site}/captures/${answer.body.id}`;
  let capture = answer.body;
  while (['receiving', 'reading'].includes(capture.state)) {
    await wait(100);
    capture = await holdfast.ask('owner', 'GET', path);
  }
  process.stdout.write(`counted after ${seconds()} s: ${capture.state}, ${capture.assets_seen} assets, ${capture.flows_seen} flows\n`);
  await jobsDone(holdfast);
  process.stdout.write(`zones, conduits and findings derived after ${seconds()} s\n`);
  await raiseFindings(holdfast);
  process.stdout.write(`zones confirmed, an asset accepted and findings raised after ${seconds()} s\n\n`);
}

/** Every device but one is new once one was accepted; every conduit lacks a list once its zones are confirmed. */
async function raiseFindings(holdfast: Holdfast): Promise<void> {
  const reason = 'Measured with findings.';
  const { rows } = await holdfast.ask<{ rows: { id: string }[] }>('owner', 'GET', `${holdfast.site}/assets?limit=1`);
  await holdfast.ask('owner', 'POST', `${holdfast.site}/assets/decisions`, { asset_ids: [rows[0]!.id], decision: 'accepted', reason });
  await holdfast.ask('owner', 'POST', `${holdfast.site}/zones/confirmations`, { reason });
  await jobsDone(holdfast);
}

async function jobsDone(holdfast: Holdfast): Promise<void> {
  for (;;) {
    const [waiting] = await holdfast.rows<{ n: number; error: string | null }>(
      'select count(*)::int as n, max(last_error) as error from graphile_worker._private_jobs where attempts < max_attempts',
    );
    if (waiting?.n === 0) return;
    if (waiting?.error) throw new Error(`a job fails: ${waiting.error}`);
    await wait(200);
  }
}

async function measureAll(holdfast: Holdfast): Promise<void> {
  const bare = await bareRoute(holdfast);
  const base = await timesOf(() => send(bare, 'GET', undefined));
  const paths = listRoutes().filter(
    ({ method, path }) =>
      method === 'GET' && path.includes('/sites/:site_id/') && !/:(?!site_id)/.test(path) && !path.endsWith('/consistency'),
  );
  printMachine();
  const rows = [['bare select 1', base.p50.toFixed(1), base.p95.toFixed(1), '1', '']];
  let slowest = { path: '', p95: 0 };
  let slowestSearch = slowest;
  for (const { path, query: shape } of paths) {
    const isList = shape !== undefined && 'limit' in ((shape as { shape?: object }).shape ?? {});
    for (const question of path.endsWith('/search') ? ['', ...sought] : isList ? questions : ['']) {
      const short = path.replace('/api/v1/sites/:site_id/', '');
      const query = [question.startsWith('q=') ? '' : (needed[short] ?? ''), question].filter((it) => it !== '').join('&');
      const url = `${path.replace(':site_id', holdfast.site_id)}?${query}`;
      const first = await holdfast.call('GET', url, { as: 'owner' });
      if (question !== '' && first.status !== 200) continue;
      if (first.status === 400) {
        process.stderr.write(`not measured, it wants a query of its own: ${short}\n`);
        continue;
      }
      if (first.status !== 200) throw new Error(`${url} answered ${first.status} ${JSON.stringify(first.body)}`);
      const { p50, p95 } = await timesOf(() => holdfast.call('GET', url, { as: 'owner' }));
      const name = `${short}${query === '' ? '' : ` ?${query}`}`;
      const total = (first.body as { total?: number }).total;
      rows.push([name, p50.toFixed(1), p95.toFixed(1), (p95 / base.p95).toFixed(0), total === undefined ? '' : String(total)]);
      if (p95 > limitMs) process.stderr.write(`over ${limitMs} ms: ${name}, ${p95.toFixed(0)} ms\n`);
      if (p95 > slowest.p95) slowest = { path: name, p95 };
      if ((query.includes('search=') || short === 'search') && p95 > slowestSearch.p95) slowestSearch = { path: name, p95 };
    }
  }
  const files = await measureFiles(holdfast);
  rows.push(...files.rows);
  printTable(['', 'p50 ms', 'p95 ms', 'times bare', 'rows in all'], rows);
  printBars([
    {
      says: `every list answers within ${limitMs} ms (p95): the slowest, ${slowest.path}, ${slowest.p95.toFixed(0)} ms`,
      holds: slowest.p95 <= limitMs,
    },
    {
      says: `a search answers while one types, within ${searchLimitMs} ms (p95): the slowest, ${slowestSearch.path}, ${slowestSearch.p95.toFixed(0)} ms`,
      holds: slowestSearch.p95 <= searchLimitMs,
    },
    {
      says: `all assets are in a file within ${fileLimitMs} ms (p95): the slower format, ${files.slowest_ms.toFixed(0)} ms`,
      holds: files.slowest_ms <= fileLimitMs,
    },
  ]);
}

/** Whole lists as files, and the choice of all rows; few calls, each is long. */
async function measureFiles(holdfast: Holdfast): Promise<{ rows: string[][]; slowest_ms: number }> {
  const rows: string[][] = [];
  let slowest_ms = 0;
  const total = (await holdfast.ask<{ total: number }>('owner', 'GET', `${holdfast.site}/assets?limit=1`)).total;
  const asked = [
    ['assets/export', 'csv'],
    ['assets/export', 'xlsx'],
    ['flows/export', 'csv'],
    ['flows/export', 'xlsx'],
    ['assets/selection', ''],
  ] as const;
  for (const [path, format] of asked) {
    const body = format === '' ? { seen: total } : { format, title: 'List', time_zone: 'Europe/Berlin' };
    const { p50, p95 } = await timesOf(
      () => holdfast.call('POST', `${holdfast.site}/${path}`, { as: 'owner', body }),
      path.startsWith('flows') ? 3 : 8,
    );
    rows.push([`${path} ${format}`, p50.toFixed(0), p95.toFixed(0), '', '']);
    if (path === 'assets/export') slowest_ms = Math.max(slowest_ms, p95);
  }
  return { rows, slowest_ms };
}

/** The least an HTTP route over this database can take. */
async function bareRoute({ parts }: Holdfast): Promise<string> {
  const server = createServer((_, response) => {
    const answer = (status: number): void => void response.writeHead(status, { 'content-type': 'application/json' }).end('{}');
    parts.pool.query('select 1').then(
      () => answer(200),
      () => answer(500),
    );
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  ends.push(() => new Promise((done) => server.close(() => done())));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

async function timesOf(call: () => Promise<{ status: number }>, calls = Number(values.calls)): Promise<{ p50: number; p95: number }> {
  const took: number[] = [];
  for (let turn = 0; turn < calls; turn += 1) {
    const began = performance.now();
    const { status } = await call();
    if (status !== 200) throw new Error(`answered ${status}`);
    took.push(performance.now() - began);
  }
  return { p50: medianOf(took), p95: percentileOf(took, 0.95) };
}
