// What work on dependencies proves: what matters most is listed, and somebody answers for each.
import { ends, type EvidenceBinding, joins, leaves, type Population, proves, provesSite, says, speaksOf } from '@holdfast/core-law';

export const populations: readonly Population[] = [
  {
    id: 'essentials',
    title: { en: 'things that matter most', de: 'wichtigste Dinge' },
    kinds: ['essential.added', 'essential.removed'],
    reads: (fact) => (fact.kind === 'essential.added' ? joins([fact.subject_id]) : leaves([fact.subject_id])),
  },
  {
    id: 'services',
    title: { en: 'services the plant leans on', de: 'Dienste, auf die sich das Werk stützt' },
    may_be_empty: true,
    kinds: ['service.declared', 'dependency.accepted', 'service.ended'],
    reads: (fact) => (fact.kind === 'service.ended' ? leaves([fact.subject_id]) : joins([fact.subject_id])),
  },
];

export const bindings: readonly EvidenceBinding[] = [
  {
    id: 'dependencies.essentials_listed',
    title: { en: 'What matters most is listed', de: 'Was am wichtigsten ist, steht in einer Liste' },
    artefact: 'essential_services',
    requirements: ['NIS2-21.2.i'],
    population: null,
    kinds: ['essential.added', 'essential.changed', 'service.declared', 'service.changed'],
    fresh_days: 365,
    reads: () => provesSite,
    limits: { en: 'It does not say that the list is complete.', de: 'Es sagt nicht, dass die Liste vollständig ist.' },
  },
  {
    id: 'dependencies.essential_owned',
    title: { en: 'Somebody answers for each of them', de: 'Für jedes davon steht jemand ein' },
    artefact: 'essential_services',
    requirements: ['NIS2-21.2.i'],
    population: 'essentials',
    kinds: ['essential.added', 'essential.changed', 'essential.removed'],
    fresh_days: null,
    reads: (fact) => {
      if (fact.kind === 'essential.removed') return ends([fact.subject_id]);
      if (!speaksOf(fact, 'owner_id')) return [];
      return says(fact, 'owner_id') ? proves([fact.subject_id]) : ends([fact.subject_id]);
    },
  },
  {
    id: 'dependencies.service_owned',
    title: { en: 'Somebody answers for each service', de: 'Für jeden Dienst steht jemand ein' },
    artefact: 'essential_services',
    requirements: ['NIS2-21.2.i'],
    population: 'services',
    kinds: ['service.declared', 'service.changed', 'service.ended'],
    fresh_days: null,
    reads: (fact) => {
      if (fact.kind === 'service.ended') return ends([fact.subject_id]);
      return says(fact, 'owner_id') ? proves([fact.subject_id]) : ends([fact.subject_id]);
    },
    limits: {
      en: 'A service taken over from a proposal counts once somebody is named for it.',
      de: 'Ein aus einem Vorschlag übernommener Dienst zählt, sobald jemand dafür genannt ist.',
    },
  },
];
