// Who speaks with whom, counted once from the flows.
import type { ZoneAsset, ZoneFlow } from './words.ts';

export type Peers = ReadonlyMap<string, ReadonlyMap<string, number>>;

const none: ReadonlyMap<string, number> = new Map();

function count(peers: Map<string, Map<string, number>>, from: string, to: string): void {
  const row = peers.get(from);
  if (row === undefined) peers.set(from, new Map([[to, 1]]));
  else row.set(to, (row.get(to) ?? 0) + 1);
}

/** Flows per pair of known assets, both ways round. */
export function countPeers(assets: ReadonlyMap<string, ZoneAsset>, flows: readonly ZoneFlow[]): Peers {
  const peers = new Map<string, Map<string, number>>();
  for (const { client_id, server_id } of flows) {
    if (client_id === null || server_id === null || client_id === server_id) continue;
    if (!assets.has(client_id) || !assets.has(server_id)) continue;
    count(peers, client_id, server_id);
    count(peers, server_id, client_id);
  }
  return peers;
}

export const peersOf = (peers: Peers, id: string): ReadonlyMap<string, number> => peers.get(id) ?? none;

/** Adds up a device's flows by a property of the peer; peers without it count nothing. */
export function tallyPeers<K>(peers: Peers, id: string, propertyOf: (peer: string) => K | undefined): Map<K, number> {
  const tally = new Map<K, number>();
  for (const [peer, flows] of peersOf(peers, id)) {
    const property = propertyOf(peer);
    if (property !== undefined) tally.set(property, (tally.get(property) ?? 0) + flows);
  }
  return tally;
}

/** The most frequent entry; `isBefore` decides ties, so that the answer never hangs on order. Undefined when empty. */
export function pickMost<K>(tally: ReadonlyMap<K, number>, isBefore: (a: K, b: K) => boolean): K | undefined {
  let best: { key: K; flows: number } | undefined;
  for (const [key, flows] of tally) {
    if (best === undefined || flows > best.flows || (flows === best.flows && isBefore(key, best.key))) best = { key, flows };
  }
  return best?.key;
}
