// The shape of what an inspection found: the object the ingest stores, and `holdfast inspect --json` prints with its reasons in words.
import type { Said } from './inference/facts.ts';
import type { AttackTechnique, DeviceKind, OperationClass, ProtocolName, PurdueLevel } from './words.ts';

/**
 * One capture file as it was read. Times are ISO 8601 UTC; `truncated` is true when the last record was cut, which is no `fault` as long
 * as packets came before it. `note` says what a reader should know beside faults: where the cut is, what was passed over.
 */
export type CaptureFile = {
  name: string;
  format: 'pcap' | 'pcapng' | 'unknown';
  packets: number;
  bytes: number;
  first: string | null;
  last: string | null;
  truncated: boolean;
  fault: string | null;
  note: string | null;
};

/**
 * One attribute with where it was read. `frame` counts from 1 within `file`; `time` ISO 8601 UTC. `protocol` is a protocol's name,
 * `ethernet`, `mac-registry` (the maker by MAC) or `inference`, which says `why` by code (`reasonParams`); who shows it has the words.
 */
export type AssetAttribute = {
  name: string;
  value: string;
  protocol: string;
  file: string;
  frame: number;
  time: string;
  confidence: number;
  why?: Said[];
};

export type ReportAsset = {
  macs: string[];
  ips: string[];
  names: string[];
  vendor: string | null;
  model: string | null;
  order_number: string | null;
  firmware: string | null;
  serial: string | null;
  kind: DeviceKind;
  purdue_level: PurdueLevel | null;
  vlans: number[];
  packets: number;
  first: string;
  last: string;
  attributes: AssetAttribute[];
  /** Attribute names with more than one differing value of like confidence. */
  conflicts: string[];
};

/** `protocol` tells whose code it is where one protocol carries another (CIP in ENIP). Counts are units both ways. */
export type FlowOperation = {
  protocol: ProtocolName;
  code: number;
  key: string;
  name: string;
  class: OperationClass;
  count: number;
  errors: number;
};

/** One client, server, transport, server port and protocol. Ends are IP addresses, or MACs for layer 2 (server_port null). */
export type ReportFlow = {
  client: string;
  server: string;
  transport: 'tcp' | 'udp' | 'icmp' | 'icmpv6' | 'igmp' | 'ip' | 'ethernet';
  server_port: number | null;
  protocol: ProtocolName;
  packets: number;
  bytes: number;
  first: string;
  last: string;
  vlan: number | null;
  operations: FlowOperation[];
};

export type ReportProtocol = { messages: number; undecoded: number; errors: number; operations: Record<string, number> };

export type ReportEvent = {
  time: string;
  file: string;
  frame: number;
  client: string;
  server: string;
  protocol: ProtocolName;
  operation: string;
  class: OperationClass;
  attack: AttackTechnique | null;
};

export type Report = {
  capture: { files: CaptureFile[]; packets: number };
  assets: ReportAsset[];
  flows: ReportFlow[];
  flows_folded: number;
  protocols: Record<string, ReportProtocol>;
  events: ReportEvent[];
  events_folded: number;
};
