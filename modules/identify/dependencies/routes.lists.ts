// Routes of the three lists of what matters most, and of scope objects.
import { route } from '@holdfast/platform/route';
import { done, id, siteParams } from '@holdfast/platform/shapes';
import { keepEssentials, seeDependencies } from './access.ts';
import {
  changedEssentialItem,
  changedScopeObject,
  essentialPage,
  essentialQuery,
  newEssentialItem,
  newScopeObject,
  type ScopeObject,
  scopeObject,
  scopePage,
  scopeQuery,
} from './schema.ts';
import {
  addEssential,
  addScope,
  changeEssential,
  changeScope,
  endEssential,
  endScope,
  listEssentials,
  listScopes,
  readScope,
} from './store.essentials.ts';

const base = '/api/v1/sites/:site_id';
const itemParams = siteParams.extend({ item_id: id });
const scopeParams = siteParams.extend({ scope_id: id });
const factsOf = ({ name, kind, owner_id, area_id, zones, assets, services, suppliers }: ScopeObject) => ({
  name,
  kind,
  owner_id,
  area_id,
  zone_ids: zones.map((it) => it.id),
  assets: assets.length,
  service_ids: services.map((it) => it.id),
  supplier_ids: suppliers.map((it) => it.id),
});
const isDone = { done: true as const };

const essentialRoutes = [
  route({
    method: 'GET',
    path: `${base}/essentials`,
    summary: 'Essential assets, crown-jewel information, needed business applications',
    access: seeDependencies,
    params: siteParams,
    query: essentialQuery,
    output: essentialPage,
    handle: ({ params, query, context }) => listEssentials(context.db, params.site_id, query),
  }),
  route({
    method: 'POST',
    path: `${base}/essentials`,
    summary: 'Put something on a list of what matters most',
    access: keepEssentials,
    params: siteParams,
    body: newEssentialItem,
    output: done,
    handle: ({ params: { site_id }, body, context }) =>
      context.act(context.permit, { site: site_id, kind: 'essential.added' }, async (tx) => {
        const item_id = await addEssential(tx, site_id, body);
        const { impact, ...facts } = body;
        return { subject: { type: 'essential', id: item_id }, facts, personal: impact ? { impact } : {}, result: isDone };
      }),
  }),
  route({
    method: 'PATCH',
    path: `${base}/essentials/:item_id`,
    summary: 'Change what a list of what matters most says',
    access: keepEssentials,
    params: itemParams,
    body: changedEssentialItem,
    output: done,
    handle: ({ params: { site_id, item_id }, body, context }) =>
      context.act(context.permit, { site: site_id, kind: 'essential.changed' }, async (tx) => {
        await changeEssential(tx, site_id, item_id, body);
        const { impact, version, ...facts } = body;
        return {
          subject: { type: 'essential', id: item_id, version: version + 1 },
          facts,
          personal: impact ? { impact } : {},
          result: isDone,
        };
      }),
  }),
  route({
    method: 'DELETE',
    path: `${base}/essentials/:item_id`,
    summary: 'Take something off a list of what matters most',
    access: keepEssentials,
    params: itemParams,
    output: done,
    handle: ({ params: { site_id, item_id }, context }) =>
      context.act(context.permit, { site: site_id, kind: 'essential.removed' }, async (tx) => {
        await endEssential(tx, site_id, item_id);
        return { subject: { type: 'essential', id: item_id }, facts: {}, result: isDone };
      }),
  }),
];

const scopeRoutes = [
  route({
    method: 'GET',
    path: `${base}/scope-objects`,
    summary: 'Machines, cells, lines and areas with their boundary',
    access: seeDependencies,
    params: siteParams,
    query: scopeQuery,
    output: scopePage,
    handle: ({ params, query, context }) => listScopes(context.db, params.site_id, query),
  }),
  route({
    method: 'GET',
    path: `${base}/scope-objects/:scope_id`,
    summary: 'One scope object',
    access: seeDependencies,
    params: scopeParams,
    output: scopeObject,
    handle: ({ params, context }) => readScope(context.db, params.site_id, params.scope_id),
  }),
  route({
    method: 'POST',
    path: `${base}/scope-objects`,
    summary: 'Define a scope object',
    access: keepEssentials,
    params: siteParams,
    body: newScopeObject,
    output: scopeObject,
    handle: ({ params: { site_id }, body, context }) =>
      context.act(context.permit, { site: site_id, kind: 'scope.defined' }, async (tx) => {
        const result = await addScope(tx, site_id, body);
        return { subject: { type: 'scope', id: result.id }, facts: factsOf(result), personal: { boundary: result.boundary }, result };
      }),
  }),
  route({
    method: 'PATCH',
    path: `${base}/scope-objects/:scope_id`,
    summary: 'Change a scope object',
    access: keepEssentials,
    params: scopeParams,
    body: changedScopeObject,
    output: scopeObject,
    handle: ({ params: { site_id, scope_id }, body, context }) =>
      context.act(context.permit, { site: site_id, kind: 'scope.changed' }, async (tx) => {
        const result = await changeScope(tx, site_id, scope_id, body);
        const subject = { type: 'scope', id: scope_id, version: result.version };
        return { subject, facts: factsOf(result), personal: { boundary: result.boundary }, result };
      }),
  }),
  route({
    method: 'DELETE',
    path: `${base}/scope-objects/:scope_id`,
    summary: 'A scope object is needed no more',
    access: keepEssentials,
    params: scopeParams,
    output: done,
    handle: ({ params: { site_id, scope_id }, context }) =>
      context.act(context.permit, { site: site_id, kind: 'scope.removed' }, async (tx) => {
        const gone = await endScope(tx, site_id, scope_id);
        return { subject: { type: 'scope', id: scope_id }, facts: { name: gone.name, kind: gone.kind }, result: isDone };
      }),
  }),
];

export const listRoutes = [...essentialRoutes, ...scopeRoutes];
