// All SQL of accounts.
import type { Tx } from '@holdfast/platform/act';
import { Failure } from '@holdfast/platform/failure';
import { contains, every, findPage, inOrder, isAmong, isOneOf, orderBy } from '@holdfast/platform/list';
import type { Database } from '@holdfast/platform/route';
import { requirePerson } from '@holdfast/sites/store';
import { sql } from 'kysely';
import type { Account, AccountQuery, NewAccount } from './schema.ts';

const columns = sql`c.id, c.system, c.asset_id, a.name as asset_name, c.login, c.kind, c.holder_id, coalesce(p.name, c.holder) as holder, c.purpose,
  to_char(c.last_reviewed, 'YYYY-MM-DD') as last_reviewed, c.state, c.version, c.created_at`;
const from = sql`holdfast.account c left join holdfast.asset a on a.site_id = c.site_id and a.id = c.asset_id left join holdfast.person p on p.id = c.holder_id`;
const sortable = {
  id: 'c.id',
  system: 'c.system',
  login: 'c.login',
  kind: 'c.kind',
  holder: 'coalesce(p.name, c.holder)',
  last_reviewed: 'c.last_reviewed',
  state: 'c.state',
};

/** Accounts of a site that match. */
export async function listAccounts(db: Database | Tx, site_id: string, query: AccountQuery): Promise<{ rows: Account[]; total: number }> {
  const where = every([
    sql`c.site_id = ${site_id}`,
    contains(`concat_ws(' ', c.system, a.name, c.login, p.name, c.holder, c.purpose)`, query.search),
    isOneOf('c.kind', query.kind),
    isOneOf('c.state', query.state),
    isOneOf('c.asset_id', query.asset_id),
    isOneOf('c.holder_id', query.holder_id),
  ]);
  const found = await findPage(db, { id: 'c.id', from, where, order: orderBy(query, sortable, 'system') }, query);
  const rows = await sql<Account>`select ${columns} from ${from} where c.site_id = ${site_id} and ${isAmong('c.id', found.ids)}`.execute(
    db,
  );
  return { rows: inOrder(found.ids, rows.rows), total: found.total };
}

export async function readAccount(db: Database | Tx, site_id: string, account_id: string): Promise<Account> {
  const [row] = (await sql<Account>`select ${columns} from ${from} where c.site_id = ${site_id} and c.id = ${account_id}`.execute(db)).rows;
  if (!row) throw new Failure('not_found', 'account_not_found');
  return row;
}

async function requireAsset(tx: Tx, site_id: string, asset_id: string | null): Promise<void> {
  if (asset_id === null) return;
  const found = await sql`select 1 from holdfast.asset where site_id = ${site_id} and id = ${asset_id}`.execute(tx);
  if (found.rows.length === 0) throw new Failure('not_found', 'asset_not_found');
}

/** Adds an account. Throws conflict when the system has a login of that name already. */
export async function addAccount(tx: Tx, site_id: string, it: NewAccount): Promise<Account> {
  await requirePerson(tx, it.holder_id);
  await requireAsset(tx, site_id, it.asset_id);
  const added = await sql<{
    id: string;
  }>`insert into holdfast.account (site_id, system, asset_id, login, kind, holder_id, holder, purpose, last_reviewed)
    values (${site_id}, ${it.system}, ${it.asset_id}, ${it.login}, ${it.kind}, ${it.holder_id}, ${it.holder_id === null ? it.holder : null}, ${it.purpose},
      ${it.last_reviewed}::date) on conflict do nothing returning id`.execute(tx);
  const [row] = added.rows;
  if (!row) throw new Failure('conflict', 'account_taken', { system: it.system, login: it.login });
  return readAccount(tx, site_id, row.id);
}

/** Changes all fields. Throws conflict when it was changed since `version`, is retired, or the login is taken. */
export async function changeAccount(tx: Tx, site_id: string, account_id: string, it: NewAccount & { version: number }): Promise<Account> {
  const [row] = (
    await sql<{
      version: number;
      state: string;
    }>`select version, state from holdfast.account where site_id = ${site_id} and id = ${account_id} for update`.execute(tx)
  ).rows;
  if (!row) throw new Failure('not_found', 'account_not_found');
  if (row.version !== it.version) throw new Failure('conflict', 'changed_meanwhile', { version: row.version });
  if (row.state === 'retired') throw new Failure('conflict', 'account_retired');
  await requirePerson(tx, it.holder_id);
  await requireAsset(tx, site_id, it.asset_id);
  const taken = await sql`select 1 from holdfast.account where site_id = ${site_id} and id <> ${account_id}
    and lower(system) = lower(${it.system}) and lower(login) = lower(${it.login})`.execute(tx);
  if (taken.rows.length > 0) throw new Failure('conflict', 'account_taken', { system: it.system, login: it.login });
  await sql`update holdfast.account set system = ${it.system}, asset_id = ${it.asset_id}, login = ${it.login}, kind = ${it.kind}, holder_id = ${it.holder_id},
    holder = ${it.holder_id === null ? it.holder : null}, purpose = ${it.purpose}, last_reviewed = ${it.last_reviewed}::date, version = version + 1
    where site_id = ${site_id} and id = ${account_id}`.execute(tx);
  return readAccount(tx, site_id, account_id);
}

/** Notes that an account is gone from its system; it stays readable. Throws conflict when it was noted before. */
export async function retireAccount(tx: Tx, site_id: string, account_id: string): Promise<Account> {
  const ended = await sql`update holdfast.account set state = 'retired', version = version + 1
    where site_id = ${site_id} and id = ${account_id} and state = 'active' returning 1`.execute(tx);
  const now = await readAccount(tx, site_id, account_id);
  if (ended.rows.length === 0) throw new Failure('conflict', 'account_retired');
  return now;
}
