// A backup's encryption: chunks under AES-256-GCM with a key of its own, which a passphrase (scrypt) or a recovery key (X25519) opens.
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  randomBytes,
  scryptSync,
} from 'node:crypto';
import { StartFault } from './start-fault.ts';

/** How the content key is wrapped for one who may open the backup. Bytes are base64. */
export type Recipient =
  | { kind: 'passphrase'; salt: string; log_n: number; wrapped: string }
  | { kind: 'recovery_key'; recovery_key: string; ephemeral: string; wrapped: string };

/** Who shall open a backup; at least one of them. */
export type Openers = { passphrase?: string | undefined; recovery_key?: string | undefined };
/** What opens one: a passphrase, or the private recovery key as it was shown. */
export type Opening = { passphrase: string } | { secret: string };

// RFC 7914; 128 MiB and about half a second: a guess costs what a start of Holdfast does.
const logN = 17;
const largestLogN = 20;
const tagBytes = 16;
const keyWord = 'holdfast-recovery-';
const shortest = 12;
const spkiHeader = Buffer.from('302a300506032b656e032100', 'hex');
const pkcs8Header = Buffer.from('302e020100300506032b656e04220420', 'hex');

/** A new recovery key: `secret` is shown once and kept on paper, `recovery_key` is public and is what backups are made for. */
export function makeRecoveryKey(): { secret: string; recovery_key: string } {
  const { publicKey, privateKey } = generateKeyPairSync('x25519');
  const seed = privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(pkcs8Header.length);
  return {
    secret: `${keyWord}${seed.toString('base64url')}`,
    recovery_key: publicKey.export({ format: 'der', type: 'spki' }).subarray(spkiHeader.length).toString('base64'),
  };
}

/** The first 16 hexadecimal digits of its SHA-256: what people compare. */
export function fingerprintOf(recovery_key: string): string {
  return createHash('sha256').update(Buffer.from(recovery_key, 'base64')).digest('hex').slice(0, 16);
}

/** Wraps a content key. Throws StartFault for nobody, and for a passphrase that is too short to protect anything. */
export function wrapKey(key: Buffer, openers: Openers): Recipient[] {
  const { passphrase, recovery_key } = openers;
  if (passphrase !== undefined && passphrase.length < shortest)
    throw new StartFault('passphrase_short', `The passphrase is too short: at least ${shortest} characters.`);
  const recipients = [
    ...(passphrase === undefined ? [] : [forPassphrase(key, passphrase)]),
    ...(recovery_key === undefined ? [] : [forRecoveryKey(key, recovery_key)]),
  ];
  if (recipients.length > 0) return recipients;
  throw new StartFault('no_opener', 'A backup is always encrypted. Give --passphrase-file FILE, or set up a recovery key in Holdfast.');
}

function forPassphrase(key: Buffer, passphrase: string): Recipient {
  const salt = randomBytes(16);
  return { kind: 'passphrase', salt: base64(salt), log_n: logN, wrapped: base64(seal(stretch(passphrase, salt, logN), key)) };
}

function forRecoveryKey(key: Buffer, recovery_key: string): Recipient {
  const theirs = createPublicKey({ key: Buffer.concat([spkiHeader, Buffer.from(recovery_key, 'base64')]), format: 'der', type: 'spki' });
  const { publicKey, privateKey } = generateKeyPairSync('x25519');
  const ephemeral = publicKey.export({ format: 'der', type: 'spki' }).subarray(spkiHeader.length);
  const shared = agree(diffieHellman({ publicKey: theirs, privateKey }), ephemeral, recovery_key);
  return { kind: 'recovery_key', recovery_key, ephemeral: base64(ephemeral), wrapped: base64(seal(shared, key)) };
}

/** The content key. Throws StartFault when the passphrase or key is not one of this backup's. */
export function unwrapKey(recipients: readonly Recipient[], opening: Opening): Buffer {
  for (const recipient of recipients) {
    const wrapping = wrappingOf(recipient, opening);
    const key = wrapping === null ? null : unseal(wrapping, Buffer.from(recipient.wrapped, 'base64'));
    if (key !== null) return key;
  }
  const what = 'passphrase' in opening ? 'passphrase' : 'recovery key';
  const own = recipients.map((it) => (it.kind === 'passphrase' ? 'a passphrase' : `the recovery key ${fingerprintOf(it.recovery_key)}`));
  throw new StartFault('wrong_key', `This ${what} does not open the backup. It was made for ${own.join(' and ')}.`);
}

function wrappingOf(recipient: Recipient, opening: Opening): Buffer | null {
  if (recipient.kind === 'passphrase') {
    if (!('passphrase' in opening) || recipient.log_n > largestLogN) return null;
    return stretch(opening.passphrase, Buffer.from(recipient.salt, 'base64'), recipient.log_n);
  }
  if (!('secret' in opening)) return null;
  const seed = Buffer.from(opening.secret.trim().replace(keyWord, ''), 'base64url');
  if (seed.length !== 32) throw new StartFault('key_unreadable', `This is no recovery key: it begins with ${keyWord} and is one line.`);
  const privateKey = createPrivateKey({ key: Buffer.concat([pkcs8Header, seed]), format: 'der', type: 'pkcs8' });
  const ephemeral = Buffer.from(recipient.ephemeral, 'base64');
  const publicKey = createPublicKey({ key: Buffer.concat([spkiHeader, ephemeral]), format: 'der', type: 'spki' });
  return agree(diffieHellman({ publicKey, privateKey }), ephemeral, recipient.recovery_key);
}

const base64 = (bytes: Buffer): string => bytes.toString('base64');
const stretch = (passphrase: string, salt: Buffer, log_n: number): Buffer =>
  scryptSync(passphrase.normalize('NFKC'), salt, 32, { N: 2 ** log_n, r: 8, p: 1, maxmem: 2 ** (log_n + 11) });
// RFC 5869; both public halves bind the result to this recipient.
const agree = (shared: Buffer, ephemeral: Buffer, recovery_key: string): Buffer =>
  Buffer.from(hkdfSync('sha256', shared, Buffer.concat([ephemeral, Buffer.from(recovery_key, 'base64')]), 'holdfast backup', 32));

// A wrapping key wraps one content key only, so its nonce may be zero.
function seal(key: Buffer, plain: Buffer): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, Buffer.alloc(12));
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

function unseal(key: Buffer, sealed: Buffer): Buffer | null {
  try {
    return openWith(key, Buffer.alloc(12), null, sealed);
  } catch {
    return null;
  }
}

function openWith(key: Buffer, nonce: Buffer, bound: Buffer | null, sealed: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, nonce);
  if (bound !== null) decipher.setAAD(bound);
  decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes));
  return Buffer.concat([decipher.update(sealed.subarray(0, sealed.length - tagBytes)), decipher.final()]);
}

/** Plain bytes of a chunk; in the file each is `sealedBytes` longer. */
export const chunkBytes = 1 << 20;
export const sealedBytes = tagBytes;

// Of a key that is used for one backup only: the number of the chunk, and whether it is the last, so none can be moved, repeated or cut off.
function nonceOf(number: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeBigUInt64BE(BigInt(number), 3);
  nonce[11] = isLast ? 1 : 0;
  return nonce;
}

/** Encrypts chunk `number`. `bound` is the SHA-256 of the header. */
export function sealChunk(key: Buffer, bound: Buffer, number: number, isLast: boolean, plain: Buffer): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonceOf(number, isLast));
  cipher.setAAD(bound);
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** Decrypts chunk `number`, null when one bit of it is not as it was written. */
export function openChunk(key: Buffer, bound: Buffer, number: number, isLast: boolean, sealed: Buffer): Buffer | null {
  if (sealed.length < tagBytes) return null;
  try {
    return openWith(key, nonceOf(number, isLast), bound, sealed);
  } catch {
    return null;
  }
}
