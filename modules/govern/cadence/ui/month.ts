// A month as weeks of days, Monday first, in dates as `YYYY-MM-DD`.
const dayMs = 86_400_000;
const iso = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** `2026-11` as six weeks at most, with the days before and after that fill them. */
export function weeksOf(month: string): string[][] {
  const first = Date.parse(`${month}-01T00:00:00Z`);
  const start = first - ((new Date(first).getUTCDay() + 6) % 7) * dayMs;
  const weeks: string[][] = [];
  for (let monday = start; weeks.length === 0 || iso(monday).slice(0, 7) === month; monday += 7 * dayMs) {
    weeks.push([0, 1, 2, 3, 4, 5, 6].map((day) => iso(monday + day * dayMs)));
  }
  return weeks;
}

/** The month so many months after. */
export function monthAfter(month: string, months: number): string {
  const [year = 0, of = 0] = month.split('-').map(Number);
  return iso(Date.UTC(year, of - 1 + months, 1)).slice(0, 7);
}

export const isMonth = (text: string | undefined): text is string => text !== undefined && /^\d{4}-(0[1-9]|1[0-2])$/.test(text);

/** Today's date in a zone. */
export const todayIn = (zone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' }).format(Date.now());
