// Tests of how the built pages are served.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import Fastify from 'fastify';
import { Failure } from './failure.ts';
import { serveWebFiles } from './http-static.ts';

async function served(t: { after(work: () => Promise<void>): void }) {
  const webDir = mkdtempSync(join(tmpdir(), 'hf-web-'));
  mkdirSync(join(webDir, 'assets'));
  writeFileSync(join(webDir, 'index.html'), '<title>page</title>');
  writeFileSync(join(webDir, 'assets', 'main-a1b2c3d4.js'), '1');
  const app = Fastify();
  app.setErrorHandler((error, _request, reply) => reply.code(error instanceof Failure ? 404 : 500).send(String(error)));
  await serveWebFiles(app, webDir);
  t.after(async () => {
    await app.close();
    rmSync(webDir, { recursive: true });
  });
  return (url: string) => app.inject({ method: 'GET', url });
}

test('the root and every page address give the one page, asked for anew', async (t) => {
  const get = await served(t);
  for (const url of ['/', '/sites/1/map', '/index.html']) {
    const { statusCode, body, headers } = await get(url);
    assert.deepEqual([url, statusCode, body, headers['cache-control']], [url, 200, '<title>page</title>', 'no-cache']);
  }
});

test('a file with a hash in its name is kept for ever', async (t) => {
  assert.match(String((await (await served(t))('/assets/main-a1b2c3d4.js')).headers['cache-control']), /immutable/);
});

test('a folder, a missing file and a way out of the folder are not there', async (t) => {
  const get = await served(t);
  for (const url of ['/assets', '/assets/', '/nothing.js', '/..%2f..%2fetc/passwd.txt', '/api/v1/nothing'])
    assert.equal((await get(url)).statusCode, 404, url);
});
