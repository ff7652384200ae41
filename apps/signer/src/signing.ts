// The signer's decisions, one after the other: signs what consistently extends what it signed last of a log, refuses and notes everything else.
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type AddCheckpoint,
  bytesToSign,
  type Checkpoint,
  decodeBase64,
  encodeBase64,
  formatCheckpoint,
  formatConflict,
  formatSignatures,
  judgeExtension,
  type NoteSignature,
  openCheckpoint,
  parseAddCheckpoint,
  parseCheckpoint,
  toNoteSignature,
  verifierKeyOf,
} from '@holdfast/core-ledger';
import { nodeCrypto, sha256 } from '@holdfast/platform/ledger-crypto';
import { laterEpoch } from '@holdfast/platform/epoch';
import type { Refusal, SignerFacts } from '@holdfast/platform/signer-protocol';
import type { KeyStore, OpenKey } from './keys.ts';
import { type Opened, openFolder, prepareNext, useNext } from './open.ts';
import { withHead, writeState } from './state.ts';

/** As HTTP answers: a witness's statuses (C2SP tlog-witness), 409 with the size that was signed last. */
export type Answer = { status: 200 | 400 | 404 | 409 | 422; body: string };

export type Signer = {
  facts(): Promise<SignerFacts>;
  sign(request: string): Promise<Answer>;
  /** Takes over the last checkpoint of a log it signed before it kept heads; only a note under its own key, only for a log it does not know. */
  adopt(origin: string, note: string): Promise<Answer>;
  prepareRotation(word: string | null): Promise<SignerFacts>;
  commitRotation(): Promise<SignerFacts>;
};

export type SignerOptions = { store: KeyStore; word: string; now?: () => Date };

/**
 * A signer over its folder, opened at the first request and kept open; what cannot be opened is tried again at the next. INVARIANT: requests
 * stand in one line, and a head is durable before its signature leaves.
 */
export function createSigner({ store, word, now = () => new Date() }: SignerOptions): Signer {
  let opened: Opened | null = null;
  let last_refusal: Refusal | null = null;
  let line: Promise<unknown> = Promise.resolve();
  const inLine = <R>(step: (it: Opened) => Promise<R>): Promise<R> => {
    const done = line.then(async () => step((opened ??= await openFolder(store, word))));
    line = done.catch(() => {});
    return done;
  };
  const keep = (next: Opened): Opened => (opened = next);
  const note = (code: Refusal['code'], { origin, size }: Checkpoint, signed_size: number): void => {
    last_refusal = { at: now().toISOString(), origin, code, size, signed_size };
    appendFileSync(join(store.folder, 'refusals.log'), `${JSON.stringify(last_refusal)}\n`, { mode: 0o600 });
  };
  const sign = async (it: Opened, text: string): Promise<Answer> => {
    const request = parseAddCheckpoint(text);
    const checkpoint = request.ok ? parseCheckpoint(request.value.checkpoint) : request;
    if (!request.ok || !checkpoint.ok) return { status: 400, body: `${checkpoint.ok ? '' : checkpoint.error.what}\n` };
    const refusal = judge(it, request.value, checkpoint.value);
    if (refusal !== null) {
      if (refusal.code !== null) note(refusal.code, checkpoint.value, refusal.signed_size);
      return refusal.answer;
    }
    const body = formatSignatures(await signAll(it.keys, checkpoint.value, now()));
    keep(keepHead(store, it, checkpoint.value));
    return { status: 200, body };
  };
  return {
    facts: () => inLine(async (it) => factsOf(it, last_refusal)),
    sign: (text) => inLine((it) => sign(it, text)),
    adopt: (origin, text) =>
      inLine(async (it) => {
        const known = it.state.heads.some((head) => head.origin === origin);
        const found = openCheckpoint(text, origin, ownKeys(it, origin), nodeCrypto);
        if (known || !found.ok) return { status: 422, body: known ? 'known\n' : 'other_key\n' };
        keep(keepHead(store, it, found.value));
        return { status: 200, body: '' };
      }),
    prepareRotation: (next) => inLine(async (it) => factsOf(keep(await prepareNext(store, it, next)), last_refusal)),
    commitRotation: () => inLine(async (it) => factsOf(keep(useNext(store, it, now())), last_refusal)),
  };
}

/** INVARIANT: durable when it returns. */
function keepHead(store: KeyStore, it: Opened, { origin, size, root }: Checkpoint): Opened {
  const state = withHead(it.state, { origin, size, root: encodeBase64(root) });
  writeState(store.folder, state);
  return { ...it, state };
}

type Refused = { answer: Answer; code: Refusal['code'] | null; signed_size: number };

/** Null when it may be signed. `code` null: whoever asks only does not know yet what was signed last. */
function judge({ state }: Opened, request: AddCheckpoint, checkpoint: Checkpoint): Refused | null {
  const later = laterEpoch(state.heads, checkpoint.origin);
  // INVARIANT: once a log's next epoch is signed, the former one is closed for ever, whatever size it claims.
  if (later !== undefined) return { answer: { status: 422, body: 'closed\n' }, code: 'older', signed_size: later.size };
  const kept = state.heads.find(({ origin }) => origin === checkpoint.origin);
  const root = decodeBase64(kept?.root ?? '');
  const head = kept === undefined || !root.ok ? null : { size: kept.size, root: root.value };
  const refusal = judgeExtension(head, request, checkpoint, sha256);
  if (refusal === null) return null;
  const signed_size = head?.size ?? 0;
  if (refusal.known_size === undefined) {
    const answer: Answer = { status: refusal.status === 400 ? 400 : 422, body: `${refusal.what}\n` };
    return { answer, code: refusal.status === 400 ? null : 'differs', signed_size };
  }
  const code = checkpoint.size < signed_size ? 'older' : request.old_size === signed_size ? 'differs' : null;
  return { answer: { status: 409, body: formatConflict(refusal.known_size) }, code, signed_size };
}

async function signAll(keys: readonly OpenKey[], checkpoint: Checkpoint, now: Date): Promise<NoteSignature[]> {
  const text = formatCheckpoint(checkpoint);
  const seconds = Math.floor(now.getTime() / 1000);
  const signatures: NoteSignature[] = [];
  for (const { type, public_key, sign } of keys) {
    const name = checkpoint.origin;
    const bytes = bytesToSign(type, name, text, seconds);
    if (!bytes.ok) throw new TypeError(`no signature over this checkpoint: ${bytes.error.what}`);
    signatures.push(toNoteSignature({ name, type, public_key }, seconds, await sign(bytes.value), sha256));
  }
  return signatures;
}

function ownKeys({ keys, state }: Opened, origin: string) {
  const retired = state.retired.map(({ type, public_key }) => {
    const bytes = decodeBase64(public_key);
    return { type, public_key: bytes.ok ? bytes.value : new Uint8Array() };
  });
  return [...keys, ...retired].map(({ type, public_key }) => verifierKeyOf(origin, public_key, type, sha256));
}

function factsOf({ state }: Opened, last_refusal: Refusal | null): SignerFacts {
  const { present, next, retired, heads } = state;
  return {
    uid: process.getuid?.() ?? -1,
    source: present.place.kind,
    keys: present.keys,
    retired,
    next: next?.keys ?? null,
    heads,
    last_refusal,
  };
}
