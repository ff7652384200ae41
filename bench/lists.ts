// `npm run bench lists`: 10,000 assets and 50,000 flows through the ordinary ingest, zones confirmed, then every list over HTTP, against a bare `select 1`.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { openHoldfast, send, type Holdfast } from '../test/holdfast.ts';
import { askAll, type Ground, limitMs, listsOfSite, searchLimitMs, type Timed, timeAsked, timesOf } from './measure/list-times.ts';
import { type Bar, printBars, printMachine, printTable } from './measure/print.ts';
import { wideCapture } from './measure/wide-network.ts';

const { values } = parseArgs({
  options: {
    assets: { type: 'string', default: '10000' },
    flows: { type: 'string', default: '50000' },
    calls: { type: 'string', default: '20' },
    /** Only what this regular expression finds. */
    only: { type: 'string', default: '' },
  },
});
const calls = Number(values.calls);
const only = new RegExp(values.only);
/** 10,000 assets, every column, whole file received. */
const fileLimitMs = 1500;

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
  const base = await timesOf(() => send(bare, 'GET', undefined), calls);
  const ground = await groundOf(holdfast);
  printMachine();
  process.stdout.write(`the bare route, \`select 1\`: ${base.p95.toFixed(1)} ms (p95)\n\n`);
  const timed: Timed[] = [];
  const asked = askAll(holdfast.site_id, ground, (short) => process.stdout.write(`not measured, there is no such object here: ${short}\n`));
  for (const one of asked.filter((it) => only.test(it.name))) {
    const times = await timeAsked(holdfast, one, calls);
    if (times !== null) timed.push(times);
  }
  const rows = timed.map((it) => [
    it.name,
    it.p50.toFixed(0),
    it.p95.toFixed(0),
    String(it.limit_ms),
    it.p95 <= it.limit_ms ? 'holds' : 'OVER',
    it.total === null ? '' : String(it.total),
  ]);
  printTable(['', 'p50 ms', 'p95 ms', 'bar ms', '', 'rows in all'], rows);
  const measured = new Set(timed.map((it) => it.list));
  const unmeasured = values.only === '' ? listsOfSite().filter((it) => !measured.has(it)) : [];
  const files = await measureFiles(holdfast);
  printTable(['', 'p50 ms', 'p95 ms'], files.rows);
  printBars([
    ...[limitMs, searchLimitMs].map((bar) =>
      barOf(
        timed.filter((it) => it.limit_ms === bar),
        bar,
      ),
    ),
    {
      says: `every list route was measured${unmeasured.length === 0 ? '' : `, but not ${unmeasured.join(', ')}`}`,
      holds: unmeasured.length === 0,
    },
    {
      says: `all assets are in a file within ${fileLimitMs} ms (p95): the slower format, ${files.slowest_ms.toFixed(0)} ms`,
      holds: files.slowest_ms <= fileLimitMs,
    },
  ]);
}

function barOf(timed: readonly Timed[], bar: number): Bar {
  const slowest = timed.toSorted((a, b) => b.p95 - a.p95)[0];
  const what = bar === searchLimitMs ? 'a search answers while one types' : 'every list, the map, Home and every object’s page answer';
  if (slowest === undefined) return { says: what, holds: null };
  const missed = timed.filter((it) => it.p95 > bar).length;
  const says = `${what} within ${bar} ms (p95): ${timed.length - missed} of ${timed.length}; the slowest, ${slowest.name}, ${slowest.p95.toFixed(0)} ms`;
  return { says, holds: missed === 0 };
}

/** One object of each kind, two snapshots to compare, an import, and a service something depends on. */
async function groundOf({ ask, call, site }: Holdfast): Promise<Ground> {
  const first = async (list: string): Promise<string> =>
    (await ask<{ rows: { id: string }[] }>('owner', 'GET', `${site}/${list}`)).rows[0]?.id ?? '';
  const snapshot = () => ask<{ id: string }>('owner', 'POST', `${site}/snapshots`, { name: 'Measured', reason: 'Measured.' });
  const [snapshot_id, to] = [(await snapshot()).id, (await snapshot()).id];
  const lines = Array.from({ length: 2000 }, (_, at) => `M-${at};Motor ${at};Acme`);
  const sheet = Buffer.from(['Anlagennummer;Name;Hersteller', ...lines].join('\n'));
  const read = await call<{ id: string }>('POST', `${site}/imports?kind=asset&name=motors.csv`, { as: 'owner', body: sheet });
  await call('POST', `${site}/imports/${read.body.id}/dry-run`, { as: 'owner', body: {} });
  const asset_id = await first('assets?limit=1&sort=name');
  const [zone_id, flow_id] = [await first('zones'), await first('flows?limit=1')];
  const ids = {
    asset_id,
    zone_id,
    flow_id,
    snapshot_id,
    import_id: read.body.id,
    conduit_id: await first('conduits?limit=1'),
    list: 'assets',
  };
  const more = { entry_id: await first('ledger/entries?limit=1'), capture_id: await first('captures?limit=1') };
  const needed = {
    'ledger/changes': 'since=2026-11-01T00:00:00.000Z',
    undoable: `object_id=${asset_id}`,
    outage: `type=zone&id=${zone_id}`,
    'snapshots/:snapshot_id/changes': `to=${to}`,
  };
  return { ids: { ...ids, ...more }, needed };
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
