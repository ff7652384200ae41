// What an enforcer remembers when its disk fails it: a damaged file, a full disk, a lost key, another enforcement on the same machine.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { ED25519_NOTE_TYPE, formatVerifierKey } from '@holdfast/core-ledger';
import { hashList, hashText, type Policy, sealConfirmation, sealPolicy } from '@holdfast/core-policy';
import { makePrivateKey, signingKeyOf } from '@holdfast/platform/ledger-crypto';
import { compileView } from './compile.ts';
import { type Identity, identityToHold, keepIdentity, requireIdentity, trustAnew } from './folder.ts';
import { createHolder, type Holder } from './holder.ts';
import { openMemory } from './memory.ts';
import type { Nft } from './nft.ts';
import { readState } from './state.ts';

const key = signingKeyOf('plant/policy', ED25519_NOTE_TYPE, makePrivateKey(ED25519_NOTE_TYPE));
const vkey = formatVerifierKey(key.name, key.public_key);
const identity: Identity = {
  format: 1,
  enforcer_id: '0190c1a0-0000-7000-8000-000000000001',
  site_id: '0190c1a0-0000-7000-8000-0000000000aa',
  name: 'Cabinet 7',
  server: 'https://plant.example:4445',
  authorities: [],
  certificate_pem: '',
  not_after: '2027-01-01T00:00:00Z',
  key_pem: 'key',
  policy_key: vkey,
};
const conduit_id = '0190c1a0-0000-7000-8000-0000000000c1';

function policyOf(sequence: number, list_sequence: number, mode: 'normal' | 'isolated', port: number, as = identity): Policy {
  const rule = {
    id: 'r1',
    from: { kind: 'zone', zone_id: 'a' },
    to: { kind: 'zone', zone_id: 'b' },
    transport: 'tcp',
    port_from: port,
    port_to: port,
    protocol: null,
    classes: null,
    purpose: '',
  } as const;
  const zones = [
    { id: 'a', name: 'A', networks: ['10.0.0.0/16'] },
    { id: 'b', name: 'B', networks: ['10.1.0.0/16'] },
  ];
  const view = { zones, assets: [], conduits: [{ id: conduit_id, name: 'A – B', zone_a: 'a', zone_b: 'b', mode, rules: [rule] }] };
  const bare = {
    format: 1 as const,
    site_id: as.site_id,
    enforcer_id: as.enforcer_id,
    sequence,
    list_sequence,
    made_at: '2026-11-22T12:00:00Z',
    confirm_within_s: 60,
    layout: 'routed' as const,
    outside: 'pass' as const,
    time_zone: 'Europe/Berlin',
    view,
    modes: [{ conduit_id, mode, act: `${sequence}` }],
    ruleset: '',
    keys: [vkey],
  };
  return { ...bare, ruleset: compileView(view, bare) };
}

/** A kernel that takes everything, and says what it holds. */
type Kernel = Nft & { text: string };
const kernelOf = (): Kernel => {
  const it: Kernel = {
    text: '',
    load: async (text) => void (it.text = text),
    read: async () => ({ kernel_sha256: hashText(it.text), counters: [], is_there: it.text !== '' }),
  };
  return it;
};
const open = (folder: string, kernel: Kernel, as: Identity = identity): Holder => {
  const boot = { id: 'boot', up_s: () => 100 };
  const memory = openMemory({ folder, identity: as, boot, now: () => new Date(), onChange: () => {} });
  return createHolder({ memory, nft: kernel, compile: compileView, onWaiting: () => {} });
};
const sealed = (policy: Policy): string => sealPolicy(policy, [key]);

function makeFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'hf-memory-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** An enforcer that keeps a list with port 502, confirmed. */
async function holding(folder: string, kernel: Kernel): Promise<Holder> {
  keepIdentity(folder, identity);
  const holder = open(folder, kernel);
  await holder.start(true);
  const policy = policyOf(1, 1, 'normal', 502);
  assert.equal(await holder.take(sealed(policy)), true);
  const { site_id, enforcer_id } = identity;
  const confirmation = { format: 1 as const, site_id, enforcer_id, list_sequence: 1, list_sha256: hashList(policy) };
  assert.equal(await holder.confirm(sealConfirmation(confirmation, [key])), true);
  return holder;
}
const isIsolated = (text: string): boolean => text.includes('drop comment "refused') && !text.includes('tcp dport 502');
const kindsOf = (holder: Holder): string[] => holder.report().events.map(({ kind }) => kind);

test('a damaged state is put aside, its copy counts, and both is said', async (t) => {
  const folder = makeFolder(t);
  await (await holding(folder, kernelOf())).take(sealed(policyOf(2, 1, 'isolated', 502)));
  const path = join(folder, 'state');
  writeFileSync(path, readFileSync(path, 'utf8').slice(0, 500));
  const kernel = kernelOf();
  const holder = open(folder, kernel);
  await holder.start(true);
  assert.ok(isIsolated(kernel.text), 'the isolation was in the copy too');
  assert.deepEqual([holder.report().list_sequence, holder.memory()], [1, { wasDamaged: true, unkept: null }]);
  const { facts } = holder.report().events.findLast(({ kind }) => kind === 'started')!;
  assert.deepEqual([facts['damaged'], facts['from_copy'], existsSync(`${path}.damaged`)], [true, true, true]);
  assert.equal(readState(folder).damaged, false, 'it was written anew');
});

test('where the copy is damaged too the kernel is left as it is, and only an order changes it', async (t) => {
  const folder = makeFolder(t);
  const kernel = kernelOf();
  await holding(folder, kernel);
  const before = kernel.text;
  for (const name of ['state', 'state.copy']) writeFileSync(join(folder, name), 'x');
  const holder = open(folder, kernel);
  await holder.start(true);
  assert.equal(kernel.text, before);
  assert.deepEqual(holder.report().events.at(-1)!.facts, { damaged: true, from_copy: false, holds: false });
  await holder.take(sealed(policyOf(7, 1, 'isolated', 502)));
  assert.ok(isIsolated(kernel.text));
  const empty = kernelOf();
  await open(makeFolder(t), empty).start(true);
  assert.match(empty.text, /conntrack|ct state/, 'a new machine only begins to follow conversations');
});

test('a full disk: a mode is held all the same, a changed list is not tried, and what is known is kept as soon as there is room', async (t) => {
  const folder = join(makeFolder(t), 'disk');
  mkdirSync(folder);
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', folder]).status === 0;
  if (!mounted) return t.skip('needs root and a mountable tmpfs');
  try {
    await fillUp(folder);
  } finally {
    spawnSync('umount', ['-l', folder]);
  }
});

async function fillUp(folder: string): Promise<void> {
  const kernel = kernelOf();
  const holder = await holding(folder, kernel);
  const ballast = join(folder, 'ballast');
  spawnSync('dd', ['if=/dev/zero', `of=${ballast}`, 'bs=1k']);
  const before = kernel.text;
  assert.equal(await holder.take(sealed(policyOf(2, 2, 'normal', 102))), false, 'it could not be rolled back after a restart');
  assert.equal(kernel.text, before);
  assert.equal(await holder.take(sealed(policyOf(3, 1, 'isolated', 502))), true);
  assert.ok(isIsolated(kernel.text), 'an isolation does not wait for room on a disk');
  assert.match(holder.memory().unkept ?? '', /ENOSPC/);
  const failed = holder.report().events.filter(({ kind }) => kind === 'failed');
  assert.deepEqual(
    failed.map(({ facts }) => facts['why']),
    ['not_kept'],
    'told once',
  );
  assert.equal(readState(folder).state!.highest_sequence, 1, 'the last good state is whole');
  rmSync(ballast);
  await holder.tick();
  assert.deepEqual([holder.memory().unkept, readState(folder).state!.highest_sequence], [null, 3]);
}

test('without its key the machine goes on holding, says so, and enrolled again trusts the new key alone', async (t) => {
  const folder = makeFolder(t);
  await holding(folder, kernelOf());
  rmSync(join(folder, 'identity.json'));
  assert.throws(() => requireIdentity(folder), /key is lost .* What it holds stays in force/s);
  const kernel = kernelOf();
  await open(folder, kernel, identityToHold(folder)).start(false);
  assert.match(kernel.text, /tcp dport 502/);
  writeFileSync(join(folder, 'identity.json'), '{"format":1,"enfor', { mode: 0o600 });
  assert.throws(() => requireIdentity(folder), /is damaged/);
  const newer = signingKeyOf('plant/policy', ED25519_NOTE_TYPE, makePrivateKey(ED25519_NOTE_TYPE));
  const again = { ...identity, policy_key: formatVerifierKey(newer.name, newer.public_key) };
  keepIdentity(folder, again);
  trustAnew(folder, again);
  const holder = open(folder, kernel, requireIdentity(folder));
  await holder.start(true);
  assert.match(kernel.text, /tcp dport 502/, 'what was signed by the key before stays');
  assert.equal(
    await holder.take(sealed(policyOf(2, 1, 'isolated', 502))),
    false,
    'the key that may have been stolen orders nothing any more',
  );
  const order = { ...policyOf(3, 1, 'isolated', 502), keys: [again.policy_key] };
  assert.equal(await holder.take(sealPolicy(order, [newer])), true);
  assert.ok(isIsolated(kernel.text) && kindsOf(holder).includes('refused'));
});

test('a machine that becomes another enforcer holds what it held until that one is ordered something, counted from one', async (t) => {
  const folder = makeFolder(t);
  const kernel = kernelOf();
  await (await holding(folder, kernel)).take(sealed(policyOf(40, 1, 'normal', 502)));
  const other = { ...identity, enforcer_id: '0190c1a0-0000-7000-8000-000000000002', name: 'Cabinet 8' };
  keepIdentity(folder, other);
  trustAnew(folder, other);
  kernel.text = '';
  const holder = open(folder, kernel, other);
  await holder.start(true);
  assert.match(kernel.text, /tcp dport 502/);
  assert.equal(await holder.take(sealed(policyOf(41, 1, 'isolated', 502))), false, 'orders for the former are not its own');
  assert.equal(await holder.take(sealed(policyOf(1, 1, 'normal', 102, other))), true);
  assert.deepEqual([holder.report().waiting?.list_sequence, /tcp dport 102/.test(kernel.text)], [1, true], 'a list of its own is tried');
});
