// What testing controls proves: somebody tried whether a control works, with a result and a date.
import { type EvidenceBinding, type Population, provesSite } from '@holdfast/core-law';

export const populations: readonly Population[] = [];

export const bindings: readonly EvidenceBinding[] = [
  {
    id: 'requirements.control_tested',
    title: { en: 'Somebody tried whether controls work', de: 'Jemand hat probiert, ob Maßnahmen wirken' },
    artefact: 'effectiveness_test',
    requirements: ['NIS2-21.2.f'],
    population: null,
    kinds: ['requirement.control_tested'],
    fresh_days: 365,
    reads: () => provesSite,
    limits: {
      en: 'One test counts. Which controls were tried, and with which result, stands at each control.',
      de: 'Eine Prüfung zählt. Welche Maßnahmen probiert wurden und mit welchem Ergebnis, steht bei jeder.',
    },
  },
];
