// The look every hour: an acceptance whose day is over ends, and the risk returns to who decides.
import type { Context, Database } from '@holdfast/platform/route';
import { todayAt } from '@holdfast/platform/site-day';
import { sql } from 'kysely';
import { isAcceptanceOver, returned } from './rules.ts';
import { follow } from './store.follow.ts';
import { readRegister } from './store.ts';

/** Ends acceptances whose day is over. Returns how many. */
export async function endAcceptances({ db, act }: { db: Database; act: Context['act'] }, now: Date): Promise<number> {
  let ended = 0;
  const sites = await sql<{ id: string }>`select id from holdfast.site`.execute(db);
  for (const { id: site_id } of sites.rows) {
    const today = await todayAt(db, site_id, now);
    for (const { id, it } of await readRegister(db, site_id, now)) {
      if (!isAcceptanceOver(it, today)) continue;
      await follow({ act }, { site_id, id, kind: 'risk.acceptance_ended', now }, returned);
      ended += 1;
    }
  }
  return ended;
}
