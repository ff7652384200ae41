// How many entries one person, one token or one process may add to a log: a flood must not bury what happened, nor fill the disk.
import { Failure } from './failure.ts';
import type { Permit } from './permit.ts';
import { createRateLimit } from './rate-limit.ts';

/** Who floods which log; `through` is the token or terminal they came by. */
export type Flood = { actor_id: string; is_process: boolean; through: string | null; site_id: string | null; most: number };

export type ActQuota = (permit: Permit, now_ms: number) => void;

type QuotaOptions = {
  /** So many acts at once ... */
  burst?: number;
  /** ... and one more each. People never come near it; a program with a token must make batches. */
  refill_ms?: number;
  /** The same for each of Holdfast's processes: an entry a batch stays far below it, one gone wild does not. */
  process_burst?: number;
  process_refill_ms?: number;
  /** Told once when a flood begins, and anew after ten minutes without a refusal. */
  onFlood?: (flood: Flood) => void;
};

const quietMs = 10 * 60_000;

/**
 * Makes the quota of acts: throws Failure('too_many', 'too_many_acts', {retry_after_s}) beyond it. A process's job fails then, and is tried
 * again later.
 */
export function createActQuota(options: QuotaOptions = {}): ActQuota {
  const { burst = 3000, refill_ms = 50, process_burst = 20_000, process_refill_ms = 200, onFlood } = options;
  const limits = {
    person: { most: burst, limit: createRateLimit({ burst, refill_ms }) },
    process: { most: process_burst, limit: createRateLimit({ burst: process_burst, refill_ms: process_refill_ms }) },
  };
  const refusedAt = new Map<string, number>();
  return ({ actor_id, via, through = null, site_id }, now_ms) => {
    const is_process = via === 'process';
    const { limit, most } = limits[is_process ? 'process' : 'person'];
    const key = `${site_id}/${actor_id}/${through}`;
    const retry_after_s = limit.take(key, now_ms);
    if (retry_after_s === 0) return;
    const isNew = now_ms - (refusedAt.get(key) ?? -quietMs) >= quietMs;
    for (const [other, at_ms] of refusedAt) if (now_ms - at_ms >= quietMs) refusedAt.delete(other);
    refusedAt.set(key, now_ms);
    if (isNew) onFlood?.({ actor_id, is_process, through, site_id, most });
    throw new Failure('too_many', 'too_many_acts', { retry_after_s });
  };
}
