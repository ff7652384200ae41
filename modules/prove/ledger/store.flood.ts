// When one person, token or process floods a log: one entry by Holdfast itself and one notice; the acts beyond the quota are refused.
import { tell } from '@holdfast/notices/store';
import type { Flood } from '@holdfast/platform/act-quota';
import type { Context } from '@holdfast/platform/route';
import { permitAlarm, readOrganisationLedger } from './access.ts';

export async function tellOfFlood(context: Pick<Context, 'act'>, { actor_id, is_process, through, site_id, most }: Flood): Promise<void> {
  await context.act(permitAlarm(site_id), { site: site_id, kind: 'ledger.flooded' }, async (tx) => {
    const opens = site_id === null ? '/' : 'ledger';
    const to = { sentence: readOrganisationLedger, zone_ids: [] };
    await tell(tx, { kind: 'ledger_flooded', site_id, opens, params: { most }, to, fold: true });
    const by = through === null ? {} : { through };
    return { subject: { type: is_process ? 'process' : 'person', id: actor_id }, facts: { most, ...by }, result: null };
  });
}
