// The way in over an OIDC provider: to it with a question, back with its answer, and on like everybody else.
import { Failure } from './failure.ts';
import { cookieOf, readCookie } from './sign-in-cookies.ts';
import { type Caller, proceed, takeQuestion } from './sign-in-flow.ts';
import { askProvider, type OidcProvider, type OidcQuestion, readProviderAnswer } from './sign-in-oidc.ts';
import { listProviders, readProviderSecret } from './sign-in-providers.ts';
import { openStep, takeStep } from './sign-in-steps.ts';
import type { SignIn } from './sign-in.ts';

/** What the sign-in page offers. */
export async function listWays({ parts }: SignIn): Promise<{ providers: { id: string; name: string }[]; directories: string[] }> {
  const enabled = (await listProviders(parts.db)).filter((it) => it.enabled);
  return {
    providers: enabled.filter((it) => it.kind === 'oidc').map(({ id, name }) => ({ id, name })),
    directories: enabled.filter((it) => it.kind === 'ldap').map(({ name }) => name),
  };
}

/** Where to send the browser. The question stays with the browser that asked, in a cookie of ten minutes. */
export async function startAtProvider(
  { parts }: SignIn,
  asked: { provider_id: string; to: string },
  caller: Caller,
): Promise<{ cookies: string[]; result: { url: string } }> {
  takeQuestion(parts, caller);
  const provider = await findOidc(parts, asked.provider_id);
  const secret = await readProviderSecret(parts.db, parts.vault, provider.id);
  const { url, question } = await askProvider(provider, secret, { publicUrl: parts.publicUrl, to: ownPath(parts.publicUrl, asked.to) });
  const token = await openStep(parts.db, { kind: 'provider', person_id: null, data: question });
  return { cookies: [cookieOf('provider', token, parts.isSecure)], result: { url } };
}

/** Back from the provider: to the page that was wanted, to what is still missing, or to the sign-in page with what went wrong. */
export async function returnFromProvider(
  signIn: SignIn,
  asked: { provider_id: string; query: string },
  caller: Caller,
): Promise<{ cookies: string[]; redirect: string }> {
  const { parts } = signIn;
  const clear = cookieOf('provider', '', parts.isSecure);
  try {
    const step = await takeStep<OidcQuestion>(parts.db, 'provider', readCookie('provider', caller.cookie, parts.isSecure));
    if (step.data.provider_id !== asked.provider_id) throw new Failure('unauthenticated', 'provider_refused', { reason: 'other_provider' });
    const provider = await findOidc(parts, asked.provider_id);
    const secret = await readProviderSecret(parts.db, parts.vault, provider.id);
    const arrival = await readProviderAnswer(provider, secret, { publicUrl: parts.publicUrl, query: asked.query, question: step.data });
    const person_id = await parts.arrive(arrival);
    const passed = { kind: 'provider' as const, factor: provider.settings.has_second_factor };
    const { cookies, result } = await proceed(signIn, person_id, passed, caller);
    const { to } = step.data;
    const needs = 'needs' in result ? `/sign-in?${new URLSearchParams({ needs: result.needs, to }).toString()}` : to;
    return { cookies: [...cookies, clear], redirect: needs };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    parts.log.warn('sign-in at a provider refused', { code: error.code, provider_id: asked.provider_id, ...error.params });
    const { reason } = error.params;
    const told = { fault: error.code, ...(reason === undefined ? {} : { reason: String(reason) }) };
    return { cookies: [clear], redirect: `/sign-in?${new URLSearchParams(told).toString()}` };
  }
}

async function findOidc(parts: SignIn['parts'], provider_id: string): Promise<OidcProvider> {
  const found = (await listProviders(parts.db)).find((it) => it.id === provider_id && it.enabled);
  if (found?.kind !== 'oidc') throw new Failure('not_found', 'provider_missing');
  return found;
}

/** A path of this app, never another site's address, whatever tricks it is written with. */
export function ownPath(publicUrl: string, asked: string): string {
  if (!/^\/[!-~]*$/.test(asked)) return '/';
  const { origin } = new URL(publicUrl);
  const url = URL.canParse(asked, origin) ? new URL(asked, origin) : null;
  return url?.origin === origin && !url.pathname.startsWith('//') && !url.pathname.startsWith('/api/') ? url.pathname + url.search : '/';
}
