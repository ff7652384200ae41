// What inference knows of one device, and what it concludes.
import type { DeviceKind, OperationClass, ProtocolName, PurdueLevel } from '../words.ts';
import type { ReasonCode } from './reasons.data.ts';

/** One protocol a device took part in. `peers` is how many different other ends it did so with; `classes` what was asked. */
export type UsedProtocol = { protocol: ProtocolName; port: number | null; classes: readonly OperationClass[]; peers: number };

export type DeviceFacts = {
  vendor: string | null;
  model: string | null;
  order_number: string | null;
  device_type: string | null;
  role: string | null;
  operating_system: string | null;
  description: string | null;
  names: readonly string[];
  ips: readonly string[];
  /** Models and order numbers of modules behind the device (a controller behind its communication module). */
  modules?: readonly string[];
  /** Where it was the server. */
  served: readonly UsedProtocol[];
  /** Where it was the client, or, on layer 2, the sender. */
  spoken: readonly UsedProtocol[];
  /** Its MAC carries addresses of other networks. */
  is_gateway: boolean;
};

/** One thing said as a reason: a code of `reasonParams` and what fills its sentence; `thing` is one of `catalogueThings`. */
export type Said = { code: ReasonCode; params: Readonly<Record<string, string | number>> };

/** `why` holds one or two reasons each; confidence 0..1 is that of the kind. */
export type Inference = { kind: DeviceKind; purdue_level: PurdueLevel | null; confidence: number; why: { kind: Said[]; level: Said[] } };

/** One thing that speaks for a kind. */
export type Reason = { kind: DeviceKind; confidence: number; says: Said };
