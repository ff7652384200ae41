// The built command is the command: the same report, by one thread and by two; a source that is newer puts it aside.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { dayCapture, makePlant } from '@holdfast/plant';
import { isBuilt, SOURCES_FILE } from '@holdfast/platform/built';
import { buildStalePrograms } from '../../../scripts/build-programs.ts';
import { WORTH_SHARING_BYTES } from './second-thread.ts';

const app = new URL('../', import.meta.url);
const builtInspect = new URL('dist/inspect.js', app).href;
const folder = mkdtempSync(join(tmpdir(), 'holdfast-built-'));
const path = join(folder, 'day.pcap');
before(async () => {
  writeFileSync(path, Buffer.concat([...dayCapture(makePlant(1), { maximumBytes: 2_000_000, start: '2026-01-05T06:00:00Z' }).chunks()]));
  await buildStalePrograms();
});
after(() => rmSync(folder, { recursive: true }));

/** What the command of that form prints. */
function inspect(form: string, ...args: string[]): string {
  const script = `const { run } = await import(${JSON.stringify(form)}); process.exitCode = await run(${JSON.stringify([...args, path])});`;
  const run = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8', maxBuffer: 1 << 28 });
  assert.equal(run.status, 0, run.stderr);
  return run.stdout;
}

const source = new URL('inspect.ts', import.meta.url).href;

test('the built command prints what its sources print', () => {
  assert.ok(isBuilt(app));
  for (const args of [['--json'], []]) {
    const printed = inspect(builtInspect, ...args);
    assert.ok(printed.includes('modbus') && printed === inspect(source, ...args));
  }
});

test('with its second thread, too', () => {
  const whole = readFileSync(path);
  const header = whole.subarray(0, 24);
  const records = whole.subarray(24);
  const times = Math.ceil(WORTH_SHARING_BYTES / records.length);
  writeFileSync(path, Buffer.concat([header, ...Array<Buffer>(times).fill(records)]));
  assert.ok(inspect(builtInspect, '--json') === inspect(source, '--json'));
});

test('a source newer than the built files puts them aside, and so does their absence', () => {
  const copy = join(folder, 'dist');
  cpSync(fileURLToPath(new URL('.', builtInspect)), copy, { recursive: true, preserveTimestamps: true });
  const there = pathToFileURL(`${copy}/`);
  assert.equal(isBuilt(app, there), true);
  utimesSync(join(copy, SOURCES_FILE), 0, 0);
  assert.equal(isBuilt(app, there), false);
  assert.equal(isBuilt(app, pathToFileURL(`${folder}/absent/`)), false);
});
