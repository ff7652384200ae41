// All SQL of kept files: what each belongs to; how whole it is stands with its key (platform/file-keys) and is only joined here.
import type { Tx } from '@holdfast/platform/act';
import type { Database } from '@holdfast/platform/route';
import { sql } from 'kysely';
import type { Waiting } from './rules.ts';
import type { KeptFile } from './schema.ts';

/** `of`: what the file belongs to, `name`: what people call it. */
export type NewKeptFile = { site_id: string; sha256: string; name: string; of: { type: string; id: string } };

/** Says, inside the act that keeps a file, what it belongs to: from then on it is read again and missed when it is gone. Twice does no harm. */
export async function noteKeptFile(tx: Tx, { site_id, sha256, name, of }: NewKeptFile): Promise<void> {
  await sql`insert into holdfast.kept_file (site_id, sha256, name, of_type, of_id) values (${site_id}, ${sha256}, ${name}, ${of.type}, ${of.id})
    on conflict (site_id, sha256, of_type, of_id) do nothing`.execute(tx);
}

/** The key row that counts of a file. */
const inForce = sql`lateral (select * from platform.file_key x where x.sha256 = f.sha256 and x.state <> 'replaced'
  order by x.state = 'destroyed', x.made_at desc limit 1)`;

/** The file with these bytes, of whatever it belongs to first; null when nothing at the site has them. */
export async function findKeptFile(db: Database | Tx, site_id: string, sha256: string): Promise<KeptFile | null> {
  const found =
    await sql<KeptFile>`select f.id, f.sha256, f.name, f.of_type, f.of_id, k.checked_at, k.whole_at, k.fault_at_byte::float8 as at_byte,
      case when k.state = 'destroyed' then 'erased' when k.file_id is null then 'key_missing' when k.fault is not null then k.fault
        when k.whole_at is null then 'unchecked' else 'whole' end as state
    from holdfast.kept_file f left join ${inForce} k on true
    where f.site_id = ${site_id} and f.sha256 = ${sha256} order by f.kept_at, f.id limit 1`.execute(db);
  return found.rows[0] ?? null;
}

/** Every content a site keeps, once. */
export async function listWaiting(db: Database, site_id: string): Promise<Waiting[]> {
  const found =
    await sql<Waiting>`select distinct on (f.sha256) f.sha256, coalesce(k.size_bytes, 0)::float8 as size_bytes, k.checked_at, k.fault
    from holdfast.kept_file f join ${inForce} k on true
    where f.site_id = ${site_id} and k.state <> 'destroyed' order by f.sha256`.execute(db);
  return found.rows;
}

export async function listSitesWithFiles(db: Database): Promise<string[]> {
  return (await sql<{ site_id: string }>`select distinct site_id from holdfast.kept_file order by site_id`.execute(db)).rows.map(
    (it) => it.site_id,
  );
}

/** What the files are called, the first name each. */
export async function namesOf(tx: Tx, site_id: string, hashes: readonly string[]): Promise<string[]> {
  const found = await sql<{ name: string }>`select distinct on (sha256) name from holdfast.kept_file
    where site_id = ${site_id} and sha256 = any(${[...hashes]}::text[]) order by sha256, kept_at`.execute(tx);
  return found.rows.map((it) => it.name);
}
