// The matrix fills itself: cells turn by operational work alone, open to the entries behind them, and turn back when it is undone or ages.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Holdfast, openHoldfast } from '../../../test/holdfast.ts';

type Cell = { requirement_id: string; state: string; good: number; of: number; parts: { artefact: string; state: string }[] };

async function cellOf(it: Holdfast, requirement_id: string, as_of?: string): Promise<Cell> {
  await it.parts.sequencer.settle();
  const query = as_of === undefined ? '' : `&as_of=${encodeURIComponent(as_of)}`;
  const { rows } = await it.ask<{ rows: Cell[] }>('owner', 'GET', `${it.site}/requirements?search=${requirement_id}${query}`);
  return rows.find((row) => row.requirement_id === requirement_id)!;
}

const partOf = (cell: Cell, artefact: string): string => cell.parts.find((it) => it.artefact === artefact)!.state;

test('an empty plant proves nothing, and a zone drawn and cared for turns its cells', async (t) => {
  const it = await openHoldfast(t);
  assert.equal(partOf(await cellOf(it, 'NIS2-21.2.e'), 'network_map'), 'unobserved');
  const owner_id = (await it.ask<{ person: { id: string } }>('owner', 'GET', '/api/v1/me')).person.id;
  const zone = await it.ask<{ id: string; version: number }>('owner', 'POST', `${it.site}/zones`, { name: 'Cell 1', purdue_level: '1' });
  assert.equal(partOf(await cellOf(it, 'NIS2-21.2.e'), 'network_map'), 'proven');
  assert.equal(partOf(await cellOf(it, 'NIS2-20.1'), 'responsibility_record'), 'missing');
  await it.ask('owner', 'PATCH', `${it.site}/zones/${zone.id}`, { version: zone.version, custodian_id: owner_id });
  assert.equal(partOf(await cellOf(it, 'NIS2-20.1'), 'responsibility_record'), 'proven');
  const proofs = await it.ask<{ rows: { subject_id: string; standing: string; kind: string; entry_id: string }[] }>(
    'owner',
    'GET',
    `${it.site}/requirements/NIS2-20.1/proofs/zones.custodian_named`,
  );
  assert.deepEqual(
    proofs.rows.map(({ subject_id, standing, kind }) => ({ subject_id, standing, kind })),
    [{ subject_id: zone.id, standing: 'proven', kind: 'zone.changed' }],
  );
  const entry = await it.ask<{ proof: unknown }>('owner', 'GET', `${it.site}/ledger/entries/${proofs.rows[0]!.entry_id}`);
  assert.ok(entry.proof !== undefined);
});
