// What the enforcer remembers: the list it keeps, one that waits for its confirmation, the modes last ordered, what was done here. One file, replaced whole.
import { createHash } from 'node:crypto';
import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import type { EnforcerEvent, LocalMode } from '@holdfast/core-policy';
import { replaceFile } from '@holdfast/platform/durable-file';
import { readOwn } from './folder.ts';

/** A list that is tried. `since_s`: seconds the machine had been up when it was applied, in the boot named. */
export type Waiting = { envelope: string; confirm_within_s: number; boot: string; since_s: number };

export type State = {
  format: 1;
  /** Verifier keys trusted for what comes, and all that ever were: what was kept may be signed by an older one. */
  keys: string[];
  known_keys: string[];
  highest_sequence: number;
  /** Envelopes of policies: whose list is kept, and whose modes count. */
  list: string | null;
  latest: string | null;
  waiting: Waiting | null;
  /** Lists up to this one were tried and are not tried again. */
  rolled_back: number;
  local: LocalMode[];
  /** Not yet told to the server, oldest first. */
  events: EnforcerEvent[];
};

const name = 'state';
const eventsKept = 500;

export const newState = (key: string): State => ({
  format: 1,
  keys: [key],
  known_keys: [key],
  highest_sequence: 0,
  list: null,
  latest: null,
  waiting: null,
  rolled_back: 0,
  local: [],
  events: [],
});

/** Null when there never was one. A damaged one is put aside and counts as none: `damaged` then names where it lies. */
export function readState(folder: string): { state: State | null; damaged: string | null } {
  const path = join(folder, name);
  const text = readOwn(path);
  if (text === null) return { state: null, damaged: null };
  const [json = '', sum, ...rest] = text.split('\n');
  if (sum === checksum(json) && rest.join('') === '') return { state: JSON.parse(json) as State, damaged: null };
  const aside = `${path}.damaged`;
  if (existsSync(path)) renameSync(path, aside);
  return { state: null, damaged: aside };
}

/** Keeps it; durable when this returns. */
export function writeState(folder: string, state: State): void {
  const json = JSON.stringify({ ...state, events: state.events.slice(-eventsKept) });
  replaceFile(join(folder, name), `${json}\n${checksum(json)}\n`);
}

const checksum = (json: string): string => createHash('sha256').update(json).digest('hex');
