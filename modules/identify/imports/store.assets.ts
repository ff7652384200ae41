// Assets as a kind of import: which asset a row is, what would change, and the writing in bulk.
import {
  type AssetKeys,
  type AssetState,
  type AssetUndo,
  type AssetWrite,
  type ImportedColumn,
  importedColumns,
  readAssetKeys,
  readAssetStates,
  unwriteAssets,
  writeAssets,
} from '@holdfast/assets/store.import';
import { choose } from '@holdfast/assets/rules';
import { listNames } from '@holdfast/people/store';
import type { Tx } from '@holdfast/platform/act';
import type { Database } from '@holdfast/platform/route';
import { renewStatistics } from '@holdfast/platform/statistics';
import { refreshSite } from '@holdfast/sites/rules';
import { listAreas } from '@holdfast/sites/store';
import { moveAssets, listZones } from '@holdfast/zones/store';
import { type Place, readPlaces, restorePlaces } from '@holdfast/zones/store.import';
import { compareCell, type Known, outcomeOf } from './rules-compare.ts';
import { fieldsOf, type ParsedRow } from './rules.ts';
import { indexAssets, isSameSaid, matchRows, type MatchedRow } from './rules-match.ts';
import type { Cell, Problem } from './schema.ts';
import type { AppliedRow, ImportKind, ImportScope, PlannedRow } from './store.kind.ts';
import { findIn, lookup, peopleByWord, readLastValues } from './store.last.ts';

const said = ['name', 'kind', 'vendor', 'model', 'order_number', 'serial', 'firmware', 'purdue_level'] as const;
/** How sure each source is: of what the plant calls things, and of what stands on the device itself. */
const confidence = {
  sheet: { words: 0.99, facts: 0.85 },
  project_file: { words: 0.8, facts: 0.8 },
  netbox: { words: 0.9, facts: 0.75 },
} as const;
/** What the plant decides and no device knows better. */
const plantWords: readonly string[] = ['name', 'kind', 'purdue_level'];
const columnOf: Readonly<Record<string, ImportedColumn>> = { area: 'area_id', owner: 'owner_id' };
const toColumn = (field: string): ImportedColumn | null =>
  columnOf[field] ?? ((importedColumns as readonly string[]).includes(field) ? (field as ImportedColumn) : null);

type Words = Readonly<Record<'zone' | 'area' | 'owner', ReturnType<typeof lookup>>>;
type Plant = {
  words: Words;
  names: ReadonlyMap<string, string>;
  keys: ReadonlyMap<string, AssetKeys>;
  states: ReadonlyMap<string, AssetState>;
  last: ReadonlyMap<string, ReadonlyMap<string, string>>;
};

/** `mayMove`: whether this person may move assets between zones, which is another sentence than wording them. */
export type AssetScope = ImportScope & { mayMove: boolean };

async function plan(db: Database | Tx, scope: ImportScope, rows: readonly ParsedRow[]): Promise<PlannedRow[]> {
  const keys = await readAssetKeys(db, scope.site_id);
  const matched = matchRows(rows, indexAssets(keys), scope.source);
  const ids = [...new Set(matched.flatMap((it) => it.asset_id ?? []))];
  const plant: Plant = {
    ...(await readWords(db, scope.site_id)),
    keys: new Map(keys.map((it) => [it.id, it])),
    states: await readAssetStates(db, scope.site_id, ids),
    last: await readLastValues(db, scope.site_id, ids),
  };
  return matched.map((it, at) => {
    if (at % 500 === 0) scope.note(at);
    return planRow(scope as AssetScope, it, plant);
  });
}

async function readWords(db: Database | Tx, site_id: string): Promise<{ words: Words; names: Map<string, string> }> {
  const [zones, areas] = [await listZones(db, site_id, null), await listAreas(db, site_id)];
  const named = (rows: readonly { id: string; name: string }[]) => lookup(rows.map(({ id, name }) => ({ id, words: [name] })));
  const names = new Map([...zones, ...areas].map(({ id, name }) => [id, name]));
  const people = await peopleByWord(db);
  for (const [id, name] of await listNames(db)) names.set(id, name);
  return { words: { zone: named(zones), area: named(areas), owner: people }, names };
}

function planRow(scope: AssetScope, { row, asset_id, problems: found }: MatchedRow, plant: Plant): PlannedRow {
  const ids: Record<string, string> = {};
  const problems: Problem[] = [...row.problems, ...found];
  for (const field of ['zone', 'area', 'owner'] as const) {
    const word = row.values[field];
    if (word === undefined) continue;
    const hit = findIn(plant.words[field], word);
    if ('id' in hit) ids[field] = hit.id;
    else problems.push({ field, column: null, code: `${field}_${hit.code}`, params: { value: word.slice(0, 80) } });
  }
  const asset = asset_id === null ? undefined : plant.keys.get(asset_id);
  problems.push(...refuseRow(scope, asset, ids, row));
  const cells = problems.length > 0 ? [] : compareRow(scope, row, asset, ids, plant);
  const label =
    row.values['name'] ?? asset?.name ?? row.values['asset_tag'] ?? row.values['ip'] ?? row.values['mac'] ?? row.values['serial'] ?? '';
  const judged = problems.length > 0 ? { outcome: 'error' as const, writes: false } : outcomeOf(asset === undefined, cells);
  return { row_number: row.row_number, place: row.place, ...judged, label, subject_id: asset_id, cells, problems, ids, more: row.more };
}

/** The same refusals as for the single edit. */
function refuseRow(scope: AssetScope, asset: AssetKeys | undefined, ids: Readonly<Record<string, string>>, row: ParsedRow): Problem[] {
  const refuse = (code: string, field: string | null = null): Problem[] => [{ field, column: null, code, params: {} }];
  const zones = scope.permit.zones;
  const covers = (zone_id: string | null | undefined) =>
    zones === null || (zone_id !== null && zone_id !== undefined && zones.includes(zone_id));
  if (asset === undefined)
    return covers(ids['zone']) ? [] : refuse(row.values['zone'] === undefined ? 'zone_needed' : 'zone_not_allowed', 'zone');
  if (!covers(asset.zone_id)) return refuse('zone_not_allowed');
  if (asset.standing === 'retired') return refuse('asset_retired');
  if (asset.standing === 'rejected') return refuse('asset_rejected');
  const moves = ids['zone'] !== undefined && ids['zone'] !== asset.zone_id;
  return moves && !scope.mayMove ? refuse('zone_not_allowed', 'zone') : [];
}

function compareRow(
  scope: AssetScope,
  row: ParsedRow,
  asset: AssetKeys | undefined,
  ids: Readonly<Record<string, string>>,
  plant: Plant,
): Cell[] {
  const state = asset === undefined ? undefined : plant.states.get(asset.id);
  const last = asset === undefined ? undefined : plant.last.get(asset.id);
  const cells: Cell[] = [];
  for (const [field, to] of Object.entries(row.values)) {
    const column = toColumn(field);
    if ((said as readonly string[]).includes(field))
      cells.push(compareCell(field, saidKnown(scope, state, field, to), to, scope.take, field === 'name'));
    else if (column !== null) cells.push(columnCell(scope, field, to, ids[field], state?.[column] ?? null, last?.get(field), plant));
    else if (field === 'ip' || field === 'mac') cells.push(...addressCell(field, to, field === 'ip' ? asset?.ips : asset?.macs));
    else if (field === 'zone') cells.push(zoneCell(to, ids['zone']!, asset?.zone_id ?? null, plant));
  }
  for (const [name, value] of row.more)
    if (name !== 'hostname') cells.push(compareCell(name, saidKnown(scope, state, name, value), value, false, true));
  if (asset?.standing === 'sighted' || asset?.standing === 'investigating')
    cells.push({ field: 'standing', from: asset.standing, to: 'accepted', state: 'change', says: null });
  return cells;
}

/** What is said of an attribute now, by whom, and whether this source said just that before. */
function saidKnown(scope: ImportScope, state: AssetState | undefined, name: string, to: string): Known {
  const all = (state?.said ?? []).filter((it) => it.name === name);
  const chosen = choose(all as never) as (typeof all)[number] | null;
  const noted = all.some((it) => it.source === scope.source && it.value === to);
  if (chosen === null) return { value: null, by: 'guess' };
  if (!plantWords.includes(name) && isSameSaid(name, chosen.value, to)) return { value: chosen.value, by: 'import', noted: true };
  const { source, protocol } = chosen;
  if (source === 'person') return { value: chosen.value, by: 'person', noted };
  if (source === 'wire')
    return { value: chosen.value, by: protocol === 'inference' || plantWords.includes(name) ? 'guess' : 'traffic', noted };
  if (source === scope.source || chosen.confidence < sureness(scope, name)) return { value: chosen.value, by: 'import', noted };
  return { value: chosen.value, by: 'other_source', noted };
}

const sureness = (scope: ImportScope, name: string): number => confidence[scope.source][plantWords.includes(name) ? 'words' : 'facts'];

/** A column somebody filled by hand stays; one an import filled follows its list. */
function columnCell(
  scope: ImportScope,
  field: string,
  to: string,
  id: string | undefined,
  now: string | number | null,
  last: string | undefined,
  plant: Plant,
): Cell {
  const shown = now === null ? null : (plant.names.get(String(now)) ?? String(now));
  const isDefault = field === 'lifecycle' && now === 'in_service' && last === undefined;
  if (id !== undefined && id === now) return { field, from: shown, to, state: 'same', says: null };
  const isImported = isDefault || (last !== undefined && shown !== null && last.trim().toLowerCase() === shown.trim().toLowerCase());
  return compareCell(field, { value: shown, by: isImported ? 'import' : 'person' }, to, scope.take, field !== 'asset_tag');
}

function addressCell(field: string, to: string, known: readonly string[] | undefined): Cell[] {
  const fresh = to.split(' ').filter((it) => !(known ?? []).includes(it));
  const from = known === undefined || known.length === 0 ? null : known.toSorted().join(' ');
  if (fresh.length === 0) return [{ field, from, to, state: 'same', says: null }];
  return [
    {
      field,
      from,
      to: from === null ? to : [...new Set([...known!, ...fresh])].toSorted().join(' '),
      state: from === null ? 'fill' : 'change',
      says: null,
    },
  ];
}

function zoneCell(to: string, zone_id: string, now: string | null, plant: Plant): Cell {
  if (now === zone_id) return { field: 'zone', from: plant.names.get(now) ?? null, to, state: 'same', says: null };
  return {
    field: 'zone',
    from: now === null ? null : (plant.names.get(now) ?? null),
    to,
    state: now === null ? 'fill' : 'change',
    says: null,
  };
}

const isWritten = (cell: Cell): boolean => cell.state !== 'same' && cell.state !== 'conflict';

async function apply(tx: Tx, scope: ImportScope, rows: readonly PlannedRow[]): Promise<AppliedRow[]> {
  const places = new Map(rows.map((it) => [it.row_number, it.place ?? `row ${it.row_number}`]));
  const by = {
    person_id: scope.permit.actor_id,
    file: scope.name,
    place: (row: number) => places.get(row) ?? '',
    at: new Date().toISOString(),
  };
  const applied: AppliedRow[] = [];
  for (let at = 0; at < rows.length; at += 500) {
    const some = rows.slice(at, at + 500);
    const written = await writeAssets(
      tx,
      scope.site_id,
      by,
      some.map((it) => writeOf(scope, it)),
    );
    const before = await place(tx, scope.site_id, some, new Map(written.map((it) => [it.row_number, it.id])));
    applied.push(
      ...written.map((it) => ({ row_number: it.row_number, subject_id: it.id, undo: { ...it.undo, place: before.get(it.id) ?? null } })),
    );
    // Plans made while the tables were small would read all of them for every row that follows.
    if (at === 0 && rows.length > some.length) await renewStatistics(tx);
    scope.note(at + some.length);
  }
  return applied;
}

/** Moves the rows that name another zone, zone by zone. Returns where those assets stood. */
async function place(tx: Tx, site_id: string, rows: readonly PlannedRow[], ids: ReadonlyMap<number, string>): Promise<Map<string, Place>> {
  const moving = rows.filter((it) => it.cells.some((cell) => cell.field === 'zone' && isWritten(cell)));
  const before = await readPlaces(
    tx,
    site_id,
    moving.map((it) => ids.get(it.row_number)!),
  );
  for (const [zone_id, some] of Map.groupBy(moving, (it) => String(it.ids['zone'])))
    await moveAssets(
      tx,
      site_id,
      zone_id,
      some.map((it) => ids.get(it.row_number)!),
    );
  return new Map(before.map((it) => [it.asset_id, it]));
}

function writeOf(scope: ImportScope, row: PlannedRow): AssetWrite {
  const columns: AssetWrite['columns'] = {};
  const says: AssetWrite['says'][number][] = [];
  const addresses: AssetWrite['addresses'][number][] = [];
  const mores = new Set(row.more.map(([name]) => name));
  for (const cell of row.cells.filter(isWritten)) {
    const column = toColumn(cell.field);
    const isWord = (said as readonly string[]).includes(cell.field) || mores.has(cell.field);
    // The sheet wins over a person or traffic only as a person's word, and it is whoever applies it who says so.
    const overrules = cell.state === 'change' && cell.says !== null;
    if (isWord)
      says.push({
        name: cell.field,
        value: cell.to,
        source: overrules ? 'person' : scope.source,
        confidence: overrules ? 1 : sureness(scope, cell.field),
      });
    else if (column !== null) columns[column] = (row.ids[cell.field] as string | undefined) ?? cell.to;
    else if (cell.field === 'ip' || cell.field === 'mac') {
      const kind: 'ip' | 'mac' = cell.field;
      addresses.push(...cell.to.split(' ').map((address) => ({ kind, address })));
    }
  }
  for (const [name, value] of row.more) if (name === 'hostname' && row.writes) addresses.push({ kind: 'name', address: value });
  const accepts = row.cells.some((cell) => cell.field === 'standing');
  return { row_number: row.row_number, id: row.subject_id, name: row.label, columns, addresses, says, accepts };
}

async function undo(tx: Tx, scope: ImportScope, rows: readonly AppliedRow[]): Promise<void> {
  const kept = rows.map((it) => ({ id: it.subject_id, undo: it.undo as AssetUndo & { place: Place | null } }));
  const places = kept.flatMap(({ id, undo: it }): Place[] =>
    it.added ? [{ asset_id: id, zone_id: null, source: null }] : it.place === null ? [] : [it.place],
  );
  await restorePlaces(tx, scope.site_id, places);
  await unwriteAssets(tx, scope.site_id, kept);
}

export const assetKind: Omit<ImportKind, 'access'> = {
  kind: 'asset',
  fields: fieldsOf.asset,
  place: 'site',
  plan,
  apply,
  undo,
  jobs: (site_id) => [refreshSite(site_id)],
};
