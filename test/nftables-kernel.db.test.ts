// The compiled nftables ruleset and core/zones judge alike: random policies, and real conversations through the kernel.
import { checkFlow, compileNftables, bridgedSettings } from '@holdfast/core-zones';
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import fc from 'fast-check';
import type { Talk } from './namespace-talker.ts';
import { buildPlant, whyNoNamespaces } from './namespaces.ts';
import type { Plant } from './namespaces.ts';
import { PLACES, trialOf } from './policy-arbitraries.ts';
import type { Trial, TriedFlow } from './policy-arbitraries.ts';

const skip = whyNoNamespaces() ?? false;
const ANSWER_MS = 450;
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

type Way = { layout: 'routed' | 'bridged'; outside: 'pass' | 'drop'; policies: number; at_once: number };

async function judgeBatch(plant: Plant, trials: readonly Trial[], { layout, outside }: Way): Promise<{ tried: number; passed: number }> {
  const texts = trials.map(({ view }, n) => compileNftables(view, { layout, outside, table: `p${n}` }).text);
  plant.load(`flush ruleset\n${texts.join('')}`);
  const tried = trials.flatMap((trial, policy) => tryFlows(trial, policy, outside));
  const perPlace = plant.talkers.map((talker, place) =>
    talker.talk(
      tried.filter((one) => one.place === place).map(({ talk }) => talk),
      ANSWER_MS,
    ),
  );
  const answered = new Set((await Promise.all(perPlace)).flat());
  const heard = new Set((await Promise.all(plant.talkers.map((talker) => talker.heard()))).flat());
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
    assert.ok(total.passed > total.tried * 0.2 && total.passed < total.tried * 0.8, `${total.passed} of ${total.tried} may pass`);
    process.stderr.write(`${layout}: ${policies} policies, ${total.tried} conversations, ${total.passed} allowed, seed ${seed}\n`);
  });
}
