// All SQL of the four parties: who operates, made, integrated and services each device, set by a person or read from what is known.
import type { Tx } from '@holdfast/platform/act';
import { requireUnchanged } from '@holdfast/platform/changed-meanwhile';
import { Failure } from '@holdfast/platform/failure';
import type { Database } from '@holdfast/platform/route';
import { sql } from 'kysely';
import type { z } from 'zod';
import { assumePart, type KnownOfAsset, partNames } from './rules.duties.ts';
import { partiesAt } from './store.past.ts';
import type { PartAt } from './rules.past.ts';
import type { assetParts, NewParts, PartName, PartPlayed, supplierParts } from './schema.duties.ts';

type KnownRow = KnownOfAsset & { id: string; owner_name: string | null; zone_id: string | null; set: PartPlayed[] };

const known = sql`select a.id, a.vendor, m.zone_id, (select name from holdfast.organisation) as organisation,
    coalesce(p.name, q.name) as owner_name,
    coalesce((select jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name) order by s.name) from holdfast.supplier_asset x
      join holdfast.supplier s on s.site_id = x.site_id and s.id = x.supplier_id and s.state = 'active' where x.site_id = a.site_id and x.asset_id = a.id), '[]') as services,
    coalesce((select jsonb_agg(jsonb_build_object('part', t.part, 'is_own', t.is_own, 'supplier_id', t.supplier_id,
        'name', case when t.is_own then (select name from holdfast.organisation) else coalesce(s.name, t.company) end, 'source', 'set', 'set_at', t.set_at))
      from holdfast.party t left join holdfast.supplier s on s.site_id = t.site_id and s.id = t.supplier_id where t.site_id = a.site_id and t.asset_id = a.id), '[]') as set
  from holdfast.asset a left join holdfast.zone_member m on m.site_id = a.site_id and m.asset_id = a.id
  left join holdfast.person p on p.id = a.owner_id
  left join holdfast.area r on r.site_id = a.site_id and r.id = a.area_id left join holdfast.person q on q.id = r.owner_id`;

const partsOf = (row: KnownRow): PartPlayed[] =>
  partNames.map((part) => {
    const set = row.set.find((it) => it.part === part);
    return assumePart(part, set === undefined ? undefined : { ...set, set_at: new Date(set.set_at!).toISOString() }, row);
  });

/** As it was: what people had said; what the inventory suggests is known for today only. */
const partsThen = (said: readonly PartAt[], organisation: string, names: ReadonlyMap<string, string>): PartPlayed[] =>
  partNames.map((part) => {
    const it = said.find((one) => one.part === part);
    if (it === undefined) return assumePart(part, undefined, { vendor: null, services: [], organisation });
    const { is_own, supplier_id, company, set_at } = it;
    return { part, is_own, supplier_id, name: is_own ? organisation : (names.get(supplier_id ?? '') ?? company), source: 'set', set_at };
  });

async function readNames(db: Database | Tx, site_id: string): Promise<{ organisation: string; suppliers: ReadonlyMap<string, string> }> {
  const suppliers = await sql<{ id: string; name: string }>`select id, name from holdfast.supplier where site_id = ${site_id}`.execute(db);
  const { rows } = await sql<{ name: string }>`select name from holdfast.organisation`.execute(db);
  return { organisation: rows[0]?.name ?? '', suppliers: new Map(suppliers.rows.map((it) => [it.id, it.name])) };
}

/** Who plays each part for a device, with its zone; `as_of` as people had said it then. Throws not_found. */
export async function readAssetParts(
  db: Database,
  site_id: string,
  asset_id: string,
  as_of: Date | null = null,
): Promise<z.input<typeof assetParts> & { zone_id: string | null }> {
  const [row] = (await sql<KnownRow>`${known} where a.site_id = ${site_id} and a.id = ${asset_id}`.execute(db)).rows;
  if (!row) throw new Failure('not_found', 'asset_not_found');
  if (as_of === null) return { asset_id, owner_name: row.owner_name, zone_id: row.zone_id, parts: partsOf(row) };
  const { organisation, suppliers } = await readNames(db, site_id);
  const said = (await partiesAt(db, site_id, as_of)).get(asset_id) ?? [];
  return { asset_id, owner_name: null, zone_id: row.zone_id, parts: partsThen(said, organisation, suppliers) };
}

/** What a supplier had been said to play then. Who answers inside is told by the assets' own history. */
export async function readSupplierPartsThen(
  db: Database,
  site_id: string,
  supplier_id: string,
  as_of: Date,
): Promise<z.input<typeof supplierParts>> {
  const { suppliers } = await readNames(db, site_id);
  if (!suppliers.has(supplier_id)) throw new Failure('not_found', 'supplier_not_found');
  const all = [...(await partiesAt(db, site_id, as_of))].filter(([, parts]) => parts.some((it) => it.supplier_id === supplier_id));
  const named = await sql<{ id: string; name: string }>`select id, name from holdfast.asset where site_id = ${site_id}
    and id = any(${all.map(([id]) => id)}::uuid[]) order by name`.execute(db);
  const parts = new Map(all);
  const plays = partNames.map((part) => {
    const mine = named.rows.filter(({ id }) => parts.get(id)?.some((it) => it.part === part && it.supplier_id === supplier_id));
    return { part, assets: mine.length, examples: mine.slice(0, 5) };
  });
  const knownOf = (part: PartName): number =>
    part === 'operator' ? all.length : all.filter(([, own]) => own.some((it) => it.part === part)).length;
  return {
    supplier_id,
    plays: plays.filter((it) => it.assets > 0),
    owners: [],
    known: partNames.map((part) => ({ part, assets: all.length, known: knownOf(part) })),
  };
}

/** What a supplier plays, for how many devices, and who inside answers for these. Throws not_found. */
export async function readSupplierParts(db: Database | Tx, site_id: string, supplier_id: string): Promise<z.input<typeof supplierParts>> {
  const there = await sql`select 1 from holdfast.supplier where site_id = ${site_id} and id = ${supplier_id}`.execute(db);
  if (there.rows.length === 0) throw new Failure('not_found', 'supplier_not_found');
  const concerned = sql`(exists (select from holdfast.supplier_asset x where x.site_id = a.site_id and x.asset_id = a.id and x.supplier_id = ${supplier_id})
    or exists (select from holdfast.party t where t.site_id = a.site_id and t.asset_id = a.id and t.supplier_id = ${supplier_id}))`;
  const rows = (
    await sql<
      KnownRow & { name: string; owner_id: string | null }
    >`select k.*, n.name, coalesce(n.owner_id, r.owner_id) as owner_id from (${known} where a.site_id = ${site_id} and ${concerned}) k
    join holdfast.asset n on n.site_id = ${site_id} and n.id = k.id left join holdfast.area r on r.site_id = n.site_id and r.id = n.area_id order by n.name`.execute(
      db,
    )
  ).rows;
  const all = rows.map((row) => ({ row, parts: partsOf(row) }));
  const plays = partNames.map((part) => {
    const mine = all.filter(({ parts }) => parts.some((it) => it.part === part && it.supplier_id === supplier_id));
    return { part, assets: mine.length, examples: mine.slice(0, 5).map(({ row }) => ({ id: row.id, name: row.name })) };
  });
  const owners = Map.groupBy(
    rows.filter((it) => it.owner_id !== null),
    (it) => it.owner_id!,
  );
  return {
    supplier_id,
    plays: plays.filter((it) => it.assets > 0),
    owners: [...owners].map(([person_id, mine]) => ({ person_id, person_name: mine[0]!.owner_name ?? '', assets: mine.length })),
    known: partNames.map((part) => ({
      part,
      assets: all.length,
      known: all.filter(({ parts }) => parts.some((it) => it.part === part && it.source !== null)).length,
    })),
  };
}

/** Sets who plays a part for many devices. Returns the devices' ids. Throws not_found when one, or the supplier, is not there. */
export async function keepParts(tx: Tx, site_id: string, it: NewParts, by: string): Promise<string[]> {
  if (it.supplier_id !== null) {
    const there =
      await sql`select 1 from holdfast.supplier where site_id = ${site_id} and id = ${it.supplier_id} and state = 'active'`.execute(tx);
    if (there.rows.length === 0) throw new Failure('not_found', 'supplier_not_found');
  }
  const ids = [...new Set(it.asset_ids)].toSorted();
  await sql`select pg_advisory_xact_lock(hashtextextended(${`parties:${site_id}`}, 0))`.execute(tx);
  if (it.before !== undefined) requireAsRead(it.before, await lastSet(tx, site_id, ids, it.part));
  const set = await sql<{ asset_id: string }>`insert into holdfast.party (site_id, asset_id, part, is_own, supplier_id, company, set_by)
    select ${site_id}, a.id, ${it.part}, ${it.is_own}, ${it.supplier_id}::uuid, ${it.company}, ${by} from holdfast.asset a where a.site_id = ${site_id} and a.id = any(${ids}::uuid[])
    on conflict (site_id, asset_id, part) do update set is_own = excluded.is_own, supplier_id = excluded.supplier_id, company = excluded.company, set_by = excluded.set_by, set_at = now()
    returning asset_id`.execute(tx);
  if (set.rows.length !== ids.length) throw new Failure('not_found', 'asset_not_found');
  return ids;
}

/** Of many devices nobody has read when each was set: none may have been set after the last time of the whole site. */
function requireAsRead({ set_at, site_set_at }: NonNullable<NewParts['before']>, last: string | null): void {
  requireUnchanged({ set_at }, { set_at: last });
  if (site_set_at !== undefined && last !== null && (site_set_at === null || last > site_set_at))
    throw new Failure('conflict', 'changed_meanwhile', { fields: 'set_at' });
}

/** When each part was last set for any device of the site. */
export async function readPartsLast(db: Database, site_id: string): Promise<{ part: PartName; set_at: string | null }[]> {
  const { rows } = await sql<{ part: PartName; set_at: string }>`select part, max(set_at) as set_at from holdfast.party
    where site_id = ${site_id} group by part`.execute(db);
  const last = new Map(rows.map((it) => [it.part, it.set_at]));
  return partNames.map((part) => ({ part, set_at: last.get(part) ?? null }));
}

/** When the part was last set for one of the devices, as ISO 8601 UTC with ms; null: never. */
async function lastSet(tx: Tx, site_id: string, ids: readonly string[], part: PartName): Promise<string | null> {
  const { rows } = await sql<{ at: string | null }>`select to_char(max(set_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at
    from holdfast.party where site_id = ${site_id} and part = ${part} and asset_id = any(${[...ids]}::uuid[])`.execute(tx);
  return rows[0]?.at ?? null;
}

/** Zones of devices, to compare with what a person may. */
export async function zonesOf(db: Database | Tx, site_id: string, asset_ids: readonly string[]): Promise<(string | null)[]> {
  const found = await sql<{
    zone_id: string | null;
  }>`select m.zone_id from holdfast.asset a left join holdfast.zone_member m on m.site_id = a.site_id and m.asset_id = a.id
    where a.site_id = ${site_id} and a.id = any(${[...asset_ids]}::uuid[])`.execute(db);
  return found.rows.map((row) => row.zone_id);
}

export type { PartName };
