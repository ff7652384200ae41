// Somebody a directory vouches for comes to the door: their account is found or made, and their roles follow its groups.
import type { Act } from '@holdfast/platform/act';
import { Failure } from '@holdfast/platform/failure';
import type { Database } from '@holdfast/platform/route';
import { type Arrival, findLinked, linkAccount, rolesOf } from '@holdfast/platform/sign-in-arrival';
import type { Recorder } from '@holdfast/platform/sign-in';
import { rolesHeld } from '@holdfast/roles/store';
import { followGrants } from '@holdfast/roles/store.follow';
import { permitSignIn } from './access.ts';
import { addPerson, findPersonByEmail, readPerson } from './store.ts';

export type ArrivalParts = { db: Database; act: Act };

/**
 * The person the arrival is. Throws Failure('forbidden', ...): `directory_no_account` when accounts are made by the owner only,
 * `directory_no_email`, `directory_email_taken` when somebody has the address and the directory may not take it over,
 * `directory_account_closed`.
 */
export async function arrive(parts: ArrivalParts, arrival: Arrival): Promise<string> {
  const linked = await findLinked(parts.db, arrival.provider.id, arrival.subject);
  const person_id = linked ?? (await settle(parts, arrival));
  if (!(await readPerson(parts.db, person_id)).active) throw new Failure('forbidden', 'directory_account_closed');
  await follow(parts, arrival, person_id);
  return person_id;
}

/** First time here: link to the account of the same address where the owner allowed it, or make one where that is allowed. */
async function settle(parts: ArrivalParts, arrival: Arrival): Promise<string> {
  const { email, provider } = arrival;
  if (email === null) throw new Failure('forbidden', 'directory_no_email');
  const known = await findPersonByEmail(parts.db, email);
  // INVARIANT: an address the directory has not verified itself never leads into an account that is already there.
  if (known !== null && !(arrival.email_verified && provider.settings.links_by_email))
    throw new Failure('forbidden', 'directory_email_taken');
  if (known !== null) return link(parts, arrival, { id: known, email });
  if (!provider.settings.creates_people) throw new Failure('forbidden', 'directory_no_account');
  return create(parts, arrival, email);
}

function link({ act }: ArrivalParts, { provider, subject }: Arrival, person: { id: string; email: string }): Promise<string> {
  return act(permitSignIn(), { site: null, kind: 'account.linked' }, async (tx) => {
    await linkAccount(tx, { person_id: person.id, email: person.email, provider_id: provider.id, subject });
    return { subject: { type: 'person', id: person.id }, facts: { provider_id: provider.id }, result: person.id };
  });
}

function create({ act }: ArrivalParts, arrival: Arrival, email: string): Promise<string> {
  const { provider, subject } = arrival;
  return act(permitSignIn(), { site: null, kind: 'person.came_from_directory' }, async (tx) => {
    const person = await addPerson(tx, { name: arrival.name ?? email, email, language: 'en' });
    await linkAccount(tx, { person_id: person.id, email, provider_id: provider.id, subject });
    return {
      subject: { type: 'person', id: person.id },
      facts: { provider_id: provider.id },
      personal: { name: person.name, email },
      result: person.id,
    };
  });
}

/** Writes what changed in an account during a sign-in, as an act of sign-in on the person. */
export const recordSignIn =
  (act: Act): Recorder =>
  async ({ kind, person_id, facts = {} }, work) => {
    let result: unknown;
    await act(permitSignIn(), { site: null, kind }, async (tx) => {
      result = await work(tx);
      return { subject: { type: 'person', id: person_id }, facts, result: null };
    });
    return result as never;
  };

/** An entry only where something changed: a sign-in that changes nothing is not an act. */
async function follow({ act }: ArrivalParts, arrival: Arrival, person_id: string): Promise<void> {
  const nothing = new Error('nothing changed');
  const { id } = arrival.provider;
  await act(permitSignIn(), { site: null, kind: 'role.followed_directory' }, async (tx) => {
    const { given, ended } = await followGrants(tx, person_id, `directory:${id}`, rolesOf(arrival));
    if (given.length + ended.length === 0) throw nothing;
    return {
      subject: { type: 'person', id: person_id },
      facts: { provider_id: id, given, ended, roles_held: await rolesHeld(tx, person_id) },
      result: null,
    };
  }).catch((error: unknown) => {
    if (error !== nothing) throw error;
  });
}
