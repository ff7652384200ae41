// Test support: one inspection of some captures, and engines that share their packets, as the text of their report.
import {
  createInspection,
  createSharedInspection,
  createShareReader,
  PIECE_BYTES,
  SHARED_PIECE_BYTES,
  SharedPiece,
  type InspectionOptions,
  type SharePlan,
} from '../src/index.ts';

export type NamedCapture = { name: string; content: Uint8Array };

/** The report of one inspection that reads everything. */
export function reportOfOne(captures: readonly NamedCapture[], options: InspectionOptions = {}): string {
  const inspection = createInspection(options);
  for (const { name, content } of captures) {
    const capture = inspection.openCapture(name);
    capture.push(content);
    capture.end();
  }
  return JSON.stringify(inspection.report());
}

/**
 * The report of as many threads as the plan names, in pieces of `pieceBytes`; what the others found goes through a copy, as between threads.
 */
export function reportOfShares(
  captures: readonly NamedCapture[],
  plan: SharePlan,
  options: InspectionOptions & { pieceBytes?: number } = {},
): string {
  const { pieceBytes = PIECE_BYTES } = options;
  const first = createSharedInspection(plan, options);
  const others = Array.from({ length: Math.max(...plan.threadOf) }, (_, at) => createShareReader(plan, at + 1, options));
  const memory = new SharedArrayBuffer(SHARED_PIECE_BYTES);
  const piece = new SharedPiece(memory, 0);
  const seenByOthers = new SharedPiece(memory, 0);
  for (const { name, content } of captures) {
    const capture = first.openCapture(name);
    for (let at = 0; at < content.length; at += pieceBytes) {
      const part = content.subarray(at, at + pieceBytes);
      piece.bytes.set(part);
      capture.sort(piece, part.length);
      for (const other of others) other.take(seenByOthers);
      capture.read(piece);
    }
    capture.end();
  }
  return JSON.stringify(first.report(others.flatMap((other) => structuredClone(other.found()))));
}

/** A plan that shares out by chance among `shares` shares, all but the first two of a thread of their own: numbers from `seed` (xorshift32). */
export function planByChance(seed: number, shares: number): SharePlan {
  let state = seed | 1;
  const shareOf = Uint8Array.from({ length: 4096 }, () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % shares;
  });
  return { shareOf, threadOf: Array.from({ length: shares }, (_, share) => share >> 1) };
}
