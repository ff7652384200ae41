// The compiled nftables ruleset and core/zones judge alike: random policies, and real conversations through the kernel.
import { bridgedSettings, checkFlow, compareConfiguration, compileNftables } from '@holdfast/core-zones';
import type { Rule } from '@holdfast/core-zones';
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import fc from 'fast-check';
import type { Talk } from './namespace-talker.ts';
import { buildPlant, run, whyNoNamespaces } from './namespaces.ts';
import type { Plant } from './namespaces.ts';
import { PLACES, trialOf } from './policy-arbitraries.ts';
import type { Trial, TriedFlow } from './policy-arbitraries.ts';

const skip = whyNoNamespaces() ?? false;
const ANSWER_MS = 450;
const LATE_MS = 4000;
const seed = Number(process.env['HOLDFAST_SEED'] ?? Date.now() % 1_000_000);

/** What core/zones says: inside a zone and where nothing is held it passes; between zones without a conduit as the option says. */
function mayPass({ view, stations }: Trial, outside: 'pass' | 'drop', { client, server, transport, port }: TriedFlow): boolean {
  const zone_of = new Map(stations.map(({ id, zone_id }) => [id, zone_id]));
  const kind_of = new Map(stations.map(({ id, kind }) => [id, kind]));
  if (client.zone_id === server.zone_id) return true;
  const conduit = view.conduits.find(
    ({ zone_a, zone_b }) => [zone_a, zone_b].includes(client.zone_id) && [zone_a, zone_b].includes(server.zone_id),
  );
  if (conduit === undefined) return outside === 'pass';
  if (conduit.rules === null && conduit.mode === 'normal') return true;
  const flow = { client_id: client.id, server_id: server.id, transport, server_port: port, protocol: 'modbus', classes: [] };
  const { verdict } = checkFlow(flow, conduit.rules ?? [], zone_of, { kind_of, mode: conduit.mode, depth: 'packets' });
  return verdict === 'allowed';
}

type Tried = { talk: Talk; place: number; expected: boolean };

const tryFlows = (trial: Trial, policy: number, outside: 'pass' | 'drop'): Tried[] =>
  trial.flows.map((flow, at) => {
    const [from, to] = flow.family === 4 ? [flow.client.v4!, flow.server.v4!] : [flow.client.v6!, flow.server.v6!];
    const talk = { id: `${policy}/${at}`, transport: flow.transport, from, to, port: flow.port };
    return { talk, place: flow.client.place, expected: mayPass(trial, outside, flow) };
  });

async function talkAll(plant: Plant, tried: readonly Tried[], timeout_ms: number): Promise<{ answered: Set<string>; heard: Set<string> }> {
  const perPlace = plant.talkers.map((talker, place) =>
    talker.talk(
      tried.filter((one) => one.place === place).map(({ talk }) => talk),
      timeout_ms,
    ),
  );
  const answered = new Set((await Promise.all(perPlace)).flat());
  const heard = new Set((await Promise.all(plant.talkers.map((talker) => talker.heard()))).flat());
  return { answered, heard };
}

type Way = { layout: 'routed' | 'bridged'; outside: 'pass' | 'drop'; policies: number; at_once: number };

async function judgeBatch(plant: Plant, trials: readonly Trial[], { layout, outside }: Way): Promise<{ tried: number; passed: number }> {
  const texts = trials.map(({ view }, n) => compileNftables(view, { layout, outside, table: `p${n}` }).text);
  plant.load(`flush ruleset\n${texts.join('')}`);
  // One policy's tables: to list all fifty was half of this file's work.
  const families = texts[0]!.match(/^table \S+(?= p0 \{)/gm)!;
  const listed = families.map((it) => run('ip', ['netns', 'exec', plant.middle, 'nft', `list ${it} p0`])).join('');
  const compared = compareConfiguration(listed, 'nftables', trials[0]!.view, { layout, outside, table: 'p0' });
  assert.ok(compared.is_same, `seed ${seed}: ${JSON.stringify(compared.differences.slice(0, 3))}`);
  const tried = trials.flatMap((trial, policy) => tryFlows(trial, policy, outside));
  const { answered, heard } = await talkAll(plant, tried, ANSWER_MS);
  // On a busy machine an answer may need longer; what must not be heard is not given a second chance.
  const late = tried.filter(({ talk, expected }) => expected && !answered.has(talk.id));
  if (late.length > 0) {
    const again = await talkAll(plant, late, LATE_MS);
    for (const id of again.answered) answered.add(id);
    for (const id of again.heard) heard.add(id);
  }
  for (const { talk, expected } of tried) {
    const policy = Number(talk.id.split('/')[0]);
    const say = (): string => `seed ${seed}: ${JSON.stringify(talk)} in ${JSON.stringify(trials[policy]?.view.conduits)}\n${texts[policy]}`;
    // A message for assert.equal is built even when nothing fails; here that would be most of the work.
    if (heard.has(talk.id) !== expected || answered.has(talk.id) !== expected)
      assert.deepEqual({ heard: heard.has(talk.id), answered: answered.has(talk.id) }, { heard: expected, answered: expected }, say());
  }
  return { tried: tried.length, passed: tried.filter(({ expected }) => expected).length };
}

// Each policy has addresses of its own, so many rulesets stand beside each other; one that drops what it does not know stands alone.
const ways: Way[] = [
  { layout: 'routed', outside: 'pass', policies: 1000, at_once: 50 },
  { layout: 'bridged', outside: 'pass', policies: 200, at_once: 50 },
  { layout: 'routed', outside: 'drop', policies: 8, at_once: 1 },
];
for (const way of ways) {
  const { layout, outside, policies, at_once } = way;
  test(`${policies} random policies, ${layout}, outside ${outside}: the kernel judges as core/zones does`, { skip }, async () => {
    const plant = await buildPlant(PLACES, layout, bridgedSettings);
    after(() => plant.end());
    const total = { tried: 0, passed: 0 };
    for (let done = 0; done < policies; done += at_once) {
      const trials = Array.from(
        { length: at_once },
        (_, block) => fc.sample(trialOf(block), { numRuns: 1, seed: seed + done + block })[0]!,
      );
      const { tried, passed } = await judgeBatch(plant, trials, way);
      total.tried += tried;
      total.passed += passed;
    }
    plant.end();
    assert.ok(total.tried > policies * 6, `${total.tried} conversations`);
    // Both verdicts must come often enough to be tried; of few policies the share of one seed says little.
    const least = policies < 100 ? 0.05 : 0.2;
    assert.ok(total.passed > total.tried * least && total.passed < total.tried * (1 - least), `${total.passed} of ${total.tried} may pass`);
    process.stderr.write(`${layout}: ${policies} policies, ${total.tried} conversations, ${total.passed} allowed, seed ${seed}\n`);
  });
}

test('what the kernel lists is what was approved, windows and layer 2 included; a rule taken out by hand is found', { skip }, async () => {
  const plant = await buildPlant(2, 'bridged', bridgedSettings);
  after(() => plant.end());
  const part = { from: { kind: 'any' }, to: { kind: 'any' }, protocol: null, classes: null, purpose: '' } as const;
  const rules: Rule[] = [
    { ...part, id: 'r1', transport: 'tcp', port_from: 502, port_to: 502, window: { days: [1, 2, 3], from: '22:00', to: '06:00' } },
    { ...part, id: 'r2', transport: 'udp', port_from: 1000, port_to: 2000 },
    { ...part, id: 'r3', transport: 'icmpv6', port_from: null, port_to: null },
    { ...part, id: 'r4', transport: 'ethernet', port_from: null, port_to: null, protocol: 'goose' },
  ];
  const zones = [
    { id: 'a', name: 'A', networks: ['10.0.0.0/16', '10.9.0.0/24'], interface: 'p0' },
    { id: 'b', name: 'B', networks: ['10.1.0.0/16', 'fd00:1::/32'], interface: 'p1' },
  ];
  const view = { zones, assets: [], conduits: [{ id: 'c1', name: 'A - B', zone_a: 'a', zone_b: 'b', mode: 'normal' as const, rules }] };
  const options = { layout: 'bridged', time_zone: 'Europe/Berlin', at: '2026-11-22T00:00:00Z' } as const;
  plant.load(compileNftables(view, options).text);
  const inMiddle = (...args: string[]): string => run('ip', ['netns', 'exec', plant.middle, 'env', 'TZ=UTC', 'nft', ...args]);
  const listed = inMiddle('-a', 'list', 'ruleset');
  const compared = compareConfiguration(listed, 'nftables', view, options);
  assert.deepEqual([compared.differences, compared.unknown, compared.foreign, compared.is_same], [[], [], [], true]);
  const [, chain = '', handle = ''] = /chain (\S+_ab) \{ # handle \d+\n(?:.*\n)*?.*udp dport 1000-2000.* # handle (\d+)/.exec(listed)!;
  inMiddle('delete', 'rule', 'inet', 'holdfast', chain, 'handle', handle);
  const changed = compareConfiguration(inMiddle('list', 'ruleset'), 'nftables', view, options);
  assert.deepEqual(
    changed.differences.map(({ kind, rule_id, tag }) => ({ kind, rule_id, tag })),
    [{ kind: 'missing', rule_id: 'r2', tag: 'rule r2' }],
  );
  plant.end();
});
