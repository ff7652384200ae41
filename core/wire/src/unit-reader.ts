// Hot path: hands units to their dissector and writes down what it says. The one implementation of `Reading`.
import { ByteReader } from './byte-reader.ts';
import type { ConversationPool } from './conversation.ts';
import * as contract from './dissector.ts';
import type { Conversation, Reading } from './dissector.ts';
import type { Dispatch } from './dispatch.ts';
import type { EventList } from './event-list.ts';
import type { Observations } from './inventory/observations.ts';
import type { Position } from './position.ts';
import type { RepeatedUnit } from './repeated-unit.ts';
import type { Flows } from './flows.ts';
import * as connectionTable from './tables/connection-table.ts';
import type { HourTable } from './tables/hour-table.ts';
import type { Signs } from './signs.ts';
import type { ConnectionTable } from './tables/connection-table.ts';
import * as operationTable from './tables/operation-table.ts';
import type { OperationTable } from './tables/operation-table.ts';
import * as words from './words.ts';
import { changingClasses, operationClasses, type AttributeName } from './words.ts';

// V8 folds a module's own constants into its code and loads imported ones at every use.
const { ERROR, REQUEST, RESPONSE } = contract;
const {
  ADDRESS_A,
  ADDRESS_B,
  CONVERSATION,
  COUNTER,
  ELEMENT,
  FLAGS,
  FLOW,
  HANDSHAKE_SEEN,
  HOUR,
  OPERATION,
  SERVER,
  SERVER_A,
  SERVER_B,
  SIDE_A,
  STEADY,
  VALUE,
} = connectionTable;
const { operationOf, UNDECODED } = operationTable;
const { OTHER } = words;

const changes = new Uint8Array(operationClasses.length);
for (const name of changingClasses) changes[operationClasses.indexOf(name)] = 1;

export class UnitReader implements Reading {
  readonly #table: ConnectionTable;
  readonly #dispatch: Dispatch;
  readonly #operations: OperationTable;
  readonly #events: EventList;
  readonly #observations: Observations;
  readonly #conversations: ConversationPool;
  readonly #hours: HourTable;
  readonly #signs: Signs;
  readonly #flows: Flows;
  readonly #position: Position;
  readonly #reader = new ByteReader();
  #record = 0;
  #side = SIDE_A;
  /** The record's flow, 0 while it has none. */
  #flow = 0;
  #isCounted = false;
  fromServer = false;

  constructor(
    table: ConnectionTable,
    dispatch: Dispatch,
    flows: Flows,
    operations: OperationTable,
    events: EventList,
    observations: Observations,
    conversations: ConversationPool,
    hours: HourTable,
    signs: Signs,
    position: Position,
  ) {
    this.#table = table;
    this.#dispatch = dispatch;
    this.#flows = flows;
    this.#operations = operations;
    this.#events = events;
    this.#observations = observations;
    this.#conversations = conversations;
    this.#hours = hours;
    this.#signs = signs;
    this.#position = position;
  }

  /** Reads one unit with dissector `number`; one that says nothing of it has not read it. */
  read(record: number, side: number, number: number, bytes: Uint8Array, start: number, end: number): void {
    const dissector = this.#dispatch.dissector(number);
    const words = this.#table.words;
    const steady = dissector.steady === undefined ? 0 : dissector.steady(bytes, start, end);
    if (steady !== 0 && words[record + side + STEADY] === steady) return this.#operations.addAt(words[record + side + COUNTER]!);
    this.#turnTo(record, side);
    this.#isCounted = false;
    this.#reader.reset(bytes, start, end);
    dissector.read(this.#reader, this);
    words[record + side + STEADY] = this.#isCounted && this.#reader.fault === null ? steady : 0;
    if (!this.#isCounted && this.#reader.fault !== null) this.undecoded(this.#dispatch.protocols[number - 1]!);
  }

  /** Counts a unit that was there and cannot be read. */
  lost(record: number, side: number, number: number): void {
    this.#turnTo(record, side);
    this.undecoded(this.#dispatch.protocols[number - 1]!);
  }

  /** Counts an operation the engine itself reads (ICMP). */
  count(record: number, side: number, protocol: number, code: number): void {
    this.#turnTo(record, side);
    this.operation(protocol, code, OTHER, 0);
  }

  get conversation(): Conversation {
    const words = this.#table.words;
    const known = this.#conversations.get(words[this.#record + CONVERSATION]!);
    if (known !== undefined) return known;
    const ticket = this.#conversations.lend();
    words[this.#record + CONVERSATION] = ticket;
    return this.#conversations.get(ticket)!;
  }

  operation(protocol: number, code: number, operationClass: number, flags: number, attack = 0): void {
    this.#isCounted = true;
    const flow = this.#flow > 0 ? this.#flow : this.#settleFlow(flags);
    this.#count(flow, protocol, code & 0xffff, operationClass, (flags & ERROR) >> 2);
    if ((flags & REQUEST) === 0 || changes[operationClass] !== 1) return;
    const at = this.#position;
    const client = this.fromServer ? this.#receiver() : this.#sender();
    const server = this.fromServer ? this.#sender() : this.#receiver();
    this.#events.add(at.micros, at.file, at.frame, client, server, protocol, code & 0xffff, operationClass, attack);
  }

  /** What a side says is mostly what it said last: then where that is counted needs no search. @param error 1 or 0 */
  #count(flow: number, protocol: number, code: number, operationClass: number, error: number): void {
    const words = this.#table.words;
    const at = this.#record + this.#side;
    const operation = operationOf(protocol, code, operationClass);
    if (words[at + OPERATION] !== operation) this.#turnToOperation(at, operation, flow, protocol, code, operationClass);
    this.#operations.addAt(words[at + COUNTER]! + error);
    if (error !== 0) this.#hours.noteErrors(this.#table, this.#record, 1);
  }

  #turnToOperation(at: number, operation: number, flow: number, protocol: number, code: number, operationClass: number): void {
    const words = this.#table.words;
    words[at + OPERATION] = operation;
    words[at + STEADY] = 0;
    this.#hours.noteClass(this.#table, this.#record, operationClass);
    words[at + COUNTER] = this.#operations.counterOf(flow, protocol, code, operationClass, false);
  }

  /** Most requests name what the one before named. */
  element(element: number, value: number): void {
    const words = this.#table.words;
    const record = this.#record;
    if (words[record + ELEMENT] === element && words[record + VALUE] === value) return;
    words[record + ELEMENT] = element;
    words[record + VALUE] = value;
    this.#hours.noteElement(this.#table, this.#record, element, value);
  }

  sign(kind: number, detail: string, protocol: number): void {
    const [sender, receiver] = [this.#sender(), this.#receiver()];
    this.#signs.note(kind, this.fromServer ? receiver : sender, this.fromServer ? sender : receiver, protocol, detail);
  }

  undecoded(protocol: number): void {
    this.#isCounted = true;
    this.#operations.add(this.#flows.of(this.#record), protocol, UNDECODED, OTHER, false);
  }

  identity(about: string, name: AttributeName | `module.${string}`, value: string, confidence: number, protocol: number): void {
    if (about === 'sender') this.#observations.add(this.#sender(), name, value, confidence, protocol);
    else if (about === 'receiver') this.#observations.add(this.#receiver(), name, value, confidence, protocol);
    else this.#observations.addLiteral(about, name, value, confidence, protocol);
  }

  #turnTo(record: number, side: number): void {
    this.#record = record;
    this.#side = side;
    const words = this.#table.words;
    const server = words[record + SERVER]!;
    this.#flow = words[record + FLOW]!;
    this.fromServer = side === SIDE_A ? server === SERVER_A : server === SERVER_B;
  }

  again(unit: RepeatedUnit): void {
    this.#isCounted = true;
    const flow = this.#flow;
    const hour = this.#table.words[this.#record + HOUR]!;
    if (unit.hour !== hour) this.#note(unit, hour);
    if (unit.flow !== flow && unit.flow !== -1) this.#resolve(unit, flow);
    if (unit.flow > 0 && unit.errors > 0) this.#hours.noteErrors(this.#table, this.#record, unit.errors);
    if (unit.flow > 0) this.#operations.addAll(unit.counters, unit.said);
    else unit.tell((protocol, code, operationClass, flags, attack) => this.operation(protocol, code, operationClass, flags, attack));
  }

  /** A unit comes for the first time in this hour. */
  #note(unit: RepeatedUnit, hour: number): void {
    unit.hour = hour;
    unit.tell((_protocol, _code, operationClass) => this.#hours.noteClass(this.#table, this.#record, operationClass));
    unit.tellElements((element, value) => this.element(element, value));
  }

  /** Finds the counters of a unit's operations, if they are nothing but counts. */
  #resolve(unit: RepeatedUnit, flow: number): void {
    unit.flow = flow > 0 ? flow : -1;
    unit.errors = 0;
    let at = 0;
    unit.tell((protocol, code, operationClass, flags) => {
      if ((flags & REQUEST) !== 0 && changes[operationClass] === 1) unit.flow = -1;
      if ((flags & ERROR) !== 0) unit.errors++;
      if (unit.flow > 0) unit.counters[at++] = this.#operations.counterOf(flow, protocol, code, operationClass, (flags & ERROR) !== 0);
    });
  }

  #sender(): number {
    return this.#table.words[this.#record + (this.#side === SIDE_A ? ADDRESS_A : ADDRESS_B)]!;
  }

  #receiver(): number {
    return this.#table.words[this.#record + (this.#side === SIDE_A ? ADDRESS_B : ADDRESS_A)]!;
  }

  #settleFlow(flags: number): number {
    if (this.#table.words[this.#record + FLOW] === 0) this.#settleServer(flags);
    return this.#flows.of(this.#record);
  }

  /** Without handshake or telling ports, the first unit says who serves: who answers, or who is asked. */
  #settleServer(flags: number): void {
    const words = this.#table.words;
    if ((words[this.#record + FLAGS]! & HANDSHAKE_SEEN) !== 0 || !this.#flows.isGuessed(this.#record)) return;
    const answers = (flags & RESPONSE) !== 0;
    if (answers === this.fromServer || (flags & (REQUEST | RESPONSE)) === 0) return;
    words[this.#record + SERVER] = words[this.#record + SERVER] === SERVER_A ? SERVER_B : SERVER_A;
    this.fromServer = !this.fromServer;
  }
}
