// Compressed captures: what was packed comes out, and what unpacks to too much is left in time.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { constants, gzipSync, zstdCompressSync } from 'node:zlib';
import { unpackFault } from '@holdfast/platform/unpack';
import { openIntake } from './intake.ts';

const text = Buffer.from(Array.from({ length: 300_000 }, (_, at) => (at * 7919) >>> 5));

async function through(packed: Uint8Array, packets = 1) {
  const out = { length: 0, parts: [] as Buffer[] };
  const target = {
    progress: { packets },
    push: (chunk: Uint8Array) => {
      out.length += chunk.length;
      if (out.parts.length < 10) out.parts.push(Buffer.from(chunk));
    },
  };
  const intake = openIntake(packed, target);
  for (let at = 0; at < packed.length; at += 10_000) await intake.take(packed.subarray(at, at + 10_000));
  return { out, ...(await intake.close()) };
}

for (const [name, packed] of [
  ['gzip', gzipSync(text)],
  ['zstd', zstdCompressSync(text)],
] as const) {
  test(`${name}: the same bytes come out, with the hash of what was packed`, async () => {
    const { out, problem, content_sha256 } = await through(packed);
    assert.deepEqual([Buffer.concat(out.parts), problem, content_sha256?.length], [text, null, 64]);
  });
  test(`${name}: two files one after the other are one`, async () => {
    assert.equal((await through(Buffer.concat([packed, packed]))).out.length, 2 * text.length);
  });
  test(`${name}: cut, it says so, and what came before came out`, async () => {
    const { out, problem } = await through(packed.subarray(0, packed.length - 20));
    assert.match(problem ?? '', new RegExp(`^${name}: `));
    assert.ok(out.length <= text.length);
  });
}

test('what is not compressed goes straight', async () => {
  const { out, problem, content_sha256 } = await through(text);
  assert.deepEqual([out.length, problem, content_sha256], [text.length, null, null]);
});

test('a zstd file that wants a window of gigabytes is refused', async () => {
  const params = { [constants.ZSTD_c_windowLog]: 30, [constants.ZSTD_c_enableLongDistanceMatching]: 1 };
  const { problem } = await through(zstdCompressSync(Buffer.alloc(300 << 20), { params }));
  assert.match(problem ?? '', /^zstd: /);
});

test('a file that unpacks without end and without a packet is left after 64 MiB', async () => {
  const { out, problem } = await through(zstdCompressSync(Buffer.alloc(400 << 20)), 0);
  assert.equal(problem, 'zstd: no packet in the first 64 MiB');
  assert.ok(out.length < 70 << 20, `${out.length}`);
});

test('a bomb of packets is left when it is 500 times its size', async () => {
  const { out, problem } = await through(zstdCompressSync(Buffer.alloc(400 << 20)));
  assert.equal(problem, 'zstd: unpacks to more than 500 times its size');
  assert.ok(out.length < 260 << 20, `${out.length}`);
});

test('the limits: 500 times its size once there is much of it, and 100 GiB', () => {
  assert.equal(unpackFault(1000, 200 << 20), null);
  assert.equal(unpackFault(1 << 20, 499 << 20), null);
  assert.match(unpackFault(1 << 20, 501 << 20) ?? '', /500 times/);
  assert.match(unpackFault(90 * 2 ** 30, 100 * 2 ** 30 + 1) ?? '', /100 GiB/);
});
