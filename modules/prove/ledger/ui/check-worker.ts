// Checks a log beside the page, so that a million entries freeze nothing. Ended from outside when somebody cancels.
import { nobleCrypto } from '@holdfast/ledger/rules.crypto';
import { type CheckAsked, checkLog, type CheckReport } from '@holdfast/ledger/rules.check';

/** `base`: the log's address, `/api/v1/.../ledger`. */
export type CheckOrder = CheckAsked & { base: string; epoch: number };
export type CheckNews =
  | { kind: 'progress'; done: number; size: number }
  | { kind: 'report'; report: CheckReport; took_ms: number }
  | { kind: 'broken'; message: string };

const everyMs = 100;
const say = (news: CheckNews): void => self.postMessage(news);

async function run({ base, epoch, keys, kept }: CheckOrder): Promise<void> {
  const began = performance.now();
  let told = 0;
  const fetchPath = async (path: string): Promise<Uint8Array | null> => {
    const response = await fetch(`${base}/${path}?epoch=${epoch}`, { credentials: 'same-origin' });
    if (response.status === 404) return null;
    if (!response.ok) throw new TypeError(`${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  };
  const report = await checkLog({ keys, kept }, fetchPath, nobleCrypto, (done, size) => {
    if (performance.now() - told < everyMs && done < size) return;
    told = performance.now();
    say({ kind: 'progress', done, size });
  });
  say({ kind: 'report', report, took_ms: Math.round(performance.now() - began) });
}

self.addEventListener('message', (event: MessageEvent<CheckOrder>) => {
  run(event.data).catch((error: unknown) => say({ kind: 'broken', message: error instanceof Error ? error.message : '' }));
});
