// Takes features out one by one and expects a red test: `node scripts/mutate.ts [word]`. Restores every file, also when stopped.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Mutation, mutations } from './mutations.data.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Runs the mutation's tests on the changed file. True when a test turned red, as it should. */
function isNoticed(it: Mutation): boolean {
  const path = join(root, it.file);
  const whole = readFileSync(path, 'utf8');
  if (!whole.includes(it.from)) throw new Error(`${it.file} no longer holds: ${it.from}`);
  const restore = (): void => writeFileSync(path, whole);
  process.once('exit', restore);
  writeFileSync(path, whole.replace(it.from, it.to));
  const run = spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', '--test', ...it.tests], {
    cwd: root,
    stdio: 'ignore',
    timeout: 300_000,
  });
  restore();
  process.removeListener('exit', restore);
  return run.status !== 0;
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
