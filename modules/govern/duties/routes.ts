// Routes of duties: each role's, with who read and was trained; reading one's own, recording a training; acts of the management body.
import { Failure } from '@holdfast/platform/failure';
import { route } from '@holdfast/platform/route';
import { done, siteParams } from '@holdfast/platform/shapes';
import { z } from 'zod';
import { mayOversee, readDuties, recordTrainings, requireOwnVoice, seeActs, seeDuties } from './access.ts';
import { readingDays, requireTraining, versionOf } from './rules.ts';
import { asOfQuery, duties, dutyReading, dutyRole, managementActs, newTraining } from './schema.ts';
import { addTraining, holds, listManagementActs, noteRead, readDutiesOf } from './store.ts';

const dayMs = 24 * 3600 * 1000;
/** The instant an entry's id carries: that of its act. */
const instantOf = (entry_id: string): string => new Date(Number.parseInt(entry_id.replaceAll('-', '').slice(0, 12), 16)).toISOString();

export const routes = [
  route({
    method: 'GET',
    path: '/api/v1/duties',
    summary: 'The duties of each role: who holds it, who read them, who was trained',
    access: seeDuties,
    query: asOfQuery,
    output: duties,
    handle: ({ query, context: { db, principal, now } }) => {
      const as_of = query.as_of === undefined ? null : new Date(query.as_of);
      return readDutiesOf(db, { me_id: principal.person_id, all: mayOversee(principal), now, as_of });
    },
  }),
  route({
    method: 'POST',
    path: '/api/v1/duties/:role/acknowledgement',
    summary: 'Say for oneself that one has read and understood the duties of a role; counts for a year',
    access: readDuties,
    params: z.object({ role: dutyRole }),
    body: dutyReading,
    output: done,
    handle: async ({ params: { role }, body, context }) => {
      requireOwnVoice(context.permit);
      if (body.version !== versionOf(role)) throw new Failure('conflict', 'version_moved_on', { number: versionOf(role) });
      const person_id = context.permit.actor_id;
      await context.act(context.permit, { site: null, kind: 'duty.read' }, async (tx, entry_id) => {
        const read_at = instantOf(entry_id);
        const expires_at = new Date(Date.parse(read_at) + readingDays * dayMs).toISOString();
        await noteRead(tx, { role, person_id, version: body.version, language: body.language, read_at, expires_at });
        const held = await holds(tx, role, person_id, context.now);
        const facts = { role, person_id, ...held, version: body.version, language: body.language, expires_at };
        return { subject: { type: 'person', id: person_id }, facts, result: null };
      });
      return { done: true as const };
    },
  }),
  route({
    method: 'POST',
    path: '/api/v1/duties/trainings',
    summary: 'Record that somebody was trained in the duties of a role',
    access: recordTrainings,
    body: newTraining,
    output: done,
    handle: async ({ body, context }) => {
      requireTraining(body, context.now);
      await context.act(context.permit, { site: null, kind: 'duty.training_recorded' }, async (tx, entry_id) => {
        await addTraining(tx, body, { person_id: context.permit.actor_id, at: instantOf(entry_id) });
        const { role, person_id, hours, held_on, valid_until } = body;
        const held = await holds(tx, role, person_id, context.now);
        const facts = { role, person_id, ...held, hours, held_on, valid_until };
        const personal = { title: body.title, ...(body.provider === null ? {} : { provider: body.provider }) };
        return { subject: { type: 'person', id: person_id }, facts, personal, result: null };
      });
      return { done: true as const };
    },
  }),
  route({
    method: 'GET',
    path: '/api/v1/sites/:site_id/management-acts',
    summary: 'What members of the management body approved and looked at, from the ledger',
    access: seeActs,
    params: siteParams,
    query: asOfQuery,
    output: managementActs,
    handle: ({ params, query, context }) =>
      listManagementActs(context.db, params.site_id, query.as_of === undefined ? context.now : new Date(query.as_of)),
  }),
];
