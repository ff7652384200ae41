// How periods are counted under Regulation (EEC, Euratom) No 1182/71; whether it governs a duty is a question of national law.
import type { LawFact } from './words.ts';

export const timeRules: readonly LawFact[] = [
  {
    id: 'NIS2.time_computation.rules.1',
    cite: { instrument: 'REG-1182-71', place: 'Art 3(1) first subpara' },
    verify: 'partly',
    sources: ['1182-QUOTES'],
    as_of: '2026-11-21',
    text: {
      en: 'Period in hours from an event: the hour in which the event falls is not counted.',
      de: 'Frist in Stunden ab einem Ereignis: die Stunde des Ereignisses zählt nicht mit.',
    },
  },
  {
    id: 'NIS2.time_computation.rules.2',
    cite: { instrument: 'REG-1182-71', place: 'Art 3(1) second subpara' },
    verify: 'verified',
    sources: ['1182-QUOTES'],
    as_of: '2026-11-21',
    text: {
      en: 'Period in days, weeks, months or years from an event: the day of the event is not counted.',
      de: 'Frist in Tagen, Wochen, Monaten oder Jahren ab einem Ereignis: der Tag des Ereignisses zählt nicht mit.',
    },
  },
  {
    id: 'NIS2.time_computation.rules.3',
    cite: { instrument: 'REG-1182-71', place: 'Art 3(2)(a)' },
    verify: 'unverified',
    sources: ['unverified'],
    as_of: '2026-11-21',
    text: {
      en: 'Hour periods run from the start of the first hour to the end of the last.',
      de: 'Stundenfristen laufen vom Beginn der ersten bis zum Ende der letzten Stunde.',
    },
  },
  {
    id: 'NIS2.time_computation.rules.4',
    cite: { instrument: 'REG-1182-71', place: 'Art 3(2)(c)' },
    verify: 'verified',
    sources: ['1182-QUOTES'],
    as_of: '2026-11-21',
    text: {
      en: 'Month periods end with the last hour of the day with the same date in the last month; where that date does not exist, the last day of that month.',
      de: 'Monatsfristen enden mit der letzten Stunde des Tages mit demselben Datum im letzten Monat; fehlt das Datum, am letzten Tag dieses Monats.',
    },
  },
  {
    id: 'NIS2.time_computation.rules.5',
    cite: { instrument: 'REG-1182-71', place: 'Art 3(3)' },
    verify: 'unverified',
    sources: ['unverified'],
    as_of: '2026-11-21',
    text: {
      en: 'Holidays, Sundays and Saturdays are inside the period unless expressly left out or the period is in working days.',
      de: 'Feiertage, Sonntage und Samstage zählen mit, wenn sie nicht ausdrücklich ausgenommen sind oder die Frist in Arbeitstagen läuft.',
    },
  },
  {
    id: 'NIS2.time_computation.rules.6',
    cite: { instrument: 'REG-1182-71', place: 'Art 3(4)' },
    verify: 'verified',
    sources: ['1182-QUOTES'],
    as_of: '2026-11-21',
    text: {
      en: 'If the last day of a period NOT expressed in hours is a public holiday, Sunday or Saturday, it ends with the last hour of the next working day. Hour periods never roll.',
      de: 'Fällt der letzte Tag einer Frist, die NICHT in Stunden läuft, auf Feiertag, Sonntag oder Samstag, endet sie mit der letzten Stunde des nächsten Arbeitstags. Stundenfristen verschieben sich nie.',
    },
  },
  {
    id: 'NIS2.time_computation.rules.7',
    cite: { instrument: 'REG-1182-71', place: 'Art 3(5)' },
    verify: 'partly',
    sources: ['1182-QUOTES'],
    as_of: '2026-11-21',
    text: {
      en: 'A period of two days or more contains at least two working days (whether this reaches a 72-hour period is disputed; do not rely on it).',
      de: 'Eine Frist von zwei Tagen oder mehr enthält mindestens zwei Arbeitstage (ob das eine 72-Stunden-Frist erreicht, ist streitig; nicht darauf verlassen).',
    },
  },
];
