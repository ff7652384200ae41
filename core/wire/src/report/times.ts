// Microseconds since 1970 as ISO 8601 UTC.

/** `2026-11-16T08:12:03.250001Z`, always six digits. */
export function formatMicros(micros: number): string {
  const seconds = Math.floor(micros / 1e6);
  const fraction = String(micros - seconds * 1e6).padStart(6, '0');
  return `${new Date(seconds * 1000).toISOString().slice(0, -5)}.${fraction}Z`;
}
