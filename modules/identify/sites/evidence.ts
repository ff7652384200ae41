// What work on production areas proves: somebody owns each.
import { ends, type EvidenceBinding, joins, type Population, proves, says } from '@holdfast/core-law';

export const populations: readonly Population[] = [
  {
    id: 'areas',
    title: { en: 'production areas', de: 'Produktionsbereiche' },
    kinds: ['area.added'],
    reads: (fact) => joins([fact.subject_id]),
  },
];

export const bindings: readonly EvidenceBinding[] = [
  {
    id: 'sites.area_owner_named',
    title: { en: 'Each production area has an owner', de: 'Jeder Produktionsbereich hat eine verantwortliche Person' },
    artefact: 'responsibility_record',
    requirements: ['NIS2-20.1', 'NIS2-21.2.i'],
    population: 'areas',
    kinds: ['area.added', 'area.changed'],
    fresh_days: null,
    reads: (fact) => (says(fact, 'owner_id') ? proves([fact.subject_id]) : ends([fact.subject_id])),
    limits: {
      en: 'Only areas somebody wrote down. It is no appointment with mandate and deputy.',
      de: 'Nur Bereiche, die jemand aufgeschrieben hat. Eine Bestellung mit Befugnis und Vertretung ist es nicht.',
    },
  },
];
