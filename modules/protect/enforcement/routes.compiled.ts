// Routes of compiled lists: whether a conduit is held, and approved lists as text for firewalls.
import { Readable } from 'node:stream';
import { Failure } from '@holdfast/platform/failure';
import { fileAnswer, route } from '@holdfast/platform/route';
import { id, siteParams } from '@holdfast/platform/shapes';
import { z } from 'zod';
import { seeEnforcers } from './access.ts';
import { compiledFor, textOf } from './compiled.ts';
import { type CompiledRules, compiledRules, conduitHold, target } from './schema.ts';
import { readRow } from './store.ts';
import { readHolds } from './store.standing.ts';

const S = '/api/v1/sites/:site_id';
const oneParams = siteParams.extend({ enforcer_id: id });
const conduitParams = siteParams.extend({ conduit_id: id });
const targetQuery = z.object({ target, language: z.enum(['en', 'de']).default('en') });
/** `table`: as CSV, where there is one (the order sheet); else the text. */
const fileQuery = targetQuery.extend({ as: z.enum(['text', 'table']).default('text') });

function fileOf(compiled: CompiledRules, as: 'text' | 'table') {
  if (as === 'text') return { ...textOf(compiled), body: Readable.from([compiled.text]) };
  if (compiled.csv === null) throw new Failure('unprocessable', 'no_table_of_target');
  return { name: 'holdfast-order-sheet.csv', type: 'text/csv; charset=utf-8', body: Readable.from([compiled.csv]) };
}

export const compiledRoutes = [
  route({
    method: 'GET',
    path: `${S}/conduits/:conduit_id/hold`,
    summary: 'Whether anything holds a conduit to its approved list, and what is missing',
    access: seeEnforcers,
    params: conduitParams,
    output: conduitHold,
    handle: async ({ params, context }) => {
      const hold = (await readHolds(context.db, params.site_id, context.now)).get(params.conduit_id);
      if (hold === undefined) throw new Failure('not_found', 'conduit_not_found');
      return hold;
    },
  }),
  route({
    method: 'GET',
    path: `${S}/enforcers/:enforcer_id/compiled`,
    summary: 'The approved lists of an enforcer as text for a firewall, with what becomes of each rule there',
    access: seeEnforcers,
    params: oneParams,
    query: targetQuery,
    output: compiledRules,
    handle: async ({ params, query, context }) => {
      await readRow(context.db, params.site_id, params.enforcer_id);
      return compiledFor(context.db, params.site_id, { enforcer_id: params.enforcer_id }, query, context.now);
    },
  }),
  route({
    method: 'GET',
    path: `${S}/conduits/:conduit_id/compiled`,
    summary: 'The approved list of a conduit as text for a firewall, with what becomes of each rule there',
    access: seeEnforcers,
    params: conduitParams,
    query: targetQuery,
    output: compiledRules,
    handle: ({ params, query, context }) => compiledFor(context.db, params.site_id, { conduit_id: params.conduit_id }, query, context.now),
  }),
  route({
    method: 'GET',
    path: `${S}/conduits/:conduit_id/compiled/file`,
    summary: 'The same as a file',
    access: seeEnforcers,
    params: conduitParams,
    query: fileQuery,
    sends: true,
    output: fileAnswer,
    handle: async ({ params, query, context }) => {
      const compiled = await compiledFor(context.db, params.site_id, { conduit_id: params.conduit_id }, query, context.now);
      return fileOf(compiled, query.as);
    },
  }),
  route({
    method: 'GET',
    path: `${S}/enforcers/:enforcer_id/compiled/file`,
    summary: 'The same as a file',
    access: seeEnforcers,
    params: oneParams,
    query: fileQuery,
    sends: true,
    output: fileAnswer,
    handle: async ({ params, query, context }) => {
      await readRow(context.db, params.site_id, params.enforcer_id);
      const compiled = await compiledFor(context.db, params.site_id, { enforcer_id: params.enforcer_id }, query, context.now);
      return fileOf(compiled, query.as);
    },
  }),
];
