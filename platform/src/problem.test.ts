// What a thrown thing becomes on the wire, and the guards' finer points.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { Failure, type FailureKind, failureStatus } from './failure.ts';
import { checkHost, checkSameOrigin, hostNames } from './http-guards.ts';
import { parseInput, problemOf, problemShape } from './problem.ts';

test('gives each kind of failure its status, and every problem the one shape', () => {
  for (const [kind, status] of Object.entries(failureStatus) as [FailureKind, number][]) {
    const problem = problemOf(new Failure(kind, 'some_code', { limit: 3 }), 'r1');
    assert.deepEqual([problem.status, problem.kind, problem.code, problem.params], [status, kind, 'some_code', { limit: 3 }]);
    assert.deepEqual(problemShape.parse(problem), problem);
  }
});

test('says a full disk and an absent database as what they are, and nothing about a bug', () => {
  const coded = (code: string) => problemOf(Object.assign(new Error('could not extend file "base/1"'), { code }), 'r1');
  assert.deepEqual([coded('53100').status, coded('53100').code], [507, 'disk_full']);
  assert.deepEqual([coded('57P01').status, coded('ECONNREFUSED').code], [503, 'database_away']);
  assert.deepEqual([coded('22008').status, coded('22009').code], [400, 'time_out_of_range']);
  for (const thrown of [coded('23505'), problemOf('text', 'r1'), problemOf(undefined, 'r1'), problemOf(new SyntaxError('x'), 'r1')]) {
    assert.deepEqual([thrown.status, thrown.kind, thrown.code, thrown.params], [500, 'bug', 'internal', {}]);
  }
});

test('knows its own names only', () => {
  const allowed = hostNames('https://Holdfast.example.org:8443', ['plant']);
  for (const host of ['holdfast.example.org', 'HOLDFAST.example.org:1', 'plant:4400', 'localhost', '[::1]:4400', '127.0.0.1:80']) {
    assert.doesNotThrow(() => checkHost(host, allowed), host);
  }
  for (const host of [
    undefined,
    '',
    ':4400',
    'example.org',
    'a@localhost:1',
    'localhost.evil.example',
    'localhost/',
    'local host',
    '0.0.0.0',
  ]) {
    assert.throws(() => checkHost(host, allowed), { code: 'host_not_allowed' }, host);
  }
});

test('compares origin and host, port included', () => {
  const ask = (headers: Record<string, string>) => () => checkSameOrigin('POST', headers);
  assert.doesNotThrow(ask({ host: 'localhost:4400', origin: 'http://localhost:4400' }));
  assert.throws(ask({ host: 'localhost:4400', origin: 'http://localhost:8080' }), { code: 'cross_site' });
  assert.throws(ask({ host: 'localhost:4400', origin: 'nonsense' }), { code: 'cross_site' });
  assert.doesNotThrow(() => checkSameOrigin('GET', { host: 'localhost:4400', origin: 'https://evil.example' }));
});

test('refuses text that neither the database nor the ledger can keep, and says where it stands', async () => {
  const shape = z.object({ list: z.array(z.object({ name: z.string() })) });
  for (const name of ['a\u0000b', 'half \ud83d', 'half \udc00']) {
    await assert.rejects(parseInput('body', shape, { list: [{ name: 'fine 😀' }, { name }] }), (thrown: unknown) => {
      const problem = problemOf(thrown, 'r1');
      assert.deepEqual([problem.status, problem.code, problem.errors?.[0]?.pointer], [400, 'wrong_input', '#/body/list/1/name']);
      return true;
    });
  }
});
