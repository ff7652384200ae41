// The plant itself: the layout with addresses, MACs and serial numbers, made from a seed.
import { businessRows } from './layout/business.ts';
import { lineOneRows, lineTwoRows } from './layout/lines.ts';
import { operationsRows } from './layout/operations.ts';
import type { DeviceRow, ZoneRow } from './layout/types.ts';
import { utilityRows } from './layout/utilities.ts';
import { zoneRows } from './layout/zones.ts';
import { makeRandom } from './random.ts';

/** A device with its addresses. `ip` 0 and `mac` null mean it never shows one. */
export type Device = Omit<DeviceRow, 'serial'> & {
  mac: Uint8Array | null;
  ip: number;
  serial: string | null;
  serialNumber: number;
  zoneRank: number;
};

export type Plant = {
  seed: number;
  name: string;
  domain: string;
  zones: readonly ZoneRow[];
  devices: readonly Device[];
  byKey: ReadonlyMap<string, Device>;
};

/** IPv4 text to its 32-bit number. */
export function ipNumber(text: string): number {
  return text.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
}

/** A 32-bit number to IPv4 text. */
export const ipText = (ip: number): string => [ip >>> 24, (ip >>> 16) & 255, (ip >>> 8) & 255, ip & 255].join('.');

/** Six bytes as `aa:bb:cc:dd:ee:ff`. */
export const macText = (mac: Uint8Array): string => Array.from(mac, (byte) => byte.toString(16).padStart(2, '0')).join(':');

/** Makes the plant of this seed: always the same for the same seed; another seed gives other MACs and serial numbers. */
export function makePlant(seed: number): Plant {
  const random = makeRandom(seed, 'plant');
  const used = new Set<string>();
  const rows = [...businessRows, ...operationsRows, ...lineOneRows, ...lineTwoRows, ...utilityRows];
  const devices = rows.map((row) =>
    makeDevice(row, () => freshMac(row.oui, used, () => random.between(0x010000, 0xfeffff)), random.between(0x00100000, 0x7fffffff)),
  );
  return {
    seed,
    name: 'Tannquell Getränke, Werk Lindenau',
    domain: 'tannquell.example',
    zones: zoneRows,
    devices,
    byKey: new Map(devices.map((device) => [device.key, device])),
  };
}

function makeDevice(row: DeviceRow, mac: () => Uint8Array | null, serialNumber: number): Device {
  const zoneRank = zoneRows.findIndex((zone) => zone.key === row.zone);
  const subnet = zoneRows[zoneRank]?.subnet;
  if (subnet === undefined) throw new Error(`no zone ${row.zone}`);
  const base = ipNumber(subnet.split('/')[0] ?? '');
  return {
    ...row,
    mac: mac(),
    ip: row.host === null ? 0 : base + row.host,
    serial: row.serial === true ? serialText(row, serialNumber) : null,
    serialNumber,
    zoneRank,
  };
}

function serialText(row: DeviceRow, serialNumber: number): string {
  if (row.cip !== undefined) return serialNumber.toString(16).padStart(8, '0');
  if (row.kind === 'plc') return `S C-${serialNumber.toString(36).toUpperCase().padStart(8, 'X').slice(0, 8)}20`;
  return String(serialNumber);
}

function freshMac(oui: string | null, used: Set<string>, suffix: () => number): Uint8Array | null {
  if (oui === null) return null;
  for (;;) {
    const digits = oui + suffix().toString(16).padStart(6, '0');
    if (used.has(digits)) continue;
    used.add(digits);
    return Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  }
}

/** The device of this key; a missing key is a fault of the layout. */
export function deviceOf(plant: Plant, key: string): Device {
  const device = plant.byKey.get(key);
  if (device === undefined) throw new Error(`no device ${key}`);
  return device;
}

export const devicesOf = (plant: Plant, zone: string): Device[] => plant.devices.filter((device) => device.zone === zone);

/** The router's address in this device's subnet: always the first host. */
export const gatewayIp = (plant: Plant, device: Device): number =>
  ipNumber((plant.zones[device.zoneRank]?.subnet ?? '').replace(/\.0\/\d+$/, '.1'));

/** The serial number a module behind this device answers with. */
export const moduleSerial = (device: Device, slot: number): number => (device.serialNumber ^ (0x00111111 * (slot + 1))) >>> 0;

/** Which of a device's attributes stand in a text it sends about itself. */
export function toldIn(device: Device, text: string): string[] {
  const { model, order_number, firmware } = device;
  return Object.entries({ model, order_number, firmware }).flatMap(([name, value]) =>
    value !== undefined && text.includes(value) ? [name] : [],
  );
}
