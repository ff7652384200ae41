// Clocks of reports: what is due when, counted the strict way; the latest arguable instant stands beside it for information only.
import { addDays, addMonths, instantOf, isWeekend, wallTime } from './dates.ts';
import { lawFact } from './facts.ts';
import type { LawFact, Regime } from './words.ts';

export type ClockStage = {
  readonly id: string;
  readonly regime: Regime;
  readonly recipient: 'csirt' | 'cer_authority' | 'enisa_platform';
  /** What starts it: the instant of this event. */
  readonly anchor: 'awareness' | 'request' | 'notification_submitted' | 'handled' | 'initial_notice' | 'fix_available';
  /** Elapsed hours, days or civil months; null: on request, no length. */
  readonly length: { readonly unit: 'hour' | 'day' | 'month'; readonly count: number } | null;
  readonly fact: LawFact;
};

const stage = (regime: Regime, recipient: ClockStage['recipient'], id: string, anchor: ClockStage['anchor'], fact: string): ClockStage => {
  const found = lawFact(fact);
  return { id, regime, recipient, anchor, length: lengthOf(found.period), fact: found };
};

function lengthOf(period: string | undefined): ClockStage['length'] {
  const found = /^P(?:T(\d+)H|(\d+)D|(\d+)M)$/.exec(period ?? '');
  if (found === null) return null;
  if (found[1] !== undefined) return { unit: 'hour', count: Number(found[1]) };
  return found[2] === undefined ? { unit: 'month', count: Number(found[3]) } : { unit: 'day', count: Number(found[2]) };
}

/** The stages of NIS2 Art 23, CER Art 15 and CRA Art 14. */
export const clockStages: readonly ClockStage[] = [
  stage('nis2', 'csirt', 'early_warning', 'awareness', 'NIS2.reporting.stages.early_warning'),
  stage('nis2', 'csirt', 'incident_notification', 'awareness', 'NIS2.reporting.stages.incident_notification'),
  stage('nis2', 'csirt', 'incident_notification_tsp', 'awareness', 'NIS2.reporting.stages.incident_notification_tsp'),
  stage('nis2', 'csirt', 'intermediate_report', 'request', 'NIS2.reporting.stages.intermediate_report'),
  stage('nis2', 'csirt', 'final_report', 'notification_submitted', 'NIS2.reporting.stages.final_report'),
  stage('nis2', 'csirt', 'progress_report', 'notification_submitted', 'NIS2.reporting.stages.progress_report'),
  stage('nis2', 'csirt', 'final_report_after_ongoing', 'handled', 'NIS2.reporting.stages.final_report_after_ongoing'),
  stage('cer', 'cer_authority', 'cer_initial', 'awareness', 'CER.notification.stages.cer_initial'),
  stage('cer', 'cer_authority', 'cer_detailed', 'initial_notice', 'CER.notification.stages.cer_detailed'),
  stage('cra', 'enisa_platform', 'cra_vulnerability_warning', 'awareness', 'CRA.reporting.tracks.exploited_vulnerability.stages.ew'),
  stage(
    'cra',
    'enisa_platform',
    'cra_vulnerability_notification',
    'awareness',
    'CRA.reporting.tracks.exploited_vulnerability.stages.notification',
  ),
  stage('cra', 'enisa_platform', 'cra_vulnerability_final', 'fix_available', 'CRA.reporting.tracks.exploited_vulnerability.stages.final'),
  stage('cra', 'enisa_platform', 'cra_incident_warning', 'awareness', 'CRA.reporting.tracks.severe_incident.stages.ew'),
  stage('cra', 'enisa_platform', 'cra_incident_notification', 'awareness', 'CRA.reporting.tracks.severe_incident.stages.notification'),
  stage('cra', 'enisa_platform', 'cra_incident_final', 'notification_submitted', 'CRA.reporting.tracks.severe_incident.stages.final'),
];

/** `due`: steer by this. `latest_arguable`: Reg. 1182/71 Art 3, for information. */
export type Clock = { readonly stage: ClockStage; readonly due: Date; readonly latest_arguable: Date };

/**
 * When a stage is due, from the instant of its anchor in the establishment's IANA zone. Hours are elapsed; days and months keep the wall time, a month
 * clamped to its last day; nothing rolls over weekends. Null: the stage has no length. `isHoliday`: for the arguable end only.
 */
export function clockOf(stage: ClockStage, anchor: Date, zone: string, isHoliday: (date: string) => boolean = () => false): Clock | null {
  if (stage.length === null) return null;
  const { unit, count } = stage.length;
  if (unit === 'hour') {
    // Art 3(1): the hour in which the event falls is not counted; whole hours are the zone's own.
    const wall = wallTime(anchor, zone);
    const intoHour = wall.ms % 3_600_000;
    const next = anchor.getTime() - intoHour + 3_600_000;
    return { stage, due: new Date(anchor.getTime() + count * 3_600_000), latest_arguable: new Date(next + count * 3_600_000) };
  }
  const { date, ms } = wallTime(anchor, zone);
  const end = unit === 'day' ? addDays(date, count) : addMonths(date, count);
  let working = end;
  while (isWeekend(working) || isHoliday(working)) working = addDays(working, 1);
  return { stage, due: instantOf(end, ms, zone), latest_arguable: instantOf(addDays(working, 1), 0, zone) };
}
