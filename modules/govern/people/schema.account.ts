// Words of accounts: how a person signs in, and how the owner lets people sign in.
import { groupRole, ldapSettings, oidcSettings } from '@holdfast/platform/sign-in-settings';
import { id, name, reason, time } from '@holdfast/platform/shapes';
import { roleName } from '@holdfast/roles/schema';
import { z } from 'zod';

export { groupRole, ldapSettings, oidcSettings };

/** Shown again before somebody changes how they sign in: the password, or where there is none a code of the second factor. */
export const proof = z.object({ password: z.string().max(1000).optional(), code: z.string().max(40).optional() });
export const code = z.string().trim().min(1).max(40);

export const session = z.object({
  id: z.string(),
  kind: z.enum(['password', 'passkey', 'provider', 'directory', 'terminal']),
  second_factor: z.boolean(),
  /** "Firefox on Windows"; null when the browser does not say. */
  device: z.string().nullable(),
  network: z.string().nullable(),
  started_at: time,
  used_at: time,
  /** The session this is asked with. */
  own: z.boolean(),
});
export type Session = z.infer<typeof session>;

export const passkey = z.object({
  id,
  name: z.string(),
  /** Kept by the maker of the device on all devices of the person. */
  synced: z.boolean(),
  /** False for a key of another name of this server. */
  bound_here: z.boolean(),
  created_at: time,
  last_used_at: time.nullable(),
});
export type Passkey = z.infer<typeof passkey>;

export const account = z.object({
  email: z.string(),
  has_password: z.boolean(),
  factor: z.object({ on: z.boolean(), since: time.nullable(), recovery_codes_left: z.number().int(), required: z.boolean() }),
  passkeys: z.array(passkey),
  sessions: z.array(session),
  directories: z.array(z.string()),
});
export type Account = z.infer<typeof account>;

export const enrolment = z.object({ secret: z.string(), uri: z.string() });
/** Empty when the same request was already answered: they are shown once. */
export const recoveryCodes = z.object({ recovery_codes: z.array(z.string()) });
export const passwordChange = z.object({ current_password: z.string().min(1).max(1000), new_password: z.string().min(1).max(512) });
export const passkeyName = z.string().trim().min(1).max(60);
/** What the browser answered, as WebAuthn writes it. */
export const passkeyAnswer = z.looseObject({ id: z.string().max(2000), response: z.looseObject({}) });
export const passkeyQuestion = z.object({ options: z.looseObject({}), token: z.string() });

/** The reset code, shown once; empty when the same request was already answered. */
export const resetCode = z.object({ code: z.string(), expires_at: time.nullable() });
export const withReason = z.object({ reason });

export const policy = z.object({ second_factor_roles: z.array(roleName) });
export const lock = z.object({
  id,
  kind: z.enum(['account', 'device', 'factor', 'pin', 'address']),
  person_id: z.string().nullable(),
  person_name: z.string().nullable(),
  address: z.string().nullable(),
  failures: z.number().int(),
  last_at: time,
  locked_until: time.nullable(),
});
export type LockRow = z.infer<typeof lock>;

const known = z.object({ id, name, enabled: z.boolean(), has_secret: z.boolean(), created_at: time, callback_url: z.string() });
export const provider = z.discriminatedUnion('kind', [
  known.extend({ kind: z.literal('oidc'), settings: oidcSettings }),
  known.extend({ kind: z.literal('ldap'), settings: ldapSettings }),
]);
export type ProviderRow = z.infer<typeof provider>;
/** `secret` is kept sealed and never shown again; left out it stays as it is, null removes it. */
const secret = z.string().min(1).max(1000).nullable().optional();
export const newProvider = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('oidc'), name, settings: oidcSettings, secret }),
  z.object({ kind: z.literal('ldap'), name, settings: ldapSettings, secret }),
]);
export const changedProvider = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('oidc'), name, enabled: z.boolean(), settings: oidcSettings, secret, reason: reason.optional() }),
  z.object({ kind: z.literal('ldap'), name, enabled: z.boolean(), settings: ldapSettings, secret, reason: reason.optional() }),
]);
export const testResult = z.object({
  ok: z.boolean(),
  steps: z.array(z.object({ step: z.string(), ok: z.boolean(), detail: z.string().nullable() })),
});
export type TestResult = z.infer<typeof testResult>;
