// holdfast enforcer: holds conduits on this Linux firewall; a process of its own, run here with the same arguments.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../enforcer/src/main.ts', import.meta.url));

/** Runs it until it ends; its exit code, 1 when a signal ended it. */
export function run(args: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main, ...args], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void child.kill(signal));
  return new Promise((done, fail) => child.on('error', fail).on('exit', (code) => done(code ?? 1)));
}
