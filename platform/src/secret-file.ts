// A secret of this installation in a file only the server's user reads; made when absent.
import { randomBytes } from 'node:crypto';
import { chmod, link, mkdir, open, readFile, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Reads the secret, or makes one of 256 random bits (43 base64url characters). Two processes at once get the same one. */
export async function readOrCreateSecret(path: string): Promise<string> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const found = await readFile(path, 'utf8').catch(absentAsNull);
  if (found === null) await makeSecret(path);
  else await chmod(path, 0o600);
  const secret = (found ?? (await readFile(path, 'utf8'))).trim();
  if (secret.length < 43) throw new Error(`the secret in ${path} is damaged: remove the file and everybody signs in again`);
  return secret;
}

// Written whole under another name, then linked: the path never shows half a secret, and the first of two makers wins.
async function makeSecret(path: string): Promise<void> {
  const making = `${path}.${randomBytes(6).toString('hex')}`;
  const handle = await open(making, 'wx', 0o600);
  try {
    await handle.write(`${randomBytes(32).toString('base64url')}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await link(making, path).catch((error: unknown) => {
    if (!hasCode(error, 'EEXIST')) throw error;
  });
  await unlink(making);
}

function absentAsNull(error: unknown): null {
  if (hasCode(error, 'ENOENT')) return null;
  throw error;
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
