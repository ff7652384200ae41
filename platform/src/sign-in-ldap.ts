// Sign-in at an LDAP directory or Active Directory: find the person with a service account, bind as the person, read their groups.
import {
  AndFilter,
  Client,
  type Entry,
  EqualityFilter,
  ExtensibleFilter,
  type Filter,
  FilterParser,
  InvalidCredentialsError,
  OrFilter,
} from 'ldapts';
import { isIP } from 'node:net';
import { rootCertificates } from 'node:tls';
import type { Arrival } from './sign-in-arrival.ts';
import { type TestStep, wordsOf } from './sign-in-oidc.ts';
import type { ProviderOf } from './sign-in-providers.ts';
import type { LdapSettings } from './sign-in-settings.ts';

export type LdapProvider = ProviderOf<'ldap'>;

const timeoutMs = 8_000;
/** How deep groups in groups are followed where the directory does not do it itself. */
const nestedDepth = 5;
const mostGroups = 1000;

/**
 * Who signed in with this name and password, or null when the directory says no. A name or password that is empty never reaches it: a bind
 * without a password succeeds as nobody (RFC 4513, 5.1.2). Throws what the connection throws when the directory is away.
 */
export async function askDirectory(
  provider: LdapProvider,
  secret: string | null,
  asked: { name: string; password: string },
): Promise<Arrival | null> {
  if (asked.name.trim() === '' || asked.password === '') return null;
  return withClient(provider.settings, secret, async (client) => {
    const person = await findPerson(client, provider.settings, asked.name.trim());
    if (person === null || !(await bindsAs(provider.settings, person.dn, asked.password))) return null;
    const groups = await groupsOf(client, provider.settings, person);
    return { provider, ...describe(person), groups };
  });
}

/** A second connection: what the service account may read stays apart from what the person may. */
async function bindsAs(settings: LdapSettings, dn: string, password: string): Promise<boolean> {
  const client = await connect(settings);
  try {
    await client.bind(dn, password);
    return true;
  } catch (error) {
    if (error instanceof InvalidCredentialsError) return false;
    throw error;
  } finally {
    await client.unbind().catch(() => {});
  }
}

async function withClient<R>(settings: LdapSettings, secret: string | null, work: (client: Client) => Promise<R>): Promise<R> {
  const client = await connect(settings);
  try {
    if (settings.bind_dn !== '') await client.bind(settings.bind_dn, secret ?? '');
    return await work(client);
  } finally {
    await client.unbind().catch(() => {});
  }
}

async function connect(settings: LdapSettings): Promise<Client> {
  const url = new URL(settings.url);
  const name = url.hostname.replace(/^\[|\]$/g, '');
  const tls = {
    minVersion: 'TLSv1.2' as const,
    ...(isIP(name) === 0 ? { servername: name } : { host: name }),
    ...(settings.ca === '' ? {} : { ca: [...rootCertificates, settings.ca] }),
  };
  const client = new Client({
    url: settings.url,
    timeout: timeoutMs,
    connectTimeout: timeoutMs,
    strictDN: false,
    ...(url.protocol === 'ldaps:' ? { tlsOptions: tls } : {}),
  });
  // INVARIANT: no password goes out before the connection is protected; the settings' shape lets clear text through for this machine only.
  if (url.protocol === 'ldap:' && settings.start_tls) await client.startTLS(tls);
  return client;
}

const attributes = ['cn', 'displayName', 'mail', 'uid', 'entryUUID', 'objectGUID', 'userAccountControl'];
/** Bit 2 of userAccountControl: the account is disabled ([MS-ADTS] 2.2.16). */
const disabledInAd = 2;

/** Exactly one person, or null. What was typed goes into the filter as a value (RFC 4511, 4.5.1), never as its text. */
async function findPerson(client: Client, settings: LdapSettings, name: string): Promise<Entry | null> {
  const byName = new OrFilter({ filters: settings.name_attributes.map((attribute) => new EqualityFilter({ attribute, value: name })) });
  const filters: Filter[] = settings.filter === '' ? [byName] : [byName, FilterParser.parseString(settings.filter)];
  const { searchEntries: found } = await client.search(settings.base_dn, {
    scope: 'sub',
    filter: new AndFilter({ filters }),
    attributes,
    explicitBufferAttributes: ['objectGUID'],
    timeLimit: 5,
  });
  const [person] = found;
  if (person === undefined || found.length > 1) return null;
  const isDisabled = (Number(textOf(person, 'userAccountControl') ?? 0) & disabledInAd) !== 0;
  return isDisabled ? null : person;
}

function textOf(entry: Entry, attribute: string): string | null {
  const value = entry[attribute];
  const first = Array.isArray(value) ? value[0] : value;
  if (first === undefined || first.length === 0) return null;
  return typeof first === 'string' ? first : Buffer.from(first).toString('hex');
}

/** The directory's lasting id where it has one; the distinguished name changes when people move. */
function describe(person: Entry): Pick<Arrival, 'subject' | 'email' | 'email_verified' | 'name'> {
  const email = textOf(person, 'mail')?.trim().toLowerCase() ?? null;
  return {
    subject: textOf(person, 'entryUUID') ?? textOf(person, 'objectGUID') ?? person.dn.toLowerCase(),
    email,
    // Only who keeps the directory writes it there; the owner decides whether that is enough (`links_by_email`).
    email_verified: email !== null,
    name: textOf(person, 'displayName') ?? textOf(person, 'cn'),
  };
}

/** Names and distinguished names of all groups the person is in, groups in groups included. */
async function groupsOf(client: Client, settings: LdapSettings, person: Entry): Promise<string[]> {
  // LDAP_MATCHING_RULE_IN_CHAIN ([MS-ADTS] 3.1.1.3.4.4): Active Directory follows groups in groups itself.
  if (settings.kind === 'active_directory')
    return namesOf(
      await searchGroups(client, settings, [
        new ExtensibleFilter({ rule: '1.2.840.113556.1.4.1941', matchType: 'member', value: person.dn }),
      ]),
    );
  const uid = textOf(person, 'uid');
  const known = new Map<string, Entry>();
  let asked: Filter[] = [...membersIs(person.dn), ...(uid === null ? [] : [new EqualityFilter({ attribute: 'memberUid', value: uid })])];
  for (let depth = 0; depth < nestedDepth && asked.length > 0 && known.size < mostGroups; depth += 1) {
    const found = (await searchGroups(client, settings, asked)).filter((it) => !known.has(it.dn));
    for (const group of found) known.set(group.dn, group);
    asked = found.flatMap((group) => membersIs(group.dn));
  }
  return namesOf([...known.values()]);
}

const membersIs = (dn: string): Filter[] => ['member', 'uniqueMember'].map((attribute) => new EqualityFilter({ attribute, value: dn }));

async function searchGroups(client: Client, settings: LdapSettings, filters: Filter[]): Promise<Entry[]> {
  const found = await client.search(settings.base_dn, {
    scope: 'sub',
    filter: new OrFilter({ filters }),
    attributes: ['cn'],
    timeLimit: 5,
    paged: { pageSize: 200 },
  });
  return found.searchEntries.slice(0, mostGroups);
}

function namesOf(groups: readonly Entry[]): string[] {
  return groups.flatMap((group) => [group.dn, ...(textOf(group, 'cn') === null ? [] : [String(textOf(group, 'cn'))])]);
}

/** Tries the settings step by step; with `name` it also says who that finds and in which groups. */
export async function testLdap(provider: LdapProvider, secret: string | null, name: string | null): Promise<TestStep[]> {
  const { settings } = provider;
  const steps: TestStep[] = [];
  const step = async <R>(what: string, work: () => Promise<R>, detail: (result: R) => string | null = () => null): Promise<R> => {
    const result = await work().catch((error: unknown) => {
      steps.push({ step: what, ok: false, detail: wordsOf(error) });
      throw error;
    });
    steps.push({ step: what, ok: true, detail: detail(result) });
    return result;
  };
  let client: Client | null = null;
  try {
    const open = await step('connect', () => connect(settings));
    client = open;
    await step('bind', () => open.bind(settings.bind_dn, settings.bind_dn === '' ? '' : (secret ?? '')));
    await step(
      'base',
      () => open.search(settings.base_dn, { scope: 'base', attributes: ['objectClass'] }),
      () => settings.base_dn,
    );
    if (name !== null) await testPerson(open, settings, name, steps);
  } catch {
    // The step that failed stands in the list.
  } finally {
    await client?.unbind().catch(() => {});
  }
  return steps;
}

async function testPerson(client: Client, settings: LdapSettings, name: string, steps: TestStep[]): Promise<void> {
  const person = await findPerson(client, settings, name);
  steps.push({ step: 'person', ok: person !== null, detail: person?.dn ?? null });
  if (person === null) return;
  const groups = await groupsOf(client, settings, person);
  steps.push({ step: 'groups', ok: true, detail: groups.filter((it) => !it.includes('=')).join(', ') || null });
}
