// How moving assets between zones is taken back.
import type { Tx } from '@holdfast/platform/act';
import { refreshSite } from '@holdfast/sites/rules';
import { groupByBefore } from '@holdfast/undo/rules';
import type { Change } from '@holdfast/undo/schema';
import type { Database } from '@holdfast/platform/route';
import type { State, Undoer, Zones } from '@holdfast/undo/store';
import { sql } from 'kysely';
import { keepZones } from './access.ts';

/** Where assets stand, and whether a person or the proposal said so. */
export async function readPlaces(tx: Tx | Database, site_id: string, ids: readonly string[]): Promise<State> {
  const rows = await sql<{
    id: string;
    zone_id: string | null;
    source: string | null;
  }>`select a.id, m.zone_id, m.source from holdfast.asset a
    left join holdfast.zone_member m on m.site_id = a.site_id and m.asset_id = a.id
    where a.site_id = ${site_id} and a.id = any(${[...ids]}::uuid[]) order by a.id`.execute(tx);
  return new Map(rows.rows.map(({ id, ...place }) => [id, { ...place, zones: [place.zone_id] }]));
}

/** The zones assets stand in. */
export async function readAssetZones(db: Database, site_id: string, ids: readonly string[]): Promise<Zones> {
  return new Map([...(await readPlaces(db, site_id, ids))].map(([id, { zones }]) => [id, zones]));
}

/** A zone that is gone takes nobody back: those assets stay where they are, and the next proposal places what has no place. */
export async function restorePlaces(tx: Tx, { site_id, changes }: { site_id: string; changes: readonly Change[] }): Promise<void> {
  const whole = changes.map((it) => ({ ...it, before: { zone_id: null, source: 'person', ...it.before } }));
  for (const { before, ids } of groupByBefore(whole.filter((it) => Object.hasOwn(it.after, 'zone_id')))) {
    await sql`delete from holdfast.zone_member where site_id = ${site_id} and asset_id = any(${ids}::uuid[]) and ${before['zone_id'] === null}`.execute(
      tx,
    );
    await sql`update holdfast.zone_member set zone_id = ${before['zone_id'] as string | null}, source = coalesce(${before['source'] as string | null}, 'person')
      where site_id = ${site_id} and asset_id = any(${ids}::uuid[])
        and exists (select 1 from holdfast.zone z where z.site_id = ${site_id} and z.id = ${before['zone_id'] as string | null})`.execute(
      tx,
    );
  }
}

export const zoneUndoers: readonly Undoer[] = [
  {
    kinds: ['zone.assets_moved'],
    sentence: keepZones,
    subject_type: 'asset',
    readNow: readPlaces,
    readZones: readAssetZones,
    restore: restorePlaces,
    jobs: (site_id) => [refreshSite(site_id)],
  },
];
