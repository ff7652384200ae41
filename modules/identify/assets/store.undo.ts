// How acts on assets are taken back: what people said of them and decided, as it was before.
import type { Tx } from '@holdfast/platform/act';
import { refreshSite } from '@holdfast/sites/rules';
import { groupByBefore } from '@holdfast/undo/rules';
import type { Change } from '@holdfast/undo/schema';
import type { Restoring, State, Undoer } from '@holdfast/undo/store';
import { readAssetZones, readPlaces, restorePlaces } from '@holdfast/zones/store.undo';
import { sql } from 'kysely';
import { decideSightings, handleAssetsSentence, wordAssets } from './access.ts';
import { shownAttributes } from './rules.ts';
import { lockAssets, organisational, sayAttribute, settle } from './store.ts';

const decided = ['standing', 'decided_by', 'decided_at', 'decision_reason', 'seen_when_decided'] as const;
const columns = [...organisational, ...decided];
type Row = Record<string, unknown> & { id: string; zone_id: string | null; words: Record<string, string> | null };

/** What people said of the assets and decided; `word.<name>` is a person's word, null where there is none. */
export async function readAssetState(tx: Tx, site_id: string, ids: readonly string[]): Promise<State> {
  const rows = await sql<Row>`select a.id, m.zone_id, ${sql.join(columns.map((name) => sql`a.${sql.ref(name)}::text as ${sql.ref(name)}`))},
      (select jsonb_object_agg(t.name, t.value) from holdfast.asset_attribute t where t.site_id = a.site_id and t.asset_id = a.id and t.source = 'person') as words
    from holdfast.asset a left join holdfast.zone_member m on m.site_id = a.site_id and m.asset_id = a.id
    where a.site_id = ${site_id} and a.id = any(${[...ids]}::uuid[]) order by a.id for no key update of a`.execute(tx);
  return new Map(
    rows.rows.map(({ id, zone_id, words, ...values }) => [
      id,
      { ...values, ...Object.fromEntries(shownAttributes.map((name) => [`word.${name}`, words?.[name] ?? null])), zones: [zone_id] },
    ]),
  );
}

/** Puts assets back to what they were. */
export async function restoreAssets(tx: Tx, it: { site_id: string; person_id: string; changes: readonly Change[] }): Promise<void> {
  await lockAssets(tx, it.site_id);
  for (const { before, ids } of groupByBefore(it.changes)) {
    const isAsset = sql`site_id = ${it.site_id} and id = any(${ids}::uuid[])`;
    const set = columns
      .filter((name) => Object.hasOwn(before, name))
      .map((name) => sql`${sql.ref(name)} = ${before[name] as string | null}`);
    await sql`update holdfast.asset set ${sql.join([...set, sql`version = version + 1`])} where ${isAsset}`.execute(tx);
    for (const name of shownAttributes) {
      if (!Object.hasOwn(before, `word.${name}`)) continue;
      for (const id of ids) await sayAttribute(tx, it.site_id, id, it.person_id, name, before[`word.${name}`] as string | null);
    }
  }
  await settle(
    tx,
    it.site_id,
    it.changes.map((change) => change.id),
  );
}

/** As `readAssetState`, and where the assets stand: handling may move them. */
export async function readHandledState(tx: Tx, site_id: string, ids: readonly string[]): Promise<State> {
  const [assets, places] = [await readAssetState(tx, site_id, ids), await readPlaces(tx, site_id, ids)];
  return new Map([...assets].map(([id, values]) => [id, { ...values, ...places.get(id)! }]));
}

/** Puts assets back to what and where they were; the handling is struck from their history, the ledger keeps both acts. */
async function restoreHandled(tx: Tx, it: Restoring): Promise<void> {
  await restoreAssets(tx, it);
  await restorePlaces(tx, it);
  await sql`delete from holdfast.asset_handling where site_id = ${it.site_id} and entry_id = ${it.entry_id}
    and asset_id = any(${it.changes.map((change) => change.id)}::uuid[])`.execute(tx);
}

const shared = {
  subject_type: 'asset',
  readNow: readAssetState,
  readZones: readAssetZones,
  restore: restoreAssets,
  jobs: (site_id: string) => [refreshSite(site_id)],
};

export const assetUndoers: readonly Undoer[] = [
  { ...shared, kinds: ['asset.worded'], sentence: wordAssets },
  { ...shared, kinds: ['asset.accepted', 'asset.rejected', 'asset.investigating'], sentence: decideSightings },
  // A wipe is not among them: what was on the device is gone, whatever is said of it. Bringing it back is an act of its own.
  {
    ...shared,
    kinds: ['asset.onboarded', 'asset.moved', 'asset.retired', 'asset.brought_back'],
    sentence: handleAssetsSentence,
    readNow: readHandledState,
    restore: restoreHandled,
  },
];
