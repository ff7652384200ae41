// Flows against the real tables: however many operations a hostile capture invents, all are counted.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ReportFlow } from '@holdfast/core-wire';
import { openDatabase, openPool } from '@holdfast/platform/database';
import { testDatabase } from '../../../platform/test/database.ts';
import { mergeFlows } from './store.ts';

const site_id = '01a20000-0000-7000-8000-000000000001';

test('more operations than fit one statement are counted once each, and added to those of the next capture', async (t) => {
  const database = await testDatabase(t);
  const pool = openPool({ ...database.connectionFor('holdfast_app'), max: 2 });
  t.after(() => pool.end());
  const { rows } = await pool.query<{ id: string }>(
    `insert into holdfast.asset (site_id, name, standing) select $1, n::text, 'sighted' from generate_series(1, 2) n returning id`,
    [site_id],
  );
  const asset_of = new Map([
    ['10.0.0.1', rows[0]!.id],
    ['10.0.0.2', rows[1]!.id],
  ]);
  const operations = Array.from({ length: 45_000 }, (_, code) => ({
    protocol: 'modbus',
    code,
    key: `${code}`,
    name: `operation ${code}`,
    class: 'read' as const,
    count: 2,
    errors: 1,
  }));
  const at = '2026-11-21T08:00:00.000Z';
  const ends = { client: '10.0.0.1', server: '10.0.0.2', transport: 'tcp', server_port: 502, protocol: 'modbus' };
  const flow = { ...ends, packets: 1, bytes: 1, first: at, last: at, operations } as unknown as ReportFlow;
  const merge = () =>
    openDatabase(pool)
      .transaction()
      .execute((tx) => mergeFlows(tx, site_id, [flow], asset_of));
  assert.deepEqual(await merge(), { seen: 1, fresh: 1 });
  assert.deepEqual(await merge(), { seen: 1, fresh: 0 });
  const counted = await pool.query(
    'select count(*)::int as n, sum(count)::int as count, sum(errors)::int as errors from holdfast.flow_operation',
  );
  assert.deepEqual(counted.rows, [{ n: 45_000, count: 180_000, errors: 90_000 }]);
});
