// Decisions about captures: which states may follow which, and what a name may be.
import type { Capture } from './schema.ts';

type State = Capture['state'];

/** A capture ends in one of these; nothing follows. */
const endStates: readonly State[] = ['done', 'duplicate', 'failed', 'cancelled', 'expired'];

export function isOver(state: State): boolean {
  return endStates.includes(state);
}

/** A capture can be cancelled while its bytes come in, wait for the rest, or are read. */
export function mayCancel(state: State): boolean {
  return !isOver(state);
}

/** What a capture that was under way when the server died becomes: received ones are read again, half-received ones wait for the rest. */
export function afterRestart(it: { state: State; sha256: string | null }): State {
  if (isOver(it.state)) return it.state;
  return it.state === 'reading' && it.sha256 !== null ? 'reading' : 'interrupted';
}

/** The last part of a path a browser or a person gave, without control characters. */
export function fileName(given: string): string {
  return (
    given
      .split(/[\\/]/)
      .at(-1)!
      .replace(/[\u0000-\u001f\u007f]/g, '')
      .trim() || 'capture'
  );
}

/** An upload that broke off waits this long for the rest. */
export const keepHours = 24;
/** A stream that brings nothing for this long is over. */
export const idleSeconds = 60;
/** Largest capture file taken, as stored. */
export const limitBytes = 64 * 2 ** 30;
/** The disk keeps this much for the database whatever comes in. */
export const reserveBytes = 512 * 2 ** 20;

/** Whether an upload that broke off may go on with a part that begins at `offset`; else why not, as a failure's code. */
export function mayGoOn(it: Pick<Capture, 'state'>, kept_bytes: number, offset: number): 'upload_over' | 'upload_offset' | null {
  if (it.state !== 'interrupted' && it.state !== 'receiving') return 'upload_over';
  return offset === kept_bytes ? null : 'upload_offset';
}

/** Whether a file of `bytes` (0: nobody knows) fits on a disk with `free_bytes`, and leaves the database its room. */
export function fits(bytes: number, free_bytes: number): boolean {
  return free_bytes - bytes > reserveBytes;
}

type Talk = { client: string; server: string; packets: number };
/** This much of all conversations must be one station's before a capture counts as taken there. */
const stationShare = 0.97;
/** Fewer partners than this and nothing can be said: two machines talk in any capture. */
const fewestPartners = 3;

/**
 * The address at which a capture was taken, when it was taken at a station and not at a mirror port: nearly every conversation between two
 * machines is that one's, with several partners that never talk to each other. Null for a capture that hears others too.
 */
export function stationOf(flows: readonly Talk[], isGroup: (address: string) => boolean): string | null {
  const talks = flows.filter((it) => !isGroup(it.server) && !isGroup(it.client) && it.client !== it.server);
  const packets = new Map<string, number>();
  const partners = new Map<string, Set<string>>();
  let all = 0;
  for (const it of talks) {
    all += it.packets;
    for (const [own, other] of [
      [it.client, it.server],
      [it.server, it.client],
    ] as const) {
      packets.set(own, (packets.get(own) ?? 0) + it.packets);
      partners.set(own, (partners.get(own) ?? new Set()).add(other));
    }
  }
  const [first] = [...packets].toSorted(([, a], [, b]) => b - a);
  if (first === undefined || first[1] < all * stationShare) return null;
  return (partners.get(first[0])?.size ?? 0) >= fewestPartners ? first[0] : null;
}
