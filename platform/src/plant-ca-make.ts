// Makes certificates: the plant's root, a server's, a machine's from its request, and the list of revoked ones. No files, no database.
import 'reflect-metadata';
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  X509Certificate,
} from 'node:crypto';
import { isIP } from 'node:net';
import * as x509 from '@peculiar/x509';
import { der, type Limits, limitsExtension } from './plant-ca-limits.ts';

/** A certificate as PEM and what is asked of it most. `fingerprint`: SHA-256 over its DER, lower-case hex. Times ISO 8601 UTC. */
export type Certificate = { pem: string; serial: string; fingerprint: string; not_before: string; not_after: string };
/** A certificate with its private key (PKCS #8, PEM). */
export type Keyed = { certificate: Certificate; key_pem: string };

type CryptoKeyOf = ReturnType<KeyObject['toCryptoKey']>;

const dayMs = 86_400_000;
/** What runs here may be behind or ahead of other clocks a little. */
const backdateMs = 3_600_000;
export const rootYears = 10;
/** Browsers refuse server certificates of more than 398 days (CA/Browser Forum, baseline requirements 6.3.2). */
export const serverDays = 365;

const ecdsa = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const signing = { name: 'ECDSA', hash: 'SHA-256' } as const;
const serverAuth = x509.ExtendedKeyUsage.serverAuth;
const clientAuth = x509.ExtendedKeyUsage.clientAuth;

/** Makes a root (ECDSA P-256, ten years). Path length 1: below it only a root that succeeds it, and then servers and machines. */
export async function makeRoot(name: string, limits: Limits, now: Date): Promise<Keyed> {
  const { key_pem, signer, publicKey } = await newKey();
  const subject = `CN=${dnText(name)},O=Holdfast plant authority`;
  const made = await x509.X509CertificateGenerator.create({
    serialNumber: newSerial(),
    subject,
    issuer: subject,
    notBefore: new Date(now.getTime() - backdateMs),
    notAfter: yearsAfter(now, rootYears),
    publicKey,
    signingKey: signer,
    signingAlgorithm: signing,
    extensions: [...(await authorityExtensions(publicKey, limits, 1))],
  });
  return { certificate: readCertificate(made.toString('pem')), key_pem };
}

/** The new root's key vouched for by the old root, for as long as that lasts: who trusts only the old one trusts the new one through it. */
export async function crossSign(next: Certificate, old: Keyed, limits: Limits, now: Date): Promise<Certificate> {
  const target = new x509.X509Certificate(next.pem);
  const made = await x509.X509CertificateGenerator.create({
    ...(await issuing(old, now)),
    notAfter: new Date(Math.min(target.notAfter.getTime(), new Date(old.certificate.not_after).getTime())),
    subject: target.subjectName,
    publicKey: target.publicKey,
    extensions: [
      ...(await authorityExtensions(await target.publicKey.export(), limits, 0)),
      await x509.AuthorityKeyIdentifierExtension.create(new x509.X509Certificate(old.certificate.pem).publicKey),
    ],
  });
  return readCertificate(made.toString('pem'));
}

/** A server's certificate with a new key for the names and addresses (at least one), of `serverDays` or to the root's end. */
export async function issueServer(root: Keyed, names: readonly string[], now: Date): Promise<Keyed> {
  const { key_pem, publicKey } = await newKey();
  const made = await x509.X509CertificateGenerator.create({
    ...(await issuing(root, now)),
    notAfter: endWithin(root, now, serverDays),
    subject: 'CN=Holdfast server',
    publicKey,
    extensions: [
      ...(await leafExtensions(root, publicKey, serverAuth)),
      new x509.SubjectAlternativeNameExtension(names.map((value) => ({ type: isIP(value) === 0 ? 'dns' : 'ip', value }))),
    ],
  });
  return { certificate: readCertificate(made.toString('pem')), key_pem };
}

/** What a machine is, as its certificate says: `urn:holdfast:<kind>:<id>`. */
export type MachineIdentity = { kind: string; id: string; name: string };

/**
 * A machine's certificate for the key of its request (PKCS #10, PEM), of `days`. Of the request only the key is taken, after its signature
 * was checked; names and uses are ours. The caller has checked the key's strength (`readRequest`).
 */
export async function issueClient(root: Keyed, csr_pem: string, who: MachineIdentity & { days: number }, now: Date): Promise<Certificate> {
  const request = new x509.Pkcs10CertificateRequest(csr_pem);
  const publicKey = await request.publicKey.export();
  const made = await x509.X509CertificateGenerator.create({
    ...(await issuing(root, now)),
    notAfter: endWithin(root, now, who.days),
    subject: `CN=${dnText(who.name)},OU=${dnText(who.kind)}`,
    publicKey,
    extensions: [
      ...(await leafExtensions(root, publicKey, clientAuth)),
      new x509.SubjectAlternativeNameExtension([{ type: 'url', value: `urn:holdfast:${who.kind}:${who.id}` }]),
    ],
  });
  return readCertificate(made.toString('pem'));
}

/** Whether the request is one, is signed by its own key (proof of possession), and that key is strong: else what is wrong. */
export async function readRequest(csr_pem: string): Promise<'good' | 'not_a_request' | 'not_signed_by_its_key' | 'weak_key'> {
  try {
    const request = new x509.Pkcs10CertificateRequest(csr_pem);
    if (isWeakKey(createPublicKey({ key: Buffer.from(request.publicKey.rawData), format: 'der', type: 'spki' }))) return 'weak_key';
    return (await request.verify()) ? 'good' : 'not_signed_by_its_key';
  } catch {
    return 'not_a_request';
  }
}

/** Keys that are too short for today (BSI TR-02102-1: RSA from 3000 bits on is advised, 2048 still met in plants; curves from 256 bits on). */
export function isWeakKey(key: KeyObject): boolean {
  const { modulusLength = 0, namedCurve = '' } = key.asymmetricKeyDetails ?? {};
  if (key.asymmetricKeyType === 'rsa' || key.asymmetricKeyType === 'rsa-pss') return modulusLength < 2048;
  if (key.asymmetricKeyType === 'ec') return !['prime256v1', 'secp384r1', 'secp521r1'].includes(namedCurve);
  return key.asymmetricKeyType !== 'ed25519' && key.asymmetricKeyType !== 'ed448';
}

export type Revoked = { serial: string; revoked_at: string };

/** The root's list of revoked certificates (RFC 5280, 5), valid for `days`. Numbers only rise. */
export async function makeRevocationList(
  root: Keyed,
  revoked: readonly Revoked[],
  crl_number: number,
  now: Date,
  days = 7,
): Promise<string> {
  const { issuer, signingKey } = await issuing(root, now);
  const made = await x509.X509CrlGenerator.create({
    issuer,
    thisUpdate: new Date(now.getTime() - backdateMs),
    nextUpdate: new Date(now.getTime() + days * dayMs),
    signingAlgorithm: signing,
    signingKey,
    entries: revoked.map((it) => ({ serialNumber: it.serial, revocationDate: new Date(it.revoked_at) })),
    extensions: [
      await x509.AuthorityKeyIdentifierExtension.create(new x509.X509Certificate(root.certificate.pem).publicKey),
      new x509.Extension('2.5.29.20', false, new Uint8Array(der(0x02, smallestBytes(crl_number)))),
    ],
  });
  const base64 = Buffer.from(made.rawData).toString('base64').replace(/.{64}/g, '$&\n').trimEnd();
  return `-----BEGIN X509 CRL-----\n${base64}\n-----END X509 CRL-----\n`;
}

/** Reads a PEM certificate. Throws for anything else. */
export function readCertificate(pem: string): Certificate {
  const read = new X509Certificate(pem);
  return {
    pem: read.toString(),
    serial: read.serialNumber.toLowerCase(),
    fingerprint: createHash('sha256').update(read.raw).digest('hex'),
    not_before: read.validFromDate.toISOString(),
    not_after: read.validToDate.toISOString(),
  };
}

async function newKey(): Promise<{ key_pem: string; signer: CryptoKeyOf; publicKey: CryptoKeyOf }> {
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const key_pem = pair.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
  return {
    key_pem,
    signer: pair.privateKey.toCryptoKey(ecdsa, true, ['sign']),
    publicKey: pair.publicKey.toCryptoKey(ecdsa, true, ['verify']),
  };
}

async function issuing(root: Keyed, now: Date) {
  const issuer = new x509.X509Certificate(root.certificate.pem).subjectName;
  const signingKey = createPrivateKey(root.key_pem).toCryptoKey(ecdsa, false, ['sign']);
  const notBefore = new Date(Math.max(now.getTime() - backdateMs, new Date(root.certificate.not_before).getTime()));
  return { serialNumber: newSerial(), issuer, signingKey, signingAlgorithm: signing, notBefore };
}

async function authorityExtensions(publicKey: CryptoKeyOf, limits: Limits, pathLength: number): Promise<x509.Extension[]> {
  return [
    new x509.BasicConstraintsExtension(true, pathLength, true),
    new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
    await x509.SubjectKeyIdentifierExtension.create(publicKey),
    limitsExtension(limits),
  ];
}

async function leafExtensions(root: Keyed, publicKey: CryptoKeyOf, usage: x509.ExtendedKeyUsageType): Promise<x509.Extension[]> {
  return [
    new x509.BasicConstraintsExtension(false, undefined, true),
    new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
    new x509.ExtendedKeyUsageExtension([usage]),
    await x509.SubjectKeyIdentifierExtension.create(publicKey),
    await x509.AuthorityKeyIdentifierExtension.create(new x509.X509Certificate(root.certificate.pem).publicKey),
  ];
}

/** 127 random bits that are never zero (RFC 5280, 4.1.2.2: positive, at most 20 octets). */
function newSerial(): string {
  const bytes = randomBytes(16);
  bytes[0] = (bytes[0]! & 0x7f) | 0x40;
  return bytes.toString('hex');
}

/** A number as DER wants it: no zero octets in front but the one that keeps it positive (X.690, 8.3.2). */
function smallestBytes(number: number): Buffer {
  const hex = number.toString(16);
  const even = hex.length % 2 === 0 ? hex : `0${hex}`;
  return Buffer.from(Number.parseInt(even.slice(0, 2), 16) >= 0x80 ? `00${even}` : even, 'hex');
}

function yearsAfter(now: Date, years: number): Date {
  return new Date(Date.UTC(now.getUTCFullYear() + years, now.getUTCMonth(), now.getUTCDate()));
}

function endWithin(root: Keyed, now: Date, days: number): Date {
  return new Date(Math.min(now.getTime() + days * dayMs, new Date(root.certificate.not_after).getTime()));
}

/** What stands in a distinguished name: at most 64 characters (RFC 5280, appendix A), none that the text form gives a meaning. */
function dnText(text: string): string {
  return (
    text
      .replace(/[^\p{L}\p{N} ._-]/gu, ' ')
      .trim()
      .slice(0, 64)
      .trim() || 'unnamed'
  );
}
