// The folder a test run works in: in memory where there is plenty, because hundreds of databases written to a disk take it longer than the tests.
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const inMemory = '/dev/shm';
const prefix = 'hf-tests-';
/** What a run takes at its most, more than twice over: nobody's machine is to run out of memory for its tests. */
const roomBytes = 4 * 2 ** 30;

/** Makes it, open to the accounts a server gives its rights up for. What a killed run left behind goes. */
export function makeScratch(): string {
  for (const folder of existsSync(inMemory) ? readdirSync(inMemory) : []) if (isLeft(folder)) remove(join(inMemory, folder));
  const scratch = mkdtempSync(join(hasRoom() && runsPrograms() ? inMemory : tmpdir(), `${prefix}${process.pid}-`));
  chmodSync(scratch, 0o711);
  return scratch;
}

/** True for the folder of a run whose process is gone. */
function isLeft(folder: string): boolean {
  const pid = new RegExp(`^${prefix}(\\d+)-`).exec(folder)?.[1];
  return pid !== undefined && !existsSync(`/proc/${pid}`);
}

function hasRoom(): boolean {
  if (!existsSync(inMemory)) return false;
  const { bavail, bsize } = statfsSync(inMemory);
  const available = /^MemAvailable:\s+(\d+) kB$/m.exec(readFileSync('/proc/meminfo', 'utf8'))?.[1];
  return bavail * bsize > roomBytes && Number(available ?? 0) * 1024 > roomBytes;
}

/** Containers often mount it so that no program runs from there; the tests' database is one. */
function runsPrograms(): boolean {
  let folder: string | null = null;
  try {
    folder = mkdtempSync(join(inMemory, 'hf-try-'));
    writeFileSync(join(folder, 'try'), '#!/bin/sh\nexit 0\n', { mode: 0o755 });
    return spawnSync(join(folder, 'try')).status === 0;
  } catch {
    return false;
  } finally {
    if (folder !== null) remove(folder);
  }
}

const remove = (folder: string): void => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
