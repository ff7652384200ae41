// SQL of handling assets through their life (onboard, move, retire, wipe, bring back) and of words said of many at once.
import type { Tx } from '@holdfast/platform/act';
import type { Database } from '@holdfast/platform/route';
import { requirePerson } from '@holdfast/sites/store';
import { moveAssets } from '@holdfast/zones/store';
import { sql } from 'kysely';
import { lifeAfter, refuseHandling } from './rules.handling.ts';
import type { Asset, BulkWord, Handling, HandlingHistory, HandlingRecord } from './schema.ts';
import { lockAssets, requireArea, settle } from './store.ts';

type Refused = { id: string; code: string };
type Row = Pick<Asset, 'id' | 'lifecycle' | 'standing' | 'zone_id' | 'location'>;

async function readRows(tx: Tx, site_id: string, asset_ids: readonly string[]): Promise<Row[]> {
  return (
    await sql<Row>`select a.id, a.lifecycle, a.standing, m.zone_id, a.location from holdfast.asset a
    left join holdfast.zone_member m on m.site_id = a.site_id and m.asset_id = a.id
    where a.site_id = ${site_id} and a.id = any(${[...asset_ids]}::uuid[]) order by a.id for no key update of a`.execute(tx)
  ).rows;
}

/** Who handles, and the ledger entry that will say so. */
export type By = { person_id: string; entry_id: string };

/** Does one act with several assets; those it does not fit are refused, each with a code. Returns the ids handled. */
export async function handleAssets(tx: Tx, site_id: string, by: By, it: Handling): Promise<{ handled: string[]; refused: Refused[] }> {
  await lockAssets(tx, site_id);
  const judged = (await readRows(tx, site_id, it.asset_ids)).map((row) => ({ row, code: refuseHandling(row, it.act) }));
  const rows = judged.filter(({ code }) => code === null).map(({ row }) => row);
  const handled = rows.map((row) => row.id);
  if (handled.length > 0) {
    await saveRecords(tx, site_id, by, it, rows);
    await saveLife(tx, site_id, by, it, handled);
    if (it.to_zone_id !== null) await moveAssets(tx, site_id, it.to_zone_id, handled);
    await settle(tx, site_id, handled);
  }
  return { handled, refused: judged.flatMap(({ row, code }) => (code === null ? [] : [{ id: row.id, code }])) };
}

async function saveRecords(tx: Tx, site_id: string, by: By, it: Handling, rows: readonly Row[]): Promise<void> {
  const before = rows.map(({ id, zone_id, location }) => ({ id, zone_id, location }));
  await sql`insert into holdfast.asset_handling (site_id, asset_id, act, person_id, reason, from_zone_id, to_zone_id, from_location, to_location, method, entry_id)
    select ${site_id}, n.id, ${it.act}, ${by.person_id}, ${it.reason}, n.zone_id, ${it.to_zone_id}, n.location, ${it.to_location}, ${it.method}, ${by.entry_id}
    from jsonb_to_recordset(${JSON.stringify(before)}::jsonb) as n(id uuid, zone_id uuid, location text)`.execute(tx);
}

async function saveLife(tx: Tx, site_id: string, by: By, it: Handling, ids: readonly string[]): Promise<void> {
  const after = lifeAfter(it.act);
  if (it.to_location !== null)
    await sql`update holdfast.asset set location = ${it.to_location} where site_id = ${site_id} and id = any(${[...ids]}::uuid[])`.execute(
      tx,
    );
  if (after !== null)
    await sql`update holdfast.asset set lifecycle = ${after.lifecycle}, standing = ${after.standing}, decided_by = ${by.person_id}, decided_at = now(),
      decision_reason = ${it.reason}, seen_when_decided = last_seen where site_id = ${site_id} and id = any(${[...ids]}::uuid[])`.execute(
      tx,
    );
  await sql`update holdfast.asset set version = version + 1 where site_id = ${site_id} and id = any(${[...ids]}::uuid[])`.execute(tx);
}

/** What was done with an asset, newest first, and what hangs on it: flows, partners, and rules in force that name it. */
export async function readHandling(db: Database | Tx, site_id: string, asset_id: string): Promise<HandlingHistory> {
  const records =
    await sql<HandlingRecord>`select h.id, h.act, h.at, p.name as person_name, h.reason, f.name as from_zone_name, t.name as to_zone_name,
      h.from_location, h.to_location, h.method, h.entry_id
    from holdfast.asset_handling h join holdfast.person p on p.id = h.person_id
    left join holdfast.zone f on f.site_id = h.site_id and f.id = h.from_zone_id left join holdfast.zone t on t.site_id = h.site_id and t.id = h.to_zone_id
    where h.site_id = ${site_id} and h.asset_id = ${asset_id} order by h.at desc, h.id desc`.execute(db);
  const effects = await sql<HandlingHistory['effects']>`select count(*)::int as flows,
      count(distinct case when f.client_id = ${asset_id} then f.server_id else f.client_id end)::int as partners,
      (select count(*)::int from holdfast.allow_list l, jsonb_array_elements(l.rules) r where l.site_id = ${site_id} and l.state = 'approved'
        and (r -> 'from' ->> 'asset_id' = ${asset_id} or r -> 'to' ->> 'asset_id' = ${asset_id})) as rules
    from holdfast.flow f where f.site_id = ${site_id} and (f.client_id = ${asset_id} or f.server_id = ${asset_id}) and f.server_id is not null`.execute(
    db,
  );
  return { records: records.rows, effects: effects.rows[0]! };
}

const bulkNames = ['owner_id', 'area_id', 'criticality', 'production_role', 'uptime_need', 'rto_hours', 'location', 'lifecycle'] as const;

/** Says the same of several assets. A retired one does not come back by a word. Returns those changed and those refused. */
export async function sayOfAssets(
  tx: Tx,
  site_id: string,
  ids: readonly string[],
  word: BulkWord,
  person_id: string,
): Promise<{ changed: string[]; refused: Refused[] }> {
  await lockAssets(tx, site_id);
  await requirePerson(tx, word.owner_id);
  await requireArea(tx, site_id, word.area_id);
  const rows = await readRows(tx, site_id, ids);
  const isRefused = (row: Row): boolean => word.lifecycle !== undefined && row.standing === 'retired';
  const changed = rows.filter((row) => !isRefused(row)).map((row) => row.id);
  for (const name of bulkNames) {
    if (word[name] === undefined) continue;
    const value = word[name] === '' ? null : word[name];
    await sql`update holdfast.asset set ${sql.ref(name)} = ${value} where site_id = ${site_id} and id = any(${changed}::uuid[])`.execute(
      tx,
    );
  }
  for (const name of ['kind', 'purdue_level', 'vendor'] as const)
    if (word[name] !== undefined) await sayOfAll(tx, site_id, changed, { person_id, name, value: word[name] });
  await settle(tx, site_id, changed);
  await sql`update holdfast.asset set version = version + 1 where site_id = ${site_id} and id = any(${changed}::uuid[])`.execute(tx);
  return { changed, refused: rows.filter(isRefused).map((row) => ({ id: row.id, code: 'asset_retired' })) };
}

type Said = { person_id: string; name: string; value: string | null };

/** A person's word for one attribute of many assets; null takes the word back. */
async function sayOfAll(tx: Tx, site_id: string, ids: readonly string[], { person_id, name, value }: Said): Promise<void> {
  const isTheirs = sql`site_id = ${site_id} and asset_id = any(${[...ids]}::uuid[]) and name = ${name} and source = 'person'`;
  await sql`delete from holdfast.asset_attribute where ${isTheirs}`.execute(tx);
  if (value === null || value === '') return;
  await sql`insert into holdfast.asset_attribute (site_id, asset_id, name, value, source, seen_at, confidence, person_id)
    select ${site_id}, one, ${name}, ${value}, 'person', now(), 1, ${person_id} from unnest(${[...ids]}::uuid[]) one`.execute(tx);
}
