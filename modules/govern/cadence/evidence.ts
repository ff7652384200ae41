// What cadence proves: that a review was done when it was due, by the entry somebody made or by the act itself; and that nothing is without a date.
import { activities, type ArtefactTypeId, type EvidenceBinding, type Fact, type Mark, type Words } from '@holdfast/core-law';
import { isRun, runKindsOf } from './rules.runs.data.ts';

/** What a run of an activity leaves behind. */
const artefactOf: Readonly<Record<string, ArtefactTypeId>> = {
  scope_review: 'scope_decision',
  registration_check: 'registration_receipt',
  policy_review: 'policy',
  risk_review: 'risk_register',
  access_review: 'access_review',
  vendor_account_review: 'access_review',
  mfa_check: 'mfa_coverage',
  supplier_review: 'supplier_due_diligence',
  vulnerability_review: 'vulnerability_decision',
  change_review: 'change_order',
  backup_test: 'backup_test',
  island_mode_test: 'island_mode_test',
  exercise: 'exercise_report',
  reporting_drill: 'exercise_report',
  crisis_channel_test: 'crisis_channel_test',
  training: 'training_record',
  board_training: 'training_record',
  crypto_review: 'crypto_register',
  perimeter_walk: 'perimeter_walk',
  hazard_review: 'hazard_measures',
  resilience_plan_review: 'resilience_plan',
  zone_review: 'network_map',
  conduit_review: 'conduit_allow_list',
  asset_inventory_review: 'asset_inventory',
  incident_roles_review: 'responsibility_record',
  role_handover_check: 'responsibility_record',
  metrics_review: 'metric_history',
  evidence_review: 'audit_report',
  audit: 'audit_report',
  board_day: 'board_dashboard',
};
const unitDays = { day: 1, week: 7, month: 31, year: 366 } as const;

const limits = {
  en: 'It shows that the review was done and with which result, not how well it was done.',
  de: 'Es zeigt, dass und mit welchem Ergebnis geprüft wurde, nicht wie gründlich.',
};

/**
 * What has to be done within a year (items 9 and 10 of the required ten, core/law minimum.data.ts: NIS2 Art. 21(2)(c) and (f) with the yearly
 * rhythm of its rows) counts for a year to the day, not for a rhythm and a half.
 */
const withinYear: Readonly<Record<string, Words>> = {
  exercise: {
    en: 'It counts for one year: an exercise is asked for within a year (item 10 of the required ten, NIS2 Art 21(2)(c) and (f)).',
    de: 'Es zählt ein Jahr lang: Eine Übung wird binnen eines Jahres verlangt (Punkt 10 der zehn Pflichtpunkte, NIS2 Art. 21(2)(c) und (f)).',
  },
  backup_test: {
    en: 'It counts for one year: a restore is to be tested within a year (item 9 of the required ten, NIS2 Art 21(2)(c)).',
    de: 'Es zählt ein Jahr lang: Eine Rücksicherung ist binnen eines Jahres zu testen (Punkt 9 der zehn Pflichtpunkte, NIS2 Art. 21(2)(c)).',
  },
};
const limitsOf = (id: string): Words => {
  const more = withinYear[id];
  return more === undefined ? limits : { en: `${limits.en} ${more.en}`, de: `${limits.de} ${more.de}` };
};

// What was done so long ago that it no longer counted when somebody wrote it down proves nothing.
const wasFresh = ({ at, data }: Fact, fresh_days: number): boolean =>
  typeof data['at'] !== 'string' || at.getTime() - Date.parse(data['at']) < fresh_days * 86_400_000;

/** One for each activity of the law's list: fresh for one and a half rhythms, so that a day's delay does not turn it, or for the year it is asked in. */
const ofActivities = activities.map((it): EvidenceBinding => {
  const acts = runKindsOf(it.id);
  const fresh_days = it.id in withinYear ? 365 : Math.ceil(it.rhythm.every * unitDays[it.rhythm.unit] * 1.5);
  const isDone = (fact: Fact): boolean =>
    fact.kind === 'cadence.run_recorded'
      ? fact.data['activity'] === it.id && fact.data['result'] !== 'not_passed' && wasFresh(fact, fresh_days)
      : acts.some((act) => isRun(it.id, act, fact));
  return {
    id: `activity.${it.id}`,
    title: it.title,
    artefact: artefactOf[it.id] ?? 'committee_minutes',
    requirements: it.requirements,
    population: null,
    kinds: ['cadence.run_recorded', ...new Set(acts.map(({ kind }) => kind))],
    fresh_days,
    reads: (fact): readonly Mark[] => (isDone(fact) ? [{ subject_id: fact.site_id ?? 'organisation', effect: 'proves' }] : []),
    limits: limitsOf(it.id),
  };
});

export const bindings: readonly EvidenceBinding[] = [
  ...ofActivities,
  {
    id: 'cadence.planned',
    title: { en: 'Reviews have a rhythm', de: 'Prüfungen haben einen Rhythmus' },
    artefact: 'responsibility_record',
    requirements: ['NIS2-21.2.f'],
    population: null,
    kinds: ['cadence.planned'],
    fresh_days: 365,
    reads: (fact) => (fact.kind === 'cadence.planned' ? [{ subject_id: fact.site_id ?? 'organisation', effect: 'proves' }] : []),
    limits: {
      en: 'It shows that reviews are planned, not that they took place.',
      de: 'Es zeigt, dass geplant ist, nicht dass geprüft wurde.',
    },
  },
  {
    id: 'audits.closed',
    title: { en: 'Audit or OT test, everything found settled', de: 'Audit oder OT-Test, alle Feststellungen erledigt' },
    artefact: 'finding_closure',
    requirements: ['NIS2-21.2.f'],
    population: null,
    kinds: ['audit.closed'],
    fresh_days: 365,
    reads: (fact) => (fact.kind === 'audit.closed' ? [{ subject_id: fact.site_id ?? 'organisation', effect: 'proves' }] : []),
    limits: { en: 'How deep the audit went stands in its scope.', de: 'Wie tief geprüft wurde, steht im Umfang.' },
  },
];
