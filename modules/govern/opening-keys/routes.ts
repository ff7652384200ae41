// Routes of the two keys: who holds which, making and changing one's own, openings and the word of each side.
import { route } from '@holdfast/platform/route';
import { done, id, siteParams } from '@holdfast/platform/shapes';
import { z } from 'zod';
import { holdKey, nameHolders, seeOpeningKeys } from './access.ts';
import {
  admitting,
  consenting,
  making,
  newHolder,
  openingKeys,
  openingPage,
  openingQuery,
  refusing,
  removing,
  rotating,
  secondOf,
} from './schema.ts';
import { admitHolder, makeKey, rotateKey, takeKey } from './store.keys.ts';
import { consent, endOpening, listOpenings } from './store.openings.ts';
import { addHolder, lockKeys, readOpeningKeys, setSecond } from './store.ts';

const keys = '/api/v1/sites/:site_id/opening-keys';
const openings = '/api/v1/sites/:site_id/openings';
const one = siteParams.extend({ key_id: id });
const oneOpening = siteParams.extend({ opening_id: id });
const isDone = { done: true } as const;

export const routes = [
  route({
    method: 'GET',
    path: keys,
    summary: 'Who holds the two keys to sensitive evidence',
    access: seeOpeningKeys,
    params: siteParams,
    output: openingKeys,
    handle: ({ params, context }) => readOpeningKeys(context.db, params.site_id),
  }),
  route({
    method: 'PUT',
    path: `${keys}/second`,
    summary: 'Say whose the second key is: the plant’s or the works council’s',
    access: nameHolders,
    params: siteParams,
    body: secondOf,
    output: done,
    handle: ({ params: { site_id }, body: { held_by }, context }) =>
      context.act(context.permit, { site: site_id, kind: 'opening_key.second_set' }, async (tx) => {
        await setSecond(tx, site_id, held_by);
        return { subject: { type: 'site', id: site_id }, facts: { held_by }, result: isDone };
      }),
  }),
  route({
    method: 'POST',
    path: `${keys}/holders`,
    summary: 'Name somebody who is to hold one of the keys',
    access: nameHolders,
    params: siteParams,
    body: newHolder,
    output: z.object({ id }),
    handle: ({ params: { site_id }, body: { person_id, side }, context }) =>
      context.act(context.permit, { site: site_id, kind: 'opening_key.named' }, async (tx) => {
        await lockKeys(tx, site_id);
        const key_id = await addHolder(tx, site_id, { person_id, side, named_by: context.permit.actor_id });
        return { subject: { type: 'opening_key', id: key_id }, facts: { side, holder_id: person_id }, result: { id: key_id } };
      }),
  }),
  route({
    method: 'POST',
    path: `${keys}/own`,
    summary: 'Make one’s own key under a passphrase',
    access: holdKey,
    params: siteParams,
    body: making,
    output: done,
    handle: ({ params, body, context }) => makeKey(context, params.site_id, body.passphrase).then(() => isDone),
  }),
  route({
    method: 'POST',
    path: `${keys}/own/rotation`,
    summary: 'A new key and passphrase in place of one’s own',
    access: holdKey,
    params: siteParams,
    body: rotating,
    output: done,
    handle: ({ params, body, context }) => rotateKey(context, params.site_id, body).then(() => isDone),
  }),
  route({
    method: 'POST',
    path: `${keys}/holders/:key_id/admission`,
    summary: 'Admit a further holder of one’s own side, with one’s own passphrase',
    access: holdKey,
    params: one,
    body: admitting,
    output: done,
    handle: ({ params, body, context }) => admitHolder(context, params.site_id, params.key_id, body.passphrase).then(() => isDone),
  }),
  route({
    method: 'POST',
    path: `${keys}/holders/:key_id/removal`,
    summary: 'Take a key from its holder',
    access: nameHolders,
    params: one,
    body: removing,
    output: done,
    handle: ({ params, body, context }) => takeKey(context, params.site_id, params.key_id, body.reason).then(() => isDone),
  }),
  route({
    method: 'GET',
    path: openings,
    summary: 'List what was asked to be opened, who agreed, and what became of it',
    access: seeOpeningKeys,
    params: siteParams,
    query: openingQuery,
    output: openingPage,
    handle: ({ params, query, context }) => listOpenings(context.db, params.site_id, query, context.principal.person_id),
  }),
  route({
    method: 'POST',
    path: `${openings}/:opening_id/consent`,
    summary: 'Agree to an opening with one’s own passphrase',
    access: holdKey,
    params: oneOpening,
    body: consenting,
    output: done,
    handle: ({ params, body, context }) => consent(context, params.site_id, params.opening_id, body.passphrase).then(() => isDone),
  }),
  route({
    method: 'POST',
    path: `${openings}/:opening_id/ending`,
    summary: 'Refuse an opening as a holder, or take back one’s own request',
    access: holdKey,
    params: oneOpening,
    body: refusing,
    output: done,
    handle: ({ params, body, context }) => endOpening(context, params.site_id, params.opening_id, body.reason).then(() => isDone),
  }),
];
