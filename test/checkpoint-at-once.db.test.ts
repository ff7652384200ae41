// Acts that must not wait are signed within a moment; an ordinary one waits for the checkpoint of the minute.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { openHoldfast } from './holdfast.ts';

const hf = await openHoldfast({ after });
await hf.hire('ot_lead', [{ role: 'ot_lead', scope: 'site', site_id: hf.site_id }]);

/** Whether a checkpoint covers the subject's last entry within the time. */
async function isSigned(subject_id: string, withinMs: number): Promise<boolean> {
  for (const until = Date.now() + withinMs; Date.now() < until; await wait(50)) {
    const found = await hf.rows(
      `select 1 from ledger.fact f join ledger.checkpoint c on c.log_id = f.log_id and c.size > f.idx where f.subject_id = $1 limit 1`,
      [subject_id],
    );
    if (found.length > 0) return true;
  }
  return false;
}

test('an act of custody is signed at once, an area that is added is not', async () => {
  const { id: area } = await hf.ask('ot_lead', 'POST', `${hf.site}/areas`, { name: 'Hall 1' });
  assert.equal(await isSigned(area, 1500), false);
  const item = { source: { of: 'object' }, kind: 'device', title: 'Memory card', place: 'Cabinet 3', method: 'by hand' };
  const { id } = await hf.ask('ot_lead', 'POST', `${hf.site}/evidence`, item);
  assert.equal(await isSigned(id, 5000), true);
  assert.equal(await isSigned(area, 100), true, 'what came before is covered too');
});
