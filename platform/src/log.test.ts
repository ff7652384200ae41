// The structured log.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { logger, logLine, openLog } from './log.ts';

const at = new Date('2026-11-21T09:12:00Z');
const line = (what: string, fields: Record<string, unknown>): unknown => JSON.parse(logLine(at, 'info', 'test', what, fields));

test('writes one object with time, level and component first', () => {
  assert.equal(
    logLine(at, 'warn', 'ingest', 'file refused', { bytes: 12n, level: 'mine' }),
    '{"time":"2026-11-21T09:12:00.000Z","level":"warn","component":"ingest","what":"file refused","bytes":"12"}',
  );
});

test('hides what is named like a secret, at any depth, and passwords in addresses', () => {
  assert.deepEqual(
    line('connecting to postgresql://hf:pw@db/x', { password: 'pw', deep: [{ api_token: 'pw', kept: 1 }], url: 'https://a:pw@b' }),
    {
      time: '2026-11-21T09:12:00.000Z',
      level: 'info',
      component: 'test',
      what: 'connecting to postgresql://hf:[hidden]@db/x',
      password: '[hidden]',
      deep: [{ api_token: '[hidden]', kept: 1 }],
      url: 'https://a:[hidden]@b',
    },
  );
});

test('writes errors with their cause, and ends on loops', () => {
  const loop: Record<string, unknown> = {};
  loop['self'] = loop;
  const text = logLine(at, 'error', 'test', 'failed', { error: new Error('outer', { cause: new Error('inner') }), loop });
  assert.match(text, /"message":"outer".*"message":"inner"/);
  assert.match(text, /\[deep\]/);
});

test('a log file that cannot be written does not end the process; the log goes on at the console', async (t) => {
  if (!existsSync('/dev/full')) return t.skip('needs /dev/full');
  const said = t.mock.method(process.stderr, 'write', () => true);
  openLog({ level: 'info', file: '/dev/full' });
  logger('test').info('first');
  for (let i = 0; i < 3000 && said.mock.callCount() === 0; i += 1) await wait(10);
  logger('test').info('second');
  const lines = said.mock.calls.map((call) => (JSON.parse(String(call.arguments[0])) as { what: string }).what);
  openLog({ level: 'info' });
  assert.deepEqual(lines, ['log file cannot be written, going on at the console', 'second']);
});
