// What a device does on the wire that says what it is: whom it serves, whom it polls, with which operations.
import type { DeviceKind, OperationClass, ProtocolName } from '../words.ts';
import type { DeviceFacts, Said, UsedProtocol } from './facts.ts';
import { automationMakers } from './hints.ts';
import { say } from './say.ts';

/** Protocols of controllers and field devices; who serves one is asked for process data or commands. */
export const plantProtocols: ReadonlySet<ProtocolName> = new Set<ProtocolName>([
  'modbus',
  's7comm',
  's7comm-plus',
  'enip',
  'cip',
  'cip-io',
  'profinet-rt',
  'profinet-io-cm',
  'opcua',
  'bacnet',
  'iec104',
  'dnp3',
  'mms',
  'ads',
  'fins',
  'melsec',
  'ethercat',
  'goose',
  'sv',
  'hart-ip',
]);

/** Protocols a programming tool and an operator station use towards controllers. */
const controllerProtocols: ReadonlySet<ProtocolName> = new Set<ProtocolName>([
  'modbus',
  's7comm',
  's7comm-plus',
  'enip',
  'cip',
  'ads',
  'fins',
  'melsec',
  'iec104',
  'dnp3',
  'mms',
]);

const databases: readonly ProtocolName[] = ['mssql', 'mysql', 'postgresql'];
const officeServices: readonly ProtocolName[] = [
  'smb',
  'http',
  'tls',
  'dns',
  'dhcp',
  'smtp',
  'ldap',
  'ftp',
  'mssql',
  'mysql',
  'postgresql',
  'mqtt',
  'rpc',
  'dcerpc',
];
const officeClients: readonly ProtocolName[] = ['smb', 'http', 'tls', 'dns', 'kerberos', 'ldap', 'netbios', 'llmnr', 'mdns', 'rdp', 'ssdp'];
const printerPorts: readonly number[] = [9100, 515, 631];

/** A device's doings, in the questions the rules ask. */
export type Doings = {
  serves(...protocols: ProtocolName[]): boolean;
  speaks(...protocols: ProtocolName[]): boolean;
  servesPort(...ports: number[]): boolean;
  /** Most clients one of these protocols has here. */
  clientsOf(...protocols: ProtocolName[]): number;
  servesPlant: boolean;
  /** Controller protocols it serves, as words. */
  servedControl: readonly ProtocolName[];
  spokenControl: readonly ProtocolName[];
  /** How many controllers it polls, by its busiest protocol. */
  polled: number;
  asks(...classes: OperationClass[]): boolean;
};

/** Facts as answers to the rules' questions. */
export function doingsOf(facts: DeviceFacts): Doings {
  const control = facts.spoken.filter((use) => controllerProtocols.has(use.protocol));
  return {
    serves: (...protocols) => uses(facts.served, protocols),
    speaks: (...protocols) => uses(facts.spoken, protocols),
    servesPort: (...ports) => facts.served.some((use) => use.port !== null && ports.includes(use.port)),
    clientsOf: (...protocols) => Math.max(0, ...facts.served.filter((use) => protocols.includes(use.protocol)).map((use) => use.peers)),
    servesPlant: facts.served.some((use) => plantProtocols.has(use.protocol)),
    servedControl: namesOf(facts.served.filter((use) => controllerProtocols.has(use.protocol))),
    spokenControl: namesOf(control),
    polled: Math.max(0, ...control.map((use) => use.peers)),
    asks: (...classes) => control.some((use) => use.classes.some((name) => classes.includes(name))),
  };
}

function uses(list: readonly UsedProtocol[], protocols: readonly ProtocolName[]): boolean {
  return list.some((use) => protocols.includes(use.protocol));
}

function namesOf(list: readonly UsedProtocol[]): ProtocolName[] {
  return [...new Set(list.map((use) => use.protocol))];
}

const MANY_CONTROLLERS = 3;

export type BehaviourRule = {
  kind: DeviceKind;
  confidence: number;
  holds: (does: Doings, facts: DeviceFacts) => boolean;
  says: (does: Doings, facts: DeviceFacts) => Said;
};

/** Strongest first; the sentence names what was seen. */
export const behaviourRules: readonly BehaviourRule[] = [
  {
    kind: 'domain-controller',
    confidence: 0.9,
    holds: (does) => does.serves('kerberos') && does.serves('ldap'),
    says: () => say('serves_sign_in'),
  },
  {
    kind: 'printer',
    confidence: 0.85,
    holds: (does) => does.servesPort(...printerPorts) && !does.serves('kerberos', 'ldap'),
    says: () => say('takes_print_jobs'),
  },
  {
    kind: 'switch',
    confidence: 0.8,
    holds: (does, facts) => (does.speaks('stp') || facts.role === 'bridge') && !does.servesPlant,
    says: (does) => say(does.speaks('stp') ? 'sends_spanning_tree' : 'says_bridge'),
  },
  { kind: 'phone', confidence: 0.85, holds: (_, facts) => facts.role === 'telephone', says: () => say('says_telephone') },
  {
    kind: 'access-point',
    confidence: 0.85,
    holds: (_, facts) => facts.role === 'access point',
    says: () => say('says_access_point'),
  },
  {
    kind: 'engineering-station',
    confidence: 0.75,
    holds: (does) => does.asks('program') && does.servedControl.length === 0,
    says: (does) => say('transfers_programs', { protocols: list(does.spokenControl) }),
  },
  {
    kind: 'engineering-station',
    confidence: 0.55,
    holds: (does) => does.asks('start', 'stop') && does.servedControl.length === 0,
    says: (does) => say('starts_controllers', { protocols: list(does.spokenControl) }),
  },
  { kind: 'router', confidence: 0.7, holds: (_, facts) => facts.is_gateway, says: () => say('carries_networks') },
  { kind: 'router', confidence: 0.7, holds: (_, facts) => facts.role === 'router', says: () => say('says_router') },
  { kind: 'plc', confidence: 0.7, holds: (_, facts) => /IO-Controller/.test(facts.role ?? ''), says: () => say('profinet_controller') },
  {
    kind: 'remote-access',
    confidence: 0.7,
    holds: (does) => does.serves('rdp', 'vnc', 'ssh') && does.speaks('rdp', 'vnc') && !does.servesPlant,
    says: () => say('desktop_onward'),
  },
  {
    kind: 'remote-access',
    confidence: 0.55,
    holds: (does) => does.serves('tls', 'http') && does.speaks('rdp', 'vnc') && !does.servesPlant,
    says: () => say('session_onward'),
  },
  {
    kind: 'historian',
    confidence: 0.65,
    holds: (does) => does.polled >= MANY_CONTROLLERS && !does.asks('write') && (does.serves(...databases) || does.speaks(...databases)),
    says: (does) => say('reads_and_keeps', { controllers: does.polled }),
  },
  {
    kind: 'hmi',
    confidence: 0.68,
    holds: (does, facts) => does.polled > 0 && does.servedControl.length === 0 && automationMakers.test(facts.vendor ?? ''),
    says: (does, facts) => say('panel_by_maker', { protocols: list(does.spokenControl), vendor: facts.vendor ?? '' }),
  },
  {
    kind: 'scada',
    confidence: 0.65,
    holds: (does) => does.polled >= MANY_CONTROLLERS && does.servedControl.length === 0,
    says: (does) =>
      say(does.asks('write') ? 'polls_and_writes' : 'polls_many', { controllers: does.polled, protocols: list(does.spokenControl) }),
  },
  {
    kind: 'remote-io',
    confidence: 0.6,
    holds: (_, facts) => /IO-Device/.test(facts.role ?? ''),
    says: () => say('profinet_device'),
  },
  {
    kind: 'plc',
    confidence: 0.6,
    holds: (does) => does.serves('s7comm', 's7comm-plus', 'ads', 'fins', 'melsec') && does.spokenControl.length === 0,
    says: (does) => say('serves_only', { protocols: list(does.servedControl) }),
  },
  {
    kind: 'rtu',
    confidence: 0.55,
    holds: (does) => does.serves('dnp3', 'iec104'),
    says: (does) => say('outstation', { protocols: list(does.servedControl) }),
  },
  {
    kind: 'ied',
    confidence: 0.6,
    holds: (does) => does.serves('mms') || does.speaks('goose', 'sv'),
    says: () => say('bay_device'),
  },
  { kind: 'building-controller', confidence: 0.5, holds: (does) => does.serves('bacnet'), says: () => say('serves_bacnet') },
  { kind: 'sensor', confidence: 0.4, holds: (does) => does.serves('hart-ip'), says: () => say('serves_hart_ip') },
  {
    kind: 'plc',
    confidence: 0.5,
    holds: (does) =>
      does.serves('s7comm', 's7comm-plus', 'enip', 'cip', 'modbus') && does.spokenControl.length > 0 && does.polled < MANY_CONTROLLERS,
    says: (does) => say('serves_and_exchanges', { protocols: list(does.servedControl) }),
  },
  {
    kind: 'gateway',
    confidence: 0.5,
    holds: (does) => does.servedControl.length > 0 && does.polled >= MANY_CONTROLLERS,
    says: (does) => say('serves_and_polls', { protocols: list(does.servedControl), devices: does.polled }),
  },
  {
    kind: 'scada',
    confidence: 0.5,
    holds: (does) => does.serves('opcua') && does.spokenControl.length > 0,
    says: () => say('polls_for_opcua'),
  },
  {
    kind: 'plc',
    confidence: 0.45,
    holds: (does) => does.serves('enip', 'cip', 'modbus') && does.spokenControl.length === 0,
    says: (does) => say('serves_only_field', { protocols: list(does.servedControl) }),
  },
  {
    kind: 'plc',
    confidence: 0.4,
    holds: (does, facts) => does.serves('cotp') && does.servesPort(102) && automationMakers.test(facts.vendor ?? ''),
    says: (_, facts) => say('iso_by_maker', { vendor: facts.vendor ?? '' }),
  },
  {
    kind: 'hmi',
    confidence: 0.5,
    holds: (does) => does.polled > 0 && does.polled < MANY_CONTROLLERS && does.servedControl.length === 0 && does.asks('read', 'write'),
    says: (does) =>
      does.polled === 1
        ? say('polls_one', { protocols: list(does.spokenControl) })
        : say('polls_few', { controllers: does.polled, protocols: list(does.spokenControl) }),
  },
  {
    kind: 'remote-io',
    confidence: 0.4,
    holds: (does) => does.serves('cip-io', 'profinet-io-cm') && does.servedControl.length === 0,
    says: () => say('cyclic_io'),
  },
  {
    kind: 'time-server',
    confidence: 0.5,
    holds: (does) => does.clientsOf('ntp') >= 2 && !does.serves('kerberos', 'smb', 'dns'),
    says: (does) => say('gives_time', { devices: does.clientsOf('ntp') }),
  },
  {
    kind: 'time-server',
    confidence: 0.3,
    holds: (_, facts) => facts.served.length > 0 && facts.served.every((use) => use.protocol === 'ntp'),
    says: () => say('gives_time_only'),
  },
  { kind: 'phone', confidence: 0.5, holds: (does) => does.servesPort(5060, 5061), says: () => say('serves_sip') },
  { kind: 'camera', confidence: 0.5, holds: (does) => does.servesPort(554), says: () => say('serves_video') },
  {
    kind: 'server',
    confidence: 0.45,
    holds: (does) => does.clientsOf(...officeServices) >= 2 && !does.servesPlant,
    says: (does) => say('serves_computers', { computers: does.clientsOf(...officeServices) }),
  },
  {
    kind: 'server',
    confidence: 0.35,
    holds: (does) => does.serves(...databases, 'dns', 'dhcp', 'smtp', 'ldap') && !does.servesPlant,
    says: () => say('serves_basics'),
  },
  {
    kind: 'workstation',
    confidence: 0.35,
    holds: (does, facts) =>
      does.speaks(...officeClients) &&
      !does.servesPlant &&
      (facts.operating_system === 'Windows' || does.speaks('smb', 'kerberos', 'netbios', 'llmnr')),
    says: () => say('office_like'),
  },
  {
    kind: 'workstation',
    confidence: 0.2,
    holds: (does) => does.speaks(...officeClients) && !does.servesPlant,
    says: () => say('client_only'),
  },
  {
    kind: 'server',
    confidence: 0.2,
    holds: (does) => does.serves(...officeServices) && !does.servesPlant,
    says: () => say('serves_ordinary'),
  },
];

function list(protocols: readonly ProtocolName[]): string {
  return protocols.join(', ');
}
