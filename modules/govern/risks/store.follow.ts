// What happens to risks by themselves: the product's own acts on one of them.
import type { Context } from '@holdfast/platform/route';
import { permitFollowing } from './access.ts';
import type { Told } from './schema.ts';
import { lockRisk, tell } from './store.ts';

type Step = { site_id: string; id: string; kind: 'risk.rated' | 'risk.closed' | 'risk.acceptance_ended'; now: Date };

/** One risk changed by the product: `to` says how it is then. */
export async function follow({ act }: Pick<Context, 'act'>, { site_id, id, kind, now }: Step, to: (before: Told) => Told): Promise<void> {
  await act(permitFollowing(site_id), { site: site_id, kind }, async (tx) => ({
    ...tell(id, to(await lockRisk(tx, site_id, id, now))),
    result: null,
  }));
}
