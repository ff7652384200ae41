// Catching up: marks follow the ledger some seconds behind, so that a page has little left to read.
import type { Log } from '@holdfast/platform/log';
import type { Database } from '@holdfast/platform/route';
import { catchUp, type Readers } from './store.marks.ts';

const roundMs = 5000;
/** One round lasts so long at most; then others have their turn, and the next round goes on. */
const workMs = 2000;

export type CatchingUp = { stop(): Promise<void> };

/** Reads what was sealed every few seconds, one round at a time; a fault is logged once and tried again. */
export function startCatchingUp(db: Database, readers: Readers, log: Log): CatchingUp {
  let [said, isOver] = ['', false];
  let work: Promise<unknown> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  const round = async (): Promise<number> => {
    try {
      const { read, of } = await catchUp(db, readers, { limitMs: workMs, isPatient: false });
      said = '';
      return read < of ? 0 : roundMs;
    } catch (error) {
      const text = String(error);
      if (text !== said) log.warn('could not read what proves', { error });
      said = text;
      return roundMs;
    }
  };
  const again = (delayMs: number): void => {
    if (isOver) return;
    timer = setTimeout(() => {
      work = round().then(again);
    }, delayMs);
  };
  again(0);
  return {
    stop: async () => {
      isOver = true;
      clearTimeout(timer);
      await work;
    },
  };
}
