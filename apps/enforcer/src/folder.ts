// The enforcer's folder: its key, whom it trusts, what it holds. Only its own user reads it; a file appears whole or not at all.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { replaceFile } from '@holdfast/platform/durable-file';
import { EnforcerFault } from './fault.ts';

/** Who it is and whom it found behind its code. `authorities`: PEM of the plant's; `policy_key`: the verifier key pinned at enrolment. */
export type Identity = {
  format: 1;
  enforcer_id: string;
  site_id: string;
  name: string;
  /** `https://host:port` of the server's door for machines. */
  server: string;
  authorities: string[];
  certificate_pem: string;
  not_after: string;
  key_pem: string;
  policy_key: string;
};

const identityFile = 'identity.json';
export const controlPath = (folder: string): string => join(folder, 'control');

/** Null before it is enrolled. Throws EnforcerFault when others can read it: then its key may have been copied. */
export function readIdentity(folder: string): Identity | null {
  const text = readOwn(join(folder, identityFile));
  return text === null ? null : (JSON.parse(text) as Identity);
}

export function requireIdentity(folder: string): Identity {
  const identity = readIdentity(folder);
  if (identity !== null) return identity;
  throw new EnforcerFault('not_enrolled', `Nothing is enrolled in ${folder}. Run: holdfast enforcer enrol SERVER CODE`);
}

export function keepIdentity(folder: string, identity: Identity): void {
  replaceFile(join(folder, identityFile), `${JSON.stringify(identity, null, 2)}\n`);
}

/** The text of a file of its own, null where there is none. */
export function readOwn(path: string): string | null {
  if (!existsSync(path)) return null;
  const { mode, uid } = statSync(path);
  if (uid !== process.getuid?.())
    throw new EnforcerFault('not_own', `${path} belongs to another user. Run: chown ${process.getuid?.()} ${path}`);
  if ((mode & 0o077) !== 0) throw new EnforcerFault('open_to_others', `${path} can be read by others. Run: chmod go= ${path}`);
  return readFileSync(path, 'utf8');
}
