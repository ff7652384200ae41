// What a flow between two known devices means: the service it is, what looks wrong about it, whether it is safety traffic.
import type { LearnZone, Mark, SafetyCandidate, Service } from './learn-words.ts';
import { rankOf } from './levels.ts';
import {
  clearTextServices,
  controllerKinds,
  cyclicProtocols,
  fieldKinds,
  industrialProtocols,
  officeServices,
  operatorKinds,
  safetyClassIds,
  serviceByPort,
  serviceByProtocol,
  TRISTATION,
} from './services.data.ts';
import { remoteServices, wrappedRemote } from './remote-services.data.ts';
import type { OperationClass, ProtocolElement } from './words.ts';

/** A flow with what is known of its ends. `elements` null: not read. */
export type KnownFlow = {
  from: { kind: string; zone: LearnZone };
  to: { kind: string; zone: LearnZone };
  transport: string;
  port: number | null;
  protocol: string;
  classes: readonly OperationClass[];
  elements: readonly ProtocolElement[] | null;
};

/** The office or remote service a flow is: what is wrapped at its door, by protocol, else by port; null for all others. */
export function officeServiceOf({ transport, port, protocol }: Pick<KnownFlow, 'transport' | 'port' | 'protocol'>): string | null {
  const wrapped = wrappedRemote(`${transport}/${port ?? ''}`, protocol);
  if (wrapped !== null) return wrapped;
  const known = Object.hasOwn(serviceByProtocol, protocol) ? serviceByProtocol[protocol] : undefined;
  if (known !== undefined) return known;
  const isUnread = protocol === 'unknown' || protocol === 'tcp' || protocol === 'udp';
  return isUnread ? (serviceByPort[`${transport}/${port ?? ''}`] ?? null) : null;
}

const isAtLeast = (zone: LearnZone, level: '3.5' | '4'): boolean => zone.level !== null && rankOf(zone.level) >= rankOf(level);
const isPlant = (zone: LearnZone): boolean => zone.level !== null && rankOf(zone.level) <= rankOf('3');
const isOutside = (zone: LearnZone): boolean => zone.role === 'external' || zone.level === '5';
const isProcessDevice = (kind: string): boolean => controllerKinds.has(kind) || fieldKinds.has(kind);

/** Kinds whose writing to a controller is their trade. */
const mayWrite = (kind: string): boolean => kind === 'engineering-station' || operatorKinds.has(kind) || isProcessDevice(kind);
const programming: readonly OperationClass[] = ['program', 'start', 'stop', 'configure'];

function markChanges(flow: KnownFlow): Mark | null {
  const { from, to, protocol, classes } = flow;
  if (!isProcessDevice(to.kind) && !industrialProtocols.has(protocol)) return null;
  const wrong = classes.filter(
    (name) => (programming.includes(name) && from.kind !== 'engineering-station') || (name === 'write' && !mayWrite(from.kind)),
  );
  if (wrong.length === 0) return null;
  return { code: 'write_from_non_engineering', params: { classes: wrong.join(','), kind: from.kind } };
}

function markService(flow: KnownFlow, service: string | null): Mark[] {
  const { from, to } = flow;
  if (service === null) return [];
  const isDownward = isAtLeast(from.zone, '4') && isPlant(to.zone);
  const marks: Mark[] = [];
  if (isDownward && remoteServices.has(service)) marks.push({ code: 'remote_access_past_dmz', params: { service } });
  else if (isDownward && officeServices.has(service)) marks.push({ code: 'it_service_to_ot', params: { service } });
  if (clearTextServices.has(service)) marks.push({ code: 'clear_text', params: { service } });
  return marks;
}

/** A historian fetches what it keeps; a device below that writes to it opens a way upward. */
function isPushed({ from, to, transport }: KnownFlow): boolean {
  if (to.kind !== 'historian' || transport === 'icmp' || transport === 'icmpv6') return false;
  return rankOf(from.zone.level) >= 0 && rankOf(from.zone.level) < rankOf(to.zone.level);
}

/** What looks wrong about a flow that crosses from one zone to another, sorted by code. */
export function markFlow(flow: KnownFlow): Mark[] {
  const { from, to } = flow;
  const service = officeServiceOf(flow);
  const marks = markService(flow, service);
  const change = markChanges(flow);
  if (change !== null) marks.push(change);
  if (isPushed(flow)) marks.push({ code: 'historian_pushed', params: { kind: from.kind } });
  if (isOutside(from.zone) && isPlant(to.zone)) marks.push({ code: 'direct_internet', params: { way: 'in' } });
  if (isOutside(to.zone) && isPlant(from.zone)) marks.push({ code: 'direct_internet', params: { way: 'out' } });
  if (
    from.kind === 'remote-access' &&
    !isAtLeast(from.zone, '3.5') &&
    isProcessDevice(to.kind) &&
    !marks.some(({ code }) => code === 'remote_access_past_dmz')
  )
    marks.push({ code: 'remote_access_past_dmz', params: { service: service ?? flow.protocol } });
  const safety = detectSafety(flow);
  if (safety !== null && safety.safety !== 'interlock') marks.push({ code: 'safety_crossing', params: { kind: safety.safety } });
  return marks.sort((a, b) => (a.code < b.code ? -1 : 1));
}

const safe = (kind: string): boolean => kind === 'safety-controller';
const isController = (kind: string): boolean => controllerKinds.has(kind);
const exchanges = (classes: readonly OperationClass[]): boolean =>
  classes.length === 0 || classes.includes('read') || classes.includes('write');

function safetyByProtocol({ from, to, protocol, elements }: KnownFlow): SafetyCandidate | null {
  const safetyClass = elements?.find((it) => it.protocol === 'cip' && safetyClassIds.has(it.class_id));
  if (safetyClass?.protocol === 'cip') return { safety: 'cip_safety', code: 'safety_object', params: { class_id: safetyClass.class_id } };
  if (!safe(from.kind) && !safe(to.kind)) return null;
  if (protocol === 'profinet-rt' || protocol === 'profinet-io-cm')
    return { safety: 'profisafe', code: 'safety_controller_io', params: { protocol } };
  return protocol === 'cip-io' ? { safety: 'cip_safety', code: 'safety_controller_io', params: { protocol } } : null;
}

/**
 * Whether a flow is likely safety traffic, and why. A candidate only: F-parameters and safety telegrams are not taken apart, and the safety
 * responsible decides. `from.zone` and `to.zone` being different is what makes controllers' exchange an interlock.
 */
export function detectSafety(flow: KnownFlow): SafetyCandidate | null {
  const { from, to, transport, port, protocol, classes } = flow;
  const byProtocol = safetyByProtocol(flow);
  if (byProtocol !== null) return byProtocol;
  if (transport === TRISTATION.transport && port === TRISTATION.port)
    return { safety: 'sis', code: 'triconex_port', params: { port: TRISTATION.port } };
  if (protocol === 'goose') return { safety: 'interlock', code: 'goose', params: {} };
  const isProcess = industrialProtocols.has(protocol) && exchanges(classes);
  if (!isProcess) return null;
  if (safe(from.kind) && (isController(to.kind) || fieldKinds.has(to.kind)))
    return { safety: 'sis', code: 'safety_controller', params: { protocol } };
  if (safe(to.kind) && isController(from.kind)) return { safety: 'sis', code: 'safety_controller', params: { protocol } };
  const between = isController(from.kind) && isController(to.kind) && from.zone.id !== to.zone.id;
  return between ? { safety: 'interlock', code: 'controllers_of_two_zones', params: { protocol } } : null;
}

const nameProtocols: readonly string[] = ['dns', 'mdns', 'llmnr', 'netbios', 'dhcp', 'dhcpv6'];
const managing: readonly string[] = ['snmp', 'syslog', 'icmp', 'icmpv6', 'lldp', 'ssdp'];
const databases: readonly string[] = ['mssql', 'mysql', 'postgresql'];

function serveProcess({ from, to, protocol, classes }: KnownFlow): Service | null {
  if (!industrialProtocols.has(protocol)) return null;
  if (cyclicProtocols.has(protocol) || (isController(from.kind) && fieldKinds.has(to.kind))) return 'cyclic_control';
  if (from.kind === 'engineering-station' || classes.includes('program')) return 'engineering';
  if (from.kind === 'historian' || to.kind === 'historian') return 'data_collection';
  if (operatorKinds.has(from.kind) || operatorKinds.has(to.kind)) return 'supervision';
  return classes.includes('write') || isController(to.kind) ? 'supervision' : 'data_collection';
}

/** What a flow seems to serve. */
export function serviceOf(flow: KnownFlow): Service {
  const safety = detectSafety(flow);
  if (safety !== null) return safety.safety === 'interlock' ? 'interlock' : 'safety';
  const process = serveProcess(flow);
  if (process !== null) return process;
  const { protocol } = flow;
  if (protocol === 'ntp' || protocol === 'ptp') return protocol === 'ptp' ? 'cyclic_control' : 'time';
  if (nameProtocols.includes(protocol)) return 'names_and_addresses';
  if (protocol === 'kerberos' || protocol === 'ldap') return 'sign_in';
  if (managing.includes(protocol)) return 'management';
  if (protocol === 'mqtt') return 'data_collection';
  const service = officeServiceOf(flow);
  if (service === null) return protocol === 'tls' ? 'web' : 'other';
  if (remoteServices.has(service)) return 'remote_access';
  if (databases.includes(service)) return 'database';
  if (service === 'http') return 'web';
  return service === 'smb' || service === 'ftp' || service === 'tftp' ? 'file_transfer' : 'other';
}
