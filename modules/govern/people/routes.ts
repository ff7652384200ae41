// Routes of people: who is signed in, accounts, and the first set-up.
import { Failure } from '@holdfast/platform/failure';
import type { Sentence } from '@holdfast/platform/permit';
import type { Tx } from '@holdfast/platform/act';
import { type Context, route } from '@holdfast/platform/route';
import { done, id, page } from '@holdfast/platform/shapes';
import type { SignIn } from '@holdfast/platform/sign-in';
import { hasBegun } from '@holdfast/roles/rules';
import { addGrant } from '@holdfast/roles/store';
import { z } from 'zod';
import { changeOwnSettings, keepPeople, permitSetUp, seePeople, seesEmail, whatMay } from './access.ts';
import { accountRoutes } from './routes.account.ts';
import { signInRoutes } from './routes.ways.ts';
import { changedPerson, changedSettings, type Me, me, newPerson, person, setup, setupState } from './schema.ts';
import {
  addOrganisation,
  addPerson,
  changePerson,
  changeSettings,
  listPeople,
  noteVisit,
  previousVisit,
  readOrganisation,
  readPerson,
  readTimes,
} from './store.ts';

/** What these routes need of sign-in and of sites, handed in by the server. */
export type PeopleNeeds = {
  createAccount(tx: Tx, account: { person_id: string; name: string; email: string; password: string; by_other?: boolean }): Promise<void>;
  signIn: SignIn;
  endSessions(person_id: string): Promise<void>;
  /** Counts a try of the one-time code, before the act; throws forbidden when it is wrong or no longer open. */
  trySetupCode(code: string): Promise<void>;
  /** Uses the code up inside the act; throws forbidden when another was first. */
  spendSetupCode(tx: Tx, code: string): Promise<void>;
  listSites(context: Context): Promise<{ id: string; name: string; time_zone: string }[]>;
  addFirstSite(context: Pick<Context, 'act'>, actor: Context['permit'], it: { name: string; time_zone: string }): Promise<void>;
  /** The shared terminal a request came by, or null. */
  terminalHere(context: Context): Promise<Me['terminal']>;
  /** Every sentence of the product, to tell the UI what a person may do. */
  sentences: readonly Sentence[];
};

/** The person; at a shared terminal where nobody is named, the terminal itself. */
async function whoIs({ db, principal, now }: Context, terminal: Me['terminal']) {
  if (terminal === null || principal.person_id !== terminal.id) return readPerson(db, principal.person_id);
  const { id: terminal_id, name } = terminal;
  return { id: terminal_id, name, email: null, language: 'en' as const, active: true, created_at: now.toISOString(), grants: [] };
}

export const peopleRoutes = (needs: PeopleNeeds) => [
  route({
    method: 'GET',
    path: '/api/v1/me',
    summary: 'The signed-in person',
    access: 'signed_in',
    output: me,
    handle: async ({ context }) => {
      const terminal = await needs.terminalHere(context);
      const { grants, ...who } = await whoIs(context, terminal);
      const sites = (await needs.listSites(context)).filter((site) =>
        context.principal.grants.some((grant) => grant.scope === 'organisation' || grant.site_id === site.id),
      );
      const organisation = await readOrganisation(context.db);
      return {
        person: who,
        times: await readTimes(context.db, who.id),
        grants: grants.filter((it) => hasBegun(it, context.now)),
        sites,
        may: Object.fromEntries(
          [['organisation', null] as const, ...sites.map((site) => [site.id, site.id] as const)].map(([key, site_id]) => [
            key,
            whatMay(context.principal, site_id, needs.sentences),
          ]),
        ),
        previous_visit_at: await previousVisit(context.db, who.id),
        demo: organisation?.demo ?? false,
        terminal,
      };
    },
  }),
  route({
    method: 'POST',
    path: '/api/v1/me/visit',
    summary: 'Note that the person is here',
    access: 'signed_in',
    output: done,
    handle: async ({ context }) => {
      await noteVisit(context.db, context.principal.person_id);
      return { done: true as const };
    },
  }),
  route({
    method: 'PATCH',
    path: '/api/v1/me',
    summary: 'Change own settings',
    access: changeOwnSettings,
    body: changedSettings,
    output: done,
    handle: ({ body, context }) =>
      context.act(context.permit, { site: null, kind: 'person.settings_changed' }, async (tx) => {
        await changeSettings(tx, context.principal.person_id, body);
        return {
          subject: { type: 'person', id: context.principal.person_id },
          facts: body,
          result: { done: true as const },
        };
      }),
  }),
  route({
    method: 'GET',
    path: '/api/v1/people',
    summary: 'List people and their roles',
    access: seePeople,
    output: page(person),
    handle: async ({ context }) => {
      const all = await listPeople(context.db);
      const rows = all.map((it) => ({ ...it, email: seesEmail(context.principal, it.id) ? it.email : null }));
      return { rows, total: rows.length };
    },
  }),
  route({
    method: 'POST',
    path: '/api/v1/people',
    summary: 'Make an account',
    access: keepPeople,
    body: newPerson,
    output: person,
    handle: ({ body, context }) =>
      context.act(context.permit, { site: null, kind: 'person.added' }, async (tx) => {
        const added = await addPerson(tx, body);
        await needs.createAccount(tx, { ...body, person_id: added.id, by_other: true });
        return {
          subject: { type: 'person', id: added.id },
          facts: { language: added.language },
          personal: { name: added.name, email: added.email },
          result: added,
        };
      }),
  }),
  route({
    method: 'PATCH',
    path: '/api/v1/people/:person_id',
    summary: 'Change or close an account',
    access: keepPeople,
    params: z.object({ person_id: id }),
    body: changedPerson,
    output: person,
    handle: async ({ params, body, context }) => {
      const changed = await context.act(
        context.permit,
        { site: null, kind: body.active === false ? 'person.closed' : 'person.changed' },
        async (tx) => {
          const after = await changePerson(tx, params.person_id, body);
          return {
            subject: { type: 'person', id: after.id },
            facts: { active: after.active, language: after.language },
            personal: { name: after.name },
            result: after,
          };
        },
      );
      if (!changed.active) await needs.endSessions(changed.id);
      return changed;
    },
  }),
  ...accountRoutes(needs),
  ...signInRoutes(needs),
  ...setupRoutes(needs),
];

const setupRoutes = (needs: PeopleNeeds) => [
  route({
    method: 'GET',
    path: '/api/v1/setup',
    summary: 'Whether Holdfast waits for its owner',
    access: 'public',
    output: setupState,
    handle: async ({ context }) => ({ needed: (await readOrganisation(context.db)) === null }),
  }),
  route({
    method: 'POST',
    path: '/api/v1/setup',
    summary: 'Make the owner account with the one-time code',
    access: 'public',
    body: setup,
    output: done,
    handle: async ({ body, context }) => {
      if ((await readOrganisation(context.db)) !== null) throw new Failure('conflict', 'already_set_up');
      await makeOwner(needs, context, body, { demo: false, code: body.code });
      return { done: true as const };
    },
  }),
];

/** Makes the organisation, its owner and the first site. The set-up route and the demo both come through here. */
export async function makeOwner(
  needs: PeopleNeeds,
  context: Pick<Context, 'act'>,
  it: Omit<z.output<typeof setup>, 'code'>,
  how: { demo: boolean; code: string | null },
): Promise<string> {
  const permit = permitSetUp();
  if (how.code !== null) await needs.trySetupCode(how.code);
  const owner_id = await context.act(permit, { site: null, kind: 'holdfast.set_up' }, async (tx) => {
    if (how.code !== null) await needs.spendSetupCode(tx, how.code);
    const organisation_id = await addOrganisation(tx, it.organisation_name, how.demo);
    const owner = await addPerson(tx, it);
    const role = { role: 'owner', scope: 'organisation', site_id: null, zone_id: null, expires_at: null } as const;
    await addGrant(tx, { person_id: owner.id, ...role }, 'hand', false);
    await needs.createAccount(tx, { person_id: owner.id, name: it.name, email: it.email, password: it.password });
    return {
      subject: { type: 'organisation', id: organisation_id },
      facts: { owner_id: owner.id },
      personal: { name: owner.name, email: owner.email },
      result: owner.id,
    };
  });
  await needs.addFirstSite(context, permitSetUp(), { name: it.site_name, time_zone: it.time_zone });
  return owner_id;
}
