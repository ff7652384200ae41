// All SQL of certificates: what was made, what is in use, what was revoked, and the owner's choice about the connection.
import { sql } from 'kysely';
import type { Tx } from './act.ts';
import type { Certificate } from './plant-ca-make.ts';
import type { Database } from './route.ts';

export type Purpose = 'root' | 'cross' | 'server' | 'own' | 'client';
export type CertificateState = 'next' | 'current' | 'past' | 'revoked';
export type CertificateRow = Certificate & {
  purpose: Purpose;
  state: CertificateState;
  issuer_fingerprint: string | null;
  name: string;
  names: string[];
  machine_kind: string | null;
  machine_id: string | null;
  made_at: string;
  revoked_at: string | null;
};
export type NewCertificate = Pick<CertificateRow, 'purpose' | 'state' | 'issuer_fingerprint' | 'name'> & {
  names: readonly string[];
} & Partial<Pick<CertificateRow, 'machine_kind' | 'machine_id'>>;

const columns = sql`fingerprint, purpose, state, serial, issuer_fingerprint, name, names, machine_kind, machine_id, pem, not_before, not_after, made_at, revoked_at`;

/** Certificates of a purpose, the newest first. */
export async function listCertificates(db: Database | Tx, purposes: readonly Purpose[], limit = 1000): Promise<CertificateRow[]> {
  return (
    await sql<CertificateRow>`select ${columns} from platform.certificate where purpose = any(${[...purposes]})
      order by made_at desc, fingerprint limit ${limit}`.execute(db)
  ).rows;
}

/** The certificate in use for a purpose, or null. */
export async function currentCertificate(db: Database | Tx, purpose: 'root' | 'server' | 'own'): Promise<CertificateRow | null> {
  const found =
    await sql<CertificateRow>`select ${columns} from platform.certificate where purpose = ${purpose} and state = 'current'`.execute(db);
  return found.rows[0] ?? null;
}

/** Adds a certificate; of the purposes with one in use, a new current one makes the former past. */
export async function addCertificate(tx: Tx, it: Certificate, about: NewCertificate): Promise<void> {
  if (about.state === 'current' && about.purpose !== 'client' && about.purpose !== 'cross') await endCurrent(tx, about.purpose);
  await sql`insert into platform.certificate
    (fingerprint, purpose, state, serial, issuer_fingerprint, name, names, machine_kind, machine_id, pem, not_before, not_after)
    values (${it.fingerprint}, ${about.purpose}, ${about.state}, ${it.serial}, ${about.issuer_fingerprint}, ${about.name}, ${[...about.names]},
      ${about.machine_kind ?? null}, ${about.machine_id ?? null}, ${it.pem}, ${it.not_before}, ${it.not_after})
    on conflict (fingerprint) do update set state = excluded.state`.execute(tx);
}

/** What is in use for the purpose is past from now on. */
export async function endCurrent(tx: Tx, purpose: Purpose): Promise<void> {
  await sql`update platform.certificate set state = 'past' where purpose = ${purpose} and state = 'current'`.execute(tx);
}

export async function makeCurrent(tx: Tx, fingerprint: string): Promise<void> {
  await sql`update platform.certificate set state = 'current' where fingerprint = ${fingerprint}`.execute(tx);
}

/** Revokes a machine's certificate; false when there is none that still counts. */
export async function revokeCertificate(tx: Tx, fingerprint: string): Promise<CertificateRow | null> {
  const found = await sql<CertificateRow>`update platform.certificate set state = 'revoked', revoked_at = now()
    where fingerprint = ${fingerprint} and purpose = 'client' and state = 'current' returning ${columns}`.execute(tx);
  return found.rows[0] ?? null;
}

/** Revoked certificates of a root that would otherwise still be valid. */
export async function listRevoked(db: Database, issuer_fingerprint: string): Promise<{ serial: string; revoked_at: string }[]> {
  const found = await sql<{ serial: string; revoked_at: string }>`select serial, revoked_at from platform.certificate
    where issuer_fingerprint = ${issuer_fingerprint} and state = 'revoked' and not_after > now() - interval '1 day' order by revoked_at`.execute(
    db,
  );
  return found.rows;
}

/** Whether a machine's certificate with this fingerprint was made here and still counts. */
export async function isInForce(db: Database, fingerprint: string): Promise<boolean> {
  const found = await sql`select 1 from platform.certificate
    where fingerprint = ${fingerprint} and purpose = 'client' and state = 'current' and not_after > now()`.execute(db);
  return found.rows.length === 1;
}

export async function nextCrlNumber(db: Database): Promise<number> {
  const found = await sql<{
    n: number;
  }>`update platform.connection_setting set crl_number = crl_number + 1 returning crl_number as n`.execute(db);
  return found.rows[0]?.n ?? 1;
}

export async function isTransportStrict(db: Database): Promise<boolean> {
  return (await sql<{ on: boolean }>`select strict_transport as on from platform.connection_setting`.execute(db)).rows[0]?.on ?? false;
}

export async function setTransportStrict(tx: Tx, on: boolean): Promise<void> {
  await sql`update platform.connection_setting set strict_transport = ${on}`.execute(tx);
}
