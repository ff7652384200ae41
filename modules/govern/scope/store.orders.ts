// SQL of an authority's orders and the measures that meet them.
import type { Tx } from '@holdfast/platform/act';
import { Failure } from '@holdfast/platform/failure';
import type { Database } from '@holdfast/platform/route';
import { newUuidV7 } from '@holdfast/platform/uuid';
import { sql } from 'kysely';
import type { OrderAt } from './rules.fold.ts';
import type { NewMeasure, NewOrder } from './schema.ts';

type Db = Database | Tx;
const day = (column: string) => sql`to_char(${sql.raw(column)}, 'YYYY-MM-DD')`;

/** All orders with their measures. */
export async function readOrders(db: Db): Promise<OrderAt[]> {
  const { rows } =
    await sql<OrderAt>`select o.id, o.entity_id, o.site_id, o.authority, o.kind, o.title, o.reference, ${day('o.received_on')} as received_on,
    ${day('o.deadline_on')} as deadline_on, ${day('o.closed_on')} as closed_on,
    coalesce((select jsonb_agg(jsonb_build_object('id', m.id, 'title', m.title, 'owner_id', m.owner_id, 'due_on', ${day('m.due_on')}, 'closed_on', ${day('m.closed_on')},
      'evidence_entry_id', m.evidence_entry_id) order by m.id) from holdfast.authority_measure m where m.organisation_id = o.organisation_id and m.order_id = o.id), '[]') as measures
    from holdfast.authority_order o order by o.id`.execute(db);
  return rows;
}

/** Throws not_found. */
export async function readOrder(db: Db, order_id: string): Promise<OrderAt> {
  const found = (await readOrders(db)).find(({ id }) => id === order_id);
  if (found === undefined) throw new Failure('not_found', 'order_not_found');
  return found;
}

/** Takes an open order for a change. Throws not_found, conflict when it is closed. */
export async function lockOrder(tx: Tx, order_id: string): Promise<OrderAt> {
  await sql`select from holdfast.authority_order where id = ${order_id} for no key update`.execute(tx);
  const it = await readOrder(tx, order_id);
  if (it.closed_on !== null) throw new Failure('conflict', 'order_closed');
  return it;
}

export async function addOrder(tx: Tx, it: NewOrder): Promise<OrderAt> {
  const id = newUuidV7();
  await sql`insert into holdfast.authority_order (organisation_id, id, entity_id, site_id, authority, kind, title, reference, received_on, deadline_on)
    select o.id, ${id}, ${it.entity_id}, ${it.site_id}, ${it.authority}, ${it.kind}, ${it.title}, ${it.reference}, ${it.received_on}::date, ${it.deadline_on}::date
    from holdfast.organisation o`.execute(tx);
  return readOrder(tx, id);
}

export async function addMeasure(tx: Tx, order_id: string, it: NewMeasure): Promise<OrderAt> {
  if (it.owner_id !== null) {
    const owner = await sql`select 1 from holdfast.person where id = ${it.owner_id} and active`.execute(tx);
    if (owner.rows.length === 0) throw new Failure('not_found', 'person_not_found');
  }
  await sql`insert into holdfast.authority_measure (organisation_id, id, order_id, title, owner_id, due_on)
    select o.id, ${newUuidV7()}, ${order_id}, ${it.title}, ${it.owner_id}, ${it.due_on}::date from holdfast.organisation o`.execute(tx);
  return readOrder(tx, order_id);
}

/** Closes a measure by an entry of the ledger. Throws not_found when there is no such measure or entry, conflict when it is closed. */
export async function closeMeasure(
  tx: Tx,
  order: OrderAt,
  measure_id: string,
  it: { entry_id: string; remark: string | null; closed_on: string; person_id: string },
): Promise<OrderAt> {
  const known = order.measures.find(({ id }) => id === measure_id);
  if (known === undefined) throw new Failure('not_found', 'measure_not_found');
  if (known.closed_on !== null) throw new Failure('conflict', 'measure_closed');
  const entry =
    await sql`select 1 from ledger.entry where id = ${it.entry_id} union all select 1 from ledger.pending where id = ${it.entry_id}`.execute(
      tx,
    );
  if (entry.rows.length === 0) throw new Failure('not_found', 'entry_not_found');
  await sql`update holdfast.authority_measure set closed_on = ${it.closed_on}::date, evidence_entry_id = ${it.entry_id}, remark = ${it.remark}, closed_by = ${it.person_id}
    where id = ${measure_id}`.execute(tx);
  return readOrder(tx, order.id);
}

/** Throws conflict when a measure is still open. */
export async function closeOrder(tx: Tx, order: OrderAt, closed_on: string): Promise<OrderAt> {
  const open = order.measures.filter((it) => it.closed_on === null).length;
  if (open > 0) throw new Failure('conflict', 'measures_open', { count: open });
  if (order.measures.length === 0) throw new Failure('conflict', 'no_measures');
  await sql`update holdfast.authority_order set closed_on = ${closed_on}::date where id = ${order.id}`.execute(tx);
  return readOrder(tx, order.id);
}
