// Dates of the law as days of a calendar: what changes on a day, for whom, where it stands and how sure that is.
import { citeText, type Hat, timelineFor } from '@holdfast/core-law';

export type LawDate = { id: string; day: string; is_past: boolean; title: { en: string; de: string }; note: { en: string; de: string } };

const hats: readonly Hat[] = ['operator', 'critical', 'maker', 'machine_builder', 'digital'];
const hatWords: Readonly<Record<Hat, { en: string; de: string }>> = {
  operator: { en: 'operators', de: 'Betreiber' },
  critical: { en: 'critical entities', de: 'kritische Einrichtungen' },
  maker: { en: 'makers of products', de: 'Hersteller von Produkten' },
  machine_builder: { en: 'machine builders', de: 'Maschinenbauer' },
  digital: { en: 'digital services', de: 'digitale Dienste' },
};
const markWords = {
  verified: { en: 'verified', de: 'geprüft' },
  partly: { en: 'partly verified', de: 'teilweise geprüft' },
  secondary: { en: 'from commentary', de: 'aus Sekundärquelle' },
  unverified: { en: 'not verified: confirm with the authority', de: 'nicht geprüft: bei der Behörde bestätigen' },
} as const;

/** All dates of the Union and of a country (ISO 3166), with what changes, for whom, the place in the act and the mark. `today`: YYYY-MM-DD. */
export function lawDates(today: string, country: string | null): LawDate[] {
  return timelineFor(today, { jurisdictions: country === null ? [] : [country], hats }).map((it) => {
    const note = (language: 'en' | 'de'): string => {
      const whom = it.concerns.hats.map((hat) => hatWords[hat][language]).join(', ');
      const mark = `${citeText(it.cite, language)} · ${markWords[it.verify][language]} · ${it.as_of}`;
      return `${it.change[language]} ${language === 'en' ? 'Concerns' : 'Betrifft'}: ${whom}. ${mark}`;
    };
    return { id: it.id, day: it.on, is_past: it.is_past, title: it.title, note: { en: note('en'), de: note('de') } };
  });
}
