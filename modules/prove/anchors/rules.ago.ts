// The age of something in the largest unit that still says enough: seconds below two minutes, minutes below two hours, hours below two days. Pure.

/** Whole units that have passed; what lies ahead counts as now. */
export function agoOf(at: string, now_ms: number): [value: number, unit: 'second' | 'minute' | 'hour' | 'day'] {
  const seconds = Math.max(0, Math.floor((now_ms - Date.parse(at)) / 1000));
  if (seconds < 120) return [seconds, 'second'];
  if (seconds < 7200) return [Math.floor(seconds / 60), 'minute'];
  if (seconds < 172_800) return [Math.floor(seconds / 3600), 'hour'];
  return [Math.floor(seconds / 86_400), 'day'];
}
