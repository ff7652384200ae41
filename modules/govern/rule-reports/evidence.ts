// What reports on rules prove: that what does not work on the shop floor is heard and answered.
import { type EvidenceBinding, joins, type Population, proves } from '@holdfast/core-law';

export const populations: readonly Population[] = [
  {
    id: 'rule_reports',
    title: { en: 'reports that a rule does not work', de: 'Rückmeldungen, dass eine Regel nicht passt' },
    kinds: ['rule_report.filed'],
    reads: (fact) => joins([fact.subject_id]),
  },
];

export const bindings: readonly EvidenceBinding[] = [
  {
    id: 'rule_reports.answered',
    title: {
      en: 'Each report that a rule does not work is answered',
      de: 'Jede Rückmeldung, dass eine Regel nicht passt, ist beantwortet',
    },
    artefact: 'finding_closure',
    requirements: ['NIS2-21.4', 'NIS2-21.2.f'],
    population: 'rule_reports',
    kinds: ['rule_report.answered'],
    fresh_days: null,
    reads: (fact) => proves([fact.subject_id]),
    limits: {
      en: 'It counts what was reported. That nothing is reported does not show that every rule works.',
      de: 'Es zählt, was gesagt wurde. Dass niemand etwas sagt, zeigt nicht, dass jede Regel passt.',
    },
  },
];
