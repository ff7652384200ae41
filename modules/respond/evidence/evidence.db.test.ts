// Custody through the API: collected, handed over by both, measured at each step, copied, destroyed by two; bytes changed behind our back.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { openHoldfast, type Page } from '../../../test/holdfast.ts';
import type { Item, ItemDetail, ReceivedFile } from './schema.ts';

const hf = await openHoldfast({ after });
const at_site = (role: string) => [{ role, scope: 'site' as const, site_id: hf.site_id }];
const lead = await hf.hire('ot_lead', at_site('ot_lead'));
const technician = await hf.hire('technician', at_site('technician'));
await hf.hire('ciso', [{ role: 'ciso', scope: 'organisation' }]);
await hf.hire('auditor', at_site('auditor'));

const bytes = Buffer.from('plc program read back '.repeat(100_000));
const sha256 = createHash('sha256').update(bytes).digest('hex');
const said = { kind: 'project', title: 'Project of PLC 14', place: 'Cabinet 3', method: 'TIA V18, upload' };
const base = `${hf.site}/evidence`;

const bring = async (as: string, sensitive = false): Promise<ReceivedFile> =>
  (await hf.call<ReceivedFile>('POST', `${base}/files?sensitive=${sensitive}`, { as, body: bytes })).body;
const collect = async (as: string, more: { sensitive?: boolean; [field: string]: unknown } = {}): Promise<Item> =>
  hf.ask<Item>(as, 'POST', base, { source: { of: 'file', file: await bring(as, more.sensitive), name: 'plc14.zap18' }, ...said, ...more });
const detail = (id: string) => hf.ask<ItemDetail>('auditor', 'GET', `${base}/${id}`);
const code = async (as: string, path: string, body: object): Promise<[number, string]> => {
  const { status, body: problem } = await hf.call('POST', `${base}${path && '/'}${path}`, { as, body });
  return [status, problem.code];
};
const entries = async (id: string): Promise<{ kind: string; facts: { whole?: boolean } }[]> => {
  const rows = await hf.ask<Page<{ kind: string; facts: { whole?: boolean } }>>(
    'auditor',
    'GET',
    `${hf.site}/ledger/entries?subject_id=${id}`,
  );
  return rows.rows.toReversed();
};

test('a file taken into evidence has a number, a hash, a custodian and an entry from the first moment', async () => {
  const it = await collect('technician', { clock_offset_s: -42.5 });
  assert.deepEqual([it.number, it.file_sha256, it.size_bytes, it.custodian_id, it.state], [1, sha256, bytes.length, technician, 'held']);
  const [entry] = (await hf.ask('auditor', 'GET', `${hf.site}/ledger/entries?subject_id=${it.id}`)).rows;
  const { body } = await hf.ask('auditor', 'GET', `${hf.site}/ledger/entries/${entry.id}`);
  assert.ok(body.includes(sha256) && !body.includes('Cabinet 3') && !body.includes('Project of PLC'), body);
});

test('both sign a hand-over; nobody else can, and until the receipt it stays where it was', async () => {
  const it = await collect('technician');
  assert.deepEqual(await code('ot_lead', `${it.id}/hand-over`, { to: lead }), [403, 'only_the_custodian']);
  assert.deepEqual(await code('technician', `${it.id}/hand-over`, { to: technician }), [422, 'hand_over_to_another']);
  await hf.ask('technician', 'POST', `${base}/${it.id}/hand-over`, { to: lead, place: 'Gate 1' });
  assert.equal((await detail(it.id)).custodian_id, technician);
  assert.deepEqual(await code('ciso', `${it.id}/receipt`, {}), [403, 'only_the_receiver']);
  const received = await hf.ask<Item>('ot_lead', 'POST', `${base}/${it.id}/receipt`, { seal_intact: true });
  assert.deepEqual([received.custodian_id, received.state, received.receiver_id], [lead, 'held', null]);
  const { acts } = await detail(it.id);
  assert.deepEqual(
    acts.map((act) => [act.act, act.actor_id, act.other_id, act.measured_sha256, act.whole]),
    [
      ['collected', technician, null, sha256, true],
      ['handed_over', technician, lead, sha256, true],
      ['received', lead, null, sha256, true],
    ],
  );
  const told = await hf.ask<Page<{ kind: string }>>('ot_lead', 'GET', '/api/v1/me/notices');
  assert.equal(told.rows.filter((row) => row.kind === 'evidence_handed_over').length, 1);
});

test('a stranger’s ticket, an unknown capture and an empty file are refused', async () => {
  const file = await bring('technician');
  assert.deepEqual(await code('ot_lead', '', { source: { of: 'file', file, name: 'x' }, ...said }), [403, 'not_your_file']);
  const forged = { ...file, sha256: 'a'.repeat(64) };
  assert.deepEqual(await code('technician', '', { source: { of: 'file', file: forged, name: 'x' }, ...said }), [403, 'not_your_file']);
  const nowhere = '00000000-0000-7000-8000-000000000000';
  assert.equal((await code('technician', '', { source: { of: 'capture', capture_id: nowhere }, ...said }))[0], 404);
  assert.equal((await hf.call('POST', `${base}/files`, { as: 'technician', body: Buffer.alloc(0) })).body.code, 'evidence_is_empty');
});

test('opening needs a purpose and is an entry; the bytes are those that were collected', async () => {
  const it = await collect('technician');
  assert.equal((await hf.call('POST', `${base}/${it.id}/content`, { as: 'technician', body: { remark: 'curious' } })).status, 403);
  assert.equal((await hf.call('POST', `${base}/${it.id}/content`, { as: 'auditor', body: {} })).status, 400);
  const opened = await hf.call<string>('POST', `${base}/${it.id}/content`, { as: 'auditor', body: { remark: 'sample of the audit' } });
  assert.deepEqual([opened.status, createHash('sha256').update(String(opened.body)).digest('hex')], [200, sha256]);
  assert.deepEqual(
    (await entries(it.id)).map((entry) => entry.kind),
    ['custody.collected', 'custody.accessed'],
  );
});

test('a copy is an item of its own, a thing; destruction takes a second person and leaves the chain', async () => {
  const own = Buffer.from('only this item has these bytes');
  const own_sha256 = createHash('sha256').update(own).digest('hex');
  const { body: file } = await hf.call<ReceivedFile>('POST', `${base}/files`, { as: 'technician', body: own });
  const it = await hf.ask<Item>('technician', 'POST', base, { source: { of: 'file', file, name: 'own.log' }, ...said });
  const copy = await hf.ask<Item>('technician', 'POST', `${base}/${it.id}/copies`, {
    title: 'For the police',
    place: 'Office',
    method: 'dd',
  });
  assert.deepEqual([copy.form, copy.copy_of, copy.copy_of_number], ['object', it.id, it.number]);
  await hf.ask('technician', 'POST', `${base}/${it.id}/destruction`, { reason: 'Kept long enough' });
  assert.deepEqual(await code('technician', `${it.id}/return`, { remark: 'to owner' }), [409, 'destruction_waits']);
  const asked = (await hf.ask('ciso', 'GET', `${hf.site}/approvals?state=waiting`)).rows.find(
    (row: { subject_id: string }) => row.subject_id === it.id,
  );
  const decide = { decision: 'approved', reason: 'Agreed' };
  assert.equal((await hf.call('POST', `${hf.site}/approvals/${asked.id}/decision`, { as: 'technician', body: decide })).status, 403);
  await hf.ask('ciso', 'POST', `${hf.site}/approvals/${asked.id}/decision`, decide);
  const gone = await detail(it.id);
  assert.deepEqual([gone.state, gone.acts.at(-1)?.act, gone.may], ['destroyed', 'destroyed', []]);
  assert.deepEqual(await code('ot_lead', `${it.id}/verification`, {}), [409, 'evidence_is_gone']);
  await hf.idle();
  await assert.rejects(hf.parts.files.stream(own_sha256), { code: 'file_erased' });
  assert.equal(await hf.parts.files.verify(sha256), true, 'what others still keep stays');
});

test('two who act at once are one after the other: a thing has one custodian', async () => {
  const it = await collect('technician');
  await hf.ask('technician', 'POST', `${base}/${it.id}/hand-over`, { to: lead });
  const both = await Promise.all([code('ot_lead', `${it.id}/receipt`, {}), code('technician', `${it.id}/taking-back`, {})]);
  assert.equal(both.filter(([status]) => status === 200).length, 1, JSON.stringify(both));
});

test('what is sensitive has its hash in the ledger only as a commitment', async () => {
  const it = await collect('technician', { sensitive: true });
  const [row] = (await hf.ask('auditor', 'GET', `${hf.site}/ledger/entries?subject_id=${it.id}`)).rows;
  const { body, erasable } = await hf.ask('auditor', 'GET', `${hf.site}/ledger/entries/${row.id}`);
  assert.ok(!body.includes(sha256));
  assert.ok(erasable.some((one: { name: string; text: string }) => one.name === 'sha256' && one.text === sha256));
});

test('the export names the item, its hash and every act with who did it', async () => {
  const it = await collect('technician');
  await hf.ask('technician', 'POST', `${base}/${it.id}/sealing`, { seal_number: 'S-1' });
  const { body } = await hf.call('GET', `${base}/${it.id}/case`, { as: 'auditor' });
  const bundle = typeof body === 'string' ? JSON.parse(body) : body;
  const of = (type: string) =>
    bundle['uco-core:object'].filter((node: { '@type': string | string[] }) => [node['@type']].flat().includes(type));
  assert.equal(of('case-investigation:ProvenanceRecord')[0]['case-investigation:exhibitNumber'], `E-${it.number}`);
  assert.deepEqual(
    of('case-investigation:InvestigativeAction').map((node: Record<string, unknown>) => node['uco-core:name']),
    ['collected', 'sealed'],
  );
  const ids = JSON.stringify(bundle).match(/"@id":"(kb:[^"]+)"/g) ?? [];
  for (const id of ids) assert.match(id, /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"$/);
});

test('bytes changed on the disk are said at the next measurement, and are not opened or copied', async () => {
  const changed = Buffer.from('what an attacker would like to be gone');
  const { body: file } = await hf.call<ReceivedFile>('POST', `${base}/files`, { as: 'technician', body: changed });
  const it = await hf.ask<Item>('technician', 'POST', base, { source: { of: 'file', file, name: 'x.log' }, ...said });
  const [path] = globSync(`files/**/*${file.sha256.slice(4)}*`, { cwd: hf.dataDir });
  const stored = readFileSync(join(hf.dataDir, path!));
  stored[stored.length - 1]! ^= 1;
  writeFileSync(join(hf.dataDir, path!), stored);
  const measured = await hf.ask<Item>('auditor', 'POST', `${base}/${it.id}/verification`, {});
  assert.equal(measured.whole, false);
  assert.deepEqual(await code('auditor', `${it.id}/content`, { remark: 'look' }), [409, 'file_is_not_whole']);
  assert.deepEqual((await entries(it.id)).at(-1)?.facts.whole, false);
  const told = await hf.ask<Page<{ kind: string }>>('ciso', 'GET', '/api/v1/me/notices');
  assert.equal(told.rows.filter((row) => row.kind === 'evidence_not_whole').length, 1);
});
