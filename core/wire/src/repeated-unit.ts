// Hot path: cyclic traffic says the same again and again. What one unit said is kept with the bytes that mattered, so that a unit with the
// same bytes is compared instead of decoded. Typed arrays, one DataView load a word, one branch for the whole comparison.
import type { Conversation, Reading } from './dissector.ts';

/** So many words are compared at most: a longer unit is decoded every time. */
const MOST_WORDS = 160;
const MOST_OPERATIONS = 32;
const MOST_MEMORIES = 16;
const MOST_NAMED = 80;
/** After so many units in a row that differ, only every sixteenth is kept: not everything repeats. */
const PATIENCE = 4,
  RETRY_MASK = 15;
/** Two numbers an operation: protocol and code; class, flags and technique. */
const STRIDE = 2;

/** What one unit said: the bytes that mattered, its operations, and what it left in the conversation's memory or took from it. */
export class RepeatedUnit {
  #length = 0;
  #differed = 0;
  #checks = new Int32Array(0);
  #checked = 0;
  #operations = new Int32Array(0);
  said = 0;
  /** The flow whose counters are in `counters`, 0 while there are none; -1: it must be told one by one, for some of it are events. */
  flow = 0;
  /** Where the engine counts each operation. */
  counters = new Int32Array(0);
  /** Its operations that say no. */
  errors = 0;
  /** The hour whose row holds its classes and elements, 0 while none does. */
  hour = 0;
  #elements = new Int32Array(0);
  #named = 0;
  #memories = new Float64Array(0);
  #remembered = 0;
  #takes = false;

  /** Whether the unit of `length` bytes at `start` has the same bytes wherever they mattered. */
  matches(view: DataView, start: number, length: number): boolean {
    if (length !== this.#length) return false;
    const checks = this.#checks;
    const end = this.#checked * 2;
    let difference = 0;
    for (let at = 0; at < end; at += 2) difference |= view.getInt32(start + checks[at]!, true) ^ checks[at + 1]!;
    if (difference !== 0) return false;
    this.#differed = 0;
    return true;
  }

  /** A unit differed: whether it is worth keeping. */
  differs(): boolean {
    return this.#differed++ < PATIENCE || (this.#differed & RETRY_MASK) === 0;
  }

  /**
   * Says it again: leaves the same under the keys from `key` on, or takes it from there. False when the memory holds something else:
   * then nothing was done.
   */
  say(reading: Reading, conversation: Conversation, key: number): boolean {
    const memories = this.#memories;
    const count = this.#remembered;
    if (this.#takes) {
      for (let at = 0; at < count; at++) if (conversation.peek(key + at) !== memories[at]) return false;
      for (let at = 0; at < count; at++) conversation.recall(key + at);
    } else for (let at = 0; at < count; at++) conversation.remember(key + at, memories[at]!);
    reading.again(this);
    return true;
  }

  /** Tells its operations one by one, as `Reading.operation` takes them. */
  tell(operation: Reading['operation']): void {
    const operations = this.#operations;
    for (let at = 0; at < this.said * STRIDE; at += STRIDE) {
      const what = operations[at]!;
      const how = operations[at + 1]!;
      operation(what >>> 16, what & 0xffff, how & 0xff, (how >>> 8) & 0xff, how >>> 16);
    }
  }

  /** Tells the elements it names, as `Reading.element` takes them. */
  tellElements(element: Reading['element']): void {
    for (let at = 0; at < this.#named * STRIDE; at += STRIDE) element(this.#elements[at]!, this.#elements[at + 1]!);
  }

  /** Keeps what the recording heard. */
  keep(recording: Recording): void {
    this.#length = recording.length;
    this.#checked = recording.checked;
    this.said = recording.said;
    this.flow = 0;
    this.hour = 0;
    this.#named = recording.named;
    this.#remembered = recording.remembered;
    this.#takes = recording.takes;
    if (this.#checks.length < this.#checked * 2) this.#checks = new Int32Array(this.#checked * 2);
    if (this.counters.length < this.said) {
      this.#operations = new Int32Array(this.said * STRIDE);
      this.counters = new Int32Array(this.said);
    }
    if (this.#elements.length < this.#named * STRIDE) this.#elements = new Int32Array(this.#named * STRIDE);
    this.#elements.set(recording.elements.subarray(0, this.#named * STRIDE));
    if (this.#memories.length < this.#remembered) this.#memories = new Float64Array(this.#remembered);
    this.#checks.set(recording.checks.subarray(0, this.#checked * 2));
    this.#operations.set(recording.operations.subarray(0, this.said * STRIDE));
    this.#memories.set(recording.memories.subarray(0, this.#remembered));
  }

  clear(): void {
    this.#length = 0;
    this.#differed = 0;
  }
}

/** Listens while a unit is decoded. One instance is reused; between units it is off and hears nothing. */
export class Recording {
  isOn = false;
  #isFit = false;
  #view: DataView = new DataView(new ArrayBuffer(0));
  #start = 0;
  length = 0;
  checked = 0;
  readonly checks = new Int32Array(MOST_WORDS * 2);
  said = 0;
  readonly operations = new Int32Array(MOST_OPERATIONS * STRIDE);
  named = 0;
  readonly elements = new Int32Array(MOST_NAMED * STRIDE);
  remembered = 0;
  readonly memories = new Float64Array(MOST_MEMORIES);
  /** Whether it took from the memory; otherwise it left something there. */
  takes = false;

  begin(view: DataView, start: number, length: number): void {
    this.isOn = true;
    this.#isFit = true;
    this.#view = view;
    this.#start = start;
    this.length = length;
    this.checked = this.said = this.named = this.remembered = 0;
    this.takes = false;
  }

  /** Ends listening; whether what was heard can be said again for the same bytes. */
  end(): boolean {
    this.isOn = false;
    return this.#isFit;
  }

  /** The unit depends on more than bytes and memories, or acts on more than operations. */
  refuse(): void {
    this.#isFit = false;
  }

  /** `length` bytes at `at` decide what the unit says. */
  matters(at: number, length: number): void {
    const words = (length + 3) >> 2;
    const isInside = at >= this.#start && at + length <= this.#start + this.length;
    if (length < 4 || !isInside || this.checked + words > MOST_WORDS) return this.refuse();
    for (let word = 0; word < words; word++) {
      const place = Math.min(at + word * 4, at + length - 4);
      this.checks[this.checked * 2] = place - this.#start;
      this.checks[this.checked * 2 + 1] = this.#view.getInt32(place, true);
      this.checked++;
    }
  }

  operation(protocol: number, code: number, operationClass: number, flags: number, attack: number): void {
    if (this.said === MOST_OPERATIONS) return this.refuse();
    this.operations[this.said * STRIDE] = (protocol << 16) | code;
    this.operations[this.said * STRIDE + 1] = operationClass | (flags << 8) | (attack << 16);
    this.said++;
  }

  element(element: number, value: number): void {
    if (this.named === MOST_NAMED) return this.refuse();
    this.elements[this.named * STRIDE] = element;
    this.elements[this.named * STRIDE + 1] = value;
    this.named++;
  }

  left(value: number): void {
    this.#memory(value, false);
  }

  took(value: number): void {
    this.#memory(value, true);
  }

  #memory(value: number, takes: boolean): void {
    if (this.remembered === MOST_MEMORIES || (this.remembered > 0 && takes !== this.takes)) return this.refuse();
    this.takes = takes;
    this.memories[this.remembered++] = value;
  }
}
