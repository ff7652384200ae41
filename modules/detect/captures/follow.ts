// Follows a reader to its report: says now and then how far it is, and ends one that no longer moves.
import type { Reader, Reading } from './reader.ts';

export type FollowTimes = { noteMs: number; stallMs: number };

/** A batch is two megabytes, at most two gigabytes unpacked, and takes seconds: who takes longer than this is caught in a loop. */
const usual: FollowTimes = { noteMs: 500, stallMs: 10 * 60_000 };

/**
 * The reader's report. `note` is called while it reads, never twice at once, and its faults are not looked at: it is telemetry. Rejects as
 * the reader does; a reader that took nothing for `stallMs` is stopped and reported as an Error.
 */
export async function followReading(reader: Reader, note: () => Promise<void>, { noteMs, stallMs } = usual): Promise<Reading> {
  let noting = false;
  let seen = { ...reader.progress, at: Date.now() };
  const stalled = Promise.withResolvers<never>();
  const timer = setInterval(() => {
    const { read_bytes, packets } = reader.progress;
    if (read_bytes !== seen.read_bytes || packets !== seen.packets) seen = { read_bytes, packets, at: Date.now() };
    else if (Date.now() - seen.at > stallMs) stalled.reject(new Error(`the reading thread took nothing for ${stallMs / 1000} s`));
    if (noting) return;
    noting = true;
    note()
      .catch(() => {})
      .finally(() => (noting = false));
  }, noteMs);
  try {
    return await Promise.race([reader.reading, stalled.promise]);
  } finally {
    clearInterval(timer);
  }
}
