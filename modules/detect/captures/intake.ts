// Where a capture's bytes go on their way to the reader: straight, or through what undoes their compression, within limits.
import { createHash } from 'node:crypto';
import { unpackerFor, type Unpacker, unpackFault } from '@holdfast/platform/unpack';

/** What takes a capture's bytes. INVARIANT: after `push` it looks at the bytes no more, their memory is filled anew. */
export type Target = { push(chunk: Uint8Array): void; readonly progress: { readonly packets: number } };
/** `content_sha256` of what was in a compressed file; null where the file is the capture itself. `problem` is why it was not read to its end. */
export type Intake = {
  take(chunk: Uint8Array): Promise<void>;
  close(): Promise<{ problem: string | null; content_sha256: string | null }>;
};

/** A file that unpacked to this much without one packet is no capture: the rest is not unpacked. */
const patienceBytes = 64 << 20;

/** Decides by the first bytes of the file; `head` has at least four of them, if there are so many. */
export function openIntake(head: Uint8Array, to: Target): Intake {
  const unpacker = unpackerFor(head);
  return unpacker === null ? straight(to) : unpacking(unpacker, to);
}

const straight = (to: Target): Intake => ({
  take: async (chunk) => to.push(chunk),
  close: async () => ({ problem: null, content_sha256: null }),
});

function unpacking({ name, stream }: Unpacker, to: Target): Intake {
  let problem: string | null = null;
  let packed = 0;
  let unpacked = 0;
  const hash = createHash('sha256');
  const over = new Promise<void>((resolve) => {
    stream.on('end', resolve);
    stream.on('close', resolve);
    stream.on('error', (error) => {
      problem ??= `${name}: ${error.message}`;
      resolve();
    });
  });
  stream.on('data', (chunk: Uint8Array) => {
    if (problem !== null) return;
    unpacked += chunk.length;
    hash.update(chunk);
    to.push(chunk);
    const fault = unpackFault(packed, unpacked);
    if (fault !== null) problem = `${name}: ${fault}`;
    else if (unpacked > patienceBytes && to.progress.packets === 0) problem = `${name}: no packet in the first ${patienceBytes >> 20} MiB`;
    if (problem !== null) stream.destroy();
  });
  return {
    async take(chunk) {
      packed += chunk.length;
      if (problem === null) await Promise.race([new Promise((resolve) => stream.write(chunk, resolve)), over]);
    },
    async close() {
      stream.end();
      await over;
      return { problem, content_sha256: hash.digest('hex') };
    },
  };
}
