// `npm run bench files`: what encryption at rest costs, against storing and reading the same bytes plain (hashed, the same way to the disk) in the same run.
import { createHash } from 'node:crypto';
import { createReadStream, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openDatabase, openPool } from '@holdfast/platform/database';
import { openFileKeys } from '@holdfast/platform/file-keys';
import { openMasterKey } from '@holdfast/platform/file-master-key';
import { pieceBytes, readSource } from '@holdfast/platform/file-source';
import { type FileStore, openFileStore } from '@holdfast/platform/file-store';
import { openGrowingFile } from '@holdfast/platform/growing-file';
import { withDatabase } from './measure/database.ts';
import { printBars, printMachine, printTable } from './measure/print.ts';
import { medianOf } from './measure/run-child.ts';

const { values } = parseArgs({ options: { megabytes: { type: 'string', default: '600' }, turns: { type: 'string', default: '5' } } });
const batchBytes = 2 << 20;
const batches = Math.round((Number(values.megabytes) * 1e6) / batchBytes);
const bytes = batches * batchBytes;
/** Processor seconds more than plain, for 600 MB. */
const mostMore = 0.35;
const mostReadTimes = 2.2;

type Cost = { cpu_s: number; wall_s: number };

declare const WebAssembly: {
  Memory: new (size: { initial: number; maximum: number; shared: true }) => { readonly buffer: SharedArrayBuffer };
};
/** As an upload's batches: memory that begins at a page, which the disk takes as it is. */
const memory = new Uint8Array(new WebAssembly.Memory({ initial: 64, maximum: 64, shared: true }).buffer);
for (let at = 0; at < memory.length; at += 1) memory[at] = (at * 31 + (at >> 8)) & 0xff;
/** Differs from batch to batch, so that nothing is the same file twice. */
function batchOf(number: number, turn: number): Uint8Array {
  const batch = memory.subarray((number & 1) * batchBytes, ((number & 1) + 1) * batchBytes);
  new DataView(batch.buffer, batch.byteOffset).setUint32(0, number * 100 + turn);
  return batch;
}

async function measure(work: () => Promise<void>): Promise<Cost> {
  const [cpu, wall] = [process.cpuUsage(), performance.now()];
  await work();
  const { user, system } = process.cpuUsage(cpu);
  return { cpu_s: (user + system) / 1e6, wall_s: (performance.now() - wall) / 1000 };
}

/** As files were stored before they were encrypted: hashed while another thread writes. */
async function storePlain(path: string, turn: number): Promise<void> {
  const file = await openGrowingFile(path);
  const hash = createHash('sha256');
  for (let number = 0; number < batches; number += 1) {
    const batch = batchOf(number, turn);
    const writing = file.write(batch);
    hash.update(batch);
    await writing;
  }
  await file.sync();
  await file.close();
  hash.digest('hex');
}

async function readPlain(path: string): Promise<void> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: batchBytes })) hash.update(chunk as Uint8Array);
  hash.digest('hex');
}

async function storeSealed(store: FileStore, turn: number): Promise<string> {
  const file = await store.receive({ limit_bytes: Number.MAX_SAFE_INTEGER });
  for (let number = 0; number < batches; number += 1) await file.write(batchOf(number, turn + 50));
  return (await file.finish()).sha256;
}

async function readSealed(store: FileStore, sha256: string): Promise<void> {
  let read = 0;
  for await (const piece of readSource(await store.open(sha256), 0, bytes, new Uint8Array(pieceBytes))) read += piece.length;
  if (read !== bytes) throw new Error(`read ${read} of ${bytes} bytes`);
}

const costs: Record<'store plain' | 'store encrypted' | 'read plain' | 'read encrypted', Cost[]> = {
  'store plain': [],
  'store encrypted': [],
  'read plain': [],
  'read encrypted': [],
};

printMachine();
await withDatabase(async (postgres, dataDir) => {
  const pool = openPool({ ...postgres.connectionFor('holdfast_app'), max: 2 });
  const keys = openFileKeys(openDatabase(pool), await openMasterKey(join(dataDir, 'secrets', 'files.secret')));
  const dir = join(dataDir, 'files');
  const store = await openFileStore(dir, keys);
  const plain = join(dataDir, 'plain');
  mkdirSync(plain, { recursive: true });
  for (let turn = 0; turn <= Number(values.turns); turn += 1) {
    let sha256 = '';
    const path = join(plain, 'file');
    const storedPlain = await measure(() => storePlain(path, turn));
    const storedSealed = await measure(async () => void (sha256 = await storeSealed(store, turn)));
    const readOfPlain = await measure(() => readPlain(path));
    const readOfSealed = await measure(() => readSealed(store, sha256));
    rmSync(path);
    rmSync(join(dir, sha256.slice(0, 2), sha256));
    // The first turn warms up.
    if (turn === 0) continue;
    costs['store plain'].push(storedPlain);
    costs['store encrypted'].push(storedSealed);
    costs['read plain'].push(readOfPlain);
    costs['read encrypted'].push(readOfSealed);
  }
  await pool.end();
});

const cpuOf = (name: keyof typeof costs): number => medianOf(costs[name].map((it) => it.cpu_s));
const rows = (Object.keys(costs) as (keyof typeof costs)[]).map((name) => {
  const wall_s = medianOf(costs[name].map((it) => it.wall_s));
  return [name, cpuOf(name).toFixed(2), wall_s.toFixed(2), (bytes / 1e6 / wall_s).toFixed(0)];
});
printTable([`${(bytes / 1e6).toFixed(0)} MB`, 'processor s', 'seconds', 'MB/s'], rows);
const more = ((cpuOf('store encrypted') - cpuOf('store plain')) * 600e6) / bytes;
const readTimes = cpuOf('read encrypted') / cpuOf('read plain');
printBars([
  {
    says: `storing 600 MB encrypted takes ${more.toFixed(2)} processor seconds more than plain (at most ${mostMore})`,
    holds: more <= mostMore,
  },
  { says: `reading encrypted takes ${readTimes.toFixed(2)} times plain (at most ${mostReadTimes})`, holds: readTimes <= mostReadTimes },
]);
