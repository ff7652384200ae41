// The typed client of the API: paths, parameters, answers and refusals come from the routes.
import createFetchClient, { type Client } from 'openapi-fetch';
import type { components, paths } from './api.d.ts';
import { fetchAsPerson } from './person-step.ts';

/** What the server answers when it refuses (RFC 9457). The UI words `code` in the person's language and fills in `params`. */
export type Problem = components['schemas']['Problem'];

/** The code of a problem made here, when no answer came at all. */
export const unreachable = 'server_unreachable';

export class ProblemError extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(`${problem.status} ${problem.code}`);
    this.problem = problem;
  }
}

export type ApiClient = Client<paths>;

/** A client of the server the page came from. `fetch` and `baseUrl` are for callers outside of a page. */
export function createClient(options: { baseUrl?: string; fetch?: (request: Request) => Promise<Response> } = {}): ApiClient {
  const { baseUrl = '', fetch = fetchAsPerson } = options;
  return createFetchClient<paths>({ baseUrl, fetch, credentials: 'same-origin', headers: { accept: 'application/json' } });
}

type Answer<T> = { data?: T; error?: unknown; response: Response };

/** The data of an answer: `const { rows } = await take(api.GET('/api/v1/people'))`. Throws ProblemError, also when no server answers. */
export async function take<T>(asking: Promise<Answer<T>>): Promise<T> {
  const answer = await asking.catch((cause: unknown) => {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw new ProblemError(problemMadeHere(0, unreachable));
  });
  if (!answer.response.ok) throw new ProblemError(problemOf(answer.error, answer.response.status));
  return answer.data as T;
}

/** What an answer that was not ok says; a proxy in between may answer with something that is no problem of ours. */
export function problemOf(error: unknown, status: number): Problem {
  const isOurs = typeof error === 'object' && error !== null && 'code' in error && 'kind' in error && 'params' in error;
  return isOurs ? (error as Problem) : problemMadeHere(status, 'not_our_answer');
}

function problemMadeHere(status: number, code: string): Problem {
  return { type: `urn:holdfast:problem:${code}`, title: code, status, kind: 'unavailable', code, params: {}, request_id: '' };
}
