// `npm run bench zones`: ten million recorded conversations tried against 10,000 rules (grouped in PostgreSQL, judged here), and a conduit
// learnt from a million flows. What counts is time and that memory stays where it was.
import { parseArgs } from 'node:util';
import { type LearnAsset, learnList, type Rule, type SeenFlow, startDryRun } from '@holdfast/core-zones';
import { listConversations } from '@holdfast/flows/store.history';
import type { Tx } from '@holdfast/platform/act';
import { endPool, openDatabase, openPool } from '@holdfast/platform/database';
import type { Database } from '@holdfast/platform/route';
import { makeRandom, type Random } from '../plant/src/random.ts';
import { withDatabase } from './measure/database.ts';
import { readDatabaseCpu } from './measure/database-cpu.ts';
import { printBars, printMachine, printTable } from './measure/print.ts';

const { values } = parseArgs({
  options: {
    conversations: { type: 'string', default: '10000000' },
    flows: { type: 'string', default: '20000' },
    rules: { type: 'string', default: '10000' },
    learnt: { type: 'string', default: '1000000' },
    /** `learning` or `trying`. */
    only: { type: 'string' },
  },
});
const [conversations, flows, ruleCount, learnt] = [values.conversations, values.flows, values.rules, values.learnt].map(Number) as [
  number,
  number,
  number,
  number,
];
const [tryLimitS, learnLimitS, memoryLimitMb] = [10, 5, 150];
const zoneCount = 40;
const perZone = 50;
const services = [
  [502, 'modbus'],
  [102, 's7comm'],
  [44_818, 'cip'],
  [4840, 'opcua'],
  [443, 'tls'],
] as const;
const kinds = ['plc', 'hmi', 'scada', 'historian', 'drive'];

type Row = Record<string, string>;
type Bench = { db: Database; rows(text: string, values?: readonly unknown[]): Promise<Row[]> };
type Cost = { wall_s: number; cpu_s: number; memory_mb: number };

/** Time of `work`, this process's processor time, and by how much its memory grew at most after the first `look`, to be called on the way. */
async function measure(work: (look: () => void) => Promise<void>): Promise<Cost> {
  const [began, cpu] = [performance.now(), process.cpuUsage()];
  let [before, most] = [0, 0];
  const look = (): void => {
    const now = process.memoryUsage.rss();
    before ||= now;
    most = Math.max(most, now);
  };
  await work(look);
  look();
  const { user, system } = process.cpuUsage(cpu);
  return { wall_s: (performance.now() - began) / 1000, cpu_s: (user + system) / 1e6, memory_mb: (most - before) / 1e6 };
}

/** A site of zones with assets, flows between them, each in so many hours that there are as many conversations as asked for. */
async function grow({ rows }: Bench): Promise<string> {
  await rows(`insert into holdfast.organisation (name) values ('Bench')`);
  const [site] = await rows(
    `insert into holdfast.site (organisation_id, name, time_zone) select id, 'Works', 'Europe/Berlin' from holdfast.organisation returning id`,
  );
  const site_id = site!['id']!;
  await rows(
    `insert into holdfast.zone (site_id, key, name, state) select $1, n::text, 'Zone ' || n, 'confirmed' from generate_series(1, $2::int) n`,
    [site_id, zoneCount],
  );
  await rows(
    `insert into holdfast.asset (site_id, name, kind, standing) select $1, n::text, ($2::text[])[1 + n % 5], 'accepted' from generate_series(0, $3::int - 1) n`,
    [site_id, kinds, zoneCount * perZone],
  );
  await rows(
    `insert into holdfast.zone_member (site_id, asset_id, zone_id, source) select $1, a.id, z.id, 'person'
     from holdfast.asset a join holdfast.zone z on z.site_id = a.site_id and z.key::int = 1 + a.name::int / $2::int where a.site_id = $1`,
    [site_id, perZone],
  );
  await growFlows({ rows }, site_id);
  return site_id;
}

async function growFlows({ rows }: Pick<Bench, 'rows'>, site_id: string): Promise<void> {
  await rows(
    `with of as (select array_agg(id order by name::int) as ids from holdfast.asset where site_id = $1)
     insert into holdfast.flow (site_id, client_id, server_id, server_key, client_address, server_address, transport, server_port, protocol, first_seen, last_seen)
     select $1, ids[1 + n % $3::int], ids[1 + (n * 7 + n / $3::int * 61 + 53) % $3::int], n::text, '', '', 'tcp', ($4::int[])[1 + n % 5], ($5::text[])[1 + n % 5], now() - interval '30 days', now()
     from of, generate_series(0, $2::int - 1) n`,
    [site_id, flows, zoneCount * perZone, services.map(([port]) => port), services.map(([, protocol]) => protocol)],
  );
  await rows(
    `insert into holdfast.conversation_kind (site_id, flow_id, digest, classes, elements, elements_folded)
     select $1, f.id, k::text, case k when 0 then '{read}'::text[] else '{read,write}' end, '[]', 0 from holdfast.flow f, generate_series(0, 1) k where f.site_id = $1`,
    [site_id],
  );
  const hours = Math.ceil(conversations / flows);
  await rows(
    `insert into holdfast.conversation (site_id, flow_id, hour, kind_id, started_at, last_at, connections, opened, packets, bytes, capture_id)
     select $1, k.flow_id, h, k.id, h + interval '5 minutes', h + interval '50 minutes', 3, 1, 900, 90000, $1
     from holdfast.conversation_kind k, generate_series(0, $2::int - 1) n, lateral (select date_trunc('hour', now()) - make_interval(hours => n) as h) t
     where k.site_id = $1 and k.digest::int = case when n % 10 = 0 then 1 else 0 end`,
    [site_id, hours],
  );
  // As after every capture; and as autovacuum leaves a table whose rows came over months.
  await rows('select holdfast.renew_statistics()');
  await rows('vacuum holdfast.conversation');
}

/** Rules of many shapes: half from asset to asset, the rest by role or zone; they let through about half of what is there. */
function makeRules(random: Random, members: readonly { asset_id: string; zone_id: string }[], pairs: readonly Row[]): Rule[] {
  const zoneOf = new Map(members.map(({ asset_id, zone_id }) => [asset_id, zone_id]));
  return Array.from({ length: ruleCount }, (_, at): Rule => {
    const { client_id, server_id } = random.pick(pairs) as { client_id: string; server_id: string };
    const [port, protocol] = random.pick(services);
    const shape = random.next();
    const wide = (asset_id: string): Rule['from'] =>
      shape < 0.5
        ? { kind: 'asset', asset_id }
        : shape < 0.8
          ? { kind: 'role', zone_id: zoneOf.get(asset_id)!, role: random.pick(kinds) }
          : { kind: 'zone', zone_id: zoneOf.get(asset_id)! };
    const service = { transport: 'tcp', port_from: port, port_to: port, protocol, classes: ['read' as const] };
    return { id: `r${at}`, from: wide(client_id), to: wide(server_id), ...service, purpose: '', is_essential: shape < 0.3 };
  });
}

async function tryList(bench: Bench, site_id: string): Promise<{ cost: Cost; says: string; judged: number }> {
  const members = (await bench.rows('select asset_id, zone_id from holdfast.zone_member')) as { asset_id: string; zone_id: string }[];
  const zone_of = new Map(members.map(({ asset_id, zone_id }) => [asset_id, zone_id]));
  const kind_of = new Map((await bench.rows('select id, kind from holdfast.asset')).map(({ id, kind }) => [id!, kind!]));
  const rules = makeRules(makeRandom(6, 'rules'), members, await bench.rows('select client_id, server_id from holdfast.flow'));
  let says = '';
  let judged = 0;
  const cost = await measure(async (look) => {
    const trying = startDryRun({ rules, zone_of, kind_of });
    await bench.db.transaction().execute(async (tx: Tx) => {
      for await (const page of listConversations(tx, site_id, {})) {
        trying.push(page as Iterable<SeenFlow>);
        look();
      }
    });
    const told = trying.end();
    judged = told.judged.conversations;
    says = `${told.judged.flows} distinct; of ${judged} conversations ${told.cut.conversations} would be cut, ${told.reported.conversations} reported`;
  });
  return { cost, says, judged };
}

/** A conduit of 1,000 stations and 500 controllers, each with two services: everybody of a role does what the others do. */
function* meshRows(): Generator<SeenFlow> {
  const at = { first_at: '2026-11-02T08:00:00.000Z', last_at: '2026-11-02T08:40:00.000Z', minute_from: 0, minute_to: 59 };
  for (let n = 0; n < learnt; n += 1) {
    const [client, server, second] = [n % 1000, Math.floor(n / 1000) % 500, Math.floor(n / 500_000) % 2 === 1];
    yield {
      client_id: `station-${client}`,
      server_id: `controller-${server}`,
      transport: 'tcp',
      server_port: second ? 102 : 502,
      protocol: second ? 's7comm' : 'modbus',
      classes: client % 7 === 0 ? ['read', 'write'] : ['read'],
      conversations: 3,
      ...at,
      weekday: 1 + (n % 7),
      hour: n % 24,
    };
  }
}

/** As many rows, of 20,000 flows whose ends have nothing in common: no rule stands for two of them. */
function* oddRows(): Generator<SeenFlow> {
  const random = makeRandom(6, 'odd');
  let n = 0;
  for (const row of meshRows()) {
    const flow = n++ % 20_000;
    yield {
      ...row,
      client_id: `station-${flow % 1000}`,
      server_id: `controller-${((flow * 13 + (flow / 1000) * 7) % 500) | 0}`,
      hour: random.between(0, 23),
    };
  }
}

async function learn(rows: Iterable<SeenFlow>): Promise<{ cost: Cost; rules: number; flows: number }> {
  const asset = (id: string, kind: string): [string, LearnAsset] => [id, { id, name: id, kind }];
  const assets = new Map([
    ...Array.from({ length: 1000 }, (_, at) => asset(`station-${at}`, kinds[1 + (at % 3)]!)),
    ...Array.from({ length: 500 }, (_, at) => asset(`controller-${at}`, at % 3 === 0 ? 'drive' : 'plc')),
  ]);
  const zone_of = new Map([...assets.keys()].map((id) => [id, id.startsWith('station') ? 'ops' : 'cell']));
  let told = { rules: 0, flows: 0 };
  const cost = await measure(async (look) => {
    look();
    const { rules, flows: count } = learnList(
      {
        zones: [
          { id: 'ops', level: '3' },
          { id: 'cell', level: '1' },
        ],
        zone_of,
        assets,
      },
      rows,
    );
    told = { rules: rules.length, flows: count };
  });
  return { cost, ...told };
}

const line = (says: string, { wall_s, cpu_s, memory_mb }: Cost): string[] => [
  says,
  wall_s.toFixed(2),
  cpu_s.toFixed(2),
  memory_mb.toFixed(0),
];
const heads = ['', 's', 'CPU s here', 'MB more'];

async function benchLearning(): Promise<void> {
  const mesh = await learn(meshRows());
  const odd = await learn(oddRows());
  printTable(heads, [
    line(`a conduit learnt from ${mesh.flows} flows: ${mesh.rules} rules`, mesh.cost),
    line(`a conduit learnt from ${learnt} records of ${odd.flows} flows: ${odd.rules} rules`, odd.cost),
  ]);
  const seconds = Math.max(mesh.cost.wall_s, odd.cost.wall_s);
  printBars([{ says: `learnt in under ${learnLimitS} s: ${seconds.toFixed(2)} s`, holds: seconds < learnLimitS }]);
}

async function benchTrying(): Promise<void> {
  await withDatabase(async (postgres) => {
    const pool = openPool({ ...postgres.connectionFor('holdfast_app'), max: 4 });
    const owner = openPool({ ...postgres.connectionFor('holdfast_owner'), max: 1 });
    try {
      const rows = async (text: string, params: readonly unknown[] = []): Promise<Row[]> =>
        (await owner.query<Row>(text, [...params])).rows;
      const bench: Bench = { db: openDatabase(pool), rows };
      process.stdout.write(`filling the database with ${conversations} conversations ...\n`);
      const site_id = await grow(bench);
      const before = readDatabaseCpu(postgres.pid);
      const { cost, judged, says } = await tryList(bench, site_id);
      const after = readDatabaseCpu(postgres.pid);
      if (before !== null && after !== null)
        process.stdout.write(`the database's processor time: ${((after.app - before.app) / 1000).toFixed(2)} s\n`);
      printTable(heads, [line(`${judged} conversations against ${ruleCount} rules`, cost)]);
      process.stdout.write(`${says}\n`);
      printBars([
        { says: `tried in under ${tryLimitS} s: ${cost.wall_s.toFixed(2)} s`, holds: cost.wall_s < tryLimitS },
        { says: `in constant memory: ${cost.memory_mb.toFixed(0)} MB more at most`, holds: cost.memory_mb < memoryLimitMb },
      ]);
    } finally {
      await Promise.all([endPool(pool), endPool(owner)]);
    }
  });
}

printMachine();
if (values.only !== 'trying') await benchLearning();
if (values.only !== 'learning') await benchTrying();
