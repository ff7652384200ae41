// The next drill of each zone as a day of the calendar and its feeds.
import type { CalendarEntry } from '@holdfast/cadence/schema';
import type { Database } from '@holdfast/platform/route';
import { listCards } from './store.ts';

/** A drill for each zone whose card was approved or that was drilled before. As of a day nothing is told: the calendar of then shows what was done. */
export async function calendarEntries(db: Database, site_id: string, as_of: Date | null): Promise<CalendarEntry[]> {
  if (as_of !== null) return [];
  const { rows } = await listCards(db, site_id, { limit: 500, offset: 0, sort: 'next_drill_on' }, null);
  return rows.flatMap(({ id, zone_name, next_drill_on }) => {
    if (next_drill_on === null) return [];
    return [
      {
        id: `drill:${id}`,
        kind: 'drill' as const,
        day: next_drill_on,
        at: null,
        title: { en: `Isolation drill: ${zone_name}`, de: `Isolationsübung: ${zone_name}` },
        opens: `isolation/${id}`,
        state: null,
        person_id: null,
        person_name: null,
        note: null,
      },
    ];
  });
}
