// The alarms when entries stay unsealed, or never can be sealed: an entry and a notice each. What is not sealed no checkpoint protects.
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

/**
 * Looks at what is set aside, because it was written past `act`; called each minute. Tells of the oldest nobody was told of, once, and of how many
 * there are, in the organisation's log; returns its id.
 */
export async function alarmAside(context: Pick<Context, 'act'>, client: LedgerClient): Promise<string | null> {
  const found = await client.query<{ id: string; why: string; count: number }>(findUntold);
  const [aside] = found.rows;
  if (aside === undefined) return null;
  const { id, why, count } = aside;
  await context.act(permitAlarm(null), { site: null, kind: 'ledger.set_aside' }, async (tx) => {
    const to = { sentence: readOrganisationLedger, zone_ids: [] };
    await tell(tx, { kind: 'entry_aside', site_id: null, opens: '/', params: { count }, to, fold: true });
    return { subject: { type: 'entry', id }, facts: { why, count }, result: null };
  });
  return id;
}

const findUntold = `
  select a.id, a.why, count(*) over ()::int as count from ledger.aside a
  where not exists (select from ledger.fact f join ledger.log l on l.id = f.log_id
      where l.site_id is null and f.subject_type = 'entry' and f.subject_id = a.id::text and f.kind = 'ledger.set_aside')
    and not exists (select from ledger.pending p where p.subject_type = 'entry' and p.subject_id = a.id::text)
  order by a.inserted_at, a.id limit 1`;

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
