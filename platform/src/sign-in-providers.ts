// OIDC providers and LDAP directories as the owner set them up: settings in clear, secrets sealed and never given out again.
import { type Kysely, sql } from 'kysely';
import { Failure } from './failure.ts';
import type { LdapSettings, OidcSettings } from './sign-in-settings.ts';
import type { Vault } from './sign-in-vault.ts';

type Connection = Kysely<Record<string, never>>;

/** Without its secret; `has_secret` says whether there is one. */
type Bare = { id: string; name: string; enabled: boolean; has_secret: boolean; created_at: string };
export type Provider = (Bare & { kind: 'oidc'; settings: OidcSettings }) | (Bare & { kind: 'ldap'; settings: LdapSettings });
export type ProviderOf<K extends Provider['kind']> = Extract<Provider, { kind: K }>;

const purposeOf = (provider_id: string): string => `secret of provider ${provider_id}`;
const columns = sql`id, kind, name, settings, enabled, secret is not null as has_secret, created_at`;

export async function listProviders(db: Connection): Promise<Provider[]> {
  return (await sql<Provider>`select ${columns} from auth.provider order by created_at, id`.execute(db)).rows;
}

/** Throws Failure('not_found', 'provider_missing'). */
export async function readProvider(db: Connection, provider_id: string): Promise<Provider> {
  const [found] = (await sql<Provider>`select ${columns} from auth.provider where id = ${provider_id}`.execute(db)).rows;
  if (found === undefined) throw new Failure('not_found', 'provider_missing');
  return found;
}

/** The secret in clear, for asking the provider; null when it needs none. Never leaves the server. */
export async function readProviderSecret(db: Connection, vault: Vault, provider_id: string): Promise<string | null> {
  const found = await sql<{ secret: string | null }>`select secret from auth.provider where id = ${provider_id}`.execute(db);
  const sealed = found.rows[0]?.secret ?? null;
  return sealed === null ? null : vault.open(sealed, purposeOf(provider_id));
}

export type NewProvider = { kind: 'oidc'; name: string; settings: OidcSettings } | { kind: 'ldap'; name: string; settings: LdapSettings };

/** Adds one, not yet enabled. Returns its id. */
export async function addProvider(tx: Connection, it: NewProvider): Promise<string> {
  const added = await sql<{ id: string }>`
    insert into auth.provider (kind, name, settings) values (${it.kind}, ${it.name}, ${JSON.stringify(it.settings)}::jsonb) returning id`.execute(
    tx,
  );
  return added.rows[0]!.id;
}

export type ProviderChange = { name: string; enabled: boolean; settings: OidcSettings | LdapSettings };

/** Where its secret was for. Another server never gets the old one's secret. */
const targetOf = (it: Provider): string => (it.kind === 'oidc' ? it.settings.issuer : it.settings.url);

/** Changes one. When issuer or server change, the kept secret is forgotten: it was for the other one. */
export async function changeProvider(tx: Connection, provider_id: string, it: ProviderChange): Promise<Provider> {
  const before = await readProvider(tx, provider_id);
  await sql`update auth.provider set name = ${it.name}, enabled = ${it.enabled}, settings = ${JSON.stringify(it.settings)}::jsonb
    where id = ${provider_id}`.execute(tx);
  const after = await readProvider(tx, provider_id);
  if (targetOf(before) !== targetOf(after)) await sql`update auth.provider set secret = null where id = ${provider_id}`.execute(tx);
  return readProvider(tx, provider_id);
}

/** Seals and keeps a new secret; null removes it. */
export async function setProviderSecret(tx: Connection, vault: Vault, provider_id: string, secret: string | null): Promise<void> {
  const sealed = secret === null ? null : vault.seal(secret, purposeOf(provider_id));
  await sql`update auth.provider set secret = ${sealed} where id = ${provider_id}`.execute(tx);
}

/** Removes one; people who came by it keep their account, and cannot sign in by it any more. */
export async function removeProvider(tx: Connection, provider_id: string): Promise<void> {
  await sql`delete from auth."account" where "providerId" = ${provider_id}`.execute(tx);
  await sql`delete from auth.provider where id = ${provider_id}`.execute(tx);
}
