// `npm run bench NAME ...` and `npm run fuzz -- NAME ...`: runs bench/NAME.ts or fuzz/NAME.ts; without a name says which there are.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [folder = '', name = '', ...rest] = process.argv.slice(2);
const script = join(root, folder, `${name}.ts`);

if (name !== '' && existsSync(script)) {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, ...rest], { cwd: root, stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  child.once('exit', (code) => process.exit(code ?? 1));
} else {
  const files = existsSync(join(root, folder)) ? readdirSync(join(root, folder)) : [];
  const names = files.filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts')).map((file) => file.replace('.ts', ''));
  process.stderr.write(`Say which one: ${names.length === 0 ? 'there is none yet' : names.join(', ')}.\n`);
  process.exitCode = 2;
}
