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
