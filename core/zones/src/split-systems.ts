// Tells apart systems that share a network but neither a name nor a word: utilities and water treatment on one old switch, say.
import { readLabel } from './name-zone.ts';
import type { Peers } from './peers.ts';
import { peersOf } from './peers.ts';
import type { Seat } from './seats.ts';

const SYSTEM_MEMBERS_MIN = 4;

/** `label` is the first word of the members' names. */
export type System = { label: string; seats: Seat[] };

type Labels = ReadonlyMap<string, string>;

function readLabels(seats: readonly Seat[]): Labels {
  const labels = seats.map((seat) => [seat.asset.id, readLabel(seat)] as const);
  return new Map(labels.filter((entry): entry is readonly [string, string] => entry[1] !== null));
}

/** A device's system: its own name's, else the only one it speaks with. Null when it speaks with another than its own, or is alone. */
function systemOf(seat: Seat, labels: Labels, peers: Peers): string | null {
  const spokenTo = new Set(
    [...peersOf(peers, seat.asset.id).keys()].map((peer) => labels.get(peer)).filter((label) => label !== undefined),
  );
  const own = labels.get(seat.asset.id);
  if (own !== undefined) spokenTo.add(own);
  return spokenTo.size === 1 ? ([...spokenTo][0] ?? null) : null;
}

/**
 * The systems of one network: most members are named after one of at least two, every other member speaks with one of them only, each
 * has four members, and no flow joins two. Empty when any of that does not hold.
 */
export function splitSystems(seats: readonly Seat[], peers: Peers): System[] {
  const labels = readLabels(seats);
  if (labels.size * 2 < seats.length || new Set(labels.values()).size < 2) return [];
  const groups = new Map<string, Seat[]>();
  for (const seat of seats) {
    const label = systemOf(seat, labels, peers);
    if (label === null) return [];
    const group = groups.get(label);
    if (group === undefined) groups.set(label, [seat]);
    else group.push(seat);
  }
  if ([...groups.values()].some((group) => group.length < SYSTEM_MEMBERS_MIN)) return [];
  return [...groups].map(([label, group]) => ({ label, seats: group })).sort((a, b) => (a.label < b.label ? -1 : 1));
}
