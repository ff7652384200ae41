// Token buckets in memory: so many tries at once, then one every so often. Time comes in as an argument.

export type Bucket = { tokens: number; at_ms: number };

export type RateLimit = {
  /** Takes one token of `key`. Returns 0 when there was one, else the seconds until there is. */
  take(key: string, now_ms: number): number;
  /** Fills `key` up again: what it guarded went well. */
  forget(key: string): void;
};

/** `burst` tries at once, one more each `refill_ms`. At most `keys` keys are remembered; the one unused longest goes first. */
export function createRateLimit({ burst, refill_ms, keys = 10_000 }: { burst: number; refill_ms: number; keys?: number }): RateLimit {
  const buckets = new Map<string, Bucket>();
  return {
    take: (key, now_ms) => {
      const before = buckets.get(key) ?? { tokens: burst, at_ms: now_ms };
      const gained = Math.max(0, now_ms - before.at_ms) / refill_ms;
      const tokens = Math.min(burst, before.tokens + gained);
      buckets.delete(key);
      buckets.set(key, { tokens: tokens >= 1 ? tokens - 1 : tokens, at_ms: Math.max(now_ms, before.at_ms) });
      const oldest = buckets.size > keys ? buckets.keys().next().value : undefined;
      if (oldest !== undefined) buckets.delete(oldest);
      return tokens >= 1 ? 0 : Math.ceil(((1 - tokens) * refill_ms) / 1000);
    },
    forget: (key) => void buckets.delete(key),
  };
}

/** The part of an address that stands for one customer: an IPv4 address, or an IPv6 address's first 64 bits. */
export function addressKey(address: string): string {
  const v4 = /^(?:::ffff:)?(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (v4 !== undefined) return v4;
  const [head = '', tail] = address.toLowerCase().split('%')[0]?.split('::') ?? [];
  const front = head === '' ? [] : head.split(':');
  const back = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - front.length - back.length) }, () => '0');
  return [...front, ...zeros, ...back].slice(0, 4).join(':');
}
