// Routes of what is done with a document: found still right, withdrawn, adopted or declined, read and understood; and the languages a site chooses.
import { requireUnchanged } from '@holdfast/platform/changed-meanwhile';
import { Failure } from '@holdfast/platform/failure';
import { type Context, route } from '@holdfast/platform/route';
import { siteParams } from '@holdfast/platform/shapes';
import { acknowledgeDocuments, adoptDocuments, permitWriting, requireOwnVoice, writeDocuments } from './access.ts';
import { base, oneParams } from './routes.paths.ts';
import { addMonths, effectiveAt, type Kept } from './rules.ts';
import { acknowledgement, adoption as adoptionShape, documentDetail, documentSet, reasoned, setting } from './schema.ts';
import { readDetail } from './store.detail.ts';
import { listStanding, lockKept, noteReviewed, readAround, readKept, viewOf, withdrawDocument } from './store.ts';
import { keepAdoption, keepChosen, keepReading, readChosen } from './store.view.ts';
import { instantOf } from './store.versions.ts';
import { heldFacts, subjectOf } from './told.ts';
import { setOf } from './rules.ts';

const dayMs = 24 * 3600 * 1000;
const askingOf = ({ principal, now }: Context, site_id: string) => ({ site_id, me_id: principal.person_id, now });
type Where = { site_id: string; document_id: string };
const detailOf = (context: Context, { site_id, document_id }: Where) => readDetail(context.db, askingOf(context, site_id), document_id);

/** A document another site keeps for all. Throws conflict for the site's own. */
async function requireForeign(context: Context, { site_id, document_id }: Where): Promise<Kept> {
  const kept = await readKept(context.db, site_id, document_id);
  if (kept.home_site_id === site_id) throw new Failure('conflict', 'document_is_own');
  if (kept.is_withdrawn) throw new Failure('conflict', 'document_withdrawn');
  return kept;
}

export const actRoutes = [
  route({
    method: 'POST',
    path: `${base}/:document_id/review`,
    summary: 'Say that the document in force is still right; its next review moves on',
    access: writeDocuments,
    params: oneParams,
    body: reasoned,
    output: documentDetail,
    handle: async ({ params, body, context }) => {
      const permit = permitWriting(context.principal, params.site_id, await readKept(context.db, params.site_id, params.document_id));
      await context.act(permit, { site: params.site_id, kind: 'document.reviewed', reason: body.reason }, async (tx, entry_id) => {
        const before = await lockKept(tx, params.site_id, params.document_id);
        if (before.in_force === null) throw new Failure('conflict', 'nothing_in_force');
        const at = instantOf(entry_id);
        await noteReviewed(tx, params.site_id, params.document_id, at);
        const { doc_type, in_force } = before;
        const facts = { doc_type, number: in_force.number, next_review_on: addMonths(at, before.review_months) };
        return { subject: subjectOf(params.document_id, in_force.number), facts, result: null };
      });
      return detailOf(context, params);
    },
  }),
  route({
    method: 'POST',
    path: `${base}/:document_id/withdrawal`,
    summary: 'Take a document out of force; it stays readable',
    access: writeDocuments,
    params: oneParams,
    body: reasoned,
    output: documentDetail,
    handle: async ({ params, body, context }) => {
      const permit = permitWriting(context.principal, params.site_id, await readKept(context.db, params.site_id, params.document_id));
      await context.act(permit, { site: params.site_id, kind: 'document.withdrawn', reason: body.reason }, async (tx, entry_id) => {
        const before = await lockKept(tx, params.site_id, params.document_id);
        if (before.waiting_number !== null) throw new Failure('conflict', 'version_waits', { number: before.waiting_number });
        await withdrawDocument(tx, params.site_id, params.document_id, instantOf(entry_id));
        return {
          subject: subjectOf(params.document_id),
          facts: { doc_type: before.doc_type, title: before.name, reach: before.reach },
          result: null,
        };
      });
      return detailOf(context, params);
    },
  }),
  route({
    method: 'POST',
    path: `${base}/:document_id/adoption`,
    summary: 'Adopt a document of the organisation in the version in force: from then on it holds at this site',
    access: adoptDocuments,
    params: oneParams,
    body: adoptionShape,
    output: documentDetail,
    handle: async ({ params, body, context }) => {
      await context.act(context.permit, { site: params.site_id, kind: 'document.adopted', reason: body.reason }, async (tx, entry_id) => {
        const kept = await requireForeign({ ...context, db: tx }, params);
        if (kept.in_force?.number !== body.number)
          throw new Failure('conflict', 'version_moved_on', { number: kept.in_force?.number ?? 0 });
        await keepAdoption(tx, adopted(context, params, kept, body.reason, entry_id), body.number);
        return { subject: subjectOf(kept.id, body.number), facts: { ...heldFacts(kept), number: body.number }, result: null };
      });
      return detailOf(context, params);
    },
  }),
  route({
    method: 'POST',
    path: `${base}/:document_id/adoption-refusal`,
    summary: 'Say that the site does not adopt a document of the organisation, and why',
    access: adoptDocuments,
    params: oneParams,
    body: reasoned,
    output: documentDetail,
    handle: async ({ params, body, context }) => {
      await context.act(
        context.permit,
        { site: params.site_id, kind: 'document.adoption_declined', reason: body.reason },
        async (tx, entry_id) => {
          const kept = await requireForeign({ ...context, db: tx }, params);
          await keepAdoption(tx, adopted(context, params, kept, body.reason, entry_id), null);
          return { subject: subjectOf(kept.id), facts: heldFacts(kept), result: null };
        },
      );
      return detailOf(context, params);
    },
  }),
  route({
    method: 'POST',
    path: `${base}/:document_id/acknowledgement`,
    summary: 'Say for oneself: read and understood',
    access: acknowledgeDocuments,
    params: oneParams,
    body: acknowledgement,
    output: documentDetail,
    handle: async ({ params: { site_id, document_id }, body, context }) => {
      requireOwnVoice(context.permit);
      const person_id = context.permit.actor_id;
      await context.act(context.permit, { site: site_id, kind: 'document.acknowledged' }, async (tx, entry_id) => {
        const kept = await readKept(tx, site_id, document_id);
        const view = viewOf(await readAround(tx, askingOf(context, site_id)), document_id);
        const effective = effectiveAt(kept, view);
        if (effective === null) throw new Failure('conflict', 'nothing_in_force');
        if (effective.number !== body.number) throw new Failure('conflict', 'version_moved_on', { number: effective.number });
        const read_at = instantOf(entry_id);
        const expires_at = new Date(Date.parse(read_at) + kept.acknowledge_days * dayMs).toISOString();
        const reading = { number: body.number, read_at, expires_at, language: body.language, home_site_id: kept.home_site_id };
        await keepReading(tx, { site_id, document_id, person_id, ...reading });
        const facts = { ...heldFacts(kept), person_id, number: body.number, language: body.language, expires_at };
        return { subject: subjectOf(document_id, body.number), facts, result: null };
      });
      return detailOf(context, { site_id, document_id });
    },
  }),
  route({
    method: 'PUT',
    path: '/api/v1/sites/:site_id/document-setting',
    summary: 'Choose the languages documents must exist in at the site',
    access: writeDocuments,
    params: siteParams,
    body: setting,
    output: documentSet,
    handle: async ({ params: { site_id }, body, context }) => {
      await context.act(context.permit, { site: site_id, kind: 'document.languages_set' }, async (tx, entry_id) => {
        const before = await readChosen(tx, site_id);
        const was = body.before && { languages: body.before.languages.toSorted() };
        requireUnchanged(was, { languages: before.map((it) => it.language).toSorted() });
        const languages = [...new Set(body.languages)];
        const chosen = languages.map(
          (language) => before.find((it) => it.language === language) ?? { language, since: instantOf(entry_id) },
        );
        await keepChosen(tx, site_id, chosen);
        return { subject: { type: 'site', id: site_id }, facts: { languages }, result: null };
      });
      const rows = await listStanding(context.db, askingOf(context, site_id));
      return { items: setOf(rows), languages: body.languages };
    },
  }),
];

const adopted = (context: Context, { site_id, document_id }: Where, kept: Kept, reason: string, entry_id: string) => ({
  site_id,
  document_id,
  home_site_id: kept.home_site_id,
  by: context.permit.actor_id,
  at: instantOf(entry_id),
  reason,
});
