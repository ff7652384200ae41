// Routes of scope: legal entities, answers, the signed decision, registration, changes, orders, the timeline, and what the wizard chooses from.
import { changeNoticeDue } from '@holdfast/core-law';
import type { Tx } from '@holdfast/platform/act';
import { Failure } from '@holdfast/platform/failure';
import { type Context, route } from '@holdfast/platform/route';
import { id } from '@holdfast/platform/shapes';
import { newUuidV7 } from '@holdfast/platform/uuid';
import { z } from 'zod';
import { decideLaw, keepScope, seeScope } from './access.ts';
import { orderRoutes } from './routes.orders.ts';
import { detailOf, hatsOf, lastDecision, redecideOf, registrationsOf, rowOf } from './rules.duties.ts';
import type { DecisionAt, EntityAt } from './rules.fold.ts';
import { findClass, lawAsOf, lawLists as listLaw, timelineOn } from './rules.ts';
import {
  answers as answersShape,
  asOfQuery,
  changedEntity,
  checking,
  country,
  entityDetail,
  entityPage,
  finding,
  givenAnswers,
  lawLists,
  newChange,
  newDecision,
  newEntity,
  newRegistration,
  newTelling,
  retirement,
  timelineAnswer,
} from './schema.ts';
import {
  addChange,
  addDecision,
  addEntity,
  changeEntity,
  keepAnswers,
  keepRegistration,
  lockEntity,
  noteCheck,
  readState,
  readStateAt,
  readTexts,
  retireEntity,
  tellChange,
  todayAt,
} from './store.ts';

const base = '/api/v1/legal-entities';
const one = z.object({ entity_id: id });
const made = z.object({ id, version: z.number().int() });
const asOf = (text: string | undefined): Date | null => (text === undefined ? null : new Date(text));
const subjectOf = (it: EntityAt) => ({ type: 'legal_entity', id: it.id, version: it.version });
const answerOf = (it: EntityAt) => ({ id: it.id, version: it.version });

/** What an act says of the entity besides itself: whether its signed class still follows, whether it is registered wherever it must be. */
async function standingOf(tx: Tx, entity: EntityAt, now: Date): Promise<{ contradicts_decision: boolean; is_registered: boolean | null }> {
  const state = await readState(tx);
  const again = redecideOf(entity, lastDecision(state, entity.id), now);
  const registrations = registrationsOf(state, entity, await todayAt(tx, now));
  const is_registered =
    registrations.length === 0 ? null : registrations.every((it) => it.state === 'registered' || it.state === 'not_due');
  return { contradicts_decision: again === 'answers' || again === 'law', is_registered };
}

async function decide(context: Context, entity_id: string, body: z.output<typeof newDecision>): Promise<{ id: string; version: number }> {
  const { act, permit, now } = context;
  return act(permit, { site: null, kind: 'legal_entity.scope_decided', reason: body.reason }, async (tx) => {
    const entity = await lockEntity(tx, entity_id, body.version);
    const found = findClass(entity.country, entity.answers);
    if (found.outcome === null || found.deciding_rule === null)
      throw new Failure('unprocessable', 'scope_open', { count: found.open_questions.filter((it) => it.blocks).length });
    const made: DecisionAt = {
      id: newUuidV7(),
      entity_id,
      decided_at: now.toISOString(),
      decided_by: permit.actor_id,
      outcome: found.outcome,
      deciding_rule: found.deciding_rule.id,
      country: entity.country,
      in_scope_from: body.in_scope_from,
      law_as_of: lawAsOf,
      answers: entity.answers,
    };
    await addDecision(tx, made, body.reason);
    const { is_registered } = await standingOf(tx, entity, now);
    const is_in_scope = found.outcome !== 'out' || found.registration_only;
    return {
      subject: subjectOf(entity),
      facts: { decision: made, is_in_scope, is_registered },
      result: { id: made.id, version: entity.version },
    };
  });
}

export const routes = [
  route({
    method: 'GET',
    path: base,
    summary: 'Legal entities: which class, registered where, what is due',
    access: seeScope,
    query: asOfQuery,
    output: entityPage,
    handle: async ({ query, context: { db, now } }) => {
      const at = asOf(query.as_of);
      const state = await readStateAt(db, at);
      const today = await todayAt(db, at ?? now);
      return { rows: state.entities.map((it) => rowOf(state, it, at ?? now, today)) };
    },
  }),
  route({
    method: 'POST',
    path: base,
    summary: 'Add a legal entity',
    access: keepScope,
    body: newEntity,
    output: made,
    handle: ({ body, context }) =>
      context.act(context.permit, { site: null, kind: 'legal_entity.added' }, async (tx) => {
        const entity = await addEntity(tx, body, answersShape.parse({}), context.now);
        return { subject: subjectOf(entity), facts: { entity }, result: answerOf(entity) };
      }),
  }),
  route({
    method: 'GET',
    path: `${base}/:entity_id`,
    summary: 'One legal entity: answers, class, former decisions, duties with their days',
    access: seeScope,
    params: one,
    query: asOfQuery,
    output: entityDetail,
    handle: async ({ params, query, context: { db, now } }) => {
      const at = asOf(query.as_of);
      const state = await readStateAt(db, at);
      const entity = state.entities.find((it) => it.id === params.entity_id);
      if (entity === undefined) throw new Failure('not_found', 'legal_entity_not_found');
      return detailOf(state, entity, await readTexts(db), at ?? now, await todayAt(db, at ?? now));
    },
  }),
  route({
    method: 'PATCH',
    path: `${base}/:entity_id`,
    summary: 'Change name, country, establishments, turnover, and whether it makes products or machines',
    access: keepScope,
    params: one,
    body: changedEntity,
    output: made,
    handle: ({ params, body, context }) =>
      context.act(context.permit, { site: null, kind: 'legal_entity.changed' }, async (tx) => {
        await lockEntity(tx, params.entity_id, body.version);
        const entity = await changeEntity(tx, params.entity_id, body);
        return { subject: subjectOf(entity), facts: { entity, ...(await standingOf(tx, entity, context.now)) }, result: answerOf(entity) };
      }),
  }),
  route({
    method: 'PUT',
    path: `${base}/:entity_id/answers`,
    summary: 'Answer the questions of scope; what follows comes back',
    access: keepScope,
    params: one,
    body: givenAnswers,
    output: made.extend({ now: finding }),
    handle: ({ params, body, context }) =>
      context.act(context.permit, { site: null, kind: 'legal_entity.answered' }, async (tx) => {
        await lockEntity(tx, params.entity_id, body.version);
        const entity = await keepAnswers(tx, params.entity_id, body.answers);
        const { contradicts_decision } = await standingOf(tx, entity, context.now);
        const result = { ...answerOf(entity), now: findClass(entity.country, entity.answers) };
        return { subject: subjectOf(entity), facts: { entity, contradicts_decision }, result };
      }),
  }),
  route({
    method: 'POST',
    path: `${base}/:entity_id/decisions`,
    summary: 'Sign which class the law gives; former decisions stay',
    access: decideLaw,
    params: one,
    body: newDecision,
    output: made,
    handle: ({ params, body, context }) => decide(context, params.entity_id, body),
  }),
  route({
    method: 'PUT',
    path: `${base}/:entity_id/registrations/:country`,
    summary: 'Say that it is registered with a country’s authority',
    access: keepScope,
    params: one.extend({ country }),
    body: newRegistration,
    output: made,
    handle: ({ params, body, context }) =>
      context.act(context.permit, { site: null, kind: 'legal_entity.registered' }, async (tx) => {
        const entity = await lockEntity(tx, params.entity_id);
        const registration = await keepRegistration(tx, entity.id, params.country, body);
        const { is_registered } = await standingOf(tx, entity, context.now);
        return { subject: subjectOf(entity), facts: { registration, is_registered }, result: answerOf(entity) };
      }),
  }),
  route({
    method: 'POST',
    path: `${base}/:entity_id/registration-check`,
    summary: 'Say that the data at the authorities were looked at and are right',
    access: keepScope,
    params: one,
    body: checking,
    output: made,
    handle: ({ params, body, context }) =>
      context.act(context.permit, { site: null, kind: 'legal_entity.registration_checked', reason: body.reason }, async (tx) => {
        const before = await lockEntity(tx, params.entity_id);
        const { is_registered } = await standingOf(tx, before, context.now);
        if (is_registered !== true) throw new Failure('conflict', 'not_registered');
        const entity = await noteCheck(tx, before.id, context.now);
        return { subject: subjectOf(entity), facts: { entity, is_registered }, result: answerOf(entity) };
      }),
  }),
  route({
    method: 'POST',
    path: `${base}/:entity_id/changes`,
    summary: 'Note a change of registered data; the day of its notice follows',
    access: keepScope,
    params: one,
    body: newChange,
    output: z.object({ id, due_on: z.iso.date().nullable() }),
    handle: ({ params, body, context }) =>
      context.act(context.permit, { site: null, kind: 'legal_entity.change_noted' }, async (tx) => {
        const entity = await lockEntity(tx, params.entity_id);
        const change = await addChange(tx, entity.id, body, changeNoticeDue(body.country, body.changed_on).due_on);
        return { subject: subjectOf(entity), facts: { change }, result: { id: change.id, due_on: change.due_on } };
      }),
  }),
  route({
    method: 'POST',
    path: `${base}/:entity_id/changes/:change_id/notice`,
    summary: 'Say that the authority was told of a change',
    access: keepScope,
    params: one.extend({ change_id: id }),
    body: newTelling,
    output: z.object({ id, in_time: z.boolean() }),
    handle: ({ params, body, context }) =>
      context.act(context.permit, { site: null, kind: 'legal_entity.change_told' }, async (tx) => {
        const entity = await lockEntity(tx, params.entity_id);
        const change = await tellChange(tx, entity.id, params.change_id, body);
        const in_time = change.due_on === null || body.told_on <= change.due_on;
        return { subject: subjectOf(entity), facts: { change, in_time }, result: { id: change.id, in_time } };
      }),
  }),
  route({
    method: 'POST',
    path: `${base}/:entity_id/retirement`,
    summary: 'A legal entity is no more; what was decided stays',
    access: keepScope,
    params: one,
    body: retirement,
    output: made,
    handle: ({ params, body, context }) =>
      context.act(context.permit, { site: null, kind: 'legal_entity.retired', reason: body.reason }, async (tx) => {
        await lockEntity(tx, params.entity_id);
        const entity = await retireEntity(tx, params.entity_id);
        return { subject: subjectOf(entity), facts: { entity }, result: answerOf(entity) };
      }),
  }),
  route({
    method: 'GET',
    path: '/api/v1/law/lists',
    summary: 'What scope chooses from: kinds of entities, countries',
    access: seeScope,
    output: lawLists,
    handle: async () => listLaw(),
  }),
  route({
    method: 'GET',
    path: '/api/v1/law/timeline',
    summary: 'Days in the law, past and coming, and what they change for this organisation',
    access: seeScope,
    query: asOfQuery,
    output: timelineAnswer,
    handle: async ({ query, context: { db, now } }) => {
      const at = asOf(query.as_of);
      const today = await todayAt(db, at ?? now);
      return { rows: timelineOn(today, hatsOf(await readStateAt(db, at))), today };
    },
  }),
  ...orderRoutes,
];
