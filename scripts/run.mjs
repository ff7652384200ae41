// The door of every npm command: brings the dependencies up to the lockfile, then runs the command with the Node of the lockfile.
// Plain JavaScript for Node 20 and later, because it runs before that Node is there.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Command -> script and its first arguments. */
const commands = {
  start: ['apps/server/src/main.ts', '--demo'],
  serve: ['apps/server/src/main.ts'],
  dev: ['scripts/dev.ts'],
  bundle: ['scripts/bundle.ts'],
  test: ['scripts/test.ts'],
  check: ['scripts/check.ts'],
  fix: ['scripts/fix.ts'],
  bench: ['scripts/run-named.ts', 'bench'],
  fuzz: ['scripts/run-named.ts', 'fuzz'],
};

function fail(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

/** Installs what the lockfile says unless this very lockfile is installed. Install scripts stay denied. */
function install() {
  const stamp = join(root, 'node_modules/.holdfast-installed');
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  process.stderr.write('Installing dependencies (once, about half a minute) ...\n');
  const npm = process.env.npm_execpath;
  const [file, first] = npm === undefined ? ['npm', []] : [process.execPath, [npm]];
  const args = [...first, 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const done = spawnSync(file, args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  if (done.status !== 0)
    fail('The dependencies could not be installed; npm says why above. Check the network and the disk, then try again.');
  writeFileSync(stamp, wanted);
}

function findNode() {
  const os = { linux: 'linux', darwin: 'darwin', win32: 'win' }[process.platform];
  const node = join(root, `node_modules/node-${os}-${process.arch}/bin/node${process.platform === 'win32' ? '.exe' : ''}`);
  if (existsSync(node)) return node;
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  return fail(`Holdfast brings no Node 24 for ${process.platform} on ${process.arch}. Install Node 24 and try again.`);
}

/** Who started this: the parent, and on Linux the parent's parent, because between npm and this there is a shell that outlives npm. */
function ancestors() {
  const stat = `/proc/${process.ppid}/stat`;
  const grandparent = existsSync(stat) ? readFileSync(stat, 'utf8').split(') ').at(-1).split(' ')[1] : '';
  return `${process.ppid} ${grandparent}`;
}

/** Forwards signals. npm on SIGTERM goes away and leaves its children running, so its going away ends the command too. */
function follow(child) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  const above = ancestors();
  if (process.env.npm_execpath !== undefined)
    setInterval(() => {
      if (ancestors() !== above) child.kill('SIGTERM');
    }, 500).unref();
  child.on('error', (error) => fail(`${child.spawnfile} does not run: ${error.message}`));
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
}

const [name = '', ...rest] = process.argv.slice(2);
const command = commands[name];
if (command === undefined) fail(`Holdfast knows the commands ${Object.keys(commands).join(', ')}.`);
install();
const node = findNode();
const quiet = '--disable-warning=ExperimentalWarning';
const builds = (name === 'start' || name === 'serve') && !rest.includes('--help');
if (builds && spawnSync(node, [quiet, join(root, 'scripts/build-web.ts')], { cwd: root, stdio: 'inherit' }).status !== 0) process.exit(1);
const [script, ...first] = command;
// What the server's files compile to is kept beside the packages: the next start saves a second.
const env = builds ? { NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/holdfast-compiled'), ...process.env } : process.env;
follow(spawn(node, [quiet, join(root, script), ...first, ...rest], { cwd: root, stdio: 'inherit', env }));
