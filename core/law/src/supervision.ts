// How an authority may look, and what it may order.
import { lawFact, nationalFactsOf } from './facts.ts';
import type { Outcome } from './scope.ts';
import type { LawFact } from './words.ts';

/** `regime`: before and after (essential), or after a sign (important). `facts`: powers and orders with citation; `national`: who watches. */
export type SupervisionRegime = {
  readonly regime: 'ex_ante' | 'ex_post';
  readonly facts: readonly LawFact[];
  readonly national: readonly LawFact[];
};

/** Null: out of scope, nobody supervises. A critical entity is also supervised under CER (Art 21). */
export function supervisionRegime(outcome: Outcome, jurisdiction: string): SupervisionRegime | null {
  if (outcome === 'out') return null;
  const ids = [
    outcome === 'important' ? 'NIS2.supervision.important' : 'NIS2.supervision.essential',
    ...(outcome === 'critical' ? ['CER.supervision.1', 'CER.supervision.2', 'CER.supervision.3', 'CER.supervision.4'] : []),
    'NIS2.supervision.audit_cost',
    'NIS2.supervision.always_serious',
    'NIS2.supervision.mitigating',
    'NIS2-32.6',
  ];
  return {
    regime: outcome === 'important' ? 'ex_post' : 'ex_ante',
    facts: ids.map(lawFact),
    national: nationalFactsOf(jurisdiction).filter(({ id }) => isOfClass(id, outcome)),
  };
}

// Germany: s.61 BSIG for the essential, s.62 for the important.
function isOfClass(id: string, outcome: Outcome): boolean {
  if (id === 'DE.section.61' || id === 'DE.management.3') return outcome !== 'important';
  if (id === 'DE.section.62') return outcome === 'important';
  return /\.(authority|csirt|management|manufacturing_supervisors)(\.|$)/.test(id);
}
