// What a breach may cost: the Directive's ceilings from worldwide turnover, and what the national act says.
import { lawFact, nationalFactsOf } from './facts.ts';
import type { Outcome } from './scope.ts';
import type { LawFact } from './words.ts';

/** Money in EUR. `by`: which of the two is higher. `without_turnover`: only the fixed amount is known. */
export type PenaltyExposure = {
  readonly max_eur: number;
  readonly by: 'amount' | 'turnover';
  readonly fixed_eur: number;
  readonly pct: number;
  readonly without_turnover: boolean;
  readonly fact: LawFact;
  readonly national: readonly LawFact[];
};

const share = (turnover_eur: number, pct: number): number => Math.round((turnover_eur * pct) / 100);

function exposure(
  fact: LawFact,
  fixed_eur: number,
  pct: number,
  turnover_eur: number | null,
  national: readonly LawFact[],
): PenaltyExposure {
  const byTurnover = turnover_eur === null ? 0 : share(turnover_eur, pct);
  return {
    max_eur: Math.max(fixed_eur, byTurnover),
    by: byTurnover > fixed_eur ? 'turnover' : 'amount',
    fixed_eur,
    pct,
    without_turnover: turnover_eur === null,
    fact,
    national,
  };
}

/**
 * The ceiling a state must at least provide for breach of Art 21 or 23 (NIS2 Art 34(4)-(5)): the higher of amount and share of the undertaking's
 * worldwide turnover. Null: out of scope. CER has no ceiling of the Union (Art 22).
 */
export function penaltyExposure(outcome: Outcome, worldwide_turnover_eur: number | null, jurisdiction: string): PenaltyExposure | null {
  if (outcome === 'out') return null;
  const fact = lawFact(outcome === 'important' ? 'NIS2.fines.2' : 'NIS2.fines.1');
  const national = nationalFactsOf(jurisdiction).filter(({ id }) => id.includes('.fines.'));
  return exposure(fact, fact.fine!.min_max_eur, fact.fine!.min_max_pct, worldwide_turnover_eur, national);
}

/** The same for a maker of products: CRA Art 64(2). */
export function makerPenaltyExposure(worldwide_turnover_eur: number | null): PenaltyExposure {
  return exposure(lawFact('CRA.fines.1'), 15_000_000, 2.5, worldwide_turnover_eur, [lawFact('CRA.fines.2'), lawFact('CRA.fines.3')]);
}
