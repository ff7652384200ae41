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
  /** The state was damaged when it was read and lies aside; its copy counts, where that could be believed. */
  readonly wasDamaged: boolean;
  readonly isFromCopy: boolean;
  readonly boot: Boot;
  /**
   * Known at once, and durable when it returns true. Where the disk takes nothing what is known counts all the same, and is kept as soon as it can
   * be: an isolation or a rollback must not wait for room on a disk.
   */
  keep(more: Partial<State>): boolean;
  /** Tries again to keep what the disk did not take. */
  keepAgain(): void;
  /** What the disk said, while something known is not kept. */
  unkept(): string | null;
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
  const { site_id, enforcer_id } = identity;
  let state = read.state ?? newState(identity.policy_key);
  const held_as = [...state.held_as.filter((it) => it.enforcer_id !== enforcer_id), { site_id, enforcer_id }];
  state = { ...state, held_as };
  let unkept: string | null = null;
  const trusting = (keys: readonly string[], highest_sequence: number): Trust => ({
    site_id,
    enforcer_id,
    keys: readKeys(keys),
    highest_sequence,
  });
  const opened = rememberOpened((envelope) => {
    for (const as of state.held_as.toReversed()) {
      const it = openPolicy(envelope, { ...trusting(state.known_keys, 0), ...as }, nodeCrypto, true);
      if (it.ok) return it.value;
    }
    return null;
  });
  const write = (copies: boolean): boolean => {
    try {
      writeState(folder, state, copies || unkept !== null);
      unkept = null;
    } catch (thrown) {
      const isNew = unkept === null;
      unkept = thrown instanceof Error ? thrown.message : String(thrown);
      if (isNew) tell('failed', { why: 'not_kept', what: unkept });
    }
    return unkept === null;
  };
  const keep = (more: Partial<State>): boolean => {
    state = { ...state, ...more };
    return write(Object.keys(more).some((key) => key !== 'events'));
  };
  const tell = (kind: EventKind, facts: Facts = {}): void => {
    keep({ events: [...state.events, { id: randomUUID(), at: now().toISOString(), kind, facts }] });
    onChange();
  };
  return {
    state: () => state,
    wasDamaged: read.damaged,
    isFromCopy: read.from_copy,
    boot,
    keep,
    keepAgain: () => void (unkept !== null && write(true)),
    unkept: () => unkept,
    tell,
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
