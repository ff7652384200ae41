// What happens by itself: signs what a changed mode or list means for a site's enforcers, and misses those that fall silent.
import type { Task } from '@holdfast/platform/jobs';
import { z } from 'zod';
import { permitOrders } from './access.ts';
import { type Parts, tellSilent } from './hearing.ts';
import { silentAfterMs } from './rules.ts';
import { listOrdered, type Ordered, orderNow } from './store.policies.ts';
import { listSilent } from './store.reports.ts';

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

/** Looks for enforcers nobody hears; every half minute. */
export async function missSilent(parts: Parts): Promise<void> {
  for (const it of await listSilent(parts.db, silentAfterMs / 1000)) await tellSilent(parts, it);
}
