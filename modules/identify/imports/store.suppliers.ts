// Suppliers as a kind of import: found again by their number, else by their name.
import { readAssetKeys } from '@holdfast/assets/store.import';
import { supplierColumns } from '@holdfast/suppliers/rules';
import { listAllSuppliers, type SupplierUndo, unwriteSuppliers, writeSuppliers } from '@holdfast/suppliers/store';
import type { Tx } from '@holdfast/platform/act';
import type { Database } from '@holdfast/platform/route';
import { compareRows, fieldsOf, type ParsedRow, writtenValues } from './rules.ts';
import type { Standing } from './rules-simple.ts';
import type { Problem } from './schema.ts';
import type { ImportKind } from './store.kind.ts';
import { findIn, lookup, readLastValues } from './store.last.ts';

/** Assets of a site by own number, name, address; for cells that name them. */
export async function assetsByWord(
  db: Database | Tx,
  site_id: string,
): Promise<{ find: (word: string) => ReturnType<typeof findIn>; names: Map<string, string> }> {
  const keys = await readAssetKeys(db, site_id);
  const sure = lookup(keys.map((it) => ({ id: it.id, words: [it.tag, ...it.ips, ...it.macs] })));
  const named = lookup(keys.map((it) => ({ id: it.id, words: [it.name] })));
  const find = (word: string) => {
    const hit = findIn(sure, word);
    return 'id' in hit ? hit : findIn(named, word);
  };
  return { find, names: new Map(keys.map((it) => [it.id, it.name])) };
}

const key = (of: 'number' | 'name', value: string): string => `${of}:${value.trim().toLowerCase()}`;

export const supplierKind: Omit<ImportKind, 'access'> = {
  kind: 'supplier',
  fields: fieldsOf.supplier,
  place: 'site',
  async plan(db, scope, rows) {
    const suppliers = await listAllSuppliers(db, scope.site_id);
    const assets = await assetsByWord(db, scope.site_id);
    const by_key = new Map<string, Standing>();
    for (const it of suppliers) {
      const list = nameList(it.assets);
      const values = { ...Object.fromEntries(supplierColumns.map((name) => [name, it[name]])), assets: list === '' ? null : list };
      const standing = { id: it.id, label: it.name, values, refuse: it.state === 'retired' ? 'supplier_retired' : undefined };
      if (it.number !== null) by_key.set(key('number', it.number), standing);
      by_key.set(key('name', it.name), standing);
    }
    const held = new Map(suppliers.map((it) => [it.id, it.assets.map((asset) => asset.id)]));
    return compareRows(rows, {
      by_key,
      // With a number, the number decides and the name may change; two suppliers of one name are then two rows with one key.
      keysOf: ({ values }) => {
        const number = values['number'] === undefined ? [] : [key('number', values['number'])];
        if (number[0] !== undefined && by_key.has(number[0])) return number;
        return [...number, ...(values['name'] === undefined ? [] : [key('name', values['name'])])];
      },
      resolve: (row, found) => resolveAssets(row, assets, found === undefined ? [] : (held.get(found.id) ?? [])),
      labelOf: ({ values }) => values['name'] ?? '',
      last: await readLastValues(
        db,
        scope.site_id,
        suppliers.map((it) => it.id),
      ),
      take: scope.take,
      growing: ['assets'],
    });
  },
  async apply(tx, scope, rows) {
    const writes = rows.map((it) => {
      const { assets: grown, ...values } = writtenValues(it);
      return {
        row_number: it.row_number,
        id: it.subject_id,
        values,
        asset_ids: grown === undefined ? [] : (it.ids['assets'] as readonly string[]),
      };
    });
    const written = await writeSuppliers(tx, scope.site_id, writes);
    scope.note(rows.length);
    return written.map(({ row_number, id, undo }) => ({ row_number, subject_id: id, undo }));
  },
  undo: (tx, scope, rows) =>
    unwriteSuppliers(
      tx,
      scope.site_id,
      rows.map((it) => ({ id: it.subject_id, undo: it.undo as SupplierUndo })),
    ),
  jobs: () => [],
};

function resolveAssets(row: ParsedRow, assets: Awaited<ReturnType<typeof assetsByWord>>, held: readonly string[]) {
  const words = row.values['assets']?.split('; ') ?? [];
  const problems: Problem[] = [];
  const ids: string[] = [];
  for (const word of words) {
    const hit = assets.find(word);
    if ('id' in hit) ids.push(hit.id);
    else problems.push({ field: 'assets', column: null, code: `asset_${hit.code}`, params: { value: word.slice(0, 80) } });
  }
  if (words.length === 0) return { ids: {}, values: {}, problems };
  const all = [...new Set([...held, ...ids])];
  const list = nameList(all.map((id) => ({ id, name: assets.names.get(id) ?? '' })));
  return { ids: { assets: [...new Set(ids)] }, values: { assets: list }, problems };
}

/** Names in one order, whoever reads them: a list that is the same must look the same. */
const nameList = (assets: readonly { id: string; name: string }[]): string =>
  assets
    .toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.id < b.id ? -1 : 1))
    .map((it) => it.name)
    .join('; ');
