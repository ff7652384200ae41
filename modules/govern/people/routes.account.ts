// Routes of one's own account: password, second factor, passkeys, sessions. Signed in in person; each change is an act.
import { emailOf, findCredential, isPassword, setPassword } from '@holdfast/platform/accounts';
import type { Tx } from '@holdfast/platform/act';
import { Failure } from '@holdfast/platform/failure';
import { type Context, route } from '@holdfast/platform/route';
import { done, id } from '@holdfast/platform/shapes';
import type { SignIn } from '@holdfast/platform/sign-in';
import { readAccount, requireSelf } from '@holdfast/platform/sign-in-account';
import {
  beginEnrolment,
  confirmEnrolment,
  removeFactor,
  renewRecoveryCodes,
  requireEnrolmentCode,
} from '@holdfast/platform/sign-in-factor';
import { addPasskey, askRegistration, readRegistration, removePasskey } from '@holdfast/platform/sign-in-passkeys';
import { endOtherSessions, endSession } from '@holdfast/platform/sign-in-sessions';
import { z } from 'zod';
import { permitOwnAccount } from './access.ts';
import {
  account,
  code,
  enrolment,
  passkeyAnswer,
  passkeyName,
  passkeyQuestion,
  passwordChange,
  proof,
  recoveryCodes,
} from './schema.account.ts';

export type AccountNeeds = { signIn: SignIn };

const isDone = { done: true as const };

/** One act of a person on their own account. What is secret is handed out beside the act, never kept as its result. */
function actOnOwn(context: Context, kind: string, work: (tx: Tx) => Promise<Record<string, unknown>>): Promise<typeof isDone> {
  const subject = { type: 'person', id: context.principal.person_id };
  return context.act(permitOwnAccount(context.principal), { site: null, kind }, async (tx) => ({
    subject,
    facts: await work(tx),
    result: isDone,
  }));
}

/** The session asked with. Throws Failure('forbidden', 'in_person_only') for tokens and terminals. */
function ownSession({ session }: Context) {
  if (session === null || session.kind === 'terminal') throw new Failure('forbidden', 'in_person_only');
  return session;
}

async function proveSelf(needs: AccountNeeds, context: Context, given: z.infer<typeof proof>): Promise<void> {
  const { started_at } = ownSession(context);
  await requireSelf(needs.signIn.parts, { person_id: context.principal.person_id, started_at, proof: given });
}

export const accountRoutes = (needs: AccountNeeds) => [
  route({
    method: 'GET',
    path: '/api/v1/me/account',
    summary: 'How the signed-in person signs in',
    access: 'signed_in',
    output: account,
    handle: async ({ context }) => {
      const { person_id } = context.principal;
      const { id: own_id } = ownSession(context);
      const state = await readAccount(needs.signIn.parts, person_id);
      const sessions = state.sessions.map((it) => ({ ...it, own: it.id === own_id }));
      return { ...state, sessions, email: (await emailOf(context.db, person_id)) ?? '' };
    },
  }),
  route({
    method: 'POST',
    path: '/api/v1/me/password',
    summary: 'Change own password; the other sessions end',
    access: 'signed_in',
    body: passwordChange,
    output: done,
    handle: async ({ body, context }) => {
      const { person_id, name } = context.principal;
      await proveSelf(needs, context, { password: body.current_password });
      const credential = await findCredential(context.db, { person_id });
      if (credential === null) throw new Failure('conflict', 'no_password');
      if (await isPassword(credential, body.new_password)) throw new Failure('unprocessable', 'password_same');
      return actOnOwn(context, 'account.password_changed', async (tx) => {
        await setPassword(tx, { person_id, name, password: body.new_password }, ownSession(context).id);
        return {};
      });
    },
  }),
  ...factorRoutes(needs),
  ...factorChangeRoutes(needs),
  ...passkeyRoutes(needs),
  ...sessionRoutes(),
];

const factorRoutes = (needs: AccountNeeds) => [
  route({
    method: 'POST',
    path: '/api/v1/me/second-factor',
    summary: 'Make a key for an authenticator app; it counts once a code of it is confirmed',
    access: 'signed_in',
    body: proof,
    output: enrolment,
    handle: async ({ body, context }) => {
      await proveSelf(needs, context, body);
      return beginEnrolment(needs.signIn.parts, context.principal.person_id, context.principal.name);
    },
  }),
  route({
    method: 'POST',
    path: '/api/v1/me/second-factor/confirmation',
    summary: 'Turn the second factor on with its first code; shows the recovery codes once',
    access: 'signed_in',
    body: z.object({ code }),
    output: recoveryCodes,
    handle: async ({ body, context }) => {
      const { person_id } = context.principal;
      ownSession(context);
      const counter = await requireEnrolmentCode(needs.signIn.parts, person_id, body.code);
      let recovery_codes: string[] = [];
      await actOnOwn(context, 'account.second_factor_on', async (tx) => {
        recovery_codes = await confirmEnrolment(tx, person_id, counter);
        return { after: 'own_wish' };
      });
      return { recovery_codes };
    },
  }),
];

const factorChangeRoutes = (needs: AccountNeeds) => [
  route({
    method: 'POST',
    path: '/api/v1/me/second-factor/recovery-codes',
    summary: 'New recovery codes; the earlier ones are void',
    access: 'signed_in',
    body: proof,
    output: recoveryCodes,
    handle: async ({ body, context }) => {
      await proveSelf(needs, context, body);
      const { factor } = await readAccount(needs.signIn.parts, context.principal.person_id);
      if (!factor.on) throw new Failure('conflict', 'second_factor_off');
      let recovery_codes: string[] = [];
      await actOnOwn(context, 'account.recovery_codes_renewed', async (tx) => {
        recovery_codes = await renewRecoveryCodes(tx, context.principal.person_id);
        return {};
      });
      return { recovery_codes };
    },
  }),
  route({
    method: 'POST',
    path: '/api/v1/me/second-factor/removal',
    summary: 'Turn the own second factor off',
    access: 'signed_in',
    body: proof,
    output: done,
    handle: async ({ body, context }) => {
      await proveSelf(needs, context, body);
      const { factor } = await readAccount(needs.signIn.parts, context.principal.person_id);
      if (!factor.on) throw new Failure('conflict', 'second_factor_off');
      if (factor.required) throw new Failure('conflict', 'second_factor_required');
      return actOnOwn(context, 'account.second_factor_off', async (tx) => {
        await removeFactor(tx, context.principal.person_id);
        return {};
      });
    },
  }),
];

const passkeyRoutes = (needs: AccountNeeds) => [
  route({
    method: 'POST',
    path: '/api/v1/me/passkeys/question',
    summary: 'What the browser needs to make a passkey',
    access: 'signed_in',
    body: proof,
    output: passkeyQuestion,
    handle: async ({ body, context }) => {
      await proveSelf(needs, context, body);
      const { person_id, name } = context.principal;
      const email = (await emailOf(context.db, person_id)) ?? name;
      const { options, token } = await askRegistration(needs.signIn.parts, { id: person_id, name, email });
      return { options: { ...options }, token };
    },
  }),
  route({
    method: 'POST',
    path: '/api/v1/me/passkeys',
    summary: 'Keep a passkey the browser made',
    access: 'signed_in',
    body: z.object({ name: passkeyName, token: z.string().max(200), response: passkeyAnswer }),
    output: done,
    handle: async ({ body, context }) => {
      const { person_id } = context.principal;
      ownSession(context);
      const made = await readRegistration(needs.signIn.parts, { person_id, token: body.token, response: body.response });
      return actOnOwn(context, 'account.passkey_added', async (tx) => ({ passkey_id: await addPasskey(tx, person_id, body.name, made) }));
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/v1/me/passkeys/:passkey_id',
    summary: 'Remove an own passkey',
    access: 'signed_in',
    params: z.object({ passkey_id: id }),
    output: done,
    handle: ({ params, context }) =>
      actOnOwn(context, 'account.passkey_removed', async (tx) => {
        await removePasskey(tx, context.principal.person_id, params.passkey_id);
        return { passkey_id: params.passkey_id };
      }),
  }),
];

const sessionRoutes = () => [
  route({
    method: 'DELETE',
    path: '/api/v1/me/sessions/:session_id',
    summary: 'End one of the own sessions',
    access: 'signed_in',
    params: z.object({ session_id: z.string().max(100) }),
    output: done,
    handle: ({ params, context }) =>
      actOnOwn(context, 'account.sessions_ended', async (tx) => {
        await endSession(tx, context.principal.person_id, params.session_id);
        return { sessions: 1 };
      }),
  }),
  route({
    method: 'POST',
    path: '/api/v1/me/sessions/ending',
    summary: 'End all own sessions but this one',
    access: 'signed_in',
    output: done,
    handle: ({ context }) =>
      actOnOwn(context, 'account.sessions_ended', async (tx) => ({
        sessions: await endOtherSessions(tx, context.principal.person_id, ownSession(context).id),
      })),
  }),
];
