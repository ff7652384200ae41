// All SQL of exceptions: propose, decide, let expire, end. Those in force stand beside the list's rules.
import { openApproval, type Request } from '@holdfast/approvals/store';
import type { ApprovalKind, Outcome } from '@holdfast/approvals/store.decide';
import type { Rule as CoreRule } from '@holdfast/core-zones';
import { tell } from '@holdfast/notices/store';
import type { Tx } from '@holdfast/platform/act';
import { Failure } from '@holdfast/platform/failure';
import { contains, every, findPage, inOrder, isAmong, isOneOf, orderBy } from '@holdfast/platform/list';
import type { Permit } from '@holdfast/platform/permit';
import type { Database } from '@holdfast/platform/route';
import { nextNumber } from '@holdfast/platform/running-number';
import { refreshSite } from '@holdfast/sites/rules';
import { requirePerson } from '@holdfast/sites/store';
import { readMembers } from '@holdfast/zones/store';
import { sql } from 'kysely';
import { approveLists } from './access.ts';
import type { Rule } from './schema.ts';
import type { ConduitException, ExceptionQuery, NewException } from './schema.exceptions.ts';
import { requireInside, showRules } from './store.rules.ts';
import { readConduit } from './store.ts';

/** An exception for longer is a rule: it belongs in the list. */
export const longestDays = 366;
const dayMs = 86_400_000;

type Row = Omit<ConduitException, 'rule'> & { rule: Rule };
const columns = sql`x.id, x.number, x.conduit_id, coalesce(c.name, least(a.name, b.name) || ' – ' || greatest(a.name, b.name)) as conduit_name, x.rule, x.reason,
  x.owner_id, o.name as owner_name, x.expires_at, x.on_expiry, x.state, x.approval_id, p.name as proposed_by_name, x.proposed_at, x.decided_at, x.ended_at,
  floor(extract(epoch from x.expires_at - now()) / 86400)::int as days_left`;
const source = sql`holdfast.conduit_exception x join holdfast.conduit c on c.site_id = x.site_id and c.id = x.conduit_id
  join holdfast.zone a on a.site_id = c.site_id and a.id = c.zone_a join holdfast.zone b on b.site_id = c.site_id and b.id = c.zone_b
  join holdfast.person o on o.id = x.owner_id join holdfast.person p on p.id = x.proposed_by`;
const sortable = {
  id: 'x.id',
  number: 'x.number',
  expires_at: 'x.expires_at',
  owner_name: 'o.name',
  conduit_name: "coalesce(c.name, least(a.name, b.name) || ' – ' || greatest(a.name, b.name))",
  state: "array_position(array['escalated','in_force','proposed','closed','ended','refused','withdrawn'], x.state)",
};

/** Exceptions of a site that match; `zones` narrows to conduits that touch one of them. */
export async function listExceptions(
  db: Database | Tx,
  site_id: string,
  query: ExceptionQuery,
  zones: readonly string[] | null,
): Promise<{ rows: ConduitException[]; total: number }> {
  const where = every([
    sql`x.site_id = ${site_id}`,
    zones === null ? null : sql`(c.zone_a = any(${[...zones]}::uuid[]) or c.zone_b = any(${[...zones]}::uuid[]))`,
    contains(`concat_ws(' ', 'X-' || x.number, x.reason, o.name, a.name, b.name, c.name)`, query.search),
    isOneOf('x.state', query.state),
    isOneOf('x.conduit_id', query.conduit_id),
  ]);
  const found = await findPage(db, { id: 'x.id', from: source, where, order: orderBy(query, sortable, 'state') }, query);
  const rows = await sql<Row>`select ${columns} from ${source} where x.site_id = ${site_id} and ${isAmong('x.id', found.ids)}`.execute(db);
  return { rows: await shown(db, site_id, inOrder(found.ids, rows.rows)), total: found.total };
}

async function shown(db: Database | Tx, site_id: string, rows: readonly Row[]): Promise<ConduitException[]> {
  const rules = await showRules(
    db,
    site_id,
    rows.map((row) => row.rule),
    new Map(),
  );
  return rows.map((row, at) => ({ ...row, rule: rules[at]! }));
}

/** One exception. Throws not_found. */
export async function readException(db: Database | Tx, site_id: string, exception_id: string): Promise<ConduitException> {
  const rows = await sql<Row>`select ${columns} from ${source} where x.site_id = ${site_id} and x.id = ${exception_id}`.execute(db);
  if (rows.rows.length === 0) throw new Failure('not_found', 'exception_not_found');
  return (await shown(db, site_id, rows.rows))[0]!;
}

/** Proposes an exception; a second person approves it. Throws unprocessable for a rule outside of the conduit or a last day that cannot be. */
export async function proposeException(
  tx: Tx,
  permit: Permit,
  site_id: string,
  conduit_id: string,
  it: NewException,
  now: Date,
): Promise<ConduitException> {
  const conduit = await readConduit(tx, site_id, conduit_id);
  const days = (Date.parse(it.expires_at) - now.getTime()) / dayMs;
  if (days <= 0) throw new Failure('unprocessable', 'exception_is_over');
  if (days > longestDays) throw new Failure('unprocessable', 'exception_too_long', { days: longestDays });
  if (conduit.list_version === null) throw new Failure('conflict', 'exception_without_list');
  await requirePerson(tx, it.owner_id);
  const number = await nextNumber(tx, 'holdfast.conduit_exception', site_id);
  const approval_id = await openApproval(tx, permit, {
    kind: exceptionKind,
    subject_type: 'conduit',
    subject_id: conduit_id,
    opens: `conduits/${conduit_id}`,
    title: conduit.name,
    sentence: approveLists,
    zone_ids: [conduit.zone_a_id, conduit.zone_b_id],
    will: { words: 'conduits:will.exception', params: { name: conduit.name, until: it.expires_at.slice(0, 10) } },
    reason: it.reason,
  });
  const added = await sql<{ id: string; number: number }>`insert into holdfast.conduit_exception
      (site_id, number, conduit_id, rule, reason, owner_id, expires_at, on_expiry, state, approval_id, proposed_by)
    values (${site_id}, ${number}, ${conduit_id}, '{}', ${it.reason}, ${it.owner_id}, ${it.expires_at}, ${it.on_expiry}, 'proposed', ${approval_id}, ${permit.actor_id})
    returning id, number`.execute(tx);
  const rule: Rule = { ...it.rule, id: `x${added.rows[0]!.number}` };
  requireInside([rule as unknown as CoreRule], [conduit.zone_a_id, conduit.zone_b_id], await readMembers(tx, site_id));
  await sql`update holdfast.conduit_exception set rule = ${JSON.stringify(rule)}::jsonb where site_id = ${site_id} and id = ${added.rows[0]!.id}`.execute(
    tx,
  );
  return readException(tx, site_id, added.rows[0]!.id);
}

async function settleException(tx: Tx, request: Request, outcome: Outcome) {
  const { site_id } = request;
  const [row] = (
    await sql<{ id: string; conduit_id: string; number: number }>`update holdfast.conduit_exception
      set state = ${outcome === 'approved' ? 'in_force' : outcome === 'expired' ? 'withdrawn' : outcome}, decided_at = now()
      where site_id = ${site_id} and approval_id = ${request.id} and state = 'proposed' returning id, conduit_id, number`.execute(tx)
  ).rows;
  if (!row) throw new Failure('not_found', 'exception_not_found');
  return {
    subject: { type: 'conduit', id: row.conduit_id },
    facts: { exception_id: row.id, number: row.number },
    jobs: outcome === 'approved' ? [refreshSite(site_id)] : [],
  };
}

const exceptionKind = 'conduit.exception';
/** An exception as something two people decide. */
export const exceptionApproval: ApprovalKind = { kind: exceptionKind, sentence: approveLists, settle: settleException };

/** Locks an exception and reads its state. INVARIANT: whoever ends one, a person or the clock, decides behind this lock, so that it ends once. */
async function lockState(tx: Tx, site_id: string, exception_id: string): Promise<string | undefined> {
  const rows = await sql<{
    state: string;
  }>`select state from holdfast.conduit_exception where site_id = ${site_id} and id = ${exception_id} for update`.execute(tx);
  return rows.rows[0]?.state;
}

/** Takes an exception away before its last day. Throws not_found, and conflict when it holds no more. */
export async function endException(tx: Tx, site_id: string, exception_id: string): Promise<ConduitException> {
  const state = await lockState(tx, site_id, exception_id);
  if (state === undefined) throw new Failure('not_found', 'exception_not_found');
  if (state !== 'in_force' && state !== 'escalated') throw new Failure('conflict', 'exception_over');
  await sql`update holdfast.conduit_exception set state = 'ended', ended_at = now() where site_id = ${site_id} and id = ${exception_id}`.execute(
    tx,
  );
  return readException(tx, site_id, exception_id);
}

export type Expired = {
  site_id: string;
  id: string;
  conduit_id: string;
  number: number;
  on_expiry: 'closes' | 'escalates';
  owner_id: string;
};

/** Exceptions whose last day is over and that still hold. Of all sites. */
export async function listExpired(db: Database): Promise<Expired[]> {
  return (
    await sql<Expired>`select site_id, id, conduit_id, number, on_expiry, owner_id from holdfast.conduit_exception
    where state = 'in_force' and expires_at <= now() order by site_id, number limit 500`.execute(db)
  ).rows;
}

/** Closes an expired exception, or escalates it: it stays, and its owner and whoever approves lists are told. False when somebody ended it meanwhile. */
export async function expire(tx: Tx, it: Expired): Promise<boolean> {
  if ((await lockState(tx, it.site_id, it.id)) !== 'in_force') return false;
  const closes = it.on_expiry === 'closes';
  await sql`update holdfast.conduit_exception set state = ${closes ? 'closed' : 'escalated'}, ended_at = case when ${closes} then now() end
    where site_id = ${it.site_id} and id = ${it.id}`.execute(tx);
  const params = { number: it.number };
  const kind = closes ? ('exception_closed' as const) : ('exception_escalated' as const);
  const opens = `exceptions?open=${it.id}`;
  await tell(tx, { kind, site_id: it.site_id, opens, params, to: { person_ids: [it.owner_id] } });
  if (!closes)
    await tell(tx, { kind, site_id: it.site_id, opens, params, to: { sentence: approveLists, zone_ids: [], except: [it.owner_id] } });
  return true;
}
