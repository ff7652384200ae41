// What the ledger tells has words: the kind of every act, its subject and the name of every fact the product writes, in both languages.
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { bulkWord } from '@holdfast/assets/schema';
import { changedSettings } from '@holdfast/people/schema';
import { policy } from '@holdfast/people/schema.account';
import { changedSite } from '@holdfast/sites/schema';
import { changedTerminal } from '@holdfast/terminals/schema';
import { parseSync } from 'oxc-parser';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const sources = globSync(['modules/*/*/*.ts', 'platform/src/*.ts', 'apps/server/src/*.ts'], { cwd: root })
  .filter((path) => !/\.test\.ts$|schema/.test(path))
  .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));

type Words = Readonly<Record<'kind' | 'fact' | 'subject_type', Readonly<Record<string, string>>>>;
const words = ['en', 'de'].map((language) => ({
  language,
  words: JSON.parse(readFileSync(join(root, `modules/prove/ledger/ui/words.${language}.json`), 'utf8')) as Words,
}));

type Node = { type: string } & Record<string, unknown>;
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value;

function* nodesOf(value: unknown): Generator<Node> {
  if (Array.isArray(value)) for (const part of value) yield* nodesOf(part);
  else if (isNode(value)) {
    yield value;
    for (const part of Object.values(value)) if (typeof part === 'object') yield* nodesOf(part);
  }
}

const nameOf = (value: unknown): string => {
  const name = isNode(value) ? (value['name'] ?? value['value']) : undefined;
  return typeof name === 'string' ? name : '';
};

/** What is told as facts: the value of each `facts`, and what functions and constants with "facts" in their name make. */
function* toldBy(program: unknown): Generator<unknown> {
  for (const node of nodesOf(program)) {
    if (node.type === 'Property' && nameOf(node['key']) === 'facts') yield node['value'];
    if (node.type === 'VariableDeclarator' && /facts/i.test(nameOf(node['id']))) yield node['init'];
    if (node.type === 'FunctionDeclaration' && /facts/i.test(nameOf(node['id'])))
      for (const inner of nodesOf(node['body'])) if (inner.type === 'ReturnStatement') yield inner['argument'];
  }
}

/** The keys an expression puts into facts; calls and names lead elsewhere, where they are looked at by their own name. */
function* keysOf(value: unknown): Generator<string> {
  if (!isNode(value)) return;
  if (value.type === 'ObjectExpression') {
    for (const part of value['properties'] as Node[]) {
      if (part.type === 'SpreadElement') yield* keysOf(part['argument']);
      else if (part['computed'] !== true) {
        yield nameOf(part['key']);
        yield* keysOf(part['value']);
      }
    }
  } else if (value.type === 'ConditionalExpression') yield* [value['consequent'], value['alternate']].flatMap((it) => [...keysOf(it)]);
  else if (value.type === 'ArrowFunctionExpression') yield* keysOf(value['body']);
  else if (value.type.endsWith('Expression') && isNode(value['expression'])) yield* keysOf(value['expression']);
}

/** Facts that are the request itself, and lists told by name. */
function* otherKeys(text: string): Generator<string> {
  for (const [, name = ''] of text.matchAll(/tellList\(\s*'([a-z_]+)'/g)) yield name;
}
const told = [changedSettings, policy, changedSite, changedTerminal, bulkWord.shape.word].flatMap((it) => Object.keys(it.shape));

test('names every fact the product writes', () => {
  const keys = new Set(told);
  for (const { path, text } of sources) {
    for (const value of toldBy(parseSync(path, text).program)) for (const key of keysOf(value)) keys.add(key);
    for (const key of otherKeys(text)) keys.add(key);
  }
  assert.ok(keys.size > 150, `only ${keys.size} facts were found`);
  for (const { language, words: known } of words)
    assert.deepEqual(
      [...keys].filter((key) => !(key in known.fact)),
      [],
      language,
    );
});

test('names every kind of act and every subject', () => {
  const kinds = new Set<string>();
  const subjects = new Set<string>();
  for (const { text } of sources) {
    for (const [, kind = ''] of text.matchAll(/\bkind: '((?![a-z]\.)[a-z_]+\.[a-z_]+)'/g)) kinds.add(kind.replaceAll('.', '_'));
    for (const [, type = ''] of text.matchAll(/subject(?:: |\s*=\s*)\{ type: '([a-z_]+)'/g)) subjects.add(type);
  }
  assert.ok(kinds.size > 60 && subjects.size > 15, `only ${kinds.size} kinds and ${subjects.size} subjects were found`);
  for (const { language, words: known } of words) {
    assert.deepEqual(
      [...kinds].filter((kind) => !(kind in known.kind)),
      [],
      language,
    );
    assert.deepEqual(
      [...subjects].filter((type) => !(type in known.subject_type)),
      [],
      language,
    );
  }
});

test('an act begins its line: its word has a capital', () => {
  for (const { words: known } of words)
    assert.deepEqual(
      Object.values(known.kind).filter((word) => /^\p{Ll}/u.test(word)),
      [],
    );
});
