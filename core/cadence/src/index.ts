// The door of core/cadence: rhythms, when they come round, working days and public holidays. No clock: instants come in as milliseconds.
export { type Day, dayOf, formatDay, readDay, weekdayOf } from './days.ts';
export { type Holiday, type HolidayRegion, holidayRegions, holidaysOf } from './holidays.ts';
export { type Around, lastOccurrence, mostOccurrences, nextOccurrence, type Occurrence, occurrences } from './occurrences.ts';
export { checkRhythm, type Rhythm, type RhythmFault, type Unit, units } from './rhythm.ts';
export { everyDay, isWorkingDay, type Moves, type WorkingDays } from './working-days.ts';
export { dayAt, instantAt, isZone, wallOf } from './zone-time.ts';
