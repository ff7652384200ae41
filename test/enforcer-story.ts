// One plant from an hour of traffic to lists that hold: learnt, tried, approved by two, put on a real firewall in a window, and what then passes.
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import type { Draft } from '../modules/protect/conduits/schema.drafts.ts';
import type { Trial } from '../modules/protect/conduits/schema.trial.ts';
import type { AllowList, Conduit } from '@holdfast/conduits/schema';
import type { Zone } from '@holdfast/zones/schema';
import { lookAtEnforcers } from '../apps/server/src/rounds.ts';
import { type Bench, entryOf, forgeOrder, layGround, readEntries, reason, withHands } from './enforcer-bench.ts';
import type { Holdfast, Page } from './holdfast.ts';
import { drawOut, foreign, listenAtFirewall, needed, startTalkers, stations, type Talkers, whyNotHeard } from './plant-in-zones.ts';
import { run } from './namespaces.ts';
import type { Asked, Talked } from './plant-talker.ts';

type Layout = 'routed' | 'bridged';
/** `conduits` by the place beyond SCADA: 1 the press, 2 the oven, 3 the DMZ. */
type Story = {
  hf: Holdfast;
  bench: Bench;
  talkers: Talkers;
  conduits: Map<number, string>;
  lists: Map<number, Draft['rules']>;
  layout: Layout;
};

const hour_s = 3600;
const period = { from: new Date(Date.now() - 3 * 3600_000).toISOString(), until: new Date(Date.now() + 3600_000).toISOString() };
const ids = (asked: readonly Asked[]): string[] => asked.map(({ id }) => id).toSorted();
const across = (n: number): Asked[] => needed.filter(({ to }) => to.startsWith(`10.${n}.`));
/** A flow as the dry run names it: devices are called by their address here. */
const flowOf = ({ from, to, port }: Asked): string => `${from} ${to} ${port}`;
const at = (hours: number): string => new Date(Date.now() + hours * 3600_000).toISOString();

/** Zones as namespaces, the hour heard and counted, zones confirmed, the enforcer enrolled and running with nothing to hold. */
async function begin(t: TestContext, layout: Layout): Promise<Story> {
  const ends: (() => Promise<void>)[] = [];
  const given = { after: (work: () => Promise<void>) => void ends.push(work) };
  t.after(async () => {
    for (const end of ends.toReversed()) await end();
  });
  const ground = await layGround(given, layout, 4);
  const { hf, plant } = ground;
  const manager = [{ role: 'plant_manager', scope: 'site', site_id: hf.site_id }] as const;
  const manager_id = await hf.hire('manager', manager);
  const ear = await listenAtFirewall(given, plant);
  const talkers = await startTalkers(given, plant, layout);
  await talkers.ask(needed);
  await wait(2500);
  // An hour in compressed time: the seconds of the capture are drawn out.
  const heard = drawOut(await ear.end(), new Date(Date.now() - (hour_s + 60) * 1000), hour_s);
  assert.equal((await hf.ingest(heard.bytes, 'an hour at the firewall.pcapng')).state, 'done');
  const zones = await confirmZones(hf);
  const body = {
    name: 'Cabinet 7',
    layout,
    outside: 'drop',
    confirm_within_s: 30,
    zones: zones.map((zone_id, n) => ({ zone_id, interface: layout === 'bridged' ? `p${n}` : null })),
  };
  const made = await hf.ask('owner', 'POST', `${hf.site}/enforcers`, body);
  const conduits = await conduitsBeyond(hf, zones);
  const of = { conduit_id: conduits.get(1)!, zones: [zones[0]!, zones[1]!] as [string, string], enforcer_id: made.enforcer.id };
  const bench = withHands({ t: given, ...ground, ...of, command: made.command });
  assert.equal((await bench.enforcer(...made.command.split(' ').slice(2))).status, 0);
  await bench.start();
  await planWindow(hf, manager_id);
  return { hf, bench, talkers, conduits, lists: new Map(), layout };
}

let window_id = '';
async function planWindow(hf: Holdfast, approver_id: string): Promise<void> {
  const it = { title: 'Lists for the cells', work: 'New lists.', starts_at: at(5), ends_at: at(8), impact: 'none', approver_id };
  window_id = (await hf.ask<{ id: string }>('lead', 'POST', `${hf.site}/windows`, it)).id;
  await hf.ask('manager', 'POST', `${hf.site}/windows/${window_id}/decision`, { decision: 'approved', reason });
}

/** The four zones the product proposed of what it heard, by place; that of the mirror is the DMZ. */
async function confirmZones(hf: Holdfast): Promise<string[]> {
  const list = async (): Promise<Zone[]> => (await hf.ask<Page<Zone>>('owner', 'GET', `${hf.site}/zones`)).rows;
  const ofPlace = (zones: readonly Zone[], n: number): Zone => zones.find(({ subnets }) => subnets.includes(`10.${n}.1.0/24`))!;
  const dmz = ofPlace(await list(), 3);
  await hf.ask('owner', 'PATCH', `${hf.site}/zones/${dmz.id}`, { version: dmz.version, name: 'DMZ', purdue_level: '3.5' });
  await hf.ask('owner', 'POST', `${hf.site}/zones/confirmations`, { reason });
  await hf.idle();
  const zones = await list();
  return [0, 1, 2, 3].map((n) => ofPlace(zones, n).id);
}

async function conduitsBeyond(hf: Holdfast, zones: readonly string[]): Promise<Map<number, string>> {
  const { rows } = await hf.ask<Page<Conduit>>('owner', 'GET', `${hf.site}/conduits`);
  assert.equal(rows.length, 3, 'three conduits, all of them from the supervision');
  return new Map(
    rows.map((it) => {
      const beyond = [it.zone_a.id, it.zone_b.id].find((id) => id !== zones[0])!;
      return [zones.indexOf(beyond), it.id];
    }),
  );
}

const bare = ({ from_name: _f, to_name: _t, from_zone: _a, to_zone: _b, flows: _n, ...rule }: Draft['rules'][number]) => rule;
const trialOf = ({ hf }: Story, conduit: string): Promise<Trial> =>
  hf.ask<Trial>('lead', 'GET', `${hf.site}/conduits/${conduit}/trial?from=${period.from}&until=${period.until}`);

/** Learns a draft, answers for what was not seen, and returns it. */
async function learn({ hf }: Story, conduit: string): Promise<Draft> {
  const path = `${hf.site}/conduits/${conduit}/draft`;
  let draft = await hf.ask<Draft>('lead', 'POST', `${path}/learning`, period);
  for (const { n } of draft.said!.unseen)
    draft = await hf.ask<Draft>('lead', 'POST', `${path}/answers`, { n, answer: 'not_needed', reason, version: draft.version });
  return draft;
}

async function approve({ hf }: Story, conduit: string, more: object): Promise<void> {
  const path = `${hf.site}/conduits/${conduit}/allow-lists`;
  const list = await hf.ask<AllowList>('lead', 'POST', path, { reason, ...more });
  const decision = { decision: 'approved', reason };
  assert.equal(
    (await hf.call('POST', `${path}/${list.id}/decision`, { as: 'lead', body: decision })).status,
    403,
    'nobody approves their own',
  );
  await hf.ask('manager', 'POST', `${path}/${list.id}/decision`, decision);
}

async function confirm({ hf, bench }: Story, list_sequence: number): Promise<void> {
  await hf.ask('manager', 'POST', `${bench.site}/enforcers/${bench.enforcer_id}/confirmation`, { list_sequence });
}

const talkOf = async ({ talkers }: Story, id: string): Promise<Talked> => (await talkers.look()).find((it) => it.id === id)!;

/** Waits until each of these conversations has had so many more answers; fails after `ms`. */
async function goOn({ talkers }: Story, asked: readonly string[], ms = 15_000): Promise<void> {
  const before = new Map((await talkers.look()).map((it) => [it.id, it.answers]));
  for (const end = Date.now() + ms; ; await wait(100)) {
    const now = await talkers.look();
    const stuck = asked.filter((id) => (now.find((it) => it.id === id)?.answers ?? 0) < before.get(id)! + 3);
    if (stuck.length === 0) return;
    if (Date.now() > end) throw new Error(`no answers within ${ms} ms: ${stuck.join(', ')}; ${JSON.stringify(now)}`);
  }
}

/** Nothing was lost: the connection of the beginning, and every question but the one under way has its own answer. */
function assertWhole(talks: readonly Talked[]): void {
  for (const it of talks) {
    assert.deepEqual([it.id, it.connections, it.wrong, it.ended], [it.id, 1, 0, null]);
    assert.ok(it.questions - it.answers <= 1, `${it.id}: ${it.questions} questions, ${it.answers} answers`);
  }
}

const testLearnt = (story: Story) => async (): Promise<void> => {
  for (const [n, conduit] of story.conduits) {
    const draft = await learn(story, conduit);
    story.lists.set(n, draft.rules);
    const trial = await trialOf(story, conduit);
    assert.deepEqual([trial.cut.flows, trial.reported.flows], [0, 0], 'nothing of what was recorded would have been cut');
    assert.ok(trial.passes.conversations >= new Set(across(n).map(flowOf)).size);
    await approve(story, conduit, { draft_version: draft.version, window_id });
  }
  assert.deepEqual([...story.lists].map(([n, rules]) => [n, rules.length]).toSorted(), [
    [1, 3],
    [2, 1],
    [3, 1],
  ]);
};

const testSwitch = (story: Story) => async (): Promise<void> => {
  const { hf, bench, talkers } = story;
  const ordering = { ...hf.parts.context, ...hf.parts.enforcing };
  // These were opened while nothing was held, and nobody needs them.
  await talkers.ask(foreign);
  assert.deepEqual(
    await talkers.reach(foreign.map((it) => ({ ...it, id: `${it.id} anew` }))),
    ids(foreign).map((id) => `${id} anew`),
  );
  await lookAtEnforcers(ordering);
  assert.equal((await bench.now()).lists.length, 0, 'the window is ahead');
  await hf.rows(`update holdfast.maintenance_window set starts_at = now() - interval '1 minute' where id = $1`, [window_id]);
  await lookAtEnforcers(ordering);
  const trying = await bench.until('tried', (it) => it.lists[0]?.state === 'waiting');
  const cut = new Map((await talkers.look()).map((it) => [it.id, it.answers]));
  await confirm(story, trying.lists[0]!.list_sequence);
  await bench.until('in force', (it) => it.state === 'in_force');
  await goOn(story, ids(needed));
  const now = await talkers.look();
  assertWhole(now.filter(({ id }) => needed.some((it) => it.id === id)));
  const stillHeard = foreign.filter(({ id }) => now.find((it) => it.id === id)!.answers > cut.get(id)!);
  assert.deepEqual(ids(stillHeard), [], 'conversations nobody allowed are cut, though they were there before');
  const anew = [...needed, ...foreign].map((it) => ({ ...it, id: `${it.id} now` }));
  assert.deepEqual(
    await talkers.reach(anew),
    ids(needed).map((id) => `${id} now`),
  );
  const { facts } = await entryOf(hf, 'enforcer.list_rolled_out_in_window');
  assert.deepEqual([facts['window_id'], facts['lists']], [window_id, 3]);
};

/** Milliseconds from the act until the last answer of a conversation it cuts, on the clock nobody sets. */
async function switchAndMeasure(story: Story, mode: 'essential' | 'isolated', cuts: string): Promise<number> {
  const began = process.hrtime.bigint();
  await story.bench.switchTo(mode, 'normal');
  await story.bench.until('told', (it) => it.held.find((held) => held.conduit_id === story.bench.conduit_id)?.held === mode);
  await wait(200);
  const { last_ns } = await talkOf(story, cuts);
  return Math.max(0, Number(BigInt(last_ns) - began) / 1e6);
}

const testModes =
  (story: Story) =>
  async (t: { diagnostic(text: string): void }): Promise<void> => {
    const { hf, bench } = story;
    const took: number[] = [];
    for (const mode of ['essential', 'isolated', 'essential'] as const) {
      took.push(await switchAndMeasure(story, mode, 'web page of the press'));
      if (mode === 'essential') await goOn(story, ['values', 'programming the press', 'oven', 'reports']);
      else await goOn(story, ['oven', 'reports']);
      await bench.switchTo('normal', mode);
      await goOn(story, ids(across(1)));
    }
    const applied = (await readEntries(hf)).filter(({ kind }) => kind === 'enforcer.applied').map(({ facts }) => Number(facts['took_ms']));
    t.diagnostic(`from the act to the last answer ${took.map(Math.round).join(', ')} ms; from receipt to kernel ${applied.join(', ')} ms`);
    assert.ok(applied.length >= 4 && Math.max(...applied) < 1000, 'each order is in the kernel within a second of its receipt');
    // The machine that tests may be busy: the quickest of three says what the product needs.
    assert.ok(Math.min(...took) < 1000, `${Math.min(...took)} ms from the act to its effect`);
    assertWhole((await story.talkers.look()).filter(({ id }) => needed.some((it) => it.id === id)));
  };

const testReplay =
  (story: Story) =>
  async (t: { diagnostic(text: string): void }): Promise<void> => {
    const { hf, bench, talkers, conduits } = story;
    const confirm_within_s = 10;
    const { zones, name, layout, outside } = await bench.now();
    const as_it_is = { name, layout, outside, zones: zones.map(({ zone_id, interface: port }) => ({ zone_id, interface: port })) };
    await hf.ask('owner', 'PATCH', `${bench.site}/enforcers/${bench.enforcer_id}`, { ...as_it_is, confirm_within_s });
    const press = conduits.get(1)!;
    const draft = await learn(story, press);
    const kept = draft.rules.filter(({ port_from }) => port_from === 502).map(bare);
    const changed = await hf.ask<Draft>('lead', 'PUT', `${hf.site}/conduits/${press}/draft`, { rules: kept, version: draft.version });
    const trial = await trialOf(story, press);
    await approve(story, press, { draft_version: changed.version, is_emergency: true });
    await hf.ask('lead', 'POST', `${bench.site}/enforcers/${bench.enforcer_id}/roll-out`, { reason });
    await bench.until('tried', (it) => it.lists[0]?.state === 'waiting');
    const tried = performance.now();
    bench.cut();
    const anew = needed.map((it) => ({ ...it, id: `${it.id} again` }));
    const reached = await talkers.reach(anew);
    const cut = anew.filter(({ id }) => !reached.includes(id)).map(flowOf);
    const wouldBeCut = trial.examples
      .filter(({ outcome }) => outcome === 'cut')
      .map((it) => `${it.client_name} ${it.server_name} ${it.server_port}`);
    assert.deepEqual([...new Set(wouldBeCut)].toSorted(), cut.toSorted(), 'what the dry run said is what the kernel cuts');
    assert.deepEqual(cut.toSorted(), [`${stations.engineering} ${stations.press} 102`, `${stations.historian} ${stations.press} 80`]);
    const programming = anew.find(({ port, to }) => port === 102 && to === stations.press)!;
    for (let i = 0; i < 40 && (await talkers.reach([programming])).length === 0; i += 1);
    const took_s = (performance.now() - tried) / 1000;
    t.diagnostic(`without its server the list went back after ${took_s.toFixed(1)} s, ${confirm_within_s} s were set`);
    assert.ok(took_s > confirm_within_s - 4 && took_s < confirm_within_s + 4, `${took_s} s`);
    bench.mend();
    await bench.until('told', (it) => it.lists[0]?.state === 'rolled_back', 30_000);
  };

const testReboot = (story: Story) => async (): Promise<void> => {
  const { hf, bench, talkers, conduits, layout } = story;
  const oven = conduits.get(2)!;
  const body = { mode: 'isolated', was: 'normal', reason, return_condition: 'The oven is clean.' };
  await hf.ask('manager', 'POST', `${hf.site}/conduits/${oven}/mode`, body);
  await bench.until('isolated', (it) => it.held.find(({ conduit_id }) => conduit_id === oven)?.held === 'isolated');
  const { answers } = await talkOf(story, 'oven');
  bench.cut();
  bench.kill();
  const { middle } = bench.plant;
  // What a restart leaves: no process, an empty kernel, no network; then what was kept is loaded, and only then the network comes.
  const network = (is: 'up' | 'down'): void =>
    layout === 'bridged'
      ? void run('ip', ['-n', middle, 'link', 'set', 'br0', is])
      : void run('ip', ['netns', 'exec', middle, 'sysctl', '-qw', `net.ipv4.ip_forward=${is === 'up' ? 1 : 0}`]);
  network('down');
  bench.nft('flush', 'ruleset');
  assert.deepEqual((await bench.enforcer('hold')).err, '');
  network('up');
  const ovens = [...across(2), ...foreign].map((it) => ({ ...it, id: `${it.id} after` }));
  assert.deepEqual(await talkers.reach(ovens), [], 'isolated and cut from the first packet, without server and process');
  const others = [...across(1), ...across(3)].map((it) => ({ ...it, id: `${it.id} after` }));
  assert.deepEqual(await talkers.reach(others), ids(others), 'the others by their lists');
  await bench.start();
  assert.deepEqual(await talkers.reach(ovens), []);
  assert.equal((await talkOf(story, 'oven')).answers, answers, 'not one packet slipped through meanwhile');
  bench.mend();
  await bench.until('heard again', (it) => it.is_as_ordered, 30_000);
};

const testForged = (story: Story) => async (): Promise<void> => {
  const { hf, bench, talkers } = story;
  const before = await bench.now();
  await forgeOrder(bench);
  const { facts } = await entryOf(hf, 'enforcer.refused', 30_000);
  assert.equal(facts['why'], 'forged');
  const asked = [...foreign, ...across(2)].map((it) => ({ ...it, id: `${it.id} last` }));
  assert.deepEqual(await talkers.reach(asked), []);
  assert.equal((await bench.now()).kernel_sha256, before.kernel_sha256);
  assertWhole((await talkers.look()).filter(({ id }) => needed.some((it) => it.id === id)));
};

/** Tells the story in one layout: one test of six parts, each on the ground of those before. */
export function tellStory(layout: Layout): void {
  test(`${layout}: from an hour of traffic to lists that hold`, { skip: whyNotHeard() ?? false }, async (t) => {
    const story = await begin(t, layout);
    await t.test('the hour gives lists that would have cut nothing of it', testLearnt(story));
    await t.test('in the window all that is allowed goes on over its connections, and nothing else', testSwitch(story));
    await t.test('a mode takes effect in under a second', testModes(story));
    await t.test('what the dry run says is what the kernel cuts, and without its server a list goes back in time', testReplay(story));
    await t.test('an isolation stays through a restart of the machine and the loss of the server', testReboot(story));
    await t.test('a forged order is refused', testForged(story));
  });
}
