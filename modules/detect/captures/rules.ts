// Decisions about captures: which states may follow which, and what a name may be.
import type { Capture } from './schema.ts';

type State = Capture['state'];

/** A capture ends in one of these; nothing follows. */
const endStates: readonly State[] = ['done', 'duplicate', 'failed', 'cancelled', 'interrupted'];

export function isOver(state: State): boolean {
  return endStates.includes(state);
}

/** A capture can be cancelled while its bytes come in or are read. */
export function mayCancel(state: State): boolean {
  return !isOver(state);
}

/** What a capture that was under way when the server died becomes: received ones are read again, half-received ones are reported. */
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
