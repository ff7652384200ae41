// All duties, and those in force on a day for a place.
import { makerDuties, type MakerDuty, type NationalDuty, nationalDuties } from './duties.data.ts';
import { lawFact } from './facts.ts';
import { instruments } from './instruments.data.ts';
import type { Requirement } from './requirement.ts';
import { operatorRequirements } from './requirements.data.ts';
import type { LawFact, Regime, Sourced } from './words.ts';

const mark = ({ cite, verify, sources, as_of, mark_note, source_kind }: LawFact): Sourced => ({
  cite,
  verify,
  sources,
  as_of,
  ...(mark_note === undefined ? {} : { mark_note }),
  ...(source_kind === undefined ? {} : { source_kind }),
});

function ofNation(duty: NationalDuty): Requirement {
  const base = operatorRequirements.find(({ id }) => id === duty.carries_out)!;
  const act = instruments.find(({ id }) => id === duty.instrument)!;
  const fact = lawFact(duty.fact);
  return {
    ...base,
    ...mark(fact),
    id: duty.id,
    regimes: [duty.regime],
    jurisdiction: act.jurisdiction,
    in_force_from: act.from!,
    title: duty.title,
    text: fact.text,
    minimum: null,
    counterparts: [duty.carries_out],
    basis: 'national',
  };
}

function ofMaker(duty: MakerDuty): Requirement {
  const fact = lawFact(duty.fact);
  const isProduct = fact.cite.instrument === 'CRA';
  return {
    ...mark(fact),
    id: duty.id,
    regimes: [isProduct ? 'cra' : 'machinery'],
    jurisdiction: 'EU',
    addressee: 'maker',
    in_force_from: duty.from,
    in_force_until: null,
    title: duty.title,
    text: fact.text,
    bucket: duty.bucket,
    controls: { iec62443_2_1: [], iec62443_3_3: duty.iec62443_3_3, iso27001: duty.iso27001, nist_csf2: duty.nist_csf2 },
    artefacts: duty.artefacts,
    minimum: null,
    owner: isProduct ? { en: 'Product security', de: 'Produktsicherheit' } : { en: 'Machine safety', de: 'Maschinensicherheit' },
    owner_role: 'process_owner',
    review: { en: 'yearly and per product change', de: 'jährlich und je Produktänderung' },
    counterparts: [],
    basis: 'proposal',
  };
}

/** Every duty of every regime and jurisdiction; ids are unique and stable. */
export const requirements: readonly Requirement[] = [...operatorRequirements, ...nationalDuties.map(ofNation), ...makerDuties.map(ofMaker)];

const byId = new Map(requirements.map((each) => [each.id, each]));

/** The duty with this id, or undefined. */
export function requirement(id: string): Requirement | undefined {
  return byId.get(id);
}

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

/** The national provisions that carry out a duty of the Union in a country: a directive's article alone binds no plant. */
export function nationalProvisions(requirementId: string, jurisdiction: string): readonly Requirement[] {
  return requirements.filter((one) => one.jurisdiction === jurisdiction && one.counterparts.includes(requirementId));
}

/** Whether a duty is of one act only, or both acts ask for the same matter. */
export function regimeView(one: Requirement): 'nis2_only' | 'cer_only' | 'shared' | 'other' {
  const shared = one.jurisdiction === 'EU' && one.counterparts.length > 0;
  if (shared || one.regimes.length > 1) return 'shared';
  if (one.regimes.includes('nis2')) return 'nis2_only';
  return one.regimes.includes('cer') ? 'cer_only' : 'other';
}
