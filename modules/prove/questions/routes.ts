// Routes of questions: the log, asking, answering, asking further, settling.
import { tell } from '@holdfast/notices/store';
import type { Tx } from '@holdfast/platform/act';
import { Failure } from '@holdfast/platform/failure';
import { type Context, route } from '@holdfast/platform/route';
import { id, siteParams } from '@holdfast/platform/shapes';
import { z } from 'zod';
import { answerQuestions, askQuestions, seeQuestions } from './access.ts';
import { newQuestion, type Question, question, questionPage, questionQuery, questionText } from './schema.ts';
import { addQuestion, addRemark, listQuestions, lockOpen, readQuestion, settleQuestion } from './store.ts';

const base = '/api/v1/sites/:site_id/questions';
const one = siteParams.extend({ question_id: id });

/** What people wrote enters the ledger only as a commitment. */
const told = (it: Question, text?: string) => ({
  subject: { type: 'question', id: it.id },
  facts: { number: it.number, state: it.state, about: it.about ?? undefined },
  ...(text === undefined ? {} : { personal: { text } }),
  result: it,
});

async function tellPlant(tx: Tx, site_id: string, it: Question): Promise<void> {
  const params = { number: it.number, name: it.asked_by_name };
  await tell(tx, {
    kind: 'question_asked',
    site_id,
    opens: `questions?open=${it.id}`,
    params,
    to: { sentence: answerQuestions, zone_ids: [] },
  });
}

/** One auditor does not speak for another. */
function requireAsker(context: Context, it: Question): void {
  if (it.asked_by !== context.permit.actor_id) throw new Failure('forbidden', 'only_who_asked');
}

export const routes = [
  route({
    method: 'GET',
    path: base,
    summary: 'List the questions of audits with their answers',
    access: seeQuestions,
    params: siteParams,
    query: questionQuery,
    output: questionPage,
    handle: ({ params, query, context }) => listQuestions(context.db, params.site_id, query),
  }),
  route({
    method: 'GET',
    path: `${base}/:question_id`,
    summary: 'One question with its answers',
    access: seeQuestions,
    params: one,
    output: question,
    handle: ({ params, context }) => readQuestion(context.db, params.site_id, params.question_id),
  }),
  route({
    method: 'POST',
    path: base,
    summary: 'Ask a question, about a record or in general',
    access: askQuestions,
    params: siteParams,
    body: newQuestion,
    output: question,
    handle: ({ params: { site_id }, body, context }) =>
      context.act(context.permit, { site: site_id, kind: 'question.asked' }, async (tx) => {
        const it = await addQuestion(tx, site_id, context.permit.actor_id, body);
        await tellPlant(tx, site_id, it);
        return told(it, body.text);
      }),
  }),
  route({
    method: 'POST',
    path: `${base}/:question_id/answers`,
    summary: 'Answer a question',
    access: answerQuestions,
    params: one,
    body: questionText,
    output: question,
    handle: ({ params: { site_id, question_id }, body, context }) =>
      context.act(context.permit, { site: site_id, kind: 'question.answered' }, async (tx) => {
        await lockOpen(tx, site_id, question_id);
        const it = await addRemark(tx, site_id, question_id, { kind: 'answer', text: body.text, said_by: context.permit.actor_id });
        const to = { person_ids: [it.asked_by] };
        await tell(tx, { kind: 'question_answered', site_id, opens: `questions?open=${it.id}`, params: { number: it.number }, to });
        return told(it, body.text);
      }),
  }),
  route({
    method: 'POST',
    path: `${base}/:question_id/further`,
    summary: 'Ask further: the answer does not content the auditor',
    access: askQuestions,
    params: one,
    body: questionText,
    output: question,
    handle: ({ params: { site_id, question_id }, body, context }) =>
      context.act(context.permit, { site: site_id, kind: 'question.asked_further' }, async (tx) => {
        requireAsker(context, await lockOpen(tx, site_id, question_id));
        const it = await addRemark(tx, site_id, question_id, { kind: 'again', text: body.text, said_by: context.permit.actor_id });
        await tellPlant(tx, site_id, it);
        return told(it, body.text);
      }),
  }),
  route({
    method: 'POST',
    path: `${base}/:question_id/settlement`,
    summary: 'Settle a question: the auditor is content',
    access: askQuestions,
    params: one,
    body: z.object({}),
    output: question,
    handle: ({ params: { site_id, question_id }, context }) =>
      context.act(context.permit, { site: site_id, kind: 'question.settled' }, async (tx) => {
        requireAsker(context, await lockOpen(tx, site_id, question_id));
        return told(await settleQuestion(tx, site_id, question_id, context.permit.actor_id));
      }),
  }),
];
