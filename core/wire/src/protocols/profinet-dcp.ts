// PROFINET DCP, discovery and basic configuration: IEC 61158-6-10:2019, clause 4.3 (DCP-PDU).
import type { ByteReader } from '../byte-reader.ts';
import { ERROR, REQUEST, RESPONSE, type Dissector, type Reading } from '../dissector.ts';
import { CONFIGURE, DIAGNOSE, IDENTIFY, SESSION, attackIdOf, idOf } from '../words.ts';
import { readIpv4 } from './address-text.ts';
import { peekU16be, peekU8 } from './peek.ts';
import { profinetVendorName } from './profinet-vendors.ts';
import { sayOrderNumber } from './description.ts';

const GET = 3,
  SET = 4,
  IDENTIFY_SERVICE = 5,
  HELLO = 6;
const serviceNames: Readonly<Record<number, string>> = { [GET]: 'Get', [SET]: 'Set', [IDENTIFY_SERVICE]: 'Identify', [HELLO]: 'Hello' };

const HELLO_FRAME = 0xfefc,
  IDENTIFY_RESPONSE_FRAME = 0xfeff;
const SERVICE_REQUEST = 0,
  SERVICE_RESPONSE = 1;

/** Option and suboption of a block, as one number (clause 4.3.1.4). */
const IP_PARAMETER = 0x0102,
  IP_FULL_SUITE = 0x0103,
  TYPE_OF_STATION = 0x0201,
  NAME_OF_STATION = 0x0202,
  DEVICE_ID = 0x0203,
  DEVICE_ROLE = 0x0204;
const START_TRANSACTION = 0x0501,
  END_TRANSACTION = 0x0502,
  SIGNAL = 0x0503,
  CONTROL_RESPONSE = 0x0504,
  FACTORY_RESET = 0x0505,
  RESET_TO_FACTORY = 0x0506;

/** Bits of DeviceRoleDetails (clause 4.3.1.4.6). */
const roleNames = ['IO-Device', 'IO-Controller', 'IO-Multidevice', 'PN-Supervisor'] as const;

const DCP = idOf('profinet-dcp');
const MODIFY_PARAMETER = attackIdOf('T0836');
const RESTART_SHUTDOWN = attackIdOf('T0816');
const NO_ATTACK = 0;

export const profinetDcp: Dissector = {
  name: 'profinet-dcp',
  etherTypes: [0x8892],

  recognises(bytes, start, end) {
    const frameId = peekU16be(bytes, start, end);
    const service = peekU8(bytes, start + 2, end);
    return frameId >= HELLO_FRAME && frameId <= IDENTIFY_RESPONSE_FRAME && service >= GET && service <= HELLO;
  },

  read(reader, reading) {
    const frameId = reader.u16be('frame id');
    const service = reader.u8('service id');
    const serviceType = reader.u8('service type');
    reader.skip(6, 'transaction id and response delay');
    const dataLength = reader.u16be('data length');
    if (dataLength > reader.left) return cutUnit(reader, reading);
    reader.end = reader.position + dataLength;
    const isRequest = frameId !== IDENTIFY_RESPONSE_FRAME && (serviceType & 3) === SERVICE_REQUEST;
    const blocks = readBlocks(reader, reading, service, isRequest);
    const failed = !isRequest && ((serviceType & 7) !== SERVICE_RESPONSE || blocks.failed);
    reading.operation(
      DCP,
      service,
      blocks.operationClass,
      (isRequest ? REQUEST : RESPONSE) | (failed ? ERROR : 0),
      isRequest ? blocks.attack : NO_ATTACK,
    );
  },

  describe(code) {
    return { key: String(code), name: serviceNames[code] ?? `service ${code}` };
  },
};

function cutUnit(reader: ByteReader, reading: Reading): void {
  reader.skip(reader.left + 1, 'blocks');
  reading.undecoded(DCP);
}

type Blocks = { operationClass: number; attack: number; failed: boolean };

/** DCP blocks: option, suboption, length, value padded to an even length (clause 4.3.1.4). */
function readBlocks(reader: ByteReader, reading: Reading, service: number, isRequest: boolean): Blocks {
  const blocks: Blocks = { operationClass: service === SET ? DIAGNOSE : IDENTIFY, attack: NO_ATTACK, failed: false };
  const frameEnd = reader.end;
  while (frameEnd - reader.position >= 4 && reader.fault === null) {
    const option = reader.u16be('option');
    const length = reader.u16be('block length');
    const blockEnd = reader.position + length;
    if (blockEnd > frameEnd) return cutBlock(reader, blocks);
    reader.end = blockEnd;
    if (service === SET) classifySet(reader, option, isRequest, blocks);
    if (service === SET ? isRequest : !isRequest || service === HELLO) readIdentityBlock(reader, reading, option, service);
    reader.end = frameEnd;
    reader.position = Math.min(frameEnd, blockEnd + (length & 1));
  }
  return blocks;
}

function cutBlock(reader: ByteReader, blocks: Blocks): Blocks {
  reader.skip(reader.left + 1, 'block value');
  return blocks;
}

/** What a Set changes: the strongest block decides. A signal (flash the LED) changes nothing that lasts. */
function classifySet(reader: ByteReader, option: number, isRequest: boolean, blocks: Blocks): void {
  if (option === CONTROL_RESPONSE) {
    const answered = reader.u16be('answered option');
    if (reader.u8('block error') !== 0) blocks.failed = true;
    if (answered !== SIGNAL) blocks.operationClass = CONFIGURE;
    return;
  }
  if (option === SIGNAL || !isRequest) return;
  if (option === START_TRANSACTION || option === END_TRANSACTION) {
    if (blocks.operationClass !== CONFIGURE) blocks.operationClass = SESSION;
    return;
  }
  blocks.operationClass = CONFIGURE;
  blocks.attack = option === FACTORY_RESET || option === RESET_TO_FACTORY ? RESTART_SHUTDOWN : MODIFY_PARAMETER;
}

/** A Set says what the receiver is to become (0.6), any other block what the sender is. */
function readIdentityBlock(reader: ByteReader, reading: Reading, option: number, service: number): void {
  const about = service === SET ? 'receiver' : 'sender';
  const confidence = service === SET ? 0.6 : 1;
  if (reader.left < 2) return;
  reader.u16be(service === SET ? 'block qualifier' : 'block info');
  const length = reader.left;
  if (option === NAME_OF_STATION) sayText(reading, about, 'name', reader.text(length, 'name of station'), confidence);
  else if (option === TYPE_OF_STATION) sayType(reading, about, reader.text(length, 'type of station'), confidence);
  else if ((option === IP_PARAMETER || option === IP_FULL_SUITE) && length >= 4)
    sayIp(reading, about, readIpv4(reader, 'ip address'), confidence);
  else if (option === DEVICE_ID && length >= 4) sayDeviceId(reading, about, reader.u16be('vendor id'), reader.u16be('device id'));
  else if (option === DEVICE_ROLE && length >= 1) sayRole(reading, about, reader.u8('device role'));
}

function sayText(reading: Reading, about: string, name: 'name' | 'model', value: string, confidence: number): void {
  if (value !== '') reading.identity(about, name, value, confidence, DCP);
}

function sayType(reading: Reading, about: string, value: string, confidence: number): void {
  sayText(reading, about, 'model', value, confidence);
  sayOrderNumber(reading, about, value, confidence, DCP);
}

function sayIp(reading: Reading, about: string, ip: string, confidence: number): void {
  if (ip !== '0.0.0.0') reading.identity(about, 'ip', ip, confidence, DCP);
}

function sayDeviceId(reading: Reading, about: string, vendorId: number, deviceId: number): void {
  const vendor = profinetVendorName(vendorId);
  if (vendor !== null) reading.identity(about, 'vendor', vendor, 1, DCP);
  const code = `${vendorId.toString(16).padStart(4, '0')}:${deviceId.toString(16).padStart(4, '0')}`;
  reading.identity(about, 'product_code', code, 1, DCP);
}

function sayRole(reading: Reading, about: string, role: number): void {
  const names = roleNames.filter((_, bit) => (role & (1 << bit)) !== 0);
  if (names.length > 0) reading.identity(about, 'role', names.join(', '), 1, DCP);
}
