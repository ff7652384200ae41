// Microseconds since 1970 as ISO 8601 UTC.

const DAY_SECONDS = 86_400;
const twoDigits = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'));
/** The day last asked for, from 1970, and its text: times of one report are of few days, and Date takes longer than all the rest. */
let day = 0;
let dayText = '1970-01-01';

/** `2026-11-16T08:12:03.250001Z`, always six digits. */
export function formatMicros(micros: number): string {
  const seconds = Math.floor(micros / 1e6);
  const fraction = String(micros - seconds * 1e6).padStart(6, '0');
  const ofDay = Math.floor(seconds / DAY_SECONDS);
  if (ofDay !== day) {
    dayText = new Date(ofDay * DAY_SECONDS * 1000).toISOString().slice(0, -14);
    day = ofDay;
  }
  const inDay = seconds - ofDay * DAY_SECONDS;
  const minutes = Math.floor(inDay / 60);
  return `${dayText}T${twoDigits[Math.floor(minutes / 60)]}:${twoDigits[minutes % 60]}:${twoDigits[inDay % 60]}.${fraction}Z`;
}
