// Holds what was ordered: takes policies, tries changed lists, rolls back by itself, keeps modes latched. The order of its steps is what makes it hold.
import {
  type ConduitMode,
  effectiveModes,
  findConduit,
  hashList,
  keepLocal,
  openConfirmation,
  openPolicy,
  type Policy,
  type PolicyConduit,
  type Report,
} from '@holdfast/core-policy';
import { nodeCrypto } from '@holdfast/platform/ledger-crypto';
import { productVersion } from '@holdfast/platform/version';
import { EnforcerFault } from './fault.ts';
import { type Compile, createLoading, type Loading } from './loading.ts';
import type { Memory } from './memory.ts';
import type { Nft } from './nft.ts';
import type { Waiting } from './state.ts';

/** `onWaiting`: a list is tried, and somebody has to watch it who outlives this process. */
export type HolderParts = { memory: Memory; nft: Nft; compile: Compile; onWaiting: () => void };
export type LocalAct = { conduit: string; mode: ConduitMode; reason: string; by: string };
export type ConduitNow = { name: string; mode: ConduitMode; is_local: boolean };

export type Holder = {
  /** Loads what was kept, before anything else. `tells`: whether this start is worth an event. */
  start(tells: boolean): Promise<void>;
  /** Whether the policy, or the confirmation, was taken. */
  take(envelope: string): Promise<boolean>;
  confirm(envelope: string): Promise<boolean>;
  /** Rolls back what was not confirmed in time, and loads again what the kernel would not take. */
  tick(): Promise<void>;
  look(): Promise<void>;
  /** What somebody does on the machine. Throws EnforcerFault where no one conduit is meant. */
  setHere(act: LocalAct): Promise<PolicyConduit>;
  report(): Report;
  /** The server has heard of these. */
  forget(event_ids: readonly string[]): void;
  conduits(): ConduitNow[];
  /** What is wrong with what it remembers. */
  memory(): { wasDamaged: boolean; unkept: string | null };
};

type Inner = HolderParts & { loading: Loading };

export function createHolder(parts: HolderParts): Holder {
  const it: Inner = { ...parts, loading: createLoading(parts.memory, parts.nft, parts.compile) };
  // One after the other: a rollback never meets a policy that is being loaded.
  let line: Promise<unknown> = Promise.resolve();
  const inLine = <T>(work: () => Promise<T>): Promise<T> => {
    const done = line.then(work);
    line = done.catch(() => {});
    return done;
  };
  return {
    start: (tells) => inLine(() => start(it, tells)),
    take: (envelope) => inLine(() => takePolicy(it, envelope)),
    confirm: (envelope) => inLine(() => takeConfirmation(it, envelope)),
    tick: () => inLine(() => tick(it)),
    look: () => inLine(it.loading.look),
    setHere: (act) => inLine(() => setHere(it, act)),
    report: () => reportOf(it),
    forget: (ids) => it.memory.keep({ events: it.memory.state().events.filter(({ id }) => !ids.includes(id)) }),
    conduits: () => conduitsOf(it.memory),
    memory: () => ({ wasDamaged: it.memory.wasDamaged, unkept: it.memory.unkept() }),
  };
}

async function start(it: Inner, tells: boolean): Promise<void> {
  const { memory, loading } = it;
  const { waiting } = memory.state();
  if (waiting !== null && memory.secondsLeft() <= 0)
    await rollBack(it, waiting.boot === memory.boot.id ? 'not_confirmed' : 'machine_restarted');
  else await applyOrRollBack(it);
  const { wasDamaged: damaged, isFromCopy: from_copy } = memory;
  if (tells) memory.tell('started', { damaged, ...(damaged ? { from_copy } : {}), holds: loading.loaded().is_as_applied });
}

async function tick(it: Inner): Promise<void> {
  if (it.memory.state().waiting !== null && it.memory.secondsLeft() <= 0) return rollBack(it, 'not_confirmed');
  it.memory.keepAgain();
  if (it.loading.isDue()) await it.loading.apply();
}

async function rollBack({ memory, loading }: Inner, why: string): Promise<void> {
  const list_sequence = memory.kept().waiting?.list_sequence ?? 0;
  memory.keep({ waiting: null, rolled_back: Math.max(memory.state().rolled_back, list_sequence) });
  await loading.apply();
  memory.tell('rolled_back', { list_sequence, why });
}

/** When the kernel refuses a list that is tried, the one before is loaded. */
async function applyOrRollBack(it: Inner): Promise<boolean> {
  try {
    await it.loading.apply();
    return true;
  } catch (thrown) {
    if (!(thrown instanceof EnforcerFault)) throw thrown;
    it.memory.tell('failed', { what: thrown.message.slice(0, 500) });
    if (it.memory.state().waiting !== null) await rollBack(it, 'not_loaded');
    return false;
  }
}

async function takePolicy(it: Inner, envelope: string): Promise<boolean> {
  const { memory } = it;
  const began_ms = performance.now();
  const judged = openPolicy(envelope, memory.trust(), nodeCrypto);
  if (!judged.ok) {
    memory.tell('refused', { why: judged.why, what: judged.what.slice(0, 200) });
    return false;
  }
  const policy = judged.value;
  const before = memory.state();
  const { keys, known_keys, local } = before;
  // INVARIANT: kept before it is loaded. Whatever ends this process, modes hold and a list that is tried is rolled back.
  const isKept = memory.keep({
    ...whatWaits(it, policy, envelope),
    highest_sequence: policy.sequence,
    latest: envelope,
    local: keepLocal(local, policy.modes),
    keys: policy.keys,
    known_keys: [...new Set([...known_keys, ...keys, ...policy.keys])],
  });
  const tries = memory.state().waiting !== null;
  // A list that could not be rolled back after a restart is not tried; a mode is loaded all the same.
  if (!isKept && tries && before.waiting === null) {
    memory.keep({ ...before, events: memory.state().events });
    return false;
  }
  if (tries) it.onWaiting();
  if (!(await applyOrRollBack(it))) return false;
  const { sequence, list_sequence } = policy;
  const took_ms = Math.round(performance.now() - began_ms);
  memory.tell('applied', { sequence, list_sequence, waits: tries, took_ms });
  return true;
}

/**
 * Which list is tried after a policy. The one that is kept needs no confirmation; one that was rolled back is not tried again; one that waits
 * gets no more time by a new mode.
 */
function whatWaits({ memory }: Inner, policy: Policy, envelope: string): { list?: string; waiting: Waiting | null } {
  const { list, waiting } = memory.kept();
  const state = memory.state();
  const isSame = (it: Policy): boolean => hashList(it) === hashList(policy);
  if (policy.list_sequence === 0) return { waiting: null };
  if (list !== null && ((list.list_sequence === policy.list_sequence && list.enforcer_id === policy.enforcer_id) || isSame(list)))
    return isSame(list) ? { list: envelope, waiting: null } : { waiting: null };
  if (policy.list_sequence <= state.rolled_back) return { waiting: state.waiting };
  if (state.waiting !== null && waiting?.list_sequence === policy.list_sequence)
    return { waiting: isSame(waiting) ? { ...state.waiting, envelope } : state.waiting };
  const { boot } = memory;
  return { waiting: { envelope, confirm_within_s: policy.confirm_within_s, boot: boot.id, since_s: boot.up_s() } };
}

async function takeConfirmation(it: Inner, envelope: string): Promise<boolean> {
  const { memory } = it;
  await tick(it);
  const judged = openConfirmation(envelope, memory.trust(), memory.kept().waiting, nodeCrypto);
  if (!judged.ok) {
    if (judged.why !== 'not_waiting') memory.tell('refused', { why: judged.why, what: judged.what.slice(0, 200) });
    return false;
  }
  memory.keep({ list: memory.state().waiting!.envelope, waiting: null });
  memory.tell('confirmed', { list_sequence: judged.value.list_sequence });
  return true;
}

async function setHere({ memory, loading }: Inner, { conduit, mode, reason, by }: LocalAct): Promise<PolicyConduit> {
  const { latest } = memory.kept();
  const found = latest === null ? null : findConduit(latest.view, conduit);
  if (latest === null || found === null) {
    const known = latest?.view.conduits.map(({ name }) => name).join('; ') || 'none';
    throw new EnforcerFault('no_such_conduit', `"${conduit}" names no conduit, or more than one. Known here: ${known}`);
  }
  const ordered = latest.modes.find((it) => it.conduit_id === found.id);
  const own = { conduit_id: found.id, mode, over: ordered?.act ?? null, at: memory.now().toISOString() };
  const others = memory.state().local.filter((it) => it.conduit_id !== found.id);
  memory.keep({ local: ordered?.mode === mode ? others : [...others, own] });
  await loading.apply();
  memory.tell(mode === 'normal' ? 'released_here' : 'isolated_here', { conduit_id: found.id, by, reason });
  return found;
}

function reportOf({ memory, loading }: Inner): Report {
  const { list, latest, waiting } = memory.kept();
  const { highest_sequence, keys, events, local } = memory.state();
  const { ruleset_sha256, reading, is_as_applied } = loading.loaded();
  const seconds_left = Math.max(0, Math.round(memory.secondsLeft()));
  return {
    sequence: latest?.sequence ?? null,
    highest_sequence,
    list_sequence: list?.list_sequence ?? null,
    list_sha256: list === null ? null : hashList(list),
    waiting: waiting === null ? null : { list_sequence: waiting.list_sequence, list_sha256: hashList(waiting), seconds_left },
    ruleset_sha256,
    kernel_sha256: reading?.kernel_sha256 ?? null,
    is_as_applied,
    modes: latest === null ? [] : effectiveModes(latest.modes, local),
    counters: reading?.counters ?? [],
    trusts: keys,
    events,
    version: productVersion,
    boot: memory.boot.id,
  };
}

function conduitsOf(memory: Memory): ConduitNow[] {
  const { latest } = memory.kept();
  if (latest === null) return [];
  const names = new Map(latest.view.conduits.map(({ id, name }) => [id, name]));
  const modes = effectiveModes(latest.modes, memory.state().local);
  return modes.map(({ conduit_id, mode, is_local }) => ({ name: names.get(conduit_id) ?? conduit_id, mode, is_local }));
}
