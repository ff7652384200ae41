// Accounts as a kind of import: found again by system and login.
import { compareRows, fieldsOf, type ParsedRow, writtenValues } from '@holdfast/imports/rules';
import type { ImportKind } from '@holdfast/imports/store.kind';
import { findIn, peopleByWord, readLastValues } from '@holdfast/imports/store.last';
import { assetsByWord } from '@holdfast/imports/store.suppliers';
import type { Tx } from '@holdfast/platform/act';
import { Failure } from '@holdfast/platform/failure';
import { sql } from 'kysely';
import { accountKey } from './rules.ts';
import type { NewAccount } from './schema.ts';
import { addAccount, listAccounts, readAccount } from './store.ts';

type Undo = { added: boolean; version: number; before: Record<string, string | null> };
type Write = { values: Record<string, string>; asset_id: string | null; holder_id: string | null };

export const accountImport: Omit<ImportKind, 'access'> = {
  kind: 'account',
  fields: fieldsOf.account,
  place: 'site',
  async plan(db, scope, rows) {
    const { rows: accounts } = await listAccounts(db, scope.site_id, { limit: 100_000, offset: 0 });
    const assets = await assetsByWord(db, scope.site_id);
    const people = await peopleByWord(db);
    const assetOf = (row: ParsedRow): string | null => {
      const hit = assets.find(row.values['system'] ?? '');
      return 'id' in hit ? hit.id : null;
    };
    return compareRows(rows, {
      by_key: new Map(
        accounts.map((it) => {
          const { system, login, kind, holder, purpose, last_reviewed } = it;
          const values = { system, login, kind, holder, purpose, last_reviewed };
          return [
            `account:${accountKey(it)}`,
            { id: it.id, label: `${login} @ ${system}`, values, refuse: it.state === 'retired' ? 'account_retired' : undefined },
          ];
        }),
      ),
      keysOf: (row) => {
        const { system, login } = row.values;
        return system === undefined || login === undefined ? [] : [`account:${accountKey({ asset_id: assetOf(row), system, login })}`];
      },
      resolve: (row, found) => {
        const asset_id = assetOf(row);
        const holder = row.values['holder'] === undefined ? null : findIn(people, row.values['holder']);
        const ids = {
          ...(asset_id === null ? {} : { system: asset_id }),
          ...(holder !== null && 'id' in holder ? { holder: holder.id } : {}),
        };
        const person = holder !== null && 'id' in holder ? accounts.find((it) => it.holder_id === holder.id)?.holder : undefined;
        // The same device under another of its names is no change of the system.
        const kept: Record<string, string> =
          found === undefined ? {} : { system: found.values['system'] ?? '', login: found.values['login'] ?? '' };
        if (typeof person === 'string' && found?.values['holder'] === person) kept['holder'] = person;
        return { ids, values: kept, problems: [] };
      },
      labelOf: ({ values }) => (values['login'] === undefined ? '' : `${values['login']} @ ${values['system'] ?? ''}`),
      last: await readLastValues(
        db,
        scope.site_id,
        accounts.map((it) => it.id),
      ),
      take: scope.take,
    });
  },
  async apply(tx, scope, rows) {
    const done: { row_number: number; subject_id: string; undo: Undo }[] = [];
    for (const it of rows) {
      const write: Write = {
        values: writtenValues(it),
        asset_id: (it.ids['system'] as string | undefined) ?? null,
        holder_id: (it.ids['holder'] as string | undefined) ?? null,
      };
      const { id, undo } =
        it.subject_id === null ? await insert(tx, scope.site_id, write) : await update(tx, scope.site_id, it.subject_id, write);
      done.push({ row_number: it.row_number, subject_id: id, undo });
    }
    scope.note(rows.length);
    return done;
  },
  async undo(tx, scope, rows) {
    for (const it of rows) await takeBack(tx, scope.site_id, it.subject_id, it.undo as Undo);
  },
  jobs: () => [],
};

async function insert(tx: Tx, site_id: string, { values, asset_id, holder_id }: Write): Promise<{ id: string; undo: Undo }> {
  const { system = '', login = '', kind = 'local', holder = null, purpose = null, last_reviewed = null } = values;
  const added = await addAccount(tx, site_id, {
    system,
    login,
    kind: kind as NewAccount['kind'],
    asset_id,
    holder_id,
    holder,
    purpose,
    last_reviewed,
  });
  return { id: added.id, undo: { added: true, version: added.version, before: {} } };
}

async function update(tx: Tx, site_id: string, id: string, { values, holder_id }: Write): Promise<{ id: string; undo: Undo }> {
  const old = await readAccount(tx, site_id, id);
  const sets: Record<string, string | null> = { ...values };
  if (values['holder'] !== undefined) Object.assign(sets, { holder_id, holder: holder_id === null ? values['holder'] : null });
  const before: Record<string, string | null> = Object.fromEntries(
    Object.keys(sets).map((name) => [name, old[name as keyof typeof old] as string | null]),
  );
  if (sets['holder_id'] !== undefined && old.holder_id !== null) before['holder'] = null;
  await save(tx, site_id, id, sets);
  return { id, undo: { added: false, version: old.version + 1, before } };
}

async function save(tx: Tx, site_id: string, id: string, sets: Readonly<Record<string, string | null>>): Promise<void> {
  const casts: Readonly<Record<string, string>> = { last_reviewed: 'date', holder_id: 'uuid' };
  const list = Object.entries(sets).map(([name, value]) => sql`${sql.ref(name)} = ${value}::${sql.raw(casts[name] ?? 'text')}`);
  await sql`update holdfast.account set ${sql.join([...list, sql`version = version + 1`])} where site_id = ${site_id} and id = ${id}`.execute(
    tx,
  );
}

async function takeBack(tx: Tx, site_id: string, id: string, undo: Undo): Promise<void> {
  const now = await readAccount(tx, site_id, id);
  if (now.version !== undo.version) throw new Failure('conflict', 'changed_since', { count: 1 });
  if (undo.added) await sql`delete from holdfast.account where site_id = ${site_id} and id = ${id}`.execute(tx);
  else await save(tx, site_id, id, undo.before);
}
