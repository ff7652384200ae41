// A fresh database with what tests of findings put into it: assets, flows, verdicts, events.
import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { openDatabase, openPool } from '@holdfast/platform/database';
import { testDatabase } from '../platform/test/database.ts';
import { decide, listFindings } from '@holdfast/findings/store';
import { refreshFindings } from '@holdfast/findings/store.refresh';

export const site_id = '01a20000-0000-7000-8000-000000000001';
export const person_id = '01a20000-0000-7000-8000-000000000002';
export const day = (n: number): string => `2026-11-${String(n).padStart(2, '0')}T08:00:00.000Z`;

export async function openStore(t: TestContext) {
  const database = await testDatabase(t);
  const pool = openPool({ ...database.connectionFor('holdfast_app'), max: 4 });
  t.after(() => pool.end());
  const db = openDatabase(pool);
  const one = async <T>(text: string, ...values: unknown[]): Promise<T> => (await pool.query(text, values)).rows[0] as T;
  const asset = (name: string, standing: string, seen = day(1)) =>
    one<{ id: string }>(
      `insert into holdfast.asset (site_id, name, kind, standing, first_seen, last_seen) values ($1, $2, 'plc', $3, $4, $4) returning id`,
      site_id,
      name,
      standing,
      seen,
    ).then((row) => row.id);
  const refresh = async () => {
    const { raised, closed, raised_ids, closed_ids } = await db.transaction().execute((tx) => refreshFindings(tx, site_id));
    assert.deepEqual([raised_ids.length, closed_ids.length], [raised, closed]);
    return { raised, closed };
  };
  const list = () => listFindings(db, site_id, { limit: 100, offset: 0, sort: 'first_seen' }, null).then((page) => page.rows);
  const settle = (id: string, decision: string, state: string) =>
    db.transaction().execute((tx) => decide(tx, site_id, [id], { person_id, decision, reason: 'Known.', state }));
  const flow = async (seen = day(1)): Promise<string> => {
    const [client, server] = [await asset('HMI', 'accepted'), await asset('PLC', 'accepted')];
    const values = [site_id, client, server, seen];
    const made = await one<{ id: string }>(
      `insert into holdfast.flow (site_id, client_id, server_id, server_key, client_address, server_address, transport, server_port, protocol, classes, first_seen, last_seen)
       values ($1, $2, $3::uuid, $3::uuid::text, '10.0.0.1', '10.0.0.2', 'tcp', 502, 'modbus', '{write}', $4, $4) returning id`,
      ...values,
    );
    return made.id;
  };
  const judge = (flow_id: string, verdict: string, code = 'no_rule', params = {}) =>
    one(
      `insert into holdfast.flow_verdict (site_id, flow_id, verdict, unmatched) values ($1, $2, $3, $4)
       on conflict (site_id, flow_id) do update set verdict = excluded.verdict, unmatched = excluded.unmatched returning 1`,
      site_id,
      flow_id,
      verdict,
      JSON.stringify([{ code, params }]),
    );
  const event = (flow_id: string, operation: string, kind: string, at: string, frame: number) =>
    one(
      `insert into holdfast.event (site_id, capture_id, at, frame, flow_id, client_id, protocol, operation, class, attack)
       select $1, $2, $3, $4, f.id, f.client_id, 's7comm', $5, $6, 'T0858' from holdfast.flow f where f.id = $7 returning 1`,
      site_id,
      person_id,
      at,
      frame,
      operation,
      kind,
      flow_id,
    );
  const see = (flow_id: string, at: string) => one(`update holdfast.flow set last_seen = $2 where id = $1 returning 1`, flow_id, at);
  return { db, one, asset, refresh, list, settle, flow, judge, see, event };
}
