// What the pages ask the server: who is signed in, and what happens when nobody is.
import { createClient, ProblemError, take } from '@holdfast/client';
import type { Me } from '@holdfast/people/schema';
import { QueryCache, QueryClient, queryOptions } from '@tanstack/react-query';

export const api = createClient();

/** The signed-in person. Throws ProblemError 401 when nobody is. */
export const askMe = queryOptions({
  queryKey: ['me'],
  queryFn: (): Promise<Me> => take(api.GET('/api/v1/me')),
  staleTime: 60_000,
});

export const isSignedOut = (error: unknown): boolean => error instanceof ProblemError && error.problem.status === 401;

/** Refusals are not asked again; an unreachable server is, twice. A session that ended leads to the sign-in page and back. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({
      onError: (error, query) => isSignedOut(error) && (query.queryKey[0] !== 'me' || query.state.data !== undefined) && leaveForSignIn(),
    }),
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        retry: (times, error) => times < 2 && !(error instanceof ProblemError && error.problem.status >= 400 && error.problem.status < 500),
      },
    },
  });
}

function leaveForSignIn(): void {
  const { pathname, search } = location;
  if (pathname === '/sign-in' || pathname === '/setup') return;
  location.assign(`/sign-in?${new URLSearchParams({ to: pathname + search })}`);
}

/** Signs in. Throws ProblemError: 401 wrong, 429 too many tries, 0 no server. */
export async function signIn(email: string, password: string): Promise<void> {
  await post('/api/auth/sign-in/email', { email, password });
}

export async function signOut(): Promise<void> {
  await post('/api/auth/sign-out', {});
}

/** Changes the signed-in person's password; their other sessions end. Throws ProblemError 422 `wrong_password` or `password_...`, 429 too many tries. */
export async function changePassword(current_password: string, new_password: string): Promise<void> {
  await take(api.POST('/api/v1/me/password', { body: { current_password, new_password } }));
}

// Sign-in is not part of /api/v1, so the typed client does not know it.
function post(path: string, body: object): Promise<unknown> {
  const asking = fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    credentials: 'same-origin',
    body: JSON.stringify(body),
  }).then(async (response) => {
    const data: unknown = await response.json().catch(() => null);
    return response.ok ? { data, response } : { error: data, response };
  });
  return take(asking);
}
