// Looks at a certificate somebody brings and its key: what is wrong with them, before anybody's browser says so.
import { createPrivateKey, createPublicKey, type KeyObject, X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { isWeakKey } from './plant-ca-make.ts';

/** One thing that is wrong; `code` is worded in the pages, `says` on the console. */
export type CertificateFault = { code: string; params: Record<string, string>; says: string };

export type Checked = {
  /** Empty when it can be used. */
  faults: CertificateFault[];
  /** What people should know, but what does not stop it. */
  warnings: CertificateFault[];
  /** The certificate with its chain in the order TLS wants, or null when it could not be read. */
  pem: string | null;
  leaf: X509Certificate | null;
};

const serverAuth = '1.3.6.1.5.5.7.3.1';
const day = (date: Date): string => date.toISOString().slice(0, 10);

/**
 * Checks a certificate (PEM, with its chain in any order) and its private key (PEM, not encrypted). The first of `names` is what people type
 * and must be covered; the others are only warned of.
 */
export function checkOwnCertificate(it: { certificate_pem: string; key_pem: string; names: readonly string[]; now: Date }): Checked {
  const certificates = readCertificates(it.certificate_pem);
  const key = readKey(it.key_pem);
  const faults = [...(Array.isArray(certificates) ? [] : [certificates]), ...('code' in key ? [key] : [])];
  if (!Array.isArray(certificates) || 'code' in key) return { faults, warnings: [], pem: null, leaf: null };
  const leaf = certificates.find((one) => isKeyOf(one, key));
  if (leaf === undefined) {
    const what = fault(
      'key_mismatch',
      {},
      'The private key does not belong to the certificate. Take the key the certificate was requested with',
    );
    return { faults: [what], warnings: [], pem: null, leaf: null };
  }
  const { chain, broken } = orderChain(leaf, certificates);
  const missing = it.names.filter((name) => !covers(leaf, name));
  return {
    faults: [...faultsOfLeaf(leaf, it.now), ...faultsOfChain(chain, broken, it.now), ...faultOfNames(it.names, missing, leaf)],
    warnings: warningsOf(leaf, it.names, missing),
    pem: chain.map((one) => one.toString()).join(''),
    leaf,
  };
}

/** Whether the certificate names the host or address. */
export function covers(leaf: X509Certificate, name: string): boolean {
  return (isIP(name) === 0 ? leaf.checkHost(name) : leaf.checkIP(name)) !== undefined;
}

function fault(code: string, params: Record<string, string>, says: string): CertificateFault {
  return { code: `certificate_${code}`, params, says: `${says}.` };
}

function faultsOfLeaf(leaf: X509Certificate, now: Date): CertificateFault[] {
  const found: CertificateFault[] = [];
  const until = day(leaf.validToDate);
  const from = day(leaf.validFromDate);
  if (leaf.validToDate <= now)
    found.push(fault('expired', { until }, `The certificate ended on ${until}. Have it renewed where it was made`));
  if (leaf.validFromDate > now)
    found.push(fault('not_yet', { from }, `The certificate begins on ${from}. Wait, or check the clock of this machine`));
  if (isWeakKey(leaf.publicKey)) found.push(fault('weak_key', {}, 'The key is too weak. Take RSA with 2048 bits or more, or ECDSA P-256'));
  if (/md5|sha1/i.test(leaf.signatureAlgorithm ?? ''))
    found.push(fault('weak_signature', {}, 'The certificate is signed with SHA-1 or MD5, which browsers refuse'));
  if (leaf.ca) found.push(fault('is_authority', {}, "This is an authority's certificate, not a server's"));
  const uses: readonly string[] = leaf.keyUsage ?? [];
  if (uses.length > 0 && !uses.includes(serverAuth))
    found.push(fault('wrong_use', {}, 'The certificate is not made for servers (its extended key usage lacks TLS server authentication)'));
  return found;
}

function faultsOfChain(chain: readonly X509Certificate[], broken: readonly X509Certificate[], now: Date): CertificateFault[] {
  const over = chain.slice(1).find((one) => one.validToDate <= now || one.validFromDate > now);
  const stray = broken[0];
  return [
    ...(over === undefined
      ? []
      : [fault('chain_expired', { subject: nameOf(over) }, `The authority "${nameOf(over)}" of the chain is over or not yet valid`)]),
    ...(stray === undefined
      ? []
      : [
          fault(
            'chain_broken',
            { subject: nameOf(stray) },
            `"${nameOf(stray)}" is in the file but did not sign this certificate. Take the chain of the same authority`,
          ),
        ]),
  ];
}

function faultOfNames(names: readonly string[], missing: readonly string[], leaf: X509Certificate): CertificateFault[] {
  const [first] = names;
  if (first === undefined || !missing.includes(first)) return [];
  const has = (leaf.subjectAltName ?? 'no name').replace(/(DNS|IP Address):/g, '');
  return [fault('wrong_host', { host: first, has }, `The certificate is not for ${first}; it names ${has}`)];
}

function warningsOf(leaf: X509Certificate, names: readonly string[], missing: readonly string[]): CertificateFault[] {
  const others = missing.filter((name) => name !== names[0]).join(', ');
  return [
    ...(others === '' ? [] : [fault('misses_names', { names: others }, `Under these names browsers will warn: ${others}`)]),
    ...(leaf.checkIssued(leaf) ? [fault('self_signed', {}, 'No authority signed the certificate, so every browser will warn')] : []),
  ];
}

function readCertificates(pem: string): X509Certificate[] | CertificateFault {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  try {
    if (blocks.length > 0 && blocks.length <= 20) return blocks.map((block) => new X509Certificate(block));
  } catch {
    // Told below.
  }
  return fault('unreadable', {}, 'The certificate is not in PEM form: text that begins with -----BEGIN CERTIFICATE-----');
}

function readKey(pem: string): KeyObject | CertificateFault {
  if (/ENCRYPTED/.test(pem))
    return fault('key_encrypted', {}, 'The key is locked with a passphrase. Unlock it first: openssl pkey -in key.pem -out unlocked.pem');
  try {
    return createPrivateKey(pem);
  } catch {
    return fault('key_unreadable', {}, 'The private key is not in PEM form: text that begins with -----BEGIN PRIVATE KEY-----');
  }
}

function isKeyOf(certificate: X509Certificate, key: KeyObject): boolean {
  return certificate.publicKey.equals(createPublicKey(key));
}

/** The leaf and above it who signed whom; what signed nobody of them is `broken`. A root at the end need not be sent, and is left out. */
function orderChain(leaf: X509Certificate, all: readonly X509Certificate[]): { chain: X509Certificate[]; broken: X509Certificate[] } {
  const chain = [leaf];
  const rest = all.filter((one) => one.fingerprint256 !== leaf.fingerprint256);
  for (;;) {
    const last = chain.at(-1)!;
    const at = rest.findIndex((one) => last.checkIssued(one) && last.verify(one.publicKey));
    if (at < 0) break;
    const [next] = rest.splice(at, 1);
    if (next!.checkIssued(next!)) break;
    chain.push(next!);
  }
  return { chain, broken: rest.filter((one) => !one.checkIssued(one)) };
}

function nameOf(certificate: X509Certificate): string {
  return /CN=([^\n]+)/.exec(certificate.subject)?.[1] ?? certificate.subject.replaceAll('\n', ', ');
}
