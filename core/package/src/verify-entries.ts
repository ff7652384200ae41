// The entries of a package: each one the log's own, at its place; what is opened is what was committed; nothing left out unsaid.
import {
  commitTo,
  decodeBase64,
  decodeUtf8,
  type Entry,
  encodeUtf8,
  hashLeaf,
  type OpenedCheckpoint,
  parseEntry,
  parseNote,
  parseTlogProof,
  SALT_BYTES,
  verifyInclusion,
} from '@holdfast/core-ledger';
import { isOpened, type OpenedText } from './bundle.ts';
import { blobFile, entryFile, lossReasons, openedFile, proofFile } from './predicate.ts';
import { checked, fault, type Findings, notChecked, type PackageCrypto } from './verdict.ts';
import { type OpenedPackage, readSmall } from './verify-files.ts';

/** The tree the package's entries must lie in: the checkpoint's text, believed or not. */
export type Head = Pick<OpenedCheckpoint, 'size' | 'root' | 'text'>;
/** Which entries are in the package. `get`: the leaf hash of one, where it is not compared otherwise. */
export type FoundLeaves = { readonly size: number; has(idx: number): boolean; get(idx: number): Uint8Array | undefined };
/** The entries of a package, and the files they speak of. */
export type EntriesFound = { leaves: FoundLeaves; blobs: Set<string> };

const indexPattern = /^entries\/([0-9]{12,15})\.json$/;

/** Verifies every entry with its proof, and what was opened of it. */
export async function checkEntries(found: Findings, opened: OpenedPackage, head: Head, crypto: PackageCrypto): Promise<EntriesFound> {
  const it = { leaves: new Map<number, Uint8Array>(), blobs: new Set<string>() };
  const said = omissionsOf(opened);
  let texts = 0;
  for (const name of opened.placed.keys()) {
    const idx = indexOf(name);
    if (idx === null) continue;
    const body = await readSmall(opened, name);
    const entry = body === null ? null : parseEntry(body);
    if (body === null || entry === null || !entry.ok) {
      fault(found, 'tampered', 'entry_unreadable', name, entry === null || entry.ok ? null : entry.error.what);
      continue;
    }
    const leaf = Uint8Array.from(hashLeaf(body, crypto.sha256));
    it.leaves.set(idx, leaf);
    await checkProof(found, opened, { idx, leaf }, head, crypto);
    texts += await checkOpened(found, opened, { idx, entry: entry.value, omitted: said.texts.get(idx) ?? [] }, crypto);
    checkContent(found, opened, { idx, entry: entry.value, said: said.files }, it.blobs);
  }
  checkStrays(found, opened, [...it.leaves.keys()], it.blobs);
  checked(found, 'entries', { entries: it.leaves.size, size: head.size });
  if (texts > 0) checked(found, 'texts', { texts });
  return it;
}

function indexOf(name: string): number | null {
  const match = indexPattern.exec(name);
  const idx = match === null ? null : Number(match[1]);
  return idx !== null && entryFile(idx) === name ? idx : null;
}

async function checkProof(
  found: Findings,
  opened: OpenedPackage,
  { idx, leaf }: { idx: number; leaf: Uint8Array },
  head: Head,
  crypto: PackageCrypto,
): Promise<void> {
  const name = proofFile(idx);
  const bytes = await readSmall(opened, name);
  if (bytes === null) return fault(found, 'incomplete', 'proof_missing', name);
  const proof = parseTlogProof(bytes);
  if (!proof.ok) return fault(found, 'tampered', 'proof_bad', name, proof.error.what);
  const note = parseNote(proof.value.checkpoint);
  if (!note.ok || note.value.text !== head.text || proof.value.idx !== idx) return fault(found, 'tampered', 'proof_of_other_tree', name);
  const verdict = verifyInclusion({ idx, size: head.size, leaf, root: head.root, proof: proof.value.proof }, crypto.sha256);
  if (!verdict.ok) fault(found, 'tampered', 'proof_bad', name, verdict.error.what);
}

/** What the statement says is left out: texts by the index of their entry, files as `idx/sha256`. */
export function omissionsOf({ predicate }: OpenedPackage): { texts: Map<number, number[]>; files: Set<string> } {
  const texts = new Map<number, number[]>();
  for (const { idx, n } of predicate.omitted_texts) {
    const list = texts.get(idx);
    if (list === undefined) texts.set(idx, [n]);
    else list.push(n);
  }
  return { texts, files: new Set(predicate.omitted_files.map(({ idx, sha256 }) => `${idx}/${sha256}`)) };
}

async function checkOpened(
  found: Findings,
  opened: OpenedPackage,
  { idx, entry, omitted }: { idx: number; entry: Entry; omitted: readonly number[] },
  crypto: PackageCrypto,
): Promise<number> {
  const name = openedFile(idx);
  const bytes = opened.placed.has(name) ? await readSmall(opened, name) : null;
  const texts = bytes === null ? [] : readTexts(bytes);
  if (texts === null) fault(found, 'tampered', 'opened_unreadable', name);
  return checkTexts(found, { entry, texts: texts ?? [], omitted, name, own: entryFile(idx) }, crypto);
}

type Texts = {
  entry: Entry;
  texts: readonly OpenedText[];
  omitted: readonly number[];
  /** Where they stand, and the entry. */ name: string;
  own: string;
};

/** Opened texts are what was committed to, and none is left out without a word. Returns how many were opened. */
export function checkTexts(found: Findings, { entry, texts, omitted, name, own }: Texts, crypto: PackageCrypto): number {
  const seen = new Set<number>();
  for (const { n, salt, payload } of texts) {
    const bytesOfSalt = decodeBase64(salt);
    const isGood = bytesOfSalt.ok && bytesOfSalt.value.length === SALT_BYTES;
    const commitment = isGood ? commitTo(bytesOfSalt.value, encodeUtf8(payload), crypto.sha256) : null;
    if (commitment === null || commitment !== entry.commitments[n] || seen.has(n)) fault(found, 'tampered', 'opened_differs', name);
    seen.add(n);
  }
  for (const n of omitted) seen.add(n);
  if (seen.size < entry.commitments.length) fault(found, 'incomplete', 'text_left_out_unsaid', own);
  return texts.length;
}

function readTexts(bytes: Uint8Array): OpenedText[] | null {
  const text = decodeUtf8(bytes);
  try {
    const value = JSON.parse(text.ok ? text.value : '') as unknown;
    return isOpened(value) ? value : null;
  } catch {
    return null;
  }
}

/** The files of an entry are there, or said to be left out. */
export function checkContent(
  found: Findings,
  opened: OpenedPackage,
  { idx, entry, said }: { idx: number; entry: Entry; said: ReadonlySet<string> },
  blobs: Set<string>,
): void {
  for (const { sha256 } of entry.content) {
    blobs.add(blobFile(sha256));
    if (!opened.placed.has(blobFile(sha256)) && !said.has(`${idx}/${sha256}`))
      fault(found, 'incomplete', 'blob_left_out_unsaid', blobFile(sha256));
  }
}

/** A file under entries, proofs, opened or blobs that belongs to no entry, and a blob that is not what its name says. */
export function checkStrays(found: Findings, opened: OpenedPackage, indexes: readonly number[], blobs: ReadonlySet<string>): void {
  const wanted = new Set(blobs);
  // An entry that is stated and gone was told as missing: what belongs to it is no stray.
  const gone = opened.statement.subjects.flatMap(({ name }) => (opened.placed.has(name) ? [] : (indexOf(name) ?? [])));
  for (const idx of [...indexes, ...gone]) for (const name of [entryFile(idx), proofFile(idx), openedFile(idx)]) wanted.add(name);
  for (const { name, sha256 } of opened.statement.subjects) {
    if (!/^(entries|proofs|opened|blobs|bundles)\//.test(name) || !opened.placed.has(name)) continue;
    const isBlob = name.startsWith('blobs/');
    if (name.startsWith('bundles/') && opened.predicate.entries.bundled === true) continue;
    if (!wanted.has(name) && !(isBlob && gone.length > 0)) fault(found, 'tampered', 'file_of_no_entry', name);
    if (isBlob && name !== blobFile(sha256)) fault(found, 'tampered', 'blob_is_other_bytes', name);
  }
}

/** Included and omitted entries together must be the whole log, each once; losses make the package incomplete. */
export function checkOmissions(found: Findings, { predicate }: OpenedPackage, leaves: FoundLeaves, size: number): void {
  const { entries, omitted_entries, omitted_files, omitted_texts } = predicate;
  if (entries.in_log !== size || entries.in_package !== leaves.size) fault(found, 'incomplete', 'entries_missing');
  let next = 0;
  const pass = (until: number): void => {
    for (; next < until && leaves.has(next); next++);
    if (next < until) fault(found, 'incomplete', 'entry_left_out_unsaid', entryFile(next));
  };
  for (const { from, to } of omitted_entries) {
    if (from < next || to <= from || to > size) return fault(found, 'tampered', 'omissions_nonsense');
    pass(from);
    next = to;
  }
  pass(size);
  tellEntries(found, omitted_entries);
  tellFiles(found, omitted_files);
  for (const [reason, list] of byReason(omitted_texts)) notChecked(found, 'texts_omitted', { texts: list.length, reason });
}

/** Ranges said one by one; of many, the rest in one line for each reason. */
const saidSingly = 50;

function tellEntries(found: Findings, omitted: OpenedPackage['predicate']['omitted_entries']): void {
  for (const { from, to, reason } of omitted.slice(0, saidSingly)) notChecked(found, 'entries_omitted', { from, to: to - 1, reason });
  for (const [reason, list] of byReason(omitted.slice(saidSingly)))
    notChecked(found, 'entries_omitted_more', { entries: list.reduce((sum, { from, to }) => sum + to - from, 0), reason });
}

// Map.groupBy is not in every Node the verifier runs on.
function byReason<T extends { reason: string }>(list: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const it of list) {
    const group = groups.get(it.reason);
    if (group === undefined) groups.set(it.reason, [it]);
    else group.push(it);
  }
  return groups;
}

function tellFiles(found: Findings, omitted: OpenedPackage['predicate']['omitted_files']): void {
  for (const [reason, list] of byReason(omitted)) {
    notChecked(found, 'files_omitted', { files: list.length, reason });
    if (lossReasons.includes(reason)) for (const it of list) fault(found, 'incomplete', `blob_${reason}`, blobFile(it.sha256));
  }
}
