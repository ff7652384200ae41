// What a package says of itself: the predicate of its statement, and the names of its files.
import type { JsonObject, JsonValue } from '@holdfast/core-ledger';

export const PREDICATE_TYPE = 'https://holdfast.example/predicates/evidence-package/v1';
/** The kind of entry by which a log says whose key signs its packages; `facts.vkey`. */
export const KEY_ENTRY_KIND = 'package.key_certified';

export const files = {
  statement: 'statement.dsse.json',
  checkpoint: 'checkpoint',
  previous: 'previous/checkpoint',
  consistency: 'previous/consistency.txt',
  keyEntry: 'key/entry.json',
  keyProof: 'key/entry.tlog-proof',
  leaves: 'leaves.bin',
  vkeys: 'vkeys.txt',
  policy: 'policy.txt',
} as const;
/** Indexes have twelve digits, so that names sort as numbers do. */
const digits = (idx: number): string => String(idx).padStart(12, '0');
export const entryFile = (idx: number): string => `entries/${digits(idx)}.json`;
export const proofFile = (idx: number): string => `proofs/${digits(idx)}.tlog-proof`;
export const openedFile = (idx: number): string => `opened/${digits(idx)}.json`;
/** In a large package entries stand together, so many in a file; `from` is the first index a file may hold. */
export const BUNDLE_ENTRIES = 256;
export const bundleFile = (from: number): string => `bundles/${digits(from)}.jsonl`;
export const blobFile = (sha256: string): string => `blobs/${sha256}`;

/** Entries `[from, to)` of the log that are not in the package. */
export type OmittedEntries = { from: number; to: number; reason: string };
/** A file of entry `idx` that is not in the package; a text is commitment `n` of entry `idx`. */
export type OmittedFile = { idx: number; sha256: string; size_bytes: number; reason: string };
export type OmittedText = { idx: number; n: number; reason: string };

export type PackagePredicate = {
  format: 1;
  origin: string;
  /** The smallest words that say what was asked: `{type: 'site'}`, `{type: 'person', id}`, ... */
  scope: JsonObject;
  period: { from: string | null; until: string | null };
  as_of: { size: number; root: string };
  /** Size of the checkpoint of the package before, which this one shows to have only grown. */
  previous_size: number | null;
  is_complete: boolean;
  /** Of how many entries in the log how many are here; `bundled`: together in files, each proven by `leaves.bin` instead of by a file of its own. */
  entries: { in_log: number; in_package: number; bundled?: true };
  /** The log that certifies the package key, where it is a later epoch than the package is of. */
  key_origin?: string;
  omitted_entries: OmittedEntries[];
  omitted_files: OmittedFile[];
  omitted_texts: OmittedText[];
  made_for: JsonObject;
  site: JsonObject;
};

/** Reasons that mean that something should be there and is not; all others were meant. */
export const lossReasons: readonly string[] = ['missing', 'changed', 'key_missing'];

const isCount = (value: JsonValue | undefined): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const isText = (value: JsonValue | undefined): value is string => typeof value === 'string';
const isObject = (value: JsonValue | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isList = (value: JsonValue | undefined, fits: (it: JsonObject) => boolean): boolean =>
  Array.isArray(value) && value.every((it) => isObject(it) && fits(it));

/** Reads a predicate; null for one of another shape. */
export function readPredicate(value: JsonObject): PackagePredicate | null {
  const { as_of, entries, period, previous_size } = value;
  const fits =
    value['format'] === 1 &&
    isText(value['origin']) &&
    isObject(value['scope']) &&
    isObject(value['made_for']) &&
    isObject(value['site']) &&
    isObject(period) &&
    isObject(as_of) &&
    isCount(as_of['size']) &&
    isText(as_of['root']) &&
    (previous_size === null || isCount(previous_size)) &&
    typeof value['is_complete'] === 'boolean' &&
    isObject(entries) &&
    isCount(entries['in_log']) &&
    isCount(entries['in_package']) &&
    (entries['bundled'] === undefined || entries['bundled'] === true) &&
    (value['key_origin'] === undefined || isText(value['key_origin'])) &&
    isList(value['omitted_entries'], (it) => isCount(it['from']) && isCount(it['to']) && isText(it['reason'])) &&
    isList(
      value['omitted_files'],
      (it) => isCount(it['idx']) && isText(it['sha256']) && isCount(it['size_bytes']) && isText(it['reason']),
    ) &&
    isList(value['omitted_texts'], (it) => isCount(it['idx']) && isCount(it['n']) && isText(it['reason']));
  return fits ? (value as unknown as PackagePredicate) : null;
}
