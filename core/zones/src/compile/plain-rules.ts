// Lists as rules of a stateful firewall that knows addresses and ports: what every dialect writes, in order, and what is read back.
import type { Rule } from '../words.ts';
import { holdConduits } from './lines.ts';
import type { HeldConduit } from './lines.ts';
import { findPlaces, rangesOf } from './places.ts';
import type { Place, Places } from './places.ts';
import type { Family } from './ranges.ts';
import { isExpressible, powersOf } from './standings.ts';
import { tagOf } from './tags.ts';
import type { CompileOptions, CompileTarget, CompileView } from './view.ts';

export type Transport = 'tcp' | 'udp' | 'icmp' | 'icmpv6' | 'any';
/** Ports of tcp and udp, 0 to 65535 for all of them; 0 and 65535 for what has none. */
export type Service = { transport: Transport; port_from: number; port_to: number };

/** `from` and `to` null are anywhere. `tag` goes into the comment and says which rule it is; `rule_id` is null for what no rule says. */
export type PlainRule = {
  tag: string;
  conduit_id: string | null;
  rule_id: string | null;
  action: 'permit' | 'deny';
  from: Place | null;
  to: Place | null;
  service: Service;
  purpose: string;
  rule: Rule | null;
  conduit_name: string;
};

export type PlainList = { rules: PlainRule[]; used: Place[]; places: Places; held: HeldConduit[] };

export const anyService: Service = { transport: 'any', port_from: 0, port_to: 65_535 };

/** The families in which a rule means anything: both ends have addresses of it, and ICMP has its own. */
export function familiesOf({ from, to, service }: PlainRule): Family[] {
  return ([4, 6] as const).filter((family) => {
    if (service.transport === (family === 4 ? 'icmpv6' : 'icmp')) return false;
    return [from, to].every((place) => place === null || rangesOf(place, family).length > 0);
  });
}

function serviceOf(rule: Rule): Service {
  return { transport: rule.transport as Transport, port_from: rule.port_from ?? 0, port_to: rule.port_to ?? 65_535 };
}

function between({ conduit, a, b }: HeldConduit, action: 'permit' | 'deny', tag: string): PlainRule[] {
  return [
    [a, b],
    [b, a],
  ].map(([from = a, to = b]) => ({
    tag,
    conduit_id: conduit.id,
    rule_id: null,
    action,
    from,
    to,
    service: anyService,
    purpose: '',
    rule: null,
    conduit_name: conduit.name,
  }));
}

function rulesOfConduit(held: HeldConduit, target: CompileTarget, options: CompileOptions): PlainRule[] {
  const { conduit, hold, lines } = held;
  if (hold === 'open') return between(held, 'permit', `not held yet ${tagOf(conduit.id)}`);
  const powers = powersOf(target, options);
  const permits = lines.flatMap(({ rule, from, to }): PlainRule[] => {
    if (rule.transport === 'ethernet' || !isExpressible(rule, powers)) return [];
    const { id: rule_id, purpose } = rule;
    const conduit_name = conduit.name;
    const action = 'permit';
    return [
      {
        tag: `rule ${tagOf(rule_id)}`,
        conduit_id: conduit.id,
        rule_id,
        action,
        from,
        to,
        service: serviceOf(rule),
        purpose,
        rule,
        conduit_name,
      },
    ];
  });
  return [...permits, ...between(held, 'deny', `refused ${tagOf(conduit.id)}`)];
}

/** The rules of a view in the order a firewall must have them: of each conduit what is allowed, then that nothing else is; at last the rest. */
export function plainRulesOf(view: CompileView, target: CompileTarget, options: CompileOptions): PlainList {
  const places = findPlaces(view);
  const held = holdConduits(view, places);
  const rest: PlainRule = {
    tag: 'between all others',
    conduit_id: null,
    rule_id: null,
    action: options.outside === 'drop' ? 'deny' : 'permit',
    from: null,
    to: null,
    service: anyService,
    purpose: '',
    rule: null,
    conduit_name: '',
  };
  const rules = [...held.flatMap((one) => rulesOfConduit(one, target, options)), rest].filter((rule) => familiesOf(rule).length > 0);
  const used = [...new Set(rules.flatMap(({ from, to }) => [from, to]))].filter((place) => place !== null);
  used.sort((x, y) => (x.name < y.name ? -1 : 1));
  for (const zone of places.zones.values())
    if (zone.v4.length + zone.v6.length === 0 && zone.interface !== null)
      places.notes.push({ code: 'zone_without_addresses', params: { zone_id: zone.id } });
  return { rules, used, places, held };
}

/** `tcp 502`, `udp 2222-2230`, `any`: how services are named and compared. */
export function serviceText({ transport, port_from, port_to }: Service): string {
  if (transport !== 'tcp' && transport !== 'udp') return transport;
  if (port_from === 0 && port_to === 65_535) return transport;
  return `${transport} ${port_from === port_to ? port_from : `${port_from}-${port_to}`}`;
}

/** The tag, and the purpose in plain ASCII. */
export const commentText = ({ tag, purpose }: PlainRule, clean: (text: string) => string): string =>
  purpose === '' ? tag : clean(`${tag} - ${purpose}`);
