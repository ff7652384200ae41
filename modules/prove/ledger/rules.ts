// Decisions about the ledger: which acts are sealed and signed at once, and what protects a log.
import type { Protection } from './schema.ts';

/** The closed list of acts that must not wait for the next checkpoint: what is shown to somebody outside, and what decides or destroys. */
const atOnce: readonly RegExp[] = [
  /^incident\.report_sent$/,
  /^package\.made$/,
  /^custody\./,
  /^evidence\.destruction_approved$/,
  /^conduit\.list_(approved|refused)$/,
  /^decision\./,
  /^personal_data\.erased$/,
  /^ledger\.(restored|key_rotated)$/,
];

export function needsCheckpoint(kind: string): boolean {
  return atOnce.some((it) => it.test(kind));
}

/** What the signer is, as far as the server can tell: `uid` null while it was never reached. */
export type SignerPlace = { uid: number | null; source: 'file' | 'passphrase' | 'pkcs11' | null; server_uid: number };

/**
 * How the key is kept apart from whoever owns the server or the database. A key of the server's own user is read by a stolen server; root
 * reads everybody's.
 */
export function protectionsOfKey({ uid, source, server_uid }: SignerPlace): Protection[] {
  if (uid === null) return [{ code: 'signer_unknown', holds: false }];
  const apart = uid !== server_uid && server_uid !== 0;
  const where = server_uid === 0 && uid !== 0 ? 'server_is_root' : 'signer_same_user';
  return [
    apart ? { code: 'signer_apart', holds: true } : { code: where, holds: false },
    { code: 'signer_remembers', holds: true },
    ...(source === 'pkcs11' ? [{ code: 'key_in_token', holds: true }] : []),
    ...(source === 'passphrase' ? [{ code: 'key_under_passphrase', holds: true }] : []),
  ];
}
