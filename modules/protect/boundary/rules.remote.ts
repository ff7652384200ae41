// Decisions about remote access: which flows belong to a way, which entry of the register explains a flow, how many solutions there are.
import { remoteServices } from '@holdfast/core-zones';
import { isDmz, isOffice, isPlant } from './rules.ts';
import type { Outbound, RemoteAccess, RemotePath } from './schema.remote.ts';

/** Services by which a way may be known, by name. */
export const remoteServiceNames: readonly string[] = [...remoteServices].toSorted();

type End = { asset_id: string; name: string; kind: string; zone_id: string; level: string | null; role: string | null };
export type RemoteFlow = { from: End; to: End; service: string; past_dmz: boolean };
type Entry = Pick<RemotePath, 'asset_id' | 'service' | 'from_zone_id' | 'to_zone_ids' | 'to_asset_ids' | 'state' | 'solution'>;

/**
 * Whether an entry explains a flow. A way through a device has two legs: from outside to the device, and from the device on; one that dials out speaks
 * with the place its people come from. The finding of remote sessions asks the same in SQL.
 */
export function explains(it: Entry, { from, to, service }: Pick<RemoteFlow, 'from' | 'to' | 'service'>): boolean {
  if (it.state === 'ended') return false;
  const [isFromDevice, isToDevice] = [from.asset_id === it.asset_id, to.asset_id === it.asset_id];
  if (it.asset_id === null ? it.service !== service : !isFromDevice && !isToDevice) return false;
  const comes = isFromDevice || it.from_zone_id === null || it.from_zone_id === from.zone_id;
  const dialsOut = isFromDevice && it.from_zone_id !== null && it.from_zone_id === to.zone_id;
  const leads = isToDevice || dialsOut || it.to_asset_ids.includes(to.asset_id) || it.to_zone_ids.includes(to.zone_id);
  return comes && leads;
}

/** The way a flow belongs to: a device that is for remote access, or a remote service from the office or beyond into the DMZ or past it. */
function wayOf({ from, to, service }: RemoteFlow): { device: End | null } | null {
  const device = from.kind === 'remote-access' ? from : to.kind === 'remote-access' ? to : null;
  const comesIn = isOffice(from) && !isOffice(to) && (isDmz(to) || isPlant(to)) && remoteServices.has(service);
  return device === null && !comesIn ? null : { device };
}

/** The ways that were seen, by name. */
export function listWays(flows: readonly RemoteFlow[], register: readonly Entry[]): RemoteAccess[] {
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

const emptyWay = (device: End | null, service: string): RemoteAccess => ({
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
  // A device that dials out: its people come from where it dials to.
  const isOut = from.asset_id === it.asset_id && isOffice(to);
  const comesFrom = isOut ? [to.zone_id] : from.asset_id === it.asset_id ? [] : [from.zone_id];
  const leadsTo = isOut || to.asset_id === it.asset_id ? [] : [to.zone_id];
  const add = (ids: string[], more: string[]): string[] => [...new Set([...ids, ...more])];
  return {
    ...counted,
    unexplained: it.unexplained + 1,
    from_zone_ids: add(it.from_zone_ids, comesFrom),
    to_zone_ids: add(it.to_zone_ids, leadsTo),
  };
}

/** How many solutions there are: those of the register, and each way seen that it does not explain (H8). */
export function countSolutions(ways: readonly RemoteAccess[], register: readonly Entry[]): number {
  const named = register.filter((it) => it.state !== 'ended').map((it) => it.solution.trim().toLowerCase());
  return new Set(named).size + ways.filter((it) => it.unexplained > 0).length;
}

export type Answer = Pick<Outbound, 'source' | 'owner_id' | 'owner_name' | 'purpose'>;
type Known = { owner_id: string | null; owner_name: string | null; purpose: string | null };
export const nobody: Answer = { source: 'nobody', owner_id: null, owner_name: null, purpose: null };

/** Who answers for what leaves: whom people named, else the exception's owner, else the conduit's owner with the rule's purpose. Both must be known. */
export function answerOf(named: Known | undefined, exception: Known | undefined, rule: Known | undefined): Answer {
  const sources = [
    ['named', named],
    ['exception', exception],
    ['rule', rule],
  ] as const;
  for (const [source, it] of sources)
    if (it !== undefined && it.owner_id !== null && (it.purpose ?? '').trim() !== '') return { ...it, source };
  return nobody;
}
