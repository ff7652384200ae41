// Somebody a directory vouches for: who they are there, and which account is theirs.
import { randomUUID } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { Provider } from './sign-in-providers.ts';

type Connection = Kysely<Record<string, never>>;

/** What a provider or directory says of a person. `subject` is its own lasting id for them; `email_verified` only when it says so itself. */
export type Arrival = {
  provider: Provider;
  subject: string;
  email: string | null;
  email_verified: boolean;
  name: string | null;
  groups: readonly string[];
};

/**
 * Finds or makes the person and lets their roles follow the groups. Throws Failure('forbidden', 'directory_...') with what is missing.
 */
export type Arrive = (arrival: Arrival) => Promise<string>;

/** The person linked to a subject of a provider, or null. */
export async function findLinked(db: Connection, provider_id: string, subject: string): Promise<string | null> {
  const found = await sql<{ person_id: string }>`
    select "userId" as person_id from auth."account" where "providerId" = ${provider_id} and "accountId" = ${subject}`.execute(db);
  return found.rows[0]?.person_id ?? null;
}

/** Links a person's account to a subject; makes the account when they have none yet. */
export async function linkAccount(
  tx: Connection,
  it: { person_id: string; email: string; provider_id: string; subject: string },
): Promise<void> {
  const { person_id, provider_id, subject } = it;
  await sql`
    insert into auth."user" ("id", "name", "email", "emailVerified") values (${person_id}, '', ${it.email}, true)
    on conflict ("id") do nothing`.execute(tx);
  await sql`
    insert into auth."account" ("id", "accountId", "providerId", "userId", "updatedAt")
    values (${randomUUID()}, ${subject}, ${provider_id}, ${person_id}, now())`.execute(tx);
}

/** The roles a person's groups give, once each. LDAP names differ only by case mean the same group. */
export function rolesOf({ provider, groups }: Pick<Arrival, 'provider' | 'groups'>) {
  const fold = (text: string): string => (provider.kind === 'ldap' ? text.toLowerCase() : text);
  const held = new Set(groups.map(fold));
  const wanted = provider.settings.group_roles.filter((it) => held.has(fold(it.group)));
  return [...new Map(wanted.map((it) => [`${it.role} ${it.scope} ${it.site_id} ${it.zone_id}`, it])).values()];
}
