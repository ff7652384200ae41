// Pieces of nftables text: sets, matches on ends and services, comments (nft(8), nftables 1.0.2 and later).
import type { Rule } from '../words.ts';
import type { Line } from './lines.ts';
import { rangesOf } from './places.ts';
import type { Place } from './places.ts';
import { formatRange } from './ranges.ts';
import type { Family, Range } from './ranges.ts';
import { cleanText } from './tags.ts';
import type { WindowPart } from './windows.ts';

const ELEMENTS_PER_LINE = 6;

export const families = [4, 6] as const;
export const quote = (text: string): string => `"${cleanText(text, 110)}"`;
export const commentOf = (text: string): string => `comment ${quote(text)}`;
export const setOf = (place: Place, family: Family): string => `@${place.name}_v${family}`;
const addressOf = (family: Family): string => (family === 4 ? 'ip' : 'ip6');

function elementLines(elements: readonly string[]): string {
  const lines: string[] = [];
  for (let at = 0; at < elements.length; at += ELEMENTS_PER_LINE) lines.push(elements.slice(at, at + ELEMENTS_PER_LINE).join(', '));
  return lines.join(',\n\t\t\t     ');
}

function setText(name: string, type: string, elements: readonly string[], label: string): string[] {
  const flags = type === 'ether_addr' ? [] : ['\t\tflags interval'];
  return [
    `\tset ${name} {`,
    `\t\ttype ${type}`,
    ...flags,
    `\t\t${commentOf(label)}`,
    `\t\telements = { ${elementLines(elements)} }`,
    '\t}',
    '',
  ];
}

/** The sets of a place's addresses, one for each family it has. */
export function addressSets(place: Place): string[] {
  const sets: [Family, Range[]][] = families.map((family) => [family, rangesOf(place, family)]);
  return sets.flatMap(([family, ranges]) => {
    if (ranges.length === 0) return [];
    const elements = ranges.map((range) => formatRange(family, range));
    return setText(`${place.name}_v${family}`, family === 4 ? 'ipv4_addr' : 'ipv6_addr', elements, `${place.kind} ${place.label}`);
  });
}

/** The set of a place's MACs, none where it has none. */
export const macSet = (place: Place): string[] =>
  place.macs.length === 0 ? [] : setText(`${place.name}_mac`, 'ether_addr', place.macs, `${place.kind} ${place.label}`);

/** Matches packets of a zone by one side: a match for each family it has addresses of; by its port where it has none. */
export function zoneMatches(zone: Place, side: 'saddr' | 'daddr'): { family: Family | null; match: string }[] {
  const matches = families
    .filter((family) => rangesOf(zone, family).length > 0)
    .map((family) => ({ family, match: `${addressOf(family)} ${side} ${setOf(zone, family)}` }));
  if (matches.length > 0 || zone.interface === null) return matches;
  return [{ family: null, match: `${side === 'saddr' ? 'iifname' : 'oifname'} "${zone.interface}"` }];
}

/** The address conditions of a line beyond its two zones: one text for each family, '' where the zones say all. */
export function endMatches({ from, to }: Line, clientSide: 'saddr' | 'daddr'): string[] {
  const serverSide = clientSide === 'saddr' ? 'daddr' : 'saddr';
  const narrow = [
    { place: from, side: clientSide },
    { place: to, side: serverSide },
  ].filter(({ place }) => place.kind !== 'zone');
  if (narrow.length === 0) return [''];
  return families
    .filter((family) => narrow.every(({ place }) => rangesOf(place, family).length > 0))
    .map((family) => narrow.map(({ place, side }) => `${addressOf(family)} ${side} ${setOf(place, family)} `).join(''));
}

function portMatch(transport: string, side: 'sport' | 'dport', { port_from, port_to }: Rule): string {
  if (port_from === 0 && port_to === 65_535) return `meta l4proto ${transport}`;
  return `${transport} ${side} ${port_from === port_to ? port_from : `${port_from}-${port_to}`}`;
}

/**
 * Which packets of a conversation are whose. Who opened a TCP conversation shows in the flags: only the client's first packet is a SYN
 * without ACK. UDP and ICMP have no such sign: there the server may speak once connection tracking has seen both sides (RFC 9293 3.5).
 */
export function serviceMatch(rule: Rule, speaker: 'client' | 'server'): string {
  const { transport } = rule;
  if (transport === 'icmp')
    return speaker === 'client'
      ? 'icmp type { echo-request, timestamp-request }'
      : 'icmp type { echo-reply, timestamp-reply } ct state established';
  if (transport === 'icmpv6') return speaker === 'client' ? 'icmpv6 type echo-request' : 'icmpv6 type echo-reply ct state established';
  if (speaker === 'client') return portMatch(transport, 'dport', rule);
  const port = portMatch(transport, 'sport', rule);
  return transport === 'tcp' ? `${port} tcp flags & (fin | syn | rst | ack) != syn` : `${port} ct state established`;
}

/** The conditions of a part of a time window. Plain numbers: quoted times would be read in the time zone of whoever runs nft. */
export function windowMatch(part: WindowPart): string {
  const { since_s, until_s, days, from_s, to_s } = part;
  const since = since_s === null ? '' : `meta time >= ${since_s} `;
  const until = until_s === null ? '' : `meta time < ${until_s} `;
  const day = days.length === 7 ? '' : days.length === 1 ? `meta day ${days[0]} ` : `meta day { ${days.join(', ')} } `;
  const hour = from_s === 0 && to_s === 86_399 ? '' : `meta hour ${from_s}-${to_s} `;
  return `${since}${until}${day}${hour}`;
}
