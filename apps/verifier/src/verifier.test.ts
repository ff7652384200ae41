// The built verifier as an auditor runs it: one file, no network, nothing of Holdfast, little memory.
import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, openSync, closeSync, writeSync, ftruncateSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { crc32 } from 'node:zlib';
import { blobFile, compareNames, files as names, placeFiles } from '@holdfast/core-package';
import { buildVerifier } from '../../../scripts/build-verifier.ts';
import { checkpointOf, makeFiles, makeLog, makePackage, newKey, state, vkeyOf } from '../../../test/evidence-package.ts';
import { needsOpenssl, openAuthority } from '../../../test/time-authority.ts';
import { directoryEntry, endOfDirectory, localHeader } from '../../../core/package/src/zip-layout.ts';

const dir = mkdtempSync(join(tmpdir(), 'hf-verifier-'));
after(() => rmSync(dir, { recursive: true, force: true }));
const hashes = await buildVerifier(dir);
const program = join(dir, 'holdfast-verify.mjs');
const log = makeLog(30);
const at = (name: string, content: string | Uint8Array): string => {
  writeFileSync(join(dir, name), content);
  return join(dir, name);
};
const trusted = at('trusted.txt', `# received on paper\n\n${vkeyOf(log.key)}\n`);
const whole = at('package.zip', await makePackage(log, { size: 30, previous: 9 }));

/** Node may read this folder only, and start nothing. */
const locked = ['--permission', `--allow-fs-read=${dir}`];
const run = (args: readonly string[], command: readonly string[] = []) => {
  const [first, ...rest] = [...command, process.execPath, ...locked, program, ...args];
  const { status, stdout, stderr } = spawnSync(first!, rest, { encoding: 'utf8', cwd: dir, env: {} });
  return { status, said: stdout + stderr };
};

test('it is one file that imports nothing but Node, and the same sources give the same bytes', async () => {
  const imports = [...readFileSync(program, 'utf8').matchAll(/^\s*(?:import|export)\b[^'"\n]*from\s*["']([^"']+)["']/gm)].map(
    ([, name]) => name,
  );
  assert.deepEqual([...new Set(imports)].toSorted(), ['node:crypto', 'node:fs', 'node:fs/promises', 'node:util', 'node:zlib']);
  assert.ok(!/\b(fetch|XMLHttpRequest|WebSocket)\s*\(/.test(readFileSync(join(dir, 'holdfast-verify.html'), 'utf8')));
  const again = mkdtempSync(join(tmpdir(), 'hf-verifier-'));
  assert.deepEqual(await buildVerifier(again), hashes);
  rmSync(again, { recursive: true });
});

test('without a network and without a file of Holdfast it says that a package holds, in both languages', (t) => {
  const alone = spawnSync('unshare', ['-rn', 'true']).status === 0 ? ['unshare', '-rn'] : null;
  if (alone === null) return t.skip('needs unshare with network namespaces');
  const answer = run([whole, '--vkeys', trusted], alone);
  assert.equal(answer.status, 0, answer.said);
  assert.match(answer.said, /This package holds[\s\S]*Not checked[\s\S]*Whether entries were true/);
  assert.match(run([whole, '--vkeys', trusted, '--lang', 'de'], alone).said, /hält stand[\s\S]*Nicht geprüft/);
});

test('it ends with 1 for a change, 2 for a loss, 3 for foreign keys, 64 for wrong use', async () => {
  const changed = readFileSync(whole);
  changed[5000]! ^= 1;
  assert.equal(run([at('changed.zip', changed), '--vkeys', trusted]).status, 1);
  assert.equal(run([at('lost.zip', await makePackage(log, { size: 30, lost: 'missing' })), '--vkeys', trusted]).status, 2);
  assert.equal(run([whole, '--vkeys', at('other.txt', vkeyOf(newKey('other.example')))]).status, 3);
  assert.equal(run([whole, '--vkeys', trusted, '--since', at('old', checkpointOf(log, 9))]).status, 0);
  for (const args of [[], [whole], [whole, '--vkeys', at('none.txt', '# nothing\n')], [join(dir, 'absent.zip'), '--vkeys', trusted]])
    assert.equal(run(args).status, 64, args.join(' '));
});

test(
  'a time stamp counts under an authority that was brought; else it is said not to be checked, and a foreign or other one fails',
  { skip: needsOpenssl },
  async (t) => {
    const [authority, stranger] = [openAuthority(t, 'rsa'), openAuthority(t, 'p256')];
    const stamped = async (over: string, size = 30) =>
      at(
        'stamped.zip',
        await makePackage(log, { size: 30 }, (files) => void files.set(`tsa/${size}.tsr`, authority.stamp(Buffer.from(over)))),
      );
    const path = await stamped(checkpointOf(log, 30));
    const [root, other] = [at('root.pem', authority.root_pem), at('other.pem', stranger.root_pem)];
    const brought = run([path, '--vkeys', trusted, '--tsa', root]);
    assert.match(brought.said, /The checkpoint existed at 20\d\d-[^ ]+: stamped by Test time stamps, an authority you brought/);
    assert.equal(brought.status, 0, brought.said);
    const none = run([path, '--vkeys', trusted, '--lang', 'de']);
    const [, fingerprint] = /SHA-256 des Zertifikats: ([0-9a-f]{64})/.exec(none.said) ?? [];
    assert.ok(none.status === 0 && none.said.includes('keine Stelle mitgebracht') && fingerprint !== undefined, none.said);
    assert.equal(run([path, '--vkeys', trusted, '--tsa-sha256', fingerprint]).status, 0);
    assert.match(run([path, '--vkeys', trusted, '--tsa-sha256', fingerprint]).said, /stamped by/);
    const foreign = run([path, '--vkeys', trusted, '--tsa', other]);
    assert.ok(foreign.status === 3 && foreign.said.includes('does not lead to an authority you brought'), foreign.said);
    const older = run([await stamped(checkpointOf(log, 29)), '--vkeys', trusted, '--tsa', root]);
    assert.ok(older.status === 1 && older.said.includes('over something else'), older.said);
    assert.equal(run([await stamped(checkpointOf(log, 29), 29), '--vkeys', trusted, '--tsa', root]).status, 1, 'a stamp of another size');
    assert.equal(run([path, '--vkeys', trusted, '--tsa', trusted]).status, 64);
  },
);

test('names from a package do not write to the terminal', async () => {
  const bytes = await makePackage(log, { size: 30 });
  const answer = run([at('cut.zip', bytes.subarray(0, -1)), '--vkeys', trusted]);
  assert.equal(answer.status, 1);
  assert.ok(!/[\x00-\x09\x0b-\x1f\x7f]/.test(answer.said));
});

const sparseBytes = Number(process.env['HOLDFAST_SPARSE_BYTES'] ?? 384 * 2 ** 20);

test(`a package of ${sparseBytes} bytes verifies in bounded memory`, { timeout: 280_000 }, async (t) => {
  if (process.platform !== 'linux') return t.skip('needs /proc');
  const path = join(dir, 'sparse.zip');
  const content = zerosOf(sparseBytes);
  const large = makeLog(4, [{ sha256: content.sha256, size_bytes: sparseBytes, type: 'application/octet-stream' }]);
  writeSparse(path, large, content);
  const mine = at('large.txt', vkeyOf(large.key));
  const began = performance.now();
  const child = spawn(process.execPath, [program, path, '--vkeys', mine], { cwd: dir, env: {} });
  const { status, peak_kib } = await watch(child);
  assert.equal(status, 0);
  t.diagnostic(
    `${(sparseBytes / 2 ** 30).toFixed(2)} GiB in ${((performance.now() - began) / 1000).toFixed(1)} s, at most ${Math.round(peak_kib / 1024)} MiB`,
  );
  assert.ok(peak_kib < 300 * 1024, `${peak_kib} KiB`);
});

const piece = new Uint8Array(2 ** 20);

function zerosOf(size: number): { sha256: string; crc32: number } {
  const hash = createHash('sha256');
  let crc = 0;
  for (let done = 0; done < size; done += piece.length) {
    const part = piece.subarray(0, Math.min(piece.length, size - done));
    hash.update(part);
    crc = crc32(part, crc);
  }
  return { sha256: hash.digest('hex'), crc32: crc };
}

/** A package whose one blob is a hole in the file: it takes no room on the disk, and all its bytes are read. */
function writeSparse(path: string, large: ReturnType<typeof makeLog>, content: { sha256: string; crc32: number }): void {
  const { files, predicate } = makeFiles(large, { size: 4, included: [0, 1, 2, 3] });
  for (const name of files.keys()) if (name.startsWith('blobs/')) files.delete(name);
  const blob = { name: blobFile(content.sha256), size_bytes: sparseBytes, crc32: content.crc32 };
  const stated = state(files, predicate, large.packageKey, [{ name: blob.name, sha256: content.sha256 }]);
  files.set(names.statement, stated);
  const small = [...files].map(([name, bytes]) => ({ name, size_bytes: bytes.length, crc32: crc32(bytes) }));
  const { placed, directory_offset } = placeFiles([...small, blob].toSorted((a, b) => compareNames(a.name, b.name)));
  const directory = Buffer.concat(placed.map(directoryEntry));
  const handle = openSync(path, 'w');
  ftruncateSync(handle, directory_offset);
  for (const file of placed) {
    writeSync(handle, localHeader(file), 0, undefined, file.header_offset);
    const bytes = files.get(file.name);
    if (bytes !== undefined) writeSync(handle, bytes, 0, undefined, file.data_offset);
  }
  writeSync(
    handle,
    Buffer.concat([directory, endOfDirectory(placed.length, directory.length, directory_offset)]),
    0,
    undefined,
    directory_offset,
  );
  closeSync(handle);
}

async function watch(child: ChildProcess): Promise<{ status: number | null; peak_kib: number }> {
  let peak_kib = 0;
  const look = setInterval(() => {
    try {
      const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
      peak_kib = Math.max(peak_kib, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0));
    } catch {
      // It has ended.
    }
  }, 20);
  const status = await new Promise<number | null>((done) => child.on('exit', done));
  clearInterval(look);
  return { status, peak_kib };
}
