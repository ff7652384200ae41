// The sequencer: several times a second seals what was committed, every minute signs a checkpoint of what has grown. One per process.
import type { Pool } from 'pg';
import type { Log } from './log.ts';
import { findAside, findUnsealed, findUnsigned, sealBatch, signCheckpoint } from './sealing.ts';
import type { LogSigner } from './signer-key.ts';

export type SequencerOptions = {
  /** Connections as `holdfast_sequencer`. */
  pool: Pool;
  signer: LogSigner;
  log?: Log;
  intervalMs?: number;
  /** At least this long between two rounds, so that a busy server seals hundreds of entries at a time and not four. */
  gapMs?: number;
  /** The same after a round of `busyRows` entries or more: a round costs as much as forty entries (docs/decisions/2026-11-22-cost-of-evidence.md). */
  busyGapMs?: number;
  checkpointMs?: number;
  batchRows?: number;
};

export type Sequencer = {
  /** Seals soon, without waiting for the interval. */
  kick(): void;
  /** Seals what was committed before the call and signs at once; returns the note, null for an empty log. Throws LogRefused or the database's fault. */
  checkpoint(log: { id: string; origin: string }): Promise<string | null>;
  /** Resolves when everything committed before the call is sealed; throws when a log cannot be. */
  settle(): Promise<void>;
  /** Finishes the batch under way and starts no other. */
  stop(): Promise<void>;
};

/** Starts sealing. A fault of the database is logged and tried again; the same fault is said once, not five times a second. */
export function startSequencer(options: SequencerOptions): Sequencer {
  const { intervalMs = 200, gapMs = 150, busyGapMs = 400, checkpointMs = 60_000 } = options;
  const work = { ...options, batchRows: options.batchRows ?? 2000, stopping: false, said: new Map<string, string>() };
  let [kicked, nextRoundAt, nextCheckpointAt] = [false, 0, Date.now() + checkpointMs];
  let timer: NodeJS.Timeout | undefined;
  let line: Promise<unknown> = Promise.resolve();

  // Everything this process does to the logs stands in one line.
  const inLine = <R>(step: () => Promise<R>): Promise<R> => {
    const done = line.then(step);
    line = done.catch(() => {});
    return done;
  };
  const tick = async (): Promise<void> => {
    [kicked, nextRoundAt] = [false, Date.now() + gapMs];
    const sealed = (await attempt(work, 'sealing failed', 'ledger', () => sealAll(work))) ?? 0;
    nextRoundAt = Date.now() + (sealed < busyRows ? gapMs : busyGapMs);
    if (Date.now() < nextCheckpointAt || work.stopping) return;
    nextCheckpointAt = Date.now() + checkpointMs;
    await attempt(work, 'signing failed', 'ledger', () => signAll(work));
    await attempt(work, 'what is set aside cannot be read', 'ledger', () => nameAside(work));
  };
  const schedule = (delayMs: number): void => {
    clearTimeout(timer);
    if (work.stopping) return;
    timer = setTimeout(() => void inLine(tick).finally(() => schedule(kicked ? soon() : intervalMs)), delayMs);
  };
  const soon = (): number => Math.max(0, nextRoundAt - Date.now());
  const kick = (): void => {
    if (!kicked) schedule(soon());
    kicked = true;
  };
  schedule(0);
  return {
    kick,
    settle: () => inLine(async () => Promise.all((await findUnsealed(work.pool)).map((log_id) => sealLog(work, log_id))).then(() => {})),
    checkpoint: (log) => inLine(() => sealLog(work, log.id).then(() => signCheckpoint(work.pool, log, work.signer))),
    stop: async () => {
      work.stopping = true;
      clearTimeout(timer);
      await line;
    },
  };
}

type Work = Required<Pick<SequencerOptions, 'pool' | 'signer' | 'batchRows'>> & {
  log?: Log;
  stopping: boolean;
  said: Map<string, string>;
};

const busyRows = 50;

// A log that cannot be sealed does not hold up the others. Returns how many entries were sealed.
async function sealAll(work: Work): Promise<number> {
  let sealed = 0;
  for (const log_id of await findUnsealed(work.pool)) {
    sealed += (await attempt(work, 'sealing failed', log_id, () => sealLog(work, log_id))) ?? 0;
  }
  return sealed;
}

async function sealLog(work: Work, log_id: string): Promise<number> {
  for (let sealed = 0; ;) {
    const batch = work.stopping ? 0 : await sealBatch(work.pool, log_id, work.batchRows);
    sealed += batch;
    if (batch < work.batchRows) return sealed;
  }
}

async function signAll(work: Work): Promise<void> {
  for (const log of await findUnsigned(work.pool)) {
    await attempt(work, 'checkpoint refused', log.origin, () => signCheckpoint(work.pool, log, work.signer));
  }
}

// It stops nobody else, and what it told is in no log: a person has to look.
async function nameAside(work: Work): Promise<void> {
  for (const { id, place, why } of await findAside(work.pool)) {
    if (work.said.get(`aside ${id}`) !== why) work.log?.error('entry set aside', { entry: id, place, why });
    work.said.set(`aside ${id}`, why);
  }
}

/** What the step gives, undefined where it failed. */
async function attempt<R>(work: Work, what: string, where: string, step: () => Promise<R>): Promise<R | undefined> {
  const key = `${what} ${where}`;
  try {
    const given = await step();
    work.said.delete(key);
    return given;
  } catch (thrown) {
    const error = thrown instanceof Error ? thrown.message : String(thrown);
    if (work.said.get(key) !== error) work.log?.error(what, { where, error });
    work.said.set(key, error);
    return undefined;
  }
}
