// What work on maintenance windows proves: work on running zones has a time and somebody who said yes.
import { type EvidenceBinding, ends, joins, leaves, type Population, proves } from '@holdfast/core-law';

export const populations: readonly Population[] = [
  {
    id: 'maintenance_windows',
    title: { en: 'maintenance windows', de: 'Wartungsfenster' },
    kinds: ['window.planned', 'window.cancelled'],
    reads: (fact) => (fact.kind === 'window.planned' ? joins([fact.subject_id]) : leaves([fact.subject_id])),
  },
];

export const bindings: readonly EvidenceBinding[] = [
  {
    id: 'windows.approved',
    title: {
      en: 'Each maintenance window was approved by who is named in it',
      de: 'Jedes Wartungsfenster hat die darin genannte Person freigegeben',
    },
    artefact: 'change_order',
    requirements: ['NIS2-21.2.e'],
    population: 'maintenance_windows',
    kinds: ['window.approved', 'window.changed', 'window.refused'],
    fresh_days: null,
    reads: (fact) => (fact.kind === 'window.approved' ? proves([fact.subject_id]) : ends([fact.subject_id])),
    limits: {
      en: 'It says that the work was agreed, not that only this work was done.',
      de: 'Es sagt, dass die Arbeit vereinbart war, nicht, dass nur diese getan wurde.',
    },
  },
];
