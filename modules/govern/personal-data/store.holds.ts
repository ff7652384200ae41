// All SQL of legal holds: who may not erase or destroy, until the hold is lifted.
import type { Tx } from '@holdfast/platform/act';
import { Failure } from '@holdfast/platform/failure';
import { every, findPage, inOrder, isAmong, isOneOf, orderBy } from '@holdfast/platform/list';
import type { Database } from '@holdfast/platform/route';
import { sql } from 'kysely';
import type { z } from 'zod';
import { holdsOnItem, type InForce } from './rules.erasure.ts';
import type { Hold, holdQuery, NewHold } from './schema.erasure.ts';

const from = sql`holdfast.legal_hold h join holdfast.person s on s.id = h.set_by
  left join holdfast.person l on l.id = h.lifted_by left join holdfast.person p on p.id = h.held_person_id`;
const columns = sql`h.id, h.scope, h.held_person_id as person_id, p.name as person_name, h.item_id, h.from_at, h.until_at, h.reason,
  h.set_by, s.name as set_by_name, h.set_at, l.name as lifted_by_name, h.lifted_at, h.lift_reason`;
const sortable = { id: 'h.id', scope: 'h.scope', set_at: 'h.set_at', lifted_at: 'h.lifted_at' };
type Query = z.output<typeof holdQuery>;

/** The holds of a site, those in force first. */
export async function listHolds(db: Database, site_id: string, query: Query): Promise<{ rows: Hold[]; total: number }> {
  const where = every([sql`h.site_id = ${site_id}`, isOneOf('h.scope', query.scope)]);
  const order =
    query.sort === undefined ? sql`order by h.lifted_at desc nulls first, h.set_at desc, h.id` : orderBy(query, sortable, '-set_at');
  const found = await findPage(db, { id: 'h.id', from, where, order }, query);
  const rows = await sql<Hold>`select ${columns} from ${from} where h.site_id = ${site_id} and ${isAmong('h.id', found.ids)}`.execute(db);
  return { rows: inOrder(found.ids, rows.rows), total: found.total };
}

export async function readHold(db: Database | Tx, site_id: string, hold_id: string): Promise<Hold> {
  const [row] = (await sql<Hold>`select ${columns} from ${from} where h.site_id = ${site_id} and h.id = ${hold_id}`.execute(db)).rows;
  if (!row) throw new Failure('not_found', 'hold_not_found');
  return row;
}

/** Every hold in force, of all sites. */
export async function listHoldsInForce(db: Database | Tx): Promise<(Hold & InForce)[]> {
  const found = await sql<
    Hold & InForce
  >`select h.site_id, ${columns} from ${from} where h.lifted_at is null order by h.set_at, h.id`.execute(db);
  return found.rows;
}

/** Who sets a hold and who erases go one after the other: an erasure sees every hold set before it. */
export async function lockHolds(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('legal holds', 0))`.execute(tx);
}

/** Throws not_found for a person or item that is not there. */
export async function addHold(tx: Tx, site_id: string, person_id: string, it: NewHold): Promise<Hold> {
  await lockHolds(tx);
  const [held, item] = [it.scope === 'person' ? it.person_id : null, it.scope === 'evidence_item' ? it.item_id : null];
  await requireTarget(tx, site_id, held, item);
  const [from_at, until_at] = it.scope === 'period' ? [it.from_at, it.until_at] : [null, null];
  const added = await sql<{
    id: string;
  }>`insert into holdfast.legal_hold (site_id, scope, held_person_id, item_id, from_at, until_at, reason, set_by)
    values (${site_id}, ${it.scope}, ${held}, ${item}, ${from_at}, ${until_at}, ${it.reason}, ${person_id}) returning id`.execute(tx);
  return readHold(tx, site_id, added.rows[0]!.id);
}

async function requireTarget(tx: Tx, site_id: string, person_id: string | null, item_id: string | null): Promise<void> {
  const known = await sql<{ person: boolean; item: boolean }>`select
    (${person_id}::uuid is null or exists (select 1 from holdfast.person where id = ${person_id}::uuid)) as person,
    (${item_id}::uuid is null or exists (select 1 from holdfast.evidence_item where site_id = ${site_id} and id = ${item_id}::uuid)) as item`.execute(
    tx,
  );
  if (known.rows[0]?.person !== true) throw new Failure('not_found', 'person_not_found');
  if (known.rows[0]?.item !== true) throw new Failure('not_found', 'evidence_not_found');
}

/** Throws conflict for one that was lifted. */
export async function liftHold(tx: Tx, site_id: string, hold_id: string, by: { person_id: string; reason: string }): Promise<Hold> {
  await lockHolds(tx);
  await readHold(tx, site_id, hold_id);
  const lifted = await sql`update holdfast.legal_hold set lifted_by = ${by.person_id}, lifted_at = now(), lift_reason = ${by.reason}
    where site_id = ${site_id} and id = ${hold_id} and lifted_at is null returning 1`.execute(tx);
  if (lifted.rows.length === 0) throw new Failure('conflict', 'hold_already_lifted');
  return readHold(tx, site_id, hold_id);
}

/** Throws conflict `legal_hold` when an item of evidence may not be destroyed; for the practice that destroys, inside its act. */
export async function requireItemNotHeld(
  tx: Tx,
  site_id: string,
  it: { id: string; at: string; person_ids: readonly string[] },
): Promise<void> {
  await lockHolds(tx);
  const [hold] = holdsOnItem(site_id, it, await listHoldsInForce(tx));
  if (hold !== undefined) throw new Failure('conflict', 'legal_hold', { hold_id: hold.id });
}
