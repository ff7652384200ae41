// Private keys of certificates: one file each in the data folder, named by the certificate's fingerprint, readable by its owner only.
import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { StartFault } from './start-fault.ts';

export type KeyFolder = {
  keep(fingerprint: string, key_pem: string): void;
  /** The key, or null when there is no such file. Throws StartFault when others can read it. */
  read(fingerprint: string): string | null;
  /** Removes every key but these. */
  removeOthers(fingerprints: readonly string[]): void;
};

/** Opens (and makes) the folder. Throws StartFault when the folder or a key in it is open to others: then it may have been copied. */
export function openKeyFolder(folder: string): KeyFolder {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const place = (fingerprint: string): string => join(folder, `${fingerprint}.key.pem`);
  for (const name of keysIn(folder)) readKeyFile(join(folder, name));
  return {
    keep: (fingerprint, key_pem) => writeKeyFile(place(fingerprint), key_pem),
    read: (fingerprint) => (existsSync(place(fingerprint)) ? readKeyFile(place(fingerprint)) : null),
    removeOthers: (fingerprints) => {
      for (const name of keysIn(folder)) if (!fingerprints.some((it) => name.startsWith(it))) rmSync(join(folder, name));
    },
  };
}

/** Reads a private key file. Throws StartFault when it is absent or others than its owner (or, for a file of root's, its group) can read it. */
export function readKeyFile(path: string): string {
  if (!existsSync(path)) throw new StartFault('key_missing', `The key file ${path} is not there. Check the path, or restore it.`);
  const file = openSync(path, 'r');
  try {
    const stat = fstatSync(file);
    // root:ssl-cert 0640 is how Debian keeps keys for services.
    const open = stat.uid === 0 && process.getuid?.() !== 0 ? 0o027 : 0o077;
    if (process.platform !== 'win32' && (stat.mode & open) !== 0) {
      throw new StartFault(
        'key_open',
        `The private key ${path} can be read by others, so it may have been copied. If nobody did, run: chmod 600 ${path} - else have a new certificate made.`,
      );
    }
    return readFileSync(file, 'utf8');
  } finally {
    closeSync(file);
  }
}

function keysIn(folder: string): string[] {
  return readdirSync(folder).filter((name) => name.endsWith('.key.pem'));
}

function writeKeyFile(path: string, key_pem: string): void {
  rmSync(path, { force: true });
  const file = openSync(path, 'wx', 0o600);
  try {
    writeFileSync(file, key_pem);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
