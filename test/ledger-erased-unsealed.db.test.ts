// An erasure of what waits to be sealed, and the sealing of it, at the same moment.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { appendNextStatement, readProgress } from '@holdfast/platform/ledger-store';
import { sealBatch } from '@holdfast/platform/sealing';
import type { PoolClient } from 'pg';
import { draftOf, newId, openTestLedger } from '../platform/test/ledger.ts';

test('whoever seals what is being erased waits for it', async (t) => {
  const ledger = await openTestLedger(t);
  const tell = async (
    entry: Parameters<typeof appendNextStatement>[0],
    behind: Record<string, string>,
    client: Pick<PoolClient, 'query'>,
  ): Promise<void> => {
    const { text, values } = appendNextStatement(entry, behind);
    await client.query(text, values);
  };
  const [told, erasing] = [draftOf(ledger.log.site_id), newId()];
  await tell(told, { reason: 'Herr Meier was ill' }, ledger.app);
  const client = await ledger.app.connect();
  await client.query('begin');
  await client.query('select ledger.erase($1, $2, $3, $4)', [[told.id], [0], 'person:1', erasing]);
  const sha256 = await client.query<{ it: string }>('select ledger.erased_sha256($1) as it', [erasing]);
  const facts = { asked_by: 'person:2', decided_by: ['person:1'], payloads_sha256: sha256.rows[0]!.it };
  await tell({ ...draftOf(ledger.log.site_id, facts), id: erasing, kind: 'personal_data.erased' }, {}, client);
  const sealed = sealBatch(ledger.sequencer, ledger.log.id, 10).catch((thrown: Error) => thrown.message);
  await new Promise((done) => setTimeout(done, 200));
  await client.query('commit');
  client.release();
  assert.equal(await sealed, 2);
  assert.equal((await readProgress(ledger.app, ledger.log.id)).size, 2);
  const left = await ledger.app.query<{ payload: Buffer | null }>('select payload from ledger.payload where entry_id = $1', [told.id]);
  assert.deepEqual(
    left.rows.map((it) => it.payload),
    [null],
  );
  assert.equal((await ledger.verify()).first_fault, null);
});
