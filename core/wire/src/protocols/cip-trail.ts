// Lets a CIP answer know its request: answers carry no path, so the request's codes wait in the conversation.
import type { Conversation } from '../dissector.ts';
import { Recording } from '../repeated-unit.ts';

/** What a request leaves for its answer: code, attribute (0: none) and backplane slot (-1: none). */
export type Trace = { code: number; attribute: number; slot: number };

/** Runs of equal messages one request unit may leave behind, and messages in a run. */
const RUNS = 16;
const RUN_LIMIT = 4095;
const TRAIL_KEY = 2 ** 40;

/** Hears what a unit says that may come again. */
export const recording = new Recording();

/** Where the memory of a unit's messages begins. @param key what request and answer share: sender context or sequence count, up to 33 bits */
export const trailKeyOf = (key: number): number => TRAIL_KEY + key * RUNS;

/**
 * The messages of one unit in their order, equal neighbours folded into runs, so that a packet of fifty tag reads takes
 * one place of memory. A request writes (`begin`, `leave`..., `finish`), its answer reads (`begin`, `take`...).
 * One instance is reused for every unit; between units it holds nothing that matters.
 */
export class Trail {
  private conversation: Conversation | null = null;
  private key = 0;
  private run = 0;
  private value = -1;
  private length = 0;

  /** @param key as in `trailKeyOf` */
  begin(conversation: Conversation, key: number): void {
    this.conversation = conversation;
    this.key = trailKeyOf(key);
    this.run = 0;
    this.value = -1;
    this.length = 0;
  }

  /** Leaves one message of a request. */
  leave(code: number, attribute: number, slot: number): void {
    const value =
      code + (attribute > 0 && attribute < 256 ? attribute : 0) * 0x10000 + (slot >= 0 && slot < 255 ? slot + 1 : 0) * 0x1000000;
    if (value === this.value && this.length < RUN_LIMIT) {
      this.length++;
      return;
    }
    this.finish();
    this.value = value;
    this.length = 1;
  }

  /** Writes the last run down; call it when the request is read. */
  finish(): void {
    if (this.length > 0 && this.run < RUNS) {
      const value = this.value + this.length * 2 ** 32;
      if (recording.isOn) recording.left(value);
      this.conversation?.remember(this.key + this.run++, value);
    }
    this.length = 0;
  }

  /** Takes the next message's trace into `trace`; its code is -1 when the request was not seen. */
  take(trace: Trace): void {
    if (this.length === 0) this.load();
    if (this.length > 0) this.length--;
    // Below 2^32, so its bits can be taken as those of an integer: remainders of floats are slow.
    const bits = this.value | 0;
    const isKnown = this.value >= 0;
    trace.code = isKnown ? bits & 0xffff : -1;
    trace.attribute = isKnown ? (bits >>> 16) & 0xff : 0;
    trace.slot = isKnown ? (bits >>> 24) - 1 : -1;
  }

  private load(): void {
    const looks = this.run < RUNS;
    const stored = looks ? (this.conversation?.recall(this.key + this.run++) ?? -1) : -1;
    if (looks && recording.isOn) recording.took(stored);
    if (stored < 0) this.run = RUNS;
    this.value = stored < 0 ? -1 : stored >>> 0;
    this.length = stored < 0 ? 0 : Math.floor(stored / 2 ** 32);
  }
}
