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

/**
 * Groups a protocol speaks to: DCP asks all for a name (IEC 61158-6-10, 4.3), GOOSE and sampled values know no single receiver (IEC 61850-8-1
 * annex C, 61850-9-2), EtherCAT and PTP seldom do (ETG.1000.4; IEEE 1588 annex F). They are let through from whoever the rule names.
 */
const groupsOf: Readonly<Record<string, string>> = {
  'profinet-dcp': '01:0e:cf:00:00:00-01:0e:cf:00:00:ff',
  'profinet-rt': '01:0e:cf:00:01:00-01:0e:cf:00:05:ff',
  ethercat: '01:01:05:01:00:00, ff:ff:ff:ff:ff:ff',
  goose: '01:0c:cd:01:00:00-01:0c:cd:01:01:ff',
  sv: '01:0c:cd:04:00:00-01:0c:cd:04:01:ff',
  ptp: '01:1b:19:00:00:00',
};

/** Matches of a line's ends: to the receiver the rule names, and from the same sender to the groups of its protocol. None without a MAC. */
function endMatches({ from, to, rule }: Line, speaker: 'client' | 'server'): string[] {
  const [sender, receiver] = speaker === 'client' ? [from, to] : [to, from];
  if ([sender, receiver].some(({ kind, macs }) => kind !== 'zone' && macs.length === 0)) return [];
  const by = sender.kind === 'zone' ? '' : `ether saddr @${sender.name}_mac `;
  if (receiver.kind === 'zone') return [by];
  const isHeardOnly = speaker === 'server' && ['goose', 'sv'].includes(rule.protocol ?? '');
  const groups = isHeardOnly ? undefined : groupsOf[rule.protocol ?? ''];
  return [`${by}ether daddr @${receiver.name}_mac `, ...(groups === undefined ? [] : [`${by}ether daddr { ${groups} } `])];
}

/** The protocol's EtherType, also behind a VLAN tag (IEEE 802.1Q): PROFINET tags its frames with a priority. */
function typeMatches(protocol: string | null): string[] {
  if (protocol === null) return [''];
  const type = `0x${(etherTypes[protocol] ?? 0).toString(16)}`;
  return [`ether type ${type} `, `vlan type ${type} `];
}

/** Layer 2 has no opening packet: who may speak with whom may be answered. */
function lineRules(line: Line, speaker: 'client' | 'server', { conduit }: HeldConduit, writing: Writing): string[] {
  if (line.rule.transport !== 'ethernet' || !isExpressible(line.rule, writing.powers)) return [];
  const comment = `${speaker === 'client' ? 'rule' : 'answer'} ${tagOf(line.rule.id)}`;
  const end = countAs(writing, 'accept', { comment, conduit_id: conduit.id, rule_id: line.rule.id, counts: speaker });
  return endMatches(line, speaker).flatMap((where) => typeMatches(line.rule.protocol).map((type) => `${where}${type}${end}`));
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
