// Takes features out one by one and expects a red test: `node scripts/mutate.ts [word]`. Restores every file, also when stopped.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Mutation, mutations } from './mutations.data.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** What the tests of a mutation end with; 0 when all are green. */
function runTests(tests: readonly string[]): number | null {
  const args = ['--disable-warning=ExperimentalWarning', '--test', ...tests];
  return spawnSync(process.execPath, args, { cwd: root, stdio: 'ignore', timeout: 300_000 }).status;
}

const green = new Set<string>();

/** A test that is red anyway notices nothing: each is run once with nothing taken out. Throws when one is red. */
function checkGreen(tests: readonly string[]): void {
  const fresh = tests.filter((it) => !green.has(it));
  if (fresh.length > 0 && runTests(fresh) !== 0) throw new Error(`red with nothing taken out: ${fresh.join(' ')}`);
  for (const it of fresh) green.add(it);
}

/** Runs the mutation's tests on the changed file. True when a test turned red, as it should. */
function isNoticed(it: Mutation): boolean {
  const path = join(root, it.file);
  const whole = readFileSync(path, 'utf8');
  if (!whole.includes(it.from)) throw new Error(`${it.file} no longer holds: ${it.from}`);
  checkGreen(it.tests);
  const restore = (): void => writeFileSync(path, whole);
  process.once('exit', restore);
  writeFileSync(path, whole.replace(it.from, it.to));
  const status = runTests(it.tests);
  restore();
  process.removeListener('exit', restore);
  return status !== 0;
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1));
const word = process.argv[2] ?? '';
const asked = mutations.filter((it) => `${it.file} ${it.says}`.includes(word));
const survivors = asked.filter((it) => {
  const noticed = isNoticed(it);
  console.log(`${noticed ? 'noticed ' : 'SURVIVED'}  ${it.says}`);
  return !noticed;
});
console.log(`${asked.length - survivors.length} of ${asked.length} noticed`);
process.exitCode = survivors.length === 0 && asked.length > 0 ? 0 : 1;
