// The box is emptied once a day, for all sites whose hour it is: each report becomes an entry without an author, in no order.
import type { Context, Database } from '@holdfast/platform/route';
import { permitAnonymous } from './access.ts';
import { isBoxHour } from './rules.ts';
import { listFullBoxes, takeOne } from './store.ts';
import { toldOf } from './told.ts';

type Parts = { db: Database; act: Context['act'] };
const nothing = Symbol('the box is empty');

/** Empties the boxes that are due in this hour; for an hourly call. Returns how many reports were taken out. */
export async function emptyBoxes({ db, act }: Parts, now: Date): Promise<number> {
  let taken = 0;
  for (const { id, time_zone } of await listFullBoxes(db)) {
    if (!isBoxHour(now, time_zone)) continue;
    const filed_on = now.toLocaleDateString('sv-SE', { timeZone: time_zone });
    while (await emptyOne(act, id, filed_on)) taken += 1;
  }
  return taken;
}

async function emptyOne(act: Parts['act'], site_id: string, filed_on: string): Promise<boolean> {
  try {
    await act(permitAnonymous(site_id), { site: site_id, kind: 'rule_report.filed' }, async (tx) => {
      const filed = await takeOne(tx, site_id, filed_on);
      if (filed === undefined) throw nothing;
      return toldOf(filed);
    });
    return true;
  } catch (thrown) {
    if (thrown === nothing) return false;
    throw thrown;
  }
}
