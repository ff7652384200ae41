// Whether a proof somebody was given proves what it says: entry, place in the log, signed checkpoint, opened commitments. Needs no server.
import {
  bytesToHex,
  commitTo,
  decodeBase64,
  decodeUtf8,
  encodeUtf8,
  type Entry,
  equalBytes,
  type GoodSignature,
  hashLeaf,
  type LedgerCrypto,
  ML_DSA_44_COSIGNATURE_TYPE,
  openCheckpoint,
  parseCheckpoint,
  parseEntry,
  parseNote,
  parseTlogProof,
  parseVerifierKey,
  type VerifierKey,
  verifyInclusion,
} from '@holdfast/core-ledger';

/** What stands behind an entry's commitment `n`, base64: shows that a text is the one that was committed to. */
export type Opening = { n: number; salt: string; payload: string };
/** What is given: the proof file with the entry as its `extra`, the entry's bytes again as text, opened commitments, and a sum over it all. */
export type GivenProof = { tlog_proof: string; entry: string; openings: Opening[]; said: Said; sum: string };
/** What the giver adds, which nothing proves: the record's title, the name of who acted, when the file was made (ISO 8601). */
export type Said = { title: string; actor_name: string | null; given_at: string };

export type ProofFault =
  | 'changed'
  | 'malformed'
  | 'entry_differs'
  | 'bad_key'
  | 'other_key'
  | 'bad_signature'
  | 'not_in_log'
  | 'opening_differs';
/** What was found on the way, as far as it went. Hashes are hexadecimal; `unknown`: names whose signatures nobody could check. */
export type ProofFacts = {
  entry: Entry;
  idx: number;
  size: number;
  root: string;
  leaf: string;
  origin: string;
  signatures: GoodSignature[];
  unknown: string[];
  texts: { name: string; text: string }[];
};
/** `no_key`: it fits together, but without a key nobody knows who signed it. */
export type ProofVerdict =
  | { is: 'proven'; facts: ProofFacts }
  | { is: 'no_key'; facts: ProofFacts }
  | { is: 'not_proven'; why: ProofFault; what: string; facts: ProofFacts | null };

/** SHA-256 (hex) over what is given: a change on the way is seen, also where nothing is proven by it. */
export function sumOf(given: Omit<GivenProof, 'sum'>, { sha256 }: Pick<LedgerCrypto, 'sha256'>): string {
  const { tlog_proof, entry, openings, said } = given;
  const opened = openings.map(({ n, salt, payload }) => [n, salt, payload]);
  const all = [tlog_proof, entry, opened, said.title, said.actor_name, said.given_at];
  return bytesToHex(sha256(encodeUtf8(JSON.stringify(all))));
}

/** The signed note inside a proof file, empty when there is none to read. */
export function checkpointOf(tlog_proof: string): string {
  const parsed = parseTlogProof(tlog_proof);
  return parsed.ok ? parsed.value.checkpoint : '';
}

/** How a good signature was made, for people. */
export const algorithmOf = ({ type }: GoodSignature): string => (type === ML_DSA_44_COSIGNATURE_TYPE ? 'ML-DSA-44' : 'Ed25519');

/** Keys as people paste them: one a line, `#` before a remark. Null for a line that is none. */
export function readKeys(text: string): VerifierKey[] | null {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const keys = lines.filter((line) => line !== '' && !line.startsWith('#')).map((line) => parseVerifierKey(line));
  return keys.every((key) => key.ok) ? keys.map((key) => (key.ok ? key.value : never())) : null;
}

const never = (): never => {
  throw new TypeError('unreachable');
};
const no = (why: ProofFault, what: string, facts: ProofFacts | null = null): ProofVerdict => ({ is: 'not_proven', why, what, facts });

/** Judges what was given against keys from elsewhere. Never throws. */
export function judgeProof(given: GivenProof, keyText: string, crypto: LedgerCrypto): ProofVerdict {
  if (sumOf(given, crypto) !== given.sum) return no('changed', 'sum');
  const keys = readKeys(keyText);
  const read = readProof(given, crypto);
  if ('is' in read) return read;
  const { facts, proof, note } = read;
  if (keys === null) return no('bad_key', 'key', facts);
  const inside = verifyInclusion({ ...proof, leaf: hashLeaf(encodeUtf8(given.entry), crypto.sha256) }, crypto.sha256);
  if (!inside.ok) return no('not_in_log', inside.error.what, facts);
  const texts = openAll(given.openings, facts.entry, crypto);
  if (texts === null) return no('opening_differs', 'commitment', facts);
  if (keys.length === 0) return { is: 'no_key', facts: { ...facts, texts } };
  if (!keys.some(({ name }) => name === facts.origin)) return no('other_key', facts.origin, facts);
  const opened = openCheckpoint(note, facts.origin, keys, crypto);
  if (!opened.ok) return no(opened.error.kind === 'untrusted' ? 'other_key' : 'bad_signature', opened.error.what, facts);
  const { signatures } = opened.value;
  const isKnown = (name: string): boolean => signatures.some((good) => good.name === name);
  return { is: 'proven', facts: { ...facts, texts, signatures, unknown: facts.unknown.filter((name) => !isKnown(name)) } };
}

type ReadProof = { facts: ProofFacts; note: string; proof: { idx: number; size: number; root: Uint8Array; proof: Uint8Array[] } };

function readProof({ tlog_proof, entry }: GivenProof, { sha256 }: LedgerCrypto): ReadProof | ProofVerdict {
  const file = parseTlogProof(tlog_proof);
  if (!file.ok) return no('malformed', file.error.what);
  const body = encodeUtf8(entry);
  if (file.value.extra === undefined || !equalBytes(file.value.extra, body)) return no('entry_differs', 'entry');
  const parsed = parseEntry(body);
  if (!parsed.ok) return no('malformed', parsed.error.what);
  const note = parseNote(file.value.checkpoint);
  if (!note.ok) return no('malformed', note.error.what);
  const checkpoint = parseCheckpoint(note.value.text);
  if (!checkpoint.ok) return no('malformed', checkpoint.error.what);
  const { origin, size, root } = checkpoint.value;
  const { idx, proof } = file.value;
  const leaf = bytesToHex(hashLeaf(body, sha256));
  const unknown = [...new Set(note.value.signatures.map(({ name }) => name))];
  const facts = { entry: parsed.value, idx, size, root: bytesToHex(root), leaf, origin, signatures: [], unknown, texts: [] };
  return { facts, note: file.value.checkpoint, proof: { idx, size, root, proof } };
}

/** The opened texts; null when one is not what was committed to. */
function openAll(openings: readonly Opening[], entry: Entry, { sha256 }: LedgerCrypto): { name: string; text: string }[] | null {
  const texts: { name: string; text: string }[] = [];
  for (const { n, salt, payload } of openings) {
    const [saltBytes, bytes] = [decodeBase64(salt), decodeBase64(payload)];
    if (!saltBytes.ok || saltBytes.value.length !== 32 || !bytes.ok) return null;
    if (commitTo(saltBytes.value, bytes.value, sha256) !== entry.commitments[n]) return null;
    const told = decodeUtf8(bytes.value);
    if (!told.ok) return null;
    const { name, text } = JSON.parse(told.value) as { name: string; text: string };
    texts.push({ name, text });
  }
  return texts;
}
