// SQL of services and who depends on them: declared by people or accepted from a proposal.
import type { Tx } from '@holdfast/platform/act';
import { Failure } from '@holdfast/platform/failure';
import { contains, every, findPage, inOrder, isAmong, isOneOf, orderBy } from '@holdfast/platform/list';
import type { Database } from '@holdfast/platform/route';
import { requirePerson } from '@holdfast/sites/store';
import { sql } from 'kysely';
import type { z } from 'zod';
import { parseAddress, parseNetwork } from '@holdfast/core-zones';
import type {
  ChangedService,
  changedDependency,
  Dependency,
  NewDependency,
  NewService,
  Service,
  ServiceDetail,
  serviceQuery,
} from './schema.ts';

const from = sql`holdfast.service s
  left join holdfast.person o on o.id = s.owner_id
  left join holdfast.supplier u on u.site_id = s.site_id and u.id = s.supplier_id
  left join holdfast.person d on d.id = s.declared_by`;
const columns = sql`s.id, s.name, s.kind, s.external, s.business_application, s.owner_id, o.name as owner_name, s.supplier_id, u.name as supplier_name, s.purpose, s.impact, s.addresses,
  s.source, coalesce((select jsonb_agg(jsonb_build_object('id', a.id, 'name', a.name) order by a.name) from holdfast.service_host h
    join holdfast.asset a on a.site_id = h.site_id and a.id = h.asset_id where h.site_id = s.site_id and h.service_id = s.id), '[]') as hosts,
  (select count(*)::int from holdfast.dependency n where n.site_id = s.site_id and n.service_id = s.id) as dependents, coalesce(d.name, '') as declared_by_name, s.declared_at, s.version`;
const sortable = {
  id: 's.id',
  name: 's.name',
  kind: 's.kind',
  owner_name: 'o.name',
  supplier_name: 'u.name',
  external: 's.external',
  declared_at: 's.declared_at',
  dependents: '(select count(*) from holdfast.dependency n where n.site_id = s.site_id and n.service_id = s.id)',
};

/** Services still declared. */
export async function listServices(
  db: Database | Tx,
  site_id: string,
  query: z.output<typeof serviceQuery>,
): Promise<{ rows: Service[]; total: number }> {
  const where = every([
    sql`s.site_id = ${site_id} and s.ended_at is null`,
    contains("s.name || ' ' || coalesce(s.purpose, '') || ' ' || array_to_string(s.addresses, ' ')", query.search),
    isOneOf('s.kind', query.kind),
    isOneOf('s.external', query.external),
    isOneOf('s.owner_id', query.owner_id),
    isOneOf('s.supplier_id', query.supplier_id),
  ]);
  const { ids, total } = await findPage(db, { id: 's.id', from, where, order: orderBy(query, sortable, 'name') }, query);
  const shown = await sql<Service>`select ${columns} from ${from} where s.site_id = ${site_id} and ${isAmong('s.id', ids)}`.execute(db);
  return { rows: inOrder(ids, shown.rows), total };
}

export async function readService(db: Database | Tx, site_id: string, service_id: string): Promise<ServiceDetail> {
  const [row] = (
    await sql<Service>`select ${columns} from ${from} where s.site_id = ${site_id} and s.id = ${service_id} and s.ended_at is null`.execute(
      db,
    )
  ).rows;
  if (!row) throw new Failure('not_found', 'service_not_found');
  const depends =
    await sql<Dependency>`select n.id, n.service_id, n.dependent_type, n.dependent_id, coalesce(z.name, a.name, r.name, v.name, '?') as dependent_name, n.hardness,
      n.after_hours, n.workaround, n.source, n.flows_counted, coalesce(p.name, '') as declared_by_name, n.declared_at, n.version
    from holdfast.dependency n left join holdfast.person p on p.id = n.declared_by
    left join holdfast.zone z on n.dependent_type = 'zone' and z.site_id = n.site_id and z.id = n.dependent_id
    left join holdfast.asset a on n.dependent_type = 'asset' and a.site_id = n.site_id and a.id = n.dependent_id
    left join holdfast.area r on n.dependent_type = 'area' and r.site_id = n.site_id and r.id = n.dependent_id
    left join holdfast.service v on n.dependent_type = 'service' and v.site_id = n.site_id and v.id = n.dependent_id
    where n.site_id = ${site_id} and n.service_id = ${service_id} order by n.hardness = 'inconvenient', n.after_hours nulls first, 5`.execute(
      db,
    );
  return { ...row, depends: depends.rows };
}

/** Refuses what is no address or network, a supplier or hosts that are not of the site. */
async function requireParts(tx: Tx, site_id: string, it: Omit<ChangedService, 'version'>): Promise<void> {
  await requirePerson(tx, it.owner_id);
  for (const address of it.addresses ?? [])
    if (parseAddress(address) === null && parseNetwork(address) === null) throw new Failure('bad_input', 'bad_address', { address });
  await requireSuppliers(tx, site_id, it.supplier_id ? [it.supplier_id] : []);
  await requireRows(tx, site_id, 'asset', it.host_ids ?? []);
}

/** Refuses ids that are not rows of the site's table. */
export async function requireRows(
  tx: Tx,
  site_id: string,
  table: 'asset' | 'zone' | 'area' | 'service',
  ids: readonly string[],
): Promise<void> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return;
  const found =
    await sql`select 1 from ${sql.table(`holdfast.${table}`)} where site_id = ${site_id} and id = any(${wanted}::uuid[])`.execute(tx);
  if (found.rows.length !== wanted.length) throw new Failure('not_found', `${table}_not_found`);
}

export async function requireSuppliers(tx: Tx, site_id: string, ids: readonly string[]): Promise<void> {
  const wanted = [...new Set(ids)];
  const found = await sql`select 1 from holdfast.supplier where site_id = ${site_id} and id = any(${wanted}::uuid[])`.execute(tx);
  if (found.rows.length !== wanted.length) throw new Failure('not_found', 'supplier_not_found');
}

async function requireFreeName(tx: Tx, site_id: string, service_id: string | null, name: string | undefined): Promise<void> {
  if (name === undefined) return;
  await sql`select pg_advisory_xact_lock(hashtextextended(${`services:${site_id}`}, 0))`.execute(tx);
  const taken = await sql`select 1 from holdfast.service where site_id = ${site_id} and lower(name) = lower(${name}) and ended_at is null
    and id is distinct from ${service_id}::uuid`.execute(tx);
  if (taken.rows.length > 0) throw new Failure('conflict', 'service_name_taken', { name });
}

/** Declares a service; `source` says whether a person named it or accepted it from flows. */
export async function addService(
  tx: Tx,
  site_id: string,
  person_id: string,
  it: NewService,
  source: 'person' | 'flows' = 'person',
): Promise<ServiceDetail> {
  await requireFreeName(tx, site_id, null, it.name);
  await requireParts(tx, site_id, it);
  const added = await sql<{
    id: string;
  }>`insert into holdfast.service (site_id, name, kind, external, business_application, owner_id, supplier_id, purpose, impact, addresses, source, declared_by)
    values (${site_id}, ${it.name}, ${it.kind}, ${it.external ?? false}, ${it.business_application ?? false}, ${it.owner_id ?? null}, ${it.supplier_id ?? null}, ${it.purpose ?? null},
      ${it.impact ?? null}, ${it.addresses ?? []}, ${source}, ${person_id}) returning id`.execute(tx);
  const service_id = added.rows[0]!.id;
  await saveHosts(tx, site_id, service_id, it.host_ids ?? []);
  return readService(tx, site_id, service_id);
}

const plain = ['name', 'kind', 'external', 'business_application', 'owner_id', 'supplier_id', 'purpose', 'impact', 'addresses'] as const;

export async function changeService(tx: Tx, site_id: string, service_id: string, it: ChangedService): Promise<ServiceDetail> {
  const now = await readService(tx, site_id, service_id);
  if (now.version !== it.version) throw new Failure('conflict', 'changed_meanwhile', { version: now.version });
  await requireFreeName(tx, site_id, service_id, it.name);
  await requireParts(tx, site_id, it);
  for (const name of plain)
    if (it[name] !== undefined)
      await sql`update holdfast.service set ${sql.ref(name)} = ${it[name]} where site_id = ${site_id} and id = ${service_id}`.execute(tx);
  if (it.host_ids !== undefined) await saveHosts(tx, site_id, service_id, it.host_ids);
  await sql`update holdfast.service set version = version + 1 where site_id = ${site_id} and id = ${service_id}`.execute(tx);
  return readService(tx, site_id, service_id);
}

async function saveHosts(tx: Tx, site_id: string, service_id: string, host_ids: readonly string[]): Promise<void> {
  await sql`delete from holdfast.service_host where site_id = ${site_id} and service_id = ${service_id} and asset_id <> all(${[...host_ids]}::uuid[])`.execute(
    tx,
  );
  await sql`insert into holdfast.service_host (site_id, service_id, asset_id) select ${site_id}, ${service_id}, unnest(${[...host_ids]}::uuid[]) on conflict do nothing`.execute(
    tx,
  );
}

/** Lets several hosts carry a service that is there. */
export async function addHosts(tx: Tx, site_id: string, service_id: string, host_ids: readonly string[]): Promise<void> {
  await sql`insert into holdfast.service_host (site_id, service_id, asset_id) select ${site_id}, ${service_id}, unnest(${[...host_ids]}::uuid[]) on conflict do nothing`.execute(
    tx,
  );
}

/** The service is used no more; what depended on it is said no more. */
export async function endService(tx: Tx, site_id: string, service_id: string): Promise<ServiceDetail> {
  const gone = await readService(tx, site_id, service_id);
  await sql`delete from holdfast.dependency where site_id = ${site_id} and (service_id = ${service_id} or (dependent_type = 'service' and dependent_id = ${service_id}))`.execute(
    tx,
  );
  await sql`update holdfast.service set ended_at = now() where site_id = ${site_id} and id = ${service_id}`.execute(tx);
  return gone;
}

type Told = { source: 'person' | 'flows'; proposal_key: string | null; flows_counted: number };
const byPerson: Told = { source: 'person', proposal_key: null, flows_counted: 0 };

/** Says that something depends on a service. Throws conflict when that is said already. Returns the dependency's id. */
export async function addDependency(
  tx: Tx,
  site_id: string,
  person_id: string,
  service_id: string,
  it: NewDependency,
  told = byPerson,
): Promise<string> {
  requireHours(it);
  if (it.dependent_type === 'service' && it.dependent_id === service_id) throw new Failure('unprocessable', 'depends_on_itself');
  await readService(tx, site_id, service_id);
  await requireRows(tx, site_id, it.dependent_type, [it.dependent_id]);
  const added = await sql<{
    id: string;
  }>`insert into holdfast.dependency (site_id, service_id, dependent_type, dependent_id, hardness, after_hours, workaround, source, proposal_key, flows_counted, declared_by)
    values (${site_id}, ${service_id}, ${it.dependent_type}, ${it.dependent_id}, ${it.hardness}, ${it.after_hours}, ${it.workaround}, ${told.source}, ${told.proposal_key},
      ${told.flows_counted}, ${person_id}) on conflict (site_id, service_id, dependent_type, dependent_id) do nothing returning id`.execute(
    tx,
  );
  if (added.rows.length === 0) throw new Failure('conflict', 'dependency_known');
  return added.rows[0]!.id;
}

function requireHours(it: { hardness: string; after_hours: number | null }): void {
  if ((it.hardness === 'stops_after') !== (it.after_hours !== null)) throw new Failure('bad_input', 'hours_wrong');
}

/** Returns the service the dependency belongs to. */
export async function changeDependency(
  tx: Tx,
  site_id: string,
  dependency_id: string,
  it: z.output<typeof changedDependency>,
): Promise<string> {
  requireHours(it);
  const [row] = (
    await sql<{
      service_id: string;
      version: number;
    }>`select service_id, version from holdfast.dependency where site_id = ${site_id} and id = ${dependency_id} for update`.execute(tx)
  ).rows;
  if (!row) throw new Failure('not_found', 'dependency_not_found');
  if (row.version !== it.version) throw new Failure('conflict', 'changed_meanwhile', { version: row.version });
  await sql`update holdfast.dependency set hardness = ${it.hardness}, after_hours = ${it.after_hours}, workaround = ${it.workaround}, version = version + 1
    where site_id = ${site_id} and id = ${dependency_id}`.execute(tx);
  return row.service_id;
}

/** Returns the service the dependency belonged to. */
export async function removeDependency(tx: Tx, site_id: string, dependency_id: string): Promise<string> {
  const gone = await sql<{
    service_id: string;
  }>`delete from holdfast.dependency where site_id = ${site_id} and id = ${dependency_id} returning service_id`.execute(tx);
  if (gone.rows.length === 0) throw new Failure('not_found', 'dependency_not_found');
  return gone.rows[0]!.service_id;
}
