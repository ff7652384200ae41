// Holds every act while the ledger here is not the one that was signed: a restored copy is read until people have decided to go on from it.
import { setTimeout as wait } from 'node:timers/promises';
import { Failure } from './failure.ts';
import type { SignerVerdict } from './signer-watch.ts';

export type Hold = {
  /** Null when an act under this sentence may go on at once; else a promise, rejected with the Failure `restored_copy` while acts are held. */
  pass(sentence: string): Promise<void> | null;
  isHeld(): boolean;
  /** What a look at the signer found of every open log. */
  note(verdicts: readonly SignerVerdict[]): void;
};

/**
 * Opens with nothing known: acts wait for the first look, at most `patienceMs`, so that a copy that was put back takes none before it was
 * compared. A signer that is down holds nothing. `exempt`: the sentences of those who decide.
 */
export function openHold(exempt: readonly string[], patienceMs = 8000): Hold {
  const known = { held: false, first: true };
  const patience = new AbortController();
  const looked = wait(patienceMs, undefined, { signal: patience.signal, ref: false }).then(
    () => (known.first = false),
    () => {},
  );
  const refuse = (): Promise<never> => Promise.reject(new Failure('conflict', 'restored_copy'));
  return {
    pass: (sentence) => {
      if (exempt.includes(sentence)) return null;
      if (known.first) return looked.then(() => (known.held ? refuse() : undefined));
      return known.held ? refuse() : null;
    },
    isHeld: () => known.held,
    note: (verdicts) => {
      // While the signer is down what it said before stands.
      if (!verdicts.some((it) => it.is === 'down')) known.held = verdicts.some((it) => it.is === 'refuses');
      known.first = false;
      patience.abort();
    },
  };
}
