// Routes of sites and production areas.
import { id, page, siteParams } from '@holdfast/platform/shapes';
import { type Context, route } from '@holdfast/platform/route';
import { keepAreas, keepSites, permitOpening, seeAreas, seeSites } from './access.ts';
import { area, changedSite, newArea, newSite, site } from './schema.ts';
import { addSite, changeSite, listAreas, listSites, saveArea } from './store.ts';

const listed = <T>(rows: T[]) => ({ rows, total: rows.length });

/** Opens the ledger of a new site with its first entry. */
export async function openSite(act: Context['act'], site: { id: string; time_zone: string }): Promise<void> {
  await act(permitOpening(site.id), { site: site.id, kind: 'site.opened' }, async () => ({
    subject: { type: 'site', id: site.id },
    facts: { time_zone: site.time_zone },
    result: null,
  }));
}

export const routes = [
  route({
    method: 'GET',
    path: '/api/v1/sites',
    summary: 'List the sites',
    access: seeSites,
    output: page(site),
    handle: async ({ context }) => listed(await listSites(context.db)),
  }),
  route({
    method: 'POST',
    path: '/api/v1/sites',
    summary: 'Add a site',
    access: keepSites,
    body: newSite,
    output: site,
    handle: async ({ body, context }) => {
      const made = await context.act(context.permit, { site: null, kind: 'site.added' }, async (tx) => {
        const added = await addSite(tx, body);
        const { name, country, time_zone } = added;
        return { subject: { type: 'site', id: added.id }, facts: { name, country, time_zone }, result: added };
      });
      await openSite(context.act, made);
      return made;
    },
  }),
  route({
    method: 'PATCH',
    path: '/api/v1/sites/:site_id',
    summary: 'Change a site',
    access: keepSites,
    params: siteParams,
    body: changedSite,
    output: site,
    handle: ({ params, body, context }) =>
      context.act(context.permit, { site: params.site_id, kind: 'site.changed' }, async (tx) => {
        const changed = await changeSite(tx, params.site_id, body);
        return { subject: { type: 'site', id: changed.id }, facts: { ...body }, result: changed };
      }),
  }),
  route({
    method: 'GET',
    path: '/api/v1/sites/:site_id/areas',
    summary: 'List the production areas',
    access: seeAreas,
    params: siteParams,
    output: page(area),
    handle: async ({ params, context }) => listed(await listAreas(context.db, params.site_id)),
  }),
  route({
    method: 'POST',
    path: '/api/v1/sites/:site_id/areas',
    summary: 'Add a production area',
    access: keepAreas,
    params: siteParams,
    body: newArea,
    output: area,
    handle: ({ params, body, context }) =>
      context.act(context.permit, { site: params.site_id, kind: 'area.added' }, async (tx) => {
        const saved = await saveArea(tx, params.site_id, null, body);
        return { subject: { type: 'area', id: saved.id }, facts: { name: saved.name, owner_id: saved.owner_id }, result: saved };
      }),
  }),
  route({
    method: 'PATCH',
    path: '/api/v1/sites/:site_id/areas/:area_id',
    summary: 'Change a production area',
    access: keepAreas,
    params: siteParams.extend({ area_id: id }),
    body: newArea,
    output: area,
    handle: ({ params, body, context }) =>
      context.act(context.permit, { site: params.site_id, kind: 'area.changed' }, async (tx) => {
        const saved = await saveArea(tx, params.site_id, params.area_id, body);
        return { subject: { type: 'area', id: saved.id }, facts: { name: saved.name, owner_id: saved.owner_id }, result: saved };
      }),
  }),
];
