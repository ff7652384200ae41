// Signing in never leads to somebody else's site.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pathAfterSignIn } from './return-path.ts';

test('returns to a page of this app', () => {
  assert.equal(pathAfterSignIn('/sites/a/flows?verdict=unapproved'), '/sites/a/flows?verdict=unapproved');
});

test('goes to the start for anything else', () => {
  for (const asked of [
    undefined,
    '',
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    'javascript:alert(1)',
    '/\t/evil.example',
    '/\n/evil.example',
  ])
    assert.equal(pathAfterSignIn(asked), '/');
});
