// The job that keeps what is derived true: zones, conduits and verdicts, findings, in one transaction and one ledger entry.
import { refreshConduits } from '@holdfast/conduits/store.refresh';
import { decideFindings } from '@holdfast/findings/access';
import { countFindings, refreshFindings } from '@holdfast/findings/store';
import { deriveObservations } from '@holdfast/observation/store';
import { tell } from '@holdfast/notices/store';
import type { Observe, Tx } from '@holdfast/platform/act';
import { renewStatistics } from '@holdfast/platform/statistics';
import { permitDeriving } from '@holdfast/zones/access';
import { refreshZones } from '@holdfast/zones/store';
import { z } from 'zod';

const payloadShape = z.object({ site_id: z.uuid() });

/** The task `site.refresh`. Bears to run twice: it computes everything from what is there. */
export function refreshTask(observe: Observe): (payload: unknown) => Promise<void> {
  return async (payload) => {
    const { site_id } = payloadShape.parse(payload);
    await observe(permitDeriving(site_id), { site: site_id, kind: 'site.refreshed' }, async (tx) => {
      const zones = await refreshZones(tx, site_id);
      const observation = await deriveObservations(tx, site_id);
      const conduits = await refreshConduits(tx, site_id);
      await renewStatistics(tx);
      const findings = await refreshFindings(tx, site_id);
      if (findings.raised > 0) await tellOfFindings(tx, site_id);
      return { subject: { type: 'site', id: site_id }, facts: { zones, observation, conduits, findings }, result: null };
    });
  };
}

/** One notice that grows until it is read: how many wait, never one each. */
async function tellOfFindings(tx: Tx, site_id: string): Promise<void> {
  const { open } = await countFindings(tx, site_id, null);
  const waiting = Object.values(open).reduce((sum, count) => sum + count, 0);
  const to = { sentence: decideFindings, zone_ids: [] };
  if (waiting > 0) await tell(tx, { kind: 'findings_new', site_id, opens: 'findings', params: { count: waiting }, to, fold: true });
}
