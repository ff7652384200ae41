// The ledger's targets: notes, checkpoints, keys and entries as text and bytes, proofs, and whole logs somebody tampered with.
import { generateKeyPairSync, sign, verify as verifySignature } from 'node:crypto';
import {
  appendLeaf,
  buildEntry,
  consistencyRanges,
  formatCheckpoint,
  formatNote,
  formatVerifierKey,
  hashLeaf,
  hashNode,
  inclusionRanges,
  keyIdOf,
  makeProof,
  openCheckpoint,
  openNote,
  parseCheckpoint,
  parseEntry,
  parseNote,
  parseVerifierKey,
  rootOf,
  signNote,
  verifyConsistency,
  verifyInclusion,
  type VerifierKey,
} from '@holdfast/core-ledger';
import type { Random } from '../../plant/src/random.ts';
import { makeRandom } from '../../plant/src/random.ts';
import { mutate } from './mutate.ts';
import type { Target } from './target.ts';

const origin = 'holdfast.example/fuzz/e1';
const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const rawKey = new Uint8Array(publicKey.export({ format: 'der', type: 'spki' }).subarray(-32));
const key: VerifierKey = { name: origin, key_id: keyIdOf(origin, rawKey), public_key: rawKey };
const utf8 = new TextEncoder();
const signBytes = (message: Uint8Array): Uint8Array => new Uint8Array(sign(null, message, privateKey));
const verify = (_key: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean =>
  verifySignature(null, message, publicKey, signature);
const noVerify = (): boolean => false;

/** Signed by a key of this run: the replay of a kept input still holds that nobody else's text opens. */
function signedNote(random: Random): { note: string; text: string } {
  const size = random.between(1, 1_000_000);
  const text = formatCheckpoint({ origin, size, root: random.bytes(32) });
  return { note: formatNote({ text, signatures: [signNote(text, origin, rawKey, signBytes)] }), text };
}

const note: Target = {
  name: 'note',
  make: (random) => mutate(random, utf8.encode(signedNote(random).note)),
  judge(input) {
    const parsed = parseNote(input);
    if (!parsed.ok) return null;
    const again = formatNote(parsed.value);
    if (again !== new TextDecoder().decode(input)) return `a note comes back as another text: ${JSON.stringify(again)}`;
    if (openNote(input, [], verify).ok) return 'opens without a key';
    if (openNote(input, [key], noVerify).ok) return 'opens without a good signature';
    const opened = openCheckpoint(input, origin, [key], verify);
    if (opened.ok && !verifiesByHand(parsed.value.text, parsed.value.signatures)) return 'opens though no signature covers its text';
    return null;
  },
};

function verifiesByHand(text: string, signatures: readonly { signature: Uint8Array }[]): boolean {
  return signatures.some(({ signature }) => signature.length === 64 && verify(rawKey, utf8.encode(text), signature));
}

const checkpoint: Target = {
  name: 'checkpoint',
  make: (random) => mutate(random, utf8.encode(signedNote(random).text)),
  judge(input) {
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(input);
    const parsed = parseCheckpoint(text);
    if (parsed.ok && formatCheckpoint(parsed.value) !== text) return 'a checkpoint comes back as another text';
    return null;
  },
};

const verifierKey: Target = {
  name: 'vkey',
  make: (random) => mutate(random, utf8.encode(formatVerifierKey(origin, random.bytes(32)))),
  judge(input) {
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(input);
    const parsed = parseVerifierKey(text);
    if (parsed.ok && formatVerifierKey(parsed.value.name, parsed.value.public_key) !== text) return 'a key comes back as another text';
    return null;
  },
};

function entryBytes(random: Random): Uint8Array {
  const hex = (count: number): string => Buffer.from(random.bytes(count)).toString('hex');
  const built = buildEntry({
    v: 1,
    id: `${hex(4)}-${hex(2)}-7${hex(2).slice(1)}-8${hex(2).slice(1)}-${hex(6)}`,
    kind: random.pick(['asset.changed', 'zone.renamed', 'capture.counted']),
    at: new Date(random.between(0, 2_000_000_000) * 1000).toISOString(),
    site: null,
    actor: 'person:1',
    via: 'ui',
    subject: { type: 'asset', id: 'pump-1', version: random.between(0, 9) },
    facts: { n: random.between(0, 999), deep: [{ a: 'b', c: [1.5, true, null] }], text: random.pick(['a', 'ü', '\u2028', '\u{1f600}']) },
    content: [{ sha256: hex(32), size_bytes: random.between(0, 9999), type: 'application/pdf' }],
    commitments: [hex(32)],
    prev: null,
  });
  if (!built.ok) throw new Error(built.error.what);
  return built.value.body;
}

const entry: Target = {
  name: 'entry',
  make: (random) => mutate(random, entryBytes(random)),
  judge(input) {
    const parsed = parseEntry(input);
    if (!parsed.ok) return null;
    const again = buildEntry(parsed.value);
    if (!again.ok) return `an entry that was read cannot be written: ${again.error.what}`;
    return Buffer.compare(again.value.body, input) === 0 ? null : 'an entry comes back as other bytes';
  },
};

/** An input is a seed: what is judged is what it leads to, so that a kept input stays small and whole. */
const proof: Target = {
  name: 'proof',
  make: (random) => random.bytes(6),
  judge(input) {
    const random = makeRandom(Buffer.from(input).toString('hex').length, Buffer.from(input).toString('hex'));
    const size = random.between(1, 70);
    const leaves = Array.from({ length: size }, () => hashLeaf(random.bytes(4)));
    const nodes = nodesOf(leaves);
    return faultOfInclusion(random, leaves, nodes) ?? faultOfConsistency(random, leaves, nodes);
  },
};

function nodesOf(leaves: readonly Uint8Array[]): (level: number, k: number) => Uint8Array {
  const stored = new Map(leaves.map((leaf, k) => [`0/${k}`, leaf]));
  const frontier = { size: 0, peaks: [] };
  for (const leaf of leaves) appendLeaf(frontier, leaf, (level, k, hash) => void stored.set(`${level}/${k}`, hash));
  return (level, k) => stored.get(`${level}/${k}`)!;
}

/** RFC 9162, 2.1.1, as it stands there. */
function rootByDefinition(leaves: readonly Uint8Array[]): Uint8Array {
  if (leaves.length === 1) return leaves[0]!;
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return hashNode(rootByDefinition(leaves.slice(0, k)), rootByDefinition(leaves.slice(k)));
}

function faultOfInclusion(random: Random, leaves: readonly Uint8Array[], nodes: ReturnType<typeof nodesOf>): string | null {
  const size = leaves.length;
  const root = rootOf(leaves);
  if (Buffer.compare(root, rootByDefinition(leaves)) !== 0) return `root of ${size} leaves`;
  const idx = random.between(0, size - 1);
  const claim = { idx, size, leaf: leaves[idx]!, root, proof: makeProof(inclusionRanges(idx, size), nodes) };
  if (!verifyInclusion(claim).ok) return `a true inclusion of ${idx} in ${size} is refused`;
  for (const [what, lie] of Object.entries({
    idx: { ...claim, idx: (idx + random.between(1, size)) % (size + 1) },
    leaf: { ...claim, leaf: flip(random, claim.leaf) },
    root: { ...claim, root: flip(random, root) },
    shorter: { ...claim, proof: claim.proof.slice(0, -1) },
    longer: { ...claim, proof: [...claim.proof, random.bytes(32)] },
    hash: { ...claim, proof: claim.proof.map((hash, at) => (at === 0 ? flip(random, hash) : hash)) },
    short: { ...claim, proof: claim.proof.map((hash) => hash.slice(0, 31)) },
  })) {
    const isSame = lie.idx === idx && claim.proof.length === 0 && ['shorter', 'hash', 'short'].includes(what);
    if (!isSame && verifyInclusion(lie).ok) return `a false inclusion of ${idx} in ${size} is believed: ${what}`;
  }
  return null;
}

function faultOfConsistency(random: Random, leaves: readonly Uint8Array[], nodes: ReturnType<typeof nodesOf>): string | null {
  const size = leaves.length;
  const old_size = random.between(1, size);
  const roots = { old_root: rootOf(leaves.slice(0, old_size)), root: rootOf(leaves) };
  const claim = { old_size, size, ...roots, proof: makeProof(consistencyRanges(old_size, size), nodes) };
  if (!verifyConsistency(claim).ok) return `a true consistency of ${old_size} and ${size} is refused`;
  const other = rootOf(leaves.slice(0, old_size).with(random.between(0, old_size - 1), random.bytes(32)));
  for (const [what, lie] of Object.entries({
    old_root: { ...claim, old_root: other },
    root: { ...claim, root: flip(random, claim.root) },
    longer: { ...claim, proof: [...claim.proof, random.bytes(32)] },
    shorter: { ...claim, proof: claim.proof.slice(0, -1) },
    empty: { ...claim, old_size: 0 },
  })) {
    const isSame = what === 'shorter' && claim.proof.length === 0;
    if (!isSame && verifyConsistency(lie).ok) return `a false consistency of ${old_size} and ${size} is believed: ${what}`;
  }
  return null;
}

function flip(random: Random, bytes: Uint8Array): Uint8Array {
  const out = bytes.slice();
  out[random.between(0, out.length - 1)]! ^= 1 << random.between(0, 7);
  return out;
}

export const ledgerTargets = (): Target[] => [note, checkpoint, verifierKey, entry, proof];
