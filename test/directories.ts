// A real OIDC provider and a real LDAP server on loopback, with people and groups of a plant: for tests of sign-in.
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo, connect, createServer as createPlainServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Attribute, Change, Client } from 'ldapts';
import Provider from 'oidc-provider';
import { findProgram } from '../scripts/prerequisites.ts';

type After = { after(work: () => Promise<void>): void };

/** A port nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createPlainServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** What the provider says of somebody; by what they type as their login. */
export type ProviderPerson = { email?: string; email_verified?: boolean; name?: string; groups?: string[] };
export type TestProvider = { issuer: string; client_id: string; client_secret: string; people: Map<string, ProviderPerson> };

/** npm's oidc-provider with one client; its login page asks for a login only. */
export async function startProvider(t: After, redirects: () => string[]): Promise<TestProvider> {
  const port = await freePort();
  const issuer = `http://localhost:${port}`;
  const people = new Map<string, ProviderPerson>();
  const [client_id, client_secret] = ['holdfast', 'a-secret-the-browser-never-sees'];
  const provider = new Provider(issuer, {
    clients: [{ client_id, client_secret, redirect_uris: ['http://localhost/none'], grant_types: ['authorization_code'] }],
    extraClientMetadata: { properties: [] },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'], groups: ['groups'] },
    scopes: ['openid', 'email', 'profile', 'groups'],
    features: { devInteractions: { enabled: false } },
    cookies: { keys: ['only for a test'] },
    pkce: { required: () => true },
    findAccount: (_ctx, id) => ({ accountId: id, claims: async () => ({ sub: id, ...people.get(id) }) }),
    loadExistingGrant: async (ctx) => {
      const grant = new ctx.oidc.provider.Grant({ clientId: client_id, accountId: ctx.oidc.session!.accountId! });
      grant.addOIDCScope('openid email profile groups');
      await grant.save();
      return grant;
    },
    interactions: { url: (_ctx, interaction) => `/login/${interaction.uid}` },
  });
  provider.Client.prototype.redirectUriAllowed = (uri: string) => redirects().includes(uri);
  const callback = provider.callback();
  const server = createServer((request, response) => {
    if (request.url?.startsWith('/login/') !== true) return void callback(request, response);
    if (request.method === 'GET') {
      response.setHeader('content-type', 'text/html');
      return void response.end('<form method="post"><label>Login <input name="login"></label><button>Go on</button></form>');
    }
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString()));
    request.on('end', () => {
      const accountId = new URLSearchParams(body).get('login') ?? '';
      void provider.interactionFinished(request, response, { login: { accountId } });
    });
  });
  await new Promise<void>((resolve) => server.listen(port, 'localhost', resolve));
  t.after(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { issuer, client_id, client_secret, people };
}

/** Where slapd is, or null: then the tests with LDAP skip. */
export const slapdPath = findProgram(['slapd']);
export const needsSlapd = slapdPath === null ? 'needs slapd' : false;

export type TestDirectory = {
  url: string;
  tlsUrl: string;
  ca: string;
  base_dn: string;
  bind_dn: string;
  secret: string;
  setMembers(group: string, uids: string[]): Promise<void>;
};

const base_dn = 'dc=works,dc=example';
const person = (uid: string, name: string, mail: string): string => `dn: uid=${uid},ou=people,${base_dn}
objectClass: inetOrgPerson
uid: ${uid}
cn: ${name}
sn: ${name.split(' ').at(-1)}
displayName: ${name}
mail: ${mail}
userPassword: ${uid} opens the gate
`;

/** People `lena` and `karl`; `lena` is in `line-leads`, which is in `operators`. */
const entries = `dn: ${base_dn}
objectClass: dcObject
objectClass: organization
o: Works
dc: works

dn: ou=people,${base_dn}
objectClass: organizationalUnit
ou: people

dn: ou=groups,${base_dn}
objectClass: organizationalUnit
ou: groups

dn: cn=reader,${base_dn}
objectClass: organizationalRole
objectClass: simpleSecurityObject
cn: reader
userPassword: reads only

${person('lena', 'Lena Ost', 'lena@works.example')}
${person('karl', 'Karl West', 'karl@works.example')}
dn: cn=line-leads,ou=groups,${base_dn}
objectClass: groupOfNames
cn: line-leads
member: uid=lena,ou=people,${base_dn}

dn: cn=operators,ou=groups,${base_dn}
objectClass: groupOfNames
cn: operators
member: cn=line-leads,ou=groups,${base_dn}
`;

/** Starts slapd with a certificate of its own authority, in a folder that ends with the test. */
export async function startDirectory(t: After): Promise<TestDirectory> {
  if (slapdPath === null) throw new Error('there is no slapd');
  const dir = mkdtempSync(join(tmpdir(), 'hf-slapd-'));
  mkdirSync(join(dir, 'db'));
  const [port, tlsPort] = [await freePort(), await freePort()];
  makeCertificate(dir);
  writeFileSync(join(dir, 'slapd.conf'), configuration(dir));
  writeFileSync(join(dir, 'first.ldif'), entries);
  run('slapadd', ['-f', join(dir, 'slapd.conf'), '-l', join(dir, 'first.ldif')]);
  const urls = `ldap://127.0.0.1:${port} ldaps://127.0.0.1:${tlsPort}`;
  const child = spawn(slapdPath, ['-f', join(dir, 'slapd.conf'), '-h', urls, '-d', '0'], { stdio: 'ignore' });
  t.after(async () => {
    child.kill('SIGTERM');
    if (child.exitCode === null) await new Promise((resolve) => child.once('exit', resolve));
    rmSync(dir, { recursive: true, force: true });
  });
  await untilOpen(port);
  return {
    url: `ldap://localhost:${port}`,
    tlsUrl: `ldaps://localhost:${tlsPort}`,
    ca: readFileSync(join(dir, 'ca.pem'), 'utf8').trim(),
    base_dn,
    bind_dn: `cn=reader,${base_dn}`,
    secret: 'reads only',
    setMembers: async (group, uids) => {
      const client = new Client({ url: `ldap://127.0.0.1:${port}` });
      await client.bind(`cn=admin,${base_dn}`, 'rules all');
      const values = uids.map((uid) => `uid=${uid},ou=people,${base_dn}`);
      const modification = new Attribute({ type: 'member', values });
      await client.modify(`cn=${group},ou=groups,${base_dn}`, new Change({ operation: 'replace', modification }));
      await client.unbind();
    },
  };
}

function configuration(dir: string): string {
  return `include /etc/ldap/schema/core.schema
include /etc/ldap/schema/cosine.schema
include /etc/ldap/schema/inetorgperson.schema
modulepath /usr/lib/ldap
moduleload back_mdb
pidfile ${dir}/pid
TLSCertificateFile ${dir}/ca.pem
TLSCertificateKeyFile ${dir}/key.pem
database mdb
suffix "${base_dn}"
rootdn "cn=admin,${base_dn}"
rootpw "rules all"
directory ${dir}/db
access to attrs=userPassword by anonymous auth by * none
access to * by dn.exact="cn=reader,${base_dn}" read by anonymous auth by * none
`;
}

function makeCertificate(dir: string): void {
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', join(dir, 'key.pem')];
  run('openssl', ['req', '-x509', '-days', '2', ...key, '-out', join(dir, 'ca.pem'), ...subject]);
}

function run(program: string, args: string[]): void {
  const path = findProgram([program]) ?? join('/usr/sbin', program);
  const { status, stderr } = spawnSync(path, args, { encoding: 'utf8', timeout: 20_000 });
  if (status !== 0) throw new Error(`${program} ended with ${status}: ${stderr}`);
}

async function untilOpen(port: number): Promise<void> {
  for (let round = 0; round < 200; round += 1) {
    const isOpen = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => resolve(true));
      socket.on('connect', () => socket.destroy());
      socket.on('error', () => resolve(false));
    });
    if (isOpen) return;
    await wait(50);
  }
  throw new Error('slapd does not listen');
}
