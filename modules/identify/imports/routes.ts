// Routes of imports: a template, a file in, its dry run, applying it, the refused rows, taking it back.
import { Failure } from '@holdfast/platform/failure';
import { type Context, fileAnswer, route } from '@holdfast/platform/route';
import { id, siteParams } from '@holdfast/platform/shapes';
import { z } from 'zod';
import { makeImports, may, permitFor, seeImports } from './access.ts';
import { applyImport, type ImportNeeds, keepRead, kindOf, planImport, undoImport } from './making.ts';
import { netboxRoutes } from './routes.netbox.ts';
import { guessedMapping, wordProblem } from './rules.ts';
import {
  applyBody,
  importDetail,
  importKind,
  type ImportKindName,
  importPage,
  importQuery,
  type ImportRecord,
  planBody,
  rowPage,
  rowQuery,
  templateQuery,
  undoBody,
  uploadQuery,
} from './schema.ts';
import { listImports, listRows, readImport, readRefused } from './store.ts';
import { rowsFile, templateFile, words } from './templates.ts';
import { receiveFile } from './upload.ts';

const importParams = siteParams.extend({ import_id: id });

/** Kinds whose lists this person may see: who may not keep people does not read their addresses here either. */
function kindsFor(needs: ImportNeeds, { principal }: Context, site_id: string): ImportKindName[] {
  return needs.kinds.filter((it) => it.place === 'site' || may(principal, it.access, site_id)).map((it) => it.kind);
}

const ownOnly = ({ permit }: Context): string | null => (permit.zones === null ? null : permit.actor_id);

/** The import, if this person may see it: in zones only, one's own. */
async function readSeen(needs: ImportNeeds, context: Context, site_id: string, import_id: string): Promise<ImportRecord> {
  const it = await readImport(context.db, site_id, import_id);
  if (!kindsFor(needs, context, site_id).includes(it.kind))
    throw new Failure('forbidden', 'not_allowed', { sentence: kindOf(needs, it.kind).access.id });
  if (ownOnly(context) !== null && it.added_by !== context.permit.actor_id)
    throw new Failure('forbidden', 'zone_not_allowed', { sentence: context.permit.sentence });
  return it;
}

const withProgress = (needs: ImportNeeds, it: ImportRecord) => ({ ...it, progress: needs.under_way.get(it.id) ?? null });

export const importRoutes = (needs: ImportNeeds) => [
  route({
    method: 'GET',
    path: '/api/v1/sites/:site_id/imports',
    summary: 'List the imports',
    access: seeImports,
    params: siteParams,
    query: importQuery,
    output: importPage,
    handle: ({ params, query, context }) =>
      listImports(context.db, params.site_id, query, { kinds: kindsFor(needs, context, params.site_id), only_of: ownOnly(context) }),
  }),
  route({
    method: 'GET',
    path: '/api/v1/sites/:site_id/import-templates/:kind',
    summary: 'A template to fill in',
    access: seeImports,
    params: siteParams.extend({ kind: importKind }),
    query: templateQuery,
    output: fileAnswer,
    sends: true,
    handle: async ({ params, query }) => templateFile(params.kind, query.format, query.language),
  }),
  route({
    method: 'POST',
    path: '/api/v1/sites/:site_id/imports',
    summary: 'Read a list or a project file: the file is the body; nothing of the plant is written',
    access: makeImports,
    params: siteParams,
    query: uploadQuery,
    output: importDetail,
    streams: true,
    handle: async ({ params, query, context, stream }) => {
      const kind = kindOf(needs, query.kind);
      permitFor(context.principal, kind.access, kind.place === 'site' ? params.site_id : null);
      const file = await receiveFile(query.kind, query.name, stream);
      return withProgress(needs, await keepRead(needs, context, params.site_id, query.kind, query.name, file));
    },
  }),
  route({
    method: 'GET',
    path: '/api/v1/sites/:site_id/imports/:import_id',
    summary: 'One import and how far it is',
    access: seeImports,
    params: importParams,
    output: importDetail,
    handle: async ({ params, context }) => withProgress(needs, await readSeen(needs, context, params.site_id, params.import_id)),
  }),
  route({
    method: 'GET',
    path: '/api/v1/sites/:site_id/imports/:import_id/rows',
    summary: 'Rows of a dry run',
    access: seeImports,
    params: importParams,
    query: rowQuery,
    output: rowPage,
    handle: async ({ params, query, context }) => {
      await readSeen(needs, context, params.site_id, params.import_id);
      return listRows(context.db, params.site_id, params.import_id, query);
    },
  }),
  route({
    method: 'POST',
    path: '/api/v1/sites/:site_id/imports/:import_id/dry-run',
    summary: 'Compare the list with the plant; writes nothing of the plant',
    access: makeImports,
    params: importParams,
    body: planBody,
    output: importDetail,
    handle: async ({ params, body, context }) => {
      const it = await readSeen(needs, context, params.site_id, params.import_id);
      const mapping = body.mapping ?? (it.state === 'read' ? guessedMapping(it.columns) : it.mapping);
      return withProgress(needs, await planImport(needs, context, params.site_id, it, mapping, body.take));
    },
  }),
  route({
    method: 'POST',
    path: '/api/v1/sites/:site_id/imports/:import_id/application',
    summary: 'Apply exactly the dry run named',
    access: makeImports,
    params: importParams,
    body: applyBody,
    output: importDetail,
    handle: async ({ params: { site_id, import_id }, body, context }) => {
      await readSeen(needs, context, site_id, import_id);
      return withProgress(needs, await applyImport(needs, context, site_id, import_id, body.plan_sha256));
    },
  }),
  route({
    method: 'POST',
    path: '/api/v1/sites/:site_id/imports/:import_id/undo',
    summary: 'Take an import back where nothing changed since',
    access: makeImports,
    params: importParams,
    body: undoBody,
    output: importDetail,
    handle: async ({ params: { site_id, import_id }, body, context }) => {
      await readSeen(needs, context, site_id, import_id);
      return withProgress(needs, await undoImport(needs, context, site_id, import_id, body.reason));
    },
  }),
  route({
    method: 'GET',
    path: '/api/v1/sites/:site_id/imports/:import_id/refused',
    summary: 'Refused rows as a sheet to mend',
    access: seeImports,
    params: importParams,
    query: z.object({ language: templateQuery.shape.language }),
    output: fileAnswer,
    sends: true,
    handle: async ({ params, query, context }) => {
      const it = await readSeen(needs, context, params.site_id, params.import_id);
      return refusedFile(it, await readRefused(context.db, params.site_id, it.id), query.language);
    },
  }),
  ...netboxRoutes(needs),
];

type Refused = Awaited<ReturnType<typeof readRefused>>;

/** The refused rows under their own headings, and why: mended, it can be imported as it is. */
function refusedFile(it: ImportRecord, rows: Refused, language: 'en' | 'de') {
  const columns = it.columns.filter((column) => column.refused === null);
  const headings = [...columns.map((column) => column.heading), words[language].why, words[language].row];
  const sayWhy = (row: Refused[number]) =>
    row.problems.map((why) => `${why.column === null ? '' : `${why.column}: `}${wordProblem(why, language)}`).join(' ');
  const lines = rows.map((row) => [
    ...columns.map((column) => row.cells[column.index] ?? ''),
    sayWhy(row),
    row.place ?? String(row.row_number),
  ]);
  return rowsFile(`${it.name.replace(/\.\w{1,5}$/, '')}-refused.xlsx`, language, headings, lines);
}
