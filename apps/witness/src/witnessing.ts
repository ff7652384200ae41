// The witness's decisions, one after the other: cosigns what consistently extends what it cosigned last of a log it knows, refuses everything else.
import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  addSignatures,
  type Checkpoint,
  CONFLICT_MEDIA_TYPE,
  decodeBase64,
  encodeBase64,
  formatConflict,
  formatSignatures,
  isKeyName,
  judgeAddCheckpoint,
  parseAddCheckpoint,
  parseNote,
  signCheckpointText,
  type TreeHead,
  type VerifierKey,
  type WitnessRefusal,
} from '@holdfast/core-ledger';
import { replaceFile } from '@holdfast/platform/durable-file';
import { nodeCrypto, sha256 } from '@holdfast/platform/ledger-crypto';
import { WitnessFault } from './fault.ts';
import { hasKeys, makeKeys, openKeys, vkeysOf } from './keys.ts';
import { prepareLogs, readLogs } from './logs.ts';
import { readState, type WitnessedHead, type WitnessState, withHead, writeState } from './state.ts';

/** As HTTP answers; `type` is the media type of `body`. */
export type Answer = { status: 200 | 400 | 403 | 404 | 409 | 422; type: string; body: string };
/** A log as people are told of it: null where nothing was cosigned yet. */
export type KnownLog = { origin: string; keys: number; size: number | null; root: string | null; at: string | null };

export type Witness = {
  name: string;
  vkeys: readonly string[];
  addCheckpoint(body: Uint8Array): Promise<Answer>;
  /** Throws WitnessFault when the list of logs cannot be read. */
  logs(): KnownLog[];
  /** The last note it cosigned of a log, its own cosignatures on it; null for none. */
  latestOf(origin: string): string | null;
};

/** `name` is needed at the first start and may not differ later: it stands in every cosignature. */
export type WitnessOptions = { folder: string; name: string | null; now?: () => Date };

const text = 'text/plain; charset=utf-8';

/**
 * Opens the folder; makes keys and state the first time. The list of logs is read anew for each request, so that it can be edited any time.
 * INVARIANT: requests stand in one line, and a head is durable before its cosignature leaves.
 */
export function openWitness({ folder, name, now = () => new Date() }: WitnessOptions): Witness {
  mkdirSync(join(folder, 'notes'), { recursive: true, mode: 0o700 });
  prepareLogs(folder);
  let state = readState(folder) ?? begin(folder, name);
  if (name !== null && name !== state.name)
    throw new WitnessFault('other_name', `This witness is called ${state.name} in every cosignature it gave; it cannot become ${name}.`);
  const keys = openKeys(folder, state.name);
  readLogs(folder);
  let line: Promise<unknown> = Promise.resolve();
  const judge = (body: Uint8Array): Answer => {
    const known = readLogs(folder);
    const decision = judgeAddCheckpoint(body, (origin) => witnessedOf(known, state, origin), nodeCrypto);
    if (!decision.ok) return refusal(folder, decision, body, now());
    const at = now();
    const { origin, size, root } = decision.checkpoint;
    state = withHead(state, { origin, size, root: encodeBase64(root), at: at.toISOString() });
    writeState(folder, state);
    const signatures = keys.map((key) => signCheckpointText(key, decision.text, Math.floor(at.getTime() / 1000), sha256));
    keepNote(folder, origin, body, signatures);
    return { status: 200, type: text, body: formatSignatures(signatures) };
  };
  return {
    name: state.name,
    vkeys: vkeysOf(keys),
    addCheckpoint: (body) => {
      const done = line.then(() => judge(body));
      line = done.catch(() => {});
      return done;
    },
    logs: () => [...readLogs(folder)].map(([origin, of]) => describe(origin, of, state)),
    latestOf: (origin) => readNote(folder, origin),
  };
}

// INVARIANT: keys or notes without a state are a state that was lost; a witness that forgot what it cosigned cosigns nothing.
function begin(folder: string, name: string | null): WitnessState {
  if (hasKeys(folder) && readdirSync(join(folder, 'notes')).length > 0)
    throw new WitnessFault(
      'state_missing',
      `${join(folder, 'state')} is missing, so the witness does not know what it cosigned. Restore it.`,
    );
  if (name === null || !isKeyName(name))
    throw new WitnessFault('name_needed', 'A new witness needs a name without spaces or +: --name witness.plant-b.example');
  makeKeys(folder);
  const state: WitnessState = { format: 1, name, heads: [] };
  writeState(folder, state);
  return state;
}

function witnessedOf(known: ReadonlyMap<string, VerifierKey[]>, state: WitnessState, origin: string) {
  const keys = known.get(origin);
  return keys === undefined ? null : { keys, head: headOf(state.heads.find((head) => head.origin === origin)) };
}

function headOf(kept: WitnessedHead | undefined): TreeHead | null {
  const root = decodeBase64(kept?.root ?? '');
  return kept === undefined || !root.ok ? null : { size: kept.size, root: root.value };
}

/** What is refused is kept in a file beside the state: two notes with one size and two roots are proof. */
function refusal(folder: string, { status, what, known_size }: WitnessRefusal, body: Uint8Array, at: Date): Answer {
  if (status === 409 || status === 422) {
    const request = parseAddCheckpoint(body);
    const line = { at: at.toISOString(), status, what, checkpoint: request.ok ? request.value.checkpoint : null };
    appendFileSync(join(folder, 'refusals.log'), `${JSON.stringify(line)}\n`, { mode: 0o600 });
  }
  if (status === 409) return { status, type: CONFLICT_MEDIA_TYPE, body: formatConflict(known_size ?? 0) };
  return { status, type: text, body: `${what}\n` };
}

const noteFile = (folder: string, origin: string): string =>
  join(folder, 'notes', createHash('sha256').update(origin).digest('hex').slice(0, 32));

function keepNote(folder: string, origin: Checkpoint['origin'], body: Uint8Array, own: ReturnType<typeof signCheckpointText>[]): void {
  const request = parseAddCheckpoint(body);
  const note = request.ok ? parseNote(request.value.checkpoint) : request;
  if (!request.ok || !note.ok) return;
  const cosigned = addSignatures(request.value.checkpoint, own);
  if (cosigned.ok) replaceFile(noteFile(folder, origin), cosigned.value);
}

function readNote(folder: string, origin: string): string | null {
  const path = noteFile(folder, origin);
  return existsSync(path) ? readFileSync(path, 'utf8') : null;
}

function describe(origin: string, keys: readonly VerifierKey[], state: WitnessState): KnownLog {
  const head = state.heads.find((it) => it.origin === origin);
  return { origin, keys: keys.length, size: head?.size ?? null, root: head?.root ?? null, at: head?.at ?? null };
}
