// The check of a whole log by whoever trusts nobody: every leaf and the root recomputed from the entries' own bytes, fed by any reader.
import {
  appendLeaf,
  bundlePath,
  bytesToHex,
  decodeBundle,
  equalBytes,
  foldPeaks,
  type Frontier,
  hashLeaf,
  type LedgerCrypto,
  openCheckpoint,
  type OpenedCheckpoint,
  parseNote,
  type Result,
  TILE_WIDTH,
} from '@holdfast/core-ledger';
import { readKeys } from './rules.proof.ts';

/** Fetches what lies at a path below the log's address (`checkpoint`, `tile/entries/...`); null when it is not given. */
export type FetchPath = (path: string) => Promise<Uint8Array | null>;
/** `keys`: verifier keys, one a line. `kept`: a checkpoint kept from an earlier day, or null. */
export type CheckAsked = { keys: string; kept: string | null };

export type CheckFault =
  | { code: 'bad_key' | 'no_checkpoint' | 'other_key' | 'bad_signature' | 'malformed' }
  | { code: 'not_given' | 'bundle_malformed'; first: number }
  | { code: 'root_differs' };
/** What became of the kept checkpoint: `rewritten` and `shorter` are proof that history was changed. */
export type KeptVerdict = 'none' | 'extended' | 'same' | 'rewritten' | 'shorter' | 'other_log' | 'unreadable';
export type CheckReport = {
  ok: boolean;
  fault: CheckFault | null;
  origin: string | null;
  /** Entries the checkpoint is over, and how many of them were recomputed. */
  size: number;
  entries: number;
  root: string | null;
  /** Who signed, of the keys given; `unknown`: names nobody here has a key of. */
  signers: { name: string; timestamp: number | null }[];
  unknown: string[];
  kept: { verdict: KeptVerdict; size: number | null };
  /** The checkpoint itself, to be kept. */
  note: string | null;
};

const prefetched = 6;

/** Checks a log. `onProgress` hears how many entries are recomputed. Rejects only when the reader does. */
export async function checkLog(
  asked: CheckAsked,
  fetchPath: FetchPath,
  crypto: LedgerCrypto,
  onProgress: (done: number, size: number) => void = () => {},
): Promise<CheckReport> {
  const report: CheckReport = {
    ok: false,
    fault: null,
    origin: null,
    size: 0,
    entries: 0,
    root: null,
    signers: [],
    unknown: [],
    note: null,
    kept: { verdict: 'none', size: null },
  };
  const fails = (fault: CheckFault): CheckReport => ({ ...report, fault });
  const keys = readKeys(asked.keys);
  if (keys === null || keys.length === 0) return fails({ code: 'bad_key' });
  const bytes = await fetchPath('checkpoint');
  if (bytes === null) return fails({ code: 'no_checkpoint' });
  report.note = new TextDecoder().decode(bytes);
  const open = (note: string): Result<OpenedCheckpoint> => openCheckpoint(note, originOf(note), keys, crypto);
  const opened = open(report.note);
  if (!opened.ok) return fails({ code: codeOf(opened.error.kind) });
  const { origin, size, root, signatures } = opened.value;
  Object.assign(report, { origin, size, root: bytesToHex(root), signers: signatures, unknown: unknownIn(report.note, signatures) });
  const kept = asked.kept === null ? null : open(asked.kept);
  const keptHead = kept?.ok === true && kept.value.origin === origin ? kept.value : null;
  const walked = await recompute(size, keptHead?.size ?? null, fetchPath, crypto, (done) => onProgress((report.entries = done), size));
  if ('code' in walked) return fails(walked);
  if (!equalBytes(walked.root, root)) return fails({ code: 'root_differs' });
  report.kept = judgeKept(kept, origin, size, walked.rootThen);
  return { ...report, ok: !['rewritten', 'shorter'].includes(report.kept.verdict) };
}

const codeOf = (kind: string): 'other_key' | 'bad_signature' | 'malformed' =>
  kind === 'untrusted' ? 'other_key' : kind === 'mismatch' ? 'bad_signature' : 'malformed';

const originOf = (note: string): string => note.slice(0, Math.max(0, note.indexOf('\n')));

function unknownIn(note: string, good: readonly { name: string; key_id: number }[]): string[] {
  const parsed = parseNote(note);
  const all = parsed.ok ? parsed.value.signatures : [];
  return [...new Set(all.filter((it) => !good.some((known) => known.key_id === it.key_id)).map(({ name }) => name))];
}

function judgeKept(kept: Result<OpenedCheckpoint> | null, origin: string, size: number, rootThen: Uint8Array | null): CheckReport['kept'] {
  if (kept === null) return { verdict: 'none', size: null };
  if (!kept.ok) return { verdict: 'unreadable', size: null };
  if (kept.value.origin !== origin) return { verdict: 'other_log', size: kept.value.size };
  if (kept.value.size > size) return { verdict: 'shorter', size: kept.value.size };
  if (rootThen === null || !equalBytes(rootThen, kept.value.root)) return { verdict: 'rewritten', size: kept.value.size };
  return { verdict: kept.value.size === size ? 'same' : 'extended', size: kept.value.size };
}

type Walked = { root: Uint8Array; rootThen: Uint8Array | null };

/** Reads every bundle, some ahead of the one being hashed. `then`: at which size the root is wanted besides. */
async function recompute(
  size: number,
  then: number | null,
  fetchPath: FetchPath,
  { sha256 }: LedgerCrypto,
  onDone: (entries: number) => void,
): Promise<Walked | CheckFault> {
  const frontier: Frontier = { size: 0, peaks: [] };
  const bundles = Math.ceil(size / TILE_WIDTH);
  const widthOf = (n: number): number => Math.min(TILE_WIDTH, size - n * TILE_WIDTH);
  const ask = (n: number): Promise<Uint8Array | null> => {
    const asking = fetchPath(bundlePath({ n, width: widthOf(n) }));
    // One that fails while it waits for its turn is not unhandled: its turn comes.
    asking.catch(() => {});
    return asking;
  };
  const ahead = Array.from({ length: Math.min(prefetched, bundles) }, (_, n) => ask(n));
  let rootThen: Uint8Array | null = then === 0 ? foldPeaks([], sha256) : null;
  for (let n = 0; n < bundles; n++) {
    const bytes = await ahead.shift()!;
    if (n + prefetched < bundles) ahead.push(ask(n + prefetched));
    const first = n * TILE_WIDTH;
    if (bytes === null) return { code: 'not_given', first };
    const bodies = decodeBundle(bytes, widthOf(n));
    if (!bodies.ok) return { code: 'bundle_malformed', first };
    for (const body of bodies.value) {
      appendLeaf(frontier, hashLeaf(body, sha256), undefined, sha256);
      if (frontier.size === then) rootThen = foldPeaks(frontier.peaks, sha256);
    }
    onDone(frontier.size);
  }
  return { root: foldPeaks(frontier.peaks, sha256), rootThen };
}
