// Epochs of a log: its origin ends in `/e1`, and each restore of an older copy begins the next one. An epoch that has ended is never signed again.

/** What an origin says: `holdfast.local/abc/site/e2` is epoch 2 of `holdfast.local/abc/site`. Null for a name without an epoch. */
export function readOrigin(origin: string): { base: string; epoch: number } | null {
  const found = /^(.+)\/e([1-9][0-9]{0,8})$/.exec(origin);
  return found === null ? null : { base: found[1]!, epoch: Number(found[2]) };
}

/** The name of another epoch of the same log. Throws TypeError for a name without an epoch. */
export function originOf(origin: string, epoch: number): string {
  const read = readOrigin(origin);
  if (read === null) throw new TypeError(`no epoch in ${origin}`);
  return `${read.base}/e${epoch}`;
}

/** Of what was signed, the latest epoch after this one; undefined when it is the last. */
export function laterEpoch<H extends { origin: string }>(heads: readonly H[], origin: string): H | undefined {
  const own = readOrigin(origin);
  if (own === null) return undefined;
  const later = heads.filter((head) => {
    const read = readOrigin(head.origin);
    return read !== null && read.base === own.base && read.epoch > own.epoch;
  });
  return later.toSorted((a, b) => readOrigin(a.origin)!.epoch - readOrigin(b.origin)!.epoch).at(-1);
}
