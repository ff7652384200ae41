// The rounds over stored files while the server runs: what an older version left plain is encrypted, every file read again, damaged ones looked at often.
import { checkDamaged, checkFiles, type FileRoundParts, takeOverFiles } from '@holdfast/kept-files/jobs';
import { logger } from '@holdfast/platform/log';

export type FileRounds = { stop(): Promise<void> };

const minuteMs = 60_000;

/** A fault is logged and tried again with the next round; one round at a time. */
export function startFileRounds(parts: FileRoundParts): FileRounds {
  const log = logger('files');
  const stopping = new AbortController();
  const { signal } = stopping;
  let line: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  const next = (what: string, work: () => Promise<unknown>): void => {
    // A slow round is not followed by a crowd of late ones.
    if (waiting >= 2) return;
    waiting += 1;
    line = line
      .then(() => (signal.aborted ? null : work()))
      .catch((error: unknown) => (signal.aborted ? null : log.warn(`could not ${what}`, { error })))
      .finally(() => (waiting -= 1));
  };
  const read = (): void => next('read files again', () => checkFiles(parts, { signal }));
  next('encrypt older files', () => takeOverFiles(parts.files, log, signal));
  const timers = [
    setTimeout(read, 2 * minuteMs),
    setInterval(read, 60 * minuteMs),
    setInterval(() => next('look at damaged files', () => checkDamaged(parts, { signal })), 5 * minuteMs),
  ];
  return {
    async stop() {
      for (const timer of timers) clearInterval(timer);
      stopping.abort();
      await line;
    },
  };
}
