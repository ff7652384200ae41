// Bytes of a text file to characters: UTF-8, UTF-16 in either order, or Windows-1252, found out from the bytes.

/** `encoding` is what was taken. */
export function decodeText(bytes: Uint8Array): { text: string; encoding: string } {
  const encoding = encodingOf(bytes);
  return { text: new TextDecoder(encoding).decode(bytes), encoding };
}

/** A byte order mark decides; else zeros at every second place mean UTF-16; else bytes that are not UTF-8 mean Windows-1252. */
function encodingOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252' {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const head = bytes.subarray(0, 4096);
  const zeros = [0, 0];
  head.forEach((byte, at) => (byte === 0 ? (zeros[at % 2]! += 1) : 0));
  if (zeros[1]! > head.length / 8 && zeros[0]! < zeros[1]! / 8) return 'utf-16le';
  if (zeros[0]! > head.length / 8 && zeros[1]! < zeros[0]! / 8) return 'utf-16be';
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return 'utf-8';
  } catch {
    return 'windows-1252';
  }
}
