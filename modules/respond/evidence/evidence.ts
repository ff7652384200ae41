// What custody proves: evidence was collected, sealed and measured, and its chain is whole.
import { type EvidenceBinding, type Population, provesSite } from '@holdfast/core-law';

export const populations: readonly Population[] = [];

export const bindings: readonly EvidenceBinding[] = [
  {
    id: 'evidence.custody_kept',
    title: { en: 'Evidence was collected with hash and custody', de: 'Beweismittel wurden mit Prüfsumme und Verwahrkette gesichert' },
    artefact: 'evidence_log',
    requirements: ['NIS2-21.2.b'],
    population: null,
    kinds: ['custody.collected', 'custody.verified', 'custody.sealed'],
    fresh_days: 365,
    reads: (fact) => (fact.data['whole'] === false ? [] : provesSite),
    limits: {
      en: 'It shows that the practice works. Not every incident has evidence by this.',
      de: 'Es zeigt, dass die Übung sitzt. Nicht jeder Vorfall hat damit Beweismittel.',
    },
  },
];
