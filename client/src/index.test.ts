// The client against answers as the server gives them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createClient, type Problem, ProblemError, take, unreachable } from './index.ts';

const problem: Problem = {
  type: 'urn:holdfast:problem:not_allowed',
  title: 'Forbidden',
  status: 403,
  kind: 'forbidden',
  code: 'not_allowed',
  params: { sentence: 'people.keep' },
  request_id: 'r1',
};

function answering(status: number, body: unknown, seen: Request[] = []) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const answer = (request: Request): Promise<Response> => {
    seen.push(request);
    return Promise.resolve(new Response(status === 204 ? null : text, { status, headers: { 'content-type': 'application/json' } }));
  };
  return createClient({ baseUrl: 'http://localhost:4400', fetch: answer });
}

const codeOf = (code: string, status: number) => (error: unknown) =>
  error instanceof ProblemError && error.problem.code === code && error.problem.status === status;

test('asks by the path and gives the typed answer', async () => {
  const seen: Request[] = [];
  const people = await take(answering(200, { rows: [], total: 0 }, seen).GET('/api/v1/people'));
  assert.equal(people.total satisfies number, 0);
  const api = answering(200, { done: true }, seen);
  const ended = await take(api.DELETE('/api/v1/grants/{grant_id}', { params: { path: { grant_id: 'a b' }, query: { reason: 'left' } } }));
  assert.equal(ended.done satisfies true, true);
  assert.deepEqual(
    seen.map((request) => [request.method, request.url]),
    [
      ['GET', 'http://localhost:4400/api/v1/people'],
      ['DELETE', 'http://localhost:4400/api/v1/grants/a%20b?reason=left'],
    ],
  );
});

test('throws the problem of a refusal', async () => {
  await assert.rejects(take(answering(403, problem).GET('/api/v1/people')), (error) => {
    assert.ok(error instanceof ProblemError);
    assert.deepEqual(error.problem, problem);
    return true;
  });
});

test('throws a problem too when a proxy answers, or nobody', async () => {
  await assert.rejects(take(answering(502, '<h1>Bad gateway</h1>').GET('/api/v1/people')), codeOf('not_our_answer', 502));
  const nobody = createClient({ baseUrl: 'http://localhost:4400', fetch: () => Promise.reject(new TypeError('fetch failed')) });
  await assert.rejects(take(nobody.GET('/api/v1/people')), codeOf(unreachable, 0));
});

test('lets a cancelled request through as what it is', async () => {
  const cancelled = createClient({ baseUrl: 'http://localhost:4400', fetch: () => Promise.reject(new DOMException('gone', 'AbortError')) });
  await assert.rejects(take(cancelled.GET('/api/v1/people')), { name: 'AbortError' });
});
