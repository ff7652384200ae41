// Decisions about dependencies: what stops when something is down, transitively, in order of time; cycles end by themselves.
import type { DependentType, Hardness } from './schema.ts';

export type NodeType = DependentType | 'supplier';
/** `type:id`. */
export type NodeKey = `${NodeType}:${string}`;
export const keyOf = (type: NodeType, id: string): NodeKey => `${type}:${id}`;

/** `to` needs `from`: when `from` is down, `to` is hit as hard as `hardness` says. */
export type Need = { from: NodeKey; to: NodeKey; hardness: Hardness; after_hours: number | null; workaround: string | null };
/** A service with its hosts: it stops when the last of them is down, and is weakened before. */
export type Hosting = { service: NodeKey; hosts: readonly NodeKey[] };
export type Graph = { needs: readonly Need[]; hostings: readonly Hosting[] };

export type Hit = {
  key: NodeKey;
  effect: 'stops' | 'weakened' | 'inconvenienced';
  /** From the start; 0 at once. For `weakened` and `inconvenienced`: when that begins. */
  after_hours: number;
  workaround: string | null;
  /** Nodes on the way, without start and itself. */
  via: NodeKey[];
};

type Reached = { hours: number; via: NodeKey[]; workaround: string | null };

/**
 * What happens when the nodes of `starts` are down. Each node is settled once, at the earliest time anything stops it, so a cycle ends.
 * A nuisance goes no further. A service falls when all its hosts are down, at the time the last one is.
 */
export function whatStops(graph: Graph, starts: readonly NodeKey[]): Hit[] {
  const needsOf = Map.groupBy(graph.needs, (it) => it.from);
  const hostingOf = indexHostings(graph.hostings);
  const stopped = new Map<NodeKey, Reached>();
  const softer = new Map<NodeKey, Hit>();
  const waiting = new Map<NodeKey, Reached>(starts.map((key) => [key, { hours: 0, via: [], workaround: null }]));
  const offer = (key: NodeKey, reached: Reached): void => {
    const known = waiting.get(key);
    if (!stopped.has(key) && (known === undefined || reached.hours < known.hours)) waiting.set(key, reached);
  };
  for (let next = earliest(waiting, 0); next !== null; next = earliest(waiting, next[1].hours)) {
    const [key, reached] = next;
    waiting.delete(key);
    stopped.set(key, reached);
    const via = starts.includes(key) ? [] : [...reached.via, key];
    for (const need of needsOf.get(key) ?? []) spread(need, reached.hours, via, offer, softer);
    for (const hosting of hostingOf.get(key) ?? []) fall(hosting, stopped, via, offer, softer);
  }
  const hits = [...stopped]
    .filter(([key]) => !starts.includes(key))
    .map(([key, it]): Hit => ({
      key,
      effect: 'stops',
      after_hours: it.hours,
      workaround: it.workaround,
      via: it.via,
    }));
  return [...hits, ...[...softer.values()].filter((it) => !stopped.has(it.key))];
}

type Offer = (key: NodeKey, reached: Reached) => void;

function spread(need: Need, hours: number, via: NodeKey[], offer: Offer, softer: Map<NodeKey, Hit>): void {
  if (need.hardness === 'inconvenient') {
    if (!softer.has(need.to))
      softer.set(need.to, { key: need.to, effect: 'inconvenienced', after_hours: hours, workaround: need.workaround, via });
    return;
  }
  offer(need.to, { hours: hours + (need.after_hours ?? 0), via, workaround: need.workaround });
}

function fall(
  { service, hosts }: Hosting,
  stopped: ReadonlyMap<NodeKey, Reached>,
  via: NodeKey[],
  offer: Offer,
  softer: Map<NodeKey, Hit>,
): void {
  const down = hosts.map((host) => stopped.get(host)?.hours);
  const latest = Math.max(...down.map((hours) => hours ?? 0));
  if (down.every((hours) => hours !== undefined)) offer(service, { hours: latest, via, workaround: null });
  else if (!softer.has(service)) softer.set(service, { key: service, effect: 'weakened', after_hours: latest, workaround: null, via });
}

function indexHostings(hostings: readonly Hosting[]): Map<NodeKey, Hosting[]> {
  const index = new Map<NodeKey, Hosting[]>();
  for (const hosting of hostings)
    for (const host of hosting.hosts) {
      const known = index.get(host);
      if (known === undefined) index.set(host, [hosting]);
      else known.push(hosting);
    }
  return index;
}

// Nothing that waits is earlier than what was settled last (`now`): the first of that hour will do.
function earliest(waiting: ReadonlyMap<NodeKey, Reached>, now: number): [NodeKey, Reached] | null {
  let best: [NodeKey, Reached] | null = null;
  for (const [key, reached] of waiting) {
    if (reached.hours === now) return [key, reached];
    if (best === null || reached.hours < best[1].hours) best = [key, reached];
  }
  return best;
}

const criticalities: readonly string[] = ['convenience', 'supporting', 'essential', 'safety'];
/** Rank of a criticality, 0 for none. */
export const rankOf = (criticality: string | null): number => criticalities.indexOf(criticality ?? '') + 1;

type Ordered = { effect: Hit['effect']; after_hours: number; criticality: string | null; name: string };
const effects: readonly Hit['effect'][] = ['stops', 'weakened', 'inconvenienced'];

/** What stops before what is a nuisance; then the more critical, the sooner, the name. */
export function compareLines(a: Ordered, b: Ordered): number {
  return (
    effects.indexOf(a.effect) - effects.indexOf(b.effect) ||
    rankOf(b.criticality) - rankOf(a.criticality) ||
    a.after_hours - b.after_hours ||
    a.name.localeCompare(b.name, undefined, { numeric: true })
  );
}
