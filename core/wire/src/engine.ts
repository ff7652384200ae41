// Hot path: a packet from the capture reader becomes counts in tables. Everything it touches per packet is a typed array or a number field;
// objects are made only for what is new (an address pair, an identity, a fragment).
import type { Dispatch } from './dispatch.ts';
import { ConversationPool } from './conversation.ts';
import { EventList } from './event-list.ts';
import * as flows from './flows.ts';
import { Flows } from './flows.ts';
import { KnownPackets } from './known-packets.ts';
import { FragmentBuffers } from './fragments.ts';
import * as frame from './frame.ts';
import { Frame } from './frame.ts';
import { Observations } from './inventory/observations.ts';
import { Sightings } from './inventory/sightings.ts';
import * as positions from './position.ts';
import { Position } from './position.ts';
import { Signs } from './signs.ts';
import { AddressTable } from './tables/address-table.ts';
import * as sharedPiece from './shares/shared-piece.ts';
import type { SharedPiece } from './shares/shared-piece.ts';
import * as connectionTable from './tables/connection-table.ts';
import { ConnectionTable } from './tables/connection-table.ts';
import { HourTable } from './tables/hour-table.ts';
import { OperationTable } from './tables/operation-table.ts';
import { Transports } from './transports.ts';
import { UnitReader } from './unit-reader.ts';
import { idOf } from './words.ts';
import type { PacketSink } from './capture/capture-format.ts';
import { viewOf } from './capture/file-numbers.ts';

// V8 folds a module's own constants into its code and loads imported ones at every use.
const { ETHERNET, TCP, UDP } = flows;
const { HOUR_BEGIN, HOUR_END } = positions;
const { CUT, IP_FRAGMENT, LAYER_2, UNSUPPORTED_LINK } = frame;
const {
  ADDRESS_A,
  ADDRESS_B,
  BYTES,
  CONVERSATION,
  DISSECTOR,
  FIRST,
  FLAGS,
  HOUR,
  LAST,
  MAC_HIGH,
  MAC_LOW,
  PACKETS,
  PAYLOAD_SEEN,
  SIDE_A,
  SIDE_B,
  TRANSPORT,
  VLAN,
} = connectionTable;

/** Bounds of one inspection's memory. */
export type EngineLimits = {
  addresses: number;
  connections: number;
  conversations: number;
  flows: number;
  /** Hours of connections and flows, and elements they name. */
  hours: number;
  elements: number;
  operations: number;
  events: number;
  observations: number;
};

const { END, LINK_AND_ORDINAL, MICROS, ORDINAL_BITS, ORDINAL_MASK, START, STRIDE, WIRE_LENGTH } = sharedPiece;

const ICMP = 1,
  IGMP = 2,
  ICMPV6 = 58;
const ARP_ETHERTYPE = 0x0806;
const ETHERNET_LINK = 1;
const icmpProtocol = idOf('icmp');
const icmpv6Protocol = idOf('icmpv6');

export class Engine implements PacketSink {
  readonly position = new Position();
  readonly clock = this.position.clock;
  readonly addresses: AddressTable;
  readonly connections: ConnectionTable;
  readonly dispatch: Dispatch;
  readonly flows: Flows;
  readonly hours: HourTable;
  readonly operations: OperationTable;
  readonly events: EventList;
  readonly observations: Observations;
  readonly sightings: Sightings;
  readonly signs: Signs;
  readonly #conversations: ConversationPool;
  readonly #units: UnitReader;
  readonly #transports: Transports;
  readonly #known: KnownPackets;
  readonly #fragments = new FragmentBuffers();
  readonly #frame = new Frame();
  /** Packets of the file being read whose link type nobody reads here, by link type. */
  readonly unsupportedLinks = new Map<number, number>();
  /** Packets of the file being read that are too short for their headers. */
  cutPackets = 0;
  /** Times of the file being read: first and last packet, in microseconds. */
  readonly #span = new Float64Array(2);
  /** The memory packets come from, and a view of it. */
  #bytes: Uint8Array = new Uint8Array(0);
  #view = viewOf(this.#bytes);

  /** @param dispatch of the dissectors; several engines may use one */
  constructor(dispatch: Dispatch, limits: EngineLimits) {
    this.addresses = new AddressTable(limits.addresses, this.position);
    this.connections = new ConnectionTable(limits.connections, this.position, (record) => this.#forget(record));
    this.dispatch = dispatch;
    this.flows = new Flows(this.connections, this.dispatch, limits.flows, this.position);
    this.hours = new HourTable(this.clock, limits.hours, limits.elements);
    this.operations = new OperationTable(limits.operations, this.position);
    this.events = new EventList(limits.events, this.position);
    this.observations = new Observations(this.addresses, this.position, limits.observations);
    this.sightings = new Sightings(this.position, limits.observations);
    this.signs = new Signs(this.position, limits.observations);
    this.#conversations = new ConversationPool(limits.conversations);
    this.#units = new UnitReader(
      this.connections,
      this.dispatch,
      this.flows,
      this.operations,
      this.events,
      this.observations,
      this.#conversations,
      this.hours,
      this.signs,
      this.position,
    );
    this.#transports = new Transports(this.connections, this.dispatch, this.flows, this.#units);
    this.#known = new KnownPackets(this.connections, this.dispatch, this.#transports, this.#units, this.clock);
  }

  /** Packets of all files so far. */
  get packets(): number {
    return this.position.packets;
  }

  get firstMicros(): number {
    return this.#span[0]!;
  }

  get lastMicros(): number {
    return this.#span[1]!;
  }

  /** Begins file number `file`: frames count from 1 again. */
  openFile(file: number): void {
    this.position.file = file;
    this.position.frame = 0;
    this.#span[0] = Number.POSITIVE_INFINITY;
    this.#span[1] = 0;
    this.clock[HOUR_END] = 0;
    this.unsupportedLinks.clear();
    this.cutPackets = 0;
  }

  /** Settles everything still open into flows and inventory. */
  settle(): void {
    this.connections.forgetAll();
  }

  packet(bytes: Uint8Array, start: number, end: number, wireLength: number, link: number): void {
    const position = this.position;
    position.frame++;
    position.packets++;
    const span = this.#span;
    const clock = this.clock;
    const micros = clock[0]!;
    if (micros > span[1]!) span[1] = micros;
    if (micros >= clock[HOUR_END]! || micros < clock[HOUR_BEGIN]!) this.#turnHour(micros);
    this.#read(bytes, start, end, wireLength, link);
  }

  /** Reads the packets of one share in a piece. */
  take(piece: SharedPiece, share: number): void {
    const position = this.position;
    const { bytes, words, floats, frames, packets } = piece;
    position.file = piece.file;
    const end = piece.endOf(share);
    const isWithin = piece.isWithin(this.clock[HOUR_BEGIN]!, this.clock[HOUR_END]!);
    for (let at = piece.placeOf(share); at < end; at += STRIDE) {
      if (at >= piece.fetchedTo) piece.fetch(at, end);
      const linkAndOrdinal = words[at + LINK_AND_ORDINAL]!;
      const ordinal = linkAndOrdinal & ORDINAL_MASK;
      position.frame = frames + ordinal;
      position.packets = packets + ordinal;
      this.clock[0] = floats[(at >> 1) + MICROS]!;
      if (!isWithin) this.#lookAtHour();
      this.#read(bytes, words[at + START]!, words[at + END]!, words[at + WIRE_LENGTH]!, linkAndOrdinal >>> ORDINAL_BITS);
    }
    // What is settled at the end has the place of the last packet, whosever it is.
    position.frame = frames + piece.total;
    position.packets = packets + piece.total;
    this.clock[0] = piece.lastMicros;
  }

  #read(bytes: Uint8Array, start: number, end: number, wireLength: number, link: number): void {
    if (bytes !== this.#bytes) this.#turnTo(bytes);
    if (link === ETHERNET_LINK && this.#known.take(bytes, this.#view, start, end, wireLength)) return;
    const frame = this.#frame;
    const found = frame.walk(bytes, start, end, wireLength, link);
    if (found === UNSUPPORTED_LINK) this.unsupportedLinks.set(link, (this.unsupportedLinks.get(link) ?? 0) + 1);
    else if (found === CUT) this.cutPackets++;
    else if (found === LAYER_2) this.#layer2(bytes, wireLength);
    else if (found === IP_FRAGMENT) this.#fragment(bytes, wireLength);
    else this.#ip(bytes, this.#view, frame.start, frame.end, frame.wireEnd - frame.end, 1, wireLength);
  }

  /** A packet of another hour, or earlier than all of the file. */
  #turnHour(micros: number): void {
    const span = this.#span;
    if (micros < span[0]!) span[0] = micros;
    this.#lookAtHour();
    // Within the hour a packet is asked about once more when it is the earliest.
    if (span[0]! > this.clock[HOUR_BEGIN]!) this.clock[HOUR_BEGIN] = span[0]!;
  }

  /** INVARIANT: the short way knows only connections that were accounted for in this hour: the first packet in it goes the long way. */
  #lookAtHour(): void {
    const micros = this.clock[0]!;
    const before = this.hours.hour;
    this.hours.turn(micros);
    if (this.hours.hour !== before) this.connections.recent.clear();
  }

  #turnTo(bytes: Uint8Array): void {
    this.#bytes = bytes;
    this.#view = viewOf(bytes);
  }

  /** A transport's bytes, whole or put together from `frameCount` fragments. */
  #ip(bytes: Uint8Array, view: DataView, start: number, end: number, missing: number, frameCount: number, wireBytes: number): void {
    const protocol = this.#frame.protocol;
    const hasPorts = (protocol === TCP || protocol === UDP) && end - start >= 8;
    const sourcePort = hasPorts ? (bytes[start]! << 8) | bytes[start + 1]! : 0;
    const targetPort = hasPorts ? (bytes[start + 2]! << 8) | bytes[start + 3]! : 0;
    const record = this.#ipConnection(protocol, sourcePort, targetPort);
    this.#account(record, frameCount, wireBytes);
    if (!hasPorts) this.#portless(record, protocol, bytes, start, end);
    else if (protocol === TCP) this.#transports.tcp(record, this.connections.side, bytes, view, start, end, missing);
    else this.#transports.udp(record, this.connections.side, bytes, view, start, end);
  }

  #ipConnection(protocol: number, sourcePort: number, targetPort: number): number {
    const frame = this.#frame;
    const table = this.addresses;
    if (frame.version === 6) {
      const source6 = table.ipv6(frame.source0, frame.source1, frame.source2, frame.source3);
      const target6 = table.ipv6(frame.target0, frame.target1, frame.target2, frame.target3);
      return this.connections.find(protocol, source6, target6, sourcePort, targetPort);
    }
    const ports = (sourcePort << 16) | targetPort;
    const known = this.connections.recall(frame.source0, frame.target0, ports, ~protocol);
    if (known >= 0) return known;
    const record = this.connections.find(protocol, table.ipv4(frame.source0), table.ipv4(frame.target0), sourcePort, targetPort);
    this.connections.remember(frame.source0, frame.target0, ports, ~protocol, record);
    return record;
  }

  #portless(record: number, protocol: number, bytes: Uint8Array, start: number, end: number): void {
    if (protocol === ICMP || protocol === ICMPV6) this.#icmp(record, protocol, bytes, start, end);
    else if (protocol !== IGMP && end > start) this.connections.words[record + FLAGS]! |= PAYLOAD_SEEN;
  }

  #account(record: number, packets: number, wireBytes: number): void {
    const { words, floats, side } = this.connections;
    const frame = this.#frame;
    const micros = this.clock[0]!;
    const at = record + side;
    const float = at >> 1;
    if (this.connections.isNew) this.flows.chooseServer(record, side);
    if (words[record + HOUR] !== this.hours.hour) this.hours.open(this.connections, record, micros);
    if (words[at + PACKETS] === 0 || micros < floats[float + FIRST]!) floats[float + FIRST] = micros;
    if (words[at + PACKETS] === 0 || micros > floats[float + LAST]!) floats[float + LAST] = micros;
    const isNewSender = words[at + PACKETS] === 0;
    words[at + PACKETS]! += packets;
    floats[float + BYTES]! += wireBytes;
    if (
      !isNewSender &&
      words[at + MAC_LOW] === frame.sourceMacLow &&
      words[at + MAC_HIGH] === frame.sourceMacHigh &&
      words[record + VLAN] === frame.vlan + 1
    )
      return;
    this.#sight(record, at);
  }

  /** Rare: a connection's first packet in a direction, or its MAC or VLAN changed. */
  #sight(record: number, at: number): void {
    const words = this.connections.words;
    const frame = this.#frame;
    if (!frame.hasMacs) frame.sourceMacHigh = frame.sourceMacLow = 0;
    words[at + MAC_HIGH] = frame.sourceMacHigh;
    words[at + MAC_LOW] = frame.sourceMacLow;
    words[record + VLAN] = frame.vlan + 1;
    const mac = frame.hasMacs ? this.addresses.mac(frame.sourceMacHigh, frame.sourceMacLow) : 0;
    const source = words[record + (at - record === SIDE_A ? ADDRESS_A : ADDRESS_B)]!;
    const isIp = words[record + TRANSPORT]! < ETHERNET;
    this.sightings.note(isIp ? source : 0, mac, isIp ? frame.hops : 0, frame.vlan, false);
  }

  #icmp(record: number, protocol: number, bytes: Uint8Array, start: number, end: number): void {
    if (end > start) this.#units.count(record, this.connections.side, protocol === ICMP ? icmpProtocol : icmpv6Protocol, bytes[start]!);
  }

  #layer2(bytes: Uint8Array, wireLength: number): void {
    const frame = this.#frame;
    if (!frame.hasMacs) return;
    const candidates = this.dispatch.atLayer2(frame.etherType, frame.targetMacHigh, frame.targetMacLow);
    const number = this.#transports.firstThatRecognises(candidates, bytes, frame.start, frame.end);
    const record = this.#layer2Connection(number);
    const { words, side } = this.connections;
    this.#account(record, 1, wireLength);
    words[record + FLAGS]! |= PAYLOAD_SEEN;
    words[record + DISSECTOR] = number;
    if (frame.etherType === ARP_ETHERTYPE) this.#arp(bytes);
    if (number > 0) this.#units.read(record, side, number, bytes, frame.start, frame.end);
  }

  /** One EtherType can carry several protocols (PROFINET's 0x8892): the dissector is part of what tells connections apart. */
  #layer2Connection(number: number): number {
    const { etherType, sourceMacHigh, sourceMacLow, targetMacHigh, targetMacLow } = this.#frame;
    const highs = (sourceMacHigh << 16) | targetMacHigh;
    const tag = (number << 18) | etherType;
    const known = this.connections.recall(sourceMacLow, targetMacLow, highs, tag);
    if (known >= 0) return known;
    const source = this.addresses.mac(sourceMacHigh, sourceMacLow);
    const target = this.addresses.mac(targetMacHigh, targetMacLow);
    const type = etherType & 0xffff;
    const record = this.connections.find(ETHERNET | (number << 10) | (etherType >>> 16), source, target, type, type);
    this.connections.remember(sourceMacLow, targetMacLow, highs, tag, record);
    return record;
  }

  /** RFC 826 over Ethernet and IPv4: the sender says which IP is his. A probe (RFC 5227) says 0.0.0.0, which is nobody's. */
  #arp(bytes: Uint8Array): void {
    const { start, end, vlan, sourceMacHigh, sourceMacLow } = this.#frame;
    if (end - start < 28 || bytes[start + 5] !== 4 || bytes[start + 4] !== 6) return;
    const ip = (bytes[start + 14]! << 24) | (bytes[start + 15]! << 16) | (bytes[start + 16]! << 8) | bytes[start + 17]!;
    if (ip !== 0) this.sightings.note(this.addresses.ipv4(ip), this.addresses.mac(sourceMacHigh, sourceMacLow), 0, vlan, true);
  }

  #fragment(bytes: Uint8Array, wireLength: number): void {
    const whole = this.#fragments.add(this.#frame, bytes, wireLength, this.position.micros);
    if (whole !== null) this.#ip(whole.bytes, viewOf(whole.bytes), 0, whole.length, whole.missing, whole.frames, whole.wireBytes);
  }

  #forget(record: number): void {
    const words = this.connections.words;
    if (words[record + TRANSPORT] === TCP) this.#transports.close(record);
    this.flows.settle(record);
    this.hours.settle(this.connections, record, this.flows.of(record));
    const hasPayload = (words[record + FLAGS]! & PAYLOAD_SEEN) !== 0;
    this.#addActivity(words[record + ADDRESS_A]!, record + SIDE_A, record + SIDE_B, hasPayload);
    this.#addActivity(words[record + ADDRESS_B]!, record + SIDE_B, record + SIDE_A, hasPayload);
    if (words[record + CONVERSATION] !== 0) this.#conversations.giveBack(words[record + CONVERSATION]!);
  }

  /** An end that sent nothing counts as a device only if something was delivered to it. */
  #addActivity(address: number, at: number, other: number, hasPayload: boolean): void {
    const { words, floats } = this.connections;
    const packets = words[at + PACKETS]!;
    const from = (packets > 0 ? at : other) >> 1;
    this.sightings.addActivity(address, packets, floats[from + FIRST]!, floats[from + LAST]!, packets === 0 && hasPayload);
  }
}
