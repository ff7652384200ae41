// What protocols and ports are for, as plants meet them: office services, remote operation, clear text, industrial and cyclic protocols.
// Ports: IANA Service Name and Transport Protocol Port Number Registry; what is not there is the vendor's documented port.
import { remoteByDoor, remoteByProtocol, type RemoteService } from './remote-services.data.ts';

/** Protocols that carry process data or programs of controllers. */
export const industrialProtocols: ReadonlySet<string> = new Set([
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
  'hart-ip',
]);

/** Protocols that run in cycles of milliseconds; without them outputs go to their safe state. */
export const cyclicProtocols: ReadonlySet<string> = new Set(['profinet-rt', 'cip-io', 'ethercat', 'goose', 'sv']);

export type NamedService = RemoteService | 'ftp' | 'tftp' | 'smb';
type OfficeService =
  | NamedService
  | 'netbios'
  | 'dcerpc'
  | 'smtp'
  | 'pop3'
  | 'imap'
  | 'ldap'
  | 'snmp'
  | 'http'
  | 'mssql'
  | 'mysql'
  | 'postgresql';

/** By what the wire engine recognised. */
export const serviceByProtocol: Readonly<Record<string, OfficeService>> = {
  ...remoteByProtocol,
  ftp: 'ftp',
  smb: 'smb',
  netbios: 'netbios',
  dcerpc: 'dcerpc',
  smtp: 'smtp',
  ldap: 'ldap',
  snmp: 'snmp',
  http: 'http',
  mssql: 'mssql',
  mysql: 'mysql',
  postgresql: 'postgresql',
};

/** By port, where the protocol was not recognised. */
export const serviceByPort: Readonly<Record<string, OfficeService>> = {
  ...remoteByDoor,
  'tcp/21': 'ftp',
  'tcp/25': 'smtp',
  'udp/69': 'tftp',
  'tcp/80': 'http',
  'tcp/110': 'pop3',
  'tcp/135': 'dcerpc',
  'udp/137': 'netbios',
  'udp/138': 'netbios',
  'tcp/139': 'smb',
  'tcp/143': 'imap',
  'udp/161': 'snmp',
  'tcp/389': 'ldap',
  'tcp/445': 'smb',
  'tcp/1433': 'mssql',
  'tcp/3306': 'mysql',
  'tcp/5432': 'postgresql',
};

/** What worms and intruders use from the office into the plant. */
export const officeServices: ReadonlySet<string> = new Set([
  'smb',
  'netbios',
  'dcerpc',
  'ftp',
  'tftp',
  'smtp',
  'pop3',
  'imap',
  'ldap',
  'mssql',
  'mysql',
  'postgresql',
]);

/** Passwords or sessions can be read on the way. SNMP of versions 1 and 2c; LDAP on port 389 where it is not upgraded. */
export const clearTextServices: ReadonlySet<string> = new Set([
  'telnet',
  'ftp',
  'tftp',
  'rlogin',
  'vnc',
  'x11',
  'http',
  'snmp',
  'smtp',
  'pop3',
  'imap',
  'ldap',
]);

/** Kinds that run a process, and kinds that are polled by those. */
export const controllerKinds: ReadonlySet<string> = new Set(['plc', 'safety-controller', 'rtu', 'ied', 'building-controller', 'robot']);
export const fieldKinds: ReadonlySet<string> = new Set(['remote-io', 'drive', 'sensor', 'actuator', 'meter', 'gateway']);
export const operatorKinds: ReadonlySet<string> = new Set(['hmi', 'scada']);

/** CIP classes of the safety volume (CIP Networks Library, volume 5), and the port of TriStation. */
export const safetyClassIds: ReadonlySet<number> = new Set([0x39, 0x3a, 0x3b, 0x3c, 0x3d, 0x3e, 0x3f]);
export const TRISTATION = { transport: 'udp', port: 1502 } as const;
