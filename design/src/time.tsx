// Times in the plant's zone or the one a person chose, UTC on hover; sizes and counts in the person's language.
import { Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useShownTimes } from './place.tsx';
import { Unknown } from './states.tsx';

type Style = 'minute' | 'second' | 'day';
const styles: Record<Style, Intl.DateTimeFormatOptions> = {
  minute: { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' },
  second: { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' },
  day: { year: 'numeric', month: '2-digit', day: '2-digit' },
};
const locales: Record<string, string> = { en: 'en-GB', de: 'de-DE' };

/** `Intl` locale of a language: day before month in both. */
export function localeOf(language: string): string {
  return locales[language] ?? 'en-GB';
}

/** A time (ISO 8601) as text in a zone, on a clock of 24 hours unless somebody chose 12. */
export function timeText(at: string, zone: string, language: string, style: Style = 'minute', clock: 'h23' | 'h12' = 'h23'): string {
  const hours = style === 'day' ? {} : { hourCycle: clock };
  return new Intl.DateTimeFormat(localeOf(language), { ...styles[style], ...hours, timeZone: zone }).format(new Date(at));
}

/** A time as the person reads times; hovering or focusing shows UTC. */
export function Time({ at, style = 'minute' }: { at: string | null | undefined; style?: Style }) {
  const { i18n } = useTranslation();
  const { zone, clock } = useShownTimes();
  if (at === null || at === undefined) return <Unknown />;
  return (
    <Tooltip label={`${at.replace('T', ' ').replace(/\.\d+/, '').replace('Z', '')} UTC`}>
      <time dateTime={at}>{timeText(at, zone, i18n.language, style, clock)}</time>
    </Tooltip>
  );
}

/** `1.2 MB` (powers of 1000). */
export function bytesText(bytes: number, language: string): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'];
  const power = bytes < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** power;
  return new Intl.NumberFormat(localeOf(language), {
    style: 'unit',
    unit: units[power]!,
    unitDisplay: power === 0 ? 'long' : 'short',
    maximumFractionDigits: value < 10 && power > 0 ? 1 : 0,
  }).format(value);
}

/** Number and size texts in the person's language. */
export function useNumbers(): { count: (value: number) => string; bytes: (value: number) => string; percent: (part: number) => string } {
  const { i18n } = useTranslation();
  const locale = localeOf(i18n.language);
  return {
    count: (value) => new Intl.NumberFormat(locale).format(value),
    bytes: (value) => bytesText(value, i18n.language),
    percent: (part) => new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }).format(part),
  };
}
