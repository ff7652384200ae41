// How a capture is shared out between two engines, by what its beginning looks like: about half the work each, a protocol's packets
// together where that can be, for an engine that reads fewer protocols has less to compile and guesses better.
import { CaptureReader } from '../capture/capture-reader.ts';
import type { PacketSink } from '../capture/capture-format.ts';
import { read32, viewOf } from '../capture/file-numbers.ts';
import { isPcap } from '../capture/pcap.ts';
import { BUCKETS, bucketOfPacket, NOBODYS } from './buckets.ts';
import { MOST_SHARES } from './shared-piece.ts';

/** The share of each bucket of packets, and the thread (0 or 1) that reads each share; share 0 is the first thread's. */
export type SharePlan = { shareOf: Uint8Array; threadOf: number[] };

/** The magic of pcap with longer record headers. */
const KUZNETZOV = 0xa1b2cd34;
/** A packet costs about as much as this many captured bytes. */
const PACKET_BYTES = 100;
/** The first thread's part of the packets: it reads the file and sorts them all, too. */
const FIRST_PART = 0.34;
/** A larger part than this in one bucket makes sharing not worth a second walk of the file. */
const MOST_IN_ONE = 0.85;

/**
 * Plans the sharing of a capture, looking only at its first bytes.
 * @param beginning of the capture, uncompressed, cut anywhere
 * @returns null when sharing would gain nothing: too few packets, or nearly all between one pair of ends
 */
export function planShares(beginning: Uint8Array): SharePlan | null {
  const sample = new Sample();
  if (isPcap(beginning, 0)) samplePcap(beginning, sample);
  else new CaptureReader(sample).push(beginning);
  if (sample.total === 0 || Math.max(...sample.weights) > sample.total * MOST_IN_ONE) return null;
  const used = [...sample.weights.keys()].filter((bucket) => sample.weights[bucket]! > 0);
  const byService = Map.groupBy(used, (bucket) => sample.services[bucket]!);
  const services = [...byService.values()].map((buckets) => ({ buckets, weight: sample.weigh(buckets) }));
  services.sort((a, b) => b.weight - a.weight);
  return shareOut(
    services.flatMap(({ buckets }) => buckets),
    sample,
  );
}

/** The busiest services' buckets get shares of their own, as many as there may be; what the beginning does not show is shared out evenly. */
function shareOut(buckets: readonly number[], { weights, services, total }: Sample): SharePlan {
  const threadOf = [0, 1];
  const shareOf = Uint8Array.from({ length: BUCKETS }, (_, bucket) => bucket & 1);
  const shareOfService = new Map<number, number>();
  let filled = 0;
  for (const bucket of buckets) {
    const thread = filled < total * FIRST_PART ? 0 : 1;
    const service = services[bucket]! * 2 + thread;
    if (!shareOfService.has(service)) shareOfService.set(service, threadOf.length < MOST_SHARES ? threadOf.push(thread) - 1 : thread);
    shareOf[bucket] = shareOfService.get(service)!;
    filled += weights[bucket]!;
  }
  return { shareOf, threadOf };
}

/** A walk of its own: the reader's would be compiled for this sink first, and anew for the engine. */
function samplePcap(bytes: Uint8Array, sample: Sample): void {
  const little = bytes[0] !== 0xa1;
  const header = read32(bytes, 0, little) === KUZNETZOV ? 24 : 16;
  const link = read32(bytes, 20, little) & 0xffff;
  for (let at = 24; at + header <= bytes.length;) {
    const captured = read32(bytes, at + 8, little);
    const next = at + header + captured;
    if (next > bytes.length) return;
    sample.packet(bytes, at + header, next, captured, link);
    at = next;
  }
}

/** Weighs the buckets, and notes by port or EtherType what each mostly carries. */
class Sample implements PacketSink {
  readonly clock = new Float64Array(1);
  readonly weights = new Float64Array(BUCKETS);
  readonly services = new Int32Array(BUCKETS);
  #bytes: Uint8Array = new Uint8Array(0);
  #view = viewOf(this.#bytes);
  total = 0;

  packet(bytes: Uint8Array, start: number, end: number, wireLength: number, link: number): void {
    if (bytes !== this.#bytes) {
      this.#bytes = bytes;
      this.#view = viewOf(bytes);
    }
    const view = this.#view;
    const bucket = bucketOfPacket(bytes, view, start, end, wireLength, link);
    if (bucket === NOBODYS) return;
    const weight = PACKET_BYTES + end - start;
    this.weights[bucket]! += weight;
    this.total += weight;
    if (end - start >= 42) this.services[bucket] = serviceOf(view, start);
  }

  weigh(buckets: readonly number[]): number {
    return buckets.reduce((sum, bucket) => sum + this.weights[bucket]!, 0);
  }
}

/** The lower port, or the EtherType above all ports: a guess that decides nothing but who reads it. */
function serviceOf(view: DataView, start: number): number {
  const isTagged = view.getUint16(start + 12) === 0x8100;
  const at = start + (isTagged ? 18 : 14);
  const type = view.getUint16(at - 2);
  if (type !== 0x0800) return 0x10000 + type;
  return Math.min(view.getUint16(at + 20), view.getUint16(at + 22));
}
