// What the enforcer knows and has kept: its state on disk, the policies in it (believed only with a good signature), and what it has to tell.
import { randomUUID } from 'node:crypto';
import { type EventKind, openPolicy, type Policy, readKeys, type Trust } from '@holdfast/core-policy';
import { nodeCrypto } from '@holdfast/platform/ledger-crypto';
import type { Boot } from './boot.ts';
import type { Identity } from './folder.ts';
import { newState, readState, type State, type Waiting, writeState } from './state.ts';

export type MemoryParts = {
  folder: string;
  identity: Identity;
  boot: Boot;
  now: () => Date;
  /** Something the server should hear of at once. */
  onChange: () => void;
};
/** `list`: whose list is kept. `waiting`: whose list is tried. `latest`: whose modes count. */
export type Kept = { list: Policy | null; waiting: Policy | null; latest: Policy | null };
export type Facts = Record<string, string | number | boolean | null>;
export type Memory = {
  state(): State;
  /** The state was damaged when it was read; it lies aside. */
  readonly wasDamaged: boolean;
  readonly boot: Boot;
  /** Durable when this returns. */
  keep(more: Partial<State>): void;
  tell(kind: EventKind, facts?: Facts): void;
  kept(): Kept;
  /** For what comes new: the keys trusted now, and only later sequences. */
  trust(): Trust;
  /** Seconds until the list that waits is rolled back; zero or less when it is due. */
  secondsLeft(): number;
  now(): Date;
};

/** Reads what is kept. */
export function openMemory({ folder, identity, boot, now, onChange }: MemoryParts): Memory {
  const read = readState(folder);
  let state = read.state ?? newState(identity.policy_key);
  const { site_id, enforcer_id } = identity;
  const trusting = (keys: readonly string[], highest_sequence: number): Trust => ({
    site_id,
    enforcer_id,
    keys: readKeys(keys),
    highest_sequence,
  });
  const opened = rememberOpened((envelope) => {
    const it = openPolicy(envelope, trusting(state.known_keys, 0), nodeCrypto, true);
    return it.ok ? it.value : null;
  });
  const keep = (more: Partial<State>): void => {
    const next = { ...state, ...more };
    writeState(folder, next);
    state = next;
  };
  return {
    state: () => state,
    wasDamaged: read.damaged !== null,
    boot,
    keep,
    tell: (kind, facts = {}) => {
      keep({ events: [...state.events, { id: randomUUID(), at: now().toISOString(), kind, facts }] });
      onChange();
    },
    kept: () => {
      const [list, waiting] = [opened(state.list), opened(state.waiting?.envelope ?? null)];
      return { list, waiting, latest: opened(state.latest) ?? waiting ?? list };
    },
    trust: () => trusting(state.keys, state.highest_sequence),
    secondsLeft: () => (state.waiting === null ? 0 : leftOf(state.waiting, boot)),
    now,
  };
}

// Another boot: nobody was there to confirm, and what was tried may be why.
const leftOf = (it: Waiting, boot: Boot): number => (it.boot === boot.id ? it.confirm_within_s - (boot.up_s() - it.since_s) : 0);

/** Opening costs a signature over megabytes: the last few are remembered by their text. */
function rememberOpened(open: (envelope: string) => Policy | null): (envelope: string | null) => Policy | null {
  const last: { envelope: string; policy: Policy | null }[] = [];
  return (envelope) => {
    if (envelope === null) return null;
    const found = last.find((it) => it.envelope === envelope);
    if (found !== undefined) return found.policy;
    const policy = open(envelope);
    last.unshift({ envelope, policy });
    last.length = Math.min(last.length, 4);
    return policy;
  };
}
