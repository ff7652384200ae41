// What the first hour ends with: each zone has an owner, the vendors' door is planned, the first tabletop has a date.
import { listActivities } from '@holdfast/cadence/store';
import type { Context } from '@holdfast/platform/route';
import { listZones } from '@holdfast/zones/store';
import type { FirstHour } from './schema.ts';
import { namesOf, readProgramme } from './store.ts';

export async function firstHourOf({ db, now }: Context, site_id: string): Promise<FirstHour> {
  // Zones with nothing in them, and what lies outside, need nobody.
  const zones = (await listZones(db, site_id, null)).filter((it) => (it.assets > 0 || it.state === 'confirmed') && it.role !== 'external');
  const { vendor_door } = await readProgramme(db, site_id, now);
  const tabletop = (await listActivities(db, site_id, now)).find((it) => it.of === 'exercise');
  const names = await namesOf(db, [vendor_door?.owner_id, vendor_door?.by]);
  const without = zones.filter((it) => it.custodian_id === null);
  return {
    zones: zones.length,
    zones_owned: zones.length - without.length,
    zones_without: without.map(({ id, name, version }) => ({ id, name, version })),
    vendor_door:
      vendor_door === null
        ? null
        : {
            way: vendor_door.way as NonNullable<FirstHour['vendor_door']>['way'],
            owner_id: vendor_door.owner_id,
            owner_name: names.get(vendor_door.owner_id) ?? null,
            by_on: vendor_door.by_on,
            at: vendor_door.at,
            by_name: names.get(vendor_door.by) ?? null,
          },
    tabletop_on: tabletop?.next?.day ?? null,
    tabletop_plan_id: tabletop?.rhythm === null || tabletop === undefined ? null : tabletop.id,
  };
}
