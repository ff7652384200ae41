// Public holidays by law, as rules: a fixed date, days from Easter Sunday, or the Wednesday before 23 November. Days of single towns are entered as closed days.

/** `in`: states (ISO 3166-2 without the country) that have it; absent: the whole country. `from`: first year by this rule; `until`: the last. */
export type HolidayRule = {
  readonly name: { readonly en: string; readonly de: string };
  readonly on: { readonly month: number; readonly day: number } | { readonly easter: number } | 'wednesday_before_23_november';
  readonly in?: readonly string[];
  readonly from?: number;
  readonly until?: number;
};

const newYear: HolidayRule = { name: { en: 'New Year', de: 'Neujahr' }, on: { month: 1, day: 1 } };
const epiphany = { name: { en: 'Epiphany', de: 'Heilige Drei Könige' }, on: { month: 1, day: 6 } };
const goodFriday: HolidayRule = { name: { en: 'Good Friday', de: 'Karfreitag' }, on: { easter: -2 } };
const easterSunday = { name: { en: 'Easter Sunday', de: 'Ostersonntag' }, on: { easter: 0 } };
const easterMonday: HolidayRule = { name: { en: 'Easter Monday', de: 'Ostermontag' }, on: { easter: 1 } };
const mayDay: HolidayRule = { name: { en: 'Labour Day', de: 'Tag der Arbeit' }, on: { month: 5, day: 1 } };
const ascension: HolidayRule = { name: { en: 'Ascension Day', de: 'Christi Himmelfahrt' }, on: { easter: 39 } };
const whitSunday = { name: { en: 'Whit Sunday', de: 'Pfingstsonntag' }, on: { easter: 49 } };
const whitMonday: HolidayRule = { name: { en: 'Whit Monday', de: 'Pfingstmontag' }, on: { easter: 50 } };
const corpusChristi = { name: { en: 'Corpus Christi', de: 'Fronleichnam' }, on: { easter: 60 } };
const assumption = { name: { en: 'Assumption Day', de: 'Mariä Himmelfahrt' }, on: { month: 8, day: 15 } };
const reformation = { name: { en: 'Reformation Day', de: 'Reformationstag' }, on: { month: 10, day: 31 } };
const allSaints = { name: { en: 'All Saints', de: 'Allerheiligen' }, on: { month: 11, day: 1 } };
const christmas: HolidayRule = { name: { en: 'Christmas Day', de: '1. Weihnachtstag' }, on: { month: 12, day: 25 } };
const secondChristmas: HolidayRule = { name: { en: 'Second Christmas Day', de: '2. Weihnachtstag' }, on: { month: 12, day: 26 } };

/** Germany: the laws of the states on Sundays and public holidays (in Bavaria 15 August by default, as in its Catholic communes). */
const germany: readonly HolidayRule[] = [
  newYear,
  { ...epiphany, in: ['BW', 'BY', 'ST'] },
  { name: { en: "Women's Day", de: 'Internationaler Frauentag' }, on: { month: 3, day: 8 }, in: ['BE'], from: 2019 },
  { name: { en: "Women's Day", de: 'Internationaler Frauentag' }, on: { month: 3, day: 8 }, in: ['MV'], from: 2023 },
  goodFriday,
  { ...easterSunday, in: ['BB'] },
  easterMonday,
  mayDay,
  ascension,
  { ...whitSunday, in: ['BB'] },
  whitMonday,
  { ...corpusChristi, in: ['BW', 'BY', 'HE', 'NW', 'RP', 'SL'] },
  { ...assumption, in: ['BY', 'SL'] },
  { name: { en: "Children's Day", de: 'Weltkindertag' }, on: { month: 9, day: 20 }, in: ['TH'], from: 2019 },
  { name: { en: 'German Unity Day', de: 'Tag der Deutschen Einheit' }, on: { month: 10, day: 3 } },
  { ...reformation, in: ['BB', 'MV', 'SN', 'ST', 'TH'] },
  { ...reformation, in: ['HB', 'HH', 'NI', 'SH'], from: 2018 },
  // Its five hundredth year: in all the others too, once.
  { ...reformation, in: ['BW', 'BY', 'BE', 'HB', 'HH', 'HE', 'NI', 'NW', 'RP', 'SL', 'SH'], from: 2017, until: 2017 },
  { ...allSaints, in: ['BW', 'BY', 'NW', 'RP', 'SL'] },
  { name: { en: 'Day of Repentance', de: 'Buß- und Bettag' }, on: 'wednesday_before_23_november', in: ['SN'] },
  christmas,
  secondChristmas,
];

/** Austria: Arbeitsruhegesetz, section 7. */
const austria: readonly HolidayRule[] = [
  newYear,
  epiphany,
  easterMonday,
  mayDay,
  ascension,
  whitMonday,
  corpusChristi,
  assumption,
  { name: { en: 'National Day', de: 'Nationalfeiertag' }, on: { month: 10, day: 26 } },
  allSaints,
  { name: { en: 'Immaculate Conception', de: 'Mariä Empfängnis' }, on: { month: 12, day: 8 } },
  christmas,
  secondChristmas,
];

/** France: Code du travail, L3133-1. */
const france: readonly HolidayRule[] = [
  newYear,
  easterMonday,
  mayDay,
  { name: { en: 'Victory in Europe Day', de: 'Tag des Sieges 1945' }, on: { month: 5, day: 8 } },
  ascension,
  whitMonday,
  { name: { en: 'National Day', de: 'Nationalfeiertag' }, on: { month: 7, day: 14 } },
  assumption,
  allSaints,
  { name: { en: 'Armistice Day', de: 'Waffenstillstand 1918' }, on: { month: 11, day: 11 } },
  christmas,
];

export const holidayRules = { DE: germany, AT: austria, FR: france } as const satisfies Record<string, readonly HolidayRule[]>;

export const germanStates = ['BW', 'BY', 'BE', 'BB', 'HB', 'HH', 'HE', 'MV', 'NI', 'NW', 'RP', 'SL', 'SN', 'ST', 'SH', 'TH'] as const;
