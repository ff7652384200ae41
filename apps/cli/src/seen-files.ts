// Knows files by content, so that a capture named twice is counted once. Only files of equal size are read for it.
import { createReadStream, statSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';

export class SeenFiles {
  readonly #bySize = new Map<number, string[]>();

  /** The name of an earlier file with the same content; null when there is none, or when the file cannot be read. */
  async twinOf(name: string): Promise<string | null> {
    const size = sizeOf(name);
    if (size === null) return null;
    const candidates = this.#bySize.get(size) ?? [];
    this.#bySize.set(size, [...candidates, name]);
    if (candidates.length === 0) return null;
    try {
      const hash = await hashOf(name);
      for (const candidate of candidates) if ((await hashOf(candidate)) === hash) return candidate;
    } catch {
      // Reading it will say why.
    }
    return null;
  }
}

/** Bytes of an ordinary file that holds any; null for everything else. */
function sizeOf(name: string): number | null {
  const stat = name === '-' ? undefined : statSync(name, { throwIfNoEntry: false });
  return stat !== undefined && stat.isFile() && stat.size > 0 ? stat.size : null;
}

async function hashOf(name: string): Promise<string> {
  // Loaded for the few who name two files of one size: it takes longer than reading a small capture.
  const { createHash } = await import('node:crypto');
  const hash = createHash('sha256');
  await pipeline(createReadStream(name, { highWaterMark: 1 << 20 }), hash);
  return hash.digest('hex');
}
