// What can be fuzzed: a target makes inputs as bytes and judges them; the oracle is the same for the fuzzer, the property tests and the replay.
import type { Random } from '../../plant/src/random.ts';

export type Target = {
  /** Also the beginning of a kept input's file name: `wire`, `unit-modbus`, `note`. */
  name: string;
  make(random: Random): Uint8Array;
  /** What is wrong, null when nothing is. A throw is a fault as well. */
  judge(input: Uint8Array): string | null;
};

/** Judges an input; whatever is thrown becomes the fault. */
export function faultOf(target: Target, input: Uint8Array): string | null {
  try {
    return target.judge(input);
  } catch (thrown) {
    return `threw ${thrown instanceof Error ? (thrown.stack ?? thrown.message).split('\n').slice(0, 4).join(' ') : String(thrown)}`;
  }
}

/** Faults that differ only in their numbers are one. */
export function kindOf(target: string, fault: string): string {
  return `${target} ${fault.replace(/\d+/g, 'N').slice(0, 60)}`;
}

/** A shorter input with a fault of the same beginning: whole stretches are left out, halves first, while it stays faulty. */
export function shrink(target: Target, input: Uint8Array, fault: string, limitMs = 5000): Uint8Array {
  const kind = kindOf('', fault).slice(0, 24);
  const until = performance.now() + limitMs;
  let best = input;
  for (let size = best.length >> 1; size >= 1; size >>= 1) {
    for (let at = 0; at < best.length && performance.now() < until;) {
      const shorter = Uint8Array.from([...best.subarray(0, at), ...best.subarray(at + size)]);
      if (kindOf('', faultOf(target, shorter) ?? '').startsWith(kind)) best = shorter;
      else at += size;
    }
  }
  return best;
}
