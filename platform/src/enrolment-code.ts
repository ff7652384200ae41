// The one-time code a machine is enrolled with: a secret for the server, and enough of the authority's fingerprint to know it by.
import { createHash } from 'node:crypto';

/** Crockford's base32: no I, L, O, U, so that a code read aloud is typed right. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const secretLength = 10;
/** 26 signs hold 130 bits: nobody makes an authority that begins so. */
const pinLength = 26;

/** `XXXXX-XXXXX-...`: a secret of ten random bytes, and the SHA-256 of the authority (lower-case hex) it is to be found behind. */
export function writeEnrolmentCode(random: Uint8Array, authority_sha256: string): string {
  const secret = Array.from(random.subarray(0, secretLength), (byte) => alphabet[byte & 31]).join('');
  return `${secret}${pinOf(authority_sha256)}`.match(/.{1,5}/g)!.join('-');
}

/** What was typed, without what people mistype; null when it can't be a code. */
export function readEnrolmentCode(text: string): { secret: string; pin: string } | null {
  const plain = text
    .toUpperCase()
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
    .replace(/[^0-9A-Z]/g, '');
  if (plain.length !== secretLength + pinLength) return null;
  return { secret: plain.slice(0, secretLength), pin: plain.slice(secretLength) };
}

/** The beginning of a fingerprint as it stands in a code. */
export function pinOf(authority_sha256: string): string {
  let bits = 0n;
  for (const byte of Buffer.from(authority_sha256, 'hex').subarray(0, 17)) bits = (bits << 8n) | BigInt(byte);
  bits >>= 6n;
  let text = '';
  for (let i = 0; i < pinLength; i += 1, bits >>= 5n) text = alphabet[Number(bits & 31n)]! + text;
  return text;
}

/** Of a certificate in PEM: SHA-256 over its DER, lower-case hex. */
export function fingerprintOfPem(pem: string): string {
  const base64 = /-----BEGIN CERTIFICATE-----([^-]+)-----END/.exec(pem)?.[1] ?? '';
  return createHash('sha256').update(Buffer.from(base64, 'base64')).digest('hex');
}

/** What the server keeps of a secret. */
export const digestOfSecret = (secret: string): Buffer => createHash('sha256').update(`holdfast enrolment ${secret}`).digest();
