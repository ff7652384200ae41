// What opening keys prove: keys to sensitive evidence have holders, and each made theirs.
import { ends, type EvidenceBinding, joins, leaves, type Population, proves } from '@holdfast/core-law';

export const populations: readonly Population[] = [
  {
    id: 'opening_keys',
    title: { en: 'key holders', de: 'Schlüsselinhaber' },
    may_be_empty: true,
    kinds: ['opening_key.named', 'opening_key.removed'],
    reads: (fact) => (fact.kind === 'opening_key.named' ? joins([fact.subject_id]) : leaves([fact.subject_id])),
  },
];

export const bindings: readonly EvidenceBinding[] = [
  {
    id: 'opening_keys.made',
    title: { en: 'Each named holder made their key', de: 'Jede benannte Person hat ihren Schlüssel gemacht' },
    artefact: 'crypto_register',
    requirements: ['NIS2-21.2.h'],
    population: 'opening_keys',
    kinds: ['opening_key.made', 'opening_key.rotated', 'opening_key.removed'],
    fresh_days: null,
    reads: (fact) => (fact.kind === 'opening_key.removed' ? ends([fact.subject_id]) : proves([fact.subject_id])),
  },
];
