// The look every hour: whoever has an action that is due is told, once.
import { tell } from '@holdfast/notices/store';
import type { Context } from '@holdfast/platform/route';
import { listPlaces } from '@holdfast/cadence/store';
import { permitReminder } from './access.ts';
import { placesWithDueActions, takeDueActions } from './store.ts';

/** Tells of actions whose day has come. Returns how many. */
export async function remindActions({ db, observe }: Pick<Context, 'db' | 'observe'>, now: Date): Promise<number> {
  let told = 0;
  // A page is always a site's: the organisation's meetings open at the first.
  const first = (await listPlaces(db))[0]?.site_id ?? null;
  for (const site_id of await placesWithDueActions(db, now)) {
    told += await observe(permitReminder(site_id), { site: site_id, kind: 'meeting.actions_due' }, async (tx) => {
      const due = await takeDueActions(tx, site_id, now);
      for (const { meeting_id, title, owner_id, due_on } of due) {
        const params = { title, day: due_on };
        await tell(tx, {
          kind: 'action_due',
          site_id: site_id ?? first,
          opens: `meetings/${meeting_id}`,
          params,
          to: { person_ids: [owner_id] },
        });
      }
      const subject = { type: site_id === null ? 'organisation' : 'site', id: site_id ?? 'organisation' };
      return { subject, facts: { ids: due.map((it) => it.id), due: due.length }, result: due.length };
    });
  }
  return told;
}
