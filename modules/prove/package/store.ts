// All SQL of packages: those asked for, and those made.
import type { Tx } from '@holdfast/platform/act';
import { Failure } from '@holdfast/platform/failure';
import { contains, every, findPage, inOrder, isAmong, isOneOf, orderBy } from '@holdfast/platform/list';
import type { Database } from '@holdfast/platform/route';
import { nextNumber } from '@holdfast/platform/running-number';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { EvidencePackage, NewPackage, Omission, packageQuery, PackageScope } from './schema.ts';

const from = sql`holdfast.evidence_package k join holdfast.person p on p.id = k.requested_by
  left join holdfast.evidence_package b on b.site_id = k.site_id and b.id = k.previous_id join ledger.log l on l.id = k.log_id`;
const columns = sql`k.id, k.number, k.scope, k.scope_title, l.epoch, k.period_from as "from", k.period_until as until, k.as_of_size::float8 as as_of_size,
  b.number as previous_number, k.is_complete, k.state, k.fault, k.done_bytes::float8 as done_bytes, k.sha256, k.size_bytes::float8 as size_bytes,
  k.entries, k.files, k.omitted, k.requested_by, p.name as requested_by_name, k.requested_at, k.made_at`;
const sortable = {
  id: 'k.id',
  number: 'k.number',
  state: 'k.state',
  requested_by: 'p.name',
  requested_at: 'k.requested_at',
  size_bytes: 'k.size_bytes',
};

export async function listPackages(
  db: Database,
  site_id: string,
  query: z.output<typeof packageQuery>,
): Promise<{ rows: EvidencePackage[]; total: number }> {
  const where = every([
    sql`k.site_id = ${site_id}`,
    contains(`concat_ws(' ', 'P-' || k.number, k.scope_title, p.name, k.sha256)`, query.search),
    isOneOf('k.state', query.state),
  ]);
  const found = await findPage(db, { id: 'k.id', from, where, order: orderBy(query, sortable, '-number') }, query);
  const rows =
    await sql<EvidencePackage>`select ${columns} from ${from} where k.site_id = ${site_id} and ${isAmong('k.id', found.ids)}`.execute(db);
  return { rows: inOrder(found.ids, rows.rows), total: found.total };
}

export async function readPackage(db: Database | Tx, site_id: string, package_id: string): Promise<EvidencePackage> {
  const [row] = (
    await sql<EvidencePackage>`select ${columns} from ${from} where k.site_id = ${site_id} and k.id = ${package_id}`.execute(db)
  ).rows;
  if (!row) throw new Failure('not_found', 'package_not_found');
  return row;
}

/** All a job needs to make a package; the same order gives the same bytes. */
export type PackageOrder = {
  id: string;
  site_id: string;
  number: number;
  state: EvidencePackage['state'];
  log_id: string;
  scope: PackageScope;
  scope_title: string;
  from: string | null;
  until: string | null;
  as_of_size: number;
  previous_size: number | null;
  is_complete: boolean;
  with_texts: boolean;
  with_files: boolean;
  may_pack_files: boolean;
  max_file_bytes: number | null;
  requested_by: string;
  requested_at: string;
};

export async function readOrder(db: Database, package_id: string): Promise<PackageOrder | null> {
  const found =
    await sql<PackageOrder>`select k.id, k.site_id, k.number, k.state, k.log_id, k.scope, k.scope_title, k.period_from as "from",
    k.period_until as until, k.as_of_size::float8 as as_of_size, k.previous_size::float8 as previous_size, k.is_complete, k.with_texts, k.with_files,
    k.may_pack_files, k.max_file_bytes::float8 as max_file_bytes, k.requested_by, k.requested_at
    from holdfast.evidence_package k where k.id = ${package_id}`.execute(db);
  return found.rows[0] ?? null;
}

/** The package of the same scope made last, no newer than `size`: this one shows that the log only grew since. */
export async function findPrevious(
  db: Database | Tx,
  log_id: string,
  scope: PackageScope,
  size: number,
): Promise<{ id: string; number: number; size: number } | null> {
  const found = await sql<{ id: string; number: number; size: number }>`select k.id, k.number, k.as_of_size::float8 as size
    from holdfast.evidence_package k where k.log_id = ${log_id} and k.state = 'ready' and k.scope = ${JSON.stringify(scope)}::jsonb and k.as_of_size <= ${size}
    order by k.as_of_size desc, k.number desc limit 1`.execute(db);
  return found.rows[0] ?? null;
}

export type Ordering = NewPackage & {
  log_id: string;
  as_of_size: number;
  previous: { id: string; size: number } | null;
  may_pack_files: boolean;
  scope_title: string;
  person_id: string;
};

export async function addPackage(tx: Tx, site_id: string, it: Ordering): Promise<EvidencePackage> {
  const number = await nextNumber(tx, 'holdfast.evidence_package', site_id);
  const added = await sql<{
    id: string;
  }>`insert into holdfast.evidence_package (site_id, number, log_id, scope, scope_title, period_from, period_until,
      as_of_size, previous_id, previous_size, is_complete, with_texts, with_files, may_pack_files, max_file_bytes, requested_by)
    values (${site_id}, ${number}, ${it.log_id}, ${JSON.stringify(it.scope)}::jsonb, ${it.scope_title}, ${it.from}, ${it.until},
      ${it.as_of_size}, ${it.previous?.id ?? null}, ${it.previous?.size ?? null}, ${it.complete}, ${it.with_texts}, ${it.with_files},
      ${it.may_pack_files}, ${it.max_file_bytes}, ${it.person_id}) returning id`.execute(tx);
  return readPackage(tx, site_id, added.rows[0]!.id);
}

/** How far making is; no act, nobody decides on it. */
export async function noteProgress(db: Database, package_id: string, done_bytes: number): Promise<void> {
  await sql`update holdfast.evidence_package set done_bytes = ${done_bytes} where id = ${package_id}`.execute(db);
}

export type MadePackage = { sha256: string; size_bytes: number; entries: number; files: number; omitted: Omission[] };

export async function markReady(tx: Tx, package_id: string, it: MadePackage): Promise<void> {
  await sql`update holdfast.evidence_package set state = 'ready', fault = null, sha256 = ${it.sha256}, size_bytes = ${it.size_bytes},
    done_bytes = ${it.size_bytes}, entries = ${it.entries}, files = ${it.files}, omitted = ${JSON.stringify(it.omitted)}::jsonb, made_at = now()
    where id = ${package_id}`.execute(tx);
}

export async function markFailed(tx: Tx, package_id: string, fault: string): Promise<void> {
  await sql`update holdfast.evidence_package set state = 'failed', fault = ${fault} where id = ${package_id}`.execute(tx);
}

/** What a scope is called, in the words of the plant: names where there are some. Throws not_found for a thing of another site. */
export async function titleOf(db: Database, site_id: string, scope: PackageScope): Promise<string> {
  if (scope.type === 'site') return '';
  if (scope.type === 'acts') return scope.kinds.join(', ');
  if (scope.type === 'requirement') return scope.id;
  const wanted = scope.type === 'evidence' ? scope.ids : [scope.id];
  const found = await namesOf(db, site_id, scope, wanted);
  if (found.length !== new Set(wanted).size) throw new Failure('not_found', 'scope_not_found');
  return found.join(', ');
}

async function namesOf(db: Database, site_id: string, scope: PackageScope, ids: string[]): Promise<string[]> {
  const among = isAmong('x.id', ids);
  const queries = {
    zone: sql<{ name: string }>`select x.name from holdfast.zone x where x.site_id = ${site_id} and ${among}`,
    conduit: sql<{ name: string }>`select coalesce(x.name, a.name || ' – ' || b.name) as name from holdfast.conduit x
      join holdfast.zone a on a.site_id = x.site_id and a.id = x.zone_a join holdfast.zone b on b.site_id = x.site_id and b.id = x.zone_b
      where x.site_id = ${site_id} and ${among}`,
    asset: sql<{ name: string }>`select x.name from holdfast.asset x where x.site_id = ${site_id} and ${among}`,
    person: sql<{ name: string }>`select x.name from holdfast.person x where ${among}`,
    evidence: sql<{
      name: string;
    }>`select 'E-' || x.number as name from holdfast.evidence_item x where x.site_id = ${site_id} and ${among} order by x.number`,
  };
  const key = scope.type === 'subject' ? scope.subject_type : (scope.type as 'person' | 'evidence');
  return (await queries[key].execute(db)).rows.map((row) => row.name);
}
