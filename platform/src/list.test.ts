// How a list's query becomes SQL: only offered columns, whatever the name asked for.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely';
import { orderBy } from './list.ts';

const db = new Kysely<Record<string, never>>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (own) => new PostgresIntrospector(own),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});
const columns = { id: 'a.id', name: 'a.name', last_seen: 'a.last_seen' };
const order = (sort: string | undefined, fallback = '-last_seen'): string =>
  orderBy({ limit: 10, offset: 0, sort }, columns, fallback).compile(db).sql;

test('sorts by an offered column, up or down, and by id within it', () => {
  assert.equal(order('name'), 'order by a.name asc nulls last, a.id');
  assert.equal(order('-name'), 'order by a.name desc nulls last, a.id');
});

test('sorts as usual when nothing or nothing offered is asked for', () => {
  for (const sort of [undefined, 'password', '-password', 'constructor', '__proto__', 'valueof'])
    assert.equal(order(sort), 'order by a.last_seen desc nulls last, a.id', sort);
});
