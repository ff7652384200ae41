// Routes of writing: begin a document, keep a draft, propose a version, change owner, rhythm and audience.
import { Failure } from '@holdfast/platform/failure';
import { type Context, route } from '@holdfast/platform/route';
import { siteParams } from '@holdfast/platform/shapes';
import { permitWriting, seeDocuments, writeDocuments } from './access.ts';
import { keepTexts } from './files.ts';
import { base, oneParams } from './routes.paths.ts';
import type { Kept } from './rules.ts';
import { startText } from './rules.templates.ts';
import { tidyText } from './rules.text.ts';
import type { Language } from './rules.types.ts';
import { requireReady } from './rules.versions.ts';
import { changedDocument, documentDetail, type DocumentTexts, draft, keptDraft, newDocument, proposal, savedAt } from './schema.ts';
import { readDetail } from './store.detail.ts';
import { readPlaces } from './store.places.ts';
import { addDocument, changeSettings, lockKept, readKept } from './store.ts';
import { readChosen } from './store.view.ts';
import {
  dropDraft,
  filesOf,
  instantOf,
  keepDraft,
  listVersions,
  nextVersion,
  proposeVersion,
  readDraft,
  readVersion,
  requireProposable,
} from './store.versions.ts';
import { begunFacts, settingsFacts, subjectOf } from './told.ts';

const meOf = ({ principal, now }: Context, site_id: string) => ({ site_id, me_id: principal.person_id, now });
const ownOf = (context: Context, site_id: string, document_id: string) => ({
  site_id,
  document_id,
  person_id: context.principal.person_id,
});

/** A document of this site that the person may write. Throws not_found, forbidden. */
async function requireWriting(context: Context, site_id: string, document_id: string) {
  const kept = await readKept(context.db, site_id, document_id);
  if (kept.home_site_id !== site_id) throw new Failure('not_found', 'document_not_found');
  return { kept, permit: permitWriting(context.principal, site_id, kept) };
}

export const writingRoutes = [
  route({
    method: 'POST',
    path: base,
    summary: 'Begin a document: from the template of its kind, or empty',
    access: writeDocuments,
    params: siteParams,
    body: newDocument,
    output: documentDetail,
    handle: async ({ params: { site_id }, body, context }) => {
      const permit = permitWriting(context.principal, site_id, body);
      const languages = new Set([body.main_language, ...(await readChosen(context.db, site_id)).map((it) => it.language)]);
      const document_id = await context.act(permit, { site: site_id, kind: 'document.begun' }, async (tx, entry_id) => {
        const added = await addDocument(tx, site_id, { person_id: permit.actor_id, at: instantOf(entry_id) }, body);
        return { subject: subjectOf(added), facts: begunFacts(body), result: added };
      });
      const texts = startText(body.doc_type, body.name, [...languages], body.template);
      await keepDraft(context.db, ownOf(context, site_id, document_id), { texts, base_number: null });
      return readDetail(context.db, meOf(context, site_id), document_id);
    },
  }),
  route({
    method: 'PATCH',
    path: `${base}/:document_id`,
    summary: 'Change owner, review rhythm and who shall read a document',
    access: writeDocuments,
    params: oneParams,
    body: changedDocument,
    output: documentDetail,
    handle: async ({ params: { site_id, document_id }, body, context }) => {
      const { permit } = await requireWriting(context, site_id, document_id);
      await context.act(permit, { site: site_id, kind: 'document.settings_changed' }, async (tx) => {
        const before = await lockKept(tx, site_id, document_id);
        await changeSettings(tx, site_id, document_id, body);
        const facts = { doc_type: before.doc_type, ...settingsFacts(body) };
        return { subject: subjectOf(document_id), facts, result: null };
      });
      return readDetail(context.db, meOf(context, site_id), document_id);
    },
  }),
  route({
    method: 'GET',
    path: `${base}/:document_id/draft`,
    summary: 'What the person was writing; else the text to start from',
    access: seeDocuments,
    params: oneParams,
    output: draft,
    handle: async ({ params: { site_id, document_id }, context }) => {
      const { kept } = await requireWriting(context, site_id, document_id);
      const own = await readDraft(context.db, ownOf(context, site_id, document_id));
      const places = await readPlaces(context.db, site_id, kept, context.now);
      return { ...(own ?? { ...(await startOf(context, kept)), saved_at: null }), places };
    },
  }),
  route({
    method: 'PUT',
    path: `${base}/:document_id/draft`,
    summary: 'Keep what the person is writing; nobody else sees it',
    access: seeDocuments,
    params: oneParams,
    body: keptDraft,
    output: savedAt,
    handle: async ({ params: { site_id, document_id }, body, context }) => {
      await requireWriting(context, site_id, document_id);
      return { saved_at: await keepDraft(context.db, ownOf(context, site_id, document_id), body) };
    },
  }),
  route({
    method: 'DELETE',
    path: `${base}/:document_id/draft`,
    summary: 'Throw away what the person was writing',
    access: seeDocuments,
    params: oneParams,
    output: draft,
    handle: async ({ params: { site_id, document_id }, context }) => {
      const { kept } = await requireWriting(context, site_id, document_id);
      await dropDraft(context.db, ownOf(context, site_id, document_id));
      return { ...(await startOf(context, kept)), saved_at: null, places: await readPlaces(context.db, site_id, kept, context.now) };
    },
  }),
  route({
    method: 'POST',
    path: `${base}/:document_id/versions`,
    summary: 'Propose a version; it holds when a second person approves it',
    access: writeDocuments,
    params: oneParams,
    body: proposal,
    output: documentDetail,
    handle: async ({ params: { site_id, document_id }, body, context }) => {
      const { kept, permit } = await requireWriting(context, site_id, document_id);
      const it = { ...body, texts: tidyTexts(body.texts) };
      requireReady(kept.doc_type, kept.main_language, it.texts);
      requireProposable(kept, it);
      const { number } = await nextVersion(context.db, kept);
      const hashes = await keepTexts(context.files, { document_id, number }, it.texts);
      await context.act(permit, { site: site_id, kind: 'document.version_proposed', reason: it.reason }, async (tx, entry_id) => {
        await proposeVersion(tx, permit, document_id, it, { number, hashes, at: instantOf(entry_id) });
        await dropDraft(tx, ownOf(context, site_id, document_id));
        const facts = { doc_type: kept.doc_type, number, changes_meaning: it.changes_meaning, hashes };
        return { subject: subjectOf(document_id, number), facts, files: filesOf(hashes), result: null };
      });
      return readDetail(context.db, meOf(context, site_id), document_id);
    },
  }),
];

const tidyTexts = (texts: DocumentTexts): DocumentTexts =>
  Object.fromEntries(Object.entries(texts).map(([language, text]) => [language, tidyText(text)]));

/** The version in force, else the last one proposed, else the template. */
async function startOf({ db }: Context, kept: Kept): Promise<{ texts: DocumentTexts; base_number: number | null }> {
  const base_number = kept.in_force?.number ?? null;
  const last = base_number ?? (await listVersions(db, kept.home_site_id, kept.id))[0]?.number;
  if (last !== undefined) return { texts: (await readVersion(db, kept.home_site_id, kept.id, last)).texts, base_number };
  const languages = new Set<Language>([kept.main_language, ...(await readChosen(db, kept.home_site_id)).map((it) => it.language)]);
  return { texts: startText(kept.doc_type, kept.name, [...languages], true), base_number };
}
