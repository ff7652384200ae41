// Words of the gap report on paper.
export type Language = 'en' | 'de';

export const reportWords = {
  en: {
    title: 'Gaps at {site}',
    lead: '{yes} of the required ten say yes. {count} gaps are open; the required ten come first.',
    none: 'No gap: evidence holds for every duty that binds this site.',
    gap: 'Gap',
    consequence: 'What it means',
    owner: 'Owner',
    due: 'By',
    law: 'Asked for by',
    nobody: 'nobody yet',
    no_date: 'no date',
    overdue: 'overdue',
    more: '{count} more stand in the list.',
    foot: 'Computed from the plant’s ledger. No legal advice; each duty shows its source and how sure it is on screen.',
  },
  de: {
    title: 'Lücken: {site}',
    lead: '{yes} der zehn Pflichtpunkte sagen ja. {count} Lücken sind offen; die zehn Pflichtpunkte stehen vorn.',
    none: 'Keine Lücke: Für jede Pflicht dieses Werks gibt es Nachweise.',
    gap: 'Lücke',
    consequence: 'Was das bedeutet',
    owner: 'Zuständig',
    due: 'Bis',
    law: 'Verlangt von',
    nobody: 'noch niemand',
    no_date: 'kein Datum',
    overdue: 'überfällig',
    more: '{count} weitere stehen in der Liste.',
    foot: 'Berechnet aus dem Ledger des Werks. Keine Rechtsberatung; jede Pflicht zeigt am Bildschirm Quelle und Sicherheit.',
  },
} as const;
