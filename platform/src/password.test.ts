// The password rules, by example.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { faultOfPassword } from './password.ts';

const anna = { email: 'anna.brauer@example.org', name: 'Anna Brauer' };

test('takes a long sentence, in any script', () => {
  assert.equal(faultOfPassword('kupferner Kessel am Montag', anna), null);
  assert.equal(faultOfPassword('пятнадцать зелёных бутылок', anna), null);
  assert.equal(faultOfPassword('vq8#kTz!02mW', anna), null);
});

test('counts characters, not bytes, and refuses short and endless ones', () => {
  assert.equal(faultOfPassword('🔒'.repeat(11), anna), 'password_too_short');
  assert.equal(faultOfPassword('x7-Kessel-q', anna), 'password_too_short');
  assert.equal(faultOfPassword('long enough? '.repeat(20), anna), 'password_too_long');
});

test('refuses the own name or address with little around it', () => {
  for (const it of ['anna.brauer@example.org', 'AnnaBrauer2026', 'Anna Brauer!!', 'brauer-brauer']) {
    assert.equal(faultOfPassword(it, anna), it === 'brauer-brauer' ? null : 'password_is_name', it);
  }
  assert.equal(faultOfPassword('the brauer keeps nine kettles', anna), null);
});

test('refuses what everybody tries first, with digits for letters and an ending', () => {
  for (const it of [
    'P4ssw0rd1234',
    'Passwort2026!',
    'administrator',
    'qwertzuiop12',
    'holdfastholdfast',
    '123456789012',
    'aaaaaaaaaaaa',
    'hellohellohello',
  ]) {
    assert.equal(faultOfPassword(it, anna), 'password_common', it);
  }
});
