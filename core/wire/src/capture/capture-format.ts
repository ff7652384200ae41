// What a capture file format gives and gets: packets to a sink, and its place in the file.

/**
 * Receives every packet. `bytes[start..end)` is what was captured of it, valid only during the call. Its time stands in `clock[0]`
 * (microseconds since 1970 UTC, an integer) before the call: a number argument of that size would be boxed, one object per packet.
 */
export interface PacketSink {
  readonly clock: Float64Array;
  /** @param wireLength bytes the frame had on the wire @param linkType LINKTYPE_ number */
  packet(bytes: Uint8Array, start: number, end: number, wireLength: number, linkType: number): void;
  /**
   * A sink that can: takes the records of a plain pcap file (little-endian, microseconds, headers of 16 bytes) without a call for each. It
   * may leave any to `packet`, and leaves those that are not whole or not to be believed.
   * @param taken its first word grows by the records taken @returns where it stopped, at a record's beginning
   */
  takeRecords?(bytes: Uint8Array, start: number, end: number, linkType: number, taken: Int32Array): number;
}

/** One file format. `read` takes whole records from `bytes[start..end)` and returns where it stopped. */
export interface CaptureFormat {
  readonly name: 'pcap' | 'pcapng';
  read(bytes: Uint8Array, start: number, end: number, place: ReadPlace): number;
}

/** What a format tells the reader beside the packets. */
export interface ReadPlace {
  /** Bytes the next record needs from where `read` stopped (a lower bound while its header is not there yet). */
  need: number;
  /** Bytes to pass over after where `read` stopped, without keeping them. */
  skip: number;
  /** What is wrong with the file; reading ends there. */
  fault: string | null;
  /** Offset in the file of `bytes[0]`. */
  base: number;
}

/** Longest record that is believed; a longer length is taken for a lie. */
export const MAX_RECORD_BYTES = 1 << 20;
