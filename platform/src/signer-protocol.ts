// What server and signer say to each other over a Unix socket: HTTP, to sign as a witness is asked (C2SP tlog-witness, the checkpoint unsigned), the rest as JSON.
import type { KeyType } from '@holdfast/core-ledger';
import type { RefusalCode } from './signer-key.ts';

/** A key of the signer: its type and raw bytes in base64. */
export type PublicKey = { type: KeyType; public_key: string };
export type SignedHead = { origin: string; size: number; root: string };
/** Told and kept when the signer refused: what was asked, and what it had signed. */
export type Refusal = { at: string; origin: string; code: RefusalCode; size: number; signed_size: number };

/** What the signer says of itself. `uid`: the user it runs as; `source`: where its key lies. */
export type SignerFacts = {
  uid: number;
  source: 'file' | 'passphrase' | 'pkcs11';
  keys: PublicKey[];
  retired: (PublicKey & { until: string })[];
  next: PublicKey[] | null;
  heads: SignedHead[];
  last_refusal: Refusal | null;
};
