// How far a capture is, and what its fault says, as values the pages word.
import { mayCancel } from '../rules.ts';
import type { Capture } from '../schema.ts';

/** How much of a capture under way is done, 0 to 1: received while it comes in, then read. Null when it is over. */
export function partDone(it: Pick<Capture, 'state' | 'size_bytes' | 'received_bytes' | 'read_bytes'>): number | null {
  if (!mayCancel(it.state)) return null;
  if (it.size_bytes === 0) return 0;
  return Math.min(1, (it.state === 'reading' ? it.read_bytes : it.received_bytes) / it.size_bytes);
}

const aboutOneSecondBytes = 300_000_000;

/** When to look at a capture again: soon when its end is near, in a while when it is on its way, seldom when it is over. */
export function refreshMs(it: Pick<Capture, 'state' | 'size_bytes' | 'received_bytes' | 'read_bytes'>): number {
  if (!mayCancel(it.state) || it.state === 'interrupted') return 15_000;
  if (it.state === 'receiving') return 1500;
  return it.size_bytes - it.read_bytes < aboutOneSecondBytes ? 150 : 700;
}

export type FaultWords = { key: string; params: Record<string, string> };

// What the capture reader says, by its sentences; the named groups fill the words.
const sentences: readonly [key: string, sentence: RegExp][] = [
  ['empty', /^the file is empty$/],
  ['no_packets', /^no packets in it$/],
  ['broke_off', /^the connection broke off$/],
  ['too_short', /^not a capture: only (?<bytes>\d+) bytes$/],
  ['looks_like', /^not a pcap or pcapng capture: starts with (?<hex>[0-9a-f ]+) \((?<guess>.*)\)$/],
  ['not_a_capture', /^not a pcap or pcapng capture: starts with (?<hex>[0-9a-f ]+)$/],
  ['stopped', /^the server stopped while the file came in$/],
  ['late', /^the rest did not come in time$/],
  ['unpacks_times', /^(gzip|zstd): unpacks to more than (?<times>\d+) times its size$/],
  ['unpacks_size', /^(gzip|zstd): unpacks to more than (?<size>\d+ GiB)$/],
  ['unpacks_empty', /^(gzip|zstd): no packet in the first (?<size>\d+ MiB)$/],
  ['gzip', /^(gzip|zstd): (?<what>.*)$/],
  ['record', /^record (?<number>\d+) at byte (?<byte>\d+): (?<what>.*)$/],
  ['block', /^block (?<number>\d+) at byte (?<byte>\d+): (?<what>.*)$/],
  ['code', /^(?<code>[a-z]+(_[a-z]+)+)$/],
];

/** The word and parameters of a fault; `other` carries the sentence as it is. */
export function faultWords(fault: string): FaultWords {
  for (const [key, sentence] of sentences) {
    const found = sentence.exec(fault);
    if (found !== null) return { key, params: { ...found.groups } };
  }
  return { key: 'other', params: { fault } };
}
