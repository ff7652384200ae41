// The route of the search over everything.
import { isAllowed, type Sentence } from '@holdfast/platform/permit';
import { route } from '@holdfast/platform/route';
import { siteParams } from '@holdfast/platform/shapes';
import { searchSite } from './access.ts';
import { readSearch } from './rules.ts';
import { found, type NamedType, namedType, names, namesQuery, searchQuery } from './schema.ts';
import { nameIds } from './store.names.ts';
import { findBest, finders } from './store.ts';

/** The routes, given the sentence by which each type of thing may be seen. */
export const searchRoutes = (seeing: Readonly<Record<NamedType, Sentence>>) => [
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
        ({ type }) =>
          (asked.type === null || asked.type === type) &&
          (!isOfAssets || type === 'asset') &&
          isAllowed(context.principal, seeing[type], site_id),
      );
      const asking = { db: context.db, site_id, zones: context.permit.zones, asked, limit: query.limit };
      const groups = await Promise.all(wanted.map(async (finder) => ({ type: finder.type, ...(await findBest(finder, asking)) })));
      return { groups: groups.filter((it) => it.total > 0) };
    },
  }),
  route({
    method: 'GET',
    path: '/api/v1/sites/:site_id/names',
    summary: 'What ids are called, where one may see it',
    access: searchSite,
    params: siteParams,
    query: namesQuery,
    output: names,
    handle: async ({ params: { site_id }, query: { ids }, context }) => {
      const types = namedType.options.filter((type) => isAllowed(context.principal, seeing[type], site_id));
      return { names: await nameIds(context.db, types, { site_id, ids, zones: context.permit.zones }) };
    },
  }),
];
