// The bridge table of the bridged layout: what is not IP. IP inside the bridge is judged by the inet table (br_netfilter).
import type { HeldConduit, Line } from './lines.ts';
import { commentOf, macSet } from './nftables-parts.ts';
import { chainOf, chainText, countAs, tableName } from './nftables-writing.ts';
import type { Writing } from './nftables-writing.ts';
import type { Place } from './places.ts';
import { etherTypes, isExpressible } from './standings.ts';
import { tagOf } from './tags.ts';

/** Matches frames from one zone to another: by the bridge's ports where both are known, else by MACs. None where neither is. */
function frameMatches(from: Place, to: Place): string[] {
  if (from.interface !== null && to.interface !== null) return [`iifname "${from.interface}" oifname "${to.interface}"`];
  return from.macs.length > 0 && to.macs.length > 0 ? [`ether saddr @${from.name}_mac ether daddr @${to.name}_mac`] : [];
}

function endMatch({ from, to }: Line, clientSide: 'saddr' | 'daddr'): string | null {
  const narrow = [
    { place: from, side: clientSide },
    { place: to, side: clientSide === 'saddr' ? 'daddr' : 'saddr' },
  ].filter(({ place }) => place.kind !== 'zone');
  if (narrow.some(({ place }) => place.macs.length === 0)) return null;
  return narrow.map(({ place, side }) => `ether ${side} @${place.name}_mac `).join('');
}

/** The protocol's EtherType, also behind a VLAN tag (IEEE 802.1Q): PROFINET tags its frames with a priority. */
function typeMatches(protocol: string | null): string[] {
  if (protocol === null) return [''];
  const type = `0x${(etherTypes[protocol] ?? 0).toString(16)}`;
  return [`ether type ${type} `, `vlan type ${type} `];
}

/** Layer 2 has no opening packet: who may speak with whom may be answered. */
function lineRules(line: Line, speaker: 'client' | 'server', { conduit }: HeldConduit, writing: Writing): string[] {
  const where = endMatch(line, speaker === 'client' ? 'saddr' : 'daddr');
  if (line.rule.transport !== 'ethernet' || where === null || !isExpressible(line.rule, writing.powers)) return [];
  const comment = `${speaker === 'client' ? 'rule' : 'answer'} ${tagOf(line.rule.id)}`;
  const end = countAs(writing, 'accept', { comment, conduit_id: conduit.id, rule_id: line.rule.id, counts: speaker });
  return typeMatches(line.rule.protocol).map((type) => `${where}${type}${end}`);
}

function conduitChains(held: HeldConduit, writing: Writing): string[] {
  const { conduit, a, b, hold, lines } = held;
  if (hold !== 'list') return [];
  const refused = { comment: `refused ${tagOf(conduit.id)}`, conduit_id: conduit.id, rule_id: null, counts: 'refused' as const };
  return [b, a].flatMap((zone) =>
    chainText(chainOf(held, zone === b ? 'ab' : 'ba'), [
      ...lines.flatMap((line) => lineRules(line, line.server_zone === zone ? 'client' : 'server', held, writing)),
      countAs(writing, 'drop', refused),
    ]),
  );
}

function entries(held: HeldConduit, writing: Writing): { closed: string[]; list: string[] } {
  const { conduit, a, b, hold } = held;
  const ways = [
    { matches: frameMatches(a, b), end: 'ab' },
    { matches: frameMatches(b, a), end: 'ba' },
  ];
  if (hold === 'open') return { closed: [], list: [] };
  if (hold === 'list')
    return { closed: [], list: ways.flatMap(({ matches, end }) => matches.map((match) => `${match} goto ${chainOf(held, end)}`)) };
  const refused = { comment: `refused ${tagOf(conduit.id)}`, conduit_id: conduit.id, rule_id: null, counts: 'refused' as const };
  return { closed: ways.flatMap(({ matches }) => matches.map((match) => `${match} ${countAs(writing, 'drop', refused)}`)), list: [] };
}

/** The table `bridge holdfast`. A closed conduit lets no frame pass, also no ARP and no broadcast; otherwise ARP passes and IP is judged elsewhere. */
export function bridgeTable(zones: readonly Place[], used: readonly Place[], writing: Writing): string[] {
  const name = tableName(writing.options);
  const places = [...zones, ...used];
  const ways = writing.held.map((held) => entries(held, writing));
  return [
    `add table bridge ${name}`,
    `delete table bridge ${name}`,
    `table bridge ${name} {`,
    ...places.flatMap(macSet),
    ...writing.held.flatMap((held) => conduitChains(held, writing)),
    ...chainText('forward', [
      'type filter hook forward priority filter; policy accept;',
      ...ways.flatMap(({ closed }) => closed),
      'ether type { ip, ip6, arp } accept',
      'vlan type { ip, ip6, arp } accept',
      `ether daddr 01:80:c2:00:00:00-01:80:c2:00:00:0f accept ${commentOf('the network keeps itself: spanning tree, LLDP')}`,
      `ether type { 0x88e3, 0x88fb } accept ${commentOf('the network keeps itself: MRP, PRP and HSR')}`,
      ...ways.flatMap(({ list }) => list),
      countAs(writing, 'accept', { comment: 'frames of no held conduit', conduit_id: null, rule_id: null, counts: 'outside' }),
    ]),
    '}',
  ];
}
