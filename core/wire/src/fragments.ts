// Puts IP fragments together (RFC 791 clause 3.2, RFC 8200 clause 4.5): few at a time, of bounded size, oldest given up first.
import type { Frame } from './frame.ts';

const MAX_DATAGRAMS = 64;
const MAX_LENGTH = 65535;
const LIFETIME_MICROS = 60_000_000;

type Part = { from: number; to: number };
type Datagram = { bytes: Uint8Array; parts: Part[]; total: number; frames: number; wireBytes: number; since: number };

/** A datagram put together. `missing` bytes at its end were never captured. */
export type WholeDatagram = { bytes: Uint8Array; length: number; missing: number; frames: number; wireBytes: number };

export class FragmentBuffers {
  readonly #open = new Map<string, Datagram>();
  /** Datagrams given up because a fragment never came. */
  lost = 0;

  /** Takes the fragment in `frame`; returns the datagram when it was the last missing one. */
  add(frame: Frame, bytes: Uint8Array, wireLength: number, micros: number): WholeDatagram | null {
    const key = keyOf(frame);
    const length = frame.end - frame.start;
    const to = frame.fragmentOffset + length;
    if (to > MAX_LENGTH) return null;
    let datagram = this.#open.get(key);
    if (datagram === undefined || micros - datagram.since > LIFETIME_MICROS) datagram = this.#begin(key, micros);
    if (to > datagram.bytes.length) datagram.bytes = enlarge(datagram.bytes, to);
    datagram.bytes.set(bytes.subarray(frame.start, frame.end), frame.fragmentOffset);
    datagram.frames++;
    datagram.wireBytes += wireLength;
    datagram.parts.push({ from: frame.fragmentOffset, to });
    if (!frame.moreFragments) datagram.total = to;
    if (datagram.total < 0 || covered(datagram.parts) < datagram.total) return null;
    this.#open.delete(key);
    return { bytes: datagram.bytes, length: datagram.total, missing: 0, frames: datagram.frames, wireBytes: datagram.wireBytes };
  }

  #begin(key: string, micros: number): Datagram {
    if (this.#open.delete(key)) this.lost++;
    if (this.#open.size >= MAX_DATAGRAMS) {
      this.#open.delete(this.#open.keys().next().value!);
      this.lost++;
    }
    const datagram = { bytes: new Uint8Array(4096), parts: [], total: -1, frames: 0, wireBytes: 0, since: micros };
    this.#open.set(key, datagram);
    return datagram;
  }
}

function keyOf(frame: Frame): string {
  const source = `${frame.source0}.${frame.version === 6 ? `${frame.source1}.${frame.source2}.${frame.source3}` : ''}`;
  const target = `${frame.target0}.${frame.version === 6 ? `${frame.target1}.${frame.target2}.${frame.target3}` : ''}`;
  return `${source}>${target}/${frame.protocol}/${frame.fragmentId}`;
}

/** How far the parts reach from 0 without a hole. */
function covered(parts: Part[]): number {
  parts.sort((a, b) => a.from - b.from);
  let reached = 0;
  for (const part of parts) {
    if (part.from > reached) break;
    reached = Math.max(reached, part.to);
  }
  return reached;
}

function enlarge(bytes: Uint8Array, length: number): Uint8Array {
  const larger = new Uint8Array(Math.min(MAX_LENGTH, Math.max(length, bytes.length * 2)));
  larger.set(bytes);
  return larger;
}
