// Starts Holdfast as people do: its own process, an own data folder, the line it prints; and ends it with the test.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const main = join(root, 'apps/server/src/main.ts');

/** A server under way. `line` is what it printed when it was ready; `said` all of its output so far. */
export type Server = {
  url: string;
  line: string;
  dataDir: string;
  child: ChildProcess;
  said(): string;
  /** Ends it with a signal and waits until it is gone. Returns its exit code, null when the signal itself ended it. */
  end(signal?: 'SIGINT' | 'SIGTERM' | 'SIGKILL'): Promise<number | null>;
};

type After = { after(work: () => Promise<void>): void };
type Wanted = { demo?: boolean; dataDir?: string; port?: number; env?: Record<string, string>; nodeArgs?: readonly string[] };

/** Builds the pages if their sources changed. Throws when they cannot be built. */
export function buildPages(): void {
  const built = spawnSync(process.execPath, [join(root, 'scripts/build-web.ts')], { encoding: 'utf8' });
  if (built.status !== 0) throw new Error(`the pages cannot be built: ${built.stderr}`);
}

/** An empty folder that ends with the test; the database's own account can reach into it. */
export function makeFolder(t: After): string {
  const folder = mkdtempSync(join(tmpdir(), 'hf-e2e-'));
  chmodSync(folder, 0o711);
  t.after(async () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

/** Starts the server and waits for its line. Throws with what it said when it ends before. A whole run makes the demo once and copies it. */
export async function startServer(t: After, wanted: Wanted = {}): Promise<Server> {
  const dataDir = wanted.dataDir ?? join(makeFolder(t), 'data');
  const made = process.env['HOLDFAST_TEST_DEMO'];
  if (wanted.demo === true && wanted.dataDir === undefined && made !== undefined) copyFolder(made, dataDir);
  const { child, said } = launch({ ...wanted, dataDir });
  const over = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const end: Server['end'] = async (signal = 'SIGTERM') => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    return over;
  };
  t.after(async () => void (await end()));
  const line = await Promise.race([untilLine(said), over.then((code) => `ended with ${code}: ${said()}`)]);
  const url = /^Holdfast is at (\S+)/m.exec(line)?.[1];
  if (url === undefined) throw new Error(`the server did not start: ${line}`);
  return { url, line, dataDir, child, said, end };
}

function copyFolder(from: string, to: string): void {
  const copied = spawnSync('cp', ['--archive', '--reflink=auto', from, to], { encoding: 'utf8' });
  if (copied.status !== 0) throw new Error(`the demo cannot be copied: ${copied.stderr}`);
}

/** Makes the demo's data folder once, for `startServer` of many files. */
export async function makeDemo(dataDir: string): Promise<void> {
  const ends: (() => Promise<void>)[] = [];
  const server = await startServer({ after: (work) => void ends.push(work) }, { demo: true, dataDir });
  if ((await server.end()) !== 0) throw new Error(`the demo did not end well: ${server.said()}`);
}

/** Starts the process and gathers its output, without waiting for anything. */
export function launch(wanted: Wanted & { dataDir: string }): { child: ChildProcess; said: () => string } {
  const { DATABASE_URL: _url, HOLDFAST_PORT: _port, ...env } = process.env;
  const args = ['--disable-warning=ExperimentalWarning', ...(wanted.nodeArgs ?? []), main];
  const child = spawn(process.execPath, [...args, ...(wanted.demo === true ? ['--demo'] : []), '--port', String(wanted.port ?? 0)], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...env, HOLDFAST_DATA: wanted.dataDir, ...wanted.env },
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (part: string) => (text += part));
  return { child, said: () => text };
}

async function untilLine(said: () => string): Promise<string> {
  for (let round = 0; round < 9600; round += 1) {
    const line = said()
      .split('\n')
      .find((it) => it.startsWith('Holdfast is at '));
    if (line !== undefined) return line;
    await wait(25);
  }
  return `no line within four minutes: ${said()}`;
}
