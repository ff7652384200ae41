// What a row of the plant's layout says about a zone and about a device.
import type { DeviceKind, PurdueLevel } from '@holdfast/core-wire/words';

/** A zone as the plant's owner would draw it. `vlan` 0 is seen untagged at the mirror port; `gateway` names the router's device key. */
export type ZoneRow = {
  key: string;
  name: string;
  level: PurdueLevel;
  subnet: string;
  vlan: number;
  gateway: string | null;
};

/** What a CIP device says of itself (CIP Vol. 1, 5A-2). */
export type CipIdentity = {
  vendor_id: number;
  device_type: number;
  product_code: number;
  revision: readonly [number, number];
  product_name: string;
};

/** What a PROFINET device says of itself (IEC 61158-6-10, DCP). */
export type ProfinetIdentity = { vendor_id: number; device_id: number; role: number; station: string };

/** One device. `host` is the last octet; null means it has no address that is ever seen. `oui` are the first six hex digits of its MAC. */
export type DeviceRow = {
  key: string;
  zone: string;
  host: number | null;
  name: string | null;
  kind: DeviceKind;
  purdue_level: PurdueLevel;
  vendor: string | null;
  oui: string | null;
  model?: string;
  order_number?: string;
  firmware?: string;
  description?: string;
  cip?: CipIdentity;
  /** Modules behind the device's backplane. */
  modules?: readonly { slot: number; identity: CipIdentity }[];
  profinet?: ProfinetIdentity;
  /** Answers a serial number over some protocol. */
  serial?: boolean;
  /** Not in the plant on an ordinary day. */
  intruder?: boolean;
};
