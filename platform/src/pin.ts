// PINs of people at shared terminals: what one must be, and how it is kept (scrypt, RFC 7914).
import { randomBytes, randomInt, scrypt, timingSafeEqual } from 'node:crypto';

export const shortestPin = 6;
export const longestPin = 12;

// 16 MiB and some 50 ms a try: a PIN is short, so what guards it first is the count of tries.
const cost = { N: 16_384, r: 8, p: 1 };

/** Why digits will not do as a PIN, or null when they will: too short, all alike, a run, or a pattern repeated. */
export function faultOfPin(pin: string): string | null {
  if (!/^\d+$/.test(pin)) return 'pin_not_digits';
  if (pin.length < shortestPin) return 'pin_too_short';
  if (pin.length > longestPin) return 'pin_too_long';
  const steps = [...pin].slice(1).map((digit, at) => (Number(digit) - Number(pin[at]) + 10) % 10);
  if (new Set(steps).size === 1) return 'pin_too_simple';
  const isRepeated = [1, 2, 3].some(
    (size) =>
      pin ===
      pin
        .slice(0, size)
        .repeat(Math.ceil(pin.length / size))
        .slice(0, pin.length),
  );
  return isRepeated ? 'pin_too_simple' : null;
}

/** A first PIN for somebody who chooses their own at first use. */
export function makePin(): string {
  for (;;) {
    const pin = String(randomInt(10 ** shortestPin)).padStart(shortestPin, '0');
    if (faultOfPin(pin) === null) return pin;
  }
}

/** `scrypt$<salt>$<key>`, base64url. */
export async function hashPin(pin: string): Promise<string> {
  const salt = randomBytes(16);
  return `scrypt$${salt.toString('base64url')}$${(await derive(pin, salt)).toString('base64url')}`;
}

/** Whether the PIN is the kept one. Takes as long for null (nobody): the answer's time tells nothing. */
export async function isPin(pin: string, kept: string | null): Promise<boolean> {
  const [, salt = '', key = ''] = (kept ?? '').split('$');
  const derived = await derive(pin, Buffer.from(salt, 'base64url'));
  const wanted = Buffer.from(key, 'base64url');
  return kept !== null && wanted.length === derived.length && timingSafeEqual(wanted, derived);
}

function derive(pin: string, salt: Uint8Array): Promise<Buffer> {
  return new Promise((resolve, reject) => scrypt(pin, salt, 32, cost, (fault, key) => (fault ? reject(fault) : resolve(key))));
}
