// Splitting SQL files into statements.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { splitStatements } from './sql-statements.ts';

const texts = (sql: string): string[] => splitStatements(sql).map((statement) => statement.text);

test('splits at semicolons and names the line each statement begins on', () => {
  assert.deepEqual(splitStatements('-- head\nselect 1;\n\n/* two */ select 2;\n'), [
    { text: 'select 1', line: 2 },
    { text: 'select 2', line: 4 },
  ]);
});

test('leaves semicolons in strings, names, dollar quotes and comments alone', () => {
  assert.deepEqual(texts(`select ';''x;' ; select ";""y;"`), [`select ';''x;'`, `select ";""y;"`]);
  assert.deepEqual(texts('do $$ begin; end; $$; select 1'), ['do $$ begin; end; $$', 'select 1']);
  assert.deepEqual(texts('do $a$ x; $$ ; $b$ ; $a$;select 1'), ['do $a$ x; $$ ; $b$ ; $a$', 'select 1']);
  assert.deepEqual(texts('select 1 /* a; /* b; */ c; */ + 1; -- d;\nselect 2'), ['select 1 /* a; /* b; */ c; */ + 1', 'select 2']);
});

test('reads backslashes only in escape strings', () => {
  assert.deepEqual(texts(`select e'\\';'; select 1`), [`select e'\\';'`, 'select 1']);
  assert.deepEqual(texts(`select '\\'; select 1`), [`select '\\'`, 'select 1']);
  assert.deepEqual(texts(`select type'\\'; select 1`), [`select type'\\'`, 'select 1']);
});

test('takes positional parameters for what they are', () => {
  assert.deepEqual(texts('select $1; select a$b$c; select 2'), ['select $1', 'select a$b$c', 'select 2']);
});

test('gives back the statements any list was joined from', () => {
  const statement = fc.constantFrom(
    `select 'a;b'`,
    'do $x$ ; $$ ; $x$',
    'select "q;"',
    'select 1 -- no\n + 2',
    `insert into t values (e'\\';')`,
    'select /* ; */ 3',
  );
  fc.assert(
    fc.property(fc.array(statement), fc.constantFrom(';', ';\n', ' ; -- ;\n', ';/* ; */\n\n'), (list, separator) => {
      assert.deepEqual(texts(list.join(separator)), list);
    }),
  );
});

test('ends on any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom("'", '"', '$', '$$', ';', '/*', '*/', '--', '\n', 'e', 'a', '\\', ' ') }), (sql) => {
      for (const { text, line } of splitStatements(sql)) assert.ok(text.length > 0 && line >= 1);
    }),
  );
});
