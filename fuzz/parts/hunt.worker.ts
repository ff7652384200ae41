// The thread that fuzzes: shows each input in shared memory before it is judged, so that a hang or a death leaves it behind.
import { parentPort, workerData } from 'node:worker_threads';
import { makeRandom } from '../../plant/src/random.ts';
import { allTargets } from './all-targets.ts';
import type { Seen, Start } from './hunt.ts';
import { faultOf, kindOf, shrink } from './target.ts';

const { kind, only, seed, from, memory } = workerData as Start;
const state = new Int32Array(memory, 0, 4);
const shown = new Uint8Array(memory, 16);
const targets = allTargets[kind]!().filter(({ name }) => only === null || name === only);

function tell(seen: Seen): void {
  parentPort?.postMessage(seen);
}

const known = new Set<string>();

for (let round = from; ; round += 1) {
  // Whole captures pass through everything: every second input is one.
  const place = round % 2 === 0 ? 0 : (round >> 1) % targets.length;
  const target = targets[place]!;
  const input = target.make(makeRandom(seed, `${kind} ${round}`));
  shown.set(input.subarray(0, shown.length));
  state[1] = place;
  state[2] = Math.min(input.length, shown.length);
  Atomics.store(state, 0, round + 1);
  const fault = faultOf(target, input);
  const fresh = fault === null ? '' : kindOf(target.name, fault);
  if (fault === null || known.has(fresh)) continue;
  known.add(fresh);
  const small = shrink(target, input, fault);
  tell({ target: target.name, input: small, fault: faultOf(target, small) ?? fault });
}
