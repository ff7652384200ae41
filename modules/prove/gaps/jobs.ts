// The look every hour: risks of not complying are rated by the evidence as it is now, and close with their gap.
import { closed, followGap, type Known, rated } from '@holdfast/risks/rules';
import { readRegister } from '@holdfast/risks/store';
import { follow } from '@holdfast/risks/store.follow';
import type { Context } from '@holdfast/platform/route';
import type { MatrixParts } from '@holdfast/requirements/store';
import { listSites } from '@holdfast/sites/store';
import { type Standing, standingNow } from './store.risks.ts';

type Acting = Pick<Context, 'db' | 'act'>;

/** Follows the evidence at every site. Returns how many risks were rated anew or closed. */
export async function followRisks(context: Acting, parts: MatrixParts, now: Date): Promise<number> {
  let followed = 0;
  for (const { id: site_id } of await listSites(context.db)) {
    const register = await readRegister(context.db, site_id, now);
    if (!register.some(({ it }) => it.kind === 'non_compliance' && it.state !== 'closed')) continue;
    const standing = await standingNow(parts, { db: context.db, now }, site_id);
    for (const known of register) if (await followOne(context, { site_id, known, standing, now })) followed += 1;
  }
  return followed;
}

type Of = { site_id: string; known: Known; standing: Standing; now: Date };

async function followOne({ act }: Acting, { site_id, known: { id, it }, standing: { ratings, score }, now }: Of): Promise<boolean> {
  const rating = ratings.get(it.gap_id ?? '');
  const step = followGap(it, rating === undefined ? undefined : { rating }, score);
  if (step === null) return false;
  const of = { site_id, id, now };
  if (step === 'closed') await follow({ act }, { ...of, kind: 'risk.closed' }, (before) => closed(before, now.toISOString()));
  else await follow({ act }, { ...of, kind: 'risk.rated' }, (before) => rated(before, { rating: rating!, score }));
  return true;
}
