// The contract between the engine (packets, flows, conversations) and a protocol's dissector.
import type { ByteReader } from './byte-reader.ts';
import type { RepeatedUnit } from './repeated-unit.ts';
import type { AttackTechnique, AttributeName, ProtocolName } from './words.ts';

/** Flags of one operation. */
export const REQUEST = 1,
  RESPONSE = 2,
  ERROR = 4,
  UNSOLICITED = 8;

/**
 * What `read` writes into: one instance, reused for every unit; the engine drains and clears it after each `read`.
 * `operation` allocates nothing; `identity` and `note` make objects and are for what is rare.
 */
export interface Reading {
  /** The conversation this unit belongs to (state that spans frames lives there, bounded by the engine). */
  readonly conversation: Conversation;
  /** True when the sender of this unit is the flow's server. */
  fromServer: boolean;
  /**
   * Counts one protocol data unit.
   * @param protocol the dissector's own name id (`idOf('modbus')`), or that of the protocol it carries (CIP in ENIP)
   * @param code 0..65535, the number `describe` turns into key and name
   * @param operationClass one of the class ids of words.ts
   * @param flags REQUEST | RESPONSE | ERROR | UNSOLICITED
   * @param attack index into `attackTechniques`, 0 for none
   */
  operation(protocol: number, code: number, operationClass: number, flags: number, attack?: number): void;
  /** Notes which part of the device a request names: two numbers of `element-words.ts`. Allocates nothing. */
  element(element: number, value: number): void;
  /**
   * Something worth a look between the ends of this conversation. Never says what was secret.
   * @param kind its place in `signKinds` @param detail a version or a way, as the kind has it
   */
  sign(kind: number, detail: string, protocol: number): void;
  /** Counts all operations of a unit that was read before, in this direction of this conversation, and came again. */
  again(unit: RepeatedUnit): void;
  /** Counts one unit that was recognised but not read (encrypted, cut, gap). */
  undecoded(protocol: number): void;
  /**
   * Says something about a device's identity.
   * @param about 'sender' | 'receiver' of this unit, or a literal address: IPv4/IPv6 text or MAC `aa:bb:cc:dd:ee:ff`
   * @param name a closed-list attribute name, or `module.<slot>.<attribute name>`
   * @param confidence 0..1: 1 the device says it of itself in a field made for it; 0.5 inferred
   */
  identity(about: string, name: AttributeName | `module.${string}`, value: string, confidence: number, protocol: number): void;
}

/** Bounded memory of one conversation, kept by the engine for a pair of ends and ports. */
export interface Conversation {
  /** Remembers a number under a key until recalled or pushed out (at most 32 a conversation; oldest goes first). */
  remember(key: number, value: number): void;
  /** Takes a remembered number back, -1 when there is none. */
  recall(key: number): number;
  /** Looks without taking, -1 when there is none. */
  peek(key: number): number;
  /** A place for a unit that may come again; a protocol has few, from 0. */
  repeated(place: number): RepeatedUnit;
}

/** One protocol. A dissector keeps no state of its own: one file, one object. */
export interface Dissector {
  readonly name: ProtocolName;
  /** Well-known ports and EtherTypes: tried first; other ports only through `recognises`. */
  readonly tcpPorts?: readonly number[];
  readonly udpPorts?: readonly number[];
  readonly etherTypes?: readonly number[];
  /** Destination MACs of layer-2 protocols without an EtherType (LLC/SNAP), as 12 hex digits. */
  readonly groupMacs?: readonly string[];
  /** Whether traffic on any port may be this protocol if `recognises` says so (strong signature), not only its well-known ports. */
  readonly anyPort?: boolean;
  /** A cheap shape check on the first bytes of a datagram or of a direction of a stream; must not allocate. */
  recognises(bytes: Uint8Array, start: number, end: number): boolean;
  /** TCP: the length in bytes of the unit at `start`; 0 when more bytes are needed to know; -1 when this cannot be a unit. At most 1 MiB. */
  unitLength?(bytes: Uint8Array, start: number, end: number): number;
  /** Reads one whole unit (TCP) or datagram/frame payload; never throws; a fault is in `reader.fault`. */
  read(reader: ByteReader, reading: Reading): void;
  /**
   * For cyclic traffic, of a datagram or frame that `recognises` took: a number not 0 that all units share which say the same one operation,
   * without error or change, and nothing else; 0 to have it read. Those that come one after the other from one side are then counted, not read.
   */
  steady?(bytes: Uint8Array, start: number, end: number): number;
  /** Key (see the key table in docs/protocols.md) and plain name of a code. */
  describe(code: number): { key: string; name: string };
  /** Which protocol a code belongs to when this dissector counts under another name as well (ENIP carries CIP). */
  readonly carries?: readonly Dissector[];
  /** True when it is a mere envelope: its flows are named after what it carried, if anything. */
  readonly envelope?: boolean;
}

export type { AttackTechnique };
