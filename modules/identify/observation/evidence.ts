// What listening and looking proves: each zone's traffic was heard, and the list of devices was held against what is there.
import { type EvidenceBinding, idsIn, proves, provesSite, type Population } from '@holdfast/core-law';
import { stale_after_days } from './rules.ts';

export const populations: readonly Population[] = [];

export const bindings: readonly EvidenceBinding[] = [
  {
    id: 'observation.zone_heard',
    title: { en: 'The traffic of each zone is heard', de: 'Der Verkehr jeder Zone wird gehört' },
    artefact: 'monitoring_record',
    requirements: ['NIS2-21.2.b'],
    population: 'zones',
    kinds: ['site.refreshed'],
    fresh_days: stale_after_days,
    reads: (fact) => proves(idsIn(fact, 'zones_heard')),
    limits: {
      en: 'Heard from time to time by captures, unless a sensor listens. What does not pass the place of listening is not heard.',
      de: 'Von Zeit zu Zeit durch Mitschnitte gehört, wenn kein Sensor zuhört. Was am Ort des Zuhörens nicht vorbeikommt, wird nicht gehört.',
    },
  },
  {
    id: 'observation.inventory_seen',
    title: { en: 'The list of devices was held against what is there', de: 'Die Geräteliste wurde mit dem verglichen, was da ist' },
    artefact: 'asset_inventory',
    requirements: ['NIS2-21.2.i'],
    population: null,
    kinds: ['capture.counted', 'walk_down.finished', 'switch_table.applied'],
    fresh_days: 90,
    reads: () => provesSite,
    limits: {
      en: 'A look at a part of the plant counts as a look. Which zones were seen stands on the map.',
      de: 'Auch ein Blick auf einen Teil des Werks zählt. Welche Zonen gesehen wurden, steht auf der Karte.',
    },
  },
];
