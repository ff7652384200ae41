// Finds where the frames of a Zstandard file end (RFC 8878, clauses 3.1.1 and 3.1.2), so that each goes to the decoder by itself.
import { Transform } from 'node:stream';

const magic = 0xfd2fb528;
const skippableMagic = 0x184d2a50;

/** What the next bytes are. */
type Step = 'magic' | 'skippable' | 'descriptor' | 'block';

/** Node's decoder leaves what follows a frame in the same piece without a word; a piece from here never holds the end of one and the start of another. */
export class ZstdFrames {
  private step: Step = 'magic';
  private need = 4;
  private got: number[] = [];
  private pass = 0;
  private hasChecksum = false;
  private isLost = false;

  /** Cuts a chunk where frames end. What is no frame stays with the last piece: the decoder says what is wrong with it. */
  split(chunk: Uint8Array): Uint8Array[] {
    const pieces: Uint8Array[] = [];
    let begun = 0;
    for (let at = 0; at < chunk.length && !this.isLost;) {
      if (this.pass > 0) {
        const passed = Math.min(this.pass, chunk.length - at);
        this.pass -= passed;
        at += passed;
      } else {
        this.got.push(chunk[at]!);
        at += 1;
        if (this.got.length === this.need) this.take();
      }
      if (this.step === 'magic' && this.pass === 0 && this.got.length === 0 && at > begun) {
        pieces.push(chunk.subarray(begun, at));
        begun = at;
      }
    }
    if (begun < chunk.length) pieces.push(chunk.subarray(begun));
    return pieces;
  }

  private take(): void {
    const value = this.got.reduce((sum, byte, at) => sum + byte * 2 ** (8 * at), 0);
    this.got = [];
    if (this.step === 'magic') this.takeMagic(value);
    else if (this.step === 'skippable') this.next('magic', 4, value);
    else if (this.step === 'descriptor') this.takeDescriptor(value);
    else if (this.step === 'block') this.takeBlock(value);
  }

  private next(step: Step, need: number, pass = 0): void {
    this.step = step;
    this.need = need;
    this.pass = pass;
  }

  private takeMagic(value: number): void {
    if (value === magic) this.next('descriptor', 1);
    else if (value - (value % 16) === skippableMagic) this.next('skippable', 4);
    else this.isLost = true;
  }

  /** Frame header descriptor, 3.1.1.1.1: content size, single segment, checksum, dictionary. */
  private takeDescriptor(value: number): void {
    const isSingle = (value & 0x20) !== 0;
    const sizeFlag = value >> 6;
    const sizeBytes = sizeFlag === 0 ? (isSingle ? 1 : 0) : 2 ** sizeFlag;
    this.hasChecksum = (value & 4) !== 0;
    this.next('block', 3, (isSingle ? 0 : 1) + [0, 1, 2, 4][value & 3]! + sizeBytes);
  }

  /** Block header, 3.1.1.2: last, type (1 is a run: one byte), size. */
  private takeBlock(value: number): void {
    const isLast = (value & 1) === 1;
    const length = ((value >> 1) & 3) === 1 ? 1 : value >> 3;
    if (isLast) this.next('magic', 4, length + (this.hasChecksum ? 4 : 0));
    else this.next('block', 3, length);
  }
}

/** A stream that cuts what goes through it where frames end. */
export function splitZstdFrames(): Transform {
  const frames = new ZstdFrames();
  return new Transform({
    readableObjectMode: true,
    transform(chunk: Uint8Array, _encoding, done) {
      for (const piece of frames.split(chunk)) this.push(piece);
      done();
    },
  });
}
