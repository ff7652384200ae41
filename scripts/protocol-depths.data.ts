// How deep each protocol is read: what docs/operations.md says beside its keys. A protocol that is registered and absent here fails a test.
import type { ProtocolName } from '@holdfast/core-wire/words';

/** `identities` names what is learnt about devices, in the words of the closed list of attributes; empty: nothing. */
export type ProtocolDepth = { reads: string; identities: string };

const counted = (what: string): ProtocolDepth => ({ reads: `recognised; units counted by ${what}`, identities: '' });

export const protocolDepths: Readonly<Partial<Record<ProtocolName, ProtocolDepth>>> = {
  arp: { reads: 'operation; who claims which IP', identities: 'ip and mac of the sender' },
  modbus: {
    reads: 'function code, exceptions, requests paired with answers, device identification (43/14), encapsulated interface',
    identities: 'vendor, order number, firmware, model, name, description',
  },
  cotp: {
    reads: 'TPDU code, ports of rack and slot; what it carries counts under its own name',
    identities: 'role (programming device, HMI, PLC)',
  },
  s7comm: {
    reads:
      'function, user data group and subfunction, errors by item, system status lists over several PDUs, program transfer, start and stop',
    identities: 'order number, firmware, hardware, serial, name, plant designation, state, modules',
  },
  's7comm-plus': { reads: 'function of what is not encrypted', identities: 'order number, firmware, vendor' },
  enip: { reads: 'command, status, List Identity, List Services; carries CIP', identities: 'see cip' },
  cip: {
    reads: 'service, class, general status, Multiple Service Packet, Unconnected Send, Forward Open and Close, PCCC inside',
    identities: 'vendor, model, order number, firmware, serial, product code, device type, state, ip, modules behind a slot',
  },
  'cip-io': { reads: 'one code for every datagram of cyclic data', identities: '' },
  'profinet-dcp': { reads: 'service, blocks of name, address, role and vendor', identities: 'name, ip, vendor, model, product code, role' },
  'profinet-rt': { reads: 'frame identifier class of cyclic data and alarms', identities: '' },
  'profinet-io-cm': {
    reads: 'operation number, connect, write, identification records (I&M)',
    identities: 'vendor, order number, serial, hardware, firmware, name, role',
  },
  opcua: { reads: 'transport messages, and the service where the channel is not encrypted', identities: 'name' },
  lldp: {
    reads: 'chassis, port, system, management address, inventory and PROFINET extensions',
    identities: 'name, mac, ip, description, role, vendor, model, hardware, firmware, serial',
  },
  cdp: {
    reads: 'device, platform, version, addresses, capabilities',
    identities: 'name, vendor, model, product code, description, ip, role',
  },
  stp: { reads: 'type of bridge message', identities: '' },
  dhcp: { reads: 'message type, host name, vendor class, the address given', identities: 'name, ip, description' },
  dhcpv6: { reads: 'message type, host name', identities: 'name' },
  dns: { reads: 'operation code, answers of addresses', identities: 'name' },
  mdns: { reads: 'as dns', identities: 'name' },
  llmnr: { reads: 'as dns', identities: 'name' },
  netbios: { reads: 'name service and datagrams', identities: 'name' },
  snmp: {
    reads: 'PDU type, system group, entity table',
    identities: 'name, description, location, vendor, model, hardware, firmware, serial',
  },
  ssh: { reads: 'version line', identities: 'description, and the operating system where it says so' },
  rdp: { reads: 'connection request and confirm; what follows is encrypted', identities: '' },
  smb: { reads: 'command of versions 1 to 3', identities: '' },
  http: { reads: 'method and status class, server line', identities: 'description' },
  ssdp: { reads: 'method, server line', identities: 'description' },
  tls: { reads: 'record and handshake type; names asked for are not kept', identities: '' },
  mqtt: counted('packet type'),
  iec104: counted('type identification and control function'),
  dnp3: counted('application function'),
  bacnet: counted('service choice'),
  ads: counted('command'),
  fins: counted('command'),
  melsec: counted('command'),
  ethercat: counted('command'),
  goose: counted('message'),
  sv: counted('message'),
  ptp: counted('message type'),
  'hart-ip': counted('message'),
  ntp: counted('mode'),
  syslog: counted('severity'),
  ftp: counted('command'),
  smtp: counted('command'),
  telnet: counted('unit'),
  vnc: counted('version'),
  ldap: counted('operation'),
  kerberos: counted('message type'),
  mssql: counted('packet type'),
  mysql: counted('packet'),
  postgresql: counted('message type'),
  dcerpc: counted('packet type'),
  rpc: counted('message type'),
};
