// Tests of how the built pages are served.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import Fastify from 'fastify';
import { serveWebFiles } from './http-static.ts';
import { problemOf } from './problem.ts';

async function served(t: { after(work: () => Promise<void>): void }) {
  const webDir = join(mkdtempSync(join(tmpdir(), 'hf-web-')), 'web');
  mkdirSync(join(webDir, 'assets'), { recursive: true });
  writeFileSync(join(webDir, '..', 'secret.txt'), 'kept beside the pages');
  mkdirSync(`${webDir}-old`);
  writeFileSync(join(`${webDir}-old`, 'secret.txt'), 'kept beside the pages');
  writeFileSync(join(webDir, 'index.html'), '<title>page</title>');
  writeFileSync(join(webDir, 'assets', 'main-a1b2c3d4.js'), '1');
  const app = Fastify();
  app.setErrorHandler((error, request, reply) => reply.code(problemOf(error, request.id).status).send(problemOf(error, request.id)));
  await serveWebFiles(app, webDir);
  t.after(async () => {
    await app.close();
    rmSync(join(webDir, '..'), { recursive: true });
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

test('no writing of an address leads out of the folder: dots, backslashes, double encoding, zero bytes, what is no UTF-8', async (t) => {
  const get = await served(t);
  const ups = [
    '../',
    '..%2f',
    '%2e%2e/',
    '%2e%2e%2f',
    '..%5c',
    '..\\',
    '%252e%252e%252f',
    '..%c0%af',
    '....//',
    '.%00./',
    '..%00/',
    '%uff0e%uff0e/',
  ];
  const roots = ['/', '/assets/', '/assets/main-a1b2c3d4.js/', '/sites/1/', '//'];
  const files = ['secret.txt', 'web-old/secret.txt', 'etc/passwd.txt'];
  for (const root of roots)
    for (const up of ups)
      for (const file of files)
        for (const times of [1, 2, 8]) {
          const url = root + up.repeat(times) + file;
          const { statusCode, body } = await get(url);
          assert.ok(statusCode === 404 || statusCode === 400, `${url} answered ${statusCode}`);
          assert.doesNotMatch(body, /kept beside|root:/, url);
        }
  for (const url of [
    '/index.html%00.js',
    '/assets/main-a1b2c3d4.js%00',
    '/%00.txt',
    '/a%',
    '/%zz.js',
    '/..%2f..%2fetc%2fpasswd',
    '/..;/secret.txt',
  ])
    assert.ok([400, 404].includes((await get(url)).statusCode), `${url} answered ${(await get(url)).statusCode}`);
});
