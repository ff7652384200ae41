// Routes of API tokens: made in one's own name, shown once.
import { Failure } from '@holdfast/platform/failure';
import { isAllowed, type Sentence } from '@holdfast/platform/permit';
import { route } from '@holdfast/platform/route';
import { done, id, page } from '@holdfast/platform/shapes';
import { hashToken, newToken as makeSecret } from '@holdfast/platform/sign-in-vault';
import { newUuidV7 } from '@holdfast/platform/uuid';
import { z } from 'zod';
import { keepIntegrations, keepTokens, seeTokens } from './access.ts';
import { madeToken, newToken, token, why } from './schema.ts';
import { addToken, endToken, listTokens, readToken } from './store.tokens.ts';

const longestMs = 366 * 24 * 3600 * 1000;

function requireExpiry(expires_at: string, now: Date): void {
  const left = Date.parse(expires_at) - now.getTime();
  if (left <= 0 || left > longestMs) throw new Failure('unprocessable', 'token_expiry_within_a_year');
}

function requireKnown(wanted: readonly string[] | null, sentences: readonly Sentence[]): void {
  const strange = wanted?.find((it) => !sentences.some((known) => known.id === it));
  if (strange !== undefined) throw new Failure('unprocessable', 'sentence_unknown', { sentence: strange });
}

export const tokenRoutes = (sentences: readonly Sentence[]) => [
  route({
    method: 'GET',
    path: '/api/v1/tokens',
    summary: 'List one’s own API tokens; the owner lists all',
    access: seeTokens,
    output: page(token),
    handle: async ({ context: { db, principal } }) => {
      const rows = await listTokens(db, isAllowed(principal, keepIntegrations, null) ? null : principal.person_id);
      return { rows, total: rows.length };
    },
  }),
  route({
    method: 'POST',
    path: '/api/v1/tokens',
    summary: 'Make an API token; the answer holds its secret, once',
    access: keepTokens,
    body: newToken,
    output: madeToken,
    handle: async ({ body, context }) => {
      requireExpiry(body.expires_at, context.now);
      requireKnown(body.sentences, sentences);
      const secret = `hf_${makeSecret().token}`;
      const token_id = newUuidV7(context.now.getTime());
      const { site_id, read_only, sentences: only, expires_at } = body;
      const made = await context.act(context.permit, { site: null, kind: 'token.made' }, async (tx) => {
        const kept = { id: token_id, person_id: context.permit.actor_id, hash: hashToken(secret), ends_with: secret.slice(-4) };
        await addToken(tx, { ...body, ...kept });
        const facts = { site_id, read_only, sentences: only, expires_at };
        return { subject: { type: 'token', id: token_id }, facts, personal: { name: body.name }, result: { id: token_id } };
      });
      if (made.id !== token_id) throw new Failure('conflict', 'shown_once');
      return { token: await readToken(context.db, token_id), secret };
    },
  }),
  route({
    method: 'POST',
    path: '/api/v1/tokens/:token_id/end',
    summary: 'End an API token at once',
    access: keepTokens,
    params: z.object({ token_id: id }),
    body: why,
    output: done,
    handle: async ({ params, body, context }) => {
      const found = await readToken(context.db, params.token_id);
      const isMine = found.person_id === context.principal.person_id;
      if (!isMine && !isAllowed(context.principal, keepIntegrations, null))
        throw new Failure('forbidden', 'not_allowed', { sentence: keepTokens.id });
      return context.act(context.permit, { site: null, kind: 'token.ended', reason: body.reason }, async (tx) => {
        await endToken(tx, found.id);
        return { subject: { type: 'token', id: found.id }, facts: { owner_id: found.person_id }, result: { done: true as const } };
      });
    },
  }),
];
