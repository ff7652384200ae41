// The plain port beside HTTPS: it leads only to us, hands out the authority, and takes nothing in.
import assert from 'node:assert/strict';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test, type TestContext } from 'node:test';
import { bracketed, createRedirectServer } from './tls-redirect.ts';

async function open(t: TestContext, tlsPort = 4443) {
  const server = createRedirectServer({
    publicUrl: 'https://hf.plant.example:4443',
    tlsPort: () => tlsPort,
    names: () => ['hf.plant.example', '192.168.7.20', 'fd00::7'],
    authority: async () => 'PEM\n',
    health: () => ({ status: 'starting' }),
  }).listen(0, '127.0.0.1');
  await new Promise((done) => server.once('listening', done));
  t.after(() => void (server.closeAllConnections(), server.close()));
  const { port } = server.address() as AddressInfo;
  return (path: string, host: string, method = 'GET') =>
    new Promise<{ status: number; location: string | undefined; text: string; cookies: unknown }>((done, fail) => {
      const asked = request({ port, host: '127.0.0.1', path, method, headers: { host } }, (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (part: string) => (text += part));
        const { location } = answer.headers;
        answer.on('end', () => done({ status: answer.statusCode ?? 0, location, text, cookies: answer.headers['set-cookie'] }));
      });
      asked.on('error', fail);
      asked.end();
    });
}

test('leads to HTTPS under the name that was asked for, and under the public one for any other', async (t) => {
  const ask = await open(t);
  const places: [string, string, string][] = [
    ['/sites/1?a=b', 'hf.plant.example:4400', 'https://hf.plant.example:4443/sites/1?a=b'],
    ['/', '192.168.7.20:4400', 'https://192.168.7.20:4443/'],
    ['/', '[fd00::7]:4400', 'https://[fd00::7]:4443/'],
    ['/', 'evil.example', 'https://hf.plant.example:4443/'],
    ['/', 'hf.plant.example@evil.example', 'https://hf.plant.example:4443/'],
    ['//evil.example/x', 'hf.plant.example', 'https://hf.plant.example:4443/'],
    ['/\\evil.example', 'hf.plant.example', 'https://hf.plant.example:4443/'],
    ['/@evil.example', 'hf.plant.example', 'https://hf.plant.example:4443/@evil.example'],
  ];
  for (const [path, host, location] of places) assert.deepEqual([path, (await ask(path, host)).location], [path, location]);
  assert.equal((await (await open(t, 443))('/', 'hf.plant.example')).location, 'https://hf.plant.example/');
});

test('takes no forms and sets no cookies, says how the server is, and hands out the authority', async (t) => {
  const ask = await open(t);
  const refused = await ask('/api/auth/sign-in/email', 'hf.plant.example', 'POST');
  assert.deepEqual([refused.status, refused.location, refused.cookies], [403, undefined, undefined]);
  assert.deepEqual([(await ask('/health', 'anything')).status, (await ask('/health', 'anything')).text], [503, '{"status":"starting"}']);
  assert.equal((await ask('/holdfast-ca.crt', 'anything')).text, 'PEM\n');
  assert.deepEqual(bracketed(['a', '::1']), ['a', '[::1]']);
});
