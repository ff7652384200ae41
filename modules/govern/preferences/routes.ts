// Routes of preferences: a list's views and columns of the signed-in person, and views shared with the site.
import { Failure } from '@holdfast/platform/failure';
import { route } from '@holdfast/platform/route';
import { done, id, siteParams } from '@holdfast/platform/shapes';
import { ownPreferences, permitSharing, shareViews } from './access.ts';
import { changedPreferences, changedView, listName, listPreferences, newView, sharing } from './schema.ts';
import { addView, changeView, dropView, keepPreferences, type KeptView, readPreferences, readView, shareView } from './store.ts';
import type { Context } from '@holdfast/platform/route';
import type { Tx } from '@holdfast/platform/act';

const listParams = siteParams.extend({ list: listName });
const viewParams = siteParams.extend({ view_id: id });
const isDone = { done: true as const };
const who = (context: Context, site_id: string) => ({ site_id, person_id: context.permit.actor_id });

/** What one keeps for oneself is kept in a session of one's own: at a shared terminal nobody has views, and a token that only reads keeps nothing. */
function requireInPerson({ principal }: Context): void {
  if (principal.via !== 'ui') throw new Failure('forbidden', 'in_person_only', { sentence: ownPreferences.id });
}

/** What is shared is everybody's: changing it is an act. What is one's own is changed as it is. */
async function change(context: Context, site_id: string, it: KeptView, kind: string, work: (db: Tx | Context['db']) => Promise<void>) {
  if (!it.shared) {
    requireInPerson(context);
    await work(context.db);
    return isDone;
  }
  return context.act(permitSharing(context.principal, site_id), { site: site_id, kind }, async (tx) => {
    await work(tx);
    return { subject: { type: 'view', id: it.id }, facts: { list: it.list }, personal: { name: it.name }, result: isDone };
  });
}

export const preferenceRoutes = [
  route({
    method: 'GET',
    path: '/api/v1/sites/:site_id/lists/:list/preferences',
    summary: 'Views and columns of a list',
    access: ownPreferences,
    params: listParams,
    output: listPreferences,
    handle: ({ params, context }) => readPreferences(context.db, who(context, params.site_id), params.list),
  }),
  route({
    method: 'PATCH',
    path: '/api/v1/sites/:site_id/lists/:list/preferences',
    summary: 'Keep one’s columns and first view of a list',
    access: ownPreferences,
    params: listParams,
    body: changedPreferences,
    output: done,
    handle: async ({ params, body, context }) => {
      requireInPerson(context);
      await keepPreferences(context.db, who(context, params.site_id), params.list, body);
      return isDone;
    },
  }),
  route({
    method: 'POST',
    path: '/api/v1/sites/:site_id/views',
    summary: 'Keep a view of a list',
    access: ownPreferences,
    params: siteParams,
    body: newView,
    output: done.extend({ id }),
    handle: async ({ params, body, context }) => {
      requireInPerson(context);
      return { ...isDone, id: await addView(context.db, who(context, params.site_id), body) };
    },
  }),
  route({
    method: 'PATCH',
    path: '/api/v1/sites/:site_id/views/:view_id',
    summary: 'Rename or change a view',
    access: ownPreferences,
    params: viewParams,
    body: changedView,
    output: done,
    handle: async ({ params: { site_id, view_id }, body, context }) => {
      const it = await readView(context.db, who(context, site_id), view_id);
      return change(context, site_id, it, 'view.changed', (db) => changeView(db, site_id, view_id, body));
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/v1/sites/:site_id/views/:view_id',
    summary: 'Delete a view',
    access: ownPreferences,
    params: viewParams,
    output: done,
    handle: async ({ params: { site_id, view_id }, context }) => {
      const it = await readView(context.db, who(context, site_id), view_id);
      return change(context, site_id, it, 'view.deleted', (db) => dropView(db, site_id, view_id));
    },
  }),
  route({
    method: 'POST',
    path: '/api/v1/sites/:site_id/views/:view_id/sharing',
    summary: 'Share a view with the site, or no longer',
    access: shareViews,
    params: viewParams,
    body: sharing,
    output: done,
    handle: async ({ params: { site_id, view_id }, body, context }) => {
      const it = await readView(context.db, who(context, site_id), view_id);
      const kind = body.shared ? 'view.shared' : 'view.unshared';
      return context.act(context.permit, { site: site_id, kind }, async (tx) => {
        await shareView(tx, site_id, view_id, body.shared);
        return { subject: { type: 'view', id: view_id }, facts: { list: it.list }, personal: { name: it.name }, result: isDone };
      });
    },
  }),
];
