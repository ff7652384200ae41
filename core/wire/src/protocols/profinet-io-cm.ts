// PROFINET IO context management over DCE/RPC: IEC 61158-6-10:2019, clauses 5.1 to 5.3; DCE 1.1 RPC (C706), chapter 12.
import type { ByteReader } from '../byte-reader.ts';
import { ERROR, REQUEST, RESPONSE, type Dissector, type Reading } from '../dissector.ts';
import { CONFIGURE, OTHER, READ, SESSION, attackIdOf, idOf } from '../words.ts';
import { peekU8 } from './peek.ts';
import { profinetVendorName } from './profinet-vendors.ts';

const CONNECT = 0,
  RELEASE = 1,
  READ_RECORD = 2,
  WRITE_RECORD = 3,
  CONTROL = 4,
  READ_IMPLICIT = 5;
const operationNames: Readonly<Record<number, string>> = {
  [CONNECT]: 'Connect',
  [RELEASE]: 'Release',
  [READ_RECORD]: 'Read',
  [WRITE_RECORD]: 'Write',
  [CONTROL]: 'Control',
  [READ_IMPLICIT]: 'Read Implicit',
};
const operationClasses = [SESSION, SESSION, READ, CONFIGURE, SESSION, READ] as const;

/** DCE/RPC connectionless PDU types (C706 12.4.1); those that carry no operation are keyed `pdu.<type>`. */
const PDU_REQUEST = 0,
  PDU_RESPONSE = 2,
  PDU_FAULT = 3,
  PDU_REJECT = 6,
  LAST_PDU_TYPE = 10;
const WITHOUT_OPERATION = 0x1000,
  ENDPOINT_MAPPER = 0x2000;

/** The node part that the UUIDs of all PROFINET interfaces share: dea0000x-6c97-11d1-8271-00a02442df7d. */
const interfaceTail = [0x82, 0x71, 0x00, 0xa0, 0x24, 0x42, 0xdf, 0x7d] as const;
/** Of the endpoint mapper's interface, e1af8308-5d1f-11c9-91a4-08002b14a0fa. */
const mapperTail = [0x91, 0xa4, 0x08, 0x00, 0x2b, 0x14, 0xa0, 0xfa] as const;
const RPC_HEADER_BYTES = 80,
  INTERFACE_TAIL_AT = 32;

const IOCM = idOf('profinet-io-cm');
const MODIFY_PARAMETER = attackIdOf('T0836');

export const profinetIoCm: Dissector = {
  name: 'profinet-io-cm',
  udpPorts: [34964],
  anyPort: true,

  recognises(bytes, start, end) {
    if (end - start < RPC_HEADER_BYTES || bytes[start] !== 4 || peekU8(bytes, start + 1, end) > LAST_PDU_TYPE) return false;
    return hasTail(bytes, start, interfaceTail) || hasTail(bytes, start, mapperTail);
  },

  read(reader, reading) {
    reader.skip(1, 'rpc version');
    const type = reader.u8('pdu type');
    reader.skip(2, 'flags');
    const littleEndian = (reader.u8('data representation') & 0x10) !== 0;
    reader.skip(3, 'data representation, serial');
    reader.skip(10, 'object uuid');
    const object = { instance: reader.u16be('instance'), device: reader.u16be('device id'), vendor: reader.u16be('vendor id') };
    reader.skip(8, 'interface uuid');
    const isMapper = reader.u8('interface uuid') === mapperTail[0];
    reader.skip(35, 'interface uuid to sequence number');
    const operation = littleEndian ? reader.u16le('operation number') : reader.u16be('operation number');
    reader.skip(RPC_HEADER_BYTES - 70, 'hints, length, fragment');
    if (reader.fault !== null) return;
    if (isMapper) reading.operation(IOCM, ENDPOINT_MAPPER, SESSION, type === PDU_REQUEST ? REQUEST : RESPONSE);
    else if (carriesOperation(type)) readOperation(reader, reading, type, operation, object);
    else reading.operation(IOCM, WITHOUT_OPERATION | type, OTHER, RESPONSE);
  },

  describe(code) {
    if (code === ENDPOINT_MAPPER) return { key: 'endpoint-mapper', name: 'Endpoint mapper' };
    if (code >= WITHOUT_OPERATION) return { key: `pdu.${code - WITHOUT_OPERATION}`, name: `RPC packet type ${code - WITHOUT_OPERATION}` };
    return { key: String(code), name: operationNames[code] ?? `operation ${code}` };
  },
};

function hasTail(bytes: Uint8Array, start: number, tail: readonly number[]): boolean {
  for (let index = 0; index < tail.length; index++) if (bytes[start + INTERFACE_TAIL_AT + index] !== tail[index]) return false;
  return true;
}

function carriesOperation(type: number): boolean {
  return type === PDU_REQUEST || type === PDU_RESPONSE || type === PDU_FAULT || type === PDU_REJECT;
}

type RpcObject = { instance: number; device: number; vendor: number };

function readOperation(reader: ByteReader, reading: Reading, type: number, operation: number, object: RpcObject): void {
  const isRequest = type === PDU_REQUEST;
  const failed = type === PDU_FAULT || type === PDU_REJECT;
  const flags = (isRequest ? REQUEST : RESPONSE) | (failed ? ERROR : 0);
  reading.operation(
    IOCM,
    operation,
    operationClasses[operation] ?? OTHER,
    flags,
    isRequest && operation === WRITE_RECORD ? MODIFY_PARAMETER : 0,
  );
  if (isRequest) sayObject(reading, object);
  if (isRequest && operation === CONNECT) readInitiator(reader, reading);
  else if (type === PDU_RESPONSE && (operation === READ_RECORD || operation === READ_IMPLICIT)) readMaintenanceRecord(reader, reading);
}

/** The object UUID names the device asked: instance, device id, vendor id (clause 5.2.1). */
function sayObject(reading: Reading, object: RpcObject): void {
  const vendor = profinetVendorName(object.vendor);
  if (vendor !== null) reading.identity('receiver', 'vendor', vendor, 0.9, IOCM);
}

const NDR_BYTES = 20;

/** ARBlockReq (clause 5.2.4.1): type 0x0101, ..., the station name of the controller that connects. */
function readInitiator(reader: ByteReader, reading: Reading): void {
  if (reader.left < NDR_BYTES + 60) return;
  reader.skip(NDR_BYTES, 'ndr header');
  if (reader.u16be('block type') !== 0x0101) return;
  reader.skip(54, 'ar block');
  const length = reader.u16be('station name length');
  const name = length <= reader.left && length <= 240 ? reader.text(length, 'station name') : '';
  reading.identity('sender', 'role', 'IO-Controller', 0.9, IOCM);
  reading.identity('receiver', 'role', 'IO-Device', 0.9, IOCM);
  if (name !== '') reading.identity('sender', 'name', name, 0.9, IOCM);
}

const READ_RESPONSE_HEADER_BYTES = 64,
  IM0_BLOCK = 0x0020,
  IM0_BLOCK_BYTES = 0x38;

/** I&M0 (clause 5.2.27): vendor id, order id, serial, hardware and software revision. */
function readMaintenanceRecord(reader: ByteReader, reading: Reading): void {
  if (reader.left < NDR_BYTES + READ_RESPONSE_HEADER_BYTES + IM0_BLOCK_BYTES + 4) return;
  reader.skip(NDR_BYTES + READ_RESPONSE_HEADER_BYTES, 'read response header');
  if (reader.u16be('block type') !== IM0_BLOCK || reader.u16be('block length') !== IM0_BLOCK_BYTES) return;
  reader.skip(2, 'block version');
  const vendor = profinetVendorName(reader.u16be('vendor id'));
  const orderNumber = reader.text(20, 'order id');
  const serial = reader.text(16, 'serial number');
  const hardware = reader.u16be('hardware revision');
  const prefix = reader.text(1, 'software revision prefix');
  const firmware = `${prefix}${reader.u8('software major')}.${reader.u8('software minor')}.${reader.u8('software bug fix')}`;
  if (vendor !== null) reading.identity('sender', 'vendor', vendor, 1, IOCM);
  if (orderNumber !== '') reading.identity('sender', 'order_number', orderNumber, 1, IOCM);
  if (serial !== '') reading.identity('sender', 'serial', serial, 1, IOCM);
  reading.identity('sender', 'hardware', String(hardware), 1, IOCM);
  reading.identity('sender', 'firmware', firmware, 1, IOCM);
}
