// Cisco IOS and IOS XE: a list for each zone, applied inbound where the zone is connected. Stateless: answers have lines of their own.
import { rangesOf } from './places.ts';
import type { Place } from './places.ts';
import { commentText, familiesOf, plainRulesOf } from './plain-rules.ts';
import type { PlainRule, Service } from './plain-rules.ts';
import { formatOne, maskOf, networksOf } from './ranges.ts';
import type { Family } from './ranges.ts';
import { standingsOf } from './standings.ts';
import { cleanText } from './tags.ts';
import type { Compiled, CompileOptions, CompileView } from './view.ts';

/** Name of the list that judges what comes from a zone. */
export const iosList = (zone: Place, family: Family): string => `HOLDFAST_${zone.name}${family === 4 ? '' : '_v6'}`;

/** A rule as a router without memory needs it: `speaker` says whose packets the line is for. */
export type StatelessRule = PlainRule & { speaker: 'client' | 'server' };

/**
 * The lines a zone's list needs: what its devices may open, what its devices may answer, what nobody may. An answer goes the other way, from the
 * server's port; of TCP only when it is no opening packet (`established`: ACK or RST is set). The zone
 * itself is any source: the list stands where the zone is connected.
 */
export function statelessRules(rules: readonly PlainRule[], zone: Place): StatelessRule[] {
  const sourceOf = (place: Place | null): Place | null => (place === zone ? null : place);
  const isIn = (place: Place | null): boolean =>
    place === null || place === zone || ([4, 6] as const).some((family) => meets(place, zone, family));
  return rules.flatMap((rule): StatelessRule[] => {
    const forward: StatelessRule[] = isIn(rule.from) ? [{ ...rule, from: sourceOf(rule.from), speaker: 'client' }] : [];
    const needsAnswer = rule.action === 'permit' && rule.service.transport !== 'any' && isIn(rule.to);
    return needsAnswer ? [...forward, { ...rule, from: sourceOf(rule.to), to: rule.from, speaker: 'server' }] : forward;
  });
}

const meets = (place: Place, zone: Place, family: Family): boolean =>
  rangesOf(place, family).some(({ from }) => rangesOf(zone, family).some((range) => range.from <= from && from <= range.to));

const groupOf = (place: Place): string => `${place.name}`;

function groupLines(place: Place): string[] {
  const lines = rangesOf(place, 4).map((range) => {
    const [network, more] = networksOf(4, [range]);
    if (network === undefined || more !== undefined) return ` range ${formatOne(4, range.from)} ${formatOne(4, range.to)}`;
    const value = formatOne(4, network.value);
    return network.bits === 32 ? ` host ${value}` : ` ${value} ${maskOf(network.bits)}`;
  });
  return lines.length === 0 ? [] : [`object-group network ${groupOf(place)}`, ` description ${place.kind} ${place.label}`, ...lines];
}

/** IPv6 lists know no groups: each network has its line. */
function endTexts(place: Place | null, family: Family): string[] {
  if (place === null) return ['any'];
  if (family === 4) return [`object-group ${groupOf(place)}`];
  return networksOf(6, rangesOf(place, 6)).map(({ value, bits }) =>
    bits === 128 ? `host ${formatOne(6, value)}` : `${formatOne(6, value)}/${bits}`,
  );
}

function portText({ transport, port_from, port_to }: Service): string {
  if ((transport !== 'tcp' && transport !== 'udp') || (port_from === 0 && port_to === 65_535)) return '';
  return port_from === port_to ? ` eq ${port_from}` : ` range ${port_from} ${port_to}`;
}

function tailText({ service, speaker }: StatelessRule): string {
  if (service.transport === 'icmp') return speaker === 'client' ? ' echo' : ' echo-reply';
  if (service.transport === 'icmpv6') return speaker === 'client' ? ' echo-request' : ' echo-reply';
  return service.transport === 'tcp' && speaker === 'server' ? ' established' : '';
}

function protocolText({ transport }: Service, family: Family): string {
  if (transport === 'any') return family === 4 ? 'ip' : 'ipv6';
  return transport === 'icmpv6' ? 'icmp' : transport;
}

function ruleLines(rule: StatelessRule, family: Family): string[] {
  const { from, to, service, speaker, action } = rule;
  const ports = portText(service);
  const lines = endTexts(from, family).flatMap((source) =>
    endTexts(to, family).map((target) => {
      const ends = speaker === 'client' ? `${source} ${target}${ports}` : `${source}${ports} ${target}`;
      return ` ${action} ${protocolText(service, family)} ${ends}${tailText(rule)}${action === 'deny' ? ' log' : ''}`;
    }),
  );
  const answer = speaker === 'server' ? 'answer to ' : '';
  return [` remark ${cleanText(answer + commentText(rule, (text) => text), 95)}`, ...lines];
}

/** What a list must let pass so that the network itself works: errors about conversations, neighbours (RFC 4890). */
export const iosHousekeeping: Readonly<Record<Family, readonly string[]>> = {
  4: [' permit icmp any any unreachable', ' permit icmp any any time-exceeded', ' permit icmp any any parameter-problem'],
  6: [
    ' permit icmp any any destination-unreachable',
    ' permit icmp any any packet-too-big',
    ' permit icmp any any time-exceeded',
    ' permit icmp any any parameter-problem',
    ' permit icmp any any nd-na',
    ' permit icmp any any nd-ns',
    ' permit icmp any any router-advertisement',
    ' permit icmp any any router-solicitation',
  ],
};

function listLines(zone: Place, rules: readonly PlainRule[], family: Family): string[] {
  const name = iosList(zone, family);
  const stateless = statelessRules(rules, zone).filter((rule) => familiesOf(rule).includes(family));
  return [
    family === 4 ? `ip access-list extended ${name}` : `ipv6 access-list ${name}`,
    ' remark errors about conversations and neighbours',
    ...iosHousekeeping[family],
    ...stateless.flatMap((rule) => ruleLines(rule, family)),
  ];
}

/** Text to read, then to paste in configuration mode. Each list goes inbound on the interface of its zone. */
export function compileCiscoIos(view: CompileView, options: CompileOptions): Compiled {
  const { rules, used, places } = plainRulesOf(view, 'cisco_ios', options);
  const zones = [...places.zones.values()];
  const said = options.title === undefined ? [] : [`! ${cleanText(options.title, 160)}`];
  const lines = [
    '! Holdfast: conduits for Cisco IOS. Read it before pasting. Lists have no memory: answers have lines of their own.',
    ...said,
    ...used.flatMap(groupLines),
    ...zones.flatMap((zone) =>
      ([4, 6] as const).flatMap((family) => (rangesOf(zone, family).length === 0 ? [] : listLines(zone, rules, family))),
    ),
    ...zones.map(
      (zone) => `! on the interface of ${zone.label}: ip access-group ${iosList(zone, 4)} in, ipv6 traffic-filter ${iosList(zone, 6)} in`,
    ),
  ];
  return { text: `${lines.join('\n')}\n`, standings: standingsOf(view, places, 'cisco_ios', options), notes: places.notes, counters: [] };
}
