// What reading kept files again proves: what was kept is still what it was.
import { endsSite, type EvidenceBinding, type Population, provesSite } from '@holdfast/core-law';

export const populations: readonly Population[] = [];

export const bindings: readonly EvidenceBinding[] = [
  {
    id: 'kept_files.whole',
    title: { en: 'Kept files were read again and are whole', de: 'Aufbewahrte Dateien wurden erneut gelesen und sind unversehrt' },
    artefact: 'evidence_log',
    requirements: ['NIS2-21.2.b'],
    population: null,
    kinds: ['files.checked'],
    fresh_days: 31,
    reads: (fact) => {
      if (Number(fact.data['bad'] ?? 0) > 0) return endsSite;
      return Number(fact.data['whole'] ?? 0) > 0 ? provesSite : [];
    },
  },
];
