// Decisions about the boundary: which lines a flow bears on, what state a line has, which services pass a conduit.
import {
  controllerKinds,
  type KnownFlow,
  markFlow,
  officeServiceOf,
  officeServices,
  remoteServiceRows,
  remoteServices,
  type Rule,
  serviceByPort,
  serviceByProtocol,
} from '@holdfast/core-zones';
import type { Boundary, BoundaryPath, LineCode, LineState, ServiceRow } from './schema.ts';

const rank = (level: string | null): number => (level === null ? Number.NaN : Number(level));
type Zone = { level: string | null; role?: string | null | undefined };
/** The office, the company, the internet. */
export const isOffice = (zone: Zone): boolean => rank(zone.level) >= 4 || zone.role === 'external' || zone.role === 'enterprise';
export const isDmz = (zone: Zone): boolean => rank(zone.level) === 3.5 || zone.role === 'dmz';
export const isPlant = (zone: Zone): boolean => rank(zone.level) <= 3 && zone.role !== 'external';
export const isOutside = (zone: Zone): boolean => zone.level === '5' || zone.role === 'external';

/** The lines of the checklist a flow between two zones bears on; none for most. */
export function linesOf(flow: KnownFlow): { lines: LineCode[]; marks: BoundaryPath['marks'] } {
  const { from, to } = flow;
  const marks = markFlow(flow).map(({ code }) => code);
  const has = (code: BoundaryPath['marks'][number]): boolean => marks.includes(code);
  const service = officeServiceOf(flow);
  const isPast = (isOffice(from.zone) && isPlant(to.zone)) || (isPlant(from.zone) && isOffice(to.zone));
  const isDown = (isOffice(from.zone) || isDmz(from.zone)) && isPlant(to.zone);
  const lines: (LineCode | false)[] = [
    isPast && 'no_path_past_dmz',
    has('historian_pushed') && 'historian_pulls',
    has('direct_internet') && 'no_direct_internet',
    has('remote_access_past_dmz') && 'remote_ends_in_dmz',
    isDown && controllerKinds.has(to.kind) && 'no_path_to_controllers',
    isDown && service !== null && officeServices.has(service) && 'it_services_closed',
  ];
  return { lines: lines.filter((it) => it !== false), marks };
}

/** Number of the exception whose rule lets a flow pass: its rules are called x7. */
export const exceptionOf = (rule_id: string | null): number | null => (/^x\d+$/.test(rule_id ?? '') ? Number(rule_id!.slice(1)) : null);

/** A conduit with what hears it: `is_heard` when the traffic of one of its ends is observed now. `upper` is null inside of the plant. */
export type Gap = { id: string; upper: Zone | null; lower: Zone; is_heard: boolean };

/** The upper and lower side of a conduit that crosses the boundary: one side is the DMZ or above, the other below it. Null for others. */
export function sidesOf(a: Zone, b: Zone): { upper: Zone; lower: Zone } | null {
  const crosses = (up: Zone, down: Zone): boolean => (isOffice(up) && (isDmz(down) || isPlant(down))) || (isDmz(up) && isPlant(down));
  if (crosses(a, b)) return { upper: a, lower: b };
  return crosses(b, a) ? { upper: b, lower: a } : null;
}

const isBoundary = ({ upper }: Gap): boolean => upper !== null;
const reachesPlant = (gap: Gap): boolean => isBoundary(gap) && isPlant(gap.lower);
/** The conduits whose traffic a line speaks of. A line that is read from zones and firewalls needs none. */
const bearsOn: Readonly<Record<LineCode, (gap: Gap) => boolean>> = {
  dmz_there: () => false,
  no_path_past_dmz: isBoundary,
  historian_pulls: reachesPlant,
  no_direct_internet: (gap) => reachesPlant(gap) || (gap.upper !== null && isOutside(gap.upper)),
  remote_ends_in_dmz: isBoundary,
  no_path_to_controllers: reachesPlant,
  it_services_closed: reachesPlant,
  one_remote_access: isBoundary,
  remote_registered: isBoundary,
  nothing_in_clear: () => true,
  lists_held: () => false,
};

type Heard = Zone & { members: number; is_heard: boolean };
/** `unheard_conduit_ids`: neither end is heard, so that what passes there is not known. */
export type Hearing = { is_heard: boolean; unheard_conduit_ids: string[] };

/**
 * Whether a line can be judged by traffic (G12): each conduit it bears on has an end that is heard. Where no conduit is known yet, a path nobody
 * saw would show at one of its ends, so either all above the boundary are heard or all of the plant.
 */
export function hearingOf(code: LineCode, gaps: readonly Gap[], zones: readonly Heard[]): Hearing {
  const concerned = gaps.filter((gap) => bearsOn[code](gap));
  const unheard_conduit_ids = concerned.filter((gap) => !gap.is_heard).map(({ id }) => id);
  if (concerned.length > 0) return { is_heard: unheard_conduit_ids.length === 0, unheard_conduit_ids };
  const isSideHeard = (side: readonly Heard[]): boolean => side.length > 0 && side.every((it) => it.is_heard);
  const used = zones.filter(({ members }) => members > 0);
  return {
    is_heard: isSideHeard(used.filter((it) => isOffice(it) || isDmz(it))) || isSideHeard(used.filter(isPlant)),
    unheard_conduit_ids,
  };
}

type Found = Pick<BoundaryPath, 'lines' | 'exception' | 'conduit_id'>;

/** A line some flows are against: `does_not` as soon as one of them has no exception; nothing seen says something only where somebody heard. */
export function lineOf(code: LineCode, paths: readonly Found[], { is_heard, unheard_conduit_ids }: Hearing): Boundary['lines'][number] {
  const against = paths.filter(({ lines }) => lines.includes(code));
  const excepted = against.filter(({ exception }) => exception !== null).length;
  const conduit_ids = [...new Set(against.flatMap(({ conduit_id }) => (conduit_id === null ? [] : [conduit_id])))];
  return { code, state: stateOf(against.length, excepted, is_heard), paths: against.length, excepted, conduit_ids, unheard_conduit_ids };
}

function stateOf(against: number, excepted: number, isHeard: boolean): LineState {
  if (against > excepted) return 'does_not';
  if (!isHeard) return 'not_observed';
  return against > 0 ? 'excepted' : 'holds';
}

/** Ports a service is known by. */
const portsOf = (service: string): { transport: string; port: number }[] =>
  Object.entries(serviceByPort)
    .filter(([, name]) => name === service)
    .map(([key]) => ({ transport: key.split('/')[0]!, port: Number(key.split('/')[1]) }));

/** Whether a rule lets a service pass: it names its protocol, or its ports with no protocol of another service. */
export function passesService(rule: Pick<Rule, 'transport' | 'port_from' | 'port_to' | 'protocol'>, service: string): boolean {
  const { port_from, port_to, protocol } = rule;
  const isWrapped = protocol !== null && remoteServiceRows.some((it) => it.service === service && it.wrapped_in.includes(protocol));
  if (!isWrapped && protocol !== null && Object.hasOwn(serviceByProtocol, protocol)) return serviceByProtocol[protocol] === service;
  const isUnread = protocol === null || ['unknown', 'tcp', 'udp'].includes(protocol);
  if ((!isUnread && !isWrapped) || port_from === null || port_to === null) return false;
  return portsOf(service).some(({ transport, port }) => transport === rule.transport && port_from <= port && port <= port_to);
}

/** What office and remote services may do at a boundary, worst first. */
export const riskyServices: readonly string[] = [...new Set([...officeServices, ...remoteServices])].toSorted();

/** `rules` null: no list. Only rules into the lower zone count. */
export function serviceState(
  rules: readonly Pick<Rule, 'id' | 'transport' | 'port_from' | 'port_to' | 'protocol'>[] | null,
  service: string,
  isHeld: boolean,
): Pick<ServiceRow, 'state' | 'exceptions'> {
  if (rules === null) return { state: 'open', exceptions: [] };
  const passing = rules.filter((rule) => passesService(rule, service));
  const exceptions = passing.flatMap(({ id }) => exceptionOf(id) ?? []);
  if (passing.length > exceptions.length) return { state: 'allowed', exceptions };
  if (exceptions.length > 0) return { state: 'excepted', exceptions };
  return { state: isHeld ? 'blocked' : 'not_held', exceptions };
}

const outdated: ReadonlySet<string> = new Set(['telnet', 'ftp', 'tftp', 'rlogin', 'x11', 'pop3', 'netbios']);
/** Superseded by something that is encrypted and has stood for years. */
export const isOutdated = (service: string): boolean => outdated.has(service);

export const stateCounts = (lines: Boundary['lines']): Record<LineState, number> => {
  const counts: Record<LineState, number> = { holds: 0, excepted: 0, does_not: 0, not_observed: 0 };
  for (const { state } of lines) counts[state] += 1;
  return counts;
};
