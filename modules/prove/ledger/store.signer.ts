// The alarm when the signer refuses a log: one entry and one notice when it begins, one when it is over.
import { tell } from '@holdfast/notices/store';
import type { LedgerLog } from '@holdfast/platform/ledger-store';
import type { Context, Database } from '@holdfast/platform/route';
import type { SignerVerdict } from '@holdfast/platform/signer-watch';
import { sql } from 'kysely';
import { permitAlarm, readOrganisationLedger } from './access.ts';

/** A signer that is started again is not yet a matter for people. */
const patienceMs = 60_000;

/**
 * Tells once of what the watch found; called after each of its looks. A ledger that is `held` takes no entry: there every page says so, and
 * people are told by a notice alone.
 */
export async function alarm(
  context: Pick<Context, 'db' | 'act'>,
  log: LedgerLog,
  verdict: SignerVerdict,
  held: boolean,
  now = new Date(),
): Promise<void> {
  if (held) return verdict.is === 'refuses' ? tellHeld(context.db, log, verdict.code) : undefined;
  if (verdict.is === 'down' && now.getTime() - new Date(verdict.since).getTime() < patienceMs) return;
  const last = await lastAlarm(context.db, log.id);
  const isOpen = last?.kind === 'ledger.signer_refused';
  if (verdict.is === 'ok' && !isOpen) return;
  if (verdict.is !== 'ok' && isOpen && last.code === verdict.code) return;
  const kind = verdict.is === 'ok' ? 'ledger.signer_accepted' : 'ledger.signer_refused';
  await context.act(permitAlarm(log.site_id), { site: log.site_id, kind }, async (tx) => {
    const { is, ...found } = verdict;
    const code = verdict.is === 'ok' ? null : verdict.code;
    if (code !== null) {
      const opens = log.site_id === null ? '/' : 'ledger';
      const to = { sentence: readOrganisationLedger, zone_ids: [] };
      await tell(tx, { kind: 'signer_refuses', site_id: log.site_id, opens, params: { code }, to, fold: true });
    }
    const sizes = 'size' in found ? { size: found.size, signed_size: found.signed_size } : {};
    return {
      subject: { type: 'log', id: log.id },
      facts: { origin: log.origin, found: is, ...(code === null ? {} : { code }), ...sizes },
      result: null,
    };
  });
}

/** One notice for each log, as long as it is not read. */
async function tellHeld(db: Database, log: LedgerLog, code: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const told = await sql`select 1 from holdfast.notice where kind = 'signer_refuses' and site_id is not distinct from ${log.site_id}
      and params ->> 'code' = ${code} and at > now() - interval '1 day' limit 1`.execute(tx);
    if (told.rows.length > 0) return;
    const to = { sentence: readOrganisationLedger, zone_ids: [] };
    await tell(tx, { kind: 'signer_refuses', site_id: log.site_id, opens: '/own-backups', params: { code }, to, fold: true });
  });
}

async function lastAlarm(db: Database, log_id: string): Promise<{ kind: string; code: string | null } | undefined> {
  const found = await sql<{ kind: string; code: string | null }>`
    (select b.body ->> 'kind' as kind, b.body -> 'facts' ->> 'code' as code, 0 as sealed, p.inserted_at, 0::bigint as idx
      from ledger.pending p cross join lateral (select convert_from(p.body, 'UTF8')::jsonb as body) b
      where p.log_id = ${log_id} and p.subject_type = 'log' and p.subject_id = ${log_id} and b.body ->> 'kind' like 'ledger.signer_%'
      order by p.inserted_at desc limit 1)
    union all
    (select kind, data ->> 'code', 1, null, idx from ledger.fact
      where log_id = ${log_id} and subject_type = 'log' and subject_id = ${log_id} and kind like 'ledger.signer_%' order by idx desc limit 1)
    order by sealed limit 1`.execute(db);
  return found.rows[0];
}
