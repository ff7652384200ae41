// What the sign-in page asks the server. Sign-in is not part of /api/v1, so the typed client does not know it.
import { take } from '@holdfast/client';

/** What is still missing before there is a session; `needs` undefined when there is one. */
export type Entered = { needs?: Need; person_id?: string };
export type Need = 'code' | 'new_password' | 'enrolment';
export type Ways = { providers: { id: string; name: string }[]; directories: string[] };

const headers = { 'content-type': 'application/json', accept: 'application/json' };

function ask<T>(path: string, init: RequestInit): Promise<T> {
  const asking = fetch(`/api/auth/${path}`, { ...init, headers, credentials: 'same-origin' }).then(async (response) => {
    const data: unknown = await response.json().catch(() => null);
    return response.ok ? { data, response } : { error: data, response };
  });
  return take(asking) as Promise<T>;
}
const post = <T>(path: string, body: object = {}): Promise<T> => ask(path, { method: 'POST', body: JSON.stringify(body) });

/** Each throws ProblemError: 401 wrong, 429 too many tries, 0 no server. */
export const signIn = (email: string, password: string): Promise<Entered> => post('sign-in/email', { email, password });
export const giveCode = (code: string): Promise<Entered> => post('sign-in/code', { code });
export const chooseOwnPassword = (password: string): Promise<Entered> => post('sign-in/new-password', { password });
export const giveResetCode = (it: { email: string; code: string; password: string }): Promise<Entered> => post('sign-in/reset-code', it);
export const beginEnrolment = (): Promise<{ secret: string; uri: string }> => post('sign-in/enrolment');
export const confirmEnrolment = (code: string): Promise<Entered & { recovery_codes: string[] }> =>
  post('sign-in/enrolment-confirmation', { code });
export const askForPasskey = (): Promise<{ options: never }> => post('sign-in/passkey-options');
export const givePasskey = (response: object): Promise<Entered> => post('sign-in/passkey', { response });
export const startAtProvider = (provider_id: string, to: string): Promise<{ url: string }> => post('sign-in/provider', { provider_id, to });
export const listWays = (): Promise<Ways> => ask('ways', { method: 'GET' });
export const signOut = (): Promise<unknown> => post('sign-out');
