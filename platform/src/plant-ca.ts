// The plant's own certificate authority: its root and successor, servers' and machines' certificates, revocation. Every change is an act.
import { hostname } from 'node:os';
import type { X509Certificate } from 'node:crypto';
import type { Act, Tx } from './act.ts';
import { Failure } from './failure.ts';
import type { Permit } from './permit.ts';
import { isWithin, limitsFor } from './plant-ca-limits.ts';
import {
  type Certificate,
  crossSign,
  issueClient,
  issueServer,
  type Keyed,
  makeRevocationList,
  makeRoot,
  readRequest,
} from './plant-ca-make.ts';
import type { KeyFolder } from './plant-ca-folder.ts';
import {
  addCertificate,
  type CertificateRow,
  currentCertificate,
  endCurrent,
  isInForce,
  listCertificates,
  listRevoked,
  makeCurrent,
  type NewCertificate,
  nextCrlNumber,
  revokeCertificate,
} from './plant-ca-store.ts';
import type { Database } from './route.ts';
import { StartFault } from './start-fault.ts';

export type AuthorityParts = { db: Database; act: Act; keys: KeyFolder; now: () => Date };

/** Kinds of machines that get certificates; the kind stands in the certificate's name `urn:holdfast:<kind>:<id>`. */
export const machineKinds = ['sensor', 'enforcer', 'signer', 'witness', 'integration'] as const;
export type MachineKind = (typeof machineKinds)[number];
export type Machine = { kind: MachineKind; id: string; fingerprint: string };

const dayMs = 86_400_000;
/** Of a root's ten years: its successor is made before the last two, and takes over before the last one begins. */
const prepareBeforeMs = 730 * dayMs;
const succeedBeforeMs = 366 * dayMs;

/** Reads the authority in use, or null when there is none yet. Throws StartFault when its key is gone. */
export async function readAuthority({ db, keys }: AuthorityParts): Promise<(Keyed & { row: CertificateRow }) | null> {
  const row = await currentCertificate(db, 'root');
  if (row === null) return null;
  const key_pem = keys.read(row.fingerprint);
  if (key_pem !== null) return { certificate: row, key_pem, row };
  throw new StartFault(
    'authority_key_missing',
    'The key of the plant authority is missing. Restore the folder "tls" of the data folder from a backup; or start once with --tls new to make a new authority, which every browser then has to be told.',
  );
}

/** Makes a root for these names, in use at once. `replaces` when the former one is lost. */
export async function makeAuthority(parts: AuthorityParts, permit: Permit, names: readonly string[]): Promise<Certificate> {
  const made = await makeRoot(rootName(parts.now()), limitsFor(names), parts.now());
  const about = { purpose: 'root', state: 'current', issuer_fingerprint: null, name: rootName(parts.now()), names } as const;
  return record(parts, permit, { kind: 'certificate.authority_made', made, about });
}

/** Makes the successor of the root; it is not used before `succeed`. The old root vouches for it. */
export async function prepareSuccessor(parts: AuthorityParts, permit: Permit): Promise<Certificate> {
  const root = await requireAuthority(parts);
  if ((await nextRoot(parts.db)) !== null) throw new Failure('conflict', 'authority_already_prepared');
  const limits = limitsFor(root.row.names);
  const next = await makeRoot(rootName(parts.now()), limits, parts.now());
  const cross = await crossSign(next.certificate, root, limits, parts.now());
  const name = rootName(parts.now());
  return record(parts, permit, {
    kind: 'certificate.authority_prepared',
    made: next,
    about: { purpose: 'root', state: 'next', issuer_fingerprint: null, name, names: root.row.names },
    also: (tx) =>
      addCertificate(tx, cross, {
        purpose: 'cross',
        state: 'current',
        issuer_fingerprint: root.row.fingerprint,
        name,
        names: [next.certificate.fingerprint],
      }),
  });
}

/** The prepared root takes over. Who trusts only the old one goes on trusting through the cross certificate, until the old one's end. */
export async function succeed(parts: AuthorityParts, permit: Permit): Promise<void> {
  const next = await nextRoot(parts.db);
  if (next === null) throw new Failure('conflict', 'no_authority_prepared');
  await parts.act(permit, { site: null, kind: 'certificate.authority_succeeded' }, async (tx) => {
    await endCurrent(tx, 'root');
    await makeCurrent(tx, next.fingerprint);
    return { subject: { type: 'certificate', id: next.fingerprint }, facts: factsOf(next), result: undefined };
  });
}

/** Prepares a successor, and lets it take over, when the root's years run out. Returns whether anything changed. */
export async function keepSuccession(parts: AuthorityParts, permit: Permit): Promise<boolean> {
  const root = await requireAuthority(parts);
  const left = new Date(root.row.not_after).getTime() - parts.now().getTime();
  // A clock that jumped past the end must not found a new authority: that is a person's decision.
  if (left <= 0 || left >= prepareBeforeMs) return false;
  if ((await nextRoot(parts.db)) === null) {
    await prepareSuccessor(parts, permit);
    return true;
  }
  if (left >= succeedBeforeMs) return false;
  await succeed(parts, permit);
  return true;
}

/** A server's certificate for those of the names the root may vouch for. Throws Failure when the root's time is not now. */
export async function makeServerCertificate(
  parts: AuthorityParts,
  permit: Permit,
  names: readonly string[],
  kind: string,
): Promise<Certificate> {
  const root = await requireAuthority(parts);
  requireInTime(root.row, parts.now());
  const within = names.filter((name) => isWithin(name, limitsFor(root.row.names)));
  const made = await issueServer(root, within, parts.now());
  const about = {
    purpose: 'server',
    state: 'current',
    issuer_fingerprint: root.row.fingerprint,
    name: within[0] ?? '',
    names: within,
  } as const;
  return record(parts, permit, { kind, made, about });
}

/**
 * A machine's certificate for the key of its request (PKCS #10, PEM), of `days` (1 to 90). Throws Failure('unprocessable', 'request_...') for
 * a request that is none, is not signed by its key, or whose key is weak. The caller has decided that this machine may have one.
 */
export async function issueMachineCertificate(
  parts: AuthorityParts,
  permit: Permit,
  it: { csr_pem: string; kind: MachineKind; id: string; name: string; days: number },
): Promise<Certificate> {
  const verdict = await readRequest(it.csr_pem);
  if (verdict !== 'good') throw new Failure('unprocessable', `request_${verdict}`);
  const root = await requireAuthority(parts);
  requireInTime(root.row, parts.now());
  const days = Math.min(90, Math.max(1, Math.round(it.days)));
  const certificate = await issueClient(root, it.csr_pem, { ...it, days }, parts.now());
  const about = {
    purpose: 'client',
    state: 'current',
    issuer_fingerprint: root.row.fingerprint,
    name: it.name,
    names: [],
    machine_kind: it.kind,
    machine_id: it.id,
  } as const;
  return record(parts, permit, { kind: 'certificate.machine_issued', made: { certificate, key_pem: null }, about });
}

/** Ends a machine's certificate before its time. Throws Failure('not_found') when none with this fingerprint counts. */
export async function revokeMachineCertificate(
  parts: AuthorityParts,
  permit: Permit,
  it: { fingerprint: string; reason: string },
): Promise<void> {
  await parts.act(permit, { site: null, kind: 'certificate.machine_revoked', reason: it.reason }, async (tx) => {
    const row = await revokeCertificate(tx, it.fingerprint);
    if (row === null) throw new Failure('not_found', 'certificate_missing');
    return {
      subject: { type: 'certificate', id: row.fingerprint },
      facts: { ...factsOf(row), machine_kind: row.machine_kind, machine_id: row.machine_id },
      result: undefined,
    };
  });
}

/** What a server of machines needs: the roots it trusts and their lists of revoked certificates. */
export async function machineTrust(parts: AuthorityParts): Promise<{ ca: string[]; crl: string[] }> {
  const now = parts.now();
  const roots = (await listCertificates(parts.db, ['root'])).filter((it) => it.state !== 'next' && new Date(it.not_after) > now);
  const trust = { ca: [] as string[], crl: [] as string[] };
  for (const row of roots) {
    const key_pem = parts.keys.read(row.fingerprint);
    if (key_pem === null) continue;
    trust.ca.push(row.pem);
    trust.crl.push(
      await makeRevocationList(
        { certificate: row, key_pem },
        await listRevoked(parts.db, row.fingerprint),
        await nextCrlNumber(parts.db),
        now,
      ),
    );
  }
  return trust;
}

/** The machine behind a connection whose certificate TLS has verified, or null when it is none of ours or was revoked since. */
export async function machineOf(db: Database, certificate: X509Certificate | undefined): Promise<Machine | null> {
  const name = /^URI:urn:holdfast:([a-z]+):([0-9a-f-]{36})$/.exec(certificate?.subjectAltName ?? '');
  const kind = machineKinds.find((it) => it === name?.[1]);
  const fingerprint = (certificate?.fingerprint256 ?? '').replaceAll(':', '').toLowerCase();
  if (name === null || kind === undefined || !(await isInForce(db, fingerprint))) return null;
  return { kind, id: name[2]!, fingerprint };
}

/** The root that waits to succeed, or null. */
export async function nextRoot(db: Database): Promise<CertificateRow | null> {
  return (await listCertificates(db, ['root'])).find((it) => it.state === 'next') ?? null;
}

/** The cross certificates to send after a server's certificate of this root. */
export async function crossOf(db: Database, root_fingerprint: string, now: Date): Promise<string> {
  const all = await listCertificates(db, ['cross']);
  return all
    .filter((it) => it.names.includes(root_fingerprint) && new Date(it.not_after) > now)
    .map((it) => it.pem)
    .join('');
}

async function requireAuthority(parts: AuthorityParts): Promise<Keyed & { row: CertificateRow }> {
  const root = await readAuthority(parts);
  if (root === null) throw new Failure('conflict', 'no_authority');
  return root;
}

function requireInTime(root: CertificateRow, now: Date): void {
  if (new Date(root.not_before) > now) throw new Failure('unprocessable', 'clock_before_authority');
  if (new Date(root.not_after) <= now) throw new Failure('unprocessable', 'authority_over');
}

type Recording = {
  kind: string;
  made: { certificate: Certificate; key_pem: string | null };
  about: NewCertificate;
  also?: (tx: Tx) => Promise<void>;
};

/** INVARIANT: the key is on the disk before the row says that its certificate is in use. */
export async function record(parts: AuthorityParts, permit: Permit, { kind, made, about, also }: Recording): Promise<Certificate> {
  const { certificate, key_pem } = made;
  if (key_pem !== null) parts.keys.keep(certificate.fingerprint, key_pem);
  return parts.act(permit, { site: null, kind }, async (tx) => {
    await addCertificate(tx, certificate, about);
    await also?.(tx);
    const { names, machine_kind, machine_id } = about;
    return {
      subject: { type: 'certificate', id: certificate.fingerprint },
      facts: { ...factsOf(certificate), names, machine_kind, machine_id },
      result: certificate,
    };
  });
}

function factsOf({ fingerprint, serial, not_before, not_after }: Certificate): Record<string, unknown> {
  return { fingerprint, serial, not_before, not_after };
}

/** The year tells two roots apart in a browser's list. */
function rootName(now: Date): string {
  return `Holdfast ${hostname().split('.')[0] ?? ''} ${now.getUTCFullYear()}`.replace(/\s+/g, ' ');
}
