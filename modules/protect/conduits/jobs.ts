// What the clock does to lists: one that was approved for a window comes into force when it opens, or ends when it never did.
import { tellList } from '@holdfast/platform/large-fact';
import type { Context } from '@holdfast/platform/route';
import { refreshSite } from '@holdfast/sites/rules';
import { listSites } from '@holdfast/sites/store';
import { permitKeeping } from './access.ts';
import { expire, listExpired } from './store.exceptions.ts';
import { listScheduled, settleScheduled } from './store.lists.ts';
import { type Recount, recount } from './store.segmentation.ts';

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

// Thrown inside the act, so that no entry says that one closed which a person had ended.
const endedMeanwhile = new Error('the exception was ended meanwhile');

/** Called each minute: exceptions whose last day is over close, or are escalated. */
export async function expireExceptions({ db, act }: Pick<Context, 'db' | 'act'>): Promise<void> {
  for (const due of await listExpired(db)) {
    const kind = due.on_expiry === 'closes' ? 'conduit.exception_closed' : 'conduit.exception_escalated';
    await act(permitKeeping(due.site_id), { site: due.site_id, kind }, async (tx) => {
      if (!(await expire(tx, due))) throw endedMeanwhile;
      const subject = { type: 'conduit', id: due.conduit_id };
      return { subject, facts: { exception_id: due.id, number: due.number }, jobs: [refreshSite(due.site_id)], result: null };
    }).catch((thrown: unknown) => {
      if (thrown !== endedMeanwhile) throw thrown;
    });
  }
}

// Thrown inside the act, so that no entry says that nothing changed.
const nothingNew = new Error('segmentation is as it was');

/** Called each minute: notes which zones count as segmented now, and which no longer, where that changed. */
export async function countSegmentation({ db, act }: Pick<Context, 'db' | 'act'>, now: Date): Promise<void> {
  for (const { id: site_id } of await listSites(db)) {
    await act(permitKeeping(site_id), { site: site_id, kind: 'site.segmentation_changed' }, async (tx) => {
      const counted = await recount(tx, site_id, now);
      if (counted === null) throw nothingNew;
      return { subject: { type: 'site', id: site_id }, ...tellCount(counted), result: null };
    }).catch((thrown: unknown) => {
      if (thrown !== nothingNew) throw thrown;
    });
  }
}

function tellCount({ zones, segmented, zones_segmented, zones_open, zones_gone }: Recount) {
  const lists = Object.entries({ zones_segmented, zones_open, zones_gone }).filter(([, ids]) => ids.length > 0);
  const told = lists.map(([name, ids]) => tellList(name, ids));
  const facts: Record<string, unknown> = Object.assign({ zones, segmented }, ...told.map((it) => it.facts));
  const personal: Record<string, string> = Object.assign({}, ...told.map((it) => it.personal));
  return { facts, personal };
}
