// What a witness remembers: its name and, for each log, the size and root it cosigned last. One small file with a checksum, replaced whole.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseCheckpoint } from '@holdfast/core-ledger';
import { replaceFile } from '@holdfast/platform/durable-file';
import { WitnessFault } from './fault.ts';

/** `root` in base64; `at` is when it was cosigned last (ISO 8601 UTC). */
export type WitnessedHead = { origin: string; size: number; root: string; at: string };
export type WitnessState = { format: 1; name: string; heads: WitnessedHead[] };

const fileOf = (folder: string): string => join(folder, 'state');

/** Reads it; null when there never was one. Throws WitnessFault for one that is cut or changed. */
export function readState(folder: string): WitnessState | null {
  const path = fileOf(folder);
  if (!existsSync(path)) return null;
  const [json = '', sum, ...rest] = readFileSync(path, 'utf8').split('\n');
  if (sum !== checksum(json) || rest.join('') !== '') throw damaged(path);
  const state = JSON.parse(json) as WitnessState;
  if (state.format !== 1 || !state.heads.every(isHead)) throw damaged(path);
  return state;
}

/** INVARIANT: durable when it returns. */
export function writeState(folder: string, state: WitnessState): void {
  const json = JSON.stringify(state);
  replaceFile(fileOf(folder), `${json}\n${checksum(json)}\n`);
}

/** The state with another head of one log. */
export function withHead(state: WitnessState, head: WitnessedHead): WitnessState {
  return { ...state, heads: [...state.heads.filter(({ origin }) => origin !== head.origin), head] };
}

const checksum = (json: string): string => createHash('sha256').update(json).digest('hex');
const isHead = ({ origin, size, root }: WitnessedHead): boolean => parseCheckpoint(`${origin}\n${size}\n${root}\n`).ok;

function damaged(path: string): WitnessFault {
  return new WitnessFault('state_damaged', `${path} is damaged, so the witness does not know what it cosigned. Restore it from a backup.`);
}
