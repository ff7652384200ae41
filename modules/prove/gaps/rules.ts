// The required ten, said from evidence alone: yes or no, and what is missing. Pure.
import { type MinimumItem, minimumItems, type Words } from '@holdfast/core-law';
import { type CellState, type Matrix, type Proof, type SiteEvidence, stateOf } from '@holdfast/requirements/rules';

/** One kind of evidence an item needs. `good` of `of` count subjects (zones, assets ...) or, with several practices, those that hold. */
export type Piece = {
  artefact: string;
  /** The requirement under which it is shown. */
  requirement_id: string;
  state: CellState;
  good: number;
  of: number;
  by_hand: boolean;
  /** Practices that prove it, with what each says. */
  bindings: { id: string; title: Words | null; good: number; of: number; state: CellState }[];
};

export type ItemStanding = { item: MinimumItem; yes: boolean; only_by_hand: boolean; pieces: Piece[]; holds_to: string | null };

export const isGood = (state: CellState): boolean => state === 'proven' || state === 'ageing' || state === 'not_applicable';

/** Each of the ten at a site. `matrix` is that of the product (bindings of all modules), `evidence` what `cellsOf` answered for it. */
export function standingsOf(evidence: SiteEvidence, matrix: Matrix): ItemStanding[] {
  return minimumItems.map((item) => standingOf(item, evidence, matrix));
}

/** Yes only where every kind of evidence holds and not all of it was said by hand. */
export function standingOf(item: MinimumItem, evidence: SiteEvidence, matrix: Matrix): ItemStanding {
  const pieces = item.artefacts.map((artefact) => pieceOf(artefact, item.requirements, evidence, matrix));
  const holds = item.bindings.every((id) => isGood(evidence.proofs.get(id)?.state ?? 'missing'));
  const isComplete = holds && pieces.every((it) => isGood(it.state));
  // That something does not apply is said by hand, too: nobody gets a yes by signing it away.
  const isSaid = pieces.some((it) => it.by_hand || it.state === 'not_applicable');
  const only_by_hand = isSaid && !pieces.some((it) => (it.state === 'proven' || it.state === 'ageing') && !it.by_hand);
  const ends = pieces.flatMap((it) => (isGood(it.state) ? endOf(it, evidence) : []));
  return { item, yes: isComplete && !only_by_hand, only_by_hand, pieces, holds_to: ends.toSorted()[0] ?? null };
}

const endOf = (piece: Piece, { proofs, cells }: SiteEvidence): string[] => {
  const hand = cells.get(piece.requirement_id)?.parts.find((it) => it.artefact === piece.artefact)?.by_hand?.until_on;
  if (piece.by_hand && hand !== undefined && hand !== null) return [hand];
  return piece.bindings.flatMap(({ id }) => proofs.get(id)?.holds_to ?? []);
};

/** A kind of evidence, under the first of the requirements that asks for it; one that no requirement asks for is what its practices prove. */
export function pieceOf(artefact: string, requirement_ids: readonly string[], evidence: SiteEvidence, matrix: Matrix): Piece {
  const asking = requirement_ids
    .map((id) => evidence.cells.get(id))
    .flatMap((cell) => {
      const part = cell?.parts.find((it) => it.artefact === artefact);
      return cell === undefined || part === undefined ? [] : [{ cell, part }];
    });
  // One that no practice serves says nothing while another is proven by operation.
  const found = asking.find(({ part }) => part.binding_ids.length > 0) ?? asking[0];
  const own = matrix.bindings.filter((it) => (found === undefined ? it.artefact === artefact : found.part.binding_ids.includes(it.id)));
  const proofs = own.flatMap((it) => evidence.proofs.get(it.id) ?? []);
  const isOff = found?.cell.state === 'not_applicable';
  return {
    artefact,
    requirement_id: found?.cell.requirement_id ?? requirement_ids[0] ?? '',
    state: isOff ? 'not_applicable' : (found?.part.state ?? worked(proofs)),
    ...counted(proofs),
    by_hand: (found?.part.by_hand ?? null) !== null,
    bindings: own.map(({ id, title }) => {
      const { good = 0, of = 0, state = 'missing' } = evidence.proofs.get(id) ?? {};
      return { id, title: title ?? null, good, of, state };
    }),
  };
}

function worked(proofs: readonly Proof[]): CellState {
  const tally = { proven: 0, ageing: 0, stale: 0, missing: 0 };
  let [partly, unobserved] = [0, 0];
  for (const { state } of proofs)
    if (state === 'partly') partly += 1;
    else if (state === 'unobserved') unobserved += 1;
    else tally[state] += 1;
  return proofs.length === 0 ? 'missing' : stateOf(tally, partly, unobserved);
}

function counted(proofs: readonly Proof[]): { good: number; of: number } {
  const [one] = proofs;
  if (proofs.length === 1 && one !== undefined) return { good: one.good, of: one.of };
  return { good: proofs.filter((it) => isGood(it.state)).length, of: proofs.length };
}
