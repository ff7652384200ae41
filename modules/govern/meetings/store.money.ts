// SQL of the backlog of investments and of the board's targets.
import type { Tx } from '@holdfast/platform/act';
import { Failure } from '@holdfast/platform/failure';
import type { Database } from '@holdfast/platform/route';
import { newUuidV7 } from '@holdfast/platform/uuid';
import { sql } from 'kysely';
import type { BoardTarget, DecidedInvestment, Investment, NewBoardTarget, NewInvestment } from './schema.money.ts';

type Db = Database | Tx;
const named = (column: string) => sql.raw(`(select name from holdfast.person p where p.id = ${column})`);
const columns = sql`i.id, i.site_id, (select name from holdfast.site s where s.id = i.site_id) as site_name, i.title, i.kind, i.cost_eur::float8 as cost_eur, i.budget_year,
  i.is_earmarked, i.reasons, i.state, i.proposed_by, ${named('i.proposed_by')} as proposed_by_name, i.proposed_at, ${named('i.decided_by')} as decided_by_name, i.decided_at,
  i.decision_reason`;

/** All, what waits for a decision first; `sites` null: of all. */
export async function listInvestments(db: Db, sites: readonly string[] | null): Promise<Investment[]> {
  const within = sites === null ? sql`true` : sql`(i.site_id is null or i.site_id = any(${[...sites]}::uuid[]))`;
  const { rows } = await sql<Investment>`select ${columns} from holdfast.investment i where ${within}
    order by array_position(array['proposed', 'approved', 'done', 'rejected'], i.state), i.proposed_at, i.id`.execute(db);
  return rows;
}

export async function addInvestment(tx: Tx, it: NewInvestment, person_id: string, now: Date): Promise<string> {
  const id = newUuidV7();
  await sql`insert into holdfast.investment (organisation_id, id, site_id, title, kind, cost_eur, budget_year, reasons, state, proposed_by, proposed_at)
    select o.id, ${id}, ${it.site_id}, ${it.title}, ${it.kind}, ${it.cost_eur}, ${it.budget_year}, ${JSON.stringify(it.reasons)}::jsonb, 'proposed', ${person_id}, ${now.toISOString()}
    from holdfast.organisation o`.execute(tx);
  return id;
}

/** Decides, or says that it is done. Throws not_found; conflict from a state that does not lead there; second_person_needed for one's own. */
export async function decideInvestment(
  tx: Tx,
  id: string,
  it: DecidedInvestment,
  by: { person_id: string; now: Date },
): Promise<Investment> {
  const { rows } = await sql<Investment>`select ${columns} from holdfast.investment i where i.id = ${id} for no key update of i`.execute(
    tx,
  );
  const [before] = rows;
  if (before === undefined) throw new Failure('not_found', 'investment_not_found');
  const from = it.state === 'done' ? 'approved' : 'proposed';
  if (before.state !== from) throw new Failure('conflict', 'investment_state', { state: before.state });
  if (it.state !== 'done' && before.proposed_by === by.person_id) throw new Failure('forbidden', 'second_person_needed');
  await sql`update holdfast.investment set state = ${it.state}, is_earmarked = ${it.state === 'rejected' ? false : it.is_earmarked || before.is_earmarked}, decided_by = ${by.person_id},
    decided_at = ${by.now.toISOString()}, decision_reason = ${it.reason} where id = ${id}`.execute(tx);
  return before;
}

const targetColumns = sql`b.version, b.appetite, b.statement, b.targets, b.state, b.meeting_id, b.proposed_by, ${named('b.proposed_by')} as proposed_by_name, b.proposed_at,
  ${named('b.signed_by')} as signed_by_name, b.signed_at`;

/** All versions, the newest first. */
export async function listTargets(db: Db): Promise<BoardTarget[]> {
  return (await sql<BoardTarget>`select ${targetColumns} from holdfast.board_target b order by b.version desc`.execute(db)).rows;
}

/** The version the board signed last, up to a moment: what dashboards compare against. Null: none was signed. */
export async function boardTargetsAt(db: Db, at: Date): Promise<BoardTarget | null> {
  const { rows } =
    await sql<BoardTarget>`select ${targetColumns} from holdfast.board_target b where b.signed_at <= ${at.toISOString()} order by b.signed_at desc, b.version desc limit 1`.execute(
      db,
    );
  return rows[0] ?? null;
}

/** Puts a new version before the board; one that waits is withdrawn by it. Returns its number. */
export async function addTargets(tx: Tx, it: NewBoardTarget, by: { person_id: string; now: Date }): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtextextended('board_target', 0))`.execute(tx);
  await sql`update holdfast.board_target set state = 'withdrawn' where state = 'proposed'`.execute(tx);
  const { rows } = await sql<{
    version: number;
  }>`insert into holdfast.board_target (organisation_id, version, appetite, statement, targets, state, meeting_id, proposed_by, proposed_at)
    select o.id, coalesce((select max(version) from holdfast.board_target), 0) + 1, ${it.appetite}, ${it.statement}, ${JSON.stringify(it.targets)}::jsonb, 'proposed', ${it.meeting_id},
      ${by.person_id}, ${by.now.toISOString()} from holdfast.organisation o returning version`.execute(tx);
  return rows[0]!.version;
}

/** Signs the version that waits. Throws not_found, conflict when it does not wait, second_person_needed for one's own. */
export async function signTargets(tx: Tx, version: number, by: { person_id: string; now: Date }): Promise<BoardTarget> {
  const { rows } =
    await sql<BoardTarget>`select ${targetColumns} from holdfast.board_target b where b.version = ${version} for no key update of b`.execute(
      tx,
    );
  const [it] = rows;
  if (it === undefined) throw new Failure('not_found', 'board_target_not_found');
  if (it.state !== 'proposed') throw new Failure('conflict', 'board_target_state', { state: it.state });
  if (it.proposed_by === by.person_id) throw new Failure('forbidden', 'second_person_needed');
  await sql`update holdfast.board_target set state = 'signed', signed_by = ${by.person_id}, signed_at = ${by.now.toISOString()} where version = ${version}`.execute(
    tx,
  );
  return it;
}
