// Routes of integrations: where entries of the ledger are told to, what arrived and what did not.
import { randomBytes } from 'node:crypto';
import { Failure } from '@holdfast/platform/failure';
import type { Sentence } from '@holdfast/platform/permit';
import { route } from '@holdfast/platform/route';
import { done, id, page } from '@holdfast/platform/shapes';
import type { Vault } from '@holdfast/platform/sign-in-vault';
import { newUuidV7 } from '@holdfast/platform/uuid';
import { z } from 'zod';
import { keepIntegrations, seeIntegrations } from './access.ts';
import { sealedFor } from './jobs.ts';
import { tokenRoutes } from './routes.tokens.ts';
import { changedSubscription, delivery, deliveryQuery, madeSubscription, newSubscription, subscription, why } from './schema.ts';
import {
  addSubscription,
  endSubscription,
  listDeliveries,
  listSubscriptions,
  queueTrial,
  readSubscription,
  requeue,
  rotateSecret,
  setActive,
} from './store.ts';

/** `vault` keeps webhook secrets; `sentences` are those a token may be narrowed to. */
export type IntegrationNeeds = { vault: Vault; sentences: readonly Sentence[] };

const oneParams = z.object({ subscription_id: id });
/** The address is shown and stands in exports, so it holds no password; a receiver knows Holdfast by the signature. */
function refuseCredentials(address: string): void {
  const { username, password } = new URL(address);
  if (username !== '' || password !== '') throw new Failure('unprocessable', 'address_with_password');
}
const newSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`;

export const integrationRoutes = (needs: IntegrationNeeds) => [
  ...tokenRoutes(needs.sentences),
  route({
    method: 'GET',
    path: '/api/v1/subscriptions',
    summary: 'List where entries of the ledger are told to',
    access: seeIntegrations,
    output: page(subscription),
    handle: async ({ context }) => {
      const rows = await listSubscriptions(context.db);
      return { rows, total: rows.length };
    },
  }),
  route({
    method: 'POST',
    path: '/api/v1/subscriptions',
    summary: 'Tell entries of the ledger to a webhook or a syslog receiver; the answer holds the secret, once',
    access: keepIntegrations,
    body: newSubscription,
    output: madeSubscription,
    handle: async ({ body, context }) => {
      refuseCredentials(body.url);
      const subscription_id = newUuidV7(context.now.getTime());
      const secret = body.way === 'webhook' ? newSecret() : null;
      const made = await context.act(context.permit, { site: null, kind: 'subscription.made' }, async (tx) => {
        await addSubscription(tx, subscription_id, body, secret && needs.vault.seal(secret, sealedFor(subscription_id)));
        const { way, format, site_id, kinds, allow_private } = body;
        const facts = { way, format, site_id, kinds, allow_private, host: new URL(body.url).host };
        return { subject: { type: 'subscription', id: subscription_id }, facts, result: { id: subscription_id } };
      });
      if (made.id !== subscription_id) throw new Failure('conflict', 'shown_once');
      return { subscription: await readSubscription(context.db, subscription_id), secret };
    },
  }),
  route({
    method: 'PATCH',
    path: '/api/v1/subscriptions/:subscription_id',
    summary: 'Pause a subscription, or go on with it',
    access: keepIntegrations,
    params: oneParams,
    body: changedSubscription,
    output: subscription,
    handle: async ({ params: { subscription_id }, body, context }) => {
      await readSubscription(context.db, subscription_id);
      const kind = body.active ? 'subscription.resumed' : 'subscription.paused';
      await context.act(context.permit, { site: null, kind, reason: body.reason }, async (tx) => {
        await setActive(tx, subscription_id, body.active);
        return { subject: { type: 'subscription', id: subscription_id }, facts: {}, result: null };
      });
      return readSubscription(context.db, subscription_id);
    },
  }),
  route({
    method: 'POST',
    path: '/api/v1/subscriptions/:subscription_id/secret',
    summary: 'A new secret, shown once; the earlier one signs too for a day',
    access: keepIntegrations,
    params: oneParams,
    output: madeSubscription,
    handle: async ({ params: { subscription_id }, context }) => {
      const secret = newSecret();
      await readSubscription(context.db, subscription_id);
      const nonce = newUuidV7(context.now.getTime());
      const made = await context.act(context.permit, { site: null, kind: 'subscription.secret_renewed' }, async (tx) => {
        await rotateSecret(tx, subscription_id, needs.vault.seal(secret, sealedFor(subscription_id)));
        return { subject: { type: 'subscription', id: subscription_id }, facts: {}, result: { nonce } };
      });
      if (made.nonce !== nonce) throw new Failure('conflict', 'shown_once');
      return { subscription: await readSubscription(context.db, subscription_id), secret };
    },
  }),
  route({
    method: 'POST',
    path: '/api/v1/subscriptions/:subscription_id/trial',
    summary: 'Send a trial to the receiver',
    access: keepIntegrations,
    params: oneParams,
    output: done,
    handle: async ({ params: { subscription_id }, context }) => {
      await readSubscription(context.db, subscription_id);
      return context.act(context.permit, { site: null, kind: 'subscription.tried' }, async (tx) => {
        await queueTrial(tx, subscription_id);
        return { subject: { type: 'subscription', id: subscription_id }, facts: {}, result: { done: true as const } };
      });
    },
  }),
  route({
    method: 'POST',
    path: '/api/v1/subscriptions/:subscription_id/end',
    summary: 'End a subscription',
    access: keepIntegrations,
    params: oneParams,
    body: why,
    output: done,
    handle: async ({ params: { subscription_id }, body, context }) => {
      await readSubscription(context.db, subscription_id);
      return context.act(context.permit, { site: null, kind: 'subscription.ended', reason: body.reason }, async (tx) => {
        await endSubscription(tx, subscription_id);
        return { subject: { type: 'subscription', id: subscription_id }, facts: {}, result: { done: true as const } };
      });
    },
  }),
  route({
    method: 'GET',
    path: '/api/v1/deliveries',
    summary: 'List what was sent, what waits and what did not arrive',
    access: seeIntegrations,
    query: deliveryQuery,
    output: page(delivery),
    handle: ({ query, context }) => listDeliveries(context.db, query),
  }),
  route({
    method: 'POST',
    path: '/api/v1/deliveries/:delivery_id/again',
    summary: 'Send what did not arrive once more',
    access: keepIntegrations,
    params: z.object({ delivery_id: id }),
    output: done,
    handle: ({ params, context }) =>
      context.act(context.permit, { site: null, kind: 'subscription.sent_again' }, async (tx) => {
        const subscription_id = await requeue(tx, params.delivery_id);
        const facts = { delivery_id: params.delivery_id };
        return { subject: { type: 'subscription', id: subscription_id }, facts, result: { done: true as const } };
      }),
  }),
];
