// What somebody types: words, and typed fields like `type:asset`, `kind:plc`, `zone:"Line 1"`, `mac:00-1B-1B-...`.
import { deviceKinds } from '@holdfast/core-wire/words';
import { type Hit, type HitType, hitType } from './schema.ts';

/** `type` null: everything. `zone` and `kind` leave only assets. `text` is what is looked for. */
export type Asked = { text: string; type: HitType | null; kind: string | null; zone: string | null };

/** Fields whose value is looked for like any word: they only say what the person has in hand. */
const plainFields: readonly string[] = ['ip', 'mac', 'serial', 'vendor', 'model', 'name', 'firmware', 'address'];

/** Reads the typed text. A field nobody knows is a word like any other, colon and all (`00:1b:1b` is an address). */
export function readSearch(typed: string): Asked {
  const asked: Asked = { text: '', type: null, kind: null, zone: null };
  const words: string[] = [];
  for (const [whole, field = '', quoted, bare = ''] of typed.matchAll(/(?:([a-z]+):)?(?:"([^"]*)"|(\S+))/gi)) {
    const value = quoted ?? bare;
    if (!readField(asked, field.toLowerCase(), value))
      words.push(spellMac(plainFields.includes(field.toLowerCase()) || field === '' ? value : whole));
  }
  return { ...asked, text: words.join(' ') };
}

function readField(asked: Asked, field: string, value: string): boolean {
  const type = hitType.options.find((it) => it === value.toLowerCase());
  const kind = deviceKinds.find((it) => it === value.toLowerCase());
  if (field === 'type' && type !== undefined) asked.type = type;
  else if (field === 'kind' && kind !== undefined) asked.kind = kind;
  else if (field === 'zone' && value !== '') asked.zone = value;
  else return false;
  return true;
}

/** A MAC address as labels, switches and Windows write it, in the product's spelling: lower case with colons. */
function spellMac(word: string): string {
  const digits = word.replace(/[-.]/g, '');
  const isMac = /^[0-9a-f]{12}$/i.test(digits) && !/^\d+(\.\d+){3}$/.test(word);
  if (isMac) return (digits.toLowerCase().match(/../g) ?? []).join(':');
  return /^([0-9a-f]{2}-)+[0-9a-f]{1,2}$/i.test(word) ? word.toLowerCase().replaceAll('-', ':') : word;
}

/** Those named or addressed exactly so first, then those that begin so; otherwise as they came. */
export function rank(hits: readonly Hit[], text: string): Hit[] {
  const wanted = text.toLowerCase();
  const score = (it: Hit): number => {
    const names = [it.name, ...(it.detail ?? '').split(' ')].map((name) => name.toLowerCase());
    return names.includes(wanted) ? 0 : names.some((name) => name.startsWith(wanted)) ? 1 : 2;
  };
  return hits.toSorted((a, b) => score(a) - score(b));
}
