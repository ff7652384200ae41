// Routes of drafts: learn from a period, change, answer what was not seen, comment, and review an emergency change.
import { route } from '@holdfast/platform/route';
import { tellList } from '@holdfast/platform/large-fact';
import { done, id, siteParams } from '@holdfast/platform/shapes';
import { approveLists, proposeLists, seeConduits } from './access.ts';
import { readCovered } from './routes.modes.ts';
import { listReview } from './schema.ts';
import { changedDraft, draft, draftAnswer, draftVersion, learning, newComment, unseenAnswer } from './schema.drafts.ts';
import { addComment, answerUnseen, changeDraft, dropDraft, learnDraft, listComments, readDraft } from './store.drafts.ts';
import { trial, trialQuery } from './schema.trial.ts';
import { tryList } from './store.trial.ts';
import { reviewList } from './store.lists.ts';

const conduitParams = siteParams.extend({ conduit_id: id });

export const draftRoutes = [
  route({
    method: 'GET',
    path: '/api/v1/sites/:site_id/conduits/:conduit_id/draft',
    summary: 'The draft of a conduit’s next list, and what people said',
    access: seeConduits,
    params: conduitParams,
    output: draftAnswer,
    handle: async ({ params: { site_id, conduit_id }, context }) => {
      await readCovered(context, site_id, conduit_id);
      return { draft: await readDraft(context.db, site_id, conduit_id), comments: await listComments(context.db, site_id, conduit_id) };
    },
  }),
  route({
    method: 'POST',
    path: '/api/v1/sites/:site_id/conduits/:conduit_id/draft/learning',
    summary: 'Learn a draft from what was recorded in a period',
    access: proposeLists,
    params: conduitParams,
    body: learning,
    output: draft,
    handle: async ({ params: { site_id, conduit_id }, body, context }) => {
      await readCovered(context, site_id, conduit_id);
      return context.act(context.permit, { site: site_id, kind: 'conduit.draft_learnt' }, async (tx) => {
        const made = await learnDraft(tx, context.permit, site_id, conduit_id, body);
        const { from, until } = body;
        const seen = made.said?.states.filter((it) => it.seen).map((it) => it.state) ?? [];
        const facts = { learnt_from: from, learnt_until: until, rules: made.rules.length, flows: made.said?.flows ?? 0, states_seen: seen };
        return { subject: { type: 'conduit', id: conduit_id }, facts, result: made };
      });
    },
  }),
  route({
    method: 'PUT',
    path: '/api/v1/sites/:site_id/conduits/:conduit_id/draft',
    summary: 'Change the rules of a draft',
    access: proposeLists,
    params: conduitParams,
    body: changedDraft,
    output: draft,
    handle: async ({ params: { site_id, conduit_id }, body, context }) => {
      await readCovered(context, site_id, conduit_id);
      return context.act(context.permit, { site: site_id, kind: 'conduit.draft_changed' }, async (tx) => {
        const made = await changeDraft(tx, context.permit, site_id, conduit_id, body);
        return { subject: { type: 'conduit', id: conduit_id }, facts: { rules: made.rules.length }, result: made };
      });
    },
  }),
  route({
    method: 'POST',
    path: '/api/v1/sites/:site_id/conduits/:conduit_id/draft/answers',
    summary: 'Answer by name for a flow that was not seen',
    access: proposeLists,
    params: conduitParams,
    body: unseenAnswer,
    output: draft,
    handle: async ({ params: { site_id, conduit_id }, body, context }) => {
      await readCovered(context, site_id, conduit_id);
      const { principal, permit, now } = context;
      return context.act(permit, { site: site_id, kind: 'conduit.unseen_answered', reason: body.reason }, async (tx) => {
        const made = await answerUnseen(tx, permit, site_id, conduit_id, body, principal.name, now);
        const told = tellList('unseen', [{ code: made.code, ...made.params }]);
        const facts = { answer: body.answer, ...told.facts };
        return { subject: { type: 'conduit', id: conduit_id }, facts, personal: told.personal, result: made.draft };
      });
    },
  }),
  route({
    method: 'POST',
    path: '/api/v1/sites/:site_id/conduits/:conduit_id/draft/removal',
    summary: 'Drop a draft',
    access: proposeLists,
    params: conduitParams,
    body: draftVersion,
    output: done,
    handle: async ({ params: { site_id, conduit_id }, body, context }) => {
      await readCovered(context, site_id, conduit_id);
      return context.act(context.permit, { site: site_id, kind: 'conduit.draft_dropped' }, async (tx) => {
        await dropDraft(tx, site_id, conduit_id, body.version);
        return { subject: { type: 'conduit', id: conduit_id }, facts: {}, result: { done: true as const } };
      });
    },
  }),
  route({
    method: 'GET',
    path: '/api/v1/sites/:site_id/conduits/:conduit_id/trial',
    summary: 'What a list would have done to the recorded traffic',
    access: seeConduits,
    params: conduitParams,
    query: trialQuery,
    output: trial,
    handle: async ({ params: { site_id, conduit_id }, query, context }) => {
      await readCovered(context, site_id, conduit_id);
      return tryList(context.db, site_id, conduit_id, query);
    },
  }),
  route({
    method: 'POST',
    path: '/api/v1/sites/:site_id/conduits/:conduit_id/comments',
    summary: 'Say something about a list or the draft',
    access: proposeLists,
    params: conduitParams,
    body: newComment,
    output: done,
    handle: async ({ params: { site_id, conduit_id }, body, context }) => {
      await readCovered(context, site_id, conduit_id);
      return context.act(context.permit, { site: site_id, kind: 'conduit.commented' }, async (tx) => {
        await addComment(tx, context.permit, site_id, conduit_id, body);
        const facts = body.list_id === null ? {} : { list_id: body.list_id };
        return { subject: { type: 'conduit', id: conduit_id }, facts, personal: { text: body.text }, result: { done: true as const } };
      });
    },
  }),
  route({
    method: 'POST',
    path: '/api/v1/sites/:site_id/conduits/:conduit_id/allow-lists/:list_id/review',
    summary: 'Look at an emergency change afterwards',
    access: approveLists,
    params: conduitParams.extend({ list_id: id }),
    body: listReview,
    output: done,
    handle: async ({ params: { site_id, conduit_id, list_id }, body, context }) => {
      await readCovered(context, site_id, conduit_id);
      return context.act(context.permit, { site: site_id, kind: 'conduit.list_reviewed' }, async (tx) => {
        const version = await reviewList(tx, context.permit, site_id, conduit_id, list_id, body.review);
        const subject = { type: 'conduit', id: conduit_id, version };
        return { subject, facts: { list_id }, personal: { review: body.review }, result: { done: true as const } };
      });
    },
  }),
];
