// Which files a round reads again: what is damaged, to see whether it is back; then the longest unread, so that each comes within a month.

/** Every file is read again within so many days. */
export const periodDays = 30;
/** Not more often than this, unless somebody asks. */
const restDays = 7;
/** The round is so fast that all files would be through in this time, with room for days the server stands still. */
const paceDays = 20;
const leastBytes = 1 << 30;
/** More than this is left for the next round, even where files are overdue. */
const mostBytes = 2 ** 34;
const dayMs = 86_400_000;

export type Waiting = { sha256: string; size_bytes: number; checked_at: string | null; fault: string | null };

/**
 * Of all files of a site, those this round reads, the longest unread first. `rounds_a_day`: how often there is one. At least one file comes
 * along, however large.
 */
export function planRound(files: readonly Waiting[], now: Date, rounds_a_day = 24): string[] {
  const age = (it: Waiting): number => (it.checked_at === null ? Number.POSITIVE_INFINITY : now.getTime() - Date.parse(it.checked_at));
  const total = files.reduce((sum, it) => sum + it.size_bytes, 0);
  const due = files
    .filter((it) => it.fault === null && age(it) > restDays * dayMs)
    .toSorted((a, b) => age(b) - age(a) || a.sha256.localeCompare(b.sha256));
  const usual = Math.max(leastBytes, total / (paceDays * rounds_a_day));
  const planned: string[] = [];
  let bytes = 0;
  for (const it of due) {
    const budget = age(it) > periodDays * dayMs ? mostBytes : usual;
    if (planned.length > 0 && bytes + it.size_bytes > budget) continue;
    planned.push(it.sha256);
    bytes += it.size_bytes;
  }
  return planned;
}
