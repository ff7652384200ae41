// The naming standard: patterns an OT lead can write, and where a name stops fitting one. Names are only compared, never changed.

/** How names of some kinds of device are built. `kinds` empty: all kinds no other pattern names. */
export type NamePattern = { kinds: readonly string[]; pattern: string };
/** The codes names are built from: of the plant's areas, and of kinds of device. */
export type Naming = {
  patterns: readonly NamePattern[];
  area_codes: readonly { area_id: string; code: string }[];
  kind_codes: readonly { kind: string; code: string }[];
};

export const nameTokens = ['area', 'kind', 'number', 'letters', 'text'] as const;
type Token = (typeof nameTokens)[number];
type Part = { kind: 'literal'; text: string } | { kind: Token; length: number | null } | { kind: 'optional'; parts: Part[] };
export type PatternFault = {
  kind: 'unknown_token' | 'not_closed' | 'not_opened' | 'nested' | 'empty' | 'bad_length';
  offset: number;
  what: string;
};
export type PatternRead = { ok: true; parts: readonly Part[] } | { ok: false; error: PatternFault };

/**
 * Reads a pattern. Between braces stand `area`, `kind`, `number`, `letters`, `text`, with a colon and a length where it is fixed (`{number:3}`);
 * square brackets hold what may be left out; everything else stands in the name as it is.
 */
export function readPattern(pattern: string): PatternRead {
  const fail = (kind: PatternFault['kind'], offset: number, what: string): PatternRead => ({ ok: false, error: { kind, offset, what } });
  const parts: Part[] = [];
  let optional: Part[] | null = null;
  let opened = 0;
  for (let at = 0; at < pattern.length; at += 1) {
    const into: Part[] = optional ?? parts;
    const char = pattern[at]!;
    if (char === '[') {
      if (optional !== null) return fail('nested', at, '[');
      [optional, opened] = [[], at];
    } else if (char === ']') {
      if (optional === null) return fail('not_opened', at, ']');
      parts.push({ kind: 'optional', parts: optional });
      optional = null;
    } else if (char === '}') return fail('not_opened', at, '}');
    else if (char === '{') {
      const end = pattern.indexOf('}', at);
      if (end < 0) return fail('not_closed', at, '{');
      const token = readToken(pattern.slice(at + 1, end));
      if ('fault' in token) return fail(token.fault, at, pattern.slice(at, end + 1));
      into.push(token);
      at = end;
    } else {
      const last = into.at(-1);
      if (last?.kind === 'literal') last.text += char;
      else into.push({ kind: 'literal', text: char });
    }
  }
  if (optional !== null) return fail('not_closed', opened, '[');
  return parts.length === 0 ? fail('empty', 0, '') : { ok: true, parts };
}

function readToken(inner: string): { kind: Token; length: number | null } | { fault: 'unknown_token' | 'bad_length' } {
  const [, name = '', length] = /^\s*([a-z]+)\s*(?::\s*(\d{1,3})\s*)?$/.exec(inner) ?? [];
  const kind = nameTokens.find((it) => it === name);
  if (kind === undefined) return { fault: 'unknown_token' };
  if (length === undefined) return { kind, length: null };
  const isFixed = kind === 'number' || kind === 'letters' || kind === 'text';
  return isFixed && Number(length) >= 1 && Number(length) <= 20 ? { kind, length: Number(length) } : { fault: 'bad_length' };
}

/** What would have gone on at `at` characters: `want` a token, a literal text, or the name's end. */
export type Misfit = { at: number; want: Token | 'literal' | 'end'; what: string };
type Codes = { area: readonly string[]; kind: readonly string[] };

/** Where a name stops fitting: the farthest any reading of the pattern came. Null: it fits. */
export function misfitOf(parts: readonly Part[], name: string, codes: Codes): Misfit | null {
  let far: Misfit = { at: -1, want: 'end', what: '' };
  const stop = (at: number, want: Misfit['want'], what: string): void => {
    if (at > far.at) far = { at, want, what };
  };
  const seen = new Set<string>();
  const match = (rest: readonly Part[], at: number): boolean => {
    const key = `${rest.map((it) => JSON.stringify(it)).join('')}@${at}`;
    if (seen.has(key)) return false;
    seen.add(key);
    const [part, ...after] = rest;
    if (part === undefined) {
      if (at < name.length) stop(at, 'end', '');
      return at === name.length;
    }
    if (part.kind === 'optional') return match([...part.parts, ...after], at) || match(after, at);
    const { ends, reached } = endsOf(part, name, at, codes);
    if (ends.some((end) => match(after, end))) return true;
    if (ends.length === 0) stop(reached, part.kind, wanted(part, codes));
    return false;
  };
  return match(parts, 0) ? null : far;
}

const wanted = (part: Exclude<Part, { kind: 'optional' }>, codes: Codes): string => {
  if (part.kind === 'literal') return part.text;
  if (part.kind === 'area' || part.kind === 'kind') return codes[part.kind].join(', ');
  return part.length === null ? '' : String(part.length);
};

/** Where a part may end that begins at `at`, longest first, and how far it came where it may not. */
function endsOf(part: Exclude<Part, { kind: 'optional' }>, name: string, at: number, codes: Codes): { ends: number[]; reached: number } {
  if (part.kind === 'literal') {
    let same = 0;
    while (same < part.text.length && part.text[same] === name[at + same]) same += 1;
    return { ends: same === part.text.length ? [at + same] : [], reached: at };
  }
  if (part.kind === 'area' || part.kind === 'kind') {
    const fitting = codes[part.kind].filter((code) => name.startsWith(code, at)).map((code) => at + code.length);
    return { ends: fitting.toSorted((a, b) => b - a), reached: at };
  }
  const is = { number: /[0-9]/, letters: /\p{L}/u, text: /[\p{L}\p{N}]/u }[part.kind];
  let end = at;
  while (end < name.length && is.test(name[end]!)) end += 1;
  const run = end - at;
  if (part.length !== null) return { ends: run >= part.length ? [at + part.length] : [], reached: at };
  return { ends: Array.from({ length: run }, (_, less) => end - less), reached: at };
}

/** A name as the pattern would have it. */
export function exampleOf(parts: readonly Part[], codes: Codes): string {
  return parts
    .map((part): string => {
      if (part.kind === 'literal') return part.text;
      if (part.kind === 'optional') return exampleOf(part.parts, codes);
      if (part.kind === 'area' || part.kind === 'kind') return codes[part.kind][0] ?? part.kind.toUpperCase();
      const [sign, usual] = { number: ['0', 2], letters: ['A', 1], text: ['A', 3] }[part.kind] as [string, number];
      const length = part.length ?? usual;
      return part.kind === 'number' ? '1'.padStart(length, '0') : sign.repeat(length);
    })
    .join('');
}

export type NamedThing = { name: string; kind: string; area_id: string | null };
export type NameVerdict =
  | { fits: true; pattern: string | null }
  | {
      fits: false;
      pattern: string;
      example: string;
      why: 'stops' | 'wrong_area' | 'wrong_kind';
      at: number;
      want: Misfit['want'];
      what: string;
    };

/** Judges a name by the pattern of its kind; one no pattern is for fits, with `pattern` null. Area and kind in a name must be the device's own where those are known. */
export function judgeName(it: NamedThing, naming: Naming): NameVerdict {
  const found =
    naming.patterns.find((pattern) => pattern.kinds.includes(it.kind)) ?? naming.patterns.find((pattern) => pattern.kinds.length === 0);
  const read = found === undefined ? null : readPattern(found.pattern);
  if (found === undefined || read === null || !read.ok) return { fits: true, pattern: null };
  const { pattern } = found;
  const all = { area: naming.area_codes.map(({ code }) => code), kind: naming.kind_codes.map(({ code }) => code) };
  const own = {
    area: naming.area_codes.filter((code) => code.area_id === it.area_id).map(({ code }) => code),
    kind: naming.kind_codes.filter((code) => code.kind === it.kind).map(({ code }) => code),
  };
  const codes = { area: own.area.length === 0 ? all.area : own.area, kind: own.kind.length === 0 ? all.kind : own.kind };
  const strict = misfitOf(read.parts, it.name, codes);
  if (strict === null) return { fits: true, pattern };
  const example = exampleOf(read.parts, codes);
  const loose = misfitOf(read.parts, it.name, all);
  if (loose !== null) return { fits: false, pattern, example, why: 'stops', ...loose };
  return { fits: false, pattern, example, why: strict.want === 'kind' ? 'wrong_kind' : 'wrong_area', ...strict };
}
