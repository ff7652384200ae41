// Whose addresses are whose: the internet's, the site's own ranges read off its numbering, and private ones of somebody else.

/** Whether an address is routed on the internet: not private (RFC 1918, RFC 4193), shared, local, loopback, multicast or unspecified. */
export function isPublicAddress(ip: string): boolean {
  if (ip.includes(':')) return /^[23]/i.test(ip) && ip.includes(':');
  const [first = 0, second = 0] = ip.split('.').map(Number);
  if (first === 0 || first === 10 || first === 127 || first >= 224) return false;
  if (first === 172) return second < 16 || second > 31;
  if (first === 192) return second !== 168;
  if (first === 169) return second !== 254;
  return !(first === 100 && second >= 64 && second <= 127);
}

/** A device by its /24 (`10.20.1`, null without address); `direct` when it was heard with a MAC of its own. */
export type Numbered = { network: string | null; direct: boolean };

/** `own` are /16s (`10.20`) in which enough networks were heard to know the site by; `heard` are all /16s with a device heard directly. */
export type SitePlan = { own: readonly string[]; heard: ReadonlySet<string> };

/** One network alone says nothing of how a site numbers: a sensor in one cell knows only that cell. */
const NETWORKS_MIN = 3;

/** The /16 of a /24. */
export function rangeOf(network: string): string {
  return network.slice(0, network.lastIndexOf('.'));
}

/** Reads the plan off the devices that were heard directly, in private ranges (RFC 1918). */
export function readSitePlan(devices: Iterable<Numbered>): SitePlan {
  const networks = new Map<string, Set<string>>();
  for (const { network, direct } of devices) {
    if (network === null || !direct || isPublicAddress(`${network}.0`)) continue;
    const range = rangeOf(network);
    const known = networks.get(range);
    if (known === undefined) networks.set(range, new Set([network]));
    else known.add(network);
  }
  const own = [...networks].filter(([, one]) => one.size >= NETWORKS_MIN).map(([range]) => range);
  return { own: own.sort(), heard: new Set(networks.keys()) };
}

/** True for a private address only seen through a router, in a range where nothing was heard directly, while the site's plan is known. */
export function isBeyondSite({ network, direct }: Numbered, plan: SitePlan): boolean {
  if (network === null || direct || plan.own.length === 0 || isPublicAddress(`${network}.0`)) return false;
  return !plan.heard.has(rangeOf(network));
}
