// A machine's own key and the request (PKCS #10) for its certificate; the key never leaves the machine.
import 'reflect-metadata';
import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import * as x509 from '@peculiar/x509';

const ecdsa = { name: 'ECDSA', namedCurve: 'P-256' } as const;

/** A new key (ECDSA P-256, PKCS #8, PEM). */
export function makeMachineKey(): string {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
}

/** A request signed by the key. What the machine is called is the server's to say, so the name in it counts for nothing. */
export async function makeMachineRequest(key_pem: string): Promise<string> {
  const key = createPrivateKey(key_pem);
  const keys = {
    privateKey: key.toCryptoKey(ecdsa, true, ['sign']),
    publicKey: createPublicKey(key).toCryptoKey(ecdsa, true, ['verify']),
  };
  const signingAlgorithm = { name: 'ECDSA', hash: 'SHA-256' };
  const made = await x509.Pkcs10CertificateRequestGenerator.create({ name: 'CN=machine', keys, signingAlgorithm });
  return made.toString('pem');
}
