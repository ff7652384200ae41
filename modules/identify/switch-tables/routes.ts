// Routes of switch tables: look at what a pasted table would change, apply it, see which came in.
import { refreshSite } from '@holdfast/sites/rules';
import { route } from '@holdfast/platform/route';
import { tellList } from '@holdfast/platform/large-fact';
import { siteParams } from '@holdfast/platform/shapes';
import { applySwitchTables, seeSwitchTables } from './access.ts';
import { pastedTable, switchTablePage, tablePreview } from './schema.ts';
import { applyTable, listSwitchTables, previewTable } from './store.ts';

export const routes = [
  route({
    method: 'GET',
    path: '/api/v1/sites/:site_id/switch-tables',
    summary: 'List the MAC tables that were applied',
    access: seeSwitchTables,
    params: siteParams,
    output: switchTablePage,
    handle: async ({ params, context }) => {
      const rows = await listSwitchTables(context.db, params.site_id);
      return { rows, total: rows.length };
    },
  }),
  route({
    method: 'POST',
    path: '/api/v1/sites/:site_id/switch-tables/previews',
    summary: 'What a MAC table would change; nothing is written',
    access: applySwitchTables,
    params: siteParams,
    body: pastedTable,
    output: tablePreview,
    handle: ({ params, body, context }) => previewTable(context.db, params.site_id, body.switch_id, body.text),
  }),
  route({
    method: 'POST',
    path: '/api/v1/sites/:site_id/switch-tables',
    summary: 'Apply a MAC table',
    access: applySwitchTables,
    params: siteParams,
    body: pastedTable,
    output: switchTablePage,
    handle: async ({ params: { site_id }, body, context }) => {
      await context.act(context.permit, { site: site_id, kind: 'switch_table.applied' }, async (tx) => {
        const read_at = new Date(Math.min(Date.parse(body.read_at), context.now.getTime())).toISOString();
        const { id, entries, fresh, new_ids } = await applyTable(tx, site_id, context.permit.actor_id, { ...body, read_at });
        const made = tellList('assets_made', new_ids);
        const facts = { switch_table_id: id, entries, fresh, read_at, ...made.facts };
        const subject = { type: 'asset', id: body.switch_id };
        return { subject, facts, personal: made.personal, jobs: [refreshSite(site_id)], result: null };
      });
      const rows = await listSwitchTables(context.db, site_id);
      return { rows, total: rows.length };
    },
  }),
];
