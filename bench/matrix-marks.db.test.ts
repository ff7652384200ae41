// The marks `npm run bench matrix` writes by SQL are those that reading its facts makes, and facts and marks have the shape of those a real act leaves.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { endPool, openDatabase, openPool } from '@holdfast/platform/database';
import { catchUp, readersOf } from '@holdfast/requirements/store.marks';
import { matrixParts } from '../apps/server/src/bindings.ts';
import { testDatabase } from '../platform/test/database.ts';
import { openHoldfast } from '../test/holdfast.ts';
import { growFacts, growMarks, growSites, makeMatrix, type Rows } from './matrix-marks.ts';

type Row = Record<string, unknown>;
const size = { sites: 2, requirements: 15, entries: 400, read: 400 };
const marksOf = (rows: Rows) =>
  rows<Row>('select site_id, source, subject_id, at, log_id, idx, effect, until_on from holdfast.evidence_mark order by 1, 2, 3, 4, 6');
const latestOf = (rows: Rows) =>
  rows<Row>('select site_id, source, subject_id, at, log_id, idx, effect, until_on from holdfast.evidence_latest order by 1, 2, 3');

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const kindOf = (value: unknown): string => {
  if (value === null) return 'nothing';
  if (value instanceof Date) return 'instant';
  if (typeof value === 'object') return 'object';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return uuid.test(text) ? 'uuid' : /^\d+$/.test(text) ? 'number' : 'word';
};
const shapeOf = (row: Row): Row => Object.fromEntries(Object.entries(row).map(([key, value]) => [key, kindOf(value)]));

test('marks written by SQL are the marks that reading the facts makes', async () => {
  const database = await testDatabase({ after });
  const rows = (async (text, values = []) => (await database.pool('holdfast_super').query(text, [...values])).rows) as Rows;
  const pool = openPool({ ...database.connectionFor('holdfast_app'), max: 2 });
  const now = new Date('2026-11-22T08:00:00Z');
  try {
    await growSites(rows, size);
    await growFacts(rows, size, now);
    await catchUp(openDatabase(pool), readersOf(makeMatrix(size.requirements)));
    const [marks, latest] = [await marksOf(rows), await latestOf(rows)];
    assert.equal(marks.length, size.sites * size.entries);
    await growMarks(rows, size, now);
    assert.deepEqual(await marksOf(rows), marks);
    assert.deepEqual(await latestOf(rows), latest);
    await likeRealOnes(marks, await rows<Row>('select * from ledger.fact'));
  } finally {
    await endPool(pool);
  }
});

/** Holds marks and facts of the bench against those of acts at a plant: an area gets an owner, a control is tried. */
async function likeRealOnes(marks: readonly Row[], facts: readonly Row[]): Promise<void> {
  const hf = await openHoldfast({ after: (work) => void after(work) });
  const me = (await hf.ask<{ person: { id: string } }>('owner', 'GET', '/api/v1/me')).person.id;
  const area = await hf.ask<{ id: string }>('owner', 'POST', `${hf.site}/areas`, { name: 'Filling', owner_id: null });
  await hf.ask('owner', 'PATCH', `${hf.site}/areas/${area.id}`, { name: 'Filling', owner_id: me });
  const day = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  const control = { standard: 'nist_csf2', control_id: 'PR.DS-11', method: 'Restored the filler’s program.', result: 'works' };
  await hf.ask('owner', 'POST', `${hf.site}/control-tests`, { ...control, tested_on: day(-1), next_on: day(90) });
  await hf.parts.sequencer.settle();
  await catchUp(hf.parts.context.db, matrixParts.readers);
  const real = await marksOf(hf.rows as Rows);
  const found = (effect: string, isSite: boolean) => (it: Row) => it['effect'] === effect && (it['subject_id'] === 'site') === isSite;
  for (const [effect, isSite] of [
    ['proves', false],
    ['proves', true],
    ['member', false],
  ] as const) {
    const [bench, acted] = [marks.find(found(effect, isSite)), real.find(found(effect, isSite))];
    assert.ok(bench !== undefined && acted !== undefined, `a mark that ${effect}, of the site: ${isSite}`);
    assert.deepEqual(shapeOf(bench), shapeOf(acted));
    assert.ok(Math.abs(String(bench['source']).length - String(acted['source']).length) < 10, `${String(acted['source'])} is as long`);
  }
  const [fact] = await hf.rows<Row>(`select * from ledger.fact where kind = 'area.changed'`);
  const alike = facts.find((it) => it['subject_type'] === 'zone')!;
  assert.deepEqual(shapeOf(alike), shapeOf(fact!));
  assert.ok(Math.abs(JSON.stringify(alike['data']).length - JSON.stringify(fact!['data']).length) < 100);
}
