// SQL of audits and OT tests and what they found.
import type { Tx } from '@holdfast/platform/act';
import { factsUntil, toldUntil } from '@holdfast/platform/facts';
import { Failure } from '@holdfast/platform/failure';
import type { Database } from '@holdfast/platform/route';
import { newUuidV7 } from '@holdfast/platform/uuid';
import { sql } from 'kysely';
import { auditKinds, foldAudit, foldAudits } from './rules.audits.ts';
import type { Audit, AuditDetail, AuditFinding, NewAudit, NewFinding } from './schema.audits.ts';

type Db = Database | Tx;
const day = (column: string) => sql`to_char(${sql.raw(column)}, 'YYYY-MM-DD')`;
const columns = sql`a.id, a.kind, a.title, a.scope, a.approach, a.active_reason, a.window_from, a.window_until, ${day('a.planned_on')} as planned_on,
  a.led_by, (select name from holdfast.person p where p.id = a.led_by) as led_by_name, a.auditor, a.state, ${day('a.held_on')} as held_on, a.closed_at,
  a.end_remark, (select count(*)::int from holdfast.audit_finding f where f.organisation_id = a.organisation_id and f.audit_id = a.id) as findings,
  (select count(*)::int from holdfast.audit_finding f where f.organisation_id = a.organisation_id and f.audit_id = a.id and f.closed_at is null) as open_findings`;

/** All of a site, the latest first; as they were at a moment, their states folded from the facts. */
export async function listAudits(db: Database, site_id: string, as_of: Date | null = null): Promise<Audit[]> {
  const { rows } =
    await sql<Audit>`select ${columns} from holdfast.audit a where a.site_id = ${site_id} order by a.planned_on desc, a.id desc`.execute(
      db,
    );
  if (as_of === null) return rows;
  const then = foldAudits(await factsUntil(db, { site_id, kinds: auditKinds, until: as_of }));
  return rows.flatMap((it) => {
    const was = then.get(it.id);
    return was === undefined ? [] : [{ ...it, ...was }];
  });
}

/** One with its findings. Throws not_found. */
export async function readAudit(db: Db, site_id: string, audit_id: string): Promise<AuditDetail> {
  const { rows } = await sql<Audit>`select ${columns} from holdfast.audit a where a.site_id = ${site_id} and a.id = ${audit_id}`.execute(
    db,
  );
  const [it] = rows;
  if (it === undefined) throw new Failure('not_found', 'audit_not_found');
  const found = await sql<AuditFinding>`select f.id, f.number, f.title, f.severity, f.requirement_id, f.measure, f.owner_id,
      (select name from holdfast.person p where p.id = f.owner_id) as owner_name, ${day('f.due_on')} as due_on, f.closed_at,
      (select name from holdfast.person p where p.id = f.closed_by) as closed_by_name, f.closed_remark
    from holdfast.audit_finding f where f.audit_id = ${audit_id} order by f.number`.execute(db);
  return { ...it, finding_list: found.rows };
}

/** One as it was at a moment, from its facts; words somebody erased are empty. Throws not_found. */
export async function readAuditThen(db: Database, site_id: string, audit_id: string, until: Date): Promise<AuditDetail> {
  const found = foldAudit(await toldUntil(db, { site_id, kinds: auditKinds, until, subject_ids: [audit_id] }));
  if (found === null) throw new Failure('not_found', 'audit_not_found');
  const { audit, findings } = found;
  const people = [audit.led_by, ...findings.flatMap((it) => [it.owner_id, it.closed_by])];
  const named = await sql<{ id: string; name: string }>`select id::text as id, name from holdfast.person
    where id::text = any(${people.filter((id) => id !== null)}::text[])`.execute(db);
  const names = new Map(named.rows.map(({ id, name }) => [id, name]));
  const nameOf = (id: string | null): string | null => (id === null ? null : (names.get(id) ?? null));
  const finding_list = findings.map(({ closed_by, ...it }) => ({
    ...it,
    owner_name: nameOf(it.owner_id),
    closed_by_name: nameOf(closed_by),
  }));
  return { ...audit, led_by_name: nameOf(audit.led_by), finding_list };
}

/** Takes an audit for a change. Throws not_found, conflict when it is not in one of the states. */
export async function lockAudit(tx: Tx, site_id: string, audit_id: string, states: readonly Audit['state'][]): Promise<Audit> {
  const found = await sql`select from holdfast.audit where site_id = ${site_id} and id = ${audit_id} for no key update`.execute(tx);
  if (found.rows.length === 0) throw new Failure('not_found', 'audit_not_found');
  const it = await readAudit(tx, site_id, audit_id);
  if (!states.includes(it.state)) throw new Failure('conflict', 'audit_state', { state: it.state });
  return it;
}

export async function addAudit(tx: Tx, site_id: string, it: NewAudit, person_id: string, now: Date): Promise<string> {
  const id = newUuidV7();
  await sql`insert into holdfast.audit (organisation_id, id, site_id, kind, title, scope, approach, active_reason, window_from, window_until, planned_on, led_by, auditor,
      state, planned_by, planned_at)
    select o.id, ${id}, ${site_id}, ${it.kind}, ${it.title}, ${it.scope}, ${it.approach}, ${it.active_reason}, ${it.window_from}, ${it.window_until}, ${it.planned_on}::date,
      ${it.led_by}, ${it.auditor}, 'planned', ${person_id}, ${now.toISOString()} from holdfast.organisation o`.execute(tx);
  return id;
}

export async function holdAudit(tx: Tx, audit_id: string, held_on: string): Promise<void> {
  await sql`update holdfast.audit set state = 'held', held_on = ${held_on}::date where id = ${audit_id}`.execute(tx);
}

export async function endAudit(
  tx: Tx,
  audit_id: string,
  it: { state: 'closed' | 'called_off'; remark: string; person_id: string; now: Date },
): Promise<void> {
  await sql`update holdfast.audit set state = ${it.state}, closed_at = ${it.now.toISOString()}, end_remark = ${it.remark}, ended_by = ${it.person_id}
    where id = ${audit_id}`.execute(tx);
}

export async function addFinding(tx: Tx, audit_id: string, it: NewFinding): Promise<{ id: string; number: number }> {
  const id = newUuidV7();
  const { rows } = await sql<{
    number: number;
  }>`insert into holdfast.audit_finding (organisation_id, id, audit_id, number, title, severity, requirement_id, measure, owner_id, due_on)
    select o.id, ${id}, ${audit_id}, coalesce((select max(number) from holdfast.audit_finding where audit_id = ${audit_id}), 0) + 1, ${it.title}, ${it.severity},
      ${it.requirement_id}, ${it.measure}, ${it.owner_id}, ${it.due_on}::date from holdfast.organisation o returning number`.execute(tx);
  return { id, number: rows[0]!.number };
}

/** Takes a finding that is open. Throws not_found, conflict when it is closed. */
export async function lockFinding(tx: Tx, audit_id: string, finding_id: string): Promise<{ number: number }> {
  const { rows } = await sql<{ number: number; closed_at: string | null }>`select number, closed_at from holdfast.audit_finding
    where audit_id = ${audit_id} and id = ${finding_id} for no key update`.execute(tx);
  const [it] = rows;
  if (it === undefined) throw new Failure('not_found', 'audit_finding_not_found');
  if (it.closed_at !== null) throw new Failure('conflict', 'audit_finding_closed');
  return it;
}

export async function changeFinding(tx: Tx, finding_id: string, it: NewFinding): Promise<void> {
  await sql`update holdfast.audit_finding set title = ${it.title}, severity = ${it.severity}, requirement_id = ${it.requirement_id}, measure = ${it.measure},
    owner_id = ${it.owner_id}, due_on = ${it.due_on}::date where id = ${finding_id}`.execute(tx);
}

export async function closeFinding(tx: Tx, finding_id: string, it: { remark: string; person_id: string; now: Date }): Promise<void> {
  await sql`update holdfast.audit_finding set closed_at = ${it.now.toISOString()}, closed_by = ${it.person_id}, closed_remark = ${it.remark} where id = ${finding_id}`.execute(
    tx,
  );
}
