// What happens by itself: signs what a changed mode or list means for a site's enforcers, rolls lists out in their window, and misses who falls silent.
import type { Task } from '@holdfast/platform/jobs';
import { z } from 'zod';
import { permitOrders } from './access.ts';
import { type Parts, tellSilent } from './hearing.ts';
import { silentAfterMs } from './rules.ts';
import { listOrdered, type Ordered, orderNow, rollOutNow, takeBackNow } from './store.policies.ts';
import { listSilent } from './store.reports.ts';
import { type DueRollOut, listDueRollOuts, listTooLate, lockEnforcer } from './store.windows.ts';

const payload = z.object({ site_id: z.uuid() });

/** The task of `orderJob`. */
export function orderTask(parts: Parts): Task {
  return async (given) => orderSiteNow(parts, payload.parse(given).site_id);
}

/** Signs and offers what changed for each enforcer of a site; nothing changed writes nothing. */
export async function orderSiteNow(parts: Parts, site_id: string): Promise<void> {
  for (const enforcer_id of await listOrdered(parts.db, site_id)) {
    try {
      await orderOne(parts, site_id, enforcer_id);
    } catch (thrown) {
      if (thrown !== nothingNew) throw thrown;
    }
  }
}

// Thrown inside the act, so that no entry says that nothing happened.
const nothingNew = new Error('nothing new to order');

async function orderOne(parts: Parts, site_id: string, enforcer_id: string): Promise<void> {
  await parts.observe(permitOrders(site_id), { site: site_id, kind: 'enforcer.ordered' }, async (tx) => {
    const ordered = await orderNow(tx, site_id, enforcer_id, { keys: parts.keys, now: new Date() });
    if (ordered === null) throw nothingNew;
    return { subject: { type: 'enforcer', id: enforcer_id }, facts: factsOfOrder(ordered), result: null };
  });
  parts.doorbell.ring([enforcer_id]);
}

export const factsOfOrder = ({ sequence, list_sequence, ruleset_sha256, closed }: Ordered) => ({
  sequence,
  list_sequence,
  ruleset_sha256,
  closed,
});

/**
 * Puts lists on enforcers in the maintenance window they were approved for, and takes back what no enforcer took before its window was over.
 * Called every few seconds; bears to run twice.
 */
export async function rollOutInWindows(parts: Parts, now: Date): Promise<void> {
  for (const it of await listTooLate(parts.db, now)) {
    const { site_id, enforcer_id } = it;
    await parts.act(permitOrders(site_id), { site: site_id, kind: 'enforcer.list_missed_window' }, async (tx) => {
      const { taken_back, ...order } = await takeBackNow(tx, site_id, enforcer_id, { keys: parts.keys, now }, 'window_over');
      return { subject: { type: 'enforcer', id: enforcer_id }, facts: { ...factsOfOrder(order), taken_back }, result: null };
    });
    parts.doorbell.ring([enforcer_id]);
  }
  for (const due of await listDueRollOuts(parts.db, now)) await rollOutDue(parts, due, now);
}

async function rollOutDue(parts: Parts, { site_id, enforcer_id }: DueRollOut, now: Date): Promise<void> {
  const what = { site: site_id, kind: 'enforcer.list_rolled_out_in_window' };
  await parts
    .act(permitOrders(site_id), what, async (tx) => {
      await lockEnforcer(tx, site_id, enforcer_id);
      const [due] = await listDueRollOuts(tx, now, { site_id, enforcer_id });
      if (due === undefined) throw nothingNew;
      const { list_sha256, versions: _versions, ...order } = await rollOutNow(tx, site_id, enforcer_id, { due }, { keys: parts.keys, now });
      const { window_id, window_number, conduit_ids } = due;
      const facts = { ...factsOfOrder(order), list_sha256, lists: conduit_ids.length, window_id, window_number };
      return { subject: { type: 'enforcer', id: enforcer_id }, facts, result: null };
    })
    .catch((thrown: unknown) => {
      if (thrown !== nothingNew) throw thrown;
    });
  parts.doorbell.ring([enforcer_id]);
}

/** Looks for enforcers nobody hears; every half minute. */
export async function missSilent(parts: Parts): Promise<void> {
  for (const it of await listSilent(parts.db, silentAfterMs / 1000)) await tellSilent(parts, it);
}
