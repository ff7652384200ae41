// Time stamps of RFC 3161: the request over a digest, and whether a response is a stamp over it by an authority that is trusted.
import { createHash, verify, X509Certificate } from 'node:crypto';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import { SignedData, type SignerInfo } from '@peculiar/asn1-cms';
import { MessageImprint, PKIStatus, TimeStampReq, TimeStampReqVersion, TimeStampResp, TSTInfo } from '@peculiar/asn1-tsp';
import { AlgorithmIdentifier, type Certificate } from '@peculiar/asn1-x509';

const oid = {
  sha256: '2.16.840.1.101.3.4.2.1',
  signed_data: '1.2.840.113549.1.7.2',
  tst_info: '1.2.840.113549.1.9.16.1.4',
  content_type: '1.2.840.113549.1.9.3',
  message_digest: '1.2.840.113549.1.9.4',
  time_stamping: '1.3.6.1.5.5.7.3.8',
} as const;
const hashes: Readonly<Record<string, string>> = {
  [oid.sha256]: 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};
// RSA-PSS says its parameters beside; the authorities seen use PKCS #1 v1.5 or ECDSA.
const pss = '1.2.840.113549.1.1.10';

/** Why a response is no stamp: a code the UI words. */
export type StampFault = 'not_granted' | 'not_a_stamp' | 'other_imprint' | 'stamp_not_trusted';
export type StampVerdict = { ok: true; at: Date } | { ok: false; fault: StampFault };

/** TimeStampReq (RFC 3161, 2.4.1) over a SHA-256 digest; asks for the certificate. `nonce`: 8 random bytes. */
export function requestStamp(digest: Uint8Array, nonce: Uint8Array): Uint8Array {
  const messageImprint = new MessageImprint({
    hashAlgorithm: new AlgorithmIdentifier({ algorithm: oid.sha256, parameters: null }),
    hashedMessage: new OctetString(digest),
  });
  const request = new TimeStampReq({ version: TimeStampReqVersion.v1, messageImprint, nonce: integerOf(nonce), certReq: true });
  return new Uint8Array(AsnConvert.serialize(request));
}

/** An INTEGER's content octets that are positive and shortest (X.690, 8.3.2), so that they come back the same. */
function integerOf(bytes: Uint8Array): ArrayBuffer {
  const own = Uint8Array.from(bytes);
  own[0] = (own[0]! & 0x3f) | 0x40;
  return own.buffer;
}

/** Judges a TimeStampResp. `trusted`: PEM of the authority and what stands between; a stamp counts when its signer leads to one of them. */
export function judgeStamp(response: Uint8Array, digest: Uint8Array, nonce: Uint8Array | null, trusted: string): StampVerdict {
  try {
    const { status, timeStampToken } = AsnConvert.parse(Uint8Array.from(response).buffer, TimeStampResp);
    if (status.status !== PKIStatus.granted && status.status !== PKIStatus.grantedWithMods) return no('not_granted');
    if (timeStampToken?.contentType !== oid.signed_data) return no('not_a_stamp');
    return judgeToken(AsnConvert.parse(timeStampToken.content, SignedData), digest, nonce, trusted);
  } catch {
    return no('not_a_stamp');
  }
}

const no = (fault: StampFault) => ({ ok: false as const, fault });
const equal = (a: ArrayBuffer | Uint8Array, b: Uint8Array): boolean => Buffer.from(a as ArrayBuffer).equals(b);

function judgeToken(signed: SignedData, digest: Uint8Array, nonce: Uint8Array | null, trusted: string): StampVerdict {
  const { eContentType, eContent } = signed.encapContentInfo;
  const [signer, ...others] = signed.signerInfos;
  if (eContentType !== oid.tst_info || eContent?.single === undefined || signer === undefined || others.length > 0)
    return no('not_a_stamp');
  const content = Buffer.from(eContent.single.buffer);
  const info = AsnConvert.parse(content, TSTInfo);
  const { hashAlgorithm, hashedMessage } = info.messageImprint;
  const isSameNonce = nonce === null || (info.nonce !== undefined && equal(info.nonce, Buffer.from(integerOf(nonce))));
  if (hashAlgorithm.algorithm !== oid.sha256 || !equal(hashedMessage.buffer, digest) || !isSameNonce) return no('other_imprint');
  const certificates = [...(signed.certificates ?? [])].flatMap(({ certificate }) =>
    certificate === undefined ? [] : [x509Of(certificate)],
  );
  const own = [...certificates, ...pemsOf(trusted)].find((it) => isOfSigner(it, signer) && isSignedBy(signer, content, it));
  if (own === undefined || own.keyUsage?.includes(oid.time_stamping) !== true) return no('stamp_not_trusted');
  return leadsTo(own, certificates, pemsOf(trusted), info.genTime) ? { ok: true, at: info.genTime } : no('stamp_not_trusted');
}

const x509Of = (certificate: Certificate): X509Certificate => new X509Certificate(Buffer.from(AsnConvert.serialize(certificate)));

function pemsOf(text: string): X509Certificate[] {
  return (text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []).map((pem) => new X509Certificate(pem));
}

/** Whether a text holds certificates, and only such that can be read. */
export function holdsCertificates(text: string): boolean {
  try {
    return pemsOf(text).length > 0;
  } catch {
    return false;
  }
}

function isOfSigner(certificate: X509Certificate, { sid }: SignerInfo): boolean {
  const serial = sid.issuerAndSerialNumber?.serialNumber;
  // Named by its key instead (RFC 5652, 5.3): the signature itself tells which one it is.
  if (serial === undefined) return true;
  return BigInt(`0x${certificate.serialNumber}`) === BigInt(`0x${Buffer.from(serial).toString('hex')}`);
}

// RFC 5652, 5.4: the attributes are signed as a SET OF, and hold the digest of the content.
function isSignedBy(signer: SignerInfo, content: Buffer, certificate: X509Certificate): boolean {
  const hash = hashes[signer.digestAlgorithm.algorithm];
  if (hash === undefined || signer.signedAttrs === undefined || signer.signatureAlgorithm.algorithm === pss) return false;
  const values = (type: string): ArrayBuffer[] => signer.signedAttrs?.find(({ attrType }) => attrType === type)?.attrValues ?? [];
  const [digest, type] = [values(oid.message_digest), values(oid.content_type)];
  const isDigest =
    digest.length === 1 && equal(AsnConvert.parse(digest[0]!, OctetString).buffer, createHash(hash).update(content).digest());
  const isType = type.length === 1 && Buffer.from(type[0]!).subarray(2).equals(Buffer.from('2a864886f70d0109100104', 'hex'));
  if (!isDigest || !isType) return false;
  const key = certificate.publicKey;
  const isPure = key.asymmetricKeyType === 'ed25519' || key.asymmetricKeyType === 'ed448';
  return verify(isPure ? null : signatureHash(signer, hash), signedBytes(signer.signedAttrs), key, Buffer.from(signer.signature.buffer));
}

/** The attributes as the SET OF that is signed, in the order of DER (X.690, 11.6). */
function signedBytes(attributes: NonNullable<SignerInfo['signedAttrs']>): Buffer {
  const body = Buffer.concat(attributes.map((it) => Buffer.from(AsnConvert.serialize(it))).toSorted((a, b) => Buffer.compare(a, b)));
  const octets = body.length < 0x80 ? [] : [...Buffer.from(body.length.toString(16).padStart(body.length < 0x100 ? 2 : 4, '0'), 'hex')];
  const length = octets.length === 0 ? [body.length] : [0x80 | octets.length, ...octets];
  return Buffer.concat([Buffer.from([0x31, ...length]), body]);
}

// sha*WithRSAEncryption and ecdsa-with-SHA* name their hash; plain rsaEncryption uses the digest's (RFC 5754, 3.2 and 3.3).
function signatureHash({ signatureAlgorithm: { algorithm } }: SignerInfo, digest: string): string {
  const named: Readonly<Record<string, string>> = {
    '1.2.840.113549.1.1.11': 'sha256',
    '1.2.840.113549.1.1.12': 'sha384',
    '1.2.840.113549.1.1.13': 'sha512',
    '1.2.840.10045.4.3.2': 'sha256',
    '1.2.840.10045.4.3.3': 'sha384',
    '1.2.840.10045.4.3.4': 'sha512',
  };
  return named[algorithm] ?? digest;
}

function leadsTo(leaf: X509Certificate, between: readonly X509Certificate[], trusted: readonly X509Certificate[], at: Date): boolean {
  const isTrusted = (it: X509Certificate): boolean => trusted.some((one) => one.fingerprint256 === it.fingerprint256);
  const isValid = (it: X509Certificate): boolean => new Date(it.validFrom) <= at && at <= new Date(it.validTo);
  let here = leaf;
  for (let depth = 0; depth < 8; depth += 1) {
    if (!isValid(here)) return false;
    if (isTrusted(here)) return true;
    const next = [...trusted, ...between].find((it) => it.ca && here.checkIssued(it) && here.verify(it.publicKey));
    if (next === undefined) return false;
    here = next;
  }
  return false;
}
