// Every word the pages ask for stands in both languages, and every refusal of the server has its sentence.
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

function namespaceOf(path: string): string {
  if (path.startsWith('design/')) return 'design';
  return /modules\/[^/]+\/([^/]+)\//.exec(path)?.[1] ?? (path.includes('/map/') ? 'map' : 'web');
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

function flatten(value: unknown, path: string, into: Set<string>): Set<string> {
  if (typeof value !== 'object' || value === null) return into.add(path);
  for (const [key, inner] of Object.entries(value)) flatten(inner, path === '' ? key : `${path}.${key}`, into);
  return into;
}

const known = new Map<string, Set<string>>();
for (const path of globSync(['modules/*/*/ui/words.en.json', 'design/src/words.en.json', 'apps/web/src/**/words.en.json'], { cwd: root })) {
  const { failure, ...rest } = JSON.parse(read(path)) as Record<string, unknown>;
  known.set(namespaceOf(path), flatten(rest, '', new Set()));
  if (failure !== undefined) known.set('failure', flatten(failure, '', known.get('failure') ?? new Set()));
}

const sources = globSync(['modules/*/*/ui/*.tsx', 'design/src/*.tsx', 'apps/web/src/**/*.tsx'], { cwd: root }).filter(
  (path) => !path.includes('.test.'),
);

/** Keys asked for as plain text: `t('a.b')`, `t('ns:a.b')`, with the namespace of the nearest useTranslation above. */
function* askedKeys(text: string): Generator<{ namespace: string; key: string }> {
  let namespace = '';
  for (const found of text.matchAll(/useTranslation\(\[?'([a-z-]+)'|\bt\(\s*\[?'([^'$]+)'/g)) {
    const [, opened, asked] = found;
    if (opened !== undefined) namespace = opened;
    else if (asked !== undefined && !asked.endsWith('.')) {
      const [first = '', second] = asked.split(':');
      yield second === undefined ? { namespace, key: first } : { namespace: first, key: second };
    }
  }
}

test('has a word for every key the pages ask for', () => {
  const missing: string[] = [];
  let asked = 0;
  for (const path of sources) {
    for (const { namespace, key } of askedKeys(read(path))) {
      asked += 1;
      const words = known.get(namespace);
      const stands = words !== undefined && (words.has(key) || words.has(`${key}_other`));
      if (!stands) missing.push(`${path}: ${namespace}:${key}`);
    }
  }
  assert.deepEqual(missing, []);
  assert.ok(asked > 200, `only ${asked} keys were looked at`);
});

test('has a sentence for every refusal of the server', () => {
  const words = known.get('failure')!;
  const codes = new Set<string>();
  for (const path of globSync(['platform/src/*.ts', 'modules/*/*/*.ts', 'apps/server/src/*.ts'], { cwd: root })) {
    if (path.includes('.test.')) continue;
    for (const [, kind = '', code = ''] of read(path).matchAll(/new Failure\('([a-z_]+)',\s*'([a-z_0-9]+)'/g)) codes.add(`${kind} ${code}`);
  }
  assert.ok(codes.size > 30, `only ${codes.size} refusals were found`);
  const wordless = [...codes].filter((it) => {
    const [kind = '', code = ''] = it.split(' ');
    return !words.has(code) && !words.has(`kind_${kind}`);
  });
  assert.deepEqual(wordless, []);
});

test('names every kind, level, class and standing of the closed lists', async () => {
  const { deviceKinds, operationClasses, purdueLevels } = await import('@holdfast/core-wire/words');
  const assets = known.get('assets')!;
  const flows = known.get('flows')!;
  for (const kind of deviceKinds) assert.ok(assets.has(`kind.${kind}`), kind);
  for (const level of purdueLevels) assert.ok(assets.has(`level.${level.replace('.', '_')}`), level);
  for (const name of operationClasses) assert.ok(flows.has(`class.${name}`), name);
});

test('speaks German by the glossary', () => {
  const rows = read('docs/glossary.md')
    .split('\n')
    .filter((line) => /^\| [^|]/.test(line));
  const avoided = rows.slice(1).flatMap((row) =>
    (row.split('|')[3] ?? '')
      .split(',')
      .map((word) => word.trim())
      .filter(Boolean),
  );
  assert.ok(avoided.length > 40, `only ${avoided.length} words to avoid were found`);
  // With the endings German puts on a word, and at the beginning of a sentence.
  const asked = new RegExp(`(?<![\\p{L}{_-])((?:${[...avoided, ...avoided.map(capital)].join('|')})(?:e[nrms]?|n|s)?)(?![\\p{L}}_])`, 'u');
  const found: string[] = [];
  for (const path of globSync(['modules/*/*/ui/words.de.json', 'design/src/words.de.json', 'apps/web/src/**/words.de.json'], {
    cwd: root,
  })) {
    JSON.parse(read(path), (key, value: unknown) => {
      const word = typeof value === 'string' ? asked.exec(value)?.[1] : undefined;
      if (word !== undefined) found.push(`${path} ${key}: ${word} in "${String(value)}"`);
      return value;
    });
  }
  assert.deepEqual(found, []);
});
