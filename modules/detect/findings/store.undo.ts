// How decisions on findings are taken back: the findings, and the devices that were decided with them.
import { readAssetState, restoreAssets } from '@holdfast/assets/store.undo';
import type { Tx } from '@holdfast/platform/act';
import { refreshSite } from '@holdfast/sites/rules';
import { groupByBefore } from '@holdfast/undo/rules';
import type { Change } from '@holdfast/undo/schema';
import type { Database } from '@holdfast/platform/route';
import type { State, Undoer, Zones } from '@holdfast/undo/store';
import { readAssetZones } from '@holdfast/zones/store.undo';
import { sql } from 'kysely';
import { decideFindings } from './access.ts';

const columns = ['state', 'decision', 'decided_by', 'decided_at', 'decision_reason', 'owner_id', 'due_at', 'reference'] as const;
type Row = Record<string, unknown> & { id: string; zone_id: string | null; other_zone_id: string | null };

/** What was decided of the findings and of the assets among the ids. */
export async function readDecided(tx: Tx, site_id: string, ids: readonly string[]): Promise<State> {
  const rows =
    await sql<Row>`select n.id, n.zone_id, n.other_zone_id, ${sql.join(columns.map((name) => sql`n.${sql.ref(name)}::text as ${sql.ref(name)}`))}
    from holdfast.finding n where n.site_id = ${site_id} and n.id = any(${[...ids]}::uuid[]) order by n.id for no key update`.execute(tx);
  const state: State = await readAssetState(tx, site_id, ids);
  for (const { id, zone_id, other_zone_id, ...values } of rows.rows)
    state.set(id, { ...values, zones: other_zone_id === null ? [zone_id] : [zone_id, other_zone_id] });
  return state;
}

/** The zones of findings, and of the assets decided with them. */
async function readZones(db: Database, site_id: string, ids: readonly string[]): Promise<Zones> {
  const found = await sql<{ id: string; zones: (string | null)[] }>`select id,
      case when other_zone_id is null then array[zone_id] else array[zone_id, other_zone_id] end as zones
    from holdfast.finding where site_id = ${site_id} and id = any(${[...ids]}::uuid[])`.execute(db);
  return new Map([...(await readAssetZones(db, site_id, ids)), ...found.rows.map((it) => [it.id, it.zones] as const)]);
}

async function restoreDecided(tx: Tx, it: { site_id: string; person_id: string; changes: readonly Change[] }): Promise<void> {
  const assets = it.changes.filter(({ before }) => Object.hasOwn(before, 'standing'));
  const findings = it.changes.filter((change) => !assets.includes(change));
  for (const { before, ids } of groupByBefore(findings)) {
    const set = columns
      .filter((name) => Object.hasOwn(before, name))
      .map((name) => sql`${sql.ref(name)} = ${before[name] as string | null}`);
    await sql`update holdfast.finding set ${sql.join(set)} where site_id = ${it.site_id} and id = any(${ids}::uuid[])`.execute(tx);
  }
  if (assets.length > 0) await restoreAssets(tx, { ...it, changes: assets });
}

export const findingUndoers: readonly Undoer[] = [
  {
    kinds: ['accept', 'reject', 'investigate', 'expected', 'stop', 'tolerate', 'fix', 'incident'].map((decision) => `finding.${decision}`),
    sentence: decideFindings,
    subject_type: 'finding',
    readNow: readDecided,
    readZones,
    restore: restoreDecided,
    jobs: (site_id) => [refreshSite(site_id)],
  },
];
