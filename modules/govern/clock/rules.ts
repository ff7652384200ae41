// When a clock counts as off: by more than two seconds, as the median of what time servers lately said. Pure.
import type { TimeServer, Verdict } from './schema.ts';

/** Above this every page warns. */
export const allowedMs = 2000;
/** An answer older than this says nothing any more. */
export const freshMs = 30 * 60_000;

export type Judgement = { verdict: Verdict; offset_ms: number | null };

/** What the time servers' last answers say of this machine's clock. The median: one wrong server of three does not make an alarm. */
export function judge(servers: readonly Pick<TimeServer, 'answered_at' | 'offset_ms'>[], now: Date): Judgement {
  if (servers.length === 0) return { verdict: 'unchecked', offset_ms: null };
  const fresh = servers.filter((it) => it.answered_at !== null && Math.abs(now.getTime() - Date.parse(it.answered_at)) <= freshMs);
  const offsets = fresh.map((it) => it.offset_ms ?? 0).toSorted((a, b) => a - b);
  if (offsets.length === 0) return { verdict: 'unanswered', offset_ms: null };
  const middle = offsets.length / 2;
  const offset_ms = (offsets[Math.ceil(middle) - 1]! + offsets[Math.floor(middle)]!) / 2;
  return { verdict: Math.abs(offset_ms) > allowedMs ? 'off' : 'right', offset_ms };
}

/** Whole milliseconds, as a ledger entry can hold them: a hair behind is 0, not JavaScript's -0, which is no JSON number. */
export const wholeMs = (offset_ms: number): number => Math.round(offset_ms) + 0;

/**
 * By how much a device's clock differs from the server's, in ms to be added to the device's, or null while the answer was too slow to tell or
 * the difference is within what is allowed. `sent` and `received` by the device's clock.
 */
export function deviceDrift(sent: number, received: number, server_time: number): number | null {
  const drift = server_time - (sent + received) / 2;
  return Math.abs(drift) - (received - sent) / 2 > allowedMs ? drift : null;
}
