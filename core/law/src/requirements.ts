// All duties, and those in force on a day for a place.
import type { Requirement } from './requirement.ts';
import { operatorRequirements } from './requirements.data.ts';
import type { Regime } from './words.ts';

/** Every duty of every regime and jurisdiction; ids are unique and stable. */
export const requirements: readonly Requirement[] = [...operatorRequirements];

/**
 * Duties in force on `date` (YYYY-MM-DD) for a jurisdiction, the Union's included. A duty shared by two regimes counts when one of them is asked for.
 * `maker`: also those of a maker of products.
 */
export function requirementsOn(
  date: string,
  asked: { jurisdiction: string; regimes: readonly Regime[]; maker?: boolean },
): readonly Requirement[] {
  return requirements.filter(
    (one) =>
      one.in_force_from <= date &&
      (one.in_force_until === null || date < one.in_force_until) &&
      (one.jurisdiction === 'EU' || one.jurisdiction === asked.jurisdiction) &&
      (one.addressee === 'operator' || asked.maker === true) &&
      one.regimes.some((regime) => asked.regimes.includes(regime)),
  );
}
