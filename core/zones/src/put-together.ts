// Lines put together: first who asks the same of one server, then which servers the same is asked of.
import { type NearMiss, type Reader, type Universe, type WideEnd, widenEnds } from './generalise.ts';
import type { Extent, Line } from './learn-lines.ts';

/** One rule to be: its ends, the number of its service and extent, and the lines it stands for. */
export type Joined = { from: WideEnd; to: WideEnd; service: number; extent: number; lines: Line[] };
export type Miss = Omit<NearMiss<Line>, 'of'> & { end: 'from' | 'to'; lines: Line[] };

const keyOf = (end: WideEnd): string =>
  end.kind === 'asset' ? `${end.asset}` : end.kind === 'zone' ? `zone ${end.zone}` : `${end.zone} ${end.role}`;

function groupBy(lines: readonly Line[], keyOf: (line: Line) => number): Map<number, Line[]> {
  const groups = new Map<number, Line[]>();
  for (const line of lines) {
    const key = keyOf(line);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [line]);
    else group.push(line);
  }
  return groups;
}

/** So many flows of a service are put together in two ways; more take too long. */
const MOST_TRIED_TWICE = 200_000;

type Together = { joined: Joined[]; misses: Miss[] };

/**
 * All lines as few rules as they can be without letting anything in that was not seen; and what would have been fewer. A role that stands
 * for one line only may let its rules of several servers become one: both ways are tried where operations differ, the shorter list wins.
 */
export function putTogether(lines: readonly Line[], extents: readonly Extent[], universe: Universe): Together {
  const all: Together = { joined: [], misses: [] };
  for (const group of groupBy(lines, ({ service }) => service).values()) {
    let best = joinService(group, extents, universe, 2);
    if (group.length <= MOST_TRIED_TWICE && best.joined.length > 2 && group.some(({ extent }) => extent !== group[0]!.extent)) {
      const other = joinService(group, extents, universe, 1);
      if (other.joined.length < best.joined.length) best = other;
    }
    for (const joined of best.joined) all.joined.push(joined);
    for (const miss of best.misses) all.misses.push(miss);
  }
  return all;
}

const byClient: Reader<Line> = { assetOf: ({ client }) => client, extentOf: ({ extent }) => extent };
const byServer: Reader<Joined> = { assetOf: ({ to }) => (to.kind === 'asset' ? to.asset : -1), extentOf: ({ extent }) => extent };

function joinService(lines: readonly Line[], extents: readonly Extent[], universe: Universe, replaces: number): Together {
  const misses: Miss[] = [];
  const byClients = new Map<string, Joined[]>();
  for (const group of groupBy(lines, ({ server }) => server).values()) {
    const found: NearMiss<Line>[] = [];
    const { server, service } = group[0]!;
    for (const { end, extent, of } of widenEnds(group, byClient, { extents, universe, replaces }, found)) {
      const joined: Joined = { from: end, to: { kind: 'asset', asset: server }, service, extent, lines: of };
      const same = byClients.get(keyOf(end));
      if (same === undefined) byClients.set(keyOf(end), [joined]);
      else same.push(joined);
    }
    for (const { of, ...miss } of found) misses.push({ ...miss, end: 'from', lines: of });
  }
  const joined: Joined[] = [];
  for (const group of byClients.values()) {
    const found: NearMiss<Joined>[] = [];
    const { from, service } = group[0]!;
    for (const { end, extent, of } of widenEnds(group, byServer, { extents, universe, replaces }, found))
      joined.push({ from, to: end, service, extent, lines: of.length === 1 ? of[0]!.lines : of.flatMap((it) => it.lines) });
    for (const { of, ...miss } of found) misses.push({ ...miss, end: 'to', lines: of.flatMap((it) => it.lines) });
  }
  return { joined, misses };
}
