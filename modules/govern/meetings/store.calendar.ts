// Meetings and their actions as days of the calendar.
import type { CalendarEntry } from '@holdfast/cadence/schema';
import { activities as law } from '@holdfast/core-law';
import type { Database } from '@holdfast/platform/route';
import type { Meeting } from './schema.ts';
import { listActions, listMeetings } from './store.ts';

const titleOf = (kind: Meeting['kind']) => law.find((it) => it.id === kind)!.title;

/** Of a site and the organisation: what is called or was held, and actions until they are done. As of a moment: meetings only, as they stood. */
export async function calendarEntries(db: Database, site_id: string, as_of: Date | null): Promise<CalendarEntry[]> {
  const meetings = (await listMeetings(db, site_id, as_of)).filter((it) => it.state !== 'called_off');
  const actions = as_of === null ? (await listActions(db, { site_id })).filter((it) => it.done_at === null) : [];
  return [
    ...meetings.map((it): CalendarEntry => {
      const at = it.held_at ?? it.planned_at;
      const title = titleOf(it.kind);
      return {
        id: `meeting:${it.id}`,
        kind: 'meeting',
        day: at.slice(0, 10),
        at,
        title,
        opens: `meetings/${it.id}`,
        state: it.state,
        person_id: null,
        person_name: null,
        note: null,
      };
    }),
    ...actions.map((it): CalendarEntry => {
      const title = { en: it.title, de: it.title };
      const state = it.is_overdue ? 'overdue' : 'open';
      return {
        id: `action:${it.id}`,
        kind: 'action',
        day: it.due_on,
        at: null,
        title,
        opens: `meetings/${it.meeting_id}`,
        state,
        person_id: it.owner_id,
        person_name: it.owner_name,
        note: null,
      };
    }),
  ];
}
