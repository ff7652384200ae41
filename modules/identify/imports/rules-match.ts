// Which asset a row is: by its own number, MAC, serial number with vendor, address, or the key its source gave it. One row, one asset.
import type { ParsedRow } from './rules-cells.ts';
import type { ImportSource, Problem } from './schema.ts';

type Keys = {
  id: string;
  name: string;
  tag: string | null;
  serial: string | null;
  vendor: string | null;
  ips: readonly string[];
  macs: readonly string[];
  source_keys: readonly string[];
};
export type AssetIndex = { by: ReadonlyMap<string, string>; names: ReadonlyMap<string, string>; has_mac: ReadonlySet<string> };
export type MatchedRow = { row: ParsedRow; asset_id: string | null; problems: Problem[] };

const plain = (text: string): string => text.trim().toLowerCase();
/** The maker without its legal form: `Siemens AG` and `Siemens` are one. */
const maker = (text: string): string => plain(text).split(/[\s/,]+/)[0]!;

/** Whether two values of a field are one, whoever spells them: the maker with its legal form, a version with or without its V. */
export function isSameSaid(field: string, one: string, other: string): boolean {
  if (field === 'vendor' || field.endsWith('.vendor')) return maker(one) === maker(other);
  if (field === 'firmware' || field.endsWith('.firmware')) return plain(one).replace(/^v ?/, '') === plain(other).replace(/^v ?/, '');
  return plain(one) === plain(other);
}

/** Keys of the assets there are, each to its asset. */
export function indexAssets(assets: readonly Keys[]): AssetIndex {
  const by = new Map<string, string>();
  for (const it of assets) {
    if (it.tag !== null) by.set(`tag:${plain(it.tag)}`, it.id);
    if (it.serial !== null && it.vendor !== null) by.set(`serial:${plain(it.serial)}@${maker(it.vendor)}`, it.id);
    for (const mac of it.macs) by.set(`mac:${mac}`, it.id);
    for (const ip of it.ips) by.set(`ip:${ip}`, it.id);
    for (const key of it.source_keys) by.set(`source:${key}`, it.id);
  }
  return {
    by,
    names: new Map(assets.map((it) => [it.id, it.name])),
    has_mac: new Set(assets.filter((it) => it.macs.length > 0).map((it) => it.id)),
  };
}

/** Keys a row gives, the surest first. */
function keysOf(row: ParsedRow, source: ImportSource): { field: string; key: string; value: string }[] {
  const { asset_tag, serial, vendor, mac, ip } = row.values;
  const own = row.more.find(([name]) => name === 'source_key')?.[1];
  return [
    ...(asset_tag === undefined ? [] : [{ field: 'asset_tag', key: `tag:${plain(asset_tag)}`, value: asset_tag }]),
    ...(own === undefined ? [] : [{ field: 'source_key', key: `source:${source}:${own}`, value: own }]),
    ...(mac ?? '')
      .split(' ')
      .filter(Boolean)
      .map((value) => ({ field: 'mac', key: `mac:${value}`, value })),
    ...(serial === undefined || vendor === undefined
      ? []
      : [{ field: 'serial', key: `serial:${plain(serial)}@${maker(vendor)}`, value: serial }]),
    ...(ip ?? '')
      .split(' ')
      .filter(Boolean)
      .map((value) => ({ field: 'ip', key: `ip:${value}`, value })),
  ];
}

/** Finds the asset of each row. A row without a key, one whose keys name two assets, and all rows that share a key with another are refused. */
export function matchRows(rows: readonly ParsedRow[], index: AssetIndex, source: ImportSource): MatchedRow[] {
  const keyed = rows.map((row) => ({ row, keys: keysOf(row, source) }));
  const holders = new Map<string, number[]>();
  for (const { row, keys } of keyed) for (const { key } of keys) holders.set(key, [...(holders.get(key) ?? []), row.row_number]);
  const matched = keyed.map(({ row, keys }) => ({ ...matchRow(row, keys, index), keys }));
  const rowsOf = Map.groupBy(
    matched.filter((it) => it.asset_id !== null),
    (it) => it.asset_id!,
  );
  return matched.map(({ row, asset_id, problems, keys }) => {
    const shared = keys.find(({ key }) => holders.get(key)!.length > 1);
    const twins = asset_id === null ? [] : (rowsOf.get(asset_id) ?? []).filter((it) => it.row !== row);
    if (shared !== undefined) problems.push(twice(shared.field, shared.value, holders.get(shared.key)!, row.row_number));
    else if (twins[0] !== undefined)
      problems.push({
        field: null,
        column: null,
        code: 'same_asset_twice',
        params: { asset: index.names.get(asset_id!) ?? '', row: twins[0].row.row_number },
      });
    return { row, asset_id, problems };
  });
}

function twice(field: string, value: string, holders: readonly number[], own: number): Problem {
  const other = holders.find((it) => it !== own) ?? own;
  return { field, column: null, code: 'key_twice', params: { value: value.slice(0, 80), row: other } };
}

function matchRow(row: ParsedRow, keys: ReturnType<typeof keysOf>, index: AssetIndex): MatchedRow {
  const refuse = (code: string, params: Problem['params'] = {}): MatchedRow => ({
    row,
    asset_id: null,
    problems: [{ field: null, column: null, code, params }],
  });
  // What could not be read may have been the key; its own problem says so.
  if (keys.length === 0) return row.problems.length > 0 ? { row, asset_id: null, problems: [] } : refuse('no_key');
  const hits = [...new Set(keys.flatMap(({ key }) => index.by.get(key) ?? []))];
  if (hits.length <= 1) return { row, asset_id: hits[0] ?? null, problems: [] };
  const [one, two] = hits.map((id) => index.names.get(id) ?? '');
  return refuse('key_names_two', { one: one!.slice(0, 80), two: two!.slice(0, 80) });
}
