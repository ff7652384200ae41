// Decisions about remote access: which flows belong to a way, which entry of the register explains a flow, how many solutions there are.
import { callingOut, remoteServices } from '@holdfast/core-zones';
import { isDmz, isOffice, isPlant } from './rules.ts';
import type { Outbound, RemoteAccess, RemotePath } from './schema.remote.ts';

/** One end of a flow; null what nobody knows of it. */
export type RemoteEnd = {
  asset_id: string | null;
  name: string;
  kind: string;
  zone_id: string | null;
  level: string | null;
  role: string | null;
};
export type RemoteFlow = { from: RemoteEnd; to: RemoteEnd; service: string; past_dmz: boolean };
type Way = Pick<RemoteFlow, 'from' | 'to' | 'service'>;
export type RegisterEntry = Pick<
  RemotePath,
  'asset_id' | 'service' | 'from_zone_id' | 'to_zone_ids' | 'to_asset_ids' | 'state' | 'solution'
>;

const comesFrom = (it: RegisterEntry, end: RemoteEnd): boolean => it.from_zone_id === null || it.from_zone_id === end.zone_id;
const reaches = (it: RegisterEntry, { asset_id, zone_id }: RemoteEnd): boolean =>
  (asset_id !== null && it.to_asset_ids.includes(asset_id)) || (zone_id !== null && it.to_zone_ids.includes(zone_id));

/**
 * Whether an entry explains a flow. A way through a device has two legs: from outside to the device, and from the device on; one that dials out speaks
 * with the place its people come from, and so does a machine that opens its own way out. The finding of remote sessions asks this very function.
 */
export function explains(it: RegisterEntry, { from, to, service }: Way): boolean {
  if (it.state === 'ended') return false;
  if (it.asset_id === null) {
    const isInward = comesFrom(it, from) && reaches(it, to);
    return it.service === service && (isInward || (callingOut.has(service) && comesFrom(it, to) && reaches(it, from)));
  }
  if (to.asset_id === it.asset_id) return from.asset_id === it.asset_id || comesFrom(it, from);
  if (from.asset_id !== it.asset_id) return false;
  const dialsOut = it.from_zone_id === null ? isOffice(to) : it.from_zone_id === to.zone_id;
  return dialsOut || reaches(it, to);
}

/** What every machine says for its own sake, a remote-access device too: time, names, sign-in, its log, whether somebody is there. */
const housekeeping: ReadonlySet<string> = new Set(
  'ntp ptp dns mdns llmnr netbios dhcp dhcpv6 ssdp lldp cdp stp arp igmp icmp icmpv6 kerberos ldap syslog'.split(' '),
);

/**
 * The way a flow belongs to: what a device that is for remote access does, or a remote service into the DMZ or the plant from above it, or one
 * that a machine there opens outwards.
 */
function wayOf({ from, to, service }: Way): { device: RemoteEnd | null } | null {
  if (housekeeping.has(service)) return null;
  const device = from.kind === 'remote-access' ? from : to.kind === 'remote-access' ? to : null;
  const comesIn = (isOffice(from) && (isDmz(to) || isPlant(to))) || (isDmz(from) && isPlant(to));
  const goesOut = callingOut.has(service) && (isPlant(from) || isDmz(from)) && isOffice(to);
  return device !== null || (comesIn && remoteServices.has(service)) || goesOut ? { device } : null;
}

export type Verdict = 'allowed' | 'unapproved' | 'no_list' | 'intra_zone';
export type Session = Way & { verdict: Verdict };
/** `has_begun`: somebody registered a way once, so that one which is not in it is a lapse and not only work to be done. */
export type Register = { entries: readonly RegisterEntry[]; has_begun: boolean };

/** Whether a flow is how somebody works in the plant from elsewhere: a way that ends in the plant, or that a machine of the plant opens outwards. */
function isSession({ from, to, service, verdict }: Session): boolean {
  if (wayOf({ from, to, service }) === null) return false;
  const isDevice = from.kind === 'remote-access';
  if (!isPlant(to)) return isOffice(to) && isPlant(from) && (isDevice || callingOut.has(service));
  const comesIn = !isPlant(from) && verdict !== 'intra_zone';
  return isDevice || (comesIn && (to.kind === 'remote-access' || remoteServices.has(service)));
}

/** No list lets it pass, and it comes in from outside or through a device inside of the plant: worth a look whether there is a register or not. */
function isBare({ from, to, service, verdict }: Session): boolean {
  if (verdict === 'allowed' || !isPlant(to)) return false;
  if (from.kind === 'remote-access' && isPlant(from)) return !housekeeping.has(service);
  if (!remoteServices.has(service) || verdict === 'intra_zone') return false;
  return isOffice(from) || (verdict === 'unapproved' && !isPlant(from));
}

/**
 * Whether a flow is a remote session that no approved path explains (E3). An approved path is an entry of the register: that a list lets a flow pass says
 * who may speak, not that somebody may work here from elsewhere. A plant without a register is asked for one on the page of the boundary, and has a
 * finding only of what no list lets pass either.
 */
export function isUnexplained(it: Session, { entries, has_begun }: Register): boolean {
  if (!isBare(it) && !(has_begun && isSession(it))) return false;
  return !entries.some((entry) => explains(entry, it));
}

/** The ways that were seen, by name. */
export function listWays(flows: readonly RemoteFlow[], register: readonly RegisterEntry[]): RemoteAccess[] {
  const found = new Map<string, RemoteAccess>();
  for (const flow of flows) {
    const way = wayOf(flow);
    if (way === null) continue;
    const key = way.device?.asset_id ?? flow.service;
    const it = found.get(key) ?? emptyWay(way.device, flow.service);
    found.set(key, countIn(it, flow, !register.some((entry) => explains(entry, flow))));
  }
  return [...found.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

const emptyWay = (device: RemoteEnd | null, service: string): RemoteAccess => ({
  name: device?.name ?? service,
  is_device: device !== null,
  asset_id: device?.asset_id ?? null,
  service: device === null ? service : null,
  flows: 0,
  past_dmz: 0,
  unexplained: 0,
  from_zone_ids: [],
  to_zone_ids: [],
});

function countIn(it: RemoteAccess, { from, to, past_dmz }: RemoteFlow, isUnexplained: boolean): RemoteAccess {
  const counted = { ...it, flows: it.flows + 1, past_dmz: it.past_dmz + (past_dmz ? 1 : 0) };
  if (!isUnexplained) return counted;
  // What is opened outwards: its people come from where it leads.
  const isOut = isOffice(to) && (it.asset_id === null ? !isOffice(from) : from.asset_id === it.asset_id);
  const people = isOut ? [to.zone_id] : it.asset_id !== null && from.asset_id === it.asset_id ? [] : [from.zone_id];
  const reached = isOut && it.asset_id === null ? [from.zone_id] : isOut || to.asset_id === it.asset_id ? [] : [to.zone_id];
  const add = (ids: string[], more: (string | null)[]): string[] => [...new Set([...ids, ...more.filter((id) => id !== null)])];
  return {
    ...counted,
    unexplained: it.unexplained + 1,
    from_zone_ids: add(it.from_zone_ids, people),
    to_zone_ids: add(it.to_zone_ids, reached),
  };
}

/** How many solutions there are: those of the register, and each way seen that it does not explain (H8). */
export function countSolutions(ways: readonly RemoteAccess[], register: readonly RegisterEntry[]): number {
  const named = register.filter((it) => it.state !== 'ended').map((it) => it.solution.trim().toLowerCase());
  return new Set(named).size + ways.filter((it) => it.unexplained > 0).length;
}

export type Answer = Pick<Outbound, 'source' | 'owner_id' | 'owner_name' | 'purpose' | 'named'>;
type Known = Pick<Outbound, 'owner_id' | 'owner_name' | 'purpose'> & Partial<Pick<Outbound, 'named'>>;
export const nobody: Answer = { source: 'nobody', owner_id: null, owner_name: null, purpose: null, named: null };

/** Who answers for what leaves: whom people named, else the exception's owner, else the conduit's owner with the rule's purpose. Both must be known. */
export function answerOf(named: Known | undefined, exception: Known | undefined, rule: Known | undefined): Answer {
  const sources = [
    ['named', named],
    ['exception', exception],
    ['rule', rule],
  ] as const;
  for (const [source, it] of sources)
    if (it !== undefined && it.owner_id !== null && (it.purpose ?? '').trim() !== '') return { named: null, ...it, source };
  return nobody;
}
