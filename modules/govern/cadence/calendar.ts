// What stands on each day of a calendar: what is due, what was done and missed, audits, public holidays, and the dates of the law.
import { dayAt, dayOf, formatDay, holidaysOf, type HolidayRegion, instantAt } from '@holdfast/core-cadence';
import type { Database } from '@holdfast/platform/route';
import { comingOf, workingAt } from './rules.ts';
import type { ActivityAt } from './rules.fold.ts';
import { lawDates } from './rules.law.ts';
import { duesOf } from '@holdfast/scope/rules.dues';
import { readStateAt } from '@holdfast/scope/store';
import type { ActivityRow, CalendarEntry, Run } from './schema.ts';
import { readHistory, readPlace, readStanding, rowsOf, settleAt, type Standing, standingWorking } from './store.ts';
import { listAudits } from './store.audits.ts';

/** Days of other practices that stand in the calendar too: meetings, their actions. Of what has a time (`at`) the calendar finds the day. */
export type MoreEntries = (db: Database, site_id: string, as_of: Date | null) => Promise<CalendarEntry[]>;
export type SpanAsked = { from: string; until: string; now: Date; as_of: Date | null; more?: MoreEntries | undefined };

/** Entries of the days from `from` to `until` (both counted), in order; at most two years at once. */
export async function entriesBetween(db: Database, site_id: string, span: SpanAsked): Promise<CalendarEntry[]> {
  const { time_zone, country } = await readPlace(db, site_id);
  const until_day = Math.min(dayOf(span.until), dayOf(span.from) + 731);
  const within = { from_ms: instantAt(time_zone, dayOf(span.from), 0), until_ms: instantAt(time_zone, until_day + 1, 0) };
  const standing = await readStanding(db, site_id, span.now, span.as_of);
  const rows = await rowsOf(db, site_id, standing, span.as_of);
  const until = formatDay(until_day);
  const isIn = (it: { day: string }): boolean => it.day >= span.from && it.day <= until;
  const found = [
    ...(await activityEntries(db, { standing, rows, within })),
    ...(await auditEntries(db, site_id, span)),
    ...(span.more === undefined ? [] : await span.more(db, site_id, span.as_of)).map((it) => onItsDay(it, time_zone)),
    ...lawDates(dayIn(span, time_zone), country).map((it): CalendarEntry => ({
      ...blank,
      id: `law:${it.id}`,
      kind: 'law',
      day: it.day,
      title: it.title,
      note: it.note,
      state: it.is_past ? 'past' : 'coming',
    })),
    ...(await legalEntries(db, span, time_zone)),
    ...holidayEntries(standing, site_id, span.from, until),
  ].filter(isIn);
  return found.toSorted((a, b) => (a.day === b.day ? compare(a.at ?? '', b.at ?? '') || compare(a.id, b.id) : compare(a.day, b.day)));
}

const dayMs = 86_400_000;
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const blank = { at: null, opens: null, state: null, person_id: null, person_name: null, note: null };
const dayIn = ({ now, as_of }: SpanAsked, zone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' }).format(as_of ?? now);

/** What has a time of day stands on the day it is then at the site. */
const onItsDay = (it: CalendarEntry, zone: string): CalendarEntry =>
  it.at === null ? it : { ...it, day: formatDay(dayAt(zone, Date.parse(it.at))) };

/** An activity may be planned in another zone than the site's: its days reach a day further. */
const wider = ({ from_ms, until_ms }: Asked['within']): Asked['within'] => ({ from_ms: from_ms - dayMs, until_ms: until_ms + dayMs });

type Asked = { standing: Standing; rows: readonly ActivityRow[]; within: { from_ms: number; until_ms: number } };

async function activityEntries(db: Database, { standing, rows, within }: Asked): Promise<CalendarEntry[]> {
  const entries: CalendarEntry[] = [];
  const past: ReadonlyMap<string, Run[]> =
    within.from_ms < standing.now.getTime() ? await readHistory(db, standing, wider(within)) : new Map();
  const known = new Map(standing.activities.map((it) => [it.id, it]));
  for (const row of rows) {
    const it = known.get(row.id);
    if (it === undefined) continue;
    const common = { title: row.title, opens: `activities/${row.id}`, person_id: row.person_id, person_name: row.person_name, note: null };
    entries.push(...comingEntries(standing, it, row, within).map((one) => ({ ...common, ...one })));
    for (const run of past.get(it.id) ?? []) {
      const day = formatDay(dayAt(it.rhythm?.time_zone ?? 'UTC', Date.parse(run.at)));
      entries.push({
        ...common,
        id: `run:${run.id}`,
        kind: run.kind,
        day,
        at: run.at,
        state: run.result,
        person_id: run.by_id,
        person_name: run.by_name,
      });
    }
  }
  return entries;
}

function comingEntries(standing: Standing, it: ActivityAt, row: ActivityRow, { until_ms }: Asked['within']) {
  const working = standingWorking(standing, it.site_id);
  const settled = settleAt(standing, it);
  return comingOf(it, settled, { until_ms, limit: 800 }, working).map((one, place) => ({
    id: `${it.id}:${one.planned}`,
    kind: 'activity' as const,
    day: one.day,
    at: new Date(one.at_ms).toISOString(),
    state: place === 0 ? row.state : 'planned',
  }));
}

/** What the law or an authority set a day for: registrations, change notices, orders. */
async function legalEntries(db: Database, span: SpanAsked, zone: string): Promise<CalendarEntry[]> {
  const dues = duesOf(await readStateAt(db, span.as_of), dayIn(span, zone));
  return dues.map(({ id, day, title, note, opens, is_late }) => ({
    ...blank,
    id: `legal:${id}`,
    kind: 'law',
    day,
    title,
    note,
    opens,
    state: is_late ? 'overdue' : 'coming',
  }));
}

async function auditEntries(db: Database, site_id: string, { as_of }: SpanAsked): Promise<CalendarEntry[]> {
  const audits = await listAudits(db, site_id, as_of);
  return audits
    .filter((it) => it.state !== 'called_off')
    .map((it) => ({
      ...blank,
      id: `audit:${it.id}`,
      kind: 'audit',
      day: it.held_on ?? it.planned_on,
      title: { en: it.title, de: it.title },
      opens: `audits/${it.id}`,
      state: it.state,
      person_id: it.led_by,
      person_name: it.led_by_name,
    }));
}

function holidayEntries({ calendars }: Standing, site_id: string, from: string, until: string): CalendarEntry[] {
  const { region, closed } = workingAt(calendars, site_id);
  const years: number[] = [];
  for (let year = Number(from.slice(0, 4)); year <= Number(until.slice(0, 4)); year += 1) years.push(year);
  const holidays = region === null ? [] : years.flatMap((year) => holidaysOf(region as HolidayRegion, year));
  const shut = closed.flatMap((it): CalendarEntry[] => {
    const days: CalendarEntry[] = [];
    for (let day = Math.max(dayOf(it.from), dayOf(from)); day <= Math.min(dayOf(it.until), dayOf(until)); day += 1) {
      const title = it.name === '' ? { en: 'Closed', de: 'Geschlossen' } : { en: it.name, de: it.name };
      days.push({ ...blank, id: `closed:${formatDay(day)}:${it.from}`, kind: 'holiday', day: formatDay(day), title });
    }
    return days;
  });
  return [
    ...holidays.map(({ day, name }): CalendarEntry => ({
      ...blank,
      id: `holiday:${formatDay(day)}`,
      kind: 'holiday',
      day: formatDay(day),
      title: name,
    })),
    ...shut,
  ];
}
