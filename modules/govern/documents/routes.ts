// Routes of documents that read: the list, the set a site needs, one document, its versions, paper, and what a printed page belongs to.
import { Readable } from 'node:stream';
import { Failure } from '@holdfast/platform/failure';
import { type Context, fileAnswer, route } from '@holdfast/platform/route';
import { siteParams } from '@holdfast/platform/shapes';
import { z } from 'zod';
import { seeDocuments } from './access.ts';
import { documentPaper } from './paper.ts';
import { textBytes } from './files.ts';
import { setOf } from './rules.ts';
import type { Language } from './rules.types.ts';
import {
  asOfQuery,
  documentDetail,
  documentPage,
  documentQuery,
  documentSet,
  type DocumentRow,
  type DocumentQuery,
  languageQuery,
  provenPrint,
  versionText,
} from './schema.ts';
import { actRoutes } from './routes.acts.ts';
import { namingRoutes } from './routes.naming.ts';
import { base, oneParams } from './routes.paths.ts';
import { writingRoutes } from './routes.writing.ts';
import { readDetail } from './store.detail.ts';
import { readPlaces } from './store.places.ts';
import { type Asking, listStanding, readKept } from './store.ts';
import { readChosen, readSitePlace } from './store.view.ts';
import { findPrint, readVersion } from './store.versions.ts';

const versionParams = oneParams.extend({ number: z.coerce.number().int().min(1) });
export const askingOf = ({ principal, now }: Context, site_id: string): Asking => ({ site_id, me_id: principal.person_id, now });

const reading = [
  route({
    method: 'GET',
    path: base,
    summary: 'List the documents of a site and those of the organisation, as they stand or stood',
    access: seeDocuments,
    params: siteParams,
    query: documentQuery,
    output: documentPage,
    handle: async ({ params, query, context }) =>
      sliceOf(await listStanding(context.db, askingOf(context, params.site_id), query.as_of), query),
  }),
  route({
    method: 'GET',
    path: '/api/v1/sites/:site_id/document-set',
    summary: 'The documents a site must have, each with what it lacks',
    access: seeDocuments,
    params: siteParams,
    query: asOfQuery,
    output: documentSet,
    handle: async ({ params: { site_id }, query, context }) => {
      const rows = await listStanding(context.db, askingOf(context, site_id), query.as_of);
      return { items: setOf(rows), languages: (await readChosen(context.db, site_id)).map((it) => it.language) };
    },
  }),
  route({
    method: 'GET',
    path: '/api/v1/sites/:site_id/document-prints/:sha256',
    summary: 'Which version a printed page belongs to, and whether it still holds',
    access: seeDocuments,
    params: siteParams.extend({ sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
    output: provenPrint,
    handle: async ({ params, context }) => {
      const found = await findPrint(context.db, params.site_id, params.sha256);
      if (found === null) throw new Failure('not_found', 'print_not_found');
      return found;
    },
  }),
  route({
    method: 'GET',
    path: `${base}/:document_id`,
    summary: 'One document with its versions and readers, as it stands or stood',
    access: seeDocuments,
    params: oneParams,
    query: asOfQuery,
    output: documentDetail,
    handle: ({ params, query, context }) => readDetail(context.db, askingOf(context, params.site_id), params.document_id, query.as_of),
  }),
  route({
    method: 'GET',
    path: `${base}/:document_id/versions/:number`,
    summary: 'The text of one version, what fills its places, and the version it followed',
    access: seeDocuments,
    params: versionParams,
    output: versionText,
    handle: async ({ params: { site_id, document_id, number }, context: { db, now } }) => {
      const kept = await readKept(db, site_id, document_id);
      const { texts, state } = await readVersion(db, kept.home_site_id, document_id, number);
      const before = state === 'proposed' ? (kept.in_force?.number ?? null) : number > 1 ? number - 1 : null;
      return {
        number,
        main_language: kept.main_language,
        texts,
        places: await readPlaces(db, site_id, kept, now),
        before: before === null ? null : (await readVersion(db, kept.home_site_id, document_id, before)).texts,
      };
    },
  }),
  route({
    method: 'GET',
    path: `${base}/:document_id/versions/:number/text`,
    summary: 'The text of a version as the file whose hash stands in the ledger',
    access: seeDocuments,
    params: versionParams,
    query: languageQuery,
    output: fileAnswer,
    sends: true,
    handle: async ({ params: { site_id, document_id, number }, query: { language }, context: { db } }) => {
      const kept = await readKept(db, site_id, document_id);
      const version = await readVersion(db, kept.home_site_id, document_id, number);
      if (version.texts[language] === undefined) throw new Failure('not_found', 'language_not_there');
      const bytes = textBytes({ document_id, number, language }, version.texts);
      return { name: nameOf(kept.name, number, language, 'md'), type: 'text/markdown; charset=utf-8', body: Readable.from([bytes]) };
    },
  }),
  route({
    method: 'GET',
    path: `${base}/:document_id/versions/:number/paper`,
    summary: 'A version on paper, its places filled as of today: PDF',
    access: seeDocuments,
    params: versionParams,
    query: languageQuery,
    output: fileAnswer,
    sends: true,
    handle: async ({ params: { site_id, document_id, number }, query: { language }, context }) => {
      const { name, bytes } = await makePaper(context, { site_id, document_id, number, language });
      return { name, type: 'application/pdf', body: Readable.from([Buffer.from(bytes)]) };
    },
  }),
];

const nameOf = (name: string, number: number, language: Language, type: string): string =>
  `${name
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .slice(0, 80)
    .trim()} v${number} ${language}.${type}`;

type Wanted = { site_id: string; document_id: string; number: number; language: Language };

async function makePaper(
  { db, now }: Context,
  { site_id, document_id, number, language }: Wanted,
): Promise<{ name: string; bytes: Uint8Array }> {
  const kept = await readKept(db, site_id, document_id);
  const version = await readVersion(db, kept.home_site_id, document_id, number);
  const text = version.texts[language];
  const hash = version.hashes[language];
  if (text === undefined || hash === undefined) throw new Failure('not_found', 'language_not_there');
  const site = await readSitePlace(db, site_id);
  const lags_since =
    version.state === 'approved' ? (kept.in_force?.marks.find((it) => it.language === language)?.lags_since ?? null) : null;
  const { state, proposed_by, approved_by, decided_at, entry_id } = version;
  const approved_at = entry_id === null ? null : decided_at;
  const places = await readPlaces(db, site_id, kept, now);
  const sheet = {
    language,
    text,
    places,
    document_id,
    number,
    state,
    now,
    ...site,
    sha256: hash.sha256,
    approved_at,
    proposed_by,
    approved_by,
    entry_id,
    lags_since,
  };
  return { name: nameOf(kept.name, number, language, 'pdf'), bytes: await documentPaper(sheet) };
}

function sliceOf(rows: readonly DocumentRow[], query: DocumentQuery): { rows: DocumentRow[]; total: number } {
  const words = (query.search ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  const found = rows.filter(
    (it) =>
      words.every((word) => `${it.name} ${it.owner_name ?? ''} ${it.home_site_name}`.toLowerCase().includes(word)) &&
      (query.state === undefined || query.state.includes(it.state)) &&
      (query.doc_type === undefined || query.doc_type.includes(it.doc_type)),
  );
  const sort = query.sort ?? 'name';
  const key = sort.replace('-', '') as keyof DocumentRow;
  const textOf = (it: DocumentRow): string => {
    const value = it[key];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '\uffff';
  };
  const ordered = found.toSorted((a, b) => textOf(a).localeCompare(textOf(b), undefined, { numeric: true }) || a.id.localeCompare(b.id));
  if (sort.startsWith('-')) ordered.reverse();
  return { rows: ordered.slice(query.offset, query.offset + query.limit), total: ordered.length };
}

export const routes = [...reading, ...writingRoutes, ...actRoutes, ...namingRoutes];
