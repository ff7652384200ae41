// Who stands behind a package: keys the auditor brought, never those inside. Checkpoint, certified package key, statement, growth.
import {
  appendLeaf,
  encodeBase64,
  equalBytes,
  foldPeaks,
  type Frontier,
  HASH_BYTES,
  hashLeaf,
  judgePolicy,
  openCheckpoint,
  openEnvelope,
  parseAddCheckpoint,
  parseCheckpoint,
  parseEntry,
  parseNote,
  parseVerifierKey,
  type Policy,
  STATEMENT_PAYLOAD_TYPE,
  type VerifierKey,
  verifyConsistency,
  verifyTlogProof,
} from '@holdfast/core-ledger';
import { files as names, KEY_ENTRY_KIND } from './predicate.ts';
import type { StampTrust } from './time-stamp.ts';
import { checked, fault, type Findings, notChecked, type PackageCrypto } from './verdict.ts';
import type { FoundLeaves, Head } from './verify-entries.ts';
import { type OpenedPackage, readSmall } from './verify-files.ts';

/** What an auditor brings. `since`: an older checkpoint (a signed note) the log must have grown from. `stamps`: time stamping authorities. */
export type Trust = { keys: readonly VerifierKey[]; policy: Policy | null; since: string | null; stamps: StampTrust | null };

export const keysOf = ({ keys, policy }: Trust): VerifierKey[] => [
  ...keys,
  ...(policy === null ? [] : [...policy.logs, ...policy.witnesses].map(({ key }) => key)),
];

/** The tree head of the package: read strictly, then judged by the keys brought. Null when there is none to read. */
export async function checkHead(found: Findings, opened: OpenedPackage, trust: Trust, crypto: PackageCrypto): Promise<Head | null> {
  const bytes = await readSmall(opened, names.checkpoint);
  if (bytes === null) return null;
  const note = parseNote(bytes);
  const text = note.ok ? parseCheckpoint(note.value.text) : note;
  const { as_of, origin } = opened.predicate;
  const isSame = text.ok && text.value.origin === origin && text.value.size === as_of.size && encodeBase64(text.value.root) === as_of.root;
  if (!note.ok || !text.ok || !isSame) {
    fault(found, 'tampered', 'checkpoint_bad', names.checkpoint, text.ok ? 'not the one the statement names' : text.error.what);
    return null;
  }
  const checkpoint = openCheckpoint(bytes, origin, keysOf(trust), crypto);
  if (!checkpoint.ok) fault(found, kindOf(checkpoint.error.kind), 'checkpoint_not_by_your_keys', names.checkpoint, checkpoint.error.what);
  else {
    checked(found, 'checkpoint', { origin, size: text.value.size, signatures: checkpoint.value.signatures.length });
    judge(found, trust, checkpoint.value);
  }
  return { ...text.value, text: note.value.text };
}

const kindOf = (kind: string): 'untrusted' | 'tampered' => (kind === 'untrusted' ? 'untrusted' : 'tampered');

function judge(found: Findings, { policy }: Trust, checkpoint: Parameters<typeof judgePolicy>[1]): void {
  if (policy === null) return notChecked(found, 'witnesses');
  const verdict = judgePolicy(policy, checkpoint);
  if (!verdict.ok) return fault(found, 'untrusted', 'policy_not_met', names.checkpoint, `${verdict.cosigned}/${verdict.witnesses.length}`);
  checked(found, 'policy', { cosigned: verdict.cosigned, witnesses: verdict.witnesses.length });
}

/** The key that signs packages is certified by an entry of the log; the statement's envelope must be signed by just that key. */
export async function checkStatement(found: Findings, opened: OpenedPackage, trust: Trust, crypto: PackageCrypto): Promise<void> {
  const [entryBytes, proof] = [await readSmall(opened, names.keyEntry), await readSmall(opened, names.keyProof)];
  // Their absence was told with the files.
  if (entryBytes === null || proof === null) return;
  const entry = parseEntry(entryBytes);
  const vkey = entry.ok && entry.value.kind === KEY_ENTRY_KIND ? entry.value.facts['vkey'] : null;
  const key = typeof vkey === 'string' ? parseVerifierKey(vkey, crypto.sha256) : null;
  if (key === null || !key.ok) return fault(found, 'tampered', 'package_key_bad', names.keyEntry);
  const envelope = openEnvelope(opened.envelope, STATEMENT_PAYLOAD_TYPE, [key.value], crypto);
  if (!envelope.ok || envelope.value.unknown > 0)
    return fault(
      found,
      'tampered',
      'statement_signature_bad',
      names.statement,
      envelope.ok ? 'a signature nobody knows' : envelope.error.what,
    );
  const leaf = Uint8Array.from(hashLeaf(entryBytes, crypto.sha256));
  const { origin, key_origin = origin } = opened.predicate;
  if (baseOf(key_origin) !== baseOf(origin)) return fault(found, 'tampered', 'package_key_bad', names.keyEntry, key_origin);
  const certified = verifyTlogProof(proof, leaf, key_origin, keysOf(trust), crypto);
  if (!certified.ok) return fault(found, kindOf(certified.error.kind), 'package_key_not_certified', names.keyProof, certified.error.what);
  checked(found, 'statement', { key: vkey as string });
}

/** Epochs of one log differ in their last part only. */
const baseOf = (origin: string): string => origin.replace(/\/e[0-9]+$/, '');

type Leaves = { size: number; root: Uint8Array; sinceRoot: Uint8Array | null };

/** Complete mode: the root anew from all leaf hashes, and each entry's own among them. */
export async function checkLeaves(
  found: Findings,
  opened: OpenedPackage,
  head: Head,
  leaves: FoundLeaves,
  sinceSize: number | null,
  crypto: PackageCrypto,
): Promise<Leaves | null> {
  const file = opened.placed.get(names.leaves);
  const isBundled = opened.predicate.entries.bundled === true;
  if (isBundled && file === undefined) fault(found, 'incomplete', 'file_missing', names.leaves);
  if (!opened.predicate.is_complete && !isBundled) {
    notChecked(found, 'completeness', { entries: head.size - leaves.size });
    return null;
  }
  if (file === undefined) return null;
  if (file.size_bytes !== head.size * HASH_BYTES) return lost(found, 'leaves_wrong_count');
  const frontier: Frontier = { size: 0, peaks: [] };
  let sinceRoot: Uint8Array | null = null;
  const step = 32_768 * HASH_BYTES;
  for (let at = 0; at < file.size_bytes; at += step) {
    const piece = await opened.source.read(file.data_offset + at, file.data_offset + Math.min(file.size_bytes, at + step));
    for (let n = 0; n < piece.length; n += HASH_BYTES) {
      const leaf = piece.slice(n, n + HASH_BYTES);
      const own = leaves.get(frontier.size);
      if (own !== undefined && !equalBytes(own, leaf)) return lost(found, 'leaves_differ');
      appendLeaf(frontier, leaf, undefined, crypto.sha256);
      if (frontier.size === sinceSize) sinceRoot = foldPeaks(frontier.peaks, crypto.sha256);
    }
  }
  const root = foldPeaks(frontier.peaks, crypto.sha256);
  if (!equalBytes(root, head.root)) return lost(found, 'leaves_give_other_root');
  if (opened.predicate.is_complete) checked(found, 'complete', { size: head.size });
  else notChecked(found, 'completeness', { entries: head.size - leaves.size });
  return { size: head.size, root, sinceRoot };
}

function lost(found: Findings, what: string): null {
  fault(found, 'tampered', what, names.leaves);
  return null;
}

/** That the log only grew since the package before; returns that package's tree head when it did. */
export async function checkGrowth(
  found: Findings,
  opened: OpenedPackage,
  head: Head,
  trust: Trust,
  crypto: PackageCrypto,
): Promise<{ size: number; root: Uint8Array } | null> {
  const { previous_size, origin } = opened.predicate;
  if (previous_size === null) return null;
  const [note, bytes] = [await readSmall(opened, names.previous), await readSmall(opened, names.consistency)];
  if (note === null || bytes === null) return null;
  const old = openCheckpoint(note, origin, keysOf(trust), crypto);
  if (!old.ok) fault(found, kindOf(old.error.kind), 'checkpoint_not_by_your_keys', names.previous, old.error.what);
  const asked = parseAddCheckpoint(bytes);
  const current = asked.ok ? parseNote(asked.value.checkpoint) : asked;
  if (!old.ok) return null;
  const isSame = asked.ok && current.ok && current.value.text === head.text && asked.value.old_size === old.value.size;
  if (!isSame || old.value.size !== previous_size) {
    fault(found, 'tampered', 'growth_bad', names.consistency);
    return null;
  }
  const claim = { old_size: old.value.size, old_root: old.value.root, size: head.size, root: head.root, proof: asked.value.proof };
  const verdict = verifyConsistency(claim, crypto.sha256);
  if (!verdict.ok) {
    fault(found, 'tampered', 'growth_bad', names.consistency, verdict.error.what);
    return null;
  }
  checked(found, 'growth', { from: previous_size, to: head.size });
  return { size: old.value.size, root: old.value.root };
}

/** What the auditor kept: its size when it can be read and believed; a fault otherwise. */
export function openSince(found: Findings, opened: OpenedPackage, trust: Trust, crypto: PackageCrypto): Head | null {
  if (trust.since === null) {
    notChecked(found, 'since');
    return null;
  }
  const since = openCheckpoint(trust.since, opened.predicate.origin, keysOf(trust), crypto);
  if (since.ok) return since.value;
  fault(found, 'untrusted', 'since_not_by_your_keys', null, since.error.what);
  return null;
}

/** That the log grew from the checkpoint the auditor kept: by the same size, the proof inside, or all leaf hashes. */
export function checkSince(
  found: Findings,
  since: Head,
  head: Head,
  previous: { size: number; root: Uint8Array } | null,
  leaves: Leaves | null,
): void {
  const known = since.size === head.size ? head.root : since.size === previous?.size ? previous.root : (leaves?.sinceRoot ?? null);
  if (since.size === 0) return checked(found, 'since', { from: 0, to: head.size });
  if (since.size > head.size) return fault(found, 'incomplete', 'since_is_newer');
  if (known === null) return fault(found, 'incomplete', 'since_not_provable', null, `${since.size} -> ${head.size}`);
  if (!equalBytes(known, since.root)) return fault(found, 'tampered', 'since_forked', names.checkpoint);
  checked(found, 'since', { from: since.size, to: head.size });
}
