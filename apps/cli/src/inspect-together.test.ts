// Two threads that share files report what one reports, byte for byte; where that cannot be, one reads them.
import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { inspectFiles } from './inspect-files.ts';
import { PacketRing } from './packet-ring.ts';
import { startSecondThread, type SecondThread } from './second-thread.ts';

const folder = mkdtempSync(join(tmpdir(), 'holdfast-together-'));
after(() => rmSync(folder, { recursive: true }));

const header = Buffer.from('d4c3b2a1020004000000000000000000ffff000001000000', 'hex');

/** One Modbus write (frame of 66 bytes) from 10.0.0.`client` to 10.0.0.`server`, at second `time`. */
function record(client: number, server: number, time: number): Buffer {
  const frame = Buffer.from(
    '02000000000b02000000000a08004500003400010000400600000a00000a0a000014c35001f60000000100000000501820000000000000010000000601060001' +
      '0003',
    'hex',
  );
  frame[5] = frame[33] = server;
  frame[11] = frame[29] = client;
  const lengths = Buffer.from('42000000420000000000000000000000', 'hex').subarray(0, 8);
  const when = Buffer.alloc(8);
  when.writeUInt32LE(1_700_000_000 + time);
  return Buffer.concat([when, lengths, frame]);
}

const packets = (count: number): Buffer =>
  Buffer.concat(Array.from({ length: count }, (_, at) => record(1 + (at % 7), 20 + ((at * 5) % 11), (at * 13) % 97)));

function file(name: string, content: Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const first = file('first.pcap', Buffer.concat([header, packets(300)]));
const second = file('second.pcap', Buffer.concat([header, packets(170)]));
const cut = file('cut.pcap', Buffer.concat([header, packets(100)]).subarray(0, -10));
const lying = file('lying.pcap', Buffer.concat([header, packets(50), Buffer.alloc(16, 0xff), packets(20)]));
const packed = file('packed.pcap.gz', gzipSync(Buffer.concat([header, packets(200)])));

/** What the thread answered, noted on the way. */
async function together(names: readonly string[]): Promise<{ text: string; wasShared: boolean }> {
  const thread = startSecondThread(names, 1);
  let wasShared = false;
  const noting: SecondThread | null = thread && {
    files: thread.files,
    stop: thread.stop,
    read: async (ring, plan, onEnd) => {
      const answer = await thread.read(ring, plan, onEnd);
      wasShared = answer !== null;
      return answer;
    },
  };
  return { text: JSON.stringify(await inspectFiles(names, noting)), wasShared };
}

const alone = async (names: readonly string[]): Promise<string> => JSON.stringify(await inspectFiles(names, null));

for (const names of [[first], [first, second], [cut], [lying, first], [cut, lying, second]]) {
  test(`two threads report as one: ${names.map((name) => name.slice(folder.length + 1)).join(', ')}`, async () => {
    const { text, wasShared } = await together(names);
    assert.ok(wasShared);
    assert.equal(text, await alone(names));
    const { capture } = JSON.parse(text) as { capture: { files: { packets: number }[] } };
    assert.ok(capture.files.every((one) => one.packets > 0));
  });
}

test('a compressed file is read by one thread', async () => {
  const { text, wasShared } = await together([packed, first]);
  assert.ok(!wasShared);
  assert.equal(text, await alone([packed, first]));
});

test('no second thread for standard input, missing files, small ones, and files that may be the same', () => {
  assert.equal(startSecondThread(['-'], 1), null);
  assert.equal(startSecondThread([join(folder, 'missing.pcap'), first], 1), null);
  assert.equal(startSecondThread([folder], 1), null);
  assert.equal(startSecondThread([first]), null);
  assert.equal(startSecondThread([first, first], 1), null);
});

test('when the second thread fails, one reads everything', async () => {
  const thread = startSecondThread([first], 1)!;
  const { files } = thread;
  const without: SecondThread = { files, stop: thread.stop, read: async (...told) => (await thread.read(...told)) && null };
  assert.equal(JSON.stringify(await inspectFiles([first], without)), await alone([first]));
  const givesUp: SecondThread = {
    files,
    stop: () => {},
    read: async (memory) => {
      new PacketRing(memory).giveUp();
      return null;
    },
  };
  assert.equal(JSON.stringify(await inspectFiles([first], givesUp)), await alone([first]));
});

test('a file that got shorter since it was first seen is read as far as it goes', async () => {
  const thread = startSecondThread([second], 1)!;
  const files = thread.files.map(({ name, length_bytes }) => ({ name, length_bytes: length_bytes + 1000 }));
  assert.equal(JSON.stringify(await inspectFiles([second], { ...thread, files })), await alone([second]));
});

test('when the second thread ends without a word, the first hears of it and reads everything', async () => {
  // More than the ring holds, so that the first thread waits for a slot nobody will empty.
  const large = join(folder, 'large.pcap');
  writeFileSync(large, readFileSync(first));
  while (statSync(large).size < 20 << 20) appendFileSync(large, readFileSync(large).subarray(header.length));
  const thread = startSecondThread([large], 1)!;
  const dies: SecondThread = {
    ...thread,
    read: (...told) => {
      const answer = thread.read(...told);
      thread.stop();
      return answer;
    },
  };
  const began = performance.now();
  const text = JSON.stringify(await inspectFiles([large], dies));
  assert.ok(performance.now() - began < 15_000);
  assert.equal(text, await alone([large]));
});
