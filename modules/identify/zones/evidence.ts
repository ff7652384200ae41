// What work on zones proves: a person confirmed each, and somebody looks after each.
import { ends, type EvidenceBinding, idsIn, joins, leaves, type Population, proves, says, speaksOf } from '@holdfast/core-law';

export const populations: readonly Population[] = [
  {
    id: 'zones',
    title: { en: 'zones', de: 'Zonen' },
    kinds: ['site.refreshed', 'zone.drawn', 'zone.confirmed', 'zone.removed'],
    reads: (fact) => {
      if (fact.kind === 'zone.drawn') return joins([fact.subject_id]);
      if (fact.kind === 'zone.removed') return leaves([fact.subject_id]);
      if (fact.kind === 'zone.confirmed') return joins(idsIn(fact, 'zone_ids'));
      return [...joins(idsIn(fact, 'zones_made')), ...leaves(idsIn(fact, 'zones_gone'))];
    },
  },
];

export const bindings: readonly EvidenceBinding[] = [
  {
    id: 'zones.confirmed',
    title: { en: 'Each zone is confirmed by a person', de: 'Jede Zone ist von einer Person bestätigt' },
    artefact: 'network_map',
    requirements: ['NIS2-21.2.e'],
    population: 'zones',
    kinds: ['zone.drawn', 'zone.confirmed', 'zone.removed'],
    fresh_days: null,
    reads: (fact) => {
      if (fact.kind === 'zone.removed') return ends([fact.subject_id]);
      return proves(fact.kind === 'zone.drawn' ? [fact.subject_id] : idsIn(fact, 'zone_ids'));
    },
    limits: {
      en: 'Only zones Holdfast has seen or somebody drew. It does not say that the border holds; the allow-lists do.',
      de: 'Nur Zonen, die Holdfast gesehen oder jemand gezeichnet hat. Ob die Grenze hält, sagen die Erlaubnislisten.',
    },
  },
  {
    id: 'zones.custodian_named',
    title: { en: 'Each zone has somebody who looks after it', de: 'Um jede Zone kümmert sich jemand' },
    artefact: 'responsibility_record',
    requirements: ['NIS2-20.1', 'NIS2-21.2.i'],
    population: 'zones',
    kinds: ['zone.drawn', 'zone.changed', 'zone.removed'],
    fresh_days: null,
    reads: (fact) => {
      if (fact.kind === 'zone.removed') return ends([fact.subject_id]);
      if (!speaksOf(fact, 'custodian_id')) return [];
      return says(fact, 'custodian_id') ? proves([fact.subject_id]) : ends([fact.subject_id]);
    },
    limits: {
      en: 'It does not say that the person knows the zone or still works here.',
      de: 'Es sagt nicht, dass die Person die Zone kennt oder noch hier arbeitet.',
    },
  },
];
