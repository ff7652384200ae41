// What a password must be: long, not the person's own name or address, not one of those everybody tries first. Pure.
import { commonPasswords } from './common-passwords.data.ts';
import { Failure } from './failure.ts';

export const shortestPassword = 12;
export const longestPassword = 128;

/** Why a password will not do, or null when it will (NIST SP 800-63B: length and a block list, no composition rules). */
export function faultOfPassword(password: string, person: { email: string; name: string }): string | null {
  const length = [...password].length;
  if (length < shortestPassword) return 'password_too_short';
  if (length > longestPassword) return 'password_too_long';
  const plain = fold(password);
  const own = [person.email, person.email.split('@')[0] ?? '', person.name, ...person.name.split(/\s+/)]
    .map(fold)
    .filter((it) => it.length > 3);
  if (own.some((it) => plain.includes(it) && plain.length - it.length < 6)) return 'password_is_name';
  if (isCommon(plain)) return 'password_common';
  return null;
}

/** Throws Failure('unprocessable', ...) when the password will not do. */
export function requirePassword(password: string, person: { email: string; name: string }): void {
  const fault = faultOfPassword(password, person);
  if (fault !== null) throw new Failure('unprocessable', fault, { shortest: shortestPassword, longest: longestPassword });
}

/** Lower case, the usual digit-for-letter swaps undone, only letters and digits kept. */
function fold(text: string): string {
  const swaps: Readonly<Record<string, string>> = {
    '0': 'o',
    '1': 'i',
    '3': 'e',
    '4': 'a',
    '5': 's',
    '7': 't',
    '@': 'a',
    $: 's',
    '!': 'i',
  };
  const swapped = [...text.normalize('NFKC').toLowerCase()].map((letter) => swaps[letter] ?? letter).join('');
  return swapped.replace(/[^\p{L}\p{N}]/gu, '');
}

const common = new Set(commonPasswords.map(fold));

/** A word of the list, alone, repeated, or with up to five characters after it; or one to three characters repeated. */
function isCommon(plain: string): boolean {
  if (new Set(plain).size <= 3) return true;
  for (let cut = 0; cut <= 5; cut += 1) if (common.has(plain.slice(0, plain.length - cut))) return true;
  return [...common].some((word) => word.length > 3 && plain === word.repeat(Math.ceil(plain.length / word.length)).slice(0, plain.length));
}
