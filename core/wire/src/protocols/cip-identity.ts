// Who a CIP device is: Identity object (CIP Vol 1 5-2) as an answer and as List Identity item, and the Logix program name.
import type { ByteReader } from '../byte-reader.ts';
import type { Conversation, Reading } from '../dissector.ts';
import { idOf } from '../words.ts';
import type { AttributeName } from '../words.ts';
import { deviceTypes } from './cip-names.ts';
import { vendorNameOf } from './cip-vendors.ts';

const cipId = idOf('cip');

const ROCKWELL = 1;
const PROGRAMMABLE_CONTROLLER = 0x0e;

/** Conversation keys, plus slot + 1: serial and status word already told, so a polled device speaks once. */
const SERIAL_KEY = 0x30000,
  STATUS_KEY = 0x30100;

/** CIP Vol 2 table 2-4.4, device state. */
const deviceStates: Readonly<Record<number, string>> = {
  0: 'nonexistent',
  1: 'self testing',
  2: 'standby',
  3: 'operational',
  4: 'major recoverable fault',
  5: 'major unrecoverable fault',
};

/** CIP Vol 1 table 5-2.6, extended device status (bits 4-7 of the status word). */
const extendedStates: Readonly<Record<number, string>> = {
  1: 'firmware update in progress',
  2: 'I/O connection faulted',
  3: 'no I/O connections established',
  4: 'non-volatile configuration bad',
  5: 'major fault',
  6: 'run',
  7: 'idle',
};

/** Rockwell, Logix 5000 General Instructions (1756-RM003), "status attribute of the module object". */
const logixModes: Readonly<Record<number, string>> = { 1: 'flash update', 4: 'flash is bad', 5: 'faulted', 6: 'run', 7: 'program' };
const logixKeys: Readonly<Record<number, string>> = { 1: ', key in run', 2: ', key in program', 3: ', key in remote' };

/** Serial numbers read as Rockwell prints them: eight lower-case hex digits. */
export const serialText = (serial: number): string => serial.toString(16).padStart(8, '0');

/** Attribute name for a device (`slot` < 0) or for the module in a slot behind it. */
const named = (slot: number, name: AttributeName): AttributeName | `module.${string}` => (slot < 0 ? name : `module.${slot}.${name}`);

/**
 * Identity attributes 1 to 7 in their order: the data of Get_Attributes_All, and the middle of a List Identity item.
 * @param slot the backplane slot that answered, -1 for the sender itself
 */
export function readIdentity(reader: ByteReader, reading: Reading, slot: number): void {
  const vendor = reader.u16le('vendor id');
  const deviceType = reader.u16le('device type');
  const productCode = reader.u16le('product code');
  const major = reader.u8('major revision') & 0x7f;
  const minor = reader.u8('minor revision');
  const status = reader.u16le('status');
  const serial = reader.u32le('serial number');
  const nameLength = reader.u8('product name length');
  if (reader.fault) return;
  if (changed(reading.conversation, STATUS_KEY + slot + 1, status)) tellStatus(reading, slot, vendor, deviceType, status);
  if (!changed(reading.conversation, SERIAL_KEY + slot + 1, serial)) return reader.skip(nameLength, 'product name');
  const tell = (name: AttributeName, value: string, confidence = 1): void => {
    if (value !== '') reading.identity('sender', named(slot, name), value, confidence, cipId);
  };
  tell('vendor', vendorNameOf(vendor));
  tell('device_type', deviceTypes[deviceType] ?? `device type 0x${deviceType.toString(16)}`);
  tell('product_code', String(productCode));
  tell('firmware', `${major}.${minor}`);
  if (serial !== 0) tell('serial', serialText(serial));
  tell('model', reader.text(nameLength, 'product name'));
}

function changed(conversation: Conversation, key: number, value: number): boolean {
  if (conversation.peek(key) === value) return false;
  conversation.remember(key, value);
  return true;
}

function tellStatus(reading: Reading, slot: number, vendor: number, deviceType: number, status: number): void {
  const extended = (status >> 4) & 0xf;
  const logix = vendor === ROCKWELL && deviceType === PROGRAMMABLE_CONTROLLER;
  const mode = logix ? logixModes[extended] : extendedStates[extended];
  if (mode === undefined) return;
  const key = logix ? (logixKeys[(status >> 12) & 3] ?? '') : '';
  reading.identity('sender', named(slot, 'state'), mode + key, 0.9, cipId);
}

/**
 * The CIP Identity item of a List Identity answer: CIP Vol 2 table 2-4.4. Encapsulation version, socket address
 * (big-endian), identity, then the device's state.
 */
export function readIdentityItem(reader: ByteReader, reading: Reading): void {
  reader.skip(2 + 4, 'encapsulation version, socket family and port');
  const address = reader.u32be('socket address');
  reader.skip(8, 'socket padding');
  if (reader.fault) return;
  if (address !== 0) reading.identity('sender', 'ip', ipv4Text(address), 0.5, cipId);
  readIdentity(reader, reading, -1);
  if (reader.left < 1) return;
  const state = deviceStates[reader.u8('state')];
  if (state !== undefined) reading.identity('sender', 'state', state, 0.5, cipId);
}

const ipv4Text = (address: number): string => [24, 16, 8, 0].map((shift) => (address >>> shift) & 0xff).join('.');

/** One attribute of the Identity object, as Get_Attribute_Single answers it. */
export function readIdentityAttribute(reader: ByteReader, reading: Reading, attribute: number, slot: number): void {
  const value = identityAttributeText(reader, attribute);
  if (value !== null && !reader.fault) reading.identity('sender', named(slot, value[0]), value[1], 1, cipId);
}

function identityAttributeText(reader: ByteReader, attribute: number): [AttributeName, string] | null {
  switch (attribute) {
    case 1:
      return ['vendor', vendorNameOf(reader.u16le('vendor id'))];
    case 2: {
      const type = reader.u16le('device type');
      return ['device_type', deviceTypes[type] ?? `device type 0x${type.toString(16)}`];
    }
    case 3:
      return ['product_code', String(reader.u16le('product code'))];
    case 4:
      return ['firmware', `${reader.u8('major revision') & 0x7f}.${reader.u8('minor revision')}`];
    case 6:
      return ['serial', serialText(reader.u32le('serial number'))];
    case 7:
      return ['model', reader.text(reader.u8('product name length'), 'product name')];
    default:
      reader.skip(attribute === 5 ? 2 : 0, 'attribute');
      return null;
  }
}

/** The answer to Get_Attribute_List: count, then id, status and value of each (CIP Vol 1 appendix ). Stops at one it cannot size. */
export function readIdentityList(reader: ByteReader, reading: Reading, slot: number): void {
  const count = reader.u16le('attribute count');
  for (let index = 0; index < count && reader.left >= 4; index++) {
    const attribute = reader.u16le('attribute id');
    if (reader.u16le('attribute status') !== 0) continue;
    if (attribute < 1 || attribute > 7) return;
    readIdentityAttribute(reader, reading, attribute, slot);
  }
}

/** Class 0x64 of Logix controllers, Get_Attributes_All: the controller's name with a 16-bit length (1756-PM020). */
export function readProgramName(reader: ByteReader, reading: Reading, slot: number): void {
  const name = reader.text(reader.u16le('name length'), 'controller name');
  if (/^[\x20-\x7e]{2,40}$/.test(name)) reading.identity('sender', named(slot, 'name'), name, 0.9, cipId);
}
