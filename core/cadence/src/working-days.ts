// Which days a plant works, and where what falls on another day moves to.
import { civilOf, type Day, readDay, weekdayOf } from './days.ts';
import { type HolidayRegion, holidaysOf } from './holidays.ts';

/** `weekdays`: those worked, Monday is 1. `closed`: shutdowns and days of one's own, first and last day. `region`: whose public holidays. */
export type WorkingDays = {
  readonly weekdays: readonly number[];
  readonly closed: readonly { readonly from: string; readonly until: string }[];
  readonly region: HolidayRegion | null;
};

/** What falls on a day nobody works: stays, or moves to the next or the previous working day. */
export type Moves = 'stays' | 'next' | 'previous';

/** Every day is worked. */
export const everyDay: WorkingDays = { weekdays: [1, 2, 3, 4, 5, 6, 7], closed: [], region: null };

/** Longest way to a working day; over a longer shutdown nothing moves. */
export const longestMoveDays = 400;

type Asked = (day: Day) => boolean;
const asked = new WeakMap<WorkingDays, Asked>();

/** Whether a day is worked. */
export function isWorkingDay(working: WorkingDays, day: Day): boolean {
  const made = asked.get(working) ?? compile(working);
  asked.set(working, made);
  return made(day);
}

function compile({ weekdays, closed, region }: WorkingDays): Asked {
  const open = new Set(weekdays);
  const spans = closed.flatMap(({ from, until }): [Day, Day][] => {
    const [first, last] = [readDay(from), readDay(until)];
    return first === null || last === null || last < first ? [] : [[first, last]];
  });
  const years = new Map<number, ReadonlySet<Day>>();
  const isHoliday = (day: Day): boolean => {
    if (region === null) return false;
    const { year } = civilOf(day);
    const days = years.get(year) ?? new Set(holidaysOf(region, year).map((it) => it.day));
    years.set(year, days);
    return days.has(day);
  };
  return (day) => open.has(weekdayOf(day)) && !spans.some(([first, last]) => day >= first && day <= last) && !isHoliday(day);
}

/** The day itself when it is worked; else the nearest worked one in the direction, within 400 days; else the day itself. */
export function moveDay(working: WorkingDays, moves: Moves, day: Day): Day {
  if (moves === 'stays') return day;
  const step = moves === 'next' ? 1 : -1;
  for (let away = 0; away <= longestMoveDays; away += 1) if (isWorkingDay(working, day + away * step)) return day + away * step;
  return day;
}
