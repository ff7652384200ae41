// What isolation cards prove: it is known for each zone how it is cut off, who decides, and that it was tried.
import { type EvidenceBinding, ends, proves } from '@holdfast/core-law';

export const bindings: readonly EvidenceBinding[] = [
  {
    id: 'isolation.card_approved',
    title: {
      en: 'Each zone has an isolation card the plant manager approved',
      de: 'Jede Zone hat eine von der Werkleitung freigegebene Isolationskarte',
    },
    artefact: 'runbook',
    requirements: ['NIS2-21.2.b'],
    population: 'zones',
    kinds: ['isolation.card_approved', 'isolation.card_kept'],
    fresh_days: 365,
    reads: (fact) => (fact.kind === 'isolation.card_approved' ? proves([fact.subject_id]) : ends([fact.subject_id])),
    limits: {
      en: 'It says that the steps were written and approved, not that they work. That is what a drill shows.',
      de: 'Es sagt, dass die Schritte geschrieben und freigegeben sind, nicht, dass sie wirken. Das zeigt eine Übung.',
    },
  },
  {
    id: 'isolation.drilled',
    title: {
      en: 'For each zone a drill showed within a year that its border holds as it should',
      de: 'Für jede Zone hat binnen eines Jahres eine Übung gezeigt, dass ihre Grenze hält wie vorgesehen',
    },
    artefact: 'island_mode_test',
    requirements: ['NIS2-21.2.c'],
    population: 'zones',
    kinds: ['isolation.drill_ended'],
    fresh_days: 365,
    reads: (fact) => (fact.data['result'] === 'as_expected' ? proves([fact.subject_id]) : ends([fact.subject_id])),
    limits: {
      en: 'It holds for the conduits and ports that were probed, on that day. Probes end at a responder, never at a controller.',
      de: 'Es gilt für die geprobten Übergänge und Ports, an jenem Tag. Die Proben enden an einer Gegenstelle, nie an einer Steuerung.',
    },
  },
];
