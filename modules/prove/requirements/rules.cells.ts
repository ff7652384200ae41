// Cells: what a requirement says at a site, from its kinds of evidence. Each kind it asks for is a part; a part is proven by practices or, marked, by hand.
import type { EvidenceBinding, Requirement } from '@holdfast/core-law';
import { dayIn } from './rules.days.ts';
import { onEvent } from './on-event.data.ts';
import {
  type Cell,
  type CellState,
  type Marks,
  type Mark,
  type Matrix,
  type Part,
  type Proof,
  proofOf,
  reopeningSource,
  type SiteEvidence,
  type State,
  stateOf,
  states,
  type Statement,
  type Tally,
  groupMarks,
  type Where,
  whereAt,
} from './rules.ts';

export type SiteInput = { site_id: string; zone: string; now: number; rows: readonly Mark[]; statements: readonly Statement[] };

/** All evidence of one site at an instant. `rows`: the last marks of the site and of the organisation; `statements`: those in force. */
export function evidenceOf(matrix: Matrix, { site_id, zone, now, rows, statements }: SiteInput): SiteEvidence {
  const [marks, where] = [groupMarks(rows), whereAt(now, zone)];
  const optional = new Set(matrix.populations.filter((it) => it.may_be_empty === true).map((it) => it.id));
  const proofs = new Map(
    matrix.bindings.map((it) => [it.id, proofOf(it, marks, where, it.population !== null && optional.has(it.population))]),
  );
  const held = Map.groupBy(statementsInForce(statements, marks, where), (it) => it.requirement_id);
  const cellOf = (requirement: Requirement) =>
    makeCell(requirement, bindingsOf(matrix.bindings, requirement), proofs, held.get(requirement.id) ?? []);
  return { site_id, proofs, cells: new Map(matrix.requirements.map((it) => [it.id, cellOf(it)])) };
}

/** Its own bindings; and of a duty of other law that asks for the same, those that prove a kind of evidence it asks for. */
export function bindingsOf(bindings: readonly EvidenceBinding[], { id, counterparts, artefacts }: Requirement): EvidenceBinding[] {
  const byRequirement = bindingsByRequirement(bindings);
  const own = byRequirement.get(id) ?? [];
  const others = counterparts.flatMap((it) => byRequirement.get(it) ?? []).filter((it) => artefacts.includes(it.artefact));
  return [...new Set([...own, ...others])];
}

const grouped = new WeakMap<readonly EvidenceBinding[], Map<string, EvidenceBinding[]>>();
function bindingsByRequirement(bindings: readonly EvidenceBinding[]): Map<string, EvidenceBinding[]> {
  const known = grouped.get(bindings);
  if (known !== undefined) return known;
  const made = new Map<string, EvidenceBinding[]>();
  for (const binding of bindings)
    for (const id of binding.requirements) {
      const own = made.get(id);
      if (own === undefined) made.set(id, [binding]);
      else own.push(binding);
    }
  grouped.set(bindings, made);
  return made;
}

/** Evidence by hand holds through its last day; "not applicable" only until the scope of the law was decided anew. */
function statementsInForce(statements: readonly Statement[], marks: Marks, { now, zone }: Where): Statement[] {
  const reopened = Math.max(Number.NEGATIVE_INFINITY, ...[...(marks.get(reopeningSource)?.values() ?? [])].map((it) => it.at));
  const today = dayIn(now, zone);
  return statements.filter((it) => {
    if (it.kind === 'not_applicable') return it.made_at > reopened;
    return it.kind === 'evidence' && it.until_on !== null && today <= it.until_on;
  });
}

function makeCell(
  requirement: Requirement,
  bindings: readonly EvidenceBinding[],
  proofs: ReadonlyMap<string, Proof>,
  statements: readonly Statement[],
): Cell {
  const parts = partsOf(requirement, bindings, proofs, statements);
  const counting = parts.filter((it) => it.counts);
  const isOff = statements.some((it) => it.kind === 'not_applicable' && it.artefact === null);
  const good = counting.filter(isGood);
  const by_hand = good.filter((it) => it.by_hand !== null).length;
  const only_by_hand = requirement.minimum !== null && good.length > 0 && by_hand === good.length;
  const ends = counting.flatMap((it) => it.binding_ids).flatMap((id) => proofs.get(id)?.holds_to ?? []);
  const until = good.flatMap((it) => it.by_hand?.until_on ?? []);
  return {
    requirement_id: requirement.id,
    state: isOff ? 'not_applicable' : capped(sumOf(counting.map((it) => it.state)), only_by_hand),
    good: good.length,
    of: counting.length,
    stale: counting.filter((it) => isLapsed(it, proofs)).length,
    automatic: good.length - by_hand,
    by_hand,
    only_by_hand,
    parts,
    holds_to: [...ends, ...until].toSorted()[0] ?? null,
  };
}

const isGood = (it: Part): boolean => it.state === 'proven' || it.state === 'ageing';
const isLapsed = (it: Part, proofs: ReadonlyMap<string, Proof>): boolean =>
  it.state === 'stale' || (!isGood(it) && it.binding_ids.some((id) => (proofs.get(id)?.stale ?? 0) > 0));
const capped = (state: State, only_by_hand: boolean): State =>
  only_by_hand && (state === 'proven' || state === 'ageing') ? 'partly' : state;

/** The kinds a requirement asks for, and those practices prove for it besides. */
function partsOf(
  requirement: Requirement,
  bindings: readonly EvidenceBinding[],
  proofs: ReadonlyMap<string, Proof>,
  statements: readonly Statement[],
): Part[] {
  const kinds = new Set<string>([...requirement.artefacts, ...bindings.map((it) => it.artefact)]);
  return [...kinds].map((artefact) => {
    const own = bindings.filter((it) => it.artefact === artefact).map((it) => proofs.get(it.id)!);
    const said = statements.filter((it) => it.artefact === artefact);
    return partOf(artefact, own, said);
  });
}

function partOf(artefact: string, proofs: readonly Proof[], said: readonly Statement[]): Part {
  const binding_ids = proofs.map((it) => it.binding_id);
  if (said.some((it) => it.kind === 'not_applicable'))
    return { artefact, state: 'not_applicable', binding_ids, by_hand: null, counts: false };
  const worked = sumOf(speaking(proofs).map((it) => it.state));
  const hand = said.findLast((it) => it.kind === 'evidence') ?? null;
  const isFilled = hand !== null && worked !== 'proven' && worked !== 'ageing';
  const state: State = isFilled ? 'proven' : worked;
  // What exists only after something happened adds to what is proven, and is never missed.
  const isAwaited = (onEvent as readonly string[]).includes(artefact) && state !== 'proven' && state !== 'ageing';
  return { artefact, state, binding_ids, by_hand: isFilled ? hand : null, counts: !isAwaited };
}

/** Proofs that have something to say: one over a population a plant need not have, and has not, stays silent beside others. */
function speaking(proofs: readonly Proof[]): readonly Proof[] {
  const some = proofs.filter((it) => it.of > 0 || !it.may_be_empty);
  return some.length > 0 ? some : proofs;
}

/** One word for several states: each is a part of the same weight. */
export function sumOf(all: readonly CellState[]): State {
  const tally: Tally = { proven: 0, ageing: 0, stale: 0, missing: 0 };
  let [partly, unobserved] = [0, 0];
  for (const state of all)
    if (state === 'partly') partly += 1;
    else if (state === 'unobserved') unobserved += 1;
    else if (state !== 'not_applicable') tally[state] += 1;
  return stateOf(tally, partly, unobserved);
}

/** Where a state stands between the lowest (0) and proven; what is not applicable stands apart. */
export const rankOf = (state: CellState): number => (state === 'not_applicable' ? -1 : states.indexOf(state));
