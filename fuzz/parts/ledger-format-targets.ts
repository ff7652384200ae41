// The ledger's formats as bytes: witness requests and answers, tiles, bundles, paths, proof files, policies, envelopes, statements.
import {
  addSignatures,
  buildStatement,
  bundlePath,
  decodeBundle,
  decodeTile,
  encodeBundle,
  encodeTile,
  encodeUtf8,
  formatAddCheckpoint,
  formatCheckpoint,
  formatNote,
  formatPolicy,
  formatSignatures,
  formatTlogProof,
  formatVerifierKey,
  hashLeaf,
  inclusionRanges,
  judgeAddCheckpoint,
  makeProof,
  openCosignatures,
  openEnvelope,
  parseAddCheckpoint,
  parsePolicy,
  parseStatement,
  parseTilePath,
  parseTlogProof,
  policyOf,
  rootOf,
  sealEnvelope,
  signCheckpointText,
  type SigningKey,
  STATEMENT_PAYLOAD_TYPE,
  tilePath,
  verifierKeyOf,
  verifyTlogProof,
} from '@holdfast/core-ledger';
import { makePrivateKey, nodeCrypto, signingKeyOf } from '../../platform/src/ledger-crypto.ts';
import type { Random } from '../../plant/src/random.ts';
import { mutate } from './mutate.ts';
import { growLog } from './small-log.ts';
import type { Target } from './target.ts';

const origin = 'holdfast.example/fuzz/e1';
// Keys of this run: the replay of a kept input still holds that nobody else's bytes are believed.
const keyOf = (name: string, type: 0x01 | 0x04 | 0x06): SigningKey => signingKeyOf(name, type, makePrivateKey(type));
const logKey = keyOf(origin, 0x01);
const witnessKey = keyOf('witness.example/w1', 0x04);
const knownOf = ({ name, public_key, type }: SigningKey) => verifierKeyOf(name, public_key, type);
const keys = [logKey, witnessKey].map(knownOf);
const textOf = (bytes: Uint8Array): string => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
const isSame = (text: string, input: Uint8Array): boolean => Buffer.compare(encodeUtf8(text), input) === 0;

function signedNote(size: number, root: Uint8Array): { text: string; note: string } {
  const text = formatCheckpoint({ origin, size, root });
  return { text, note: formatNote({ text, signatures: [signCheckpointText(logKey, text, 0)] }) };
}

/** Bytes of a format, whole or broken; `judge` says what is wrong with how they were taken. */
const target = (name: string, make: (random: Random) => string | Uint8Array, judge: (input: Uint8Array) => string | null): Target => ({
  name,
  make: (random) => {
    const made = make(random);
    return mutate(random, typeof made === 'string' ? encodeUtf8(made) : made);
  },
  judge,
});

const hashes = (random: Random, most: number): Uint8Array[] => Array.from({ length: random.between(0, most) }, () => random.bytes(32));

const witnessRequest = target(
  'witness-request',
  (random) => {
    const checkpoint = signedNote(random.between(1, 999), random.bytes(32)).note;
    return formatAddCheckpoint({ old_size: random.between(0, 999), proof: hashes(random, 6), checkpoint });
  },
  (input) => {
    const request = parseAddCheckpoint(input);
    if (request.ok && !isSame(formatAddCheckpoint(request.value), input)) return 'a request comes back as another text';
    const stranger = judgeAddCheckpoint(input, () => ({ keys: [knownOf(witnessKey)], head: null }), nodeCrypto);
    if (stranger.ok) return 'cosigned what no key of the log signed';
    const decision = judgeAddCheckpoint(input, () => ({ keys, head: { size: 7, root: hashLeaf(input) } }), nodeCrypto);
    return decision.ok ? 'cosigned what extends no head of ours' : null;
  },
);

const witnessAnswer = target(
  'witness-answer',
  (random) => formatSignatures([signCheckpointText(witnessKey, signedNote(7, new Uint8Array(32)).text, random.between(1, 2 ** 31))]),
  (input) => {
    const { text, note } = signedNote(7, new Uint8Array(32));
    const opened = openCosignatures(text, textOf(input), keys, nodeCrypto);
    if (!opened.ok) return null;
    const added = addSignatures(
      note,
      opened.value.map(({ signature }) => signature),
    );
    if (!added.ok) return opened.value.length > 15 ? null : `good cosignatures cannot be added: ${added.error.what}`;
    const other = signedNote(8, new Uint8Array(32)).text;
    return openCosignatures(other, textOf(input), keys, nodeCrypto).ok ? 'a cosignature holds for another checkpoint' : null;
  },
);

const tlogProof = target(
  'tlog-proof',
  (random) => {
    const log = growLog(random, random.between(1, 20));
    const idx = random.between(0, log.leaves.length - 1);
    const proof = makeProof(inclusionRanges(idx, log.leaves.length), log.nodes);
    const { note } = signedNote(log.leaves.length, rootOf(log.leaves));
    return formatTlogProof(
      random.next() < 0.5 ? { idx, proof, checkpoint: note } : { idx, proof, checkpoint: note, extra: random.bytes(9) },
    );
  },
  (input) => {
    const parsed = parseTlogProof(input);
    if (parsed.ok && !isSame(formatTlogProof(parsed.value), input)) return 'a proof comes back as another text';
    return verifyTlogProof(input, hashLeaf(input), origin, keys, nodeCrypto).ok ? 'proves a leaf that was never there' : null;
  },
);

const bundle: Target = {
  name: 'bundle',
  make: (random) => mutate(random, encodeBundle(Array.from({ length: random.between(1, 9) }, () => random.bytes(random.between(0, 300))))),
  judge(input) {
    for (let width = 1; width <= 12; width += 1) {
      const bodies = decodeBundle(input, width);
      if (!bodies.ok || bodies.value.some(({ length }) => length > 60_000)) continue;
      if (bodies.value.length !== width) return 'another count than asked for';
      if (Buffer.compare(encodeBundle(bodies.value), input) !== 0) return 'a bundle comes back as other bytes';
    }
    return null;
  },
};

const tilePaths = target(
  'tile-path',
  (random) => {
    const n = Math.floor(10 ** random.between(0, 15) * random.next());
    const width = random.between(1, 256);
    return random.next() < 0.3 ? bundlePath({ n, width }) : tilePath({ level: random.between(0, 63), n, width });
  },
  (input) => {
    const path = textOf(input);
    const parsed = parseTilePath(path);
    if (!parsed.ok) return null;
    const again = parsed.value.kind === 'tile' ? tilePath(parsed.value.tile) : bundlePath(parsed.value.bundle);
    return again === path ? null : `a path comes back as ${again}`;
  },
);

const policy = target(
  'policy',
  (random) => {
    const make = (name: string, type: 0x01 | 0x04) => ({ name, key: verifierKeyOf(name, random.bytes(32), type), url: null });
    const witnesses = Array.from({ length: random.between(1, 4) }, (_, i) => make(`w${i}`, 0x04));
    return formatPolicy(policyOf([make(origin, 0x01)], witnesses, random.between(0, witnesses.length)));
  },
  (input) => {
    const parsed = parsePolicy(textOf(input));
    if (!parsed.ok) return null;
    const text = formatPolicy(parsed.value);
    const again = parsePolicy(text);
    return again.ok && formatPolicy(again.value) === text ? null : 'a policy that was read cannot be written and read';
  },
);

const vkey = target(
  'vkey-types',
  (random) => formatVerifierKey(origin, random.bytes(32), undefined, 0x04),
  (input) => {
    const parsed = parsePolicy(`witness W ${textOf(input)}\nquorum W\n`);
    return parsed.ok && parsed.value.witnesses.length !== 1 ? 'a key became several witnesses' : null;
  },
);

function statementBytes(random: Random): Uint8Array {
  const subjects = Array.from({ length: random.between(0, 4) }, (_, i) => ({ name: `entries/${i}.json`, sha256: 'ab'.repeat(32) }));
  const built = buildStatement({
    subjects,
    predicate_type: 'https://holdfast.example/p/v1',
    predicate: { size: random.between(0, 9), deep: [{ a: 'ü' }] },
  });
  if (!built.ok) throw new Error(built.error.what);
  return built.value;
}

const statement: Target = {
  name: 'statement',
  make: (random) => mutate(random, statementBytes(random)),
  judge(input) {
    const parsed = parseStatement(input);
    if (!parsed.ok) return null;
    const again = buildStatement(parsed.value);
    return again.ok && Buffer.compare(again.value, input) === 0 ? null : 'a statement comes back as other bytes';
  },
};

const envelope: Target = {
  name: 'envelope',
  make: (random) => mutate(random, encodeUtf8(sealEnvelope(STATEMENT_PAYLOAD_TYPE, statementBytes(random), [logKey]))),
  judge(input) {
    const opened = openEnvelope(input, STATEMENT_PAYLOAD_TYPE, [knownOf(logKey)], nodeCrypto);
    if (!opened.ok) return null;
    if (openEnvelope(input, 'text/plain', [knownOf(logKey)], nodeCrypto).ok) return 'opens as another type';
    if (openEnvelope(input, STATEMENT_PAYLOAD_TYPE, [knownOf(keyOf(origin, 0x01))], nodeCrypto).ok) return 'opens with another key';
    const sealed = sealEnvelope(STATEMENT_PAYLOAD_TYPE, opened.value.payload, [logKey]);
    return opened.value.unknown > 0 || opened.value.signers.length > 1 || isSame(sealed, input) ? null : 'a signed envelope has two texts';
  },
};

const tile: Target = {
  name: 'tile',
  make: (random) => mutate(random, encodeTile(Array.from({ length: random.between(1, 9) }, () => random.bytes(32)))),
  judge(input) {
    for (let width = 1; width <= 12; width += 1) {
      const read = decodeTile(input, width);
      if (read.ok && Buffer.compare(encodeTile(read.value), input) !== 0) return 'a tile comes back as other bytes';
    }
    return null;
  },
};

export const ledgerFormatTargets = (): Target[] => [
  witnessRequest,
  witnessAnswer,
  tlogProof,
  bundle,
  tilePaths,
  policy,
  vkey,
  statement,
  envelope,
  tile,
];
