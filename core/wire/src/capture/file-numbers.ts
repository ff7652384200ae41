// Numbers as capture files write them: either byte order, timestamps of any resolution.

const TWO_32 = 4294967296;

/** An unsigned 32-bit number; bytes that are not there count as 0. */
export function read32(bytes: Uint8Array, at: number, little: boolean): number {
  const a = bytes[at]!;
  const b = bytes[at + 1]!;
  const c = bytes[at + 2]!;
  const d = bytes[at + 3]!;
  return little ? (a | (b << 8) | (c << 16) | (d << 24)) >>> 0 : ((a << 24) | (b << 16) | (c << 8) | d) >>> 0;
}

/** The same as a signed number through a DataView, which must hold it: one load, where the hot path reads many. */
export function view32(view: DataView, at: number, little: boolean): number {
  return little ? view.getInt32(at, true) : view.getInt32(at, false);
}

/** A view of the memory of `bytes`, with the same offsets. */
export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

export function read16(bytes: Uint8Array, at: number, little: boolean): number {
  return little ? bytes[at]! | (bytes[at + 1]! << 8) : (bytes[at]! << 8) | bytes[at + 1]!;
}

/** Keeps a time within what a number holds exactly (to the year 2255) and a date can print. */
export function clampMicros(micros: number): number {
  if (!(micros > 0)) return 0;
  return micros > Number.MAX_SAFE_INTEGER ? Number.MAX_SAFE_INTEGER : micros;
}

/** How an interface counts time: `ticksPerMicro` for fine clocks, `microsPerTick` for coarse ones, an offset in seconds. */
export type Resolution = { ticksPerMicro: number; microsPerTick: number; offsetSeconds: number };

/** Reads if_tsresol (pcapng clause 4.2): the highest bit chooses a power of 2 instead of 10. */
export function resolutionOf(tsresol: number, offsetSeconds: number): Resolution {
  const exponent = tsresol & 0x7f;
  const ticksPerMicro = (tsresol & 0x80 ? 2 ** exponent : 10 ** exponent) / 1e6;
  return { ticksPerMicro, microsPerTick: 1 / ticksPerMicro, offsetSeconds };
}

/** Microseconds since 1970 of a 64-bit tick count in two halves, exact to the microsecond for decimal resolutions up to picoseconds. */
export function microsOf(high: number, low: number, resolution: Resolution): number {
  const { ticksPerMicro } = resolution;
  let micros: number;
  if (ticksPerMicro === 1) micros = high * TWO_32 + low;
  else if (Number.isInteger(ticksPerMicro) && ticksPerMicro <= 1e6) {
    const whole = Math.floor(high / ticksPerMicro);
    micros = whole * TWO_32 + Math.floor(((high % ticksPerMicro) * TWO_32 + low) / ticksPerMicro);
  } else micros = Math.floor((high * TWO_32 + low) * resolution.microsPerTick);
  return clampMicros(micros + resolution.offsetSeconds * 1e6);
}
