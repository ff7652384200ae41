// Decisions about anchors: when to try again, whether enough witnesses cosigned, when a clock disagrees, and what protects a log. Pure.
import {
  ED25519_NOTE_TYPE,
  formatPolicy,
  parseVerifierKey,
  policyOf,
  type Result,
  typeOfKey,
  type VerifierKey,
} from '@holdfast/core-ledger';
import type { Protection } from '@holdfast/ledger/schema';
import type { AnchorKind, AnchorStanding } from './schema.ts';

/** A log nobody cosigned for this long is told of. */
export const unwitnessedAlarmMs = 24 * 3600_000;
/** A witness is asked again after this long, even where nothing grew: it still has the same history, or another one. */
export const askAgainMs = 3600_000;
/** Clocks further apart than this are told of; a minute is what a slow answer and two careless clocks make together. */
export const clockToleranceS = 60;

const firstPauseMs = 10_000;
const longestPauseMs = 10 * 60_000;

/** The pause before the next try, after `attempts` that failed. */
export const pauseMs = (attempts: number): number => Math.min(longestPauseMs, firstPauseMs * 2 ** Math.max(0, Math.min(attempts, 12) - 1));

/** The logs that still take entries: of each site, and of the organisation, the latest epoch. */
export function presentLogs<L extends { site_id: string | null; epoch: number }>(logs: readonly L[]): L[] {
  return logs.filter((log) => !logs.some(({ site_id, epoch }) => site_id === log.site_id && epoch > log.epoch));
}

/** A cosignature: up to which size, and when by the witness's clock (ISO 8601). */
export type Cosigned = { size: number; at: string };

/**
 * The largest size that `threshold` witnesses have cosigned. Who cosigned a larger size has seen the proof that it extends the smaller one, so
 * counts for it too. `at` is when the last needed one did. Null while there are not enough.
 */
export function policyMet(latest: readonly Cosigned[], threshold: number): { size: number; count: number; at: string } | null {
  const needed = latest.toSorted((a, b) => b.size - a.size || Date.parse(b.at) - Date.parse(a.at)).slice(0, threshold);
  const last = needed.at(-1);
  if (threshold < 1 || needed.length < threshold || last === undefined) return null;
  const at = needed.reduce((least, it) => (Date.parse(it.at) < Date.parse(least) ? it.at : least), last.at);
  return { size: last.size, count: latest.filter(({ size }) => size >= last.size).length, at };
}

/** Since when a log has not been witnessed: the first checkpoint above what is, but not before there was a witness. Null while it is. */
export function unmetSince(oldest_uncovered_at: string | null, witnesses_since: string | null): string | null {
  if (oldest_uncovered_at === null || witnesses_since === null) return null;
  return Date.parse(oldest_uncovered_at) > Date.parse(witnesses_since) ? oldest_uncovered_at : witnesses_since;
}

/** By how many seconds a clock outside is ahead of this server's; null while they agree. */
export function clockDisagrees(outside: string, here: string): number | null {
  const ahead_s = Math.round((Date.parse(outside) - Date.parse(here)) / 1000);
  return Math.abs(ahead_s) > clockToleranceS ? ahead_s : null;
}

/** A witness's keys from their texts, one a line: all of one name, none a log's own. The fault names what is wrong. */
export function readWitnessKeys(text: string): Result<VerifierKey[]> {
  const keys: VerifierKey[] = [];
  for (const [at, line] of text.split(/\s+/).filter(Boolean).entries()) {
    const key = parseVerifierKey(line);
    if (!key.ok) return key;
    if (typeOfKey(key.value) === ED25519_NOTE_TYPE) return fault(at, 'key of a log, not of a witness');
    if (keys.some(({ name }) => name !== key.value.name)) return fault(at, 'keys of two names');
    keys.push(key.value);
  }
  return keys.length === 0 ? fault(0, 'no key') : { ok: true, value: keys };
}

const fault = (offset: number, what: string) => ({ ok: false as const, error: { kind: 'malformed' as const, offset, what } });

/** `policy.txt` (C2SP tlog-policy) for whoever checks a log's checkpoints: its keys, the witnesses by their strongest key, k of n. */
export function policyText(log_vkeys: readonly string[], witnesses: readonly (readonly VerifierKey[])[], threshold: number): string {
  const logs = log_vkeys.flatMap((text) => {
    const key = parseVerifierKey(text);
    return key.ok ? [{ key: key.value, url: null }] : [];
  });
  const named = witnesses.flatMap((keys) => {
    const key = keys[0];
    return key === undefined ? [] : [{ name: key.name, key, url: null }];
  });
  return formatPolicy(policyOf(logs, named, Math.min(threshold, named.length)));
}

const holdsCode: Record<AnchorKind, [holds: string, not: string]> = {
  witness: ['witnessed', 'no_witness'],
  time_stamp: ['time_stamped', 'no_time_stamp'],
  syslog: ['told_to_syslog', 'no_syslog'],
  worm: ['worm_copy', 'no_worm_copy'],
};

/** What protects a log from outside, line by line: what is set up and has worked, set up and never worked, or absent. */
export function protectionsOf(rows: readonly Pick<AnchorStanding, 'kind' | 'done_at' | 'size'>[], isPolicyMet: boolean): Protection[] {
  return (Object.keys(holdsCode) as AnchorKind[]).map((kind) => {
    const own = rows.filter((row) => row.kind === kind);
    const works = kind === 'witness' ? isPolicyMet : own.some(({ size }) => size !== null);
    const [holds, not] = holdsCode[kind];
    if (own.length === 0) return { code: not, holds: false };
    return works ? { code: holds, holds: true } : { code: `${holds}_not_yet`, holds: false };
  });
}
