// The way in: a first proof, then whatever is still missing, and only then a session.
import { randomBytes } from 'node:crypto';
import { timingSafeEqual } from 'node:crypto';
import { findCredential, findReset, isPassword, mustChangePassword, setPassword } from './accounts.ts';
import { Failure } from './failure.ts';
import { factorRequired } from './sign-in-account.ts';
import type { SessionKind } from './sign-in-auth.ts';
import { cookieOf, readCookie } from './sign-in-cookies.ts';
import { beginEnrolment, confirmEnrolment, type Enrolment, readFactor, requireEnrolmentCode, takeCode } from './sign-in-factor.ts';
import { askDirectory } from './sign-in-ldap.ts';
import { forgetTries, type LockKey, takeTry } from './sign-in-lock.ts';
import { askPasskey, readPasskey } from './sign-in-passkeys.ts';
import { listProviders, readProviderSecret } from './sign-in-providers.ts';
import { deviceOf, networkOf } from './sign-in-sessions.ts';
import { changeStep, endStep, openStep, tryStep } from './sign-in-steps.ts';
import { addressKey } from './rate-limit.ts';
import type { SignIn } from './sign-in.ts';

/** The browser that asks. */
export type Caller = { address: string; cookie: string | undefined; user_agent: string | undefined };
/** What is still missing before there is a session. */
export type Need = 'code' | 'new_password' | 'enrolment';
export type Outcome = { cookies: string[]; result: { person_id: string } | { needs: Need } };
/** What a browser has proved so far. `factor`: a second factor was shown, or needs none. */
export type Passed = { kind: SessionKind; factor: boolean };

/** By password, ours or a directory's. Throws Failure('unauthenticated', 'sign_in_failed') whatever was wrong. */
export async function enterByPassword(signIn: SignIn, asked: { email: string; password: string }, caller: Caller): Promise<Outcome> {
  const { db } = signIn.parts;
  const name = asked.email.trim().toLowerCase();
  const credential = await findCredential(db, { email: name });
  const keys = keysOf(signIn, name, credential?.person_id ?? null, caller);
  await takeTry(signIn.parts, keys);
  const isRight = await isPassword(credential, asked.password);
  const found = isRight ? credential!.person_id : null;
  const kind = credential === null ? 'directory' : 'password';
  const person_id = credential === null ? await enterByDirectory(signIn, { name, password: asked.password }) : found;
  if (person_id === null || (await signIn.parts.personOf(person_id))?.active !== true) {
    signIn.parts.log.warn('sign-in refused', { address: caller.address });
    throw new Failure('unauthenticated', 'sign_in_failed');
  }
  await forgetTries(signIn.parts, keys);
  return proceed(signIn, person_id, { kind, factor: false }, caller);
}

/** A try counts for the address and the account; on a browser this account was used before, for that browser only. */
function keysOf(signIn: SignIn, name: string, person_id: string | null, caller: Caller): LockKey[] {
  const device = person_id === null ? null : knownDevice(signIn, person_id, caller);
  if (device !== null) return [{ kind: 'device', value: `${device} ${person_id}`, person_id }];
  return [
    { kind: 'address', value: addressKey(caller.address) },
    { kind: 'account', value: name, person_id },
  ];
}

/** The first directory that knows name and password decides. One that is away is passed over, and told when no other knew better. */
async function enterByDirectory({ parts }: SignIn, asked: { name: string; password: string }): Promise<string | null> {
  let isAway = false;
  for (const provider of await listProviders(parts.db)) {
    if (!provider.enabled || provider.kind !== 'ldap') continue;
    const secret = await readProviderSecret(parts.db, parts.vault, provider.id);
    const arrival = await askDirectory(provider, secret, asked).catch((error: unknown) => {
      parts.log.warn('directory is away', { provider_id: provider.id, error });
      isAway = true;
      return null;
    });
    if (arrival !== null) return parts.arrive(arrival);
  }
  if (isAway) throw new Failure('unavailable', 'directory_unreachable');
  return null;
}

/** With the code the owner handed over: the person chooses a new password. Throws Failure('unauthenticated', 'reset_code_wrong'). */
export async function enterByResetCode(
  signIn: SignIn,
  asked: { email: string; code: string; password: string },
  caller: Caller,
): Promise<Outcome> {
  const { parts } = signIn;
  const name = asked.email.trim().toLowerCase();
  const keys: LockKey[] = [
    { kind: 'address', value: addressKey(caller.address) },
    { kind: 'account', value: name },
  ];
  await takeTry(parts, keys);
  const person_id = await findReset(parts.db, name, asked.code);
  const person = person_id === null ? null : await parts.personOf(person_id);
  if (person_id === null || person?.active !== true) throw new Failure('unauthenticated', 'reset_code_wrong');
  await parts.record({ kind: 'account.password_changed', person_id, facts: { after: 'reset' } }, async (tx) =>
    setPassword(tx, { person_id, name: person.name, password: asked.password }),
  );
  await forgetTries(parts, keys);
  return proceed(signIn, person_id, { kind: 'password', factor: false }, caller);
}

/** Throws Failure('too_many', 'too_many_tries') for an address that asks for more than one question a second for long. */
export function takeQuestion({ questions, now }: Pick<SignIn['parts'], 'questions' | 'now'>, { address }: Caller): void {
  const retry_after_s = questions.take(addressKey(address), now());
  if (retry_after_s > 0) throw new Failure('too_many', 'too_many_tries', { retry_after_s });
}

/** A question for any passkey of this browser. */
export async function askForPasskey({ parts }: SignIn, caller: Caller): Promise<{ cookies: string[]; result: { options: unknown } }> {
  takeQuestion(parts, caller);
  const { options, token } = await askPasskey(parts);
  return { cookies: [cookieOf('step', token, parts.isSecure)], result: { options } };
}

/** By passkey: the device has verified the person, so it is both factors at once. */
export async function enterByPasskey(signIn: SignIn, response: unknown, caller: Caller): Promise<Outcome> {
  const { parts } = signIn;
  const keys: LockKey[] = [{ kind: 'address', value: addressKey(caller.address) }];
  await takeTry(parts, keys);
  const person_id = await readPasskey(parts, readCookie('step', caller.cookie, parts.isSecure), response);
  await forgetTries(parts, keys);
  return proceed(signIn, person_id, { kind: 'passkey', factor: true }, caller);
}

/** With what is proved: a session, or what is still missing, kept under a token of this browser. */
export async function proceed(signIn: SignIn, person_id: string, passed: Passed, caller: Caller, token?: string): Promise<Outcome> {
  const { parts } = signIn;
  const need = await needOf(signIn, person_id, passed);
  if (need === null) {
    if (token !== undefined) await endStep(parts.db, token);
    return finish(signIn, person_id, passed, caller);
  }
  if (token !== undefined) await changeStep(parts.db, token, passed);
  const kept = token ?? (await openStep(parts.db, { kind: 'passed', person_id, data: passed }));
  return { cookies: [cookieOf('step', kept, parts.isSecure)], result: { needs: need } };
}

async function needOf({ parts }: SignIn, person_id: string, passed: Passed): Promise<Need | null> {
  const factor = await readFactor(parts.db, person_id);
  if (!passed.factor && factor.on) return 'code';
  if (passed.kind === 'password' && (await mustChangePassword(parts.db, person_id))) return 'new_password';
  if (!passed.factor && (await factorRequired(parts, person_id))) return 'enrolment';
  return null;
}

async function finish(signIn: SignIn, person_id: string, { kind, factor }: Passed, caller: Caller): Promise<Outcome> {
  const { parts } = signIn;
  const told = { device: deviceOf(caller.user_agent), network: networkOf(caller.address) };
  const { cookies } = await signIn.openSession({ person_id, kind, second_factor: factor, ...told });
  const device = cookieOf('device', deviceToken(signIn, person_id), parts.isSecure);
  return { cookies: [...cookies, cookieOf('step', '', parts.isSecure), device], result: { person_id } };
}

type Under = { token: string; person_id: string; passed: Passed };

/** The sign-in under way in this browser, if this is what it needs next. Throws Failure('unauthenticated', 'step_over'). */
async function underWay(signIn: SignIn, caller: Caller, need: Need): Promise<Under> {
  const { parts } = signIn;
  const token = readCookie('step', caller.cookie, parts.isSecure);
  const step = await tryStep<Passed>(parts.db, 'passed', token);
  const { person_id } = step;
  const isFine = person_id !== null && token !== undefined && (await needOf(signIn, person_id, step.data)) === need;
  if (!isFine || (await parts.personOf(person_id))?.active !== true) throw new Failure('unauthenticated', 'step_over');
  return { token, person_id, passed: step.data };
}

/** The code of the second factor. Throws Failure('unauthenticated', 'code_wrong'). */
export async function enterCode(signIn: SignIn, code: string, caller: Caller): Promise<Outcome> {
  const { parts } = signIn;
  const { token, person_id, passed } = await underWay(signIn, caller, 'code');
  const key: LockKey = { kind: 'factor', value: person_id, person_id };
  await takeTry(parts, [key]);
  const taken = await takeCode(parts, person_id, code);
  if (taken === null) throw new Failure('unauthenticated', 'code_wrong');
  if (taken === 'recovery_code') await parts.record({ kind: 'account.recovery_code_used', person_id }, async () => {});
  await forgetTries(parts, [key]);
  return proceed(signIn, person_id, { ...passed, factor: true }, caller, token);
}

/** An own password instead of the one somebody else chose. Throws Failure('unprocessable', 'password_...'). */
export async function chooseNewPassword(signIn: SignIn, password: string, caller: Caller): Promise<Outcome> {
  const { parts } = signIn;
  const { token, person_id, passed } = await underWay(signIn, caller, 'new_password');
  if (await isPassword(await findCredential(parts.db, { person_id }), password)) throw new Failure('unprocessable', 'password_same');
  const name = (await parts.personOf(person_id))?.name ?? '';
  await parts.record({ kind: 'account.password_changed', person_id, facts: { after: 'first_sign_in' } }, async (tx) =>
    setPassword(tx, { person_id, name, password }),
  );
  return proceed(signIn, person_id, passed, caller, token);
}

/** A key for the authenticator, where the person's role asks for a second factor. */
export async function enrolAtSignIn(signIn: SignIn, caller: Caller): Promise<{ cookies: string[]; result: Enrolment }> {
  const { person_id } = await underWay(signIn, caller, 'enrolment');
  const name = (await signIn.parts.personOf(person_id))?.name ?? '';
  return { cookies: [], result: await beginEnrolment(signIn.parts, person_id, name) };
}

/** The first code of the new key: it is in force, and the recovery codes are shown. */
export async function confirmAtSignIn(
  signIn: SignIn,
  code: string,
  caller: Caller,
): Promise<{ cookies: string[]; result: Outcome['result'] & { recovery_codes: string[] } }> {
  const { parts } = signIn;
  const { token, person_id, passed } = await underWay(signIn, caller, 'enrolment');
  const counter = await requireEnrolmentCode(parts, person_id, code);
  const recovery_codes = await parts.record({ kind: 'account.second_factor_on', person_id, facts: { after: 'required' } }, async (tx) =>
    confirmEnrolment(tx, person_id, counter),
  );
  const { cookies, result } = await proceed(signIn, person_id, { ...passed, factor: true }, caller, token);
  return { cookies, result: { ...result, recovery_codes } };
}

/** Marks a browser as used by this person before: random, and signed for just them. */
function deviceToken({ parts }: SignIn, person_id: string): string {
  const id = randomBytes(16).toString('base64url');
  return `${id}.${parts.vault.hash(`${id} ${person_id}`, 'device').toString('base64url')}`;
}

function knownDevice({ parts }: SignIn, person_id: string, caller: Caller): string | null {
  const [id = '', signature = ''] = (readCookie('device', caller.cookie, parts.isSecure) ?? '').split('.');
  const given = Buffer.from(signature, 'base64url');
  const wanted = parts.vault.hash(`${id} ${person_id}`, 'device');
  return given.length === wanted.length && timingSafeEqual(given, wanted) ? id : null;
}
