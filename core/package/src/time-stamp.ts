// Time stamps of RFC 3161 in a package: over just this checkpoint, rightly signed, and by an authority the auditor brought or knows by its fingerprint.
import { equalBytes, type VerifyBytes } from '@holdfast/core-ledger';
import { childrenOf, type Der, oidOf, readWhole, tags, timeOf } from './der.ts';
import { type Certificate, hashOf, isIssuedBy, isSignedBy, readCertificate } from './x509.ts';

/** What an auditor knows of time stamping authorities. `fingerprints`: SHA-256 of a certificate, hexadecimal. */
export type StampTrust = { certificates: readonly Certificate[]; fingerprints: readonly string[] };

/**
 * `at`: milliseconds. `trusted` false: the stamp is whole, but nobody who was brought stands behind it; `fingerprint` is that of its certificate.
 * `unreadable`: damaged, or not granted. `other`: of something else. `bad_signature`: changed. `unknown_algorithm`: cannot be judged here.
 */
export type StampVerdict =
  | { ok: true; at: number; authority: string; fingerprint: string; trusted: boolean }
  | { ok: false; what: 'unreadable' | 'other' | 'bad_signature' | 'unknown_algorithm' };

const ids = {
  signed_data: '1.2.840.113549.1.7.2',
  tst_info: '1.2.840.113549.1.9.16.1.4',
  content_type: '1.2.840.113549.1.9.3',
  message_digest: '1.2.840.113549.1.9.4',
  sha256: '2.16.840.1.101.3.4.2.1',
} as const;
const digestNames: Readonly<Record<string, 'sha256' | 'sha384' | 'sha512'>> = {
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};
const no = (what: Extract<StampVerdict, { ok: false }>['what']): StampVerdict => ({ ok: false, what });

type Signer = { serial: Uint8Array | null; digest: string; attributes: Der; algorithm: string; signature: Uint8Array };
type Token = { content: Uint8Array; at: number; imprint: Uint8Array; certificates: Certificate[]; signer: Signer };

/** Judges a TimeStampResp over `digest` (SHA-256). */
export function judgeStamp(response: Uint8Array, digest: Uint8Array, trust: StampTrust, verifyEd25519: VerifyBytes): StampVerdict {
  const token = readToken(response);
  if (token === null) return no('unreadable');
  if (!equalBytes(token.imprint, digest)) return no('other');
  const { signer, certificates } = token;
  if (!holdsDigest(signer, token.content)) return no('bad_signature');
  // The SET OF that is signed, not the tag it travels under (RFC 5652, 5.4).
  const message = Uint8Array.from(signer.attributes.whole);
  message[0] = tags.set;
  const how = { algorithm: signer.algorithm, digest: digestNames[signer.digest]!, message, signature: signer.signature };
  const candidates = [...certificates, ...trust.certificates].filter(
    (it) => signer.serial === null || equalBytes(it.serial, signer.serial),
  );
  const verdicts = candidates.map((it) => ({ it, is: isSignedBy(it, how, verifyEd25519) }));
  const own = verdicts.find(({ is }) => is === true)?.it;
  if (own === undefined) return no(verdicts.some(({ is }) => is === null) ? 'unknown_algorithm' : 'bad_signature');
  const trusted = own.stamps_time && leadsTo(own, certificates, trust, token.at, verifyEd25519);
  return { ok: true, at: token.at, authority: own.name, fingerprint: own.fingerprint, trusted };
}

function readToken(response: Uint8Array): Token | null {
  const [status, info] = childrenOf(readWhole(response)) ?? [];
  const granted = childrenOf(status)?.[0];
  if (granted?.tag !== tags.integer || granted.content.length !== 1 || granted.content[0]! > 1) return null;
  const [type, wrapped] = childrenOf(info) ?? [];
  const parts = childrenOf(childrenOf(wrapped)?.[0]) ?? [];
  const [, , encapsulated, ...rest] = parts;
  const [contentType, inner] = childrenOf(encapsulated) ?? [];
  const octets = childrenOf(inner)?.[0];
  if (oidOf(type) !== ids.signed_data || oidOf(contentType) !== ids.tst_info || octets?.tag !== tags.octets) return null;
  const told = readInfo(octets.content);
  const signers = childrenOf(rest.find(({ tag }) => tag === tags.set)) ?? [];
  const signer = signers.length === 1 ? readSigner(signers[0]!) : null;
  if (told === null || signer === null) return null;
  const kept = childrenOf(rest.find(({ tag }) => tag === 0xa0)) ?? [];
  const certificates = kept.map(({ whole }) => readCertificate(whole)).filter((it) => it !== null);
  return { ...told, content: octets.content, certificates, signer };
}

/** TSTInfo (RFC 3161, 2.4.2): what was stamped, and when. */
function readInfo(bytes: Uint8Array): { imprint: Uint8Array; at: number } | null {
  const [, , imprint, , at] = childrenOf(readWhole(bytes)) ?? [];
  const [algorithm, hashed] = childrenOf(imprint) ?? [];
  const time = timeOf(at);
  if (oidOf(childrenOf(algorithm)?.[0]) !== ids.sha256 || hashed?.tag !== tags.octets || time === null) return null;
  return { imprint: hashed.content, at: time };
}

function readSigner(it: Der): Signer | null {
  const [, sid, digest, attributes, algorithm, signature] = childrenOf(it) ?? [];
  const [by, hash] = [oidOf(childrenOf(algorithm)?.[0]), oidOf(childrenOf(digest)?.[0])];
  if (attributes?.tag !== 0xa0 || signature?.tag !== tags.octets || by === null || hash === null || hashOf[hash] === undefined) return null;
  // Named by its key instead of its number: the signature itself tells which one it is.
  const serial = sid?.tag === tags.sequence ? (childrenOf(sid)?.[1]?.content ?? null) : null;
  return { serial, digest: hash, attributes, algorithm: by, signature: signature.content };
}

/** The signed attributes hold the digest of the content, and its type, each once (RFC 5652, 11.1 and 11.2). */
function holdsDigest({ attributes, digest }: Signer, content: Uint8Array): boolean {
  const values = (id: string): Der[] =>
    (childrenOf(attributes) ?? []).flatMap((one) => {
      const [name, set] = childrenOf(one) ?? [];
      return oidOf(name) === id ? (childrenOf(set) ?? []) : [];
    });
  const [digests, types] = [values(ids.message_digest), values(ids.content_type)];
  if (digests.length !== 1 || types.length !== 1 || oidOf(types[0]) !== ids.tst_info) return false;
  return digests[0]!.tag === tags.octets && equalBytes(digests[0]!.content, hashOf[digest]!(content));
}

function leadsTo(own: Certificate, between: readonly Certificate[], trust: StampTrust, at: number, verifyEd25519: VerifyBytes): boolean {
  const brought = new Set([...trust.fingerprints, ...trust.certificates.map(({ fingerprint }) => fingerprint)]);
  let here: Certificate | undefined = own;
  for (let depth = 0; depth < 8 && here !== undefined; depth += 1) {
    if (at < here.from || at > here.until) return false;
    if (brought.has(here.fingerprint)) return true;
    const it: Certificate = here;
    here = [...trust.certificates, ...between].find((one) => isIssuedBy(it, one, verifyEd25519));
  }
  return false;
}

/** Fingerprints as people write them: with colons, spaces, in capitals. Null for a word that is none. */
export function readFingerprint(text: string): string | null {
  const plain = text.replace(/[:\s]/g, '').toLowerCase();
  return /^[0-9a-f]{64}$/.test(plain) ? plain : null;
}
