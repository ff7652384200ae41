// Names and first lines of files, and the same words in every language.
import { posix } from 'node:path';
import { isSource, type Fault, type Tree } from './tree.ts';

const forbidden = ['util', 'utils', 'helper', 'helpers', 'common', 'manager', 'managers', 'misc'];

/** File names that say nothing or are not kebab-case, and files that do not open with a line that says what they are. */
export function checkFiles(tree: Tree): Fault[] {
  return [...tree].filter(([path]) => isSource(path)).flatMap(([path, text]) => [...checkName(path), ...checkHeader(path, text)]);
}

function checkName(path: string): Fault[] {
  const name = posix.basename(path);
  const empty = path
    .split('/')
    .map(lastWord)
    .find((word) => forbidden.includes(word));
  if (empty !== undefined) return [{ file: path, line: 1, what: `is named "${empty}"`, why: 'a name says what is in it' }];
  if (/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)*$/.test(name)) return [];
  return [{ file: path, line: 1, what: `is named ${name}`, why: 'file names are kebab-case' }];
}

// `string-utils.test.ts` -> `utils`: what a name is about stands last.
function lastWord(name: string): string {
  return /([a-z0-9]+)(\.|$)/i.exec(name)?.[1]?.toLowerCase() ?? '';
}

function checkHeader(path: string, text: string): Fault[] {
  const first = text.split('\n', 2).find((line) => !line.startsWith('#!')) ?? '';
  if (/^\/[/*]\s*\S/.test(first) || first === '/**') return [];
  return [{ file: path, line: 1, what: 'has no header', why: 'the first line of a file is a comment that says what it is' }];
}

/** Differences between words.en.json and words.de.json in the same folder: keys of one that the other lacks, and empty words. */
export function checkWords(tree: Tree): Fault[] {
  const folders = new Set([...tree.keys()].filter((path) => /(^|\/)words\.(en|de)\.json$/.test(path)).map((path) => posix.dirname(path)));
  return [...folders].flatMap((folder) => {
    const read = (language: string): Map<string, string> => flatten(tree.get(`${folder}/words.${language}.json`) ?? '{}');
    const english = read('en');
    const german = read('de');
    return [...compare(`${folder}/words.en.json`, english, german), ...compare(`${folder}/words.de.json`, german, english)];
  });
}

function compare(file: string, mine: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): Fault[] {
  const missing = [...other.keys()]
    .filter((key) => !mine.has(key))
    .map((key) => ({ file, line: 1, what: `lacks ${key}`, why: 'every string is in English and German' }));
  const empty = [...mine]
    .filter(([, word]) => word.trim() === '')
    .map(([key]) => ({ file, line: 1, what: `has no word for ${key}`, why: 'every string is in English and German' }));
  return [...missing, ...empty];
}

function flatten(json: string): Map<string, string> {
  const words = new Map<string, string>();
  const walk = (value: unknown, path: string): void => {
    if (typeof value !== 'object' || value === null) words.set(path, String(value));
    else for (const [key, inner] of Object.entries(value)) walk(inner, path === '' ? key : `${path}.${key}`);
  };
  walk(JSON.parse(json), '');
  return words;
}
