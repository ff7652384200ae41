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

/** So many flows of a service are put together in every way; more take too long. */
const MOST_TRIED = 200_000;

type Together = { joined: Joined[]; misses: Miss[] };

/** Which end is put together first, and how many lines a wider end has to stand for. */
type Way = { first: 'client' | 'server'; replaces: number };
const ways: readonly Way[] = [
  { first: 'client', replaces: 2 },
  { first: 'server', replaces: 2 },
  { first: 'client', replaces: 1 },
  { first: 'server', replaces: 1 },
];

/**
 * All lines as few rules as they can be without letting anything in that was not seen; and what would have been fewer. Who asks may be put
 * together first or what is asked; a role that stands for one line only may let its rules of several peers become one. Each way is tried,
 * the shortest list wins.
 */
export function putTogether(lines: readonly Line[], extents: readonly Extent[], universe: Universe): Together {
  const all: Together = { joined: [], misses: [] };
  for (const group of groupBy(lines, ({ service }) => service).values()) {
    let best = joinService(group, extents, universe, ways[0]!);
    for (const way of group.length > MOST_TRIED ? [] : ways.slice(1)) {
      if (best.joined.length <= 2) break;
      const other = joinService(group, extents, universe, way);
      if (other.joined.length < best.joined.length) best = other;
    }
    for (const joined of best.joined) all.joined.push(joined);
    for (const miss of best.misses) all.misses.push(miss);
  }
  return all;
}

/** Lines of one service that have the first end in common, by the other end. */
type Half = { end: WideEnd; peer: number; extent: number; lines: Line[] };
const byPeer: Reader<Half> = { assetOf: ({ peer }) => peer, extentOf: ({ extent }) => extent };

function joinService(lines: readonly Line[], extents: readonly Extent[], universe: Universe, { first, replaces }: Way): Together {
  const [second, sides] = first === 'client' ? (['server', ['from', 'to']] as const) : (['client', ['to', 'from']] as const);
  const byFirst: Reader<Line> = { assetOf: (line) => line[first], extentOf: ({ extent }) => extent };
  const misses: Miss[] = [];
  const halves = new Map<string, Half[]>();
  for (const group of groupBy(lines, (line) => line[second]).values()) {
    const found: NearMiss<Line>[] = [];
    for (const { end, extent, of } of widenEnds(group, byFirst, { extents, universe, replaces }, found)) {
      const half: Half = { end, peer: group[0]![second], extent, lines: of };
      const same = halves.get(keyOf(end));
      if (same === undefined) halves.set(keyOf(end), [half]);
      else same.push(half);
    }
    for (const { of, ...miss } of found) misses.push({ ...miss, end: sides[0], lines: of });
  }
  const joined: Joined[] = [];
  for (const group of halves.values()) {
    const found: NearMiss<Half>[] = [];
    for (const { end, extent, of } of widenEnds(group, byPeer, { extents, universe, replaces }, found)) {
      const [from, to] = first === 'client' ? [group[0]!.end, end] : [end, group[0]!.end];
      joined.push({ from, to, service: lines[0]!.service, extent, lines: of.length === 1 ? of[0]!.lines : of.flatMap((it) => it.lines) });
    }
    for (const { of, ...miss } of found) misses.push({ ...miss, end: sides[1], lines: of.flatMap((it) => it.lines) });
  }
  return { joined, misses };
}
