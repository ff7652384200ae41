// Cisco ASA (9.0 and later, IPv4 and IPv6 in one list): object groups and one extended access list. Stateful: answers need no line.
import { rangesOf } from './places.ts';
import type { Place } from './places.ts';
import { commentText, familiesOf, plainRulesOf } from './plain-rules.ts';
import type { PlainRule, Service } from './plain-rules.ts';
import { formatOne, maskOf, networksOf } from './ranges.ts';
import type { Family, Range } from './ranges.ts';
import { standingsOf } from './standings.ts';
import { cleanText } from './tags.ts';
import type { Compiled, CompileOptions, CompileView } from './view.ts';

export const ASA_LIST = 'HOLDFAST';

/** A group for each family where a place has both: a line then says of which it is. */
export const asaGroup = (place: Place, family: Family): string => `${place.name}_v${family}`;

function members(place: Place, family: Family): { objects: string[]; lines: string[] } {
  const objects: string[] = [];
  const lines = rangesOf(place, family).map((range: Range, n) => {
    const [network, more] = networksOf(family, [range]);
    if (network !== undefined && more === undefined) {
      const value = formatOne(family, network.value);
      if (network.bits === (family === 4 ? 32 : 128)) return ` network-object host ${value}`;
      return family === 4 ? ` network-object ${value} ${maskOf(network.bits)}` : ` network-object ${value}/${network.bits}`;
    }
    const name = `${asaGroup(place, family)}_${n + 1}`;
    objects.push(`object network ${name}`, ` range ${formatOne(family, range.from)} ${formatOne(family, range.to)}`);
    return ` network-object object ${name}`;
  });
  return { objects, lines };
}

function groupLines(place: Place): string[] {
  return ([4, 6] as const).flatMap((family) => {
    const { objects, lines } = members(place, family);
    if (lines.length === 0) return [];
    return [...objects, `object-group network ${asaGroup(place, family)}`, ` description ${place.kind} ${place.label}`, ...lines];
  });
}

function portText({ transport, port_from, port_to }: Service): string {
  if (transport === 'icmp') return ' echo';
  if (transport === 'icmpv6') return ' echo-request';
  if (transport === 'any' || (port_from === 0 && port_to === 65_535)) return '';
  return port_from === port_to ? ` eq ${port_from}` : ` range ${port_from} ${port_to}`;
}

const protocolNames = { tcp: 'tcp', udp: 'udp', icmp: 'icmp', icmpv6: 'icmp6', any: 'ip' } as const;

function ruleLines(rule: PlainRule): string[] {
  const { from, to, service, action } = rule;
  const lines =
    from === null && to === null
      ? [`any any`]
      : familiesOf(rule).map((family) =>
          [from, to].map((place) => (place === null ? `any${family}` : `object-group ${asaGroup(place, family)}`)).join(' '),
        );
  return [
    `access-list ${ASA_LIST} remark ${commentText(rule, (text) => cleanText(text, 95))}`,
    ...lines.map((ends) => {
      const head = `access-list ${ASA_LIST} extended ${action} ${protocolNames[service.transport]} ${ends}${portText(service)}`;
      return action === 'deny' ? `${head} log` : head;
    }),
  ];
}

/** Text to read, then to paste in configuration mode. The list is global: it judges what no interface's own list judged. */
export function compileCiscoAsa(view: CompileView, options: CompileOptions): Compiled {
  const { rules, used, places } = plainRulesOf(view, 'cisco_asa', options);
  const said = options.title === undefined ? [] : [`! ${cleanText(options.title, 160)}`];
  const lines = [
    '! Holdfast: conduits for Cisco ASA (9.0 or later). Read it before pasting.',
    ...said,
    ...used.flatMap(groupLines),
    ...rules.flatMap(ruleLines),
    `access-group ${ASA_LIST} global`,
  ];
  return { text: `${lines.join('\n')}\n`, standings: standingsOf(view, places, 'cisco_asa', options), notes: places.notes, counters: [] };
}
