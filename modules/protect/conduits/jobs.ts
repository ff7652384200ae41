// What the clock does to lists: one that was approved for a window comes into force when it opens, or ends when it never did.
import type { Context } from '@holdfast/platform/route';
import { refreshSite } from '@holdfast/sites/rules';
import { permitKeeping } from './access.ts';
import { expire, listExpired } from './store.exceptions.ts';
import { listScheduled, settleScheduled } from './store.lists.ts';

/** Called each minute. Bears to run twice: a list that was settled waits no more. */
export async function takeEffect({ db, act }: Pick<Context, 'db' | 'act'>): Promise<void> {
  for (const due of await listScheduled(db)) {
    const { site_id, conduit_id, list_id, opens } = due;
    const kind = opens ? 'conduit.list_took_effect' : 'conduit.list_missed_window';
    await act(permitKeeping(site_id), { site: site_id, kind }, async (tx) => {
      const version = await settleScheduled(tx, due);
      const subject = { type: 'conduit', id: conduit_id, version };
      return { subject, facts: { list_id }, jobs: [refreshSite(site_id)], result: null };
    });
  }
}

/** Called each minute: exceptions whose last day is over close, or are escalated. */
export async function expireExceptions({ db, act }: Pick<Context, 'db' | 'act'>): Promise<void> {
  for (const due of await listExpired(db)) {
    const kind = due.on_expiry === 'closes' ? 'conduit.exception_closed' : 'conduit.exception_escalated';
    await act(permitKeeping(due.site_id), { site: due.site_id, kind }, async (tx) => {
      await expire(tx, due);
      const subject = { type: 'conduit', id: due.conduit_id };
      return { subject, facts: { exception_id: due.id, number: due.number }, jobs: [refreshSite(due.site_id)], result: null };
    });
  }
}
