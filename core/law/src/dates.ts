// Civil dates as YYYY-MM-DD, and instants moved by months in a place's own time.

const dayMs = 86_400_000;

const fromDate = (date: string): number => Date.parse(`${date}T00:00:00Z`);
const toDate = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
const lastDayOf = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** The date so many days later. */
export function addDays(date: string, days: number): string {
  return toDate(fromDate(date) + days * dayMs);
}

/** The date so many months later; where that day does not exist, the last of the month. */
export function addMonths(date: string, months: number): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const count = year * 12 + (month - 1) + months;
  const [toYear, toMonth] = [Math.floor(count / 12), (count % 12) + 1];
  return toDate(Date.UTC(toYear, toMonth - 1, Math.min(day, lastDayOf(toYear, toMonth))));
}

/** The later of two dates. */
export function laterOf(a: string, b: string): string {
  return a < b ? b : a;
}

/** Saturday or Sunday. */
export function isWeekend(date: string): boolean {
  return [0, 6].includes(new Date(fromDate(date)).getUTCDay());
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  formats.set(zone, made);
  return made;
}

/** What the clock on the wall says at an instant: date and milliseconds since its midnight. */
export function wallTime(at: Date, zone: string): { date: string; ms: number } {
  const part = Object.fromEntries(
    formatOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  const ms = (Number(part['hour']) * 60 + Number(part['minute'])) * 60_000 + Number(part['second']) * 1000 + (at.getTime() % 1000);
  return { date: `${part['year']}-${part['month']}-${part['day']}`, ms };
}

/** The instant at which the wall clock of a zone shows this; a time the clock skips is taken as if it had not, one shown twice is the first. */
export function instantOf(date: string, ms: number, zone: string): Date {
  const wanted = fromDate(date) + ms;
  const candidates = [-dayMs, dayMs].map((shift) => wanted - offsetMs(new Date(wanted + shift), zone));
  const fitting = candidates.filter((each) => each + offsetMs(new Date(each), zone) === wanted);
  return new Date(fitting.length > 0 ? Math.min(...fitting) : Math.max(...candidates));
}

function offsetMs(at: Date, zone: string): number {
  const wall = wallTime(at, zone);
  return fromDate(wall.date) + wall.ms - at.getTime();
}
