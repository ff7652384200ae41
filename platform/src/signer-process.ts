// Starts the signer as a process (and, where root may, as a user) of its own, starts it again when it ends, and stops it.
import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import type { Log } from './log.ts';
import { chooseSignerAccount, prepareSignerFolder, type SignerAccount, type SignerFolder } from './signer-folder.ts';
import { systemCode } from './start-fault.ts';

export type SignerProcess = SignerFolder & {
  /** Of the process that runs now; null between two. */
  pid(): number | null;
  stop(): Promise<void>;
};

export type SignerProcessOptions = {
  dataDir: string;
  /** The signer's main, which runs as it is. */
  main: string;
  log: Log;
  /** What of the environment the signer needs: where its key lies, and the file of its passphrase or PIN. */
  env: Readonly<Record<string, string | undefined>>;
};

const passedOn = ['PATH', 'HOLDFAST_SIGNER_KEY', 'HOLDFAST_SIGNER_SECRET_FILE', 'SOFTHSM2_CONF', 'TMPDIR'];
const longestPauseMs = 30_000;

/**
 * Prepares the folder, starts the signer and resolves when it listens or has ended once: a signer that cannot start does not stop the plant,
 * acts go on and the ledger says so. The signer ends by itself when this process does, whatever the way.
 */
export async function startSignerProcess(options: SignerProcessOptions): Promise<SignerProcess> {
  const account = chooseSignerAccount();
  const folder = prepareSignerFolder(options.dataDir, account);
  const keeper = { child: null as ChildProcess | null, stopping: false, pauseMs: 250 };
  const run = async (): Promise<void> => {
    const began = Date.now();
    const child = launch(options, folder, account);
    keeper.child = child;
    const { listens, over } = watch(child, options.log);
    void over.then(async (how) => {
      keeper.child = null;
      if (keeper.stopping) return;
      if (Date.now() - began > 60_000) keeper.pauseMs = 250;
      options.log.error('the signer ended, starting it again', { how, pause_ms: keeper.pauseMs });
      await wait(keeper.pauseMs, undefined, { ref: false });
      keeper.pauseMs = Math.min(longestPauseMs, keeper.pauseMs * 2);
      if (!keeper.stopping) await run();
    });
    const patience = new AbortController();
    await Promise.race([listens, over, wait(10_000, undefined, { signal: patience.signal }).catch(() => {})]);
    patience.abort();
  };
  await run();
  options.log.info('signer started', { pid: keeper.child?.pid ?? null, uid: account.uid });
  return { ...folder, pid: () => keeper.child?.pid ?? null, stop: () => stop(keeper) };
}

// Its own process group, or Ctrl-C would reach it at the same moment as the server that still needs it.
function launch({ main, env }: SignerProcessOptions, { folder, socket }: SignerFolder, { uid, gid }: SignerAccount): ChildProcess {
  const user = process.getuid?.() === 0 ? ['--user', `${uid}:${gid}`] : [];
  const args = ['--disable-warning=ExperimentalWarning', main, '--folder', folder, '--socket', socket, '--launched', ...user];
  const given = passedOn.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]] as const]));
  const child = spawn(process.execPath, args, {
    cwd: '/',
    detached: true,
    env: Object.fromEntries(given),
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.unref();
  // Pipes are kept open without keeping this process alive.
  for (const pipe of [child.stdin, child.stdout, child.stderr]) (pipe as unknown as { unref?: () => void }).unref?.();
  child.stdin?.on('error', () => {});
  return child;
}

function watch(child: ChildProcess, log: Log): { listens: Promise<void>; over: Promise<string> } {
  let said = '';
  const listens = new Promise<void>((done) => {
    child.stdout?.setEncoding('utf8').on('data', (part: string) => part.includes('signer listens') && done());
  });
  child.stderr?.setEncoding('utf8').on('data', (part: string) => {
    said = (said + part).slice(-2000);
    log.warn('signer says', { text: part.trim() });
  });
  const over = new Promise<string>((done) => {
    child.once('error', (error) => done(systemCode(error) || error.message));
    child.once('exit', (code, signal) => done(signal ?? `exit ${code} ${said.trim().split('\n').at(-1) ?? ''}`.trim()));
  });
  return { listens, over };
}

async function stop(keeper: { child: ChildProcess | null; stopping: boolean }): Promise<void> {
  keeper.stopping = true;
  const { child } = keeper;
  if (child === null || child.exitCode !== null || child.signalCode !== null) return;
  const over = new Promise<void>((done) => child.once('exit', () => done()));
  child.ref();
  child.kill('SIGTERM');
  const patience = new AbortController();
  await Promise.race([over, wait(5000, undefined, { signal: patience.signal }).catch(() => {})]);
  patience.abort();
  if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
}
