// The closed lists of core/wire: protocols, operation classes, device kinds, levels, attribute names.

/** Protocol names as they appear in reports (`protocol`). Order is the protocol's numeric id inside the engine. */
export const protocolNames = [
  'unknown',
  'arp',
  'ipv4',
  'ipv6',
  'icmp',
  'icmpv6',
  'igmp',
  'tcp',
  'udp',
  'modbus',
  's7comm',
  's7comm-plus',
  'cotp',
  'enip',
  'cip',
  'cip-io',
  'profinet-dcp',
  'profinet-rt',
  'profinet-io-cm',
  'opcua',
  'dns',
  'mdns',
  'llmnr',
  'netbios',
  'http',
  'tls',
  'ssh',
  'rdp',
  'vnc',
  'smb',
  'ntp',
  'snmp',
  'lldp',
  'cdp',
  'stp',
  'dhcp',
  'dhcpv6',
  'ssdp',
  'syslog',
  'ftp',
  'telnet',
  'ldap',
  'kerberos',
  'mssql',
  'postgresql',
  'mysql',
  'mqtt',
  'iec104',
  'dnp3',
  'bacnet',
  'mms',
  'ads',
  'fins',
  'melsec',
  'ethercat',
  'goose',
  'sv',
  'ptp',
  'hart-ip',
  'dcerpc',
  'smtp',
  'rpc',
] as const;
export type ProtocolName = (typeof protocolNames)[number];

/** What an operation does to the device that receives it. Order is the numeric id. */
export const operationClasses = [
  'other', // none of the below, or not known
  'read', // reads process data or files
  'write', // changes process data: coils, registers, tags, outputs
  'program', // transfers controller logic or firmware, either way
  'start', // starts or restarts a controller
  'stop', // stops a controller
  'configure', // changes identity, address, clock, parameters, memory, protection
  'identify', // asks who a device is or tells it
  'diagnose', // reads state, counters, diagnostics
  'session', // opens, keeps or closes a connection
] as const;
export type OperationClass = (typeof operationClasses)[number];
export const OTHER = 0,
  READ = 1,
  WRITE = 2,
  PROGRAM = 3,
  START = 4,
  STOP = 5,
  CONFIGURE = 6,
  IDENTIFY = 7,
  DIAGNOSE = 8,
  SESSION = 9;

/** Classes whose requests become events. */
export const changingClasses: readonly OperationClass[] = ['write', 'program', 'start', 'stop', 'configure'];

/** Tables of a Modbus device (V1.1b3 clause 4.3). */
export const modbusTables = ['coil', 'discrete_input', 'input_register', 'holding_register'] as const;
export type ModbusTable = (typeof modbusTables)[number];

/** What is worth a look though it changes nothing (`signs`). Order is the numeric id. */
export const signKinds = [
  'cleartext_credentials', // a password went over the wire in the clear; `detail` is the way: `password`, `basic`, `prompt`
  'old_tls', // a server agreed to SSL 3.0, TLS 1.0 or TLS 1.1; `detail` is which
  'smb1', // SMB version 1 was spoken
  'snmp_community', // SNMP without encryption and with its password in the clear; `detail` is `v1` or `v2c`
  'duplicate_address', // two MACs claim one address; `client` the later MAC, `server` the address, `detail` the other MAC
  'mac_changed', // an address went over to another MAC; the same ends
] as const;
export type SignKind = (typeof signKinds)[number];
export const CLEARTEXT_CREDENTIALS = 0,
  OLD_TLS = 1,
  SMB1_SPOKEN = 2,
  SNMP_COMMUNITY = 3;

/** Device kinds (`kind`). */
export const deviceKinds = [
  'plc',
  'safety-controller',
  'remote-io',
  'drive',
  'robot',
  'sensor',
  'actuator',
  'meter',
  'rtu',
  'ied',
  'building-controller',
  'hmi',
  'scada',
  'historian',
  'engineering-station',
  'gateway',
  'switch',
  'router',
  'firewall',
  'access-point',
  'server',
  'domain-controller',
  'workstation',
  'printer',
  'camera',
  'phone',
  'ups',
  'time-server',
  'remote-access',
  'unknown',
] as const;
export type DeviceKind = (typeof deviceKinds)[number];

/** Purdue levels as strings: ISA-95 / IEC 62443 reference model, 3.5 is the industrial DMZ. */
export const purdueLevels = ['0', '1', '2', '3', '3.5', '4', '5'] as const;
export type PurdueLevel = (typeof purdueLevels)[number];

/** Names an attribute of an asset can have. `module.<slot>.<name>` names a module behind the device that answered. */
export const attributeNames = [
  'name',
  'vendor',
  'model',
  'order_number',
  'firmware',
  'hardware',
  'serial',
  'kind',
  'purdue_level',
  'operating_system',
  'plant_designation',
  'location',
  'description',
  'mac',
  'ip',
  'vlan',
  'role',
  'product_code',
  'device_type',
  'state',
] as const;
export type AttributeName = (typeof attributeNames)[number];

/** MITRE ATT&CK for ICS techniques an operation can be evidence of; index 0 is none. A reference is a lead, not a verdict. */
export const attackTechniques = [
  null,
  'T0803',
  'T0809',
  'T0814',
  'T0816',
  'T0821',
  'T0830',
  'T0831',
  'T0835',
  'T0836',
  'T0838',
  'T0839',
  'T0843',
  'T0845',
  'T0846',
  'T0855',
  'T0856',
  'T0857',
  'T0858',
  'T0861',
  'T0868',
  'T0878',
  'T0888',
  'T0889',
  'T0890',
  'T0892',
] as const;
export type AttackTechnique = Exclude<(typeof attackTechniques)[number], null>;

const protocolIds = new Map<ProtocolName, number>(protocolNames.map((name, id) => [name, id]));

/** The numeric id of a protocol: its place in `protocolNames`. */
export function idOf(name: ProtocolName): number {
  return protocolIds.get(name) ?? 0;
}

/** The index of a technique in `attackTechniques`; 0 is none. */
export function attackIdOf(technique: AttackTechnique): number {
  return attackTechniques.indexOf(technique);
}
