// The job runner: tasks by name, retried with growing pauses until they succeed or their tries are used up; a dead process loses none.
import { setTimeout as wait } from 'node:timers/promises';
import { Logger as WorkerLogger, type Runner, run, runMigrations, type Task as WorkerTask } from 'graphile-worker';
import type { Pool, PoolClient } from 'pg';
import type { Log } from './log.ts';
import { systemCode } from './start-fault.ts';

/** A task may run more than once for one job (a process can die after its work and before saying so): it must bear that. */
export type Task = (payload: unknown, job: { id: string; attempt: number; signal: AbortSignal | undefined }) => Promise<void>;
export type Tasks = Readonly<Record<string, Task>>;

export type JobRunner = {
  /** Takes no more jobs and waits for running ones; those not done after `graceMs` go back into the queue. Can be called twice. */
  stop(): Promise<void>;
};

export type JobParts = {
  /** Signed in as holdfast_jobs. */
  pool: Pool;
  tasks: Tasks;
  log: Log;
  concurrency?: number;
  graceMs?: number;
};

/** Makes or updates the queue's own tables, as holdfast_jobs. `startJobs` does it too; what only enqueues calls this first. */
export async function prepareJobs(pool: Pool, log: Log): Promise<void> {
  if (pool.listenerCount('connect') === 0) {
    pool.on('connect', (client) => client.on('error', (error) => log.warn('database connection lost', { error: error.message })));
  }
  await runMigrations({ pgPool: pool, logger: workerLog(log) });
}

/**
 * Starts the runner. A failed try is logged with its error and tried again after e^n seconds (n tries so far, at most e^10); after the last
 * try the job stays in the queue, and that is logged too. Jobs a dead runner held are taken up again at once.
 */
export async function startJobs(parts: JobParts): Promise<JobRunner> {
  const { pool, log } = parts;
  await prepareJobs(pool, log);
  const presence = await announceRunner(pool, log);
  const patience = new AbortController();
  const runner = await run({
    pgPool: patientPool(pool, patience.signal, log),
    logger: workerLog(log),
    concurrency: parts.concurrency ?? 2,
    noHandleSignals: true,
    pollInterval: 1000,
    gracefulShutdownAbortTimeout: parts.graceMs ?? 5000,
    taskList: Object.fromEntries(Object.entries(parts.tasks).map(([name, task]) => [name, wrap(task)])),
  });
  logFailures(runner, log);
  runner.promise.catch((error: unknown) => log.error('job runner ended', { error }));
  await warnOfStrangers(parts);
  let stopping: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    patience.abort();
    await runner.stop();
    // Said, not left to the connection's end: PostgreSQL notices that a moment later, and who starts meanwhile would not be alone.
    await presence.query('select pg_advisory_unlock_shared($1)', [runnerLock]).catch(() => {});
    presence.release(true);
  };
  return { stop: () => (stopping ??= stop()) };
}

// What node and PostgreSQL (appendix A: admin_shutdown, crash_shutdown, cannot_connect_now, too_many_connections) say while a server restarts.
const awayCodes = ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOENT', '57P01', '57P02', '57P03', '53300'];

/** The pool, but whoever asks for a connection while the database is away waits for it: the runner itself would give up and end the process. */
function patientPool(pool: Pool, stopping: AbortSignal, log: Log): Pool {
  const connect = async (): Promise<PoolClient> => {
    for (let tries = 0; ; tries += 1) {
      try {
        return await pool.connect();
      } catch (thrown) {
        const isAway = awayCodes.includes(systemCode(thrown)) || String((thrown as Error).message).startsWith('Connection terminated');
        if (!isAway || stopping.aborted) throw thrown;
        if (tries === 0) log.warn('jobs wait for the database', { error: thrown });
        await wait(Math.min(5000, 100 * 2 ** tries), undefined, { signal: stopping }).catch(() => {});
      }
    }
  };
  return new Proxy(pool, {
    get: (target, name) => {
      // The listener asks with a callback and has patience of its own.
      if (name === 'connect') return (...asked: []) => (asked.length > 0 ? target.connect(...asked) : connect());
      const own: unknown = Reflect.get(target, name);
      return typeof own === 'function' ? own.bind(target) : own;
    },
  });
}

const runnerLock = 4_400_010;

// INVARIANT: every runner holds the lock shared while it lives. Who gets it alone knows that whoever locked a job before is dead.
async function announceRunner(pool: Pool, log: Log): Promise<PoolClient> {
  const client = await pool.connect();
  client.on('error', (error) => log.warn('job runner lost its connection', { error: error.message }));
  const alone = await client.query<{ alone: boolean }>('select pg_try_advisory_lock($1) as alone', [runnerLock]);
  if (alone.rows[0]?.alone === true) {
    const freed = await client.query(
      `select graphile_worker.force_unlock_workers(array_agg(distinct locked_by))
       from graphile_worker._private_jobs where locked_by is not null having count(*) > 0`,
    );
    if (freed.rowCount !== 0) log.warn('jobs of a dead runner taken up again');
  }
  await client.query('select pg_advisory_lock_shared($1)', [runnerLock]);
  if (alone.rows[0]?.alone === true) await client.query('select pg_advisory_unlock($1)', [runnerLock]);
  return client;
}

function wrap(task: Task): WorkerTask {
  return async (payload, { job, abortSignal }) => task(payload, { id: job.id, attempt: job.attempts, signal: abortSignal });
}

/** What an error says in the log: of a fault of the world outside (`is_outside`: a receiver that is away) its words, of anything else all there is. */
const told = (error: unknown) => (error instanceof Error && 'is_outside' in error ? { fault: error.message } : { error });

function logFailures({ events }: Runner, log: Log): void {
  events.on('job:error', ({ job, error }) => {
    log.warn('job try failed', { job: job.task_identifier, job_id: job.id, attempt: job.attempts, of: job.max_attempts, ...told(error) });
  });
  events.on('job:failed', ({ job, error }) => {
    log.error('job gave up', { job: job.task_identifier, job_id: job.id, attempts: job.attempts, ...told(error) });
  });
}

async function warnOfStrangers({ pool, tasks, log }: JobParts): Promise<void> {
  const found = await pool.query<{ name: string; waiting: number }>(
    `select task_identifier as name, count(*)::int as waiting from graphile_worker.jobs
     where not (task_identifier = any($1)) group by 1`,
    [Object.keys(tasks)],
  );
  for (const { name, waiting } of found.rows) log.warn('jobs wait for a task that is not there', { job: name, waiting });
}

/** The worker's own lines are detail; what matters is logged by us with its fields. */
function workerLog(log: Log): WorkerLogger {
  // Of a failed try `job:error` tells already.
  const isOurs = (level: string, message: string): boolean => level === 'error' && !message.startsWith('Failed task');
  return new WorkerLogger(
    (scope) => (level, message) => log[isOurs(level, message) ? 'warn' : 'debug']('job worker', { message, ...scope }),
  );
}
