// The enforcer's folder: its key, whom it trusts, what it holds. Only its own user reads it; a file appears whole or not at all.
import { join } from 'node:path';
import { replaceFile } from '@holdfast/platform/durable-file';
import { EnforcerFault } from './fault.ts';
import { readOwn } from './own-file.ts';
import { readState, writeState } from './state.ts';

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

/** Null before it is enrolled. Throws EnforcerFault when others can read it (its key may have been copied), or where it is damaged. */
export function readIdentity(folder: string): Identity | null {
  const path = join(folder, identityFile);
  const text = readOwn(path);
  if (text === null) return null;
  try {
    const identity = JSON.parse(text) as Identity;
    if (typeof identity.enforcer_id === 'string' && typeof identity.key_pem === 'string') return identity;
  } catch {
    // Told below: what a damaged file says counts for nothing.
  }
  throw new EnforcerFault('identity_damaged', `${path} is damaged: this machine's key is lost. ${again}`);
}

const again = 'What it holds stays in force. Have a new code made on its page and run: holdfast enforcer enrol SERVER CODE --again';

export function requireIdentity(folder: string): Identity {
  const identity = readIdentity(folder);
  if (identity !== null) return identity;
  if (wasEnrolled(folder)) throw new EnforcerFault('identity_lost', `This machine's key is lost from ${folder}. ${again}`);
  throw new EnforcerFault('not_enrolled', `Nothing is enrolled in ${folder}. Run: holdfast enforcer enrol SERVER CODE`);
}

/** Who holds what is kept: the machine itself; where its key is lost, whoever it was when it took what it holds. Throws as `requireIdentity`. */
export function identityToHold(folder: string): Identity {
  try {
    return requireIdentity(folder);
  } catch (thrown) {
    const { state } = readState(folder);
    const last = state?.held_as.at(-1);
    if (last === undefined || state === null || (thrown instanceof EnforcerFault && thrown.code === 'open_to_others')) throw thrown;
    const nobody = { server: '', authorities: [], certificate_pem: '', not_after: '', key_pem: '' };
    return { format: 1, ...last, name: 'enforcer without its key', ...nobody, policy_key: state.keys[0] ?? '' };
  }
}

const wasEnrolled = (folder: string): boolean => (readState(folder).state?.held_as.length ?? 0) > 0;

/** After enrolling again: what is held stays in force, and orders are believed by the key that was just pinned alone. */
export function trustAnew(folder: string, { site_id, enforcer_id, policy_key }: Identity): void {
  const { state } = readState(folder);
  if (state === null) return;
  const isOther = state.held_as.at(-1)?.enforcer_id !== enforcer_id;
  writeState(folder, {
    ...state,
    keys: [policy_key],
    known_keys: [...new Set([...state.known_keys, ...state.keys, policy_key])],
    held_as: [...state.held_as.filter((it) => it.enforcer_id !== enforcer_id), { site_id, enforcer_id }],
    // Another enforcer's orders are counted from one again; those of the former name another enforcer, and are refused.
    ...(isOther ? { highest_sequence: 0, rolled_back: 0 } : {}),
  });
}

export function keepIdentity(folder: string, identity: Identity): void {
  replaceFile(join(folder, identityFile), `${JSON.stringify(identity, null, 2)}\n`);
}
