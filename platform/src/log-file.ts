// A log file that turns over when it is full: `holdfast.log`, then `.1` to `.5`, the oldest is forgotten.
import { closeSync, fstatSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { Writable } from 'node:stream';

const most_bytes = 10_000_000;
const mostKept = 5;

/** Appends to `path` (made with mode 0600). A write that fails is an `error` event; later lines are tried again. */
export function createTurningFile(path: string, limit_bytes = most_bytes, kept = mostKept): Writable {
  let file = -1;
  let size_bytes = 0;
  const open = (): void => {
    file = openSync(path, 'a', 0o600);
    size_bytes = fstatSync(file).size;
  };
  const turn = (): void => {
    closeSync(file);
    rmSync(`${path}.${kept}`, { force: true });
    for (let n = kept - 1; n >= 1; n -= 1) renameIfThere(`${path}.${n}`, `${path}.${n + 1}`);
    renameIfThere(path, `${path}.1`);
    open();
  };
  return new Writable({
    decodeStrings: true,
    // Lines are short and the kernel keeps them: writing at once means that a crash loses none.
    write(chunk: Buffer, _encoding, done) {
      try {
        if (file < 0) open();
        if (size_bytes > 0 && size_bytes + chunk.length > limit_bytes) turn();
        for (let at = 0; at < chunk.length;) at += writeSync(file, chunk, at);
        size_bytes += chunk.length;
        done();
      } catch (thrown) {
        done(thrown instanceof Error ? thrown : new Error(String(thrown)));
      }
    },
    final(done) {
      if (file >= 0) closeSync(file);
      done();
    },
  });
}

function renameIfThere(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (thrown) {
    if (!(thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT')) throw thrown;
  }
}
