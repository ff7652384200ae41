// Questions of an audit through the API: asked, answered, asked further, settled; nobody speaks for another; the words stay out of the ledger.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { openHoldfast, type Page } from '../../../test/holdfast.ts';
import type { Question } from './schema.ts';

const hf = await openHoldfast({ after });
for (const name of ['auditor', 'second_auditor']) await hf.hire(name, [{ role: 'auditor', scope: 'site', site_id: hf.site_id }]);
await hf.hire('ot_lead', [{ role: 'ot_lead', scope: 'site', site_id: hf.site_id }]);
const base = `${hf.site}/questions`;
const ask = (text: string, more: object = {}) => hf.ask<Question>('auditor', 'POST', base, { text, ...more });
const refusal = async (as: string, path: string, body: object): Promise<[number, string]> => {
  const { status, body: problem } = await hf.call('POST', `${base}/${path}`, { as, body });
  return [status, problem.code];
};
const noticed = async (as: string, kind: string): Promise<number> =>
  (await hf.ask<Page<{ kind: string }>>(as, 'GET', '/api/v1/me/notices')).rows.filter((row) => row.kind === kind).length;

test('a question goes to who may answer, its answer back to who asked, until the auditor is content', async () => {
  const it = await ask('Who let the vendor in on Monday?', { about: 'conduits/abc', about_title: 'Cell 3 to office' });
  assert.deepEqual([it.number, it.state, it.about_title], [1, 'open', 'Cell 3 to office']);
  assert.equal(await noticed('ot_lead', 'question_asked'), 1);
  await hf.ask('ot_lead', 'POST', `${base}/${it.id}/answers`, { text: 'The shift lead, by phone.' });
  assert.equal(await noticed('auditor', 'question_answered'), 1);
  const again = await hf.ask<Question>('auditor', 'POST', `${base}/${it.id}/further`, { text: 'Where is that written down?' });
  assert.equal(again.state, 'open');
  await hf.ask('ot_lead', 'POST', `${base}/${it.id}/answers`, { text: 'Nowhere yet.' });
  const settled = await hf.ask<Question>('auditor', 'POST', `${base}/${it.id}/settlement`, {});
  assert.deepEqual([settled.state, settled.remarks.map((remark) => remark.kind)], ['settled', ['answer', 'again', 'answer']]);
  assert.deepEqual(await refusal('ot_lead', `${it.id}/answers`, { text: 'One more thing' }), [409, 'question_settled']);
});

test('only an auditor asks, and one auditor does not settle for another', async () => {
  assert.deepEqual(await refusal('ot_lead', '', { text: 'May I?' }).then(([status]) => status), 404);
  assert.equal((await hf.call('POST', base, { as: 'ot_lead', body: { text: 'May I ask?' } })).status, 403);
  const it = await ask('Is there a recovery plan?');
  assert.deepEqual(await refusal('second_auditor', `${it.id}/settlement`, {}), [403, 'only_who_asked']);
  assert.deepEqual(await refusal('auditor', `${it.id}/answers`, { text: 'Yes.' }).then(([status]) => status), 403);
});

test('what people wrote is in the ledger only as a commitment; an address that leads elsewhere is refused', async () => {
  const it = await ask('A sentence with a name: Erika Mustermann');
  const [row] = (await hf.ask('auditor', 'GET', `${hf.site}/ledger/entries?subject_id=${it.id}`)).rows;
  const { body } = await hf.ask('auditor', 'GET', `${hf.site}/ledger/entries/${row.id}`);
  assert.ok(body.includes('question.asked') && !body.includes('Mustermann'));
  for (const about of ['https://evil.example', '//evil.example', 'javascript:alert(1)', '/api/v1/x'])
    assert.equal((await hf.call('POST', base, { as: 'auditor', body: { text: 'Where?', about } })).status, 400, about);
});
