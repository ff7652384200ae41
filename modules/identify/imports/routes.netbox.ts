// Routes of NetBox: where it is, and reading it into a dry run.
import { Failure } from '@holdfast/platform/failure';
import { route } from '@holdfast/platform/route';
import { done, siteParams } from '@holdfast/platform/shapes';
import { z } from 'zod';
import { keepNetbox, makeImports, permitFor, seeImports } from './access.ts';
import { asFile, type ImportNeeds, keepRead, kindOf } from './making.ts';
import { checkBaseUrl, fetchNetbox } from './netbox.ts';
import { importDetail, netboxState, newNetbox } from './schema.ts';
import { dropNetbox, readNetbox, readNetboxSettings, saveNetbox } from './store.netbox.ts';

const purpose = (site_id: string): string => `netbox:${site_id}`;

export const netboxRoutes = (needs: ImportNeeds) => [...settingRoutes(needs), readingRoute(needs)];

const settingRoutes = (needs: ImportNeeds) => [
  route({
    method: 'GET',
    path: '/api/v1/sites/:site_id/netbox',
    summary: 'Where the plant’s NetBox is',
    access: seeImports,
    params: siteParams,
    output: netboxState,
    handle: async ({ params, context }) => ({ settings: await readNetboxSettings(context.db, params.site_id) }),
  }),
  route({
    method: 'PUT',
    path: '/api/v1/sites/:site_id/netbox',
    summary: 'Say where the plant’s NetBox is',
    access: keepNetbox,
    params: siteParams,
    body: newNetbox,
    output: netboxState,
    handle: ({ params: { site_id }, body, context }) =>
      context.act(context.permit, { site: site_id, kind: 'netbox.set' }, async (tx) => {
        const base_url = checkBaseUrl(body.base_url);
        const kept = await readNetbox(tx, site_id);
        // A token is kept only for the address it was given for.
        const token_sealed =
          body.token !== undefined
            ? needs.vault.seal(body.token, purpose(site_id))
            : kept?.base_url === base_url
              ? kept.token_sealed
              : null;
        if (token_sealed === null) throw new Failure('unprocessable', 'netbox_token_missing');
        await saveNetbox(tx, site_id, context.permit.actor_id, { base_url, ca_pem: body.ca_pem, token_sealed });
        const facts = { base_url, has_own_ca: body.ca_pem !== null, new_token: body.token !== undefined };
        return { subject: { type: 'netbox', id: site_id }, facts, result: { settings: await readNetboxSettings(tx, site_id) } };
      }),
  }),
  route({
    method: 'DELETE',
    path: '/api/v1/sites/:site_id/netbox',
    summary: 'Forget the plant’s NetBox and its token',
    access: keepNetbox,
    params: siteParams,
    output: done,
    handle: ({ params: { site_id }, context }) =>
      context.act(context.permit, { site: site_id, kind: 'netbox.forgotten' }, async (tx) => {
        if (!(await dropNetbox(tx, site_id))) throw new Failure('not_found', 'netbox_not_set');
        return { subject: { type: 'netbox', id: site_id }, facts: {}, result: { done: true as const } };
      }),
  }),
];

const readingRoute = (needs: ImportNeeds) =>
  route({
    method: 'POST',
    path: '/api/v1/sites/:site_id/netbox/imports',
    summary: 'Read NetBox into a dry run; nothing of the plant is written',
    access: makeImports,
    params: siteParams,
    body: z.object({ site: z.string().trim().min(1).max(100).nullable().default(null) }),
    output: importDetail,
    handle: async ({ params: { site_id }, body, context }) => {
      permitFor(context.principal, kindOf(needs, 'asset').access, site_id);
      const kept = await readNetbox(context.db, site_id);
      if (kept === null) throw new Failure('not_found', 'netbox_not_set');
      const token = needs.vault.open(kept.token_sealed, purpose(site_id));
      const table = await fetchNetbox({ base_url: kept.base_url, ca_pem: kept.ca_pem, token }, body);
      const name = `NetBox ${new URL(kept.base_url).hostname}`;
      return { ...(await keepRead(needs, context, site_id, 'asset', name, asFile('asset', table))), progress: null };
    },
  });
