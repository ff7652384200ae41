// Routes of erasure and legal holds.
import { Failure } from '@holdfast/platform/failure';
import { route } from '@holdfast/platform/route';
import { id, siteParams } from '@holdfast/platform/shapes';
import type { z } from 'zod';
import { askErasure, keepHolds, previewErasures, seeErasures } from './access.ts';
import { listHoldsInForce, addHold, liftHold, listHolds } from './store.holds.ts';
import {
  erasure,
  erasureDetail,
  erasurePage,
  erasureQuery,
  type Hold,
  hold,
  holdPage,
  holdQuery,
  lifting,
  newErasure,
  newHold,
  type Of,
  preview,
  previewQuery,
} from './schema.erasure.ts';
import { listErasures, readErasure, readListed } from './store.erasure.ts';
import { askForErasure, previewErasure } from './store.erasing.ts';
import { holdsOn } from './rules.erasure.ts';

const base = '/api/v1/sites/:site_id';
const one = siteParams.extend({ erasure_id: id });
const oneHold = siteParams.extend({ hold_id: id });

function ofQuery({ person_id, entry_id, parts = ['account', 'texts', 'named'] }: z.output<typeof previewQuery>): Of {
  if (person_id !== undefined) return { what: 'person', person_id, parts };
  if (entry_id === undefined) throw new Failure('bad_input', 'person_or_entry');
  return { what: 'entry', entry_id };
}

/** Ids and times only: the reason is people's own words. */
const heldFacts = (it: Hold) => ({
  scope: it.scope,
  held_person: it.person_id ?? undefined,
  item_id: it.item_id ?? undefined,
  from_at: it.from_at ?? undefined,
  until_at: it.until_at ?? undefined,
});

export const routes = [
  route({
    method: 'GET',
    path: `${base}/erasures`,
    summary: 'List the requests to erase personal data, and what became of them',
    access: seeErasures,
    params: siteParams,
    query: erasureQuery,
    output: erasurePage,
    handle: ({ params, query, context }) => listErasures(context.db, params.site_id, query),
  }),
  route({
    method: 'GET',
    path: `${base}/erasures/preview`,
    summary: 'What an erasure would empty, what would stay and why, and which legal holds forbid it',
    access: previewErasures,
    params: siteParams,
    query: previewQuery,
    output: preview,
    handle: ({ params, query, context }) => previewErasure(context, params.site_id, ofQuery(query)),
  }),
  route({
    method: 'POST',
    path: `${base}/erasures`,
    summary: 'Ask for an erasure of just what the preview showed; a second person decides',
    access: askErasure,
    params: siteParams,
    body: newErasure,
    output: erasure,
    handle: ({ params, body, context }) => askForErasure(context, params.site_id, body),
  }),
  route({
    method: 'GET',
    path: `${base}/erasures/:erasure_id`,
    summary: 'One request, with what of its list is not erased yet and what forbids it',
    access: seeErasures,
    params: one,
    output: erasureDetail,
    handle: async ({ params: { site_id, erasure_id }, context }) => {
      const { list, ...it } = await readErasure(context.db, site_id, erasure_id);
      if (it.state !== 'waiting') return { ...it, list: [], holds: [] };
      const left = await readListed(context.db, list);
      const of: Of =
        it.person_id === null ? { what: 'entry', entry_id: it.entry_id! } : { what: 'person', person_id: it.person_id, parts: it.parts };
      const holds = holdsOn(of, left, await listHoldsInForce(context.db));
      return { ...it, list: left.slice(0, 2000).map((each) => ({ ...each, why: 'entry' as const })), holds };
    },
  }),
  route({
    method: 'GET',
    path: `${base}/legal-holds`,
    summary: 'List the legal holds of a site',
    access: seeErasures,
    params: siteParams,
    query: holdQuery,
    output: holdPage,
    handle: ({ params, query, context }) => listHolds(context.db, params.site_id, query),
  }),
  route({
    method: 'POST',
    path: `${base}/legal-holds`,
    summary: 'Set a legal hold: nothing it covers is erased or destroyed until it is lifted',
    access: keepHolds,
    params: siteParams,
    body: newHold,
    output: hold,
    handle: ({ params: { site_id }, body, context }) =>
      context.act(context.permit, { site: site_id, kind: 'legal_hold.set', reason: body.reason }, async (tx) => {
        const it = await addHold(tx, site_id, context.permit.actor_id, body);
        return { subject: { type: 'legal_hold', id: it.id }, facts: heldFacts(it), result: it };
      }),
  }),
  route({
    method: 'POST',
    path: `${base}/legal-holds/:hold_id/lifting`,
    summary: 'Lift a legal hold',
    access: keepHolds,
    params: oneHold,
    body: lifting,
    output: hold,
    handle: ({ params: { site_id, hold_id }, body: { reason }, context }) =>
      context.act(context.permit, { site: site_id, kind: 'legal_hold.lifted', reason }, async (tx) => {
        const it = await liftHold(tx, site_id, hold_id, { person_id: context.permit.actor_id, reason });
        return { subject: { type: 'legal_hold', id: it.id }, facts: heldFacts(it), result: it };
      }),
  }),
];
