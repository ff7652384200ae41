// A calendar as iCalendar (RFC 5545), for any calendar program: one event a day that comes, with an id that stays the same for ever.
import ical, { ICalCalendarMethod, ICalEventTransparency } from 'ical-generator';
import type { CalendarEntry } from './schema.ts';

export type FeedEntry = CalendarEntry & { site_id: string; site_name: string };
export type Made = { name: string; language: 'en' | 'de'; publicUrl: string; now: Date };

/** Text of the feed. Ids are `<activity>-<planned day>-<site>@holdfast`: a day that moves keeps its id, so a program moves the event and adds none; so does a server that gets another name. */
export function feedText(entries: readonly FeedEntry[], { name, language, publicUrl, now }: Made): string {
  const calendar = ical({
    name,
    prodId: { company: 'Holdfast', product: 'Calendar', language: language.toUpperCase() },
    method: ICalCalendarMethod.PUBLISH,
    ttl: 3600,
  });
  for (const it of entries) {
    const at = it.at === null ? null : new Date(it.at);
    const next = new Date(Date.parse(`${it.day}T00:00:00Z`) + 86_400_000);
    const event = calendar.createEvent({
      id: `${it.id.replaceAll(/[^A-Za-z0-9-]/g, '-')}-${it.site_id}@holdfast`,
      summary: it.title[language],
      stamp: now,
      ...(at === null
        ? { start: new Date(`${it.day}T00:00:00Z`), end: next, allDay: true, timezone: 'UTC' }
        : { start: at, end: new Date(at.getTime() + 3_600_000) }),
      transparency: ICalEventTransparency.TRANSPARENT,
      location: it.site_name,
    });
    const text = [it.note?.[language], it.person_name].filter((part): part is string => typeof part === 'string' && part !== '').join('\n');
    if (text !== '') event.description(text);
    if (it.opens !== null) event.url(`${publicUrl}/sites/${it.site_id}/${it.opens}`);
  }
  return calendar.toString();
}
