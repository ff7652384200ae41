// Compiles approved lists to nftables: one file, applied in one transaction, that judges every packet by who opened its conversation.
// Why there is no "established, accept", and what happens to conversations that were there before: docs/decisions/2026-11-22-conduits-in-nftables.md.
import { holdConduits } from './lines.ts';
import type { HeldConduit, Line } from './lines.ts';
import { bridgeTable } from './nftables-bridge.ts';
import { addressSets, commentOf, endMatches, quote, serviceMatch, windowMatch, zoneMatches } from './nftables-parts.ts';
import { chainOf, chainText, countAs, tableName } from './nftables-writing.ts';
import type { Writing } from './nftables-writing.ts';
import { findPlaces } from './places.ts';
import type { Place } from './places.ts';
import { isExpressible, powersOf, standingsOf } from './standings.ts';
import { cleanText, hashText, tagOf } from './tags.ts';
import type { Compiled, CompileOptions, CompileView } from './view.ts';
import { windowParts } from './windows.ts';

/** Kernel settings the bridged layout needs: without them IP inside a bridge would pass unjudged (Documentation/networking/ip-sysctl.rst). */
export const bridgedSettings: Readonly<Record<string, string>> = {
  'net.bridge.bridge-nf-call-iptables': '1',
  'net.bridge.bridge-nf-call-ip6tables': '1',
  'net.bridge.bridge-nf-filter-vlan-tagged': '1',
};

function windowMatches({ rule }: Line, { options }: Writing): string[] | null {
  const { time_zone, at } = options;
  const parts = rule.window && time_zone && at ? windowParts(rule.window, time_zone, at) : null;
  return parts === null ? null : parts.map(windowMatch);
}

/** The rules of a line for packets in one direction; those of a time window stand in a chain of their own, `aside`. */
function lineRules(line: Line, speaker: 'client' | 'server', held: HeldConduit, writing: Writing): { rules: string[]; aside: string[] } {
  const { rule } = line;
  if (rule.transport === 'ethernet' || !isExpressible(rule, writing.powers)) return { rules: [], aside: [] };
  const matches = endMatches(line, speaker === 'client' ? 'saddr' : 'daddr').map((where) => `${where}${serviceMatch(rule, speaker)}`);
  const comment = `${speaker === 'client' ? 'rule' : 'answer'} ${tagOf(rule.id)}`;
  const end = countAs(writing, 'accept', { comment, conduit_id: held.conduit.id, rule_id: rule.id, counts: speaker });
  const when = windowMatches(line, writing);
  if (when === null) return { rules: matches.map((match) => `${match} ${end}`), aside: [] };
  const name = `${chainOf(held, speaker === 'client' ? 'rule' : 'answer')}_${hashText(rule.id).slice(-6)}_${line.client_zone === held.a ? 'a' : 'b'}`;
  const jumps = matches.map((match) => `${match} jump ${name} ${commentOf(`window of ${tagOf(rule.id)}`)}`);
  return {
    rules: jumps,
    aside: chainText(
      name,
      when.map((part) => `${part}${end}`),
    ),
  };
}

function conduitChains(held: HeldConduit, writing: Writing): string[] {
  const { conduit, a, b, hold, lines } = held;
  if (hold === 'open') {
    const comment = `not held yet ${tagOf(conduit.id)}`;
    return chainText(chainOf(held, 'open'), [
      countAs(writing, 'accept', { comment, conduit_id: conduit.id, rule_id: null, counts: 'not_held' }),
    ]);
  }
  const towards = (zone: Place, end: string): string[] => {
    const made = lines.map((line) => lineRules(line, line.server_zone === zone ? 'client' : 'server', held, writing));
    const rules = made.flatMap((one) => one.rules);
    return [...made.flatMap(({ aside }) => aside), ...chainText(chainOf(held, end), [...rules, `goto ${chainOf(held, 'refuse')}`])];
  };
  const refused = { comment: `refused ${tagOf(conduit.id)}`, conduit_id: conduit.id, rule_id: null, counts: 'refused' as const };
  return [
    ...chainText(chainOf(held, 'refuse'), [
      `limit rate 6/minute burst 10 packets log prefix ${quote(`holdfast ${tagOf(conduit.id)} refused:`).slice(0, -1)} " level info`,
      countAs(writing, 'drop', refused),
    ]),
    ...(hold === 'closed' ? [] : [...towards(b, 'ab'), ...towards(a, 'ba')]),
  ];
}

/** The chain that takes packets from `client` into the conduit. */
function entryOf(held: HeldConduit, from: Place): string {
  if (held.hold === 'open') return chainOf(held, 'open');
  return chainOf(held, held.hold === 'closed' ? 'refuse' : from === held.a ? 'ab' : 'ba');
}

function outsideRule(writing: Writing, comment: string): string {
  const verdict = writing.options.outside === 'drop' ? 'drop' : 'accept';
  return countAs(writing, verdict, { comment, conduit_id: null, rule_id: null, counts: 'outside' });
}

function fromChain(zone: Place, writing: Writing): string[] {
  const inside = zoneMatches(zone, 'daddr').map(({ match }) => `${match} accept ${commentOf(`inside ${zone.label}`)}`);
  const across = writing.held.flatMap((held) => {
    if (held.a !== zone && held.b !== zone) return [];
    const other = held.a === zone ? held.b : held.a;
    const label = commentOf(`conduit ${held.conduit.name}`);
    return zoneMatches(other, 'daddr').map(({ match }) => `${match} goto ${entryOf(held, zone)} ${label}`);
  });
  return chainText(`from_${zone.name}`, [...inside, ...across, outsideRule(writing, `no conduit from ${zone.label}`)]);
}

/** Errors about conversations (RFC 792, RFC 4443), packet-too-big among them: they pass but where nothing may. */
function errorsChain(writing: Writing): string[] {
  const refusals = writing.held.flatMap(({ conduit, a, b, hold }) => {
    if (hold !== 'closed') return [];
    const comment = `errors refused ${tagOf(conduit.id)}`;
    const end = countAs(writing, 'drop', { comment, conduit_id: conduit.id, rule_id: null, counts: 'refused' });
    return [[a, b] as const, [b, a] as const].flatMap(([x, y]) =>
      zoneMatches(x, 'saddr').flatMap((source) =>
        zoneMatches(y, 'daddr').flatMap((target) =>
          source.family === null || source.family !== target.family
            ? []
            : [`ct original ${source.match} ct original ${target.match} ${end}`],
        ),
      ),
    );
  });
  const passed = { comment: 'errors of conversations', conduit_id: null, rule_id: null, counts: 'errors' as const };
  return chainText('errors', [...refusals, countAs(writing, 'accept', passed)]);
}

/** What a bridge needs to work at all, and what has no single receiver: neighbours, groups, broadcasts. */
function bridgedRules(writing: Writing): string[] {
  const groups = { comment: 'broadcast and multicast', conduit_id: null, rule_id: null, counts: 'outside' as const };
  return [
    `ip protocol igmp accept ${commentOf('multicast membership')}`,
    `icmpv6 type { mld-listener-query, mld-listener-report, mld-listener-done, mld2-listener-report } accept ${commentOf('multicast membership')}`,
    `icmpv6 type { nd-router-solicit, nd-router-advert, nd-neighbor-solicit, nd-neighbor-advert } ip6 hoplimit 255 accept ${commentOf('neighbours (RFC 4861)')}`,
    `ip daddr { 224.0.0.0/4, 255.255.255.255 } ${countAs(writing, 'accept', groups)}`,
    `ip6 daddr ff00::/8 ${countAs(writing, 'accept', groups)}`,
  ];
}

function forwardChain(zones: readonly Place[], writing: Writing): string[] {
  const sources = zones.flatMap((zone) => zoneMatches(zone, 'saddr').map((one) => ({ ...one, zone })));
  // Addresses tell more than ports do.
  const order = [...sources.filter(({ family }) => family !== null), ...sources.filter(({ family }) => family === null)];
  return chainText('forward', [
    'type filter hook forward priority filter; policy accept;',
    `ct state related icmp type { destination-unreachable, time-exceeded, parameter-problem } goto errors`,
    `ct state related icmpv6 type { destination-unreachable, packet-too-big, time-exceeded, parameter-problem } goto errors`,
    ...(writing.options.layout === 'bridged' ? bridgedRules(writing) : []),
    ...order.map(({ match, zone }) => `${match} goto from_${zone.name}`),
    outsideRule(writing, 'from no zone'),
  ]);
}

function usedPlaces(held: readonly HeldConduit[]): Place[] {
  const places = held.flatMap(({ lines }) => lines.flatMap(({ from, to }) => [from, to]));
  return [...new Set(places.filter(({ kind }) => kind !== 'zone'))].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function head({ title, layout }: CompileOptions, name: string): string[] {
  const said = title === undefined ? [] : [`# ${cleanText(title, 160)}`];
  return [
    '# Holdfast: conduits as nftables. Made from approved lists; changes by hand are lost and noticed.',
    ...said,
    '# Apply with nft -f: all of it or nothing. Times of windows are UTC.',
    ...(layout === 'bridged' ? Object.entries(bridgedSettings).map(([key, value]) => `# needs ${key} = ${value}`) : []),
    `add table inet ${name}`,
    `delete table inet ${name}`,
  ];
}

/**
 * One file for `nft -f` that replaces the table `inet holdfast` (bridged: and `bridge holdfast`) in one transaction. Chains for each
 * conduit and direction, a set for each zone, role and device, a counter and the rule's id at every rule. Inside a zone nothing is
 * touched; what no list holds passes, counted.
 */
export function compileNftables(view: CompileView, options: CompileOptions): Compiled {
  const places = findPlaces(view);
  const held = holdConduits(view, places);
  const writing: Writing = { options, powers: powersOf('nftables', options), held, counters: [] };
  const zones = [...places.zones.values()];
  const name = tableName(options);
  const lines = [
    ...head(options, name),
    `table inet ${name} {`,
    ...[...zones, ...usedPlaces(held)].flatMap(addressSets),
    ...held.flatMap((one) => conduitChains(one, writing)),
    ...zones.flatMap((zone) => fromChain(zone, writing)),
    ...errorsChain(writing),
    ...forwardChain(zones, writing),
    '}',
    ...(options.layout === 'bridged' ? bridgeTable(zones, usedPlaces(held), writing) : []),
  ];
  const standings = standingsOf(view, places, 'nftables', options);
  return { text: `${lines.join('\n')}\n`, standings, notes: places.notes, counters: writing.counters };
}

/**
 * A table to load a while before the first list on a machine that already forwards: connection tracking then knows who speaks with whom,
 * and cyclic UDP (CIP I/O) loses nothing at the switch. It lets everything pass; the first list is loaded beside it, then this is deleted.
 */
export const warmUpNftables = (name = 'holdfast_warm_up'): string =>
  `add table inet ${name}\ndelete table inet ${name}\ntable inet ${name} {\n\tchain forward {\n\t\ttype filter hook forward priority filter; policy accept;\n\t\tct state new counter accept\n\t}\n}\n`;
