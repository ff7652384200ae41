// The search over everything: each practice's own list, a few rows of each, side by side.
import { assetQuery } from '@holdfast/assets/schema';
import { listAssets } from '@holdfast/assets/store';
import { captureQuery } from '@holdfast/captures/schema';
import { listCaptures } from '@holdfast/captures/store';
import { itemQuery } from '@holdfast/evidence/schema';
import { listItems } from '@holdfast/evidence/store';
import { findingQuery } from '@holdfast/findings/schema';
import { listFindings } from '@holdfast/findings/store';
import { contains, every, inZones } from '@holdfast/platform/list';
import type { Database } from '@holdfast/platform/route';
import { questionQuery } from '@holdfast/questions/schema';
import { listQuestions } from '@holdfast/questions/store';
import { walkDownQuery } from '@holdfast/walk-downs/schema';
import { listWalkDowns } from '@holdfast/walk-downs/store';
import { sql } from 'kysely';
import { type Asked, rank } from './rules.ts';
import type { Hit, HitType } from './schema.ts';

export type Asking = { db: Database; site_id: string; zones: readonly string[] | null; asked: Asked; limit: number };
type Hits = { total: number; hits: Hit[] };
type Finder = { type: HitType; find: (asking: Asking) => Promise<Hits> };

/** Rows looked at to find the best; more match only when the text says little. */
const lookedAt = 40;

export const finders: readonly Finder[] = [
  { type: 'asset', find: findAssets },
  { type: 'zone', find: findZones },
  { type: 'conduit', find: findConduits },
  { type: 'finding', find: findFindings },
  { type: 'capture', find: findCaptures },
  { type: 'walk_down', find: findWalkDowns },
  { type: 'evidence_item', find: findEvidence },
  { type: 'question', find: findQuestions },
  { type: 'person', find: findPeople },
];

/** The hits of one type, best first. */
export async function findBest(finder: Finder, asking: Asking): Promise<Hits> {
  const { total, hits } = await finder.find(asking);
  return { total, hits: rank(hits, asking.asked.text).slice(0, asking.limit) };
}

async function findAssets({ db, site_id, zones, asked }: Asking): Promise<Hits> {
  const zone_id = asked.zone === null ? undefined : await zonesNamed(db, site_id, asked.zone);
  if (zone_id?.length === 0) return { total: 0, hits: [] };
  const query = assetQuery.parse({ limit: lookedAt, search: asked.text, ...(asked.kind === null ? {} : { kind: asked.kind }) });
  const { rows, total } = await listAssets(db, site_id, { ...query, zone_id }, zones);
  const address = (ips: readonly string[], macs: readonly string[]) => [...ips, ...macs].slice(0, 2).join(' ') || null;
  return { total, hits: rows.map((it) => ({ id: it.id, name: it.name, detail: address(it.ips, it.macs), code: it.kind })) };
}

async function zonesNamed(db: Database, site_id: string, name: string): Promise<string[]> {
  const named = sql<{
    id: string;
  }>`select z.id from holdfast.zone z where z.site_id = ${site_id} and ${contains('z.name', name) ?? sql`true`}`;
  return (await named.execute(db)).rows.map((it) => it.id);
}

async function findZones({ db, site_id, zones, asked }: Asking): Promise<Hits> {
  const where = every([
    sql`z.site_id = ${site_id}`,
    inZones('z.id', zones),
    contains(`z.name || ' ' || array_to_string(z.subnets, ' ')`, asked.text),
  ]);
  const rows = await sql<Hit & { total: number }>`select z.id, z.name, nullif(array_to_string(z.subnets, ' '), '') as detail, null as code,
    (count(*) over ())::int as total from holdfast.zone z where ${where} order by z.name limit ${lookedAt}`.execute(db);
  return { total: rows.rows[0]?.total ?? 0, hits: rows.rows.map(({ total: _total, ...it }) => it) };
}

// Not the list of conduits, which counts all flows: names are enough to be found by.
async function findConduits({ db, site_id, zones, asked }: Asking): Promise<Hits> {
  const name = "a.name || ' – ' || b.name";
  const here = zones === null ? null : sql`(c.zone_a = any(${[...zones]}::uuid[]) or c.zone_b = any(${[...zones]}::uuid[]))`;
  const where = every([sql`c.site_id = ${site_id}`, here, contains(`${name} || ' ' || coalesce(c.purpose, '')`, asked.text)]);
  const rows = await sql<
    Hit & { total: number }
  >`select c.id, ${sql.raw(name)} as name, c.purpose as detail, null as code, (count(*) over ())::int as total
    from holdfast.conduit c join holdfast.zone a on a.site_id = c.site_id and a.id = c.zone_a join holdfast.zone b on b.site_id = c.site_id and b.id = c.zone_b
    where ${where} order by 2 limit ${lookedAt}`.execute(db);
  return { total: rows.rows[0]?.total ?? 0, hits: rows.rows.map(({ total: _total, ...it }) => it) };
}

async function findFindings({ db, site_id, zones, asked }: Asking): Promise<Hits> {
  const query = findingQuery.parse({ limit: lookedAt, search: asked.text, state: 'open,investigating' });
  const { rows, total } = await listFindings(db, site_id, query, zones);
  return { total, hits: rows.map((it) => ({ id: it.id, name: it.subject_name, detail: it.zone_name, code: it.kind })) };
}

async function findCaptures({ db, site_id, asked }: Asking): Promise<Hits> {
  const { rows, total } = await listCaptures(db, site_id, captureQuery.parse({ limit: lookedAt, search: asked.text }));
  return { total, hits: rows.map((it) => ({ id: it.id, name: it.name, detail: it.added_at, code: null })) };
}

async function findWalkDowns({ db, site_id, zones, asked }: Asking): Promise<Hits> {
  const { rows, total } = await listWalkDowns(db, site_id, walkDownQuery.parse({ limit: lookedAt, search: asked.text }), zones);
  return { total, hits: rows.map((it) => ({ id: it.id, name: it.name, detail: it.assigned_to_name, code: it.state })) };
}

async function findEvidence({ db, site_id, asked }: Asking): Promise<Hits> {
  const { rows, total } = await listItems(db, site_id, itemQuery.parse({ limit: lookedAt, search: asked.text }));
  return { total, hits: rows.map((it) => ({ id: it.id, name: it.title, detail: `E-${it.number}`, code: it.kind })) };
}

async function findQuestions({ db, site_id, asked }: Asking): Promise<Hits> {
  const { rows, total } = await listQuestions(db, site_id, questionQuery.parse({ limit: lookedAt, search: asked.text }));
  return { total, hits: rows.map((it) => ({ id: it.id, name: it.text, detail: `Q-${it.number}`, code: it.state })) };
}

async function findPeople({ db, asked }: Asking): Promise<Hits> {
  const rows = await sql<Hit & { total: number }>`select p.id, p.name, null as detail, null as code, (count(*) over ())::int as total
    from holdfast.person p where ${every([sql`p.active`, contains('p.name', asked.text)])} order by p.name limit ${lookedAt}`.execute(db);
  return { total: rows.rows[0]?.total ?? 0, hits: rows.rows.map(({ total: _total, ...it }) => it) };
}
