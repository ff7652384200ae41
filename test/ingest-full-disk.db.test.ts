// The disk of the files fills up while a capture comes in: the upload says so in words, and nothing else is lost.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Capture } from '@holdfast/captures/schema';
import { type Holdfast, openHoldfast, type Page, plantBytes } from './holdfast.ts';

/** A disk of 24 MB at `folder`. False where mounting is not allowed. */
function mountSmallDisk(folder: string): boolean {
  if (process.getuid?.() !== 0 || process.platform !== 'linux') return false;
  return spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=24m', 'tmpfs', folder]).status === 0;
}

/** Sends `times` the same bytes; the answer comes before all are out. */
function pour(hf: Holdfast, name: string, bytes: Uint8Array, times: number): Promise<{ status: number; code: string }> {
  const headers = { cookie: hf.cookieOf('owner'), 'content-type': 'application/octet-stream' };
  const asked = request(`${hf.base}${hf.site}/captures?name=${name}&size_bytes=${bytes.length * times}`, { method: 'POST', headers });
  return new Promise((resolve, reject) => {
    asked.on('response', (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => (text += part));
      response.on('end', () => resolve({ status: response.statusCode!, code: (JSON.parse(text) as { code: string }).code }));
    });
    asked.on('error', reject);
    for (let n = 0; n < times; n += 1) asked.write(bytes);
    asked.end();
  });
}

test('a disk that fills up in the middle ends that upload in words and loses nothing else', async (t) => {
  const hf = await openHoldfast(t);
  const before = await hf.ingest(plantBytes(400_000, 1, '2026-11-10T09:00:00Z'), 'before.pcap');
  const incoming = join(hf.dataDir, 'files', 'incoming');
  if (!mountSmallDisk(incoming)) return t.skip('needs root and a mountable tmpfs');
  try {
    await fillUp(hf, before);
  } finally {
    spawnSync('umount', ['-l', incoming]);
  }
});

async function fillUp(hf: Holdfast, before: Capture): Promise<void> {
  const { status, code } = await pour(hf, 'large.pcap', plantBytes(4_000_000), 10);
  assert.deepEqual([status, code], [507, 'disk_full']);
  const [row] = (await hf.ask<Page<Capture>>('owner', 'GET', `${hf.site}/captures?search=large.pcap`)).rows;
  assert.deepEqual([row!.state, row!.fault], ['failed', 'disk_full']);
  assert.deepEqual(readdirSync(join(hf.dataDir, 'files', 'incoming')), []);
  assert.equal(hf.parts.under_way.size, 0);
  assert.equal(await hf.parts.context.files.verify(before.sha256!), true);
  assert.equal((await hf.ask<Capture>('owner', 'GET', `${hf.site}/captures/${before.id}`)).state, 'done');
  const entries = await hf.ask<Page<{ kind: string }>>('owner', 'GET', `${hf.site}/ledger/entries?kind=capture.failed`);
  assert.equal(entries.total, 1);
}
