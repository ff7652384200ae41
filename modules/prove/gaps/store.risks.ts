// Gaps and the risk register: one gap as a risk, and risks of not complying that follow the evidence.
import { Failure } from '@holdfast/platform/failure';
import type { Context } from '@holdfast/platform/route';
import type { MatrixParts } from '@holdfast/requirements/store';
import type { FromGap } from '@holdfast/risks/rules';
import type { Rating, Score } from '@holdfast/risks/schema';
import { gapsOf } from './rules.gaps.ts';
import { ratingsOf, riskOfGap, scoreOf } from './rules.risks.ts';
import { gapsAt, readGround } from './store.reading.ts';

export type Standing = { ratings: ReadonlyMap<string, Rating>; score: Score; today: string };

/** Each gap's rating and the site's score now. */
export async function standingNow(parts: MatrixParts, context: Pick<Context, 'db' | 'now'>, site_id: string): Promise<Standing> {
  const { evidence, items, requirements, today } = await readGround(parts, context, site_id);
  return { ratings: ratingsOf(gapsOf(items, requirements, evidence), items, evidence), score: scoreOf(requirements, evidence), today };
}

/** A gap of now as a risk. Throws not_found for what is none. */
export async function gapAsRisk(
  parts: MatrixParts,
  context: Pick<Context, 'db' | 'now'>,
  of: { site_id: string; gap_id: string; person_id: string },
): Promise<FromGap> {
  const gap = (await gapsAt(parts, context, of.site_id)).find((it) => it.id === of.gap_id);
  const { ratings, score, today } = await standingNow(parts, context, of.site_id);
  const rating = ratings.get(of.gap_id);
  if (gap === undefined || rating === undefined) throw new Failure('not_found', 'gap_not_found');
  return riskOfGap(gap, { rating, score, person_id: of.person_id, today });
}
