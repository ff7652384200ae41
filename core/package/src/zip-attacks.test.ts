// Attacks on the container: a ZIP that other tools take and the verifier must not, and the large layout (ZIP64) that it must. This is attack 14 of docs/trust.md.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crc32 as nodeCrc32 } from 'node:zlib';
import fc from 'fast-check';
import { crc32 } from './crc32.ts';
import { directoryEntry, endOfDirectory, isFileName, localHeader, type PlacedFile, placeFiles } from './zip-layout.ts';
import { type ByteSource, readLayout } from './zip-read.ts';
import { sourceOf } from '../../../test/evidence-package.ts';

const files = [
  { name: 'a.txt', bytes: Buffer.from('first') },
  { name: 'b.txt', bytes: Buffer.from('second') },
].map(({ name, bytes }) => ({ name, bytes, size_bytes: bytes.length, crc32: nodeCrc32(bytes) }));

type Hand = {
  local?: (head: Buffer, n: number) => Buffer;
  entry?: (entry: Buffer, n: number) => Buffer;
  end?: (end: Buffer) => Buffer;
  before?: Buffer;
};

/** A ZIP of the two files with an attacker's hand in it. */
function forge({ local = (it) => it, entry = (it) => it, end = (it) => it, before = Buffer.alloc(0) }: Hand): Buffer {
  const { placed, directory_offset } = placeFiles(files);
  const shifted = placed.map((file) => ({ ...file, header_offset: file.header_offset + before.length }));
  const bodies = shifted.flatMap((file, n) => [local(Buffer.from(localHeader(file)), n), files[n]!.bytes]);
  const directory = Buffer.concat(shifted.map((file, n) => entry(Buffer.from(directoryEntry(file)), n)));
  const tail = end(Buffer.from(endOfDirectory(2, directory.length, directory_offset + before.length)));
  return Buffer.concat([before, ...bodies, directory, tail]);
}

const answerOf = async (bytes: Uint8Array): Promise<string> => {
  const layout = await readLayout(sourceOf(bytes));
  return layout.ok ? 'ok' : layout.fault.what;
};
const put16 =
  (at: number, value: number) =>
  (it: Buffer, n = 0) =>
    n === 0 ? (it.writeUInt16LE(value, at), it) : it;
const put32 =
  (at: number, value: number) =>
  (it: Buffer, n = 0) =>
    n === 0 ? (it.writeUInt32LE(value, at), it) : it;
const named = (name: string) => (it: Buffer, n: number) => (n === 0 ? (it.write(name, it.length - 5, 'latin1'), it) : it);

test('a plain package of two files is read', async () => assert.equal(await answerOf(forge({})), 'ok'));

const attacks: readonly [says: string, hand: Hand, answer: string][] = [
  ['a name that climbs out', { entry: named('../ab'), local: named('../ab') }, 'zip_name_leads_out'],
  ['an absolute name', { entry: named('/a.tx'), local: named('/a.tx') }, 'zip_name_leads_out'],
  ['a drive of Windows', { entry: named('c:a.t'), local: named('c:a.t') }, 'zip_name_leads_out'],
  ['a backslash', { entry: named('..\\ab'), local: named('..\\ab') }, 'zip_name_leads_out'],
  ['a null character', { entry: named('a\0txt'), local: named('a\0txt') }, 'zip_name_leads_out'],
  ['two files of one name', { entry: (it) => (it.write('a.txt', it.length - 5), it) }, 'zip_name_twice'],
  ['files out of order', { entry: named('c.txt'), local: named('c.txt') }, 'zip_order'],
  ['an encrypted file', { entry: put16(8, 1), local: put16(6, 1) }, 'zip_encrypted'],
  ['a compressed file, as a bomb is', { entry: put16(10, 8), local: put16(8, 8) }, 'zip_compressed'],
  ['a symbolic link', { entry: put32(38, 0xa1ff_0000) }, 'zip_link_or_attributes'],
  ['a size that lies in the directory', { entry: put32(24, 2 ** 31) }, 'zip_size_lies'],
  ['both sizes larger than the file', { entry: (it, n) => put32(20, 2 ** 31)(put32(24, 2 ** 31)(it, n), n) }, 'zip_gap_or_overlap'],
  ['another name beside the bytes', { local: named('x.txt') }, 'zip_header_differs'],
  ['another checksum beside the bytes', { local: put32(14, 1) }, 'zip_header_differs'],
  ['a time in the directory', { entry: put16(12, 1) }, 'zip_directory_changed'],
  ['two files on the same bytes', { entry: (it, n) => (n === 1 ? (it.writeUInt32LE(0, 42), it) : it) }, 'zip_directory_changed'],
  ['a wrong number of files', { end: (it) => put16(8, 3)(put16(10, 3)(it)) }, 'zip_count_wrong'],
  ['several disks', { end: put16(4, 1) }, 'zip_no_end'],
  ['a comment', { end: (it) => Buffer.concat([put16(20, 2)(it), Buffer.from('hi')]) }, 'zip_no_end'],
  ['bytes behind the end', { end: (it) => Buffer.concat([it, Buffer.from('x')]) }, 'zip_no_end'],
  ['a program before the first file', { before: Buffer.from('#!/bin/sh\n') }, 'zip_gap_or_overlap'],
];
for (const [says, hand, answer] of attacks) test(`refuses ${says}`, async () => assert.equal(await answerOf(forge(hand)), answer));

test('refuses a directory that is said to be larger than memory, without reading it', async () => {
  const end = endOfDirectory(1, 2 ** 40, 2 ** 41);
  let read = 0;
  const source: ByteSource = {
    size_bytes: 2 ** 41 + 2 ** 40 + end.length,
    read: async (from, to) => {
      read += to - from;
      const bytes = new Uint8Array(to - from);
      bytes.set(end, bytes.length - end.length);
      return bytes;
    },
  };
  assert.deepEqual(await readLayout(source), { ok: false, fault: { what: 'zip_directory_too_large', name: null } });
  assert.ok(read < 1000);
});

test('never throws and never reads outside, whatever the bytes', async () => {
  const start = forge({});
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 60 }), fc.nat(start.length), fc.boolean(), async (junk, at, behind) => {
      const bytes = behind
        ? Buffer.concat([junk, start.subarray(at)])
        : Buffer.concat([start.subarray(0, at), junk, start.subarray(at + junk.length)]);
      await readLayout(sourceOf(bytes));
    }),
    { numRuns: 2000 },
  );
});

test('files beyond 4 GiB and more than 65,535 of them use the 64-bit fields, and only then', async () => {
  const large = [
    { name: 'blobs/a', size_bytes: 10 * 2 ** 30, crc32: 1 },
    { name: 'blobs/b', size_bytes: 3, crc32: 2 },
  ];
  await readsBack(large);
  await readsBack(Array.from({ length: 70_000 }, (_, n) => ({ name: `entries/${String(n).padStart(6, '0')}`, size_bytes: 1, crc32: n })));
  assert.equal(endOfDirectory(65_534, 1, 1).length, 22);
  assert.equal(endOfDirectory(65_535, 1, 1).length, 98);
});

/** A source that makes up the layout and has nothing but zeros for data. */
async function readsBack(list: readonly { name: string; size_bytes: number; crc32: number }[]): Promise<void> {
  const { placed, directory_offset } = placeFiles(list);
  const directory = Buffer.concat(placed.map(directoryEntry));
  const tail = Buffer.concat([directory, endOfDirectory(list.length, directory.length, directory_offset)]);
  const heads = new Map(placed.map((file): [number, PlacedFile] => [file.header_offset, file]));
  const read = async (from: number, to: number): Promise<Uint8Array> => {
    const head = heads.get(from);
    if (head !== undefined) return localHeader(head);
    return from >= directory_offset ? tail.subarray(from - directory_offset, to - directory_offset) : Buffer.alloc(to - from);
  };
  const layout = await readLayout({ size_bytes: directory_offset + tail.length, read });
  assert.ok(layout.ok, JSON.stringify(layout));
  assert.deepEqual(layout.files, placed);
}

test('its CRC-32 is the runtime’s, in one piece and in several', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.uint8Array({ maxLength: 50 }), (a, b) => {
      assert.equal(crc32(b, crc32(a)), nodeCrc32(Buffer.concat([a, b])));
    }),
  );
});

test('names that leave the package, or differ between file systems, are none', () => {
  for (const name of ['', '/a', 'a/', 'a//b', '.', '..', 'a/../b', '.a', 'a/.b', 'C:a', 'a\\b', 'a b', 'ä', 'a\n', `${'a'.repeat(201)}`])
    assert.equal(isFileName(name), false, name);
});
