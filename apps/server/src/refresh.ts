// The job that keeps what is derived true: zones, conduits and verdicts, findings, in one transaction and one ledger entry.
import { refreshConduits } from '@holdfast/conduits/store.refresh';
import { decideFindings } from '@holdfast/findings/access';
import { keepFrames } from '@holdfast/findings/jobs';
import { countFindings } from '@holdfast/findings/store';
import { tellOut } from '@holdfast/findings/store.out';
import { listDue, refreshFindings } from '@holdfast/findings/store.refresh';
import { deriveObservations, listHeard } from '@holdfast/observation/store';
import { tell } from '@holdfast/notices/store';
import type { Observe, Tx } from '@holdfast/platform/act';
import { tellList } from '@holdfast/platform/large-fact';
import { enqueue } from '@holdfast/platform/enqueue';
import type { Database } from '@holdfast/platform/route';
import { refreshSite } from '@holdfast/sites/rules';
import { renewStatistics } from '@holdfast/platform/statistics';
import { permitDeriving } from '@holdfast/zones/access';
import { listZoneIds, refreshZones } from '@holdfast/zones/store';
import { z } from 'zod';

const payloadShape = z.object({ site_id: z.uuid() });

/** The task `site.refresh`. Bears to run twice: it computes everything from what is there. */
export function refreshTask(observe: Observe): (payload: unknown) => Promise<void> {
  return async (payload) => {
    const { site_id } = payloadShape.parse(payload);
    await observe(permitDeriving(site_id), { site: site_id, kind: 'site.refreshed' }, async (tx) => {
      const [zones_before, heard_before] = [await listZoneIds(tx, site_id), await listHeard(tx, site_id)];
      const zones = await refreshZones(tx, site_id);
      const observation = await deriveObservations(tx, site_id);
      const { conduits_made, conduits_gone, ...conduits } = await refreshConduits(tx, site_id);
      await renewStatistics(tx);
      const { raised_ids, closed_ids, ...findings } = await refreshFindings(tx, site_id);
      if (findings.raised > 0) await tellOfFindings(tx, site_id);
      await tellOut(tx, site_id, raised_ids);
      const told = tellMembers({
        ...zoneChanges(zones_before, await listZoneIds(tx, site_id)),
        zones_heard: heardSince(heard_before, await listHeard(tx, site_id)),
        conduits_made,
        conduits_gone,
        raised_ids,
        closed_ids,
      });
      const facts = { zones, observation, conduits, findings, ...told.facts };
      return { subject: { type: 'site', id: site_id }, facts, personal: told.personal, jobs: [keepFrames(site_id)], result: null };
    });
  };
}

/** Asks for a new look at sites where the acceptance of a finding has ended. */
export async function lookAtAccepted(db: Database): Promise<void> {
  for (const site_id of await listDue(db)) await db.transaction().execute((tx) => enqueue(tx, refreshSite(site_id)));
}

/** Lists that are not empty, each told by name: what a past state and its evidence are made of. */
function tellMembers(lists: Readonly<Record<string, readonly string[]>>) {
  const told = Object.entries(lists).flatMap(([name, ids]) => (ids.length === 0 ? [] : [tellList(name, ids)]));
  const facts: Record<string, unknown> = Object.assign({}, ...told.map((it) => it.facts));
  const personal: Record<string, string> = Object.assign({}, ...told.map((it) => it.personal));
  return { facts, personal };
}

function zoneChanges(before: readonly string[], after: readonly string[]) {
  const [had, has] = [new Set(before), new Set(after)];
  return { zones_made: after.filter((id) => !had.has(id)), zones_gone: before.filter((id) => !has.has(id)) };
}

/** Zones whose traffic was heard later than before. */
const heardSince = (before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>): string[] =>
  [...after].filter(([id, heard]) => heard > (before.get(id) ?? Number.NEGATIVE_INFINITY)).map(([id]) => id);

/** One notice that grows until it is read: how many wait, never one each. */
async function tellOfFindings(tx: Tx, site_id: string): Promise<void> {
  const { open } = await countFindings(tx, site_id, null);
  const waiting = Object.values(open).reduce((sum, count) => sum + count, 0);
  const to = { sentence: decideFindings, zone_ids: [] };
  if (waiting > 0) await tell(tx, { kind: 'findings_new', site_id, opens: 'findings', params: { count: waiting }, to, fold: true });
}
