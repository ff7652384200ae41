// `npm run dev`: the server, restarted on every change, with the demo plant, and Vite's server for the pages.
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const quiet = '--disable-warning=ExperimentalWarning';

// The sources, never the built files: a change of those alone is what a restart waits for.
const children = [
  spawn(
    process.execPath,
    [quiet, '--watch', '--watch-preserve-output', join(root, 'apps/server/src/run.ts'), '--demo', ...process.argv.slice(2)],
    { stdio: 'inherit' },
  ),
  spawn(process.execPath, [join(root, 'node_modules/vite/bin/vite.js')], { cwd: join(root, 'apps/web'), stdio: 'inherit' }),
];

function stopAll(signal: NodeJS.Signals): void {
  for (const child of children) child.kill(signal);
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stopAll(signal));
for (const child of children) child.once('exit', () => stopAll('SIGTERM'));
