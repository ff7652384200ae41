// The route of the search over everything.
import { isAllowed } from '@holdfast/platform/permit';
import { route } from '@holdfast/platform/route';
import { siteParams } from '@holdfast/platform/shapes';
import { searchSite } from './access.ts';
import { readSearch } from './rules.ts';
import { found, searchQuery } from './schema.ts';
import { findBest, finders } from './store.ts';

export const searchRoutes = [
  route({
    method: 'GET',
    path: '/api/v1/sites/:site_id/search',
    summary: 'Search everything at a site',
    access: searchSite,
    params: siteParams,
    query: searchQuery,
    output: found,
    handle: async ({ params: { site_id }, query, context }) => {
      const asked = readSearch(query.q);
      const isOfAssets = asked.kind !== null || asked.zone !== null;
      const wanted = finders.filter(
        ({ type, sentence }) =>
          (asked.type === null || asked.type === type) &&
          (!isOfAssets || type === 'asset') &&
          isAllowed(context.principal, sentence, site_id),
      );
      const asking = { db: context.db, site_id, zones: context.permit.zones, asked, limit: query.limit };
      const groups = await Promise.all(wanted.map(async (finder) => ({ type: finder.type, ...(await findBest(finder, asking)) })));
      return { groups: groups.filter((it) => it.total > 0) };
    },
  }),
];
