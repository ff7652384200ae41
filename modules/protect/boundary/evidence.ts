// What work on the boundary proves: somebody validated it, and what protects it from attacks was tested.
import { type EvidenceBinding, type Population, provesSite } from '@holdfast/core-law';

export const populations: readonly Population[] = [];

const until = (value: unknown): { until_on: string } | null => (typeof value === 'string' ? { until_on: value } : null);

export const bindings: readonly EvidenceBinding[] = [
  {
    id: 'boundary.looked_at',
    title: { en: 'The boundary between office and plant was validated', de: 'Die Grenze zwischen Büro und Werk wurde geprüft' },
    artefact: 'boundary_check',
    requirements: ['NIS2-21.2.e'],
    population: null,
    kinds: ['boundary.looked_at'],
    fresh_days: 365,
    reads: (fact) => provesSite.map((mark) => ({ ...mark, ...until(fact.data['next_due_on']) })),
    limits: {
      en: 'It says that somebody looked at the computed checklist, not that every line of it held.',
      de: 'Es sagt, dass jemand die berechnete Liste angesehen hat, nicht, dass jede Zeile erfüllt war.',
    },
  },
  {
    id: 'boundary.protection_tested',
    title: {
      en: 'Protection of the boundary from attacks on the network was tested',
      de: 'Der Schutz der Grenze gegen Angriffe auf das Netz wurde erprobt',
    },
    artefact: 'boundary_check',
    requirements: ['NIS2-21.2.e'],
    population: null,
    kinds: ['boundary.protection_noted'],
    fresh_days: 365,
    reads: (fact) => (fact.data['result'] === 'held' ? provesSite.map((mark) => ({ ...mark, ...until(fact.data['next_test_on']) })) : []),
    limits: {
      en: 'The test is told by whoever recorded it. One boundary tested does not say that all were.',
      de: 'Von der Probe berichtet, wer sie eingetragen hat. Eine erprobte Grenze sagt nicht, dass alle es sind.',
    },
  },
];
