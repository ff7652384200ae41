// When an entry that waits to be sealed has waited too long: sealing takes a second, so five minutes mean that it stands still.

export const lateAfterMs = 5 * 60_000;

/** Whether the oldest waiting entry (ISO 8601, null when none waits) waits too long at `now_ms`. */
export function isSealingLate(oldest_pending_at: string | null, now_ms: number): boolean {
  return oldest_pending_at !== null && now_ms - Date.parse(oldest_pending_at) > lateAfterMs;
}
