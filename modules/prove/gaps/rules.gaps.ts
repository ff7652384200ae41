// The list of gaps: the ten that say no, then every other duty whose evidence does not hold; each with what it means, who closes it and by when. Pure.
import { type Requirement, type RoleId, type Words } from '@holdfast/core-law';
import { citationOf, titleOfArtefact } from '@holdfast/requirements/rules.rows';
import { type CellState, type SiteEvidence, states } from '@holdfast/requirements/rules';
import { consequenceOfBucket, consequenceOfItem } from './consequences.data.ts';
import { isGood, type ItemStanding, type Piece } from './rules.ts';
import type { Programme } from './rules.fold.ts';
import type { Gap } from './schema.ts';

/** The lowest state first. */
const rankOf = (state: CellState): number => (state === 'not_applicable' ? -1 : states.indexOf(state));

/** A gap before anybody's name is known. */
export type BareGap = Omit<Gap, 'owner_id' | 'owner_name' | 'owner_from' | 'due_on' | 'overdue' | 'owner_role'> & { owner_role: RoleId };

/** `artefact: 37 of 41`: what lacks, and how much of it is there. */
export function lackingText({ artefact, state, good, of }: Pick<Piece, 'artefact' | 'state' | 'good' | 'of'>): Words {
  const { en, de } = titleOfArtefact(artefact);
  if (state === 'stale') return { en: `${en}: out of date`, de: `${de}: veraltet` };
  if (of > 1 && good > 0) return { en: `${en}: ${good} of ${of}`, de: `${de}: ${good} von ${of}` };
  return { en, de };
}

const allByHand: Words = { en: 'Everything was said by hand', de: 'Alles wurde nur von Hand angegeben' };

/** All gaps of a site, the ten first, then the lowest state first. `requirements`: those that bind the site. */
export function gapsOf(items: readonly ItemStanding[], requirements: readonly Requirement[], evidence: SiteEvidence): BareGap[] {
  const byId = new Map(requirements.map((it) => [it.id, it]));
  const ten = items.filter((it) => !it.yes).flatMap((it) => itemGap(it, byId, requirements));
  const others = requirements
    .flatMap((it) => requirementGap(it, evidence))
    .toSorted((a, b) => rankOf(a.state) - rankOf(b.state) || (a.id < b.id ? -1 : 1));
  return [...ten, ...others];
}

function itemGap(
  { item, pieces, only_by_hand }: ItemStanding,
  byId: ReadonlyMap<string, Requirement>,
  all: readonly Requirement[],
): BareGap[] {
  const requirement = item.requirements.flatMap((id) => byId.get(id) ?? [])[0] ?? all[0];
  if (requirement === undefined) return [];
  const open = pieces.filter((it) => !isGood(it.state));
  return [
    {
      id: `minimum:${item.no}`,
      no: item.no,
      title: item.title,
      consequence: consequenceOfItem[item.id] ?? consequenceOfBucket[requirement.bucket],
      state: open.toSorted((a, b) => rankOf(a.state) - rankOf(b.state))[0]?.state ?? 'partly',
      lacking: only_by_hand && open.length === 0 ? [allByHand] : open.map(lackingText),
      requirement_id: requirement.id,
      citation: citationOf(requirement),
      owner_role: requirement.owner_role,
    },
  ];
}

function requirementGap(requirement: Requirement, { cells, proofs }: SiteEvidence): BareGap[] {
  const cell = cells.get(requirement.id);
  if (cell === undefined || isGood(cell.state)) return [];
  const open = cell.parts.filter((it) => it.counts && !isGood(it.state));
  // What is asked for only when something happens is no gap while nothing has.
  if (open.length === 0 && !cell.only_by_hand) return [];
  const countOf = (ids: readonly string[]) => (ids.length === 1 ? proofs.get(ids[0]!) : undefined) ?? { good: 0, of: 0 };
  return [
    {
      id: requirement.id,
      no: null,
      title: requirement.title,
      consequence: consequenceOfBucket[requirement.bucket],
      state: cell.state,
      lacking:
        open.length === 0
          ? [allByHand]
          : open.map((it) => lackingText({ artefact: it.artefact, state: it.state, ...countOf(it.binding_ids) })),
      requirement_id: requirement.id,
      citation: citationOf(requirement),
      owner_role: requirement.owner_role,
    },
  ];
}

/** Who answers for a role at the site now. */
export type Answers = (role: RoleId) => { person_id: string | null; person_name: string | null };

/** The plan for a gap where there is one, else who answers for its role. `today` is the plant's day. */
export function withPlan(it: BareGap, { plans }: Programme, names: ReadonlyMap<string, string>, answers: Answers, today: string): Gap {
  const plan = plans.get(it.id);
  if (plan !== undefined) {
    const owner_name = names.get(plan.owner_id) ?? null;
    return { ...it, owner_id: plan.owner_id, owner_name, owner_from: 'plan', due_on: plan.due_on, overdue: plan.due_on < today };
  }
  const { person_id, person_name } = answers(it.owner_role);
  return {
    ...it,
    owner_id: person_id,
    owner_name: person_name,
    owner_from: person_id === null ? null : 'role',
    due_on: null,
    overdue: false,
  };
}
