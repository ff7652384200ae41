// The boundary on the real server: the checklist from recorded traffic, what exceptions change, and what people record of it.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { makeGround } from '../../../test/plant-people.ts';
import { dayThere, farZone, openHoldfast, type Page } from '../../../test/holdfast.ts';
import { escalateRemotePaths } from './jobs.ts';
import type { RemotePath } from './schema.remote.ts';
import type { Boundary, LineCode } from './schema.ts';

const hf = await openHoldfast({ after });
const { things } = await makeGround(hf);
const read = (): Promise<Boundary> => hf.ask('auditor', 'GET', `${hf.site}/boundary`);
const stateOf = async (code: LineCode) => (await read()).lines.find((it) => it.code === code)!.state;
const refusal = async (method: string, path: string, body: unknown, as = 'ot_lead') => {
  const answer = await hf.call(method, `${hf.site}/boundary${path}`, { as, body });
  return [answer.status, answer.body.code];
};
/** Two devices that speak, in two zones put on the levels a case asks for. */
const [flow] = await hf.rows<{ id: string; from_id: string; to_id: string; from_zone: string; to_zone: string; conduit_id: string }>(
  `select f.id, f.client_id as from_id, f.server_id as to_id, c.zone_id as from_zone, s.zone_id as to_zone, v.conduit_id from holdfast.flow f
   join holdfast.flow_verdict v on v.flow_id = f.id and v.conduit_id is not null
   join holdfast.zone_member c on c.asset_id = f.client_id join holdfast.zone_member s on s.asset_id = f.server_id order by f.id limit 1`,
);
const { from_id, to_id, from_zone, to_zone, conduit_id } = flow!;
const level = (zone_id: string, to: string) =>
  hf.rows(`update holdfast.zone set purdue_level = $2, role = 'operations' where id = $1`, [zone_id, to]);
const pathOf = async () => (await read()).paths.find((it) => it.flow_id === flow!.id);

test('a flow from the office straight to a controller is listed with its lines; through the DMZ only the controller is left', async () => {
  await hf.rows(`update holdfast.asset set kind = 'plc' where id = $1`, [to_id]);
  await level(to_zone, '1');
  await level(from_zone, '4');
  const found = (await pathOf())!;
  assert.deepEqual([found.from.asset_id, found.to.asset_id, found.to.kind, found.conduit_id], [from_id, to_id, 'plc', conduit_id]);
  assert.ok(found.lines.includes('no_path_past_dmz') && found.lines.includes('no_path_to_controllers'));
  assert.equal(await stateOf('no_path_past_dmz'), 'does_not');
  await level(from_zone, '3.5');
  assert.deepEqual((await pathOf())!.lines.includes('no_path_past_dmz'), false);
  assert.ok((await pathOf())!.lines.includes('no_path_to_controllers'));
});

test('office services are open where the conduit has no list, and remote access is counted', async () => {
  await level(from_zone, '4');
  await hf.rows(`update holdfast.flow set protocol = 'rdp', transport = 'tcp', server_port = 3389 where id = $1`, [flow!.id]);
  const { services, remote, lines } = await read();
  const row = services.find((it) => it.conduit_id === conduit_id && it.service === 'rdp')!;
  assert.deepEqual([row.state, row.flows_seen], ['open', 1]);
  assert.ok(remote.some((it) => it.past_dmz > 0));
  assert.equal(lines.find((it) => it.code === 'remote_ends_in_dmz')!.state, 'does_not');
  await hf.rows(`update holdfast.flow set protocol = 'telnet', server_port = 23 where id = $1`, [flow!.id]);
  const clear = (await read()).clear_text.find((it) => it.conduit_id === conduit_id && it.service === 'telnet')!;
  assert.deepEqual([clear.is_outdated, clear.flows], [true, 1]);
});

test('a remote path is a finding until the register explains it; one past its review waits for a decision, one ended is a finding again', async () => {
  await hf.rows(`update holdfast.flow set protocol = 'rdp', transport = 'tcp', server_port = 3389 where id = $1`, [flow!.id]);
  await hf.rows(`update holdfast.zone set state = 'confirmed' where id = any($1)`, [[from_zone, to_zone]]);
  const found = async () => {
    const { rows } = await hf.ask<Page<{ kind: string; subject_id: string; state: string }>>(
      'owner',
      'GET',
      `${hf.site}/findings?limit=500`,
    );
    return rows.filter((it) => it.kind === 'remote_session' && it.subject_id === flow!.id && !['closed', 'fixed'].includes(it.state))
      .length;
  };
  const way = async () => (await read()).remote.find((it) => it.service === 'rdp');
  const entry = {
    name: 'Maker of the filler',
    solution: 'RDP of the maker',
    is_door: true,
    asset_id: null,
    service: 'rdp',
    from_zone_id: from_zone,
    to_zone_ids: [] as string[],
    to_asset_ids: [to_id],
    owner_id: things.approver_id,
    purpose: 'Hotline of the filler.',
    reviewed_until: '2031-01-01',
  };
  const paths = '/remote-paths';
  const elsewhere = { ...entry, is_door: false, to_asset_ids: [from_id], name: 'Another' };
  await hf.ask('ot_lead', 'POST', `${hf.site}/boundary${paths}`, elsewhere);
  await hf.idle();
  assert.deepEqual(
    [await found(), (await way())!.unexplained, await stateOf('remote_registered')],
    [1, 1, 'does_not'],
    'that entry leads elsewhere',
  );
  assert.deepEqual(await refusal('POST', paths, { ...entry, to_asset_ids: [] }), [400, 'wrong_input']);
  assert.deepEqual(await refusal('POST', paths, { ...entry, asset_id: to_id }), [400, 'wrong_input']);
  assert.deepEqual(
    await refusal('POST', paths, { ...entry, service: 'https' }),
    [400, 'wrong_input'],
    'no remote service: it would explain nothing',
  );
  assert.deepEqual(await refusal('POST', paths, { ...entry, reviewed_until: '2020-01-01' }), [422, 'remote_review_past']);
  const before = (await read()).solutions;
  const made = await hf.ask<RemotePath>('ot_lead', 'POST', `${hf.site}/boundary${paths}`, entry);
  await hf.idle();
  assert.deepEqual(
    [await found(), (await way())!.unexplained, (await read()).solutions],
    [0, 0, before - 1],
    'what was seen is now its solution',
  );
  assert.deepEqual(await refusal('POST', paths, { ...entry, solution: 'Another door' }), [409, 'remote_door_taken']);
  await hf.rows(`update holdfast.remote_path set reviewed_until = '2026-01-01' where id = $1`, [made.id]);
  await escalateRemotePaths(hf.parts.context, new Date());
  await escalateRemotePaths(hf.parts.context, new Date());
  const now = async () => (await read()).register.find((it) => it.id === made.id);
  assert.equal((await now())!.state, 'escalated');
  const told = await hf.rows<{ n: number }>(
    `select count(*)::int as n from holdfast.notice where kind = 'remote_path_due' and person_id = $1`,
    [things.approver_id],
  );
  assert.equal(told[0]!.n, 1);
  const review = { ...entry, reason: 'Looked at it again.', version: made.version };
  assert.deepEqual(await refusal('PATCH', `${paths}/${made.id}`, review), [409, 'changed_meanwhile']);
  await hf.ask('ot_lead', 'PATCH', `${hf.site}/boundary${paths}/${made.id}`, { ...review, version: (await now())!.version });
  assert.deepEqual([(await now())!.state, (await now())!.reviewed_until], ['in_force', '2031-01-01']);
  await hf.ask('ot_lead', 'POST', `${hf.site}/boundary${paths}/${made.id}/ending`, { reason: 'The contract ended.' });
  await hf.idle();
  assert.deepEqual([await found(), await now(), (await read()).solutions], [1, undefined, before]);
  assert.deepEqual(await refusal('POST', `${paths}/${made.id}/ending`, { reason: 'Again.' }), [409, 'remote_path_over']);
});

test('what a remote-access device inside of the plant does is a finding whatever the protocol, until the register knows the device', async () => {
  await hf.rows(`update holdfast.flow set protocol = 's7comm', server_port = 102 where id = $1`, [flow!.id]);
  await hf.rows(`update holdfast.asset set kind = 'remote-access' where id = $1`, [from_id]);
  await level(from_zone, '2');
  const entry = {
    name: 'Router of the maker',
    solution: 'VPN of the maker',
    is_door: false,
    asset_id: from_id,
    service: null,
    from_zone_id: null,
    to_zone_ids: [] as string[],
    to_asset_ids: [from_id],
    owner_id: things.approver_id,
    purpose: 'Hotline of the filler.',
    reviewed_until: '2031-01-01',
  };
  const found = async () => {
    await hf.idle();
    const { rows } = await hf.ask<Page<{ kind: string; subject_id: string; state: string }>>(
      'owner',
      'GET',
      `${hf.site}/findings?limit=500`,
    );
    return rows.filter((it) => it.kind === 'remote_session' && it.subject_id === flow!.id && !['closed', 'fixed'].includes(it.state))
      .length;
  };
  const made = await hf.ask<RemotePath>('ot_lead', 'POST', `${hf.site}/boundary/remote-paths`, entry);
  assert.equal(await found(), 1, 'that controller is not what it is for');
  const changed = { ...entry, to_asset_ids: [to_id], reason: 'The controller was left out.', version: made.version };
  const now = await hf.ask<RemotePath>('ot_lead', 'PATCH', `${hf.site}/boundary/remote-paths/${made.id}`, changed);
  assert.deepEqual([await found(), now.asset_name !== null, now.to_names.length], [0, true, 1]);
  await hf.ask('ot_lead', 'POST', `${hf.site}/boundary/remote-paths/${made.id}/ending`, { reason: 'The router is gone.' });
  assert.equal(await found(), 1);
  await hf.rows(`update holdfast.asset set kind = 'workstation' where id = $1`, [from_id]);
  await hf.rows(`update holdfast.flow set protocol = 'rdp', server_port = 3389 where id = $1`, [flow!.id]);
});

test('what leaves the plant is answered for by whom the list, an exception or people name; else by nobody', async () => {
  await level(from_zone, '2');
  await level(to_zone, '4');
  const row = async () => (await read()).outbound.find((it) => it.conduit_id === conduit_id && it.service === 'rdp');
  assert.deepEqual([(await row())!.source, (await row())!.owner_name], ['nobody', null]);
  const answer = { service: 'rdp', owner_id: things.approver_id, purpose: 'Reports to the company.', reason: 'She keeps the reports.' };
  assert.deepEqual(await refusal('PUT', `/outbound/${conduit_id}`, answer, 'auditor'), [403, 'not_allowed']);
  await hf.ask('ot_lead', 'PUT', `${hf.site}/boundary/outbound/${conduit_id}`, answer);
  assert.deepEqual([(await row())!.source, (await row())!.owner_id, (await row())!.purpose], ['named', things.approver_id, answer.purpose]);
  assert.equal((await row())!.named!.reason, answer.reason);
  const { rows: entries } = await hf.ask<Page<{ id: string; kind: string }>>('owner', 'GET', `${hf.site}/ledger/entries?limit=20`);
  const entry = entries.find((it) => it.kind === 'boundary.outbound_answered')!;
  assert.ok(
    JSON.stringify(await hf.ask('owner', 'GET', `${hf.site}/ledger/entries/${entry.id}`)).includes(answer.reason),
    'the ledger keeps why',
  );
  const mute = { service: 'rdp', owner_id: things.approver_id, purpose: 'Reports.' };
  assert.deepEqual(await refusal('PUT', `/outbound/${conduit_id}`, mute), [400, 'wrong_input']);
  await level(to_zone, '1');
  await level(from_zone, '4');
  assert.equal(await row(), undefined, 'what comes in does not leave');
});

test('what an exception covers is excepted, and unheard zones say nothing', async () => {
  await hf.rows(`update holdfast.flow_verdict set rule_id = 'x7', verdict = 'allowed' where flow_id = $1`, [flow!.id]);
  assert.equal((await pathOf())!.exception, 7);
  const others = (await read()).paths.filter((it) => it.flow_id !== flow!.id && it.lines.includes('remote_ends_in_dmz'));
  assert.equal(await stateOf('remote_ends_in_dmz'), others.length === 0 ? 'excepted' : 'does_not');
  await hf.rows(`update holdfast.observation set seen_from = now() - interval '99 days', seen_to = now() - interval '95 days'`);
  await hf.rows(`delete from holdfast.flow_verdict where flow_id = $1`, [flow!.id]);
  const unheard = (await read()).lines.filter((it) => it.paths === 0 && it.code !== 'dmz_there' && it.code !== 'lists_held');
  assert.ok(unheard.length > 0);
  assert.ok(unheard.every((it) => it.state !== 'holds'));
});

test('one boundary conduit nobody hears keeps every line it bears on from holding, and is named', async () => {
  await hf.rows(`update holdfast.observation set seen_from = now() - interval '1 hour', seen_to = now()`);
  const isNamed = async (code: LineCode) => (await read()).lines.find((it) => it.code === code)!.unheard_conduit_ids.includes(conduit_id);
  assert.equal(await isNamed('no_path_past_dmz'), false);
  await hf.rows(
    `update holdfast.observation set seen_from = now() - interval '99 days', seen_to = now() - interval '95 days' where zone_id = any($1)`,
    [[from_zone, to_zone]],
  );
  const { lines, unheard } = await read();
  assert.ok(unheard.some((it) => it.id === conduit_id && it.name !== ''));
  assert.equal(await isNamed('no_path_past_dmz'), true);
  for (const it of lines) if (it.unheard_conduit_ids.length > 0) assert.notEqual(it.state, 'holds', it.code);
  await hf.rows(`update holdfast.observation set seen_to = now() where zone_id = $1`, [from_zone]);
  assert.equal(await isNamed('no_path_past_dmz'), false, 'one heard end is enough');
});

test('a validation is kept with the states of that day and asks for a day ahead', async () => {
  const reason = 'Went through it with production.';
  assert.deepEqual(await refusal('POST', '/looks', { reason, next_due_on: '2020-01-01' }), [422, 'next_look_past']);
  assert.deepEqual(await refusal('POST', '/looks', { reason, next_due_on: '2031-01-01' }, 'auditor'), [403, 'not_allowed']);
  await hf.ask('ot_lead', 'POST', `${hf.site}/boundary/looks`, { reason, next_due_on: '2031-01-01' });
  const { looks, next_due_on, lines } = await read();
  assert.deepEqual([looks.length, looks[0]!.reason, next_due_on], [1, reason, '2031-01-01']);
  assert.deepEqual(looks[0]!.states, Object.fromEntries(lines.map((it) => [it.code, it.state])));
});

test('what has to lie ahead lies ahead of the day at the plant', async () => {
  const time_zone = farZone();
  await hf.rows('update holdfast.site set time_zone = $1 where id = $2', [time_zone, hf.site_id]);
  const reason = 'Went through it with production.';
  assert.deepEqual(await refusal('POST', '/looks', { reason, next_due_on: dayThere(0, time_zone) }), [422, 'next_look_past']);
  await hf.ask('ot_lead', 'POST', `${hf.site}/boundary/looks`, { reason, next_due_on: dayThere(1, time_zone) });
});

test('protection is recorded for exposed conduits only, with the day it was tested', async () => {
  const put = { means: 'The provider filters above 2 Gbit/s.', result: 'held', tested_on: '2026-10-01', next_test_on: '2027-10-01' };
  assert.deepEqual(await refusal('PUT', `/protections/${conduit_id}`, put), [422, 'boundary_not_exposed']);
  await level(from_zone, '5');
  assert.equal((await refusal('PUT', `/protections/${conduit_id}`, { ...put, tested_on: null }))[0], 400);
  assert.equal((await read()).protections.find((it) => it.conduit_id === conduit_id)!.result, null);
  await hf.ask('ot_lead', 'PUT', `${hf.site}/boundary/protections/${conduit_id}`, put);
  const noted = (await read()).protections.find((it) => it.conduit_id === conduit_id)!;
  assert.deepEqual([noted.result, noted.tested_on, noted.means], ['held', '2026-10-01', put.means]);
  const kinds = await hf.ask<Page<{ kind: string }>>('owner', 'GET', `${hf.site}/ledger/entries?limit=5`);
  assert.ok(kinds.rows.some((it) => it.kind === 'boundary.protection_noted'));
});
