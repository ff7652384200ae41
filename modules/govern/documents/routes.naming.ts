// Routes of the naming standard: read it, set it, and the list of devices whose names do not fit.
import { Failure } from '@holdfast/platform/failure';
import { route } from '@holdfast/platform/route';
import { siteParams } from '@holdfast/platform/shapes';
import type { z } from 'zod';
import { keepNaming, seeDocuments } from './access.ts';
import { readPattern } from './rules.naming.ts';
import { asOfQuery, changedNaming, keptNaming, type Misnamed, misnamedPage, type namingQuery, namingQuery as query } from './schema.ts';
import { checkNames, readNaming, readNamingThen, setNaming } from './store.naming.ts';
import { instantOf } from './store.versions.ts';

const path = '/api/v1/sites/:site_id/naming';

export const namingRoutes = [
  route({
    method: 'GET',
    path,
    summary: 'How devices of the site are named',
    access: seeDocuments,
    params: siteParams,
    query: asOfQuery,
    output: keptNaming,
    handle: ({ params: { site_id }, query: { as_of }, context: { db } }) =>
      as_of === undefined ? readNaming(db, site_id) : readNamingThen(db, site_id, new Date(as_of)),
  }),
  route({
    method: 'PUT',
    path,
    summary: 'Set how devices are named; nothing is renamed',
    access: keepNaming,
    params: siteParams,
    body: changedNaming,
    output: keptNaming,
    handle: ({ params: { site_id }, body, context }) => {
      for (const { pattern } of body.patterns) requirePattern(pattern);
      return context.act(context.permit, { site: site_id, kind: 'naming.standard_set' }, async (tx, entry_id) => {
        const by = { person_id: context.permit.actor_id, at: instantOf(entry_id) };
        const after = await setNaming(tx, site_id, by, body);
        const facts = { patterns: body.patterns, area_codes: body.area_codes, kind_codes: body.kind_codes };
        return { subject: { type: 'site', id: site_id, version: after.version }, facts, result: after };
      });
    },
  }),
  route({
    method: 'GET',
    path: `${path}/misfits`,
    summary: 'List devices whose names do not fit the naming standard',
    access: seeDocuments,
    params: siteParams,
    query,
    output: misnamedPage,
    handle: async ({ params, query: asked, context }) => {
      const naming = await readNaming(context.db, params.site_id);
      const { rows, checked, uncovered } = await checkNames(context.db, params.site_id, naming, context.permit.zones);
      return { ...sliceOf(rows, asked), checked, uncovered };
    },
  }),
];

function requirePattern(pattern: string): void {
  const read = readPattern(pattern);
  if (!read.ok) throw new Failure('unprocessable', 'bad_pattern', { pattern, at: read.error.offset + 1, what: read.error.what });
}

function sliceOf(rows: readonly Misnamed[], asked: z.output<typeof namingQuery>): { rows: Misnamed[]; total: number } {
  const words = (asked.search ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  const found = rows.filter(
    (it) =>
      words.every((word) => `${it.name} ${it.area_name ?? ''}`.toLowerCase().includes(word)) &&
      (asked.kind === undefined || asked.kind.includes(it.kind)) &&
      (asked.why === undefined || asked.why.includes(it.why)),
  );
  const key = (asked.sort ?? 'name').replace('-', '') as keyof Misnamed;
  const ordered = found.toSorted((a, b) => String(a[key] ?? '').localeCompare(String(b[key] ?? ''), undefined, { numeric: true }));
  if (asked.sort?.startsWith('-')) ordered.reverse();
  return { rows: ordered.slice(asked.offset, asked.offset + asked.limit), total: ordered.length };
}
