// A checkpoint before its minute is over, for somebody who waits for a proof: so often at most, and never waited for long.
import { setTimeout as wait } from 'node:timers/promises';

/** At least this long between two such checkpoints of one log. */
const gapMs = 2000;
/** A signer that is slow or down is not waited for: the checkpoint of the minute comes anyway. */
const patienceMs = 2000;

type Log = { id: string; origin: string };

/** Signs a log now unless that was done a moment ago; those who ask meanwhile wait for the same checkpoint. Never throws: `refused` is told. */
export function makeCover(sign: (log: Log) => Promise<unknown>, refused: (thrown: unknown) => void, now: () => number = Date.now) {
  const last = new Map<string, { at: number; done: Promise<void> }>();
  return async (log: Log): Promise<void> => {
    let found = last.get(log.id);
    if (found === undefined || now() - found.at >= gapMs) {
      const done = sign(log).then(() => {}, refused);
      found = { at: now(), done };
      last.set(log.id, found);
    }
    const given = new AbortController();
    await Promise.race([found.done, wait(patienceMs, undefined, { signal: given.signal }).catch(() => {})]);
    given.abort();
  };
}
