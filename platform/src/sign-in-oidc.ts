// Sign-in at an OIDC provider: authorization code with PKCE, state and nonce, bound to the browser that asked (OpenID Connect Core 1.0; RFC 9700).
import * as oidc from 'openid-client';
import { Failure } from './failure.ts';
import type { Arrival } from './sign-in-arrival.ts';
import { fetchWithAuthority } from './sign-in-fetch.ts';
import type { ProviderOf } from './sign-in-providers.ts';
import type { OidcSettings } from './sign-in-settings.ts';

export type OidcProvider = ProviderOf<'oidc'>;
/** What is kept while the browser is away at the provider. `to`: the page the person wanted. */
export type OidcQuestion = { provider_id: string; state: string; nonce: string; verifier: string; to: string };
/** One step of the owner's test. `detail` is what library or server said, for the administrator. */
export type TestStep = { step: string; ok: boolean; detail: string | null };

const timeout_s = 10;

/** Where the provider sends the browser back to; one address per provider, so that answers cannot be mixed up (RFC 9700, 4.4.2.2). */
export function callbackUrl(publicUrl: string, provider_id: string): string {
  return `${publicUrl}/api/auth/callback/${provider_id}`;
}

/** Reads the provider's metadata. Throws what openid-client throws. */
async function discover({ settings }: { settings: OidcSettings }, secret: string | null): Promise<oidc.Configuration> {
  const server = new URL(settings.issuer);
  const auth = secret === null ? oidc.None() : clientAuth(secret);
  return oidc.discovery(server, settings.client_id, {}, auth, {
    timeout: timeout_s,
    // The settings' shape lets http through for this machine only.
    execute: server.protocol === 'http:' ? [oidc.allowInsecureRequests] : [],
    ...(settings.ca === '' ? {} : { [oidc.customFetch]: fetchWithAuthority(settings.ca) as oidc.CustomFetch }),
  });
}

/** In the header, as every provider has to know it (RFC 6749, 2.3.1), unless this one says it takes the body only. */
function clientAuth(secret: string): oidc.ClientAuth {
  const [basic, post] = [oidc.ClientSecretBasic(secret), oidc.ClientSecretPost(secret)];
  return (server, client, body, headers) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    return (methods.includes('client_secret_basic') ? basic : post)(server, client, body, headers);
  };
}

/** The address to send the browser to, and what to keep until it comes back. Throws Failure('unavailable', 'provider_unreachable'). */
export async function askProvider(
  provider: OidcProvider,
  secret: string | null,
  it: { publicUrl: string; to: string },
): Promise<{ url: string; question: OidcQuestion }> {
  const config = await discover(provider, secret).catch(() => {
    throw new Failure('unavailable', 'provider_unreachable');
  });
  const question = {
    provider_id: provider.id,
    state: oidc.randomState(),
    nonce: oidc.randomNonce(),
    verifier: oidc.randomPKCECodeVerifier(),
    to: it.to,
  };
  const url = oidc.buildAuthorizationUrl(config, {
    redirect_uri: callbackUrl(it.publicUrl, provider.id),
    scope: [...new Set(['openid', ...provider.settings.scopes.split(/\s+/).filter(Boolean)])].join(' '),
    state: question.state,
    nonce: question.nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(question.verifier),
    code_challenge_method: 'S256',
  });
  return { url: url.href, question };
}

/**
 * Who the provider says came back. `query` is the callback's. Throws Failure('unauthenticated', 'provider_refused') for a denied sign-in, a
 * wrong state, nonce, code, issuer or signature.
 */
export async function readProviderAnswer(
  provider: OidcProvider,
  secret: string | null,
  it: { publicUrl: string; query: string; question: OidcQuestion },
): Promise<Arrival> {
  const config = await discover(provider, secret).catch(() => {
    throw new Failure('unavailable', 'provider_unreachable');
  });
  const back = new URL(`${callbackUrl(it.publicUrl, provider.id)}?${it.query}`);
  try {
    const tokens = await oidc.authorizationCodeGrant(config, back, {
      expectedState: it.question.state,
      expectedNonce: it.question.nonce,
      pkceCodeVerifier: it.question.verifier,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (claims === undefined) throw new Error('no claims');
    const more = await userInfo(config, tokens.access_token, claims.sub, { ...claims }, provider.settings.group_claim);
    return arrivalOf(provider, claims.sub, { ...more, ...claims });
  } catch (error) {
    throw new Failure('unauthenticated', 'provider_refused', { reason: reasonOf(error) });
  }
}

type Claims = Record<string, unknown>;

/** Providers often tell address and groups only there (OpenID Connect Core 5.3). */
async function userInfo(config: oidc.Configuration, token: string, sub: string, claims: Claims, groups: string): Promise<Claims> {
  const isComplete = claims['email'] !== undefined && claimAt(claims, groups) !== undefined;
  if (isComplete || config.serverMetadata().userinfo_endpoint === undefined) return {};
  return { ...(await oidc.fetchUserInfo(config, token, sub)) };
}

function arrivalOf(provider: OidcProvider, subject: string, claims: Claims): Arrival {
  const text = (name: string): string | null => (typeof claims[name] === 'string' && claims[name] !== '' ? claims[name] : null);
  const groups = claimAt(claims, provider.settings.group_claim);
  return {
    provider,
    subject,
    email: text('email')?.trim().toLowerCase() ?? null,
    email_verified: claims['email_verified'] === true,
    name: text('name') ?? text('preferred_username'),
    groups: (Array.isArray(groups) ? groups : [groups]).filter((it) => typeof it === 'string'),
  };
}

/** A claim by its name, or by a path with dots (`realm_access.roles`). */
function claimAt(claims: Claims, path: string): unknown {
  if (Object.hasOwn(claims, path)) return claims[path];
  return path.split('.').reduce<unknown>((at, step) => (isRecord(at) && Object.hasOwn(at, step) ? at[step] : undefined), claims);
}

const isRecord = (it: unknown): it is Claims => typeof it === 'object' && it !== null;

/** Short and without anything of the answer itself: it goes to the sign-in page. */
function reasonOf(error: unknown): string {
  const code = error instanceof oidc.AuthorizationResponseError ? error.error : error instanceof Error && 'code' in error ? error.code : '';
  return typeof code === 'string' && /^[\w-]{1,60}$/.test(code) ? code : 'invalid_response';
}

/** Tries the settings without anybody signing in: metadata, keys, and whether the provider knows the client and its secret. */
export async function testOidc(provider: OidcProvider, secret: string | null, publicUrl: string): Promise<TestStep[]> {
  const steps: TestStep[] = [];
  let config: oidc.Configuration;
  try {
    config = await discover(provider, secret);
    steps.push({ step: 'discovery', ok: true, detail: config.serverMetadata().issuer });
  } catch (error) {
    return [{ step: 'discovery', ok: false, detail: wordsOf(error) }];
  }
  const { jwks_uri, code_challenge_methods_supported: pkce } = config.serverMetadata();
  steps.push({ step: 'keys', ok: jwks_uri !== undefined, detail: jwks_uri ?? null });
  steps.push({ step: 'pkce', ok: pkce === undefined || pkce.includes('S256'), detail: pkce?.join(', ') ?? null });
  steps.push(await tryClient(config, publicUrl, provider.id));
  return steps;
}

// A made-up code: a provider that knows the client answers invalid_grant, one that does not, invalid_client (RFC 6749, 5.2).
async function tryClient(config: oidc.Configuration, publicUrl: string, provider_id: string): Promise<TestStep> {
  const state = oidc.randomState();
  const { issuer } = config.serverMetadata();
  const back = new URL(
    `${callbackUrl(publicUrl, provider_id)}?${new URLSearchParams({ code: 'holdfast-test', state, iss: issuer }).toString()}`,
  );
  try {
    await oidc.authorizationCodeGrant(config, back, { expectedState: state, pkceCodeVerifier: oidc.randomPKCECodeVerifier() });
    return { step: 'client', ok: false, detail: 'the provider took a made-up code' };
  } catch (error) {
    // A provider may refuse the client by a challenge alone (RFC 6749, 5.2: 401 and WWW-Authenticate).
    const isChallenge = error instanceof oidc.WWWAuthenticateChallengeError;
    const answered = isChallenge ? 'invalid_client' : error instanceof oidc.ResponseBodyError ? error.error : null;
    return { step: 'client', ok: answered === 'invalid_grant', detail: answered ?? wordsOf(error) };
  }
}

/** The innermost message of an error: "connect ECONNREFUSED", "self-signed certificate". */
export function wordsOf(error: unknown): string {
  let at = error;
  for (let depth = 0; depth < 5 && at instanceof Error && at.cause instanceof Error; depth += 1) at = at.cause;
  const text = at instanceof Error ? (at.message === '' && 'code' in at ? String(at.code) : at.message) : String(at);
  return text.slice(0, 300);
}
