// What snapshots prove: the map was kept as it was, and the plant's figures are there month by month.
import { type EvidenceBinding, type Population, provesSite } from '@holdfast/core-law';

export const populations: readonly Population[] = [];

export const bindings: readonly EvidenceBinding[] = [
  {
    id: 'snapshots.map_kept',
    title: { en: 'The map of zones and links was kept', de: 'Die Karte der Zonen und Verbindungen wurde festgehalten' },
    artefact: 'network_map',
    requirements: ['NIS2-21.2.e'],
    population: null,
    kinds: ['snapshot.taken'],
    fresh_days: 180,
    reads: () => provesSite,
    limits: {
      en: 'It keeps what Holdfast knew then. It does not say that the map was right.',
      de: 'Festgehalten ist, was Holdfast damals wusste. Ob die Karte stimmte, sagt es nicht.',
    },
  },
  {
    id: 'snapshots.figures_kept',
    title: { en: 'Figures of the plant are kept over time', de: 'Kennzahlen des Werks werden über die Zeit festgehalten' },
    artefact: 'metric_history',
    requirements: ['NIS2-21.2.f'],
    population: null,
    kinds: ['snapshot.taken'],
    fresh_days: 40,
    reads: () => provesSite,
    limits: {
      en: 'Counts of devices, zones, links and findings. Times of detection and of recovery are not among them.',
      de: 'Zahlen zu Geräten, Zonen, Verbindungen und Auffälligkeiten. Zeiten bis zum Erkennen und Wiederherstellen sind nicht dabei.',
    },
  },
];
