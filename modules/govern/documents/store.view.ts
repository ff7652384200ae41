// SQL of what surrounds documents: who holds which role at a site, who is there, which languages it chose, what was adopted and read.
import type { Tx } from '@holdfast/platform/act';
import type { Database } from '@holdfast/platform/route';
import { sql } from 'kysely';
import type { Adoption, Read } from './rules.ts';
import type { Chosen } from './rules.facts.ts';
import type { AudienceRole } from './rules.types.ts';

export type People = { holders: { person_id: string; role: AudienceRole }[]; active_ids: ReadonlySet<string> };

/**
 * Who held which role of access or function of the plant at the site (also for a part of it, or for the organisation) at an instant: the site's own
 * first, then longest-standing; and who is there now.
 */
export async function readPeople(db: Database | Tx, site_id: string, at: Date): Promise<People> {
  const then = sql`${at.toISOString()}::timestamptz`;
  const held = await sql<{ person_id: string; role: AudienceRole }>`
    select h.person_id, h.role from (
      select g.person_id, g.role, g.site_id, g.granted_at as since from holdfast.role_grant g
        where g.starts_at <= ${then} and (g.expires_at is null or g.expires_at > ${then}) and (g.ended_at is null or g.ended_at > ${then})
      union all
      select a.person_id, a.role, a.site_id, a.starts_at from holdfast.appointment a
        where a.state = 'accepted' and a.starts_at <= ${then} and (a.until_at is null or a.until_at > ${then}) and (a.ended_at is null or a.ended_at > ${then})) h
    where h.site_id is null or h.site_id = ${site_id} order by (h.site_id is null), h.since, h.person_id`.execute(db);
  const there = await sql<{ id: string }>`select id from holdfast.person where active`.execute(db);
  return { holders: held.rows, active_ids: new Set(there.rows.map((it) => it.id)) };
}

/** Names by id. */
export async function readNames(db: Database | Tx): Promise<ReadonlyMap<string, string>> {
  const people = await sql<{ id: string; name: string }>`select id, name from holdfast.person`.execute(db);
  return new Map(people.rows.map((it) => [it.id, it.name]));
}
export async function readSiteNames(db: Database | Tx): Promise<ReadonlyMap<string, string>> {
  const sites = await sql<{ id: string; name: string }>`select id, name from holdfast.site`.execute(db);
  return new Map(sites.rows.map((it) => [it.id, it.name]));
}

/** Languages the site chose for its documents; empty: nobody chose yet. */
export async function readChosen(db: Database | Tx, site_id: string): Promise<Chosen[]> {
  const kept = await sql<{ languages: Chosen[] }>`select languages from holdfast.document_setting where site_id = ${site_id}`.execute(db);
  return kept.rows[0]?.languages ?? [];
}

export async function keepChosen(tx: Tx, site_id: string, languages: readonly Chosen[]): Promise<void> {
  await sql`insert into holdfast.document_setting (site_id, languages) values (${site_id}, ${JSON.stringify(languages)}::jsonb)
    on conflict (site_id) do update set languages = excluded.languages`.execute(tx);
}

export async function readAdoptions(db: Database | Tx, site_id: string): Promise<Map<string, Adoption & { reason: string }>> {
  const rows = await sql<Adoption & { document_id: string; reason: string }>`select document_id, state, number, reason
    from holdfast.document_adoption where site_id = ${site_id}`.execute(db);
  return new Map(rows.rows.map(({ document_id, ...it }) => [document_id, it]));
}

/** Who read what at a site, by document, then by person. */
export async function readReadings(db: Database | Tx, site_id: string, document_id?: string): Promise<Map<string, Map<string, Read>>> {
  const only = document_id === undefined ? sql`true` : sql`document_id = ${document_id}`;
  const rows = await sql<Read & { document_id: string; person_id: string }>`select document_id, person_id, number, read_at, expires_at
    from holdfast.document_reading where site_id = ${site_id} and ${only}`.execute(db);
  const reads = new Map<string, Map<string, Read>>();
  for (const { document_id: of, person_id, ...read } of rows.rows) {
    const mine = reads.get(of) ?? new Map<string, Read>();
    reads.set(of, mine.set(person_id, read));
  }
  return reads;
}

export type Adopted = { site_id: string; document_id: string; home_site_id: string; by: string; at: string; reason: string };

/** Keeps what the site said of a document of the organisation; `number` null: declined. */
export async function keepAdoption(tx: Tx, it: Adopted, number: number | null): Promise<void> {
  await sql`insert into holdfast.document_adoption (site_id, document_id, home_site_id, state, number, decided_by, decided_at, reason)
    values (${it.site_id}, ${it.document_id}, ${it.home_site_id}, ${number === null ? 'declined' : 'adopted'}, ${number}, ${it.by}, ${it.at}, ${it.reason})
    on conflict (site_id, document_id) do update set state = excluded.state, number = excluded.number, decided_by = excluded.decided_by,
      decided_at = excluded.decided_at, reason = excluded.reason`.execute(tx);
}

export type Reading = Read & { site_id: string; document_id: string; home_site_id: string; person_id: string; language: string };

export async function keepReading(tx: Tx, it: Reading): Promise<void> {
  await sql`insert into holdfast.document_reading (site_id, document_id, person_id, home_site_id, number, language, read_at, expires_at)
    values (${it.site_id}, ${it.document_id}, ${it.person_id}, ${it.home_site_id}, ${it.number}, ${it.language}, ${it.read_at}, ${it.expires_at})
    on conflict (site_id, document_id, person_id) do update set number = excluded.number, language = excluded.language,
      read_at = excluded.read_at, expires_at = excluded.expires_at`.execute(tx);
}

/** A site's name and time zone, for paper. */
export async function readSitePlace(db: Database | Tx, site_id: string): Promise<{ site_name: string; time_zone: string }> {
  const found = await sql<{
    site_name: string;
    time_zone: string;
  }>`select name as site_name, time_zone from holdfast.site where id = ${site_id}`.execute(db);
  return found.rows[0]!;
}
