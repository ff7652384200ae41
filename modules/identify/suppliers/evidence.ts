// What the list of suppliers proves: it is written down who looks after which devices. A check of a supplier it is not.
import { ends, type EvidenceBinding, type Fact, idsIn, joins, leaves, type Population, proves } from '@holdfast/core-law';

const isOfSuppliers = (fact: Fact): boolean => fact.data['of'] === 'supplier';

export const populations: readonly Population[] = [
  {
    id: 'suppliers',
    title: { en: 'suppliers', de: 'Lieferanten' },
    kinds: ['supplier.added', 'supplier.retired', 'import.applied', 'import.undone'],
    reads: (fact) => {
      if (fact.kind === 'supplier.added') return joins([fact.subject_id]);
      if (fact.kind === 'supplier.retired') return leaves([fact.subject_id]);
      if (!isOfSuppliers(fact)) return [];
      return fact.kind === 'import.applied' ? joins(idsIn(fact, 'made_ids')) : leaves(idsIn(fact, 'made_ids'));
    },
  },
];

export const bindings: readonly EvidenceBinding[] = [
  {
    id: 'suppliers.devices_named',
    title: {
      en: 'It is written down which devices each supplier looks after',
      de: 'Es steht fest, um welche Geräte sich jeder Lieferant kümmert',
    },
    artefact: 'responsibility_record',
    requirements: ['NIS2-21.2.d'],
    population: 'suppliers',
    kinds: ['supplier.added', 'supplier.changed', 'supplier.retired'],
    fresh_days: null,
    reads: (fact) => {
      const hasDevices = typeof fact.data['assets'] === 'number' && fact.data['assets'] > 0;
      return fact.kind !== 'supplier.retired' && hasDevices ? proves([fact.subject_id]) : ends([fact.subject_id]);
    },
    limits: {
      en: 'It does not say that the supplier works securely. Nobody has checked it by this.',
      de: 'Es sagt nicht, dass der Lieferant sicher arbeitet. Geprüft hat ihn damit niemand.',
    },
  },
];
