// Routes of the owner: how people may sign in, and help for who lost a way in.
import { endSessions, resetPassword } from '@holdfast/platform/accounts';
import { Failure } from '@holdfast/platform/failure';
import { type Context, route } from '@holdfast/platform/route';
import { done, id, page } from '@holdfast/platform/shapes';
import { readAccount, readPolicy, setPolicy } from '@holdfast/platform/sign-in-account';
import { removeFactor } from '@holdfast/platform/sign-in-factor';
import { testLdap } from '@holdfast/platform/sign-in-ldap';
import { endLock, listLocks } from '@holdfast/platform/sign-in-lock';
import { callbackUrl, testOidc } from '@holdfast/platform/sign-in-oidc';
import { removePasskeys } from '@holdfast/platform/sign-in-passkeys';
import {
  addProvider,
  changeProvider,
  listProviders,
  type Provider,
  readProvider,
  readProviderSecret,
  removeProvider,
  setProviderSecret,
} from '@holdfast/platform/sign-in-providers';
import { endFollowed } from '@holdfast/roles/store.follow';
import { z } from 'zod';
import { keepSignIn, seeSignIn } from './access.ts';
import type { AccountNeeds } from './routes.account.ts';
import { account, changedProvider, lock, newProvider, policy, provider, resetCode, testResult, withReason } from './schema.account.ts';
import { listNames, readPerson } from './store.ts';

const onePerson = z.object({ person_id: id });
const oneProvider = z.object({ provider_id: id });
const isDone = { done: true as const };

export const signInRoutes = (needs: AccountNeeds) => [...helpRoutes(needs), ...ruleRoutes(), ...lockRoutes(), ...providerRoutes(needs)];

const helpRoutes = (needs: AccountNeeds) => [
  route({
    method: 'GET',
    path: '/api/v1/people/:person_id/account',
    summary: 'How a person signs in, and where they are signed in',
    access: seeSignIn,
    params: onePerson,
    output: account,
    handle: async ({ params, context }) => {
      const { email } = await readPerson(context.db, params.person_id);
      const state = await readAccount(needs.signIn.parts, params.person_id);
      return { ...state, email, sessions: state.sessions.map((it) => ({ ...it, own: it.id === context.session?.id })) };
    },
  }),
  route({
    method: 'POST',
    path: '/api/v1/people/:person_id/password-reset',
    summary: 'Take a password away and make a one-time code for a new one, shown once',
    access: keepSignIn,
    params: onePerson,
    body: withReason,
    output: resetCode,
    handle: async ({ params: { person_id }, body, context }) => {
      if (person_id === context.principal.person_id) throw new Failure('conflict', 'not_for_oneself');
      let made = { code: '', expires_at: null as string | null };
      await actOnPerson(
        context,
        'account.password_reset',
        person_id,
        body.reason,
        async (tx) => void (made = await resetPassword(tx, person_id)),
      );
      return made;
    },
  }),
  route({
    method: 'POST',
    path: '/api/v1/people/:person_id/second-factor/reset',
    summary: 'Remove a second factor and passkeys a person lost',
    access: keepSignIn,
    params: onePerson,
    body: withReason,
    output: done,
    handle: async ({ params: { person_id }, body, context }) => {
      if (person_id === context.principal.person_id) throw new Failure('conflict', 'not_for_oneself');
      return actOnPerson(context, 'account.second_factor_reset', person_id, body.reason, async (tx) => {
        const passkeys = await removePasskeys(tx, person_id);
        if (!(await removeFactor(tx, person_id)) && passkeys === 0) throw new Failure('conflict', 'second_factor_off');
        await endSessions(tx, person_id);
      });
    },
  }),
  endSessionsRoute(),
];

const endSessionsRoute = () =>
  route({
    method: 'POST',
    path: '/api/v1/people/:person_id/sessions/ending',
    summary: 'End all sessions of a person',
    access: keepSignIn,
    params: onePerson,
    body: withReason,
    output: done,
    handle: ({ params: { person_id }, body, context }) =>
      actOnPerson(context, 'account.sessions_ended', person_id, body.reason, async (tx) => void (await endSessions(tx, person_id))),
  });

type Tx = Parameters<Parameters<Context['act']>[2]>[0];

async function actOnPerson(context: Context, kind: string, person_id: string, reason: string, work: (tx: Tx) => Promise<void>) {
  await readPerson(context.db, person_id);
  return context.act(context.permit, { site: null, kind, reason }, async (tx) => {
    await work(tx);
    return { subject: { type: 'person', id: person_id }, facts: {}, result: isDone };
  });
}

const ruleRoutes = () => [
  route({
    method: 'GET',
    path: '/api/v1/sign-in/policy',
    summary: 'Which roles need a second factor',
    access: seeSignIn,
    output: policy,
    handle: ({ context }) => readPolicy(context.db),
  }),
  route({
    method: 'PUT',
    path: '/api/v1/sign-in/policy',
    summary: 'Say which roles need a second factor',
    access: keepSignIn,
    body: policy,
    output: policy,
    handle: ({ body, context }) =>
      context.act(context.permit, { site: null, kind: 'sign_in.policy_changed' }, async (tx) => {
        await setPolicy(tx, body);
        return { subject: { type: 'sign_in', id: 'policy' }, facts: body, result: body };
      }),
  }),
];

const lockRoutes = () => [
  route({
    method: 'GET',
    path: '/api/v1/sign-in/locks',
    summary: 'Who is locked out, or came close to it',
    access: seeSignIn,
    output: page(lock),
    handle: async ({ context }) => {
      const names = await listNames(context.db);
      const rows = (await listLocks(context.db)).map((it) => ({ ...it, person_name: names.get(it.person_id ?? '') ?? null }));
      return { rows, total: rows.length };
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/v1/sign-in/locks/:lock_id',
    summary: 'End a lock-out early',
    access: keepSignIn,
    params: z.object({ lock_id: id }),
    output: done,
    handle: ({ params, context }) =>
      context.act(context.permit, { site: null, kind: 'sign_in.lock_ended' }, async (tx) => {
        const { kind, failures, person_id } = await endLock(tx, params.lock_id);
        const subject = person_id === null ? { type: 'sign_in', id: params.lock_id } : { type: 'person', id: person_id };
        return { subject, facts: { kind, failures }, result: isDone };
      }),
  }),
];

const toldBy = (needs: AccountNeeds) => (it: Provider) =>
  ({ ...it, callback_url: callbackUrl(needs.signIn.parts.publicUrl, it.id) }) as z.input<typeof provider>;

const providerRoutes = (needs: AccountNeeds) => [
  route({
    method: 'GET',
    path: '/api/v1/sign-in/providers',
    summary: 'Directories people may sign in by',
    access: seeSignIn,
    output: page(provider),
    handle: async ({ context }) => {
      const rows = (await listProviders(context.db)).map(toldBy(needs));
      return { rows, total: rows.length };
    },
  }),
  route({
    method: 'POST',
    path: '/api/v1/sign-in/providers',
    summary: 'Add a directory, not yet in use',
    access: keepSignIn,
    body: newProvider,
    output: provider,
    handle: async ({ body, context }) => {
      const provider_id = await context.act(context.permit, { site: null, kind: 'sign_in.provider_added' }, async (tx) => {
        const added = await addProvider(tx, body);
        if (body.secret !== undefined) await setProviderSecret(tx, needs.signIn.parts.vault, added, body.secret);
        return { subject: { type: 'provider', id: added }, facts: factsOf(body), result: added };
      });
      return toldBy(needs)(await readProvider(context.db, provider_id));
    },
  }),
  ...providerChangeRoutes(needs),
  testRoute(needs),
];

const providerChangeRoutes = (needs: AccountNeeds) => [
  route({
    method: 'PUT',
    path: '/api/v1/sign-in/providers/:provider_id',
    summary: 'Change a directory, put it in use or out of use',
    access: keepSignIn,
    params: oneProvider,
    body: changedProvider,
    output: provider,
    handle: async ({ params: { provider_id }, body, context }) => {
      await context.act(context.permit, { site: null, kind: 'sign_in.provider_changed', reason: body.reason }, async (tx) => {
        if ((await readProvider(tx, provider_id)).kind !== body.kind) throw new Failure('conflict', 'provider_kind_stays');
        await changeProvider(tx, provider_id, body);
        if (body.secret !== undefined) await setProviderSecret(tx, needs.signIn.parts.vault, provider_id, body.secret);
        return { subject: { type: 'provider', id: provider_id }, facts: { ...factsOf(body), enabled: body.enabled }, result: null };
      });
      return toldBy(needs)(await readProvider(context.db, provider_id));
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/v1/sign-in/providers/:provider_id',
    summary: 'Remove a directory; the roles it gave end',
    access: keepSignIn,
    params: oneProvider,
    output: done,
    handle: ({ params: { provider_id }, context }) =>
      context.act(context.permit, { site: null, kind: 'sign_in.provider_removed' }, async (tx) => {
        const { kind } = await readProvider(tx, provider_id);
        const roles_ended = await endFollowed(tx, `directory:${provider_id}`);
        await removeProvider(tx, provider_id);
        return { subject: { type: 'provider', id: provider_id }, facts: { kind, roles_ended }, result: isDone };
      }),
  }),
];

const testRoute = (needs: AccountNeeds) =>
  route({
    method: 'POST',
    path: '/api/v1/sign-in/providers/:provider_id/test',
    summary: 'Try a directory step by step, and say what fails',
    access: keepSignIn,
    params: oneProvider,
    body: z.object({ name: z.string().trim().max(254).optional() }),
    output: testResult,
    handle: async ({ params, body, context }) => {
      const { vault, publicUrl } = needs.signIn.parts;
      const it = await readProvider(context.db, params.provider_id);
      const secret = await readProviderSecret(context.db, vault, it.id);
      const name = body.name === undefined || body.name === '' ? null : body.name;
      const steps = it.kind === 'oidc' ? await testOidc(it, secret, publicUrl) : await testLdap(it, secret, name);
      return { ok: steps.every((step) => step.ok), steps };
    },
  });

/** What the ledger keeps of the settings: nothing secret, no person, no group's name. */
function factsOf({ kind, settings, secret }: z.output<typeof newProvider> | z.output<typeof changedProvider>) {
  const { creates_people, links_by_email, group_roles } = settings;
  const roles = [...new Set(group_roles.map((it) => it.role))];
  return { kind, creates_people, links_by_email, group_roles: group_roles.length, roles, secret_changed: secret !== undefined };
}
