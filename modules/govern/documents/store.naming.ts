// SQL of the naming standard and of the names it is held against. Nothing here renames anything.
import type { Tx } from '@holdfast/platform/act';
import { factsUntil } from '@holdfast/platform/facts';
import { Failure } from '@holdfast/platform/failure';
import { every, inZones } from '@holdfast/platform/list';
import type { Database } from '@holdfast/platform/route';
import { sql } from 'kysely';
import { judgeName, type Naming } from './rules.naming.ts';
import type { ChangedNaming, KeptNaming, Misnamed } from './schema.ts';

/** The site's naming standard; without patterns and with version 0 where nobody set one. */
export async function readNaming(db: Database | Tx, site_id: string): Promise<KeptNaming> {
  const kept = await sql<KeptNaming>`select n.patterns, n.area_codes, n.kind_codes, n.version, p.name as set_by_name, n.set_at
    from holdfast.naming_standard n join holdfast.person p on p.id = n.set_by where n.site_id = ${site_id}`.execute(db);
  return kept.rows[0] ?? { patterns: [], area_codes: [], kind_codes: [], version: 0, set_by_name: null, set_at: null };
}

/** As it stood at a moment, from the facts. `version`: how often it had been set. */
export async function readNamingThen(db: Database, site_id: string, until: Date): Promise<KeptNaming> {
  const facts = await factsUntil(db, { site_id, kinds: ['naming.standard_set'], until });
  const last = facts.at(-1);
  if (last === undefined) return { patterns: [], area_codes: [], kind_codes: [], version: 0, set_by_name: null, set_at: null };
  const { patterns, area_codes, kind_codes } = last.data as Pick<KeptNaming, 'patterns' | 'area_codes' | 'kind_codes'>;
  const named = await sql<{ name: string }>`select name from holdfast.person where id::text = ${last.actor}`.execute(db);
  return {
    patterns,
    area_codes,
    kind_codes,
    version: facts.length,
    set_by_name: named.rows[0]?.name ?? null,
    set_at: last.at.toISOString(),
  };
}

/** Sets it. Throws conflict when somebody set it since `version`, not_found for an area that is not the site's. */
export async function setNaming(tx: Tx, site_id: string, by: { person_id: string; at: string }, it: ChangedNaming): Promise<KeptNaming> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`naming ${site_id}`}, 0))`.execute(tx);
  const before = await readNaming(tx, site_id);
  if (before.version !== it.version) throw new Failure('conflict', 'changed_meanwhile', { version: before.version });
  const ids = [...new Set(it.area_codes.map((code) => code.area_id))];
  const known = await sql`select 1 from holdfast.area where site_id = ${site_id} and id = any(${ids}::uuid[])`.execute(tx);
  if (known.rows.length !== ids.length) throw new Failure('not_found', 'area_not_found');
  await sql`insert into holdfast.naming_standard (site_id, patterns, area_codes, kind_codes, set_by, set_at, version)
    values (${site_id}, ${JSON.stringify(it.patterns)}::jsonb, ${JSON.stringify(it.area_codes)}::jsonb, ${JSON.stringify(it.kind_codes)}::jsonb, ${by.person_id}, ${by.at}, 1)
    on conflict (site_id) do update set patterns = excluded.patterns, area_codes = excluded.area_codes, kind_codes = excluded.kind_codes,
      set_by = excluded.set_by, set_at = excluded.set_at, version = holdfast.naming_standard.version + 1`.execute(tx);
  return readNaming(tx, site_id);
}

type Named = { id: string; name: string; kind: string; area_id: string | null; area_name: string | null };
export type NamesChecked = { rows: Misnamed[]; checked: number; uncovered: number };

/** Names of devices in the inventory (those somebody accepted) that do not fit, by name. */
export async function checkNames(db: Database, site_id: string, naming: Naming, zones: readonly string[] | null): Promise<NamesChecked> {
  const where = every([sql`a.site_id = ${site_id} and a.standing = 'accepted'`, inZones('m.zone_id', zones)]);
  const found = await sql<Named>`select a.id, a.name, a.kind, a.area_id, r.name as area_name from holdfast.asset a
    left join holdfast.area r on r.site_id = a.site_id and r.id = a.area_id
    left join holdfast.zone_member m on m.site_id = a.site_id and m.asset_id = a.id where ${where} order by a.name, a.id`.execute(db);
  const checked: NamesChecked = { rows: [], checked: 0, uncovered: 0 };
  for (const { area_id, ...it } of found.rows) {
    const verdict = judgeName({ ...it, area_id }, naming);
    if (verdict.fits && verdict.pattern === null) checked.uncovered += 1;
    else checked.checked += 1;
    if (!verdict.fits) {
      const { fits: _fits, ...misfit } = verdict;
      checked.rows.push({ ...it, ...misfit, fits: it.name.slice(0, misfit.at) });
    }
  }
  return checked;
}
