// Two plants witness each other: whole servers, witnesses over real HTTP. And the attacks only somebody outside catches.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { Anchor, Anchoring, AnchorSettingsPage, FingerprintAnswer, Neighbours, Printed, Trial } from '@holdfast/anchors/schema';
import {
  addSignatures,
  compareNotes,
  formatAddCheckpoint,
  formatCheckpoint,
  formatNote,
  openWithPolicy,
  judgePolicy,
  openCheckpoint,
  parsePolicy,
  parseSignatures,
  parseVerifierKey,
} from '@holdfast/core-ledger';
import { policyText, readWitnessKeys } from '@holdfast/anchors/rules';
import { readCosignatures } from '@holdfast/anchors/store.state';
import { findLog, latestCheckpoint } from '@holdfast/platform/ledger-store';
import { nodeCrypto } from '@holdfast/platform/ledger-crypto';
import { addLogKeys } from '../apps/witness/src/logs.ts';
import { serve } from '../apps/witness/src/serve.ts';
import { openWitness, type Witness } from '../apps/witness/src/witnessing.ts';
import { type Holdfast, openHoldfast } from './holdfast.ts';

type Running = { witness: Witness; folder: string; url: string };

/** A witness over HTTP on loopback; `ahead_s` is by how much its clock is ahead. */
async function openWitnessHere(t: TestContext, name: string, ahead_s = 0): Promise<Running> {
  const folder = mkdtempSync(join(tmpdir(), 'hf-witness-'));
  const witness = openWitness({ folder, name, now: () => new Date(Date.now() + ahead_s * 1000) });
  const server = await serve(witness, { host: '127.0.0.1', port: 0, tls: null, behindProxy: false });
  t.after(() => {
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return { witness, folder, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

const settings = (plant: Holdfast): Promise<AnchorSettingsPage> => plant.ask('owner', 'GET', '/api/v1/anchors');
const anchoring = (plant: Holdfast, as = 'owner'): Promise<Anchoring> => plant.ask(as, 'GET', `${plant.site}/ledger/anchors`);

/** The witness learns the plant's logs, the plant the witness's keys. */
async function introduce(plant: Holdfast, { witness, folder, url }: Running, name = witness.name): Promise<Anchor> {
  const { logs } = await settings(plant);
  addLogKeys(
    folder,
    logs.flatMap(({ vkeys }) => vkeys),
  );
  return plant.ask('owner', 'POST', '/api/v1/anchors', { kind: 'witness', name, url, vkeys: witness.vkeys.join('\n') });
}

/** Has a checkpoint signed over everything, and the anchors looked after. */
async function settle({ parts, site_id }: Holdfast): Promise<void> {
  for (const site of [null, site_id]) {
    const log = await findLog(parts.pool, site);
    if (log !== undefined) await parts.sequencer.checkpoint(log);
  }
  await parts.anchorRounds.look();
}

const act = (plant: Holdfast, name: string): Promise<unknown> => plant.ask('owner', 'POST', `${plant.site}/areas`, { name });

test('two plants witness each other; the screen says how many of how many, when and up to where', async (t) => {
  const [a, b] = [await openHoldfast(t), await openHoldfast(t)];
  const [by_a, by_b] = [await openWitnessHere(t, 'witness.plant-a.example'), await openWitnessHere(t, 'witness.plant-b.example')];
  const before = await a.ask('owner', 'GET', `${a.site}/ledger`);
  assert.ok(before.protections.some(({ code, holds }: { code: string; holds: boolean }) => code === 'no_witness' && !holds));
  await introduce(a, by_b, 'Plant B');
  await introduce(b, by_a, 'Plant A');
  for (const plant of [a, b]) {
    await act(plant, 'Hall 1');
    await settle(plant);
    const { size, threshold, of, met, rows, alarms } = await anchoring(plant);
    assert.deepEqual([threshold, of, met?.count, met?.size, alarms], [1, 1, 1, size, []]);
    assert.ok(Date.now() - Date.parse(met!.at) < 10_000);
    assert.deepEqual([rows[0]!.fault, rows[0]!.size], [null, size]);
  }
  const after = await a.ask('owner', 'GET', `${a.site}/ledger`);
  assert.ok(after.protections.some(({ code, holds }: { code: string; holds: boolean }) => code === 'witnessed' && holds));
  // What is kept is enough for somebody else: the note with the cosignatures meets the policy that is handed out.
  const log = (await findLog(a.parts.pool, a.site_id))!;
  const latest = (await latestCheckpoint(a.parts.pool, log.id))!;
  const lines = await readCosignatures(a.parts.context.db, log.id, latest.size);
  const signatures = parseSignatures(lines.map(({ line }) => line).join(''));
  const note = addSignatures(latest.note, signatures.ok ? signatures.value : []);
  const keys = readWitnessKeys(by_b.witness.vkeys.join('\n'));
  assert.ok(note.ok && keys.ok);
  const policy = parsePolicy(policyText(a.parts.signer.vkeys(log.origin), [keys.value], 1));
  const own = a.parts.signer.vkeys(log.origin).map((text) => parseVerifierKey(text));
  const opened = openCheckpoint(note.value, log.origin, [...keys.value, ...own.flatMap((key) => (key.ok ? [key.value] : []))], nodeCrypto);
  assert.ok(opened.ok && policy.ok);
  assert.equal(judgePolicy(policy.value, opened.value).ok, true);
  assert.deepEqual(
    new Set(opened.value.signatures.filter(({ name }) => name === by_b.witness.name).map(({ type }) => type)),
    new Set([4, 6]),
  );
  // The neighbour sees whom it witnesses.
  const seen: Neighbours = await b.ask('owner', 'PUT', '/api/v1/anchors/neighbours', { url: by_b.url });
  assert.deepEqual(
    seen.logs.map(({ origin, size }) => [origin, size]).find(([origin]) => origin === log.origin),
    [log.origin, latest.size],
  );
});

test('two of three: the policy is met when two have signed, and a witness that does not know the log says so in words', async (t) => {
  const plant = await openHoldfast(t);
  const three = await Promise.all(['one', 'two', 'three'].map((name) => openWitnessHere(t, `${name}.example`)));
  await introduce(plant, three[0]!);
  await plant.ask('owner', 'PUT', '/api/v1/anchors/policy', { threshold: 2 });
  for (const it of three.slice(1)) {
    const { witness, url } = it;
    await plant.ask('owner', 'POST', '/api/v1/anchors', { kind: 'witness', name: witness.name, url, vkeys: witness.vkeys.join(' ') });
  }
  await act(plant, 'Hall 1');
  await settle(plant);
  const first = await anchoring(plant);
  assert.deepEqual([first.threshold, first.of, first.met], [2, 3, null]);
  assert.deepEqual(
    first.rows.map(({ fault, fault_status }) => [fault, fault_status]),
    [
      [null, null],
      ['log_unknown', 404],
      ['log_unknown', 404],
    ],
  );
  addLogKeys(
    three[1]!.folder,
    (await settings(plant)).logs.flatMap(({ vkeys }) => vkeys),
  );
  const id = first.rows[1]!.id;
  const { results }: Trial = await plant.ask('owner', 'POST', `/api/v1/anchors/${id}/trial`, {});
  assert.ok(results.length >= 2 && results.every(({ fault }) => fault === null), JSON.stringify(results));
  const second = await anchoring(plant);
  assert.deepEqual([second.met?.count, second.met?.size], [2, first.size]);
});

/** Everything of a ledger and of what was noted of anchors, to be put back later with the guards off: yesterday's dump. */
async function dumpOf(plant: Holdfast) {
  const tables = [
    'ledger.entry',
    'ledger.node',
    'ledger.fact',
    'ledger.checkpoint',
    'ledger.cosig',
    'ledger.waiting',
    'holdfast.anchor_state',
    'holdfast.anchor_alarm',
  ];
  const kept = await Promise.all(
    tables.map(
      async (name) => (await plant.rows<{ rows: string }>(`select coalesce(json_agg(t), '[]')::text as rows from ${name} t`))[0]!.rows,
    ),
  );
  return async (): Promise<void> => {
    const client = await plant.database.pool('holdfast_super').connect();
    try {
      await client.query('begin');
      await client.query("set local session_replication_role = 'replica'");
      for (const name of tables) await client.query(`alter table ${name} disable trigger all`);
      await client.query(`truncate ${tables.join(', ')}`);
      for (const [n, name] of tables.entries())
        await client.query(`insert into ${name} select * from json_populate_recordset(null::${name}, $1)`, [kept[n]]);
      for (const name of tables) await client.query(`alter table ${name} enable trigger all`);
      await client.query('commit');
    } finally {
      client.release(true);
    }
  };
}

test('attack 9: database and signer put back together pass every check here; the witness tells, before it grows and after', async (t) => {
  const plant = await openHoldfast(t);
  await introduce(plant, await openWitnessHere(t, 'witness.plant-b.example'), 'Plant B');
  await act(plant, 'Hall 1');
  await settle(plant);
  const restore = await dumpOf(plant);
  for (const name of ['Hall 2', 'Hall 3', 'Hall 4']) await act(plant, name);
  await settle(plant);
  const lost = (await anchoring(plant)).size;
  await restore();
  // The signer of this test keeps no memory: as if its volume had been put back too. Nothing here sees a fault.
  const verdict = await plant.ask('owner', 'POST', `${plant.site}/ledger/verifications`, {});
  assert.equal(verdict.ok, true);
  const { rows } = await anchoring(plant);
  const { results }: Trial = await plant.ask('owner', 'POST', `/api/v1/anchors/${rows[0]!.id}/trial`, {});
  const log = (await findLog(plant.parts.pool, plant.site_id))!;
  assert.equal(results.find(({ origin }) => origin === log.origin)?.fault, 'older');
  for (const name of ['Shed 2', 'Shed 3', 'Shed 4', 'Shed 5']) await act(plant, name);
  await plant.rows('update holdfast.anchor_state set next_at = now()');
  await settle(plant);
  const after = await anchoring(plant);
  assert.ok(after.size > lost);
  assert.equal(after.rows[0]!.fault, 'differs');
  assert.deepEqual(
    after.alarms.map(({ code }) => code),
    ['other_history'],
  );
  await plant.parts.sequencer.settle();
  const raised = await plant.rows<{ n: number }>(
    "select count(*)::int as n from ledger.fact where kind = 'anchor.alarm_raised' and log_id = $1",
    [log.id],
  );
  assert.ok(raised[0]!.n >= 1);
  const notices = await plant.ask('owner', 'GET', '/api/v1/me/notices');
  assert.ok(
    notices.rows.some(
      ({ kind, params }: { kind: string; params: { alarm?: string } }) => kind === 'anchor_alarm' && params.alarm === 'other_history',
    ),
  );
  assert.deepEqual(after.met === null ? null : after.met.size < after.size, true, 'what the witness saw does not cover the new entries');
});

test('attack 12: a server whose clock was moved is told by the witness’s', async (t) => {
  const plant = await openHoldfast(t);
  await introduce(plant, await openWitnessHere(t, 'witness.plant-b.example', 7200), 'Plant B');
  await act(plant, 'Hall 1');
  await settle(plant);
  const { alarms, rows } = await anchoring(plant);
  assert.deepEqual(
    alarms.map(({ code }) => code),
    ['clock_disagrees'],
  );
  assert.ok(Math.abs(rows[0]!.clock_ahead_s! - 7200) < 10);
});

test('a log nobody cosigned for a day alarms once; it is over when a witness signs again', async (t) => {
  const plant = await openHoldfast(t);
  const witness = await openWitnessHere(t, 'witness.plant-b.example');
  const { vkeys } = witness.witness;
  const it: Anchor = await plant.ask('owner', 'POST', '/api/v1/anchors', {
    kind: 'witness',
    name: 'B',
    url: 'http://127.0.0.1:9',
    vkeys: vkeys.join('\n'),
  });
  await act(plant, 'Hall 1');
  await settle(plant);
  assert.equal((await anchoring(plant)).rows[0]!.fault, 'connection_refused');
  assert.deepEqual((await anchoring(plant)).alarms, []);
  plant.parts.anchoring.now = () => new Date(Date.now() + 25 * 3600_000);
  await plant.parts.anchorRounds.look();
  await plant.parts.anchorRounds.look();
  assert.deepEqual(
    (await anchoring(plant)).alarms.map(({ code }) => code),
    ['not_witnessed'],
  );
  plant.parts.anchoring.now = () => new Date();
  const { logs } = await settings(plant);
  addLogKeys(
    witness.folder,
    logs.flatMap((log) => log.vkeys),
  );
  await plant.rows('update holdfast.anchor set url = $1 where id = $2', [witness.url, it.id]);
  await plant.rows('update holdfast.anchor_state set next_at = now()');
  await settle(plant);
  assert.deepEqual((await anchoring(plant)).alarms, []);
});

test('the human anchor: what was printed is recognised years later, and another history is not', async (t) => {
  const plant = await openHoldfast(t);
  await act(plant, 'Hall 1');
  await settle(plant);
  const sheet: Printed = await plant.ask('owner', 'GET', `${plant.site}/ledger/fingerprint`);
  assert.match(sheet.fingerprint, /^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$/);
  for (const name of ['Hall 2', 'Hall 3']) await act(plant, name);
  await settle(plant);
  const check = async (size: number, fingerprint: string): Promise<FingerprintAnswer['verdict']> =>
    (await plant.ask('owner', 'GET', `${plant.site}/ledger/fingerprint/check?size=${size}&fingerprint=${encodeURIComponent(fingerprint)}`))
      .verdict;
  assert.equal(await check(sheet.size, sheet.fingerprint), 'same');
  assert.equal(await check(sheet.size, ` ${sheet.fingerprint.toLowerCase().replaceAll('-', ' ')}`), 'same', 'as people type');
  assert.equal(await check(sheet.size + 1, sheet.fingerprint), 'other');
  assert.equal(
    await check(
      sheet.size,
      sheet.fingerprint.replace(/.$/, (one) => (one === '0' ? '1' : '0')),
    ),
    'other',
  );
  assert.equal(await check(9999, sheet.fingerprint), 'shorter');
  assert.equal(await check(sheet.size, 'ABC'), 'no_fingerprint');
});

test('attack 11: two auditors compare: who was shown another tree holds a note the witness never signed, and both notes prove it', async (t) => {
  const plant = await openHoldfast(t);
  const running = await openWitnessHere(t, 'witness.plant-b.example');
  await introduce(plant, running);
  await act(plant, 'Hall 1');
  await settle(plant);
  const log = (await findLog(plant.parts.pool, plant.site_id))!;
  const { note, size } = (await latestCheckpoint(plant.parts.pool, log.id))!;
  const shown_by_witness = running.witness.latestOf(log.origin)!;
  const keys = plant.parts.signer.vkeys(log.origin).flatMap((text) => {
    const key = parseVerifierKey(text);
    return key.ok ? [key.value] : [];
  });
  const same = compareNotes(note, shown_by_witness, { origin: log.origin, keys, crypto: nodeCrypto });
  assert.equal(same.ok && same.value.verdict, 'same');
  const other = { origin: log.origin, size, root: Buffer.alloc(32, 7) };
  const text = formatCheckpoint(other);
  const forged = formatNote({ text, signatures: await plant.parts.signer.sign(other, async () => []) });
  const compared = compareNotes(forged, shown_by_witness, { origin: log.origin, keys, crypto: nodeCrypto });
  assert.equal(compared.ok && compared.value.verdict, 'forked');
});

test('attack 10: whoever stole the key signs a fork, but no witness does: it fails the policy, and the guards keep what witnesses said', async (t) => {
  const plant = await openHoldfast(t);
  const running = await openWitnessHere(t, 'witness.plant-b.example');
  await introduce(plant, running);
  await act(plant, 'Hall 1');
  await settle(plant);
  const log = (await findLog(plant.parts.pool, plant.site_id))!;
  const { size } = (await latestCheckpoint(plant.parts.pool, log.id))!;
  const fork = { origin: log.origin, size: size + 3, root: Buffer.alloc(32, 9) };
  const note = formatNote({ text: formatCheckpoint(fork), signatures: await plant.parts.signer.sign(fork, async () => []) });
  const body = Buffer.from(formatAddCheckpoint({ old_size: size, proof: [Buffer.alloc(32, 1)], checkpoint: note }));
  assert.equal((await running.witness.addCheckpoint(body)).status, 422);
  const keys = readWitnessKeys(running.witness.vkeys.join(' '));
  assert.ok(keys.ok);
  const policy = parsePolicy(policyText(plant.parts.signer.vkeys(log.origin), [keys.value], 1));
  const opened = policy.ok && openWithPolicy(note, policy.value, nodeCrypto);
  assert.ok(opened && opened.ok);
  assert.deepEqual([opened.value.verdict.signed_by_log, opened.value.verdict.quorum, opened.value.verdict.ok], [true, false, false]);
  const superuser = plant.database.pool('holdfast_super');
  for (const statement of ["update ledger.cosig set line = 'x'", 'delete from ledger.cosig', 'truncate ledger.cosig'])
    await assert.rejects(superuser.query(`set session_replication_role = 'replica'; ${statement}`), /append-only/);
  await assert.rejects(
    plant.database.pool('holdfast_app').query('insert into ledger.cosig select * from ledger.cosig'),
    /permission denied/,
  );
});
