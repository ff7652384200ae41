// The entries of a large package: in bundles, each the log's own by its hash among all leaf hashes. Read bundle by bundle, so that a million fit.
import { equalBytes, HASH_BYTES, hashLeaf, parseEntry } from '@holdfast/core-ledger';
import { type BundledEntry, readBundle } from './bundle.ts';
import { BUNDLE_ENTRIES, bundleFile, files as names } from './predicate.ts';
import { checked, fault, type Findings, notChecked, type PackageCrypto } from './verdict.ts';
import { checkContent, checkStrays, checkTexts, type EntriesFound, type FoundLeaves, type Head, omissionsOf } from './verify-entries.ts';
import { type OpenedPackage, readSmall } from './verify-files.ts';

/** 256 of the longest entries, twice over for their texts. */
const MAX_BUNDLE_BYTES = 48 * 1024 * 1024;

/** Verifies every bundled entry. That `leaves.bin` gives the checkpoint's root is judged beside (`checkLeaves`). */
export async function checkBundles(found: Findings, opened: OpenedPackage, head: Head, crypto: PackageCrypto): Promise<EntriesFound> {
  const [held, blobs] = [bitsFor(head.size), new Set<string>()];
  const told = { texts: 0, omitted: new Map<string, number>() };
  const said = omissionsOf(opened).files;
  for (const name of opened.placed.keys()) {
    if (!name.startsWith('bundles/')) continue;
    const bytes = await readSmall(opened, name, MAX_BUNDLE_BYTES);
    const entries = bytes === null ? null : readBundle(bytes);
    const from = entries?.[0] === undefined ? 0 : entries[0].idx - (entries[0].idx % BUNDLE_ENTRIES);
    if (entries === null || name !== bundleFile(from) || !isInOrder(entries, from, head.size)) {
      fault(found, 'tampered', 'bundle_unreadable', name);
      continue;
    }
    const leaves = await leavesOf(opened, from, head.size);
    for (const it of entries) {
      if (checkOne(found, opened, { it, name, leaf: leaves?.get(it.idx), said }, blobs, told, crypto)) held.add(it.idx);
    }
  }
  checkStrays(found, opened, [], blobs);
  checked(found, 'entries', { entries: held.size, size: head.size });
  if (told.texts > 0) checked(found, 'texts', { texts: told.texts });
  for (const [reason, texts] of told.omitted) notChecked(found, 'texts_omitted', { texts, reason });
  return { leaves: held, blobs };
}

const isInOrder = (entries: readonly BundledEntry[], from: number, size: number): boolean =>
  entries.every(({ idx }, at) => idx >= from && idx < Math.min(size, from + BUNDLE_ENTRIES) && (at === 0 || idx > entries[at - 1]!.idx));

/** The leaf hashes a bundle's entries must have; null where the file of them is not as long as the log. */
async function leavesOf({ source, placed }: OpenedPackage, from: number, size: number): Promise<Map<number, Uint8Array> | null> {
  const file = placed.get(names.leaves);
  if (file === undefined || file.size_bytes !== size * HASH_BYTES) return null;
  const to = Math.min(size, from + BUNDLE_ENTRIES);
  const bytes = await source.read(file.data_offset + from * HASH_BYTES, file.data_offset + to * HASH_BYTES);
  return new Map(Array.from({ length: to - from }, (_, n) => [from + n, bytes.slice(n * HASH_BYTES, (n + 1) * HASH_BYTES)]));
}

type One = { it: BundledEntry; name: string; leaf: Uint8Array | undefined; said: ReadonlySet<string> };
type Told = { texts: number; omitted: Map<string, number> };

function checkOne(
  found: Findings,
  opened: OpenedPackage,
  { it, name, leaf, said }: One,
  blobs: Set<string>,
  told: Told,
  crypto: PackageCrypto,
): boolean {
  const entry = parseEntry(it.body);
  if (!entry.ok) {
    fault(found, 'tampered', 'entry_unreadable', name, entry.error.what);
    return false;
  }
  if (leaf === undefined) fault(found, 'incomplete', 'proof_missing', name, String(it.idx));
  else if (!equalBytes(leaf, hashLeaf(it.body, crypto.sha256))) fault(found, 'tampered', 'leaves_differ', name, String(it.idx));
  const omitted = it.omitted.map(({ n }) => n);
  told.texts += checkTexts(found, { entry: entry.value, texts: it.opened, omitted, name, own: `${name}: ${it.idx}` }, crypto);
  for (const { reason } of it.omitted) told.omitted.set(reason, (told.omitted.get(reason) ?? 0) + 1);
  checkContent(found, opened, { idx: it.idx, entry: entry.value, said }, blobs);
  return true;
}

/** A set of indexes, a bit each. */
function bitsFor(size: number): FoundLeaves & { add(idx: number): void } {
  const bits = new Uint8Array(Math.ceil(size / 8));
  let count = 0;
  const has = (idx: number): boolean => ((bits[idx >> 3] ?? 0) & (1 << (idx & 7))) !== 0;
  return {
    get size() {
      return count;
    },
    has,
    get: () => undefined,
    add: (idx) => {
      if (!has(idx)) count += 1;
      bits[idx >> 3]! |= 1 << (idx & 7);
    },
  };
}
