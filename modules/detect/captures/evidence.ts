// What captures prove: somebody listened.
import { type EvidenceBinding, type Population, provesSite } from '@holdfast/core-law';

export const populations: readonly Population[] = [];

export const bindings: readonly EvidenceBinding[] = [
  {
    id: 'captures.read',
    title: { en: 'The plant was listened to', de: 'Dem Werk wurde zugehört' },
    artefact: 'monitoring_record',
    requirements: ['NIS2-21.2.b'],
    population: null,
    kinds: ['capture.counted'],
    fresh_days: 31,
    reads: () => provesSite,
    limits: {
      en: 'A capture hears some hours at one place. It is not watching around the clock.',
      de: 'Ein Mitschnitt hört einige Stunden an einem Ort. Eine Beobachtung rund um die Uhr ist es nicht.',
    },
  },
];
