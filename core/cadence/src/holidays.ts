// Public holidays of a country or state in a year, by their rules.
import { type Day, dayOf, firstOfMonth, weekdayOf } from './days.ts';
import { germanStates, holidayRules, type HolidayRule } from './holidays.data.ts';

type Country = keyof typeof holidayRules;
/** ISO 3166: a country, or a state of Germany. */
export type HolidayRegion = Country | `DE-${(typeof germanStates)[number]}`;
export const holidayRegions: readonly HolidayRegion[] = ['DE', ...germanStates.map((it): HolidayRegion => `DE-${it}`), 'AT', 'FR'];

export type Holiday = { day: Day; name: { readonly en: string; readonly de: string } };

/** All of a year, the earliest first. Without a state: only those the whole country has. */
export function holidaysOf(region: HolidayRegion, year: number): Holiday[] {
  const [country, state] = region.split('-') as [Country, string | undefined];
  const rules: readonly HolidayRule[] = holidayRules[country];
  const here = rules.filter(
    (it) => (it.in === undefined || (state !== undefined && it.in.includes(state))) && year >= (it.from ?? 0) && year <= (it.until ?? 9999),
  );
  return here.map(({ name, on }) => ({ name, day: dayBy(on, year) })).sort((a, b) => a.day - b.day);
}

function dayBy(on: HolidayRule['on'], year: number): Day {
  if (on === 'wednesday_before_23_november') {
    const last = dayOf(`${year}-11-22`);
    return last - ((weekdayOf(last) - 3 + 7) % 7);
  }
  return 'easter' in on ? easterOf(year) + on.easter : firstOfMonth(year * 12 + on.month - 1) + on.day - 1;
}

/** Easter Sunday of a Gregorian year (Meeus, Jones, Butcher). */
export function easterOf(year: number): Day {
  const a = year % 19;
  const [b, c] = [Math.floor(year / 100), year % 100];
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const month = Math.floor((h + l - 7 * m + 114) / 31);
  return firstOfMonth(year * 12 + month - 1) + ((h + l - 7 * m + 114) % 31);
}
