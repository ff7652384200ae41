// Lines put together: first who asks the same of one server, then which servers the same is asked of.
import { type NearMiss, type Universe, type WideEnd, widenEnds } from './generalise.ts';
import type { Extent, Line } from './learn-lines.ts';

/** One rule to be: its ends, the number of its service and extent, and the lines it stands for. */
export type Joined = { from: WideEnd; to: WideEnd; service: number; extent: number; lines: Line[] };
export type Miss = Omit<NearMiss<Line>, 'of'> & { end: 'from' | 'to'; lines: Line[] };

const keyOf = (end: WideEnd): string =>
  end.kind === 'asset' ? `${end.asset}` : end.kind === 'zone' ? `zone ${end.zone}` : `${end.zone} ${end.role}`;

function groupLines(lines: readonly Line[]): Map<number, Line[]> {
  const groups = new Map<number, Line[]>();
  for (const line of lines) {
    const key = line.server * 0x400000 + line.service;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [line]);
    else group.push(line);
  }
  return groups;
}

/** All lines as few rules as they can be without letting anything in that was not seen; and what would have been fewer. */
export function putTogether(lines: readonly Line[], extents: readonly Extent[], universe: Universe): { joined: Joined[]; misses: Miss[] } {
  const misses: Miss[] = [];
  const byClients = new Map<string, Joined[]>();
  for (const group of groupLines(lines).values()) {
    const found: NearMiss<Line>[] = [];
    const items = group.map((line) => ({ asset: line.client, extent: line.extent, of: line }));
    const { server, service } = group[0]!;
    for (const { end, extent, of } of widenEnds(items, extents, universe, found)) {
      const key = `${keyOf(end)} ${service}`;
      const joined: Joined = { from: end, to: { kind: 'asset', asset: server }, service, extent, lines: of };
      const same = byClients.get(key);
      if (same === undefined) byClients.set(key, [joined]);
      else same.push(joined);
    }
    for (const { of, ...miss } of found) misses.push({ ...miss, end: 'from', lines: of });
  }
  const joined: Joined[] = [];
  for (const group of byClients.values()) {
    const found: NearMiss<Joined>[] = [];
    const items = group.map((it) => ({ asset: it.to.kind === 'asset' ? it.to.asset : -1, extent: it.extent, of: it }));
    const { from, service } = group[0]!;
    for (const { end, extent, of } of widenEnds(items, extents, universe, found))
      joined.push({ from, to: end, service, extent, lines: of.length === 1 ? of[0]!.lines : of.flatMap((it) => it.lines) });
    for (const { of, ...miss } of found) misses.push({ ...miss, end: 'to', lines: of.flatMap((it) => it.lines) });
  }
  return { joined, misses };
}
