// Uploads nobody brings any more: at start, after a fault that kept their end from being written, and when the rest did not come in time.
import { permitReading } from './access.ts';
import type { ReadingParts } from './jobs.ts';
import { afterRestart, keepHours } from './rules.ts';
import { endCapture, interruptCapture, listInterrupted, listUnderWay } from './store.ts';
import type { Stops } from './upload.ts';

/** At start: what was half received waits for the rest; what was received keeps its job in the queue. Returns how many wait. */
export async function recoverCaptures(parts: ReadingParts): Promise<number> {
  const lost = (await listUnderWay(parts.db)).filter((it) => afterRestart(it) === 'interrupted');
  for (const it of lost) await interrupt(parts, it, 'the server stopped while the file came in');
  const waiting = await listInterrupted(parts.db);
  await parts.files.sweep(new Set(waiting.map((it) => it.id)));
  await expireCaptures(parts);
  return lost.length;
}

/**
 * While the server runs: an upload that was announced a minute ago and has no connection (the page went away before its first byte, or the
 * database was away when it ended) waits for the rest like any other that broke off. Returns how many.
 */
export async function settleLost(parts: ReadingParts, stops: Stops): Promise<number> {
  const lost = (await listUnderWay(parts.db)).filter((it) => it.state === 'receiving' && it.is_old && !stops.has(it.id));
  for (const it of lost) {
    // Whoever goes on with it in this moment is told to ask again.
    stops.set(it.id, () => {});
    await interrupt(parts, it, 'nobody brought its bytes').finally(() => stops.delete(it.id));
  }
  return lost.length;
}

async function interrupt(parts: ReadingParts, { site_id, id }: { site_id: string; id: string }, fault: string): Promise<void> {
  const kept_bytes = (await parts.files.keptBytes(id)) ?? 0;
  await parts.observe(permitReading(site_id), { site: site_id, kind: 'capture.interrupted' }, async (tx) => {
    await interruptCapture(tx, site_id, id, { kept_bytes, fault, keep_hours: keepHours });
    return { subject: { type: 'capture', id }, facts: { fault, kept_bytes }, result: null };
  });
}

/** Gives up uploads that broke off and were not finished in time. Returns how many. */
export async function expireCaptures(parts: ReadingParts): Promise<number> {
  const late = (await listInterrupted(parts.db)).filter((it) => it.is_late);
  for (const { site_id, id } of late) {
    await parts.observe(permitReading(site_id), { site: site_id, kind: 'capture.expired' }, async (tx) => {
      await endCapture(tx, site_id, id, 'expired', 'the rest did not come in time');
      return { subject: { type: 'capture', id }, facts: { hours: keepHours }, result: null };
    });
    await parts.files.drop(id);
  }
  return late.length;
}
