// Changes bytes the way accidents and attackers do: flipped bits, lying lengths, cut, doubled, moved and foreign stretches.
import type { Random } from '../../plant/src/random.ts';

const telling = [0, 1, 0x7f, 0x80, 0xff, 0x7fff, 0x8000, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xffffffff];

type Change = (random: Random, bytes: Uint8Array, other: Uint8Array) => Uint8Array;

const flipBit: Change = (random, bytes) => {
  const out = bytes.slice();
  for (let count = random.between(1, 8); count > 0 && out.length > 0; count -= 1)
    out[random.between(0, out.length - 1)]! ^= 1 << random.between(0, 7);
  return out;
};

/** A field of 1, 2 or 4 bytes in either order becomes an extreme, or nearly the number of bytes that follow. */
const lieAboutLength: Change = (random, bytes) => {
  const out = bytes.slice();
  const width = random.pick([1, 2, 4] as const);
  if (out.length < width) return out;
  const at = random.between(0, out.length - width);
  const near = Math.max(0, out.length - at + random.between(-5, 5));
  const value = random.next() < 0.5 ? near : random.pick(telling);
  const little = random.next() < 0.5;
  for (let i = 0; i < width; i += 1) out[at + (little ? i : width - 1 - i)] = Math.floor(value / 256 ** i) & 255;
  return out;
};

const cutEnd: Change = (random, bytes) => bytes.slice(0, random.between(0, bytes.length));

const doubleStretch: Change = (random, bytes) => {
  const [from, to] = stretch(random, bytes);
  return join(bytes.subarray(0, to), bytes.subarray(from, to), bytes.subarray(to));
};

const dropStretch: Change = (random, bytes) => {
  const [from, to] = stretch(random, bytes);
  return join(bytes.subarray(0, from), bytes.subarray(to));
};

const moveStretch: Change = (random, bytes) => {
  const [from, to] = stretch(random, bytes);
  const rest = join(bytes.subarray(0, from), bytes.subarray(to));
  const at = random.between(0, rest.length);
  return join(rest.subarray(0, at), bytes.subarray(from, to), rest.subarray(at));
};

const putForeign: Change = (random, bytes, other) => {
  const [from, to] = stretch(random, other);
  const at = random.between(0, bytes.length);
  return join(bytes.subarray(0, at), other.subarray(from, to), bytes.subarray(at));
};

const putNoise: Change = (random, bytes) => {
  const out = bytes.slice();
  const [from, to] = stretch(random, out);
  out.set(random.bytes(Math.min(to - from, 64)), from);
  return out;
};

const changes: readonly Change[] = [
  flipBit,
  flipBit,
  lieAboutLength,
  lieAboutLength,
  lieAboutLength,
  cutEnd,
  doubleStretch,
  dropStretch,
  moveStretch,
  putForeign,
  putNoise,
];

/** One to `most` changes; `other` lends foreign stretches. */
export function mutate(random: Random, bytes: Uint8Array, other: Uint8Array = bytes, most = 4): Uint8Array {
  let out = bytes;
  for (let count = random.between(1, most); count > 0; count -= 1) out = random.pick(changes)(random, out, other);
  return out.length > 1 << 20 ? out.slice(0, 1 << 20) : out;
}

function stretch(random: Random, bytes: Uint8Array): [number, number] {
  const from = random.between(0, bytes.length);
  const most = random.next() < 0.8 ? 32 : bytes.length;
  return [from, Math.min(bytes.length, from + random.between(0, most))];
}

export function join(...parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
