// The key that signs packages: this installation's own, kept with its secrets, certified by an entry of each log whose packages it signs.
import { createPrivateKey } from 'node:crypto';
import { ED25519_NOTE_TYPE, formatVerifierKey, type SigningKey } from '@holdfast/core-ledger';
import { KEY_ENTRY_KIND } from '@holdfast/core-package';
import { signingKeyOf } from '@holdfast/platform/ledger-crypto';
import type { LedgerLog } from '@holdfast/platform/ledger-store';
import type { Context } from '@holdfast/platform/route';
import { permitMaking } from './access.ts';
import { findKeyEntry } from './store.ledger.ts';

// RFC 8410, 7: an Ed25519 private key in PKCS #8; the 32 bytes of the seed follow.
const PKCS8_HEADER = Buffer.from('302e020100300506032b657004220420', 'hex');

/** The key of a log's packages from the installation's secret (43 base64url characters: the seed). */
export function packageKeyOf(origin: string, secret: string): SigningKey & { vkey: string } {
  const seed = Buffer.from(secret, 'base64url').subarray(0, 32);
  const key = createPrivateKey({ key: Buffer.concat([PKCS8_HEADER, seed]), format: 'der', type: 'pkcs8' });
  const signing = signingKeyOf(`${origin}/packages`, ED25519_NOTE_TYPE, key);
  return { ...signing, vkey: formatVerifierKey(signing.name, signing.public_key) };
}

/** Where a log says whose key signs its packages. */
export type Certified = { log: LedgerLog; idx: number };

/**
 * The entry that certifies the key, made when there is none yet, once it is sealed under a checkpoint. An epoch that has ended takes no more
 * entries: then the latest one says it.
 */
export async function certifyKey(
  { db, observe }: Pick<Context, 'db' | 'observe'>,
  { log, latest, site_id }: { log: LedgerLog; latest: LedgerLog; site_id: string },
  vkey: string,
  checkpoint: (log: LedgerLog) => Promise<unknown>,
): Promise<Certified> {
  for (const one of [log, latest]) {
    const known = await findKeyEntry(db, one.id, KEY_ENTRY_KIND, vkey);
    if (known !== null) return { log: one, idx: known };
  }
  await observe(permitMaking(site_id), { site: site_id, kind: KEY_ENTRY_KIND }, async () => ({
    subject: { type: 'log', id: log.id },
    facts: { vkey },
    result: null,
  }));
  await checkpoint(latest);
  const sealed = await findKeyEntry(db, latest.id, KEY_ENTRY_KIND, vkey);
  if (sealed === null) throw new Error(`the key of packages is not sealed yet in ${latest.origin}`);
  return { log: latest, idx: sealed };
}
