// The ledger's targets: notes, checkpoints, keys and entries as text and bytes, proofs, and whole logs somebody tampered with.
import { generateKeyPairSync, sign, verify as verifySignature } from 'node:crypto';
import {
  buildEntry,
  formatCheckpoint,
  formatNote,
  formatVerifierKey,
  keyIdOf,
  openCheckpoint,
  openNote,
  parseCheckpoint,
  parseEntry,
  parseNote,
  parseVerifierKey,
  rootOf,
  signNote,
  type VerifierKey,
} from '@holdfast/core-ledger';
import type { Random } from '../../plant/src/random.ts';
import { makeRandom } from '../../plant/src/random.ts';
import { ledgerFormatTargets } from './ledger-format-targets.ts';
import { mutate } from './mutate.ts';
import { consistencyCases, faultOfCase, inclusionCases } from './proof-cases.ts';
import { growLog, rootByDefinition } from './small-log.ts';
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
    if (parsed.ok && formatVerifierKey(parsed.value.name, parsed.value.public_key, undefined, parsed.value.type) !== text)
      return 'a key comes back as another text';
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
    const log = growLog(random, random.between(1, 70));
    if (Buffer.compare(rootOf(log.leaves), rootByDefinition(log.leaves)) !== 0) return `root of ${log.leaves.length} leaves`;
    const cases = [...inclusionCases(random, log), ...consistencyCases(random, log)];
    return cases.map(faultOfCase).find((fault) => fault !== null) ?? null;
  },
};

export const ledgerTargets = (): Target[] => [note, checkpoint, verifierKey, entry, proof, ...ledgerFormatTargets()];
