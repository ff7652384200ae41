// What looking at the clock proves: times in the ledger are right.
import { endsSite, type EvidenceBinding, type Population, provesSite } from '@holdfast/core-law';

export const populations: readonly Population[] = [];

export const bindings: readonly EvidenceBinding[] = [
  {
    id: 'clock.right',
    title: { en: 'The clock that stamps evidence is right', de: 'Die Uhr, die Nachweise stempelt, geht richtig' },
    artefact: 'evidence_log',
    requirements: ['NIS2-21.2.b'],
    population: null,
    kinds: ['clock.judged'],
    fresh_days: null,
    reads: (fact) => (fact.data['verdict'] === 'right' ? provesSite : endsSite),
    limits: {
      en: 'Holdfast’s own clock, judged by the time servers you named. Clocks of devices are not looked at.',
      de: 'Die eigene Uhr von Holdfast, an den genannten Zeitservern gemessen. Uhren der Geräte werden nicht angesehen.',
    },
  },
];
