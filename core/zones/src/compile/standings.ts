// What each rule is worth on a target: enforced, only detected, or unenforceable, and why.
import type { Rule } from '../words.ts';
import { linesOf, rulesInForce } from './lines.ts';
import type { Line } from './lines.ts';
import type { Places } from './places.ts';
import { suricataSees } from './suricata-operations.ts';
import { windowParts } from './windows.ts';
import type { CompileConduit, CompileOptions, CompileTarget, CompileView, RuleStanding, StandingCode } from './view.ts';

/** What a target can tell apart. */
export type Powers = { layer2: boolean; windows: boolean; interfaces: boolean; memory: boolean };

/** What the targets can do; layer 2 hangs on the layout. An order sheet is worth what the provider's firewall is: addresses and ports. */
export function powersOf(target: CompileTarget, { layout }: CompileOptions): Powers {
  if (target === 'nftables') return { layer2: layout === 'bridged', windows: true, interfaces: true, memory: true };
  return { layer2: false, windows: target === 'order_sheet', interfaces: false, memory: target !== 'cisco_ios' };
}

type Worth = { code: StandingCode; params?: RuleStanding['params'] } | null;

/** EtherTypes by the protocol names of the wire engine (IEEE registration authority). */
export const etherTypes: Readonly<Record<string, number>> = {
  'profinet-dcp': 0x8892,
  'profinet-rt': 0x8892,
  ethercat: 0x88a4,
  goose: 0x88b8,
  sv: 0x88ba,
  lldp: 0x88cc,
  ptp: 0x88f7,
};
const passing = new Set(['arp', 'igmp']);
const withPorts = new Set(['tcp', 'udp']);
const withoutPorts = new Set(['icmp', 'icmpv6']);

function ofEnds(rule: Rule, lines: readonly Line[], powers: Powers): Worth {
  if (lines.length === 0) return { code: 'end_outside_conduit' };
  const isLayer2 = rule.transport === 'ethernet';
  const has = (place: Line['from']): boolean =>
    isLayer2 ? place.kind === 'zone' || place.macs.length > 0 : place.v4.length > 0 || place.v6.length > 0 || isPort(place);
  const isPort = (place: Line['from']): boolean => powers.interfaces && place.kind === 'zone' && place.interface !== null;
  if (lines.some(({ from, to }) => has(from) && has(to))) return null;
  return { code: 'no_address', params: { end: lines.some(({ from }) => has(from)) ? 'to' : 'from' } };
}

function ofTransport(rule: Rule, powers: Powers): Worth {
  const { transport, protocol, port_from, port_to } = rule;
  if (transport === 'ethernet') return ofLayer2(protocol, powers);
  if (passing.has(transport)) return { code: 'always_passes', params: { transport } };
  if (withPorts.has(transport)) return port_from === null || port_to === null ? { code: 'no_port', params: { transport } } : null;
  return withoutPorts.has(transport) && port_from === null && port_to === null ? null : { code: 'transport', params: { transport } };
}

function ofLayer2(protocol: string | null, powers: Powers): Worth {
  if (protocol === 'arp') return { code: 'always_passes', params: { transport: 'arp' } };
  if (!powers.layer2) return { code: 'layer2_on_routed' };
  return protocol === null || etherTypes[protocol] !== undefined ? null : { code: 'layer2_protocol', params: { protocol } };
}

/** What of a rule no header tells. The strongest reason is named. */
function ofContent(rule: Rule, powers: Powers, options: CompileOptions): Worth {
  const { classes, elements, window, protocol, port_from, port_to } = rule;
  if (window && !(powers.windows && options.time_zone && options.at && windowParts(window, options.time_zone, options.at)))
    return { code: 'window' };
  if (rule.transport === 'udp' && !powers.memory) return { code: 'direction' };
  if (elements && elements.length > 0) return { code: 'elements', params: { count: elements.length } };
  if (classes !== null && classes.length > 0) return { code: 'operations', params: { classes: classes.join(',') } };
  return protocol !== null && port_from !== port_to ? { code: 'protocol_on_many_ports', params: { protocol } } : null;
}

/** True when a rule can become a line of the target at all. */
export const isExpressible = (rule: Rule, powers: Powers): boolean => ofTransport(rule, powers) === null;

type Room = { conduit: CompileConduit; places: Places; powers: Powers; options: CompileOptions; target: CompileTarget };
type Say = (standing: RuleStanding['standing'], code: StandingCode, params?: RuleStanding['params']) => RuleStanding;

/** Suricata looks at operations and stops nothing; a rule that names none is left to the firewall. */
function suricataStanding(rule: Rule, say: Say): RuleStanding {
  const { classes, elements, protocol } = rule;
  const sees = suricataSees(rule);
  if (elements && elements.length > 0) return say(sees.elements ? 'detected' : 'unenforceable', 'elements', { count: elements.length });
  if (classes === null) return say('unenforceable', 'not_looked_at');
  return say(sees.operations && classes.length > 0 ? 'detected' : 'unenforceable', 'operations', {
    classes: classes.join(','),
    protocol: protocol ?? '',
  });
}

function standingOf(rule: Rule, { conduit, places, powers, options, target }: Room): RuleStanding {
  const say: Say = (standing, code, params = {}) => ({
    conduit_id: conduit.id,
    rule_id: rule.id,
    standing,
    code,
    params,
  });
  const [a, b] = [places.zones.get(conduit.zone_a), places.zones.get(conduit.zone_b)];
  const lines = a === undefined || b === undefined ? [] : linesOf(rule, a, b, places);
  const hopeless = ofTransport(rule, powers) ?? ofEnds(rule, lines, powers);
  if (hopeless !== null) return say('unenforceable', hopeless.code, hopeless.params);
  if (!rulesInForce(conduit).includes(rule)) return say('enforced', 'not_in_mode', { mode: conduit.mode });
  if (target === 'suricata') return suricataStanding(rule, say);
  const { holdfast = [], suricata = [] } = options.seen_by ?? {};
  const isSeen = holdfast.includes(conduit.id) || suricata.includes(conduit.id);
  const beyond = ofContent(rule, powers, options);
  if (beyond !== null) return say(isSeen ? 'detected' : 'unenforceable', beyond.code, beyond.params);
  if (rule.protocol === null || rule.transport === 'ethernet') return say('enforced', 'enforced');
  return say('enforced', 'enforced_by_port', { protocol: rule.protocol });
}

/** The standing of every rule of every approved list on a target, sorted by conduit, in the order of the list. */
export function standingsOf(view: CompileView, places: Places, target: CompileTarget, options: CompileOptions): RuleStanding[] {
  const powers = powersOf(target, options);
  return view.conduits
    .toSorted((x, y) => (x.id < y.id ? -1 : 1))
    .flatMap((conduit) => (conduit.rules ?? []).map((rule) => standingOf(rule, { conduit, places, powers, options, target })));
}

export type StandingCoverage = Record<RuleStanding['standing'], number>;

/** How many rules are enforced, only detected, unenforceable. */
export function coverageOf(standings: Iterable<RuleStanding>): StandingCoverage {
  const coverage: StandingCoverage = { enforced: 0, detected: 0, unenforceable: 0 };
  for (const { standing } of standings) coverage[standing]++;
  return coverage;
}
