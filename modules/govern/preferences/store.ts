// All SQL of preferences. A person's own views and columns are settings of theirs, no acts: written without a ledger entry. Shared views go through acts.
import type { Tx } from '@holdfast/platform/act';
import { Failure } from '@holdfast/platform/failure';
import type { Database } from '@holdfast/platform/route';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { changedPreferences, changedView, ListPreferences, newView, View } from './schema.ts';

type Who = { site_id: string; person_id: string };
export type KeptView = Omit<View, 'mine' | 'owner_name'> & { owner_id: string };

/** Most views one person keeps at a site. */
const mostViews = 200;

/** The person's own views and the shared ones, by name, with their columns of the list. */
export async function readPreferences(db: Database | Tx, { site_id, person_id }: Who, list: string): Promise<ListPreferences> {
  const views =
    await sql<View>`select v.id, v.list, v.name, v.query, v.layout, v.shared, v.owner_id = ${person_id} as mine, p.name as owner_name
    from holdfast.saved_view v join holdfast.person p on p.id = v.owner_id
    where v.site_id = ${site_id} and v.list = ${list} and (v.shared or v.owner_id = ${person_id}) order by lower(v.name), v.id`.execute(db);
  const [kept] = (
    await sql<Omit<ListPreferences, 'views'>>`select layout, default_view_id from holdfast.list_preference
    where site_id = ${site_id} and person_id = ${person_id} and list = ${list}`.execute(db)
  ).rows;
  return { views: views.rows, layout: kept?.layout ?? null, default_view_id: kept?.default_view_id ?? null };
}

export async function keepPreferences(
  db: Database,
  { site_id, person_id }: Who,
  list: string,
  it: z.output<typeof changedPreferences>,
): Promise<void> {
  if (it.default_view_id) await readView(db, { site_id, person_id }, it.default_view_id);
  const layout = it.layout === undefined ? null : JSON.stringify(it.layout);
  await sql`insert into holdfast.list_preference as k (site_id, person_id, list, layout, default_view_id)
    values (${site_id}, ${person_id}, ${list}, ${layout}::jsonb, ${it.default_view_id ?? null})
    on conflict (site_id, person_id, list) do update set
      layout = case when ${it.layout !== undefined} then excluded.layout else k.layout end,
      default_view_id = case when ${it.default_view_id !== undefined} then excluded.default_view_id else k.default_view_id end`.execute(db);
}

/** A view the person may see: their own or a shared one. */
export async function readView(db: Database | Tx, { site_id, person_id }: Who, view_id: string): Promise<KeptView> {
  const [row] = (
    await sql<KeptView>`select id, list, name, query, layout, shared, owner_id from holdfast.saved_view
    where site_id = ${site_id} and id = ${view_id} and (shared or owner_id = ${person_id})`.execute(db)
  ).rows;
  if (row === undefined) throw new Failure('not_found', 'view_not_found');
  return row;
}

export async function addView(db: Database, { site_id, person_id }: Who, it: z.output<typeof newView>): Promise<string> {
  const [held] = (
    await sql<{
      n: number;
    }>`select count(*)::int as n from holdfast.saved_view where site_id = ${site_id} and owner_id = ${person_id}`.execute(db)
  ).rows;
  if ((held?.n ?? 0) >= mostViews) throw new Failure('conflict', 'too_many_views', { most: mostViews });
  const added = await sql<{ id: string }>`insert into holdfast.saved_view (site_id, list, name, owner_id, query, layout)
    values (${site_id}, ${it.list}, ${it.name}, ${person_id}, ${JSON.stringify(it.query)}::jsonb, ${it.layout === null ? null : JSON.stringify(it.layout)}::jsonb)
    on conflict do nothing returning id`.execute(db);
  if (added.rows[0] === undefined) throw new Failure('conflict', 'view_name_taken', { name: it.name });
  return added.rows[0].id;
}

export async function changeView(db: Database | Tx, site_id: string, view_id: string, it: z.output<typeof changedView>): Promise<void> {
  await requireFreeName(db, site_id, view_id, it.name);
  await sql`update holdfast.saved_view set name = coalesce(${it.name ?? null}, name), changed_at = now(),
      query = coalesce(${it.query === undefined ? null : JSON.stringify(it.query)}::jsonb, query),
      layout = case when ${it.layout !== undefined} then ${it.layout ? JSON.stringify(it.layout) : null}::jsonb else layout end
    where site_id = ${site_id} and id = ${view_id}`.execute(db);
}

async function requireFreeName(db: Database | Tx, site_id: string, view_id: string, name: string | undefined): Promise<void> {
  if (name === undefined) return;
  const taken = await sql`select 1 from holdfast.saved_view v join holdfast.saved_view o using (site_id, list, owner_id)
    where v.site_id = ${site_id} and v.id = ${view_id} and o.id <> v.id and o.name = ${name}`.execute(db);
  if (taken.rows.length > 0) throw new Failure('conflict', 'view_name_taken', { name });
}

export async function shareView(tx: Tx, site_id: string, view_id: string, shared: boolean): Promise<void> {
  await sql`update holdfast.saved_view set shared = ${shared}, changed_at = now() where site_id = ${site_id} and id = ${view_id}`.execute(
    tx,
  );
}

export async function dropView(db: Database | Tx, site_id: string, view_id: string): Promise<void> {
  await sql`update holdfast.list_preference set default_view_id = null where site_id = ${site_id} and default_view_id = ${view_id}`.execute(
    db,
  );
  await sql`delete from holdfast.saved_view where site_id = ${site_id} and id = ${view_id}`.execute(db);
}
