// All SQL of evidence: items, the acts on them, and what stands behind them.
import type { Tx } from '@holdfast/platform/act';
import { Failure } from '@holdfast/platform/failure';
import { contains, every, findPage, inOrder, isAmong, isOneOf, orderBy } from '@holdfast/platform/list';
import type { Database } from '@holdfast/platform/route';
import { requirePerson } from '@holdfast/sites/store';
import { nextNumber } from '@holdfast/platform/running-number';
import { sql } from 'kysely';
import type { z } from 'zod';
import { afterAct } from './rules.ts';
import type { Act, CustodyAct, Item, itemQuery, Seen } from './schema.ts';

const last = sql`left join lateral (select whole, at from holdfast.custody_act c where c.site_id = e.site_id and c.item_id = e.id and c.whole is not null
  order by c.n desc limit 1) m on true`;
const from = sql`holdfast.evidence_item e left join holdfast.asset a on a.site_id = e.site_id and a.id = e.asset_id
  left join holdfast.evidence_item o on o.site_id = e.site_id and o.id = e.copy_of
  join holdfast.person cu on cu.id = e.custodian_id join holdfast.person co on co.id = e.collected_by left join holdfast.person re on re.id = e.receiver_id ${last}`;
const columns = sql`e.id, e.number, e.form, e.kind, e.title, e.asset_id, a.name as asset_name, e.capture_id, e.copy_of, o.number as copy_of_number,
  e.file_sha256, e.file_name, e.file_type, e.size_bytes::float8 as size_bytes, e.seal_number, e.sensitive, e.place, e.method, e.clock_offset_s, e.state,
  e.custodian_id, cu.name as custodian_name, e.receiver_id, re.name as receiver_name, e.destruction_asked, e.collected_at, e.collected_by,
  co.name as collected_by_name, m.whole, m.at as measured_at`;
const sortable = {
  id: 'e.id',
  number: 'e.number',
  title: 'e.title',
  kind: 'e.kind',
  state: 'e.state',
  custodian: 'cu.name',
  collected_at: 'e.collected_at',
};

export async function listItems(
  db: Database,
  site_id: string,
  query: z.output<typeof itemQuery>,
): Promise<{ rows: Item[]; total: number }> {
  const where = every([
    sql`e.site_id = ${site_id}`,
    contains(`concat_ws(' ', 'E-' || e.number, e.title, e.seal_number, a.name, cu.name, e.file_name, e.file_sha256)`, query.search),
    isOneOf('e.state', query.state),
    isOneOf('e.kind', query.kind),
    isOneOf('e.custodian_id', query.custodian_id),
  ]);
  const found = await findPage(db, { id: 'e.id', from, where, order: orderBy(query, sortable, '-number') }, query);
  const rows = await sql<Item>`select ${columns} from ${from} where e.site_id = ${site_id} and ${isAmong('e.id', found.ids)}`.execute(db);
  return { rows: inOrder(found.ids, rows.rows), total: found.total };
}

export async function readItem(db: Database | Tx, site_id: string, item_id: string): Promise<Item> {
  const [row] = (await sql<Item>`select ${columns} from ${from} where e.site_id = ${site_id} and e.id = ${item_id}`.execute(db)).rows;
  if (!row) throw new Failure('not_found', 'evidence_not_found');
  return row;
}

/** As `readItem`, and nobody else acts on it before this transaction ends. */
export async function lockItem(tx: Tx, site_id: string, item_id: string): Promise<Item> {
  await sql`select 1 from holdfast.evidence_item where site_id = ${site_id} and id = ${item_id} for update`.execute(tx);
  return readItem(tx, site_id, item_id);
}

/** All acts on an item, the first first. */
export async function listActs(db: Database, site_id: string, item_id: string): Promise<Act[]> {
  return (
    await sql<Act>`select c.n, c.act, c.at, c.actor_id, p.name as actor_name, c.other_id, q.name as other_name, c.place, c.tool, c.seal_number, c.seal_intact,
      c.measured_sha256, c.whole, c.remark, c.entry_id
    from holdfast.custody_act c join holdfast.person p on p.id = c.actor_id left join holdfast.person q on q.id = c.other_id
    where c.site_id = ${site_id} and c.item_id = ${item_id} order by c.n`.execute(db)
  ).rows;
}

export type NewItem = Pick<Item, 'form' | 'kind' | 'title' | 'place' | 'method' | 'sensitive'> &
  Partial<
    Pick<
      Item,
      'asset_id' | 'capture_id' | 'copy_of' | 'file_sha256' | 'file_name' | 'file_type' | 'size_bytes' | 'seal_number' | 'clock_offset_s'
    >
  > & { person_id: string };

/** Adds an item in the hands of who collected it. Throws not_found for an unknown asset. */
export async function addItem(tx: Tx, site_id: string, it: NewItem): Promise<Item> {
  const asset = it.asset_id ?? null;
  if (asset !== null) {
    const known = await sql`select 1 from holdfast.asset where site_id = ${site_id} and id = ${asset}`.execute(tx);
    if (known.rows.length === 0) throw new Failure('not_found', 'asset_not_found');
  }
  const number = await nextNumber(tx, 'holdfast.evidence_item', site_id);
  const added = await sql<{
    id: string;
  }>`insert into holdfast.evidence_item (site_id, number, form, kind, title, asset_id, capture_id, copy_of, file_sha256,
      file_name, file_type, size_bytes, seal_number, sensitive, place, method, clock_offset_s, state, custodian_id, collected_at, collected_by)
    values (${site_id}, ${number}, ${it.form}, ${it.kind}, ${it.title}, ${asset}, ${it.capture_id ?? null}, ${it.copy_of ?? null},
      ${it.file_sha256 ?? null}, ${it.file_name ?? null}, ${it.file_type ?? null}, ${it.size_bytes ?? null}, ${it.seal_number ?? null}, ${it.sensitive},
      ${it.place}, ${it.method}, ${it.clock_offset_s ?? null}, 'held', ${it.person_id}, now(), ${it.person_id}) returning id`.execute(tx);
  return readItem(tx, site_id, added.rows[0]!.id);
}

export type Done = {
  act: CustodyAct;
  person_id: string;
  entry_id: string;
  seen: Seen;
  measured?: { sha256: string | null; whole: boolean } | null;
};

/** Writes an act and where the item is after it. Throws not_found for an unknown receiver. */
export async function noteAct(tx: Tx, site_id: string, it: Item, { act, person_id, entry_id, seen, measured }: Done): Promise<void> {
  const to = seen.to ?? null;
  if (to !== null) await requirePerson(tx, to);
  await sql`insert into holdfast.custody_act (site_id, item_id, n, act, actor_id, other_id, place, tool, seal_number, seal_intact, measured_sha256, whole, remark, entry_id)
    select ${site_id}, ${it.id}, coalesce(max(n), 0) + 1, ${act}, ${person_id}, ${to}, ${seen.place ?? null}, ${seen.tool ?? null}, ${seen.seal_number ?? null},
      ${seen.seal_intact ?? null}, ${measured?.sha256 ?? null}, ${measured?.whole ?? null}, ${seen.remark ?? null}, ${entry_id}
    from holdfast.custody_act where site_id = ${site_id} and item_id = ${it.id}`.execute(tx);
  const { state, custodian_id, receiver_id } = afterAct(act, it, to);
  const seal = act === 'sealed' ? (seen.seal_number ?? null) : it.seal_number;
  await sql`update holdfast.evidence_item set state = ${state}, custodian_id = ${custodian_id}, receiver_id = ${receiver_id}, seal_number = ${seal}
    where site_id = ${site_id} and id = ${it.id}`.execute(tx);
}

export async function noteDestructionAsked(tx: Tx, site_id: string, item_id: string, approval_id: string | null): Promise<void> {
  await sql`update holdfast.evidence_item set destruction_asked = ${approval_id} where site_id = ${site_id} and id = ${item_id}`.execute(
    tx,
  );
}

/** The stored bytes of a capture that was read to its end. Throws not_found, and conflict while it is still coming in. */
export async function readCaptureFile(
  db: Database | Tx,
  site_id: string,
  capture_id: string,
): Promise<{ sha256: string; size_bytes: number; name: string }> {
  const [row] = (
    await sql<{ sha256: string | null; size_bytes: number; name: string }>`select sha256, size_bytes::float8 as size_bytes, name
      from holdfast.capture where site_id = ${site_id} and id = ${capture_id}`.execute(db)
  ).rows;
  if (!row) throw new Failure('not_found', 'capture_not_found');
  const { sha256, ...rest } = row;
  if (sha256 === null) throw new Failure('conflict', 'capture_not_complete');
  return { sha256, ...rest };
}

/** Whether anything else, of any site, still keeps these bytes: whatever was kept but items that are destroyed. */
export async function isStillKept(tx: Tx, sha256: string): Promise<boolean> {
  const kept = await sql`select 1 from holdfast.kept_file f where f.sha256 = ${sha256} and not (f.of_type = 'evidence_item'
    and exists (select 1 from holdfast.evidence_item e where e.site_id = f.site_id and e.id = f.of_id and e.state = 'destroyed')) limit 1`.execute(
    tx,
  );
  return kept.rows.length > 0;
}
