// The probe command through real zones: what the compiled list passes reaches the responder, all else is cut, and no plan leads anywhere else.
import { compileNftables, type ConduitMode, type Rule } from '@holdfast/core-zones';
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type Held, planProbes, weighResults } from '../modules/protect/isolation/rules.drills.ts';
import { refusePlan } from '../apps/cli/src/probe.ts';
import { buildPlant, run, whyNoNamespaces } from './namespaces.ts';

const cli = fileURLToPath(new URL('../apps/cli/src/main.ts', import.meta.url));
const [RESPONDER, PROBER, NEIGHBOUR] = ['10.1.0.9', '10.0.0.5', '10.1.0.77'];
const list: Rule[] = [
  {
    id: 'r1',
    from: { kind: 'zone', zone_id: 'ops' },
    to: { kind: 'zone', zone_id: 'line' },
    transport: 'tcp',
    port_from: 8502,
    port_to: 8502,
    protocol: 'modbus',
    classes: null,
    purpose: 'visualisation',
  },
  {
    id: 'r2',
    from: { kind: 'zone', zone_id: 'ops' },
    to: { kind: 'zone', zone_id: 'line' },
    transport: 'udp',
    port_from: 8161,
    port_to: 8161,
    protocol: null,
    classes: null,
    purpose: 'supervision of switches',
  },
];
const held = (mode: ConduitMode): Held => ({ id: 'c1', name: 'Operations – Line', zone_a: 'ops', zone_b: 'line', mode, rules: list });
const nothingKnown = { zone_of: new Map<string, string>(), kind_of: new Map<string, string>(), asset_of: new Map<string, string>() };
const planIn = (mode: ConduitMode) => ({
  id: `drill-${mode}`,
  state: 'running',
  until_at: new Date(Date.now() + 3600_000).toISOString(),
  responders: [{ address: RESPONDER }],
  probes: planProbes(
    'line',
    [held(mode)],
    { probers: [{ conduit_id: 'c1', address: PROBER }], responders: [{ address: RESPONDER }] },
    { tcp: [8445], udp: [8162] },
    nothingKnown,
  ),
});

function rulesetIn(mode: ConduitMode): string {
  const zones = [
    { id: 'ops', name: 'Operations', networks: ['10.0.0.0/16'] },
    { id: 'line', name: 'Line', networks: ['10.1.0.0/16'] },
  ];
  const options = { layout: 'routed', time_zone: 'Europe/Berlin', at: new Date().toISOString() } as const;
  return compileNftables({ zones, assets: [], conduits: [held(mode)] }, options).text;
}

test('expected of list and mode is what is seen through the kernel', { skip: whyNoNamespaces() ?? false, timeout: 90_000 }, async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'hf-drill-'));
  const plant = await buildPlant(2, 'routed');
  t.after(() => (plant.end(), rmSync(folder, { recursive: true })));
  const [ops = '', line = ''] = plant.places;
  // The talkers of the other tests take every connection; here the responder shall.
  run('ip', ['netns', 'exec', line, 'nft', 'delete', 'table', 'inet', 'talk']);
  const drill = async (mode: ConduitMode): Promise<{ expected: string[]; outcomes: string[] }> => {
    plant.load(rulesetIn(mode));
    const plan = planIn(mode);
    const [file, listening, seen] = ['plan', 'listening', 'seen'].map((name) => join(folder, `${mode}-${name}.json`)) as [
      string,
      string,
      string,
    ];
    writeFileSync(file, JSON.stringify(plan));
    const args = ['netns', 'exec', line, process.execPath, cli, 'probe', '--respond', RESPONDER, file, '--out', listening];
    const responder = spawn('ip', args, { stdio: 'inherit' });
    await untilThere(listening);
    run('ip', ['netns', 'exec', ops, process.execPath, cli, 'probe', file, '--from', PROBER, '--out', seen]);
    responder.kill('SIGTERM');
    const report = { ...JSON.parse(readFileSync(listening, 'utf8')), ...JSON.parse(readFileSync(seen, 'utf8')) };
    return { expected: plan.probes.map((it) => it.expected), outcomes: weighResults(plan.probes, report).map((it) => it.outcome) };
  };
  const four = ['as_expected', 'as_expected', 'as_expected', 'as_expected'];
  assert.deepEqual(await drill('normal'), { expected: ['passes', 'blocked', 'passes', 'blocked'], outcomes: four });
  assert.deepEqual(await drill('isolated'), { expected: ['blocked', 'blocked', 'blocked', 'blocked'], outcomes: four });
});

async function untilThere(file: string): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    try {
      JSON.parse(readFileSync(file, 'utf8'));
      return;
    } catch {
      await pause(100);
    }
  }
  throw new Error('the responder did not start');
}

test('a plan that leads to somebody who is no responder, is over or not running is refused as a whole', () => {
  const plan = planIn('normal');
  assert.equal(refusePlan(plan, new Date()), null);
  const led = { ...plan, probes: [...plan.probes, { id: 'p9', from: PROBER, to: NEIGHBOUR, port: 502 }] };
  assert.match(refusePlan(led, new Date()) ?? '', /10\.1\.0\.77 is no responder/);
  assert.match(refusePlan(plan, new Date(Date.now() + 2 * 3600_000)) ?? '', /window of this drill is over/);
  assert.match(refusePlan({ ...plan, state: 'ended' }, new Date()) ?? '', /not running/);
});
