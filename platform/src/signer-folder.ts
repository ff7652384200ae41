// The signer's place in the data folder: its folder, its socket, the key it takes over, and the public keys the server remembers.
import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { decodeBase64 } from '@holdfast/core-ledger';
import type { BareKey } from './signer-key.ts';
import type { PublicKey } from './signer-protocol.ts';

export type SignerFolder = {
  folder: string;
  socket: string;
  /** Public keys seen so far, for verification while the signer is down; the server's own file. */
  publicKeys: string;
};

/** Where they are; makes nothing. A socket's path may have 107 bytes (sun_path), so of a long one it moves to the system's temporary folder. */
export function signerFolderOf(dataDir: string): SignerFolder {
  const folder = join(dataDir, 'signer');
  const inside = join(folder, 'socket');
  const outside = join(tmpdir(), `holdfast-signer-${createHash('sha256').update(dataDir).digest('hex').slice(0, 16)}`, 'socket');
  return { folder, socket: Buffer.byteLength(inside) <= 100 ? inside : outside, publicKeys: join(dataDir, 'ledger-keys.json') };
}

export type SignerAccount = { uid: number; gid: number };

// Of no account anybody has: in the range systemd's table of user ids calls unused (60706 to 61183).
const ownId = 61_044;

/** The user the signer runs as: root gives it one of its own (the account holdfast-signer where there is one), others share theirs. */
export function chooseSignerAccount(): SignerAccount {
  const [uid, gid] = [process.getuid?.() ?? -1, process.getgid?.() ?? -1];
  if (uid !== 0) return { uid, gid };
  const line = existsSync('/etc/passwd') ? readFileSync('/etc/passwd', 'utf8') : '';
  const found = /^holdfast-signer:[^:]*:(\d+):(\d+):/m.exec(line);
  return found === null ? { uid: ownId, gid: ownId } : { uid: Number(found[1]), gid: Number(found[2]) };
}

/** Makes the folder for the account (mode 0700), and lays into it the key a server without a signer held in its secrets. */
export function prepareSignerFolder(dataDir: string, account: SignerAccount): SignerFolder {
  const at = signerFolderOf(dataDir);
  for (const path of new Set([at.folder, dirname(at.socket)])) {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    chmodSync(path, 0o700);
  }
  takeOver(join(dataDir, 'secrets', 'ledger-key.pem'), join(at.folder, 'taken-over.pem'));
  if (process.getuid?.() !== 0) return at;
  for (const path of new Set([at.folder, dirname(at.socket)])) {
    chownSync(path, account.uid, account.gid);
    for (const name of readdirSync(path)) chownSync(join(path, name), account.uid, account.gid);
  }
  return at;
}

// INVARIANT: the key is at one of the two places at every moment; the signer removes what was laid down once it has kept it.
function takeOver(from: string, to: string): void {
  if (!existsSync(from)) return;
  const making = `${to}.making`;
  const file = openSync(making, 'w', 0o600);
  writeFileSync(file, readFileSync(from));
  fsyncSync(file);
  closeSync(file);
  renameSync(making, to);
  const folder = openSync(dirname(to), 'r');
  fsyncSync(folder);
  closeSync(folder);
  rmSync(from);
}

/** The public keys kept in the data folder, the present ones first; empty when there was never a signer. */
export function readPublicKeys(path: string): PublicKey[] {
  if (!existsSync(path)) return [];
  const kept = JSON.parse(readFileSync(path, 'utf8')) as { format: number; keys: PublicKey[] };
  return kept.format === 1 ? kept.keys : [];
}

/** Keeps them. They are no secret, but who may write them decides what this server believes. */
export function writePublicKeys(path: string, keys: readonly PublicKey[]): void {
  const making = `${path}.making`;
  writeFileSync(making, `${JSON.stringify({ format: 1, keys: keys.map(({ type, public_key }) => ({ type, public_key })) })}\n`, {
    mode: 0o644,
    flush: true,
  });
  renameSync(making, path);
}

/** A kept key as bytes. */
export function bareKeyOf({ type, public_key }: PublicKey): BareKey {
  const bytes = decodeBase64(public_key);
  return { type, public_key: bytes.ok ? bytes.value : new Uint8Array() };
}
