// Requests for several people against the real tables: who speaks, when it happens, what the ledger keeps of both.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { newUuidV7 } from '@holdfast/platform/uuid';
import { mint, type Principal, type Sentence } from '@holdfast/platform/permit';
import { grantsOf } from '@holdfast/roles/store';
import { sql } from 'kysely';
import { openHoldfast } from '../../../test/holdfast.ts';
import { type ApprovalKind, decideRequest, expireRequests, withdrawRequest } from './store.decide.ts';
import { openApproval, readApproval } from './store.ts';

const hf = await openHoldfast({ after });
const { site_id } = hf;
const { context } = hf.parts;
const reason = 'Agreed in the shift meeting.';
const sentence: Sentence = { id: 'trial.decide', who: ['ot_lead', 'plant_manager'], at: 'site', changes: true, says: '' };
const ids: Record<string, string> = {};
for (const [name, role] of Object.entries({
  anna: 'ot_lead',
  bert: 'plant_manager',
  cleo: 'plant_manager',
  dora: 'auditor',
  emil: 'ot_lead',
}))
  ids[name] = await hf.hire(name, [{ role, scope: 'site', site_id }]);

// What the trial asks for is a new area: it is there if and only if the request was approved.
const kind: ApprovalKind = {
  kind: 'trial.area',
  sentence,
  settle: async (tx, request, outcome) => {
    if (outcome === 'approved') await sql`insert into holdfast.area (site_id, name) values (${site_id}, ${request.title})`.execute(tx);
    if (request.title === 'Breaks') throw new Error('the practice fails');
    return { subject: { type: 'area', id: request.subject_id }, facts: { outcome } };
  },
};

const principal = async (name: string): Promise<Principal> => ({
  person_id: ids[name]!,
  name,
  via: 'ui',
  grants: await grantsOf(context.db, ids[name]!),
});
async function ask(name: string, title: string, more: object = {}): Promise<string> {
  const permit = mint(await principal(name), sentence, site_id);
  return context.act(permit, { site: site_id, kind: 'trial.asked' }, async (tx) => {
    const subject_id = newUuidV7(Date.now());
    const wanted = { kind: kind.kind, subject_type: 'area', subject_id, opens: 'areas', title, sentence, zone_ids: [] };
    const id = await openApproval(tx, permit, { ...wanted, will: { words: '', params: {} }, reason, ...more });
    return { subject: { type: 'area', id: subject_id }, facts: {}, result: id };
  });
}
const decide = async (name: string, approval_id: string, decision: 'approved' | 'refused' = 'approved') =>
  decideRequest({ ...context, principal: await principal(name) }, kind, { site_id, approval_id }, { decision, reason });
const isThere = async (name: string): Promise<boolean> => (await hf.rows('select 1 from holdfast.area where name = $1', [name])).length > 0;
const entryOf = async (entryKind: string): Promise<{ actor: string; facts: Record<string, unknown> }> => {
  const rows = await hf.rows<{ b: never }>(
    `select b from (select convert_from(body, 'UTF8')::jsonb as b from (select body from ledger.pending union all select body from ledger.entry) e) x
     where b ->> 'kind' = $1 order by b ->> 'at' desc limit 1`,
    [entryKind],
  );
  return rows[0]!.b;
};
const refusal = (code: string) => (error: unknown) => (error as { code: string }).code === code;

test('with the second person it happens at once, and one entry carries both', async () => {
  const id = await ask('anna', 'Two');
  assert.equal(await isThere('Two'), false);
  await assert.rejects(decide('anna', id), refusal('second_person_needed'));
  await assert.rejects(decide('dora', id), refusal('not_allowed'));
  assert.equal(await decide('bert', id), 'approved');
  assert.equal(await isThere('Two'), true);
  const { actor, facts } = await entryOf('trial.area_approved');
  assert.deepEqual([actor, facts['asked_by'], facts['decided_by']], [ids['bert'], ids['anna'], [ids['bert']]]);
  await assert.rejects(decide('cleo', id), refusal('already_decided'));
});

test('three people: the second’s word is kept, the third’s does it; nobody counts twice', async () => {
  const id = await ask('anna', 'Three', { people_needed: 3 });
  assert.equal(await decide('bert', id), null);
  assert.equal((await entryOf('trial.area_seconded')).facts['people_missing'], 1);
  await assert.rejects(decide('bert', id), refusal('second_person_needed'));
  assert.equal(await isThere('Three'), false);
  assert.equal(await decide('cleo', id), 'approved');
  assert.deepEqual((await entryOf('trial.area_approved')).facts['decided_by'], [ids['bert'], ids['cleo']]);
  assert.deepEqual(
    (await readApproval(context.db, site_id, id)).votes.map((it) => it.name),
    ['Person bert', 'Person cleo'],
  );
});

test('two words at the same moment count one after the other: it happens once', async () => {
  const id = await ask('anna', 'At once');
  const ended = await Promise.allSettled([decide('bert', id), decide('cleo', id)]);
  assert.deepEqual(ended.map((it) => (it.status === 'fulfilled' ? it.value : it.reason.code)).toSorted(), ['already_decided', 'approved']);
  const three = await ask('anna', 'Both', { people_needed: 3 });
  assert.deepEqual((await Promise.all([decide('bert', three), decide('cleo', three)])).toSorted(), ['approved', null]);
  const one = await ask('anna', 'Same', { people_needed: 3 });
  const twice = await Promise.allSettled([decide('bert', one), decide('bert', one)]);
  assert.equal(twice.filter((it) => it.status === 'fulfilled').length, 1);
});

test('when the act itself fails, the word is not kept either', async () => {
  const id = await ask('anna', 'Breaks');
  await assert.rejects(decide('bert', id), /the practice fails/);
  const { state, votes } = await readApproval(context.db, site_id, id);
  assert.deepEqual([state, votes, await isThere('Breaks')], ['waiting', [], false]);
});

test('a deputy’s word says in whose place, and never makes both halves', async () => {
  const name = async (holder: string, deputy: string): Promise<void> => {
    const [grant] = await hf.rows<{ id: string }>('select id from holdfast.role_grant where person_id = $1', [ids[holder]]);
    await hf.ask('owner', 'POST', `/api/v1/grants/${grant!.id}/deputies`, {
      person_id: ids[deputy],
      starts_at: new Date(Date.now() - 1000).toISOString(),
      until_at: new Date(Date.now() + 86_400_000).toISOString(),
      reason,
    });
  };
  await name('anna', 'dora');
  const own = await ask('anna', 'Own');
  await assert.rejects(decide('dora', own), refusal('not_allowed'), 'the deputy of who asked');
  const through = await ask('dora', 'Through');
  assert.equal((await readApproval(context.db, site_id, through)).asked_for, ids['anna']);
  await assert.rejects(decide('anna', through), refusal('second_person_needed'), 'in whose place it was asked');
  await assert.rejects(decide('dora', through), refusal('second_person_needed'));
  const other = await ask('emil', 'For emil');
  assert.equal(await decide('dora', other), 'approved');
  const { actor, facts } = await entryOf('trial.area_approved');
  assert.deepEqual([actor, facts['deputy_for']], [ids['dora'], ids['anna']]);
  const three = await ask('emil', 'Two halves', { people_needed: 3 });
  assert.equal(await decide('dora', three), null);
  await assert.rejects(decide('anna', three), refusal('second_person_needed'), 'her deputy has spoken for her');
  assert.equal(await decide('bert', three), 'approved');
});

test('one refusal ends it; only who asked takes it back; what nobody decides in time expires and then waits no more', async () => {
  const refused = await ask('anna', 'No');
  assert.equal(await decide('bert', refused, 'refused'), 'refused');
  assert.equal(await isThere('No'), false);
  const mine = await ask('anna', 'Mine');
  const permitOf = async (name: string) => mint(await principal(name), sentence, site_id);
  const back = async (name: string) => withdrawRequest(context, await permitOf(name), kind, { site_id, approval_id: mine }, reason);
  await assert.rejects(back('bert'), refusal('only_who_asked_withdraws'));
  await back('anna');
  const late = await ask('anna', 'Late');
  await hf.rows(`update holdfast.approval set expires_at = now() - interval '1 second' where id = $1`, [late]);
  await assert.rejects(decide('bert', late), refusal('already_decided'));
  await expireRequests(context, [kind]);
  const [row] = await hf.rows<{ state: string }>('select state from holdfast.approval where id = $1', [late]);
  assert.equal(row!.state, 'expired');
  assert.equal((await entryOf('trial.area_expired')).facts['approval_id'], late);
});
