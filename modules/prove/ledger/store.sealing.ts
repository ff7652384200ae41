// The alarm when entries stay unsealed: one entry and one notice for each log and stop. What is not sealed no checkpoint protects yet.
import { tell } from '@holdfast/notices/store';
import { type LedgerClient, readLogs } from '@holdfast/platform/ledger-store';
import type { Context } from '@holdfast/platform/route';
import { permitAlarm, readOrganisationLedger } from './access.ts';
import { lateAfterMs } from './rules.sealing.ts';

/** Looks at every log; called each minute. Returns the logs that were told of. */
export async function alarmUnsealed(context: Pick<Context, 'act'>, client: LedgerClient): Promise<string[]> {
  const told: string[] = [];
  for (const log of await readLogs(client)) {
    const minutes = await findLateMinutes(client, log.id);
    if (minutes === null) continue;
    await context.act(permitAlarm(log.site_id), { site: log.site_id, kind: 'ledger.sealing_late' }, async (tx) => {
      const opens = log.site_id === null ? '/' : 'ledger';
      const to = { sentence: readOrganisationLedger, zone_ids: [] };
      await tell(tx, { kind: 'sealing_late', site_id: log.site_id, opens, params: { minutes }, to, fold: true });
      return { subject: { type: 'log', id: log.id }, facts: { origin: log.origin, minutes }, result: null };
    });
    told.push(log.id);
  }
  return told;
}

// The alarm's own entry waits with the others: while it does, everybody has been told.
async function findLateMinutes(client: LedgerClient, log_id: string): Promise<number | null> {
  const found = await client.query<{ minutes: number | null }>(
    `select floor(extract(epoch from clock_timestamp() - min(inserted_at)) / 60)::int as minutes from ledger.pending
     where log_id = $1 having min(inserted_at) < clock_timestamp() - make_interval(secs => $2)
       and not bool_or(subject_type = 'log' and convert_from(body, 'UTF8')::jsonb ->> 'kind' = 'ledger.sealing_late')`,
    [log_id, lateAfterMs / 1000],
  );
  return found.rows[0]?.minutes ?? null;
}
