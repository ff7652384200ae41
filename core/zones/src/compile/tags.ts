// Names and comments that every target can carry: short, printable, the same for the same thing, different for different things.

const FNV_OFFSET = 0xcbf29ce484222325n;
const FNV_PRIME = 0x100000001b3n;
const COMMENT_LIMIT = 96;
const SHORT_LIMIT = 60;

/** FNV-1a, 64 bits, over UTF-16 units, in base 36: tells names apart, proves nothing. */
export function hashText(text: string): string {
  let hash = FNV_OFFSET;
  for (let at = 0; at < text.length; at++) hash = ((hash ^ BigInt(text.charCodeAt(at))) * FNV_PRIME) & 0xffffffffffffffffn;
  return hash.toString(36).padStart(13, '0');
}

const plain: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' };

/** Lower-case letters, digits and underscores; never empty. */
export function slugOf(text: string, limit = 24): string {
  const ascii = text.toLowerCase().replace(/[äöüß]/g, (letter) => plain[letter] ?? '');
  const slug = ascii
    .normalize('NFD')
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, limit)
    .replace(/_+$/, '');
  return slug === '' ? 'x' : slug;
}

/** A name for a set, chain or object: readable, and told apart by a hash of the id. */
export const nameOf = (name: string, id: string): string => `${slugOf(name)}_${hashText(id).slice(-6)}`;

/** Printable ASCII without quotes and backslashes, one line, no double spaces; at most `limit` characters. */
export function cleanText(text: string, limit = COMMENT_LIMIT): string {
  const ascii = text.replace(/[äöüßÄÖÜ]/g, (letter) => plain[letter.toLowerCase()] ?? letter);
  return ascii
    .normalize('NFKD')
    .replace(/[^\x20-\x7e]+/g, ' ')
    .replace(/["'`\\?|;{}$]/g, '')
    .replace(/ +/g, ' ')
    .trim()
    .slice(0, limit)
    .trim();
}

/** The rule's id as a comment can carry it: itself where it is short and plain, else its beginning and a hash of it. */
export function tagOf(id: string): string {
  if (id.length <= SHORT_LIMIT && /^[A-Za-z0-9][A-Za-z0-9.:_-]*$/.test(id)) return id;
  const start = id.replace(/[^A-Za-z0-9.:_-]+/g, '-').slice(0, 32);
  return `${start.replace(/^[^A-Za-z0-9]+/, '')}~${hashText(id)}`;
}
