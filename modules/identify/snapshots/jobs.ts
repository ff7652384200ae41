// The monthly snapshot: once in each month of a plant's calendar the product keeps map and inventory by itself.
import type { Observe } from '@holdfast/platform/act';
import type { Database } from '@holdfast/platform/route';
import { permitMonthly } from './access.ts';
import { isDue, monthOf } from './rules.ts';
import { listMonthly, takeSnapshot } from './store.ts';

/** Takes what is due; called daily and at start. Returns the sites it took one of. `now` in ISO 8601. */
export async function takeDueSnapshots(parts: { db: Database; observe: Observe }, now: string): Promise<string[]> {
  const due = (await listMonthly(parts.db)).filter((it) => isDue(it.newest, now, it.time_zone));
  for (const { site_id, time_zone } of due) {
    const name = monthOf(now, time_zone);
    // Two servers, or two starts at once, take it once.
    const idempotency_key = `${site_id}:${name}`;
    await parts.observe(permitMonthly(site_id), { site: site_id, kind: 'snapshot.taken', idempotency_key }, async (tx, entry_id) => {
      const taken = await takeSnapshot(tx, site_id, { name, person_id: null, entry_id, now });
      const facts = { name, sha256: taken.sha256, size_bytes: taken.size_bytes, ...taken.counts };
      return { subject: { type: 'snapshot', id: taken.id }, facts, result: { id: taken.id } };
    });
  }
  return due.map((it) => it.site_id);
}
