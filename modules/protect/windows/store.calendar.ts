// Maintenance windows as days of the calendar and its feeds.
import type { CalendarEntry } from '@holdfast/cadence/schema';
import { dayAt, formatDay } from '@holdfast/core-cadence';
import type { Database } from '@holdfast/platform/route';
import { listStandingWindows } from './store.ts';

/** Windows that are asked for or approved. As of a day nothing is told: the calendar of then shows what was done. */
export async function calendarEntries(db: Database, site_id: string, as_of: Date | null): Promise<CalendarEntry[]> {
  if (as_of !== null) return [];
  const { time_zone, rows } = await listStandingWindows(db, site_id);
  return rows.map((it) => ({
    id: `window:${it.id}`,
    kind: 'window',
    day: formatDay(dayAt(time_zone, Date.parse(it.starts_at))),
    at: it.starts_at,
    title: { en: it.title, de: it.title },
    opens: `windows?open=${it.id}`,
    state: it.state,
    person_id: it.approver_id,
    person_name: it.approver_name,
    note: null,
  }));
}
