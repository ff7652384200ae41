// Crawl, walk, run: a stage is met when evidence meets each of its exit conditions; what is lacking is named. Pure.
import { type ExitCondition, type RoadmapStage, roadmapStages } from '@holdfast/core-law';
import type { Matrix, SiteEvidence } from '@holdfast/requirements/rules';
import { isGood, type ItemStanding, type Piece, pieceOf } from './rules.ts';

/** `items`: numbers of the ten that say no. `pieces`: kinds of evidence that do not hold. `bindings`: practices that do not. */
export type ConditionStanding = {
  condition: ExitCondition;
  met: boolean;
  items: number[];
  pieces: Piece[];
  bindings: string[];
};
export type StageStanding = { stage: RoadmapStage; met: boolean; met_count: number; conditions: ConditionStanding[] };

/** Every stage at a site. `items`: what `standingsOf` said of the same evidence. */
export function roadOf(items: readonly ItemStanding[], evidence: SiteEvidence, matrix: Matrix): StageStanding[] {
  return roadmapStages.map((stage) => {
    const conditions = stage.exit.map((it) => conditionOf(it, items, evidence, matrix));
    const met_count = conditions.filter((it) => it.met).length;
    return { stage, met: met_count === conditions.length, met_count, conditions };
  });
}

function conditionOf(condition: ExitCondition, items: readonly ItemStanding[], evidence: SiteEvidence, matrix: Matrix): ConditionStanding {
  const saying = condition.minimum.filter((no) => items.find((it) => it.item.no === no)?.yes !== true);
  const asking = (artefact: string): string[] =>
    matrix.requirements.filter((it) => (it.artefacts as readonly string[]).includes(artefact)).map((it) => it.id);
  const pieces = condition.artefacts.map((it) => pieceOf(it, asking(it), evidence, matrix)).filter((it) => !isGood(it.state));
  const bindings = condition.bindings.filter((id) => !isGood(evidence.proofs.get(id)?.state ?? 'missing'));
  return { condition, met: saying.length + pieces.length + bindings.length === 0, items: saying, pieces, bindings };
}
