// The instant at which a day ends where the plant stands: what "as of" a date means.

/** The calendar date of an instant (ms since 1970) in a zone, `YYYY-MM-DD`. */
export function dayIn(at: number, zone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at);
}

/** The last millisecond of a day in a zone as ISO 8601 UTC, also where summer time begins or ends at midnight. */
export function endOfDay(day: string, zone: string): string {
  const next = new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
  return new Date(startOfDay(next, zone) - 1).toISOString();
}

/** The first instant of a day: the earliest of those the offsets around it give that lies on the day. */
function startOfDay(day: string, zone: string): number {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  const offsets = [-1, 0, 1].map((days) => offsetOf(midnight + days * 86_400_000, zone));
  const starts = offsets.map((offset) => midnight - offset).filter((at) => dayIn(at, zone) === day);
  return Math.min(...(starts.length > 0 ? starts : [midnight]));
}

/** How far a zone's wall clock is ahead of UTC at an instant, in ms. */
function offsetOf(at: number, zone: string): number {
  const wall = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' }).format(at);
  return Date.parse(`${wall.replace(' ', 'T')}Z`) - Math.floor(at / 1000) * 1000;
}

/** Whether a text of the page's address is a day. */
export const isDay = (text: string | undefined): text is string =>
  text !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));
