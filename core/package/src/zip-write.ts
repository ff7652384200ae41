// Writing a package's ZIP as it streams: sizes and checksums are known before, so that nothing is gone back to.
import { directoryEntry, endOfDirectory, localHeader, placeFiles, type ZipFile } from './zip-layout.ts';

/** A file and its bytes; `open` is asked once, when its turn comes. */
export type FileToWrite = ZipFile & { open(): AsyncIterable<Uint8Array> };

/** The bytes of the package. Files come sorted by name; throws when one does not have the size it said. */
export async function* writeZip(files: readonly FileToWrite[]): AsyncGenerator<Uint8Array> {
  const { placed, directory_offset } = placeFiles(files);
  for (const [at, file] of files.entries()) {
    yield localHeader(file);
    let written = 0;
    for await (const piece of file.open()) {
      written += piece.length;
      yield piece;
    }
    if (written !== file.size_bytes) throw new Error(`${file.name} has ${written} bytes, ${file.size_bytes} were said (file ${at})`);
  }
  let directory_bytes = 0;
  for (const file of placed) {
    const entry = directoryEntry(file);
    directory_bytes += entry.length;
    yield entry;
  }
  yield endOfDirectory(placed.length, directory_bytes, directory_offset);
}
