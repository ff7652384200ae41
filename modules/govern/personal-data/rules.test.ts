// Every column that holds something about a person stands in the sheet, with its words in both languages; and nothing counts people.
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { kindsOf, looksPersonal } from './rules.ts';
import { notPersonal, personalData } from './schema.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');
const columns: string[] = [];
let table = '';
for (const line of readFileSync(join(root, 'db/schema.sql'), 'utf8').split('\n')) {
  table = /^create table (\S+) \($/.exec(line)?.[1]?.replaceAll('"', '') ?? table;
  const name = /^ {2}"?(\w+)"? /.exec(line)?.[1];
  if (name !== undefined && name !== 'constraint' && /^(holdfast|auth|platform)\./.test(table)) columns.push(`${table}.${name}`);
}

test('a column that looks personal is declared', () => {
  assert.ok(columns.length > 300, `only ${columns.length} columns were read`);
  assert.deepEqual(
    columns.filter((it) => looksPersonal(it) && kindsOf(it, personalData).length === 0),
    [],
  );
});

test('each declaration and each exception names columns that exist', () => {
  const idle = personalData.flatMap((it) =>
    it.fields.filter((field) => !columns.some((column) => kindsOf(column, [{ id: '', fields: [field] }]).length > 0)),
  );
  assert.deepEqual(idle, []);
  assert.deepEqual(
    Object.keys(notPersonal).filter((it) => !columns.includes(it)),
    [],
  );
});

test('purpose, retention and audience are said of each kind, in both languages', () => {
  for (const language of ['en', 'de']) {
    const words = JSON.parse(readFileSync(join(root, `modules/govern/personal-data/ui/words.${language}.json`), 'utf8')) as {
      data: Record<string, Record<string, string>>;
    };
    assert.deepEqual(Object.keys(words.data).toSorted(), personalData.map((it) => it.id).toSorted(), language);
    for (const [id, said] of Object.entries(words.data))
      for (const key of ['what', 'purpose', 'retention', 'audience']) assert.ok((said[key] ?? '').length > 3, `${language} ${id} ${key}`);
  }
});

/** Where rows are gathered by a person for a reason that is no measure of them. */
const gathered: Readonly<Record<string, string>> = {
  'modules/govern/notices/store.ts': 'one mail a person',
  'modules/govern/appointments/store.points.ts': 'rights and keys that one person alone holds',
  'modules/identify/sites/store.ts': 'assets of an area, whose owner is named',
};

test('nothing is counted per person', () => {
  const found: string[] = [];
  for (const path of globSync(['modules/**/*.ts', 'platform/src/*.ts', 'apps/server/src/*.ts'], { cwd: root })) {
    if (path.includes('.test.') || path.includes('node_modules') || Object.hasOwn(gathered, path)) continue;
    if (/group by [^`]*\b(person_id|actor_id|[a-z]+_by|owner_id|assigned_to)\b/.test(readFileSync(join(root, path), 'utf8')))
      found.push(path);
  }
  assert.deepEqual(found, []);
});
