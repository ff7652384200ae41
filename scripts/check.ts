// `npm run check`: format, lint, types and architecture; says only what is wrong.
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

type Check = { says: string; args: string[] };

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const tool = (name: string): string => join(root, 'node_modules', name);

/** Two checks run at once, each on its half of the machine: a type is worked out again by every checker that meets it, and that is a third of the work saved on two cores. */
const coresEach = String(Math.max(1, Math.floor(availableParallelism() / 2)));
/** Collecting garbage less often is a fifth of their time, as long as there is memory. */
const onItsHalf = { GOMAXPROCS: coresEach, GOGC: '800', GOMEMLIMIT: '3GiB' };

const types = ['pure', 'node', 'browser'].map((project): Check => ({
  says: `types (${project})`,
  args: [tool('typescript/bin/tsc'), '-p', `tsconfig.${project}.json`, '--checkers', coresEach],
}));

const checks: readonly Check[] = [
  { says: 'format (npm run fix mends it)', args: [tool('oxfmt/bin/oxfmt'), '--check', '--threads=1'] },
  { says: 'lint', args: [tool('oxlint/bin/oxlint'), '--type-aware', '--deny-warnings', '--format=unix'] },
  ...types,
  { says: 'architecture', args: [join(root, 'scripts/check-architecture.ts')] },
];

/** Runs one check; returns true when it found nothing. */
function run(check: Check): Promise<boolean> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...check.args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...onItsHalf },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
  return new Promise((done) => {
    child.once('close', (code) => {
      if (code !== 0) process.stdout.write(`${check.says}:\n${output.trim().replace(/^/gm, '  ')}\n`);
      done(code === 0);
    });
  });
}

const waiting = [...checks];
const results: boolean[] = [];
async function work(): Promise<void> {
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) results.push(await run(next));
}
await Promise.all([work(), work()]);
process.exitCode = results.every((faultless) => faultless) ? 0 : 1;
