// The cuts between a log's epochs: each later one must begin with the entry that says what the former held here and what was signed of it.
import { decodeBase64, parseEntry } from '@holdfast/core-ledger';
import type { PoolClient } from 'pg';
import { readOrigin } from './epoch.ts';
import type { LedgerLog } from './ledger-store.ts';
import type { KeptCheckpoint, VerifiedLog } from './verify-database.ts';

/** A restore: the log goes on from `size` entries of `former`; `lost` were signed beyond them. `known` is the last that was known of it. */
export type Cut = {
  former: string;
  size: number;
  /** Hexadecimal. */
  root: string;
  lost: number;
  at: string;
  known: { origin: string; size: number; root: string } | null;
};

/** The cut a later epoch begins with; a sentence of what is wrong with it; null for a first epoch. */
export async function readCut(client: PoolClient, log: LedgerLog): Promise<Cut | string | null> {
  if (log.epoch === 1) return null;
  const found = await client.query<{ body: Buffer }>('select body from ledger.entry where log_id = $1 and idx = 0', [log.id]);
  const entry = found.rows[0] === undefined ? null : parseEntry(found.rows[0].body);
  // Sealed within a second; what is still pending is checked as such.
  if (entry === null) return null;
  if (!entry.ok || entry.value.kind !== 'ledger.restored') return 'another first entry';
  return cutOf(entry.value.facts, entry.value.at) ?? 'a first entry that does not say what it follows';
}

type Head = { origin: string; size: number; root: string };

function cutOf(facts: Readonly<Record<string, unknown>>, at: string): Cut | null {
  const former = headOf(facts['former']);
  const known = facts['known'] === null ? null : headOf(facts['known']);
  if (former === null || typeof facts['lost'] !== 'number') return null;
  return { former: former.origin, size: former.size, root: former.root, lost: facts['lost'], at, known };
}

function headOf(value: unknown): Head | null {
  if (typeof value !== 'object' || value === null) return null;
  const { origin, size, root } = value as Partial<Record<keyof Head, unknown>>;
  const bytes = typeof root === 'string' ? decodeBase64(root) : null;
  if (typeof origin !== 'string' || typeof size !== 'number' || bytes === null || !bytes.ok) return null;
  return { origin, size, root: Buffer.from(bytes.value).toString('hex') };
}

/** What is wrong between an epoch and the one it follows, null when nothing is: the former is still exactly what the cut says. */
export function faultOfCut(log: LedgerLog, cut: Cut, former: VerifiedLog | undefined): { expected: string; found: string } | null {
  const own = readOrigin(log.origin);
  if (former === undefined || former.site_id !== log.site_id || readOrigin(former.origin)?.base !== own?.base)
    return { expected: `the former epoch ${cut.former}`, found: 'no such log' };
  if (former.ok && (former.entries !== cut.size || former.root !== cut.root))
    return {
      expected: `${cut.former} of ${cut.size} entries with root ${cut.root}`,
      found: `${former.entries} entries with root ${former.root}`,
    };
  return null;
}

/** Whether a cut admits that a kept checkpoint's entries are missing: then it is no fault that they are. */
export function isAdmitted(cuts: readonly Cut[], kept: KeptCheckpoint): boolean {
  return cuts.some(
    ({ former, size, known }) =>
      former === kept.origin &&
      kept.size > size &&
      known !== null &&
      known.origin === former &&
      (kept.size < known.size || (kept.size === known.size && Buffer.from(kept.root).toString('hex') === known.root)),
  );
}
