// What keeping watch from outside proves: the ledger cannot be changed without a neighbour seeing it.
import { ends, type EvidenceBinding, joins, leaves, type Population, proves } from '@holdfast/core-law';

export const populations: readonly Population[] = [
  {
    id: 'anchors',
    title: { en: 'protections from outside', de: 'Absicherungen von außen' },
    may_be_empty: true,
    kinds: ['anchor.added', 'anchor.ended'],
    reads: (fact) => (fact.kind === 'anchor.added' ? joins([fact.subject_id]) : leaves([fact.subject_id])),
  },
];

export const bindings: readonly EvidenceBinding[] = [
  {
    id: 'anchors.added',
    title: { en: 'The ledger is kept watch over from outside', de: 'Das Ledger wird von außen überwacht' },
    artefact: 'evidence_log',
    requirements: ['NIS2-21.2.b'],
    population: 'anchors',
    kinds: ['anchor.added', 'anchor.ended'],
    fresh_days: null,
    reads: (fact) => (fact.kind === 'anchor.added' ? proves([fact.subject_id]) : ends([fact.subject_id])),
    limits: {
      en: 'That it answers now stands on the page of outside protection.',
      de: 'Ob sie jetzt antwortet, steht auf der Seite der Absicherungen von außen.',
    },
  },
];
