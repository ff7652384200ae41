// Routes of how IT and OT work together: the four questions, the way up, and calling along it to see whether it holds.
import { tell } from '@holdfast/notices/store';
import { route } from '@holdfast/platform/route';
import { siteParams } from '@holdfast/platform/shapes';
import { callEscalation, keepDuties, seeAppointments } from './access.ts';
import { asOfQuery } from './schema.ts';
import { callNote, coordination, newAnswer, newSteps, questionParams, testCall, testParams } from './schema.duties.ts';
import { keepAnswer, keepSteps, noteCall, readCoordination, readCoordinationThen, startTest } from './store.coordination.ts';

const S = '/api/v1/sites/:site_id';

export const coordinationRoutes = [
  route({
    method: 'GET',
    path: `${S}/coordination`,
    summary: 'Who decides, prioritises, reports and controls contractors; the way up; the last test call',
    access: seeAppointments,
    params: siteParams,
    query: asOfQuery,
    output: coordination,
    handle: ({ params: { site_id }, query: { as_of }, context }) =>
      as_of === undefined ? readCoordination(context.db, site_id, context.now) : readCoordinationThen(context.db, site_id, new Date(as_of)),
  }),
  route({
    method: 'PUT',
    path: `${S}/coordination/:question`,
    summary: 'Name the one person who answers a question between IT and OT',
    access: keepDuties,
    params: questionParams,
    body: newAnswer,
    output: coordination,
    handle: ({ params: { site_id, question }, body, context }) =>
      context.act(context.permit, { site: site_id, kind: 'coordination.answered' }, async (tx) => {
        await keepAnswer(tx, site_id, question, body, context.permit.actor_id);
        const facts = { question, person_id: body.person_id };
        return { subject: { type: 'site', id: site_id }, facts, result: await readCoordination(tx, site_id, context.now) };
      }),
  }),
  route({
    method: 'PUT',
    path: `${S}/escalation`,
    summary: 'Set the way up: who is called after whom, and after how many minutes',
    access: keepDuties,
    params: siteParams,
    body: newSteps,
    output: coordination,
    handle: ({ params: { site_id }, body, context }) =>
      context.act(context.permit, { site: site_id, kind: 'escalation.set' }, async (tx) => {
        await keepSteps(tx, site_id, body);
        const facts = { steps: body.steps.map((it) => ({ role: it.role, person_id: it.person_id, wait_minutes: it.wait_minutes })) };
        return { subject: { type: 'site', id: site_id }, facts, result: await readCoordination(tx, site_id, context.now) };
      }),
  }),
  route({
    method: 'POST',
    path: `${S}/escalation/tests`,
    summary: 'Begin a test call along the way up',
    access: callEscalation,
    params: siteParams,
    output: testCall,
    handle: ({ params: { site_id }, context }) =>
      context.act(context.permit, { site: site_id, kind: 'escalation.test_begun' }, async (tx) => {
        const test = await startTest(tx, site_id, context.permit.actor_id, context.now);
        const person_ids = test.calls.flatMap((it) => it.person_id ?? []);
        await tell(tx, {
          kind: 'escalation_test',
          site_id,
          opens: 'responsibilities?view=coordination',
          params: { name: test.started_by_name },
          to: { person_ids },
        });
        const calls = test.calls.map(({ position, person_id, wait_minutes }) => ({ position, person_id, wait_minutes }));
        const facts = { steps: calls.length, unfilled: calls.filter((it) => it.person_id === null).length, calls };
        return { subject: { type: 'escalation_test', id: test.id }, facts, result: test };
      }),
  }),
  route({
    method: 'POST',
    path: `${S}/escalation/tests/:test_id/calls`,
    summary: 'Note whether a person of the way up was reached',
    access: callEscalation,
    params: testParams,
    body: callNote,
    output: testCall,
    handle: ({ params: { site_id, test_id }, body, context }) =>
      context.act(context.permit, { site: site_id, kind: 'escalation.called' }, async (tx) => {
        const test = await noteCall(tx, site_id, test_id, { ...body, by: context.permit.actor_id, now: context.now });
        const call = test.calls.find((it) => it.position === body.position);
        const reached = test.calls.filter((it) => it.outcome === 'reached').length;
        const facts = {
          position: body.position,
          outcome: body.outcome,
          person_id: call?.person_id,
          steps: test.calls.length,
          reached,
          is_over: test.ended_at !== null,
        };
        // The last call ends the test: that one is the run of it.
        const over = test.ended_at === null ? {} : { kind: 'escalation.tested' };
        return { ...over, subject: { type: 'escalation_test', id: test_id }, facts, result: test };
      }),
  }),
];
