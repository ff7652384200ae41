// Which signer a restored data folder gets: the one in use remembers more than the backup's, and must not forget it by a restore.
import { existsSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createPrivateKey } from 'node:crypto';
import { join } from 'node:path';
import { copyTree, restoreModes } from './backup-copy.ts';
import { rawPublicKey } from './ledger-crypto.ts';
import type { PublicKey } from './signer-protocol.ts';

/**
 * Puts the signer's folder of `dataDir` into `restored`, in place of the backup's, when it is the same signer: it holds, or once held, the key
 * the backup was made under. A database that is older than what was signed is then refused until a restore with its ceremony. Returns whether it did.
 */
export async function keepSigner(dataDir: string, restored: string): Promise<boolean> {
  const [present, former] = [keysOfFolder(dataDir), keysOfFolder(restored)];
  if (!former.some((key) => present.includes(key))) return false;
  await rm(join(restored, 'signer'), { recursive: true, force: true });
  await rm(join(restored, 'secrets/ledger-key.pem'), { force: true });
  const copied = await copyTree(join(dataDir, 'signer'), join(restored, 'signer'), { skips: () => false });
  await restoreModes(join(restored, 'signer'), copied);
  await copyPublicKeys(dataDir, restored);
  return true;
}

async function copyPublicKeys(dataDir: string, restored: string): Promise<void> {
  const name = 'ledger-keys.json';
  if (!existsSync(join(dataDir, name))) return;
  const copied = await copyTree(dataDir, restored, { skips: (path) => path !== name });
  await restoreModes(restored, copied);
}

/** The Ed25519 keys a data folder signs or signed with, base64; of a folder from before there was a signer the one among its secrets. */
function keysOfFolder(dataDir: string): string[] {
  const state = join(dataDir, 'signer/state');
  const secret = join(dataDir, 'secrets/ledger-key.pem');
  if (existsSync(state)) {
    const { present, retired } = JSON.parse(readFileSync(state, 'utf8').split('\n')[0] ?? '') as {
      present: { keys: PublicKey[] };
      retired: PublicKey[];
    };
    return [...present.keys, ...retired].map(({ public_key }) => public_key);
  }
  return existsSync(secret) ? [Buffer.from(rawPublicKey(createPrivateKey(readFileSync(secret)))).toString('base64')] : [];
}
