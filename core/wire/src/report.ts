// The shape of what an inspection found: the object the ingest stores, and `holdfast inspect --json` prints with its reasons in words.
import type { Said } from './inference/facts.ts';
import type { AttackTechnique, DeviceKind, ModbusTable, OperationClass, ProtocolName, PurdueLevel, SignKind } from './words.ts';

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

/**
 * A part of a device that requests named: registers of a Modbus unit, a CIP class, an S7 area or block type with its number. Ranges are
 * inclusive. `area` is `db`, `di`, `m`, `i`, `q`, `p`, `t`, `c`, or `block:<type>` (OB, DB, SDB, FC, SFC, FB, SFB).
 */
export type ProtocolElement =
  | { protocol: 'modbus'; unit: number; table: ModbusTable; from: number; to: number }
  | { protocol: 'cip'; class_id: number }
  | { protocol: 's7comm'; area: string; number: number | null };

/** What was done to it; the same element read and written is two. */
export type FlowElement = ProtocolElement & { class: OperationClass };

/**
 * What a flow did in one hour (UTC). `connections` that said something in it, `opened` those whose beginning was seen in it (a TCP
 * handshake). Times of its first and last packet lie within the hour, unless hours were folded.
 */
export type FlowConversation = {
  hour: string;
  first: string;
  last: string;
  connections: number;
  opened: number;
  packets: number;
  bytes: number;
  /** Answers that said no. */
  errors: number;
  classes: OperationClass[];
  elements: FlowElement[];
  /** Elements past the limit, counted as often as they were met. */
  elements_folded: number;
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
  /** All that its conversations named, ranges merged; `elements_folded` counts what was past the limit. */
  elements: FlowElement[];
  elements_folded: number;
  conversations: FlowConversation[];
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

/** Something worth a look between two ends, once: when and where it was first, when last, how often. Holds no secret. */
export type ReportSign = {
  kind: SignKind;
  first: string;
  last: string;
  file: string;
  frame: number;
  client: string;
  server: string;
  protocol: ProtocolName;
  detail: string;
  count: number;
};

export type Report = {
  capture: { files: CaptureFile[]; packets: number };
  assets: ReportAsset[];
  flows: ReportFlow[];
  flows_folded: number;
  /** Hours of connections that had no room of their own: they lengthen the one before, or are missing among the conversations. */
  conversations_folded: number;
  protocols: Record<string, ReportProtocol>;
  events: ReportEvent[];
  events_folded: number;
  signs: ReportSign[];
  signs_folded: number;
};
