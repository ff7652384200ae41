// X.509 certificates (RFC 5280) and signatures under them, in plain code, so that Node and a page without network judge alike: RSA PKCS #1 v1.5, ECDSA, Ed25519.
import { bytesToHex, decodeBase64, decodeUtf8, equalBytes, type VerifyBytes } from '@holdfast/core-ledger';
import { p256, p384, p521 } from '@noble/curves/nist.js';
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { childrenOf, type Der, oidOf, readWhole, tags, timeOf } from './der.ts';

export type Certificate = {
  whole: Uint8Array;
  /** SHA-256 of it, hexadecimal. */
  fingerprint: string;
  serial: Uint8Array;
  issuer: Uint8Array;
  subject: Uint8Array;
  /** The common name for people, or the whole name in hexadecimal. */
  name: string;
  from: number;
  until: number;
  is_ca: boolean;
  stamps_time: boolean;
  key: Der;
  /** What its issuer signed. */
  signed: Uint8Array;
  algorithm: string;
  signature: Uint8Array;
};

export const hashOf: Readonly<Record<string, (bytes: Uint8Array) => Uint8Array>> = {
  '2.16.840.1.101.3.4.2.1': sha256,
  '2.16.840.1.101.3.4.2.2': sha384,
  '2.16.840.1.101.3.4.2.3': sha512,
};
const hashes = { sha256, sha384, sha512 } as const;
type HashName = keyof typeof hashes;
/** Algorithms that name key and hash at once. */
const algorithms: Readonly<Record<string, { key: 'rsa' | 'ec' | 'ed25519'; hash: HashName }>> = {
  '1.2.840.113549.1.1.11': { key: 'rsa', hash: 'sha256' },
  '1.2.840.113549.1.1.12': { key: 'rsa', hash: 'sha384' },
  '1.2.840.113549.1.1.13': { key: 'rsa', hash: 'sha512' },
  '1.2.840.10045.4.3.2': { key: 'ec', hash: 'sha256' },
  '1.2.840.10045.4.3.3': { key: 'ec', hash: 'sha384' },
  '1.2.840.10045.4.3.4': { key: 'ec', hash: 'sha512' },
  '1.3.101.112': { key: 'ed25519', hash: 'sha512' },
};
const plainRsa = '1.2.840.113549.1.1.1';
const curves: Readonly<Record<string, typeof p256>> = { '1.2.840.10045.3.1.7': p256, '1.3.132.0.34': p384, '1.3.132.0.35': p521 };
/** DigestInfo before the hash (RFC 8017, 9.2, note 1). */
const digestInfo: Readonly<Record<HashName, string>> = {
  sha256: '3031300d060960864801650304020105000420',
  sha384: '3041300d060960864801650304020205000430',
  sha512: '3051300d060960864801650304020305000440',
};

/** Reads one; null for bytes that are none. */
export function readCertificate(bytes: Uint8Array): Certificate | null {
  const [tbs, algorithm, signature, ...none] = childrenOf(readWhole(bytes)) ?? [];
  const fields = childrenOf(tbs) ?? [];
  const [version] = fields;
  if (version?.tag !== 0xa0 || none.length > 0 || signature?.tag !== tags.bits || signature.content[0] !== 0) return null;
  const [, serial, , issuer, validity, subject, key, ...more] = fields;
  const [from, until] = (childrenOf(validity) ?? []).map(timeOf);
  const by = oidOf(childrenOf(algorithm)?.[0]);
  if (serial?.tag !== tags.integer || issuer === undefined || subject === undefined || key === undefined) return null;
  if (typeof from !== 'number' || typeof until !== 'number' || by === null || tbs === undefined) return null;
  const extensions = extensionsOf(more.find(({ tag }) => tag === 0xa3));
  return {
    whole: bytes,
    fingerprint: bytesToHex(sha256(bytes)),
    serial: serial.content,
    issuer: issuer.whole,
    subject: subject.whole,
    name: nameOf(subject),
    from,
    until,
    is_ca: isCa(extensions.get('2.5.29.19')),
    stamps_time: usagesOf(extensions.get('2.5.29.37')).includes('1.3.6.1.5.5.7.3.8'),
    key,
    signed: tbs.whole,
    algorithm: by,
    signature: signature.content.subarray(1),
  };
}

function extensionsOf(it: Der | undefined): Map<string, Der | null> {
  const list = childrenOf(childrenOf(it)?.[0]) ?? [];
  return new Map(
    list.flatMap((one): [string, Der | null][] => {
      const parts = childrenOf(one) ?? [];
      const [id, value] = [oidOf(parts[0]), parts.at(-1)];
      return id === null || value?.tag !== tags.octets ? [] : [[id, readWhole(value.content)]];
    }),
  );
}

const isCa = (it: Der | null | undefined): boolean => {
  const first = childrenOf(it)?.[0];
  return first?.tag === 0x01 && first.content[0] === 0xff;
};
const usagesOf = (it: Der | null | undefined): (string | null)[] => (childrenOf(it) ?? []).map(oidOf);

function nameOf(subject: Der): string {
  for (const set of childrenOf(subject) ?? [])
    for (const pair of childrenOf(set) ?? []) {
      const [id, value] = childrenOf(pair) ?? [];
      if (oidOf(id) === '2.5.4.3' && value !== undefined) return textOf(value.content);
    }
  return bytesToHex(subject.content).slice(0, 80);
}

function textOf(bytes: Uint8Array): string {
  const text = decodeUtf8(bytes);
  return text.ok ? text.value.slice(0, 200) : bytesToHex(bytes).slice(0, 80);
}

/** All certificates of a text in PEM; null when one of them cannot be read, or there is none. */
export function readPem(text: string): Certificate[] | null {
  const found = [...text.matchAll(/-----BEGIN CERTIFICATE-----([^-]+)-----END CERTIFICATE-----/g)].map(([, body]) => {
    const bytes = decodeBase64((body ?? '').replace(/\s/g, ''));
    return bytes.ok ? readCertificate(bytes.value) : null;
  });
  return found.length > 0 && found.every((it) => it !== null) ? found : null;
}

/** Whether a certificate's key signed `message`. `digest`: names the hash where the algorithm does not (RFC 5754, 3.2). Null: an algorithm not known here. */
export function isSignedBy(
  { key }: Pick<Certificate, 'key'>,
  { algorithm, digest, message, signature }: { algorithm: string; digest?: HashName; message: Uint8Array; signature: Uint8Array },
  verifyEd25519: VerifyBytes,
): boolean | null {
  const how = algorithm === plainRsa && digest !== undefined ? { key: 'rsa' as const, hash: digest } : algorithms[algorithm];
  const [info, bits] = childrenOf(key) ?? [];
  if (how === undefined || bits?.tag !== tags.bits || bits.content[0] !== 0) return null;
  const bytes = bits.content.subarray(1);
  const parts = childrenOf(info) ?? [];
  const kind = oidOf(parts[0]);
  if (how.key === 'ed25519') return kind === '1.3.101.112' ? verifyEd25519(bytes, message, signature) : false;
  const hashed = hashes[how.hash](message);
  if (how.key === 'rsa') return kind === plainRsa ? isRsa(bytes, hashed, how.hash, signature) : false;
  const curve = kind === '1.2.840.10045.2.1' ? curves[oidOf(parts[1]) ?? ''] : undefined;
  if (curve === undefined) return null;
  try {
    return curve.verify(signature, hashed, bytes, { prehash: false, format: 'der', lowS: false });
  } catch {
    return false;
  }
}

const bigOf = (bytes: Uint8Array): bigint => BigInt(`0x${bytesToHex(bytes) || '0'}`);

/** RSASSA-PKCS1-v1_5 (RFC 8017, 8.2.2): the whole padded block is made and compared. Moduli of 1024 to 8192 bits. */
function isRsa(key: Uint8Array, hashed: Uint8Array, hash: HashName, signature: Uint8Array): boolean {
  const [n, e] = childrenOf(readWhole(key)) ?? [];
  if (n?.tag !== tags.integer || e?.tag !== tags.integer || e.content.length > 5) return false;
  const modulus = n.content[0] === 0 ? n.content.subarray(1) : n.content;
  if (modulus.length < 128 || modulus.length > 1024 || signature.length !== modulus.length) return false;
  const block = powerOf(bigOf(signature), bigOf(e.content), bigOf(modulus));
  const info = `${digestInfo[hash]}${bytesToHex(hashed)}`;
  const padding = 'ff'.repeat(modulus.length - 3 - info.length / 2);
  return block === BigInt(`0x0001${padding}00${info}`);
}

function powerOf(base: bigint, exponent: bigint, modulus: bigint): bigint {
  if (base >= modulus) return -1n;
  let [result, square] = [1n, base];
  for (let left = exponent; left > 0n; left >>= 1n) {
    if ((left & 1n) === 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}

/** Whether `issuer` issued a certificate: its name, that it may, and its signature. */
export function isIssuedBy(it: Certificate, issuer: Certificate, verifyEd25519: VerifyBytes): boolean {
  const { algorithm, signed, signature } = it;
  return (
    issuer.is_ca &&
    equalBytes(it.issuer, issuer.subject) &&
    isSignedBy(issuer, { algorithm, message: signed, signature }, verifyEd25519) === true
  );
}
