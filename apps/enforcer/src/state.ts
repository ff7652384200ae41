// What the enforcer remembers: the list it keeps, one that waits for its confirmation, the modes last ordered, what was done here. One file, replaced whole, and its copy.
import { createHash } from 'node:crypto';
import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import type { EnforcerEvent, LocalMode } from '@holdfast/core-policy';
import { replaceFile } from '@holdfast/platform/durable-file';
import { readOwn } from './own-file.ts';

export type HeldAs = { site_id: string; enforcer_id: string };

/** A list that is tried. `since_s`: seconds the machine had been up when it was applied, in the boot named. */
export type Waiting = { envelope: string; confirm_within_s: number; boot: string; since_s: number };

export type State = {
  format: 1;
  /** Verifier keys trusted for what comes, and all that ever were: what was kept may be signed by an older one. */
  keys: string[];
  known_keys: string[];
  highest_sequence: number;
  /** Who this machine was when it took what it holds, oldest first: with another key, or as another enforcer, it goes on holding that. */
  held_as: HeldAs[];
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

const names = { whole: 'state', copy: 'state.copy' } as const;
const eventsKept = 500;

export const newState = (key: string): State => ({
  format: 1,
  keys: [key],
  known_keys: [key],
  held_as: [],
  highest_sequence: 0,
  list: null,
  latest: null,
  waiting: null,
  rolled_back: 0,
  local: [],
  events: [],
});

/** `damaged`: what was read could not be believed and lies aside. `from_copy`: the copy could. */
export type ReadState = { state: State | null; damaged: boolean; from_copy: boolean };

/** Null when there never was one. A damaged file is put aside (`state.damaged`), and its copy counts; where that is damaged too, none. */
export function readState(folder: string): ReadState {
  const [whole, copy] = [readFile(join(folder, names.whole)), readFile(join(folder, names.copy))];
  if (whole !== null && whole !== 'damaged') return { state: whole, damaged: false, from_copy: false };
  const damaged = whole === 'damaged' || copy !== null;
  return copy === null || copy === 'damaged' ? { state: null, damaged, from_copy: false } : { state: copy, damaged, from_copy: true };
}

function readFile(path: string): State | 'damaged' | null {
  const text = readOwn(path);
  if (text === null) return null;
  const [json = '', sum, ...rest] = text.split('\n');
  if (sum === checksum(json) && rest.join('') === '') return { held_as: [], ...(JSON.parse(json) as Omit<State, 'held_as'>) };
  if (existsSync(path)) renameSync(path, `${path}.damaged`);
  return 'damaged';
}

/** Keeps it; durable when this returns. `copies`: what is held changed, not only what is to be told. Throws what the disk says. */
export function writeState(folder: string, state: State, copies = true): void {
  const json = JSON.stringify({ ...state, events: state.events.slice(-eventsKept) });
  const text = `${json}\n${checksum(json)}\n`;
  replaceFile(join(folder, names.whole), text);
  if (copies || !existsSync(join(folder, names.copy))) replaceFile(join(folder, names.copy), text);
}

const checksum = (json: string): string => createHash('sha256').update(json).digest('hex');
