// Which MAC sent for which IP address, and how sure that is; and what each address sent in all.
import type { Position } from '../position.ts';

/** One IP (0: none, the MAC spoke for itself) behind one MAC (0: the link has none). `hops` is the highest TTL or hop limit seen. */
export type Sighting = {
  ip: number;
  mac: number;
  claimedByArp: boolean;
  /** When ARP first and last claimed it, in microseconds; 0 when it never did. */
  claimed: number;
  claimedLast: number;
  hops: number;
  vlans: number[];
  file: number;
  frame: number;
  micros: number;
  /** When it was first seen, among all that was. */
  since: number;
};

/** Packets an address sent and when; `received` is true when something was delivered to it. */
export type AddressActivity = { packets: number; first: number; last: number; received: boolean };

const MAX_VLANS = 16;
const TWO_24 = 1 << 24;

export class Sightings {
  readonly #position: Position;
  readonly #limit: number;
  readonly #pairs = new Map<number, Sighting>();
  readonly #activity = new Map<number, AddressActivity>();

  constructor(position: Position, limit: number) {
    this.#position = position;
    this.#limit = limit;
  }

  /** Notes that `mac` sent a frame for `ip`. Called when a connection's MAC or VLAN changes, not per packet. */
  note(ip: number, mac: number, hops: number, vlan: number, claimedByArp: boolean): void {
    const key = ip * TWO_24 + mac;
    let pair = this.#pairs.get(key);
    if (pair === undefined) {
      if (this.#pairs.size >= this.#limit) return;
      const { file, frame, micros, order } = this.#position;
      pair = { ip, mac, claimedByArp, claimed: 0, claimedLast: 0, hops, vlans: [], file, frame, micros, since: order };
      this.#pairs.set(key, pair);
    }
    if (hops > pair.hops) pair.hops = hops;
    if (claimedByArp) noteClaim(pair, this.#position.micros, this.#position.micros);
    if (vlan >= 0 && pair.vlans.length < MAX_VLANS && !pair.vlans.includes(vlan)) pair.vlans.push(vlan);
  }

  /** Adds what a forgotten connection says about one of its ends. */
  addActivity(address: number, packets: number, first: number, last: number, received: boolean): void {
    if (address === 0) return;
    let activity = this.#activity.get(address);
    if (activity === undefined) {
      if (this.#activity.size >= this.#limit) return;
      activity = { packets: 0, first, last, received: false };
      this.#activity.set(address, activity);
    }
    activity.packets += packets;
    if (first < activity.first) activity.first = first;
    if (last > activity.last) activity.last = last;
    if (received) activity.received = true;
  }

  /** Takes in what another inspection saw, earliest first. @param addressOf number here of an address there */
  take(seen: Sighting, addressOf: Int32Array): void {
    const [ip, mac] = [addressOf[seen.ip]!, addressOf[seen.mac]!];
    const key = ip * TWO_24 + mac;
    const pair = this.#pairs.get(key);
    if (pair === undefined) {
      if (this.#pairs.size < this.#limit) this.#pairs.set(key, { ...seen, ip, mac, vlans: [...seen.vlans] });
      return;
    }
    pair.hops = Math.max(pair.hops, seen.hops);
    if (seen.claimedByArp) noteClaim(pair, seen.claimed, seen.claimedLast);
    for (const vlan of seen.vlans) if (pair.vlans.length < MAX_VLANS && !pair.vlans.includes(vlan)) pair.vlans.push(vlan);
  }

  pairs(): Iterable<Sighting> {
    return this.#pairs.values();
  }

  activity(): ReadonlyMap<number, AddressActivity> {
    return this.#activity;
  }
}

function noteClaim(pair: Sighting, first: number, last: number): void {
  if (!pair.claimedByArp || pair.claimed === 0 || first < pair.claimed) pair.claimed = first;
  pair.claimedByArp = true;
  if (last > pair.claimedLast) pair.claimedLast = last;
}
