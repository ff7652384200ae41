// Time, device management and logs: NTP (RFC 5905), SNMP v2c (RFC 3416), syslog (RFC 3164), MQTT 3.1.1.
import { be16, be32, ber, berInteger, pack, zeros } from '../pack.ts';
import type { Part } from '../pack.ts';

const ntpSeconds = (unixUs: number): Part => [
  be32(Math.floor(unixUs / 1_000_000) + 2_208_988_800),
  be32(Math.floor((unixUs % 1_000_000) * 4294.967296)),
];

/** A client's question and a stratum 1 server's answer (7.3). */
export const ntpRequest = (unixUs: number) => pack(0x23, 0, 10, 0xec, zeros(36), ntpSeconds(unixUs));
export const ntpResponse = (unixUs: number) =>
  pack(
    0x24,
    1,
    10,
    0xec,
    be32(0),
    be32(16),
    'PPS\0',
    ntpSeconds(unixUs - 4_000_000),
    ntpSeconds(unixUs),
    ntpSeconds(unixUs + 40),
    ntpSeconds(unixUs + 60),
  );

const systemObjects = { description: [0x2b, 6, 1, 2, 1, 1, 1, 0], name: [0x2b, 6, 1, 2, 1, 1, 5, 0] } as const;
/** IF-MIB ifInOctets of one interface. */
const octetsObject = (port: number): Part => [0x2b, 6, 1, 2, 1, 2, 2, 1, 10, port];

const snmp = (pdu: number, id: number, bindings: readonly Part[]): Uint8Array<ArrayBuffer> =>
  ber(0x30, berInteger(1), ber(0x04, 'lesen'), ber(pdu, berInteger(id), berInteger(0), berInteger(0), ber(0x30, ...bindings)));
const binding = (name: Part, value: Part): Part => ber(0x30, ber(0x06, name), value);
const empty: Part = [5, 0];

/** sysDescr and sysName: the question and the answer. */
export const snmpSystemRequest = (id: number) =>
  snmp(0xa0, id, [binding(systemObjects.description, empty), binding(systemObjects.name, empty)]);
export const snmpSystemResponse = (id: number, description: string, name: string) =>
  snmp(0xa2, id, [binding(systemObjects.description, ber(4, description)), binding(systemObjects.name, ber(4, name))]);

/** A port's octet counter: the question and the answer. */
export const snmpCounterRequest = (id: number, port: number) => snmp(0xa0, id, [binding(octetsObject(port), empty)]);
export const snmpCounterResponse = (id: number, port: number, octets: number) =>
  snmp(0xa2, id, [binding(octetsObject(port), ber(0x41, 0, be32(octets)))]);

export const syslogLine = (host: string, line: string) => pack(`<189>Nov 12 10:00:00 ${host} ${line}`);

const mqtt = (type: number, ...content: Part[]): Uint8Array<ArrayBuffer> => {
  const body = pack(...content);
  return pack(type, body.length, body);
};
const mqttText = (value: string): Part => [be16(value.length), value];
/** CONNECT and CONNACK (3.1, 3.2), PUBLISH at quality 0 (3.3); bodies under 128 bytes. */
export const mqttConnect = (client: string) => mqtt(0x10, mqttText('MQTT'), 4, 2, be16(60), mqttText(client));
export const mqttAccept = () => mqtt(0x20, 0, 0);
export const mqttPublish = (topic: string, value: string) => mqtt(0x30, mqttText(topic), value);
