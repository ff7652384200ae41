// What an audit's questions prove: what was asked was answered to the auditor's content.
import { ends, type EvidenceBinding, joins, type Population, proves } from '@holdfast/core-law';

export const populations: readonly Population[] = [
  {
    id: 'questions',
    title: { en: 'questions of auditors', de: 'Fragen aus Audits' },
    may_be_empty: true,
    kinds: ['question.asked'],
    reads: (fact) => joins([fact.subject_id]),
  },
];

export const bindings: readonly EvidenceBinding[] = [
  {
    id: 'questions.settled',
    title: { en: 'Each question of an auditor was settled', de: 'Jede Frage aus einem Audit ist geklärt' },
    artefact: 'finding_closure',
    requirements: ['NIS2-21.4'],
    population: 'questions',
    kinds: ['question.settled', 'question.asked_further'],
    fresh_days: null,
    reads: (fact) => (fact.kind === 'question.settled' ? proves([fact.subject_id]) : ends([fact.subject_id])),
    limits: {
      en: 'Settled means that the auditor was content. Findings of an audit are closed elsewhere.',
      de: 'Geklärt heißt, dass es der prüfenden Person genügte. Feststellungen eines Audits werden woanders geschlossen.',
    },
  },
];
