// What an entity does: the kinds listed by NIS2 and CER, and the search over them.
import { entityTypes } from './sectors.data.ts';
import type { Sourced, Words } from './words.ts';

/** `only`: where the annex asks that it is the main business, or an essential part of it. `kind`: how Art 2(2)(a) and 3(1) of NIS2 treat it apart from size. `cer`: number in the annex of CER, or null where CER does not list it. */
export type EntityType = {
  readonly id: string;
  readonly annex: 'I' | 'II';
  readonly sector: Words;
  readonly subsector: Words;
  readonly title: Words;
  readonly nace_rev2: readonly string[];
  readonly kind: 'general' | 'telecom' | 'trust_service' | 'dns_or_tld' | 'central_administration' | 'regional_administration';
  readonly cer: number | null;
  readonly only: 'principal' | 'essential_part' | null;
  readonly note?: Words;
};

export type CerSector = {
  readonly no: number;
  readonly name: Words;
  readonly difference: Words | null;
  readonly chapter_iii_applies: boolean;
};

/** How sure the lists are: both annexes were read in full. */
export const sectorsMark: Omit<Sourced, 'cite'> = { verify: 'verified', sources: ['EUTXT-NIS2', 'EUTXT-CER'], as_of: '2026-11-21' };

/** One kind of entity, or undefined. */
export function entityType(id: string): EntityType | undefined {
  return entityTypes.find((one) => one.id === id);
}

/** Kinds whose sector, subsector, title or NACE code holds every word of `query`, in either language. No words: all. */
export function findEntityTypes(query: string): readonly EntityType[] {
  const words = query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return entityTypes.filter((one) => {
    const text = [one.sector, one.subsector, one.title]
      .flatMap((each) => [each.en, each.de])
      .concat(one.nace_rev2, one.id)
      .join(' ')
      .toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
