// Asks a witness to cosign a log's newest checkpoint (C2SP tlog-witness, add-checkpoint) and keeps what it answers.
import {
  formatAddCheckpoint,
  formatSignatures,
  openCosignatures,
  parseConflict,
  parseNote,
  type VerifierKey,
  witnessStatus,
} from '@holdfast/core-ledger';
import { nodeCrypto } from '@holdfast/platform/ledger-crypto';
import {
  consistencyProof,
  latestCheckpoint,
  type LedgerClient,
  type LedgerLog,
  type StoredCheckpoint,
} from '@holdfast/platform/ledger-store';
import { type Exchanged, exchangeWith } from '@holdfast/platform/outbound';
import { readWitnessKeys } from './rules.ts';
import { AnchorFault, type Arrived, outboundTo, type Send } from './send.ts';
import type { KeptAnchor } from './store.ts';
import { keepCosignature } from './store.state.ts';

const tries = 4;

/**
 * Sends the newest checkpoint with a proof from what the witness cosigned last; told another size, it goes on from there. Throws AnchorFault
 * `older` when the witness knows more than this ledger has, `differs` when this ledger does not extend what the witness saw.
 */
export const sendToWitness: Send = async (parts, anchor, log, due) => {
  let latest = await readLatest(parts.client, log);
  let old = Math.min(due.size ?? 0, latest.size);
  for (let n = 0; n < tries; n += 1) {
    const body = await requestOf(parts.client, log, old, latest);
    const to = outboundTo(parts, anchor, '/add-checkpoint');
    const asked = { method: 'POST' as const, headers: { 'content-type': 'text/plain; charset=utf-8' }, body, ca: anchor.ca_pem };
    const answer = await exchangeWith(to, asked);
    if (answer.status === witnessStatus.cosigned) return keepAnswer(parts, anchor, log, latest, answer);
    const known = sizeOf(answer);
    if (known === old) throw new AnchorFault('differs', answer.status);
    // Another process of this Holdfast may have shown it a newer checkpoint meanwhile.
    if (known > latest.size) latest = await readLatest(parts.client, log);
    if (known > latest.size) throw new AnchorFault('older', answer.status);
    old = known;
  }
  throw new AnchorFault('answers_wrong', witnessStatus.conflict);
};

async function readLatest(client: LedgerClient, log: LedgerLog): Promise<StoredCheckpoint> {
  const latest = await latestCheckpoint(client, log.id);
  if (latest === null) throw new AnchorFault('no_checkpoint');
  return latest;
}

async function requestOf(client: LedgerClient, log: LedgerLog, old_size: number, { size, note }: StoredCheckpoint): Promise<Uint8Array> {
  const proof = old_size === 0 || old_size === size ? [] : (await consistencyProof(client, log.id, old_size, size).catch(cannotProve)).path;
  return Buffer.from(formatAddCheckpoint({ old_size, proof, checkpoint: note }));
}

// A subtree that is not stored: whoever removed it changed the log.
function cannotProve(thrown: unknown): never {
  throw thrown instanceof RangeError ? new AnchorFault('cannot_prove') : thrown;
}

/** The size a witness knows when it refused for that; throws for every other refusal. */
function sizeOf({ status, body }: Exchanged): number {
  if (status === witnessStatus.inconsistent) throw new AnchorFault('differs', status);
  if (status === witnessStatus.unknown_log) throw new AnchorFault('log_unknown', status);
  if (status === witnessStatus.unsigned) throw new AnchorFault('keys_unknown', status);
  if (status !== witnessStatus.conflict) throw new AnchorFault('answered', status);
  const known = parseConflict(body.toString('utf8'));
  if (known === null) throw new AnchorFault('answers_wrong', status);
  return known;
}

/** The keys an anchor was set up with. */
export function keysOfWitness({ settings }: Pick<KeptAnchor, 'settings'>): VerifierKey[] {
  const keys = readWitnessKeys((settings.vkeys ?? []).join('\n'));
  if (!keys.ok) throw new TypeError(`keys of a witness: ${keys.error.what}`);
  return keys.value;
}

async function keepAnswer(
  { db, now }: Parameters<Send>[0],
  anchor: KeptAnchor,
  log: LedgerLog,
  { size, note }: StoredCheckpoint,
  { body }: Exchanged,
): Promise<Arrived> {
  const parsed = parseNote(note);
  if (!parsed.ok) throw new TypeError(`checkpoint of ${log.origin}: ${parsed.error.what}`);
  const keys = keysOfWitness(anchor);
  const opened = openCosignatures(parsed.value.text, body.toString('utf8'), keys, nodeCrypto);
  if (!opened.ok) throw new AnchorFault('not_its_signature');
  const seconds = Math.max(...opened.value.map(({ good }) => good.timestamp ?? 0));
  const [at, received_at] = [new Date(seconds * 1000).toISOString(), now().toISOString()];
  const line = formatSignatures(opened.value.map(({ signature }) => signature));
  await keepCosignature(db, log.id, { witness: keys[0]!.name, size, line, at, received_at });
  return { size, at, received_at, detail: {} };
}
