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

/** The entry that certifies the key, made when there is none yet; its index once it is sealed under a checkpoint. */
export async function certifyKey(
  context: Pick<Context, 'db' | 'observe'>,
  log: LedgerLog & { site_id: string },
  vkey: string,
  checkpoint: (log: LedgerLog) => Promise<unknown>,
): Promise<number> {
  const known = await findKeyEntry(context.db, log.id, KEY_ENTRY_KIND, vkey);
  if (known !== null) return known;
  const { site_id } = log;
  await context.observe(permitMaking(site_id), { site: site_id, kind: KEY_ENTRY_KIND }, async () => ({
    subject: { type: 'log', id: log.id },
    facts: { vkey },
    result: null,
  }));
  await checkpoint(log);
  const sealed = await findKeyEntry(context.db, log.id, KEY_ENTRY_KIND, vkey);
  if (sealed === null) throw new Error(`the key of packages is not sealed yet in ${log.origin}`);
  return sealed;
}
