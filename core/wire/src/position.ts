// Where the inspection is: which file, which frame, what time. One object, shared by all that write down provenance.

/** Places in the clock of the bounds of the hour that the last packet lies in. */
export const HOUR_BEGIN = 1,
  HOUR_END = 2;

export class Position {
  /** Place of the file in the order files were opened, from 0. */
  file = 0;
  /** Counts from 1 within the file. */
  frame = 0;
  /** Microseconds since 1970 UTC, in a typed array so that setting it allocates nothing; then the bounds of its hour. */
  readonly clock = new Float64Array(3);
  /** Packets of all files so far. */
  packets = 0;
  /** While things are settled that no packet brings any more: what stands for their order; 0 before. */
  settled = 0;

  /** Tells what came earlier, over all files: rows made at one packet have the same. */
  get order(): number {
    return this.settled > 0 ? this.settled : this.packets;
  }

  get micros(): number {
    return this.clock[0]!;
  }
}
