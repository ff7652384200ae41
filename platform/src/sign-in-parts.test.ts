// Small parts of sign-in by themselves: sealing, device words, own paths, cookies.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cookieOf, readCookie } from './sign-in-cookies.ts';
import { hashHandCode, newHandCode } from './sign-in-factor.ts';
import { ownPath } from './sign-in-provider-flow.ts';
import { deviceOf, networkOf } from './sign-in-sessions.ts';
import { openVault } from './sign-in-vault.ts';

const vault = openVault('a secret of more than thirty-two characters');

test('opens only what was sealed with this key, for this purpose, and not altered', () => {
  const sealed = vault.seal('client secret', 'provider 1');
  assert.ok(!sealed.includes('client'));
  assert.notEqual(sealed, vault.seal('client secret', 'provider 1'));
  assert.equal(vault.open(sealed, 'provider 1'), 'client secret');
  assert.throws(() => vault.open(sealed, 'provider 2'));
  assert.throws(() => openVault('another secret of thirty-two characters!').open(sealed, 'provider 1'));
  for (const at of [0, 14, 30]) {
    const bytes = Buffer.from(sealed, 'base64url');
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    assert.throws(() => vault.open(bytes.toString('base64url'), 'provider 1'), `byte ${at}`);
  }
  assert.throws(() => vault.open('', 'provider 1'));
});

test('names a device in words and keeps no more of it', () => {
  const names: [string | undefined, string | null][] = [
    ['Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0', 'Firefox on Windows'],
    ['Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36', 'Chrome on Linux'],
    ['Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0', 'Edge on Windows'],
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Version/19.0 Mobile Safari/604.1', 'Safari on iOS'],
    ['curl/8.9', null],
    [undefined, null],
  ];
  for (const [header, name] of names) assert.equal(deviceOf(header), name);
  assert.deepEqual(['127.0.0.1', '::1', '::ffff:127.0.0.1', '10.1.2.3', '::ffff:10.1.2.3', 'fe80::1'].map(networkOf), [
    'local',
    'local',
    'local',
    'ipv4',
    'ipv4',
    'ipv6',
  ]);
});

test('leads on to paths of this app only', () => {
  const own = (to: string): string => ownPath('https://holdfast.example.org', to);
  assert.equal(own('/sites/a/map?zone=1'), '/sites/a/map?zone=1');
  for (const to of [
    '',
    'sites',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '/ /evil',
    'https://evil.example',
    '/a/..//evil.example',
    '/api/auth/ways',
  ])
    assert.equal(own(to), '/', to);
});

test('marks its cookies for this path, for scripts never, for https only where people come by it', () => {
  assert.equal(cookieOf('step', 'x', false), 'holdfast.step=x; Max-Age=600; Path=/api/auth; HttpOnly; SameSite=Strict');
  assert.equal(cookieOf('provider', '', true), '__Secure-holdfast.provider=; Max-Age=0; Path=/api/auth; HttpOnly; SameSite=Lax; Secure');
  assert.equal(readCookie('step', 'a=b; holdfast.step=tok; holdfast.step=other', false), 'tok');
  assert.equal(readCookie('step', 'holdfast.step=tok', true), undefined);
  assert.equal(readCookie('step', 'holdfast.step=to k', false), undefined);
});

test('hands out codes that bear being read aloud and typed', () => {
  const code = newHandCode();
  assert.match(code, /^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$/);
  assert.deepEqual(hashHandCode(` ${code.toLowerCase().replaceAll('-', ' ')} `), hashHandCode(code));
  assert.deepEqual(hashHandCode('OIL0'), hashHandCode('0110'));
});
