// `kill -9` under load, of the server, PostgreSQL, one of its connections, the sequencer's or the signer, at a moment nobody chose: what was
// acknowledged is there once, the log has no gap, and its root is the one computed again. Five rounds here, one for each process;
// HOLDFAST_KILL_ROUNDS=20 asks for more, HOLDFAST_KILL_SEED for the moments of another run.
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { appendFileSync, chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Checked, Pids } from './ledger-writer.ts';

const victims = ['server', 'postmaster', 'backend', 'sequencer', 'signer'] as const;
const rounds = Number(process.env['HOLDFAST_KILL_ROUNDS'] ?? victims.length);
const seed = Number(process.env['HOLDFAST_KILL_SEED'] ?? 20261122);
const writerMain = fileURLToPath(new URL('./ledger-writer.ts', import.meta.url));

type Line = { checked?: Checked; ready?: Pids; done?: string };
type Writer = { child: ChildProcess; gone: Promise<unknown>; acknowledged: () => number; checked: Promise<Checked>; ready: Promise<Pids> };

/** A number from 0 to 1, the same for the same seed and round (mulberry32). */
function chance(round: number): number {
  let mixed = (seed + round * 0x6d2b79f5) | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
}

function startWriter(dataDir: string, acknowledged: string): Writer {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', writerMain, dataDir, acknowledged], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [count, said] = [0, ''];
  child.stderr.on('data', (part) => (said = (said + String(part)).slice(-3000)));
  const gone = new Promise((resolve) => child.once('exit', resolve));
  const [checked, ready] = [Promise.withResolvers<Checked>(), Promise.withResolvers<Pids>()];
  createInterface(child.stdout).on('line', (text) => {
    // The last line of a killed process may be cut short; what it told is then not acknowledged.
    const line = text.endsWith('}') ? (JSON.parse(text) as Line) : {};
    if (line.checked) checked.resolve(line.checked);
    if (line.ready) ready.resolve(line.ready);
    if (line.done === undefined) return;
    appendFileSync(acknowledged, `${line.done}\n`);
    count += 1;
  });
  void gone.then(() => {
    for (const it of [checked, ready]) it.reject(new Error(`the writer ended: ${said}`));
  });
  for (const it of [checked, ready]) it.promise.catch(() => {});
  return { child, gone, acknowledged: () => count, checked: checked.promise, ready: ready.promise };
}

async function end({ child, gone }: Writer): Promise<void> {
  child.kill('SIGKILL');
  await gone;
  // What it had written to the pipe is read to the end.
  await wait(50);
}

function assertWhole(found: Checked, moment: string): void {
  assert.equal(found.fault, null, `${moment}: ${JSON.stringify(found.fault)}`);
  assert.deepEqual(found.missing, [], `acknowledged but not there after ${moment}`);
  assert.equal(found.root, found.recomputed, `another root after ${moment}`);
  assert.deepEqual([found.without_row, found.rows_without_entry], [0, 0], `evidence without change, or change without, after ${moment}`);
}

test(`kill -9 of any process under load, ${rounds} rounds of seed ${seed}: nothing acknowledged is lost, no gap, the same root`, async (t) => {
  const root = mkdtempSync(join(tmpdir(), 'hf-killed-'));
  chmodSync(root, 0o711);
  const [dataDir, acknowledged] = [join(root, 'data'), join(root, 'acknowledged')];
  writeFileSync(acknowledged, '');
  let writer = startWriter(dataDir, acknowledged);
  t.after(async () => {
    await end(writer);
    const pidFile = join(dataDir, 'postgres/postmaster.pid');
    if (existsSync(pidFile)) kill(Number(readFileSync(pidFile, 'utf8').split('\n')[0]), 'SIGQUIT');
    await wait(300);
    rmSync(root, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  });
  assertWhole(await writer.checked, 'the first start');
  for (let round = 0; round < rounds; round += 1) {
    const pids = await writer.ready;
    const victim = victims[round % victims.length]!;
    const afterMs = Math.round(50 + 600 * chance(round));
    const moment = `round ${round + 1}: ${victim} ${afterMs} ms into the load`;
    await wait(afterMs);
    assert.ok(pids[victim] > 0, moment);
    kill(pids[victim], 'SIGKILL');
    // Where the server lives on, it goes on acting by itself once the database is back.
    const before = writer.acknowledged();
    if (victim !== 'server' && victim !== 'postmaster') await until(moment, () => writer.acknowledged() > before + 20);
    await end(writer);
    writer = startWriter(dataDir, acknowledged);
    const found = await writer.checked;
    t.diagnostic(`${moment}: ${found.entries} entries, root ${found.root.slice(0, 16)}`);
    assertWhole(found, moment);
  }
});

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It is gone already.
  }
}

async function until(what: string, holds: () => boolean): Promise<void> {
  const late = Date.now() + 120_000;
  while (!holds()) {
    assert.ok(Date.now() < late, `no act came through again after ${what}`);
    await wait(20);
  }
}
