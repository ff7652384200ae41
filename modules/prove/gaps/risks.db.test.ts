// The risk register through the API: noted, accepted by somebody else, as it was; a gap put in by one click, rated and closed by the evidence.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { endAcceptances } from '@holdfast/risks/jobs';
import { matrixParts } from '../../../apps/server/src/bindings.ts';
import { dayThere, openHoldfast } from '../../../test/holdfast.ts';
import { followRisks } from './jobs.ts';

const hf = await openHoldfast({ after });
const { site, site_id } = hf;
const mara = await hf.hire('mara', [{ role: 'ot_lead', scope: 'site', site_id }]);
await hf.hire('cora', [{ role: 'ciso', scope: 'organisation' }]);
const inDays = dayThere;
const rows = async (more = ''): Promise<any[]> => (await hf.ask('mara', 'GET', `${site}/risks?limit=100${more}`)).rows; // oxlint-disable-line typescript/no-explicit-any
const codeOf = async (as: string, path: string, body: unknown): Promise<[number, string]> => {
  const { status, body: answer } = await hf.call('POST', `${site}/${path}`, { as, body });
  return [status, answer.code];
};
const follow = (): Promise<number> => followRisks(hf.parts.context, matrixParts, new Date());

test('a risk is accepted for the management body by somebody else, changed only as it was read, and returns after its day', async () => {
  const risk = {
    title: 'The filler stands',
    consequence: 'No bottles for three days.',
    rating: 'high',
    treatment: 'reduce',
    owner_id: mara,
    review_on: inDays(90),
  };
  const { id } = await hf.ask('mara', 'POST', `${site}/risks`, risk);
  const accept = { residual: 'medium', until_on: inDays(30), reason: 'A second filler costs more.', version: 1 };
  assert.equal((await codeOf('mara', `risks/${id}/acceptance`, accept))[0], 403);
  await hf.ask('cora', 'POST', `${site}/risks/${id}/acceptance`, accept);
  assert.deepEqual(await codeOf('cora', `risks/${id}/acceptance`, accept), [409, 'changed_meanwhile']);
  const [it] = await rows();
  assert.deepEqual(
    [it.number, it.state, it.residual, it.accepted_by_name, it.owner_name],
    [1, 'accepted', 'medium', 'Person cora', 'Person mara'],
  );
  assert.deepEqual(
    (await rows(`&as_of=${new Date(Date.parse(it.noted_at) + 1).toISOString()}`)).map((one) => one.state),
    ['open'],
  );
  const { db, act } = hf.parts.context;
  assert.equal(await endAcceptances({ db, act }, new Date()), 0);
  assert.equal(await endAcceptances({ db, act }, new Date(Date.now() + 32 * 86_400_000)), 1);
});

test('a gap becomes a risk by one click, once; the evidence rates it anew and closes it with the gap', async () => {
  const gap_id = 'NIS2-21.2.h';
  const { id } = await hf.ask('mara', 'POST', `${site}/gaps/${gap_id}/risk`);
  assert.deepEqual(await codeOf('mara', `gaps/${gap_id}/risk`, undefined), [409, 'risk_there']);
  assert.deepEqual(await codeOf('mara', 'gaps/NIS2-99/risk', undefined), [404, 'gap_not_found']);
  const of = async () => (await rows()).find((it) => it.id === id);
  const before = await of();
  assert.deepEqual(
    [before.kind, before.state, before.rating, before.owner_id, before.gap_id],
    ['non_compliance', 'open', 'high', mara, gap_id],
  );
  assert.match(before.title.de, /^Nicht erfüllt: .* \(NIS2 Art\. 21\(2\)\(h\)\)$/);
  assert.equal(await follow(), 0);
  const said = { artefact: 'policy', text: 'Rules on encryption, folder 3', until_on: inDays(90) };
  await hf.ask('owner', 'POST', `${site}/requirements/${gap_id}/evidence`, said);
  assert.equal(await follow(), 1);
  assert.notEqual((await of()).rating, 'high');
  await hf.ask('owner', 'POST', `${site}/requirements/${gap_id}/not-applicable`, { reason: 'Nothing here is encrypted.' });
  assert.equal(await follow(), 1);
  assert.deepEqual([(await of()).state, await follow()], ['closed', 0]);
});

test('the register itself is evidence: each risk with its owner, not complying among them, and who accepted', async () => {
  const kept = async () => {
    const { items } = await hf.ask('mara', 'GET', `${site}/minimum`);
    const bindings = items.flatMap((it: any) => it.pieces).flatMap((it: any) => it.bindings); // oxlint-disable-line typescript/no-explicit-any
    const { state, good, of } = bindings.find((it: { id: string }) => it.id === 'risks.kept');
    return [state, good, of];
  };
  // The closing of the other is a fact as soon as it is sealed, a moment after the act.
  for (let n = 0; n < 100 && (await kept())[2] !== 1; n += 1) await wait(100);
  assert.deepEqual(await kept(), ['proven', 1, 1]);
});
