// Restoring Holdfast itself, with real processes: the latest state just works; an older copy takes nothing until two people have decided.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { LogState } from '@holdfast/ledger/schema';
import type { EvidencePackage } from '@holdfast/package/schema';
import type { Restoration } from '@holdfast/own-backups/schema';
import { makeBackup, restoreBackup } from '@holdfast/platform/backup';
import { readDestroyedKeys, readErasures } from '@holdfast/platform/erasure-list';
import { openForVerifying } from '../apps/cli/src/verify-database-access.ts';
import { makeFolder, type Server, startServer } from './e2e/server.ts';
import { type Answer, send } from './holdfast.ts';

const verifier = fileURLToPath(new URL('../apps/verifier/src/main.ts', import.meta.url));
const cli = fileURLToPath(new URL('../apps/cli/src/main.ts', import.meta.url));
const password = 'kupferner Kessel am Montag';

/** A person at a server: asks with their own session. */
type Seat = ((method: string, path: string, body?: unknown) => Promise<Answer>) & { bytes(path: string): Promise<Buffer> };

const cookieOf = ({ headers }: Answer): string => (headers['set-cookie'] ?? []).map((it) => it.split(';')[0]).join('; ');

async function sit(server: Server, name: string): Promise<Seat> {
  const entered = await send(`${server.url}/api/auth/sign-in/email`, 'POST', { email: `${name}@plant.example`, password });
  assert.equal(entered.status, 200, `${name} signs in`);
  const cookie = cookieOf(entered);
  const ask = (method: string, path: string, body?: unknown) => send(`${server.url}/api/v1${path}`, method, body, { cookie });
  const bytes = async (path: string): Promise<Buffer> =>
    Buffer.from(await (await fetch(`${server.url}/api/v1${path}`, { headers: { cookie } })).arrayBuffer());
  return Object.assign(ask, { bytes });
}

/** The owner's first start, and a colleague in each role given. Returns the site's path. */
async function setUp(server: Server, colleagues: Record<string, string>): Promise<string> {
  const code = /one-time code (\S+)/.exec(server.line)?.[1];
  const first = { organisation_name: 'Works', site_name: 'North', time_zone: 'Europe/Berlin' };
  const owner = { name: 'Olga Owner', email: 'owner@plant.example', password, code, ...first };
  assert.equal((await send(`${server.url}/api/v1/setup`, 'POST', owner)).status, 200);
  const ask = await sit(server, 'owner');
  for (const [name, role] of Object.entries(colleagues)) {
    const person = { name: `Person ${name}`, email: `${name}@plant.example`, password: 'erste Leiter am Tor 9' };
    const made = await ask('POST', '/people', person);
    const until = role === 'auditor' ? { expires_at: new Date(Date.now() + 30 * 24 * 3600_000).toISOString() } : {};
    const given = await ask('POST', '/grants', { person_id: made.body.id, role, scope: 'organisation', ...until });
    assert.equal(given.status, 200, JSON.stringify(given.body));
    const arrived = await send(`${server.url}/api/auth/sign-in/email`, 'POST', { email: person.email, password: person.password });
    const chosen = await send(`${server.url}/api/auth/sign-in/new-password`, 'POST', { password }, { cookie: cookieOf(arrived) });
    assert.equal(chosen.status, 200);
  }
  return `/sites/${(await ask('GET', '/sites')).body.rows[0].id as string}`;
}

const name = async (ask: Seat, site: string, hall: string): Promise<Answer> => ask('POST', `${site}/areas`, { name: hall });
const stateOf = async (ask: Seat, site: string): Promise<LogState> => (await ask('GET', `${site}/ledger`)).body as LogState;
const restorationOf = async (ask: Seat): Promise<Restoration> => (await ask('GET', '/restoration')).body as Restoration;

const verify = (dataDir: string, ...more: string[]) => command('verify', '--data', dataDir, ...more);

function command(...words: string[]): { status: number | null; text: string } {
  const args = ['--disable-warning=ExperimentalWarning', cli, ...words];
  const ran = spawnSync(process.execPath, args, { encoding: 'utf8' });
  return { status: ran.status, text: `${ran.stdout}${ran.stderr}` };
}

test('the latest state, put back, just works; an older copy is read-only until two people, one an owner, begin the next epoch', async (t) => {
  const folder = makeFolder(t);
  const dataDir = join(folder, 'data');
  const first = await startServer(t, { dataDir });
  const site = await setUp(first, { ciso: 'ciso', second: 'plant_manager', auditor: 'auditor' });
  const before = await sit(first, 'owner');
  assert.equal((await name(before, site, 'Hall 1')).status, 200);
  assert.equal((await before('POST', `${site}/ledger/verifications`, {})).body.ok, true);
  await makeBackup({ dataDir, to: join(folder, 'old'), version: '1', now: new Date() });
  for (const hall of ['Hall 2', 'Hall 3']) assert.equal((await name(before, site, hall)).status, 200);
  assert.equal((await before('POST', `${site}/ledger/verifications`, {})).body.ok, true);
  const signed = await stateOf(before, site);
  await first.end();
  await makeBackup({ dataDir, to: join(folder, 'latest'), version: '1', now: new Date() });

  await restoreBackup({ folder: join(folder, 'latest'), dataDir, now: new Date('2026-01-01') });
  const second = await startServer(t, { dataDir });
  const whole = await sit(second, 'owner');
  assert.equal((await name(whole, site, 'Hall 4')).status, 200, 'nothing signed is missing: work goes on');
  assert.equal((await restorationOf(whole)).held, false);
  await second.end();

  await restoreBackup({ folder: join(folder, 'old'), dataDir, now: new Date('2026-01-02') });
  const third = await startServer(t, { dataDir });
  const [owner, ciso, manager, auditor] = await Promise.all(['owner', 'ciso', 'second', 'auditor'].map((it) => sit(third, it)));
  const refused = await name(owner!, site, 'Hall 9');
  assert.deepEqual([refused.status, refused.body.code], [409, 'restored_copy'], 'from the first moment on');
  const held = await restorationOf(auditor!);
  const log = held.logs.find(({ origin }) => origin === signed.origin)!;
  assert.equal(held.held, true);
  assert.ok(
    log.code === 'older' && log.size < log.signed_size && log.since !== null && log.signed_size >= signed.size,
    JSON.stringify(log),
  );
  assert.equal((await auditor!('GET', `${site}/areas`)).status, 200, 'reading goes on');

  assert.equal((await auditor!('POST', '/restoration', { reason: 'Let me.' })).status, 403);
  assert.equal((await owner!('POST', '/restoration/approval', {})).body.code, 'nothing_proposed');
  assert.equal((await ciso!('POST', '/restoration', { reason: 'The disk of the server broke.' })).status, 200);
  assert.equal((await owner!('POST', '/restoration', { reason: 'Me too.' })).body.code, 'restoration_proposed');
  assert.equal((await ciso!('POST', '/restoration/approval', {})).body.code, 'second_person_needed', 'not by one person');
  assert.equal((await manager!('POST', '/restoration/approval', {})).body.code, 'owner_needed', 'not without an owner');
  assert.equal((await ciso!('DELETE', '/restoration')).body.proposed, null);
  const kept = { reason: 'The disk of the server broke.', kept: signed.latest!.note };
  assert.equal((await ciso!('POST', '/restoration', { ...kept, kept: kept.kept.replace('\n', '2\n') })).body.code, 'kept_checkpoint_wrong');
  assert.equal((await ciso!('POST', '/restoration', kept)).status, 200);
  const begun = await owner!('POST', '/restoration/approval', {});
  assert.equal(begun.status, 200, JSON.stringify(begun.body));
  assert.ok(begun.body.epochs.length >= 2 && begun.body.epochs.every((it: { origin: string }) => it.origin.endsWith('/e2')));

  assert.equal((await restorationOf(owner!)).held, false);
  assert.equal((await name(owner!, site, 'Hall 9')).status, 200, 'acts go on');
  assert.equal((await owner!('POST', `${site}/ledger/verifications`, {})).body.ok, true);
  const now = await stateOf(owner!, site);
  assert.deepEqual([now.signer.is, now.origin], ['ok', signed.origin.replace(/1$/, '2')]);
  const told = (await owner!('GET', `${site}/ledger/entries?kind=ledger.restored`)).body.rows[0];
  assert.equal(told.idx, 0, 'the first of its epoch');
  const listed = (await owner!('GET', `${site}/ledger/entries?limit=200`)).body as { total: number; rows: { id: string; epoch: number }[] };
  assert.deepEqual([...new Set(listed.rows.map(({ epoch }) => epoch))], [2, 1], 'the list goes on behind the cut');
  assert.equal(listed.total, listed.rows.length);
  const former = (await owner!('GET', `${site}/ledger/entries/${listed.rows.at(-1)!.id}`)).body;
  assert.match(former.proof.checkpoint, /\/e1\n/, 'an entry of the former epoch is proven by its own checkpoint');
  assert.equal(told.facts.known.size, log.signed_size);
  assert.equal(told.facts.lost, log.signed_size - log.size);
  assert.equal(told.facts.former.size, log.size);
  const people = (await owner!('GET', '/people')).body.rows as { id: string; email: string }[];
  const idOf = (who: string) => people.find(({ email }) => email === `${who}@plant.example`)!.id;
  assert.deepEqual([told.facts.asked_by, told.facts.approved_by], [idOf('ciso'), idOf('owner')]);
  await third.end();

  const checked = verify(dataDir);
  assert.equal(checked.status, 0, checked.text);
  assert.match(checked.text, /\/e2[\s\S]*follows/);
  const [noteFile] = [join(folder, 'kept.txt')];
  writeFileSync(noteFile, signed.latest!.note);
  assert.equal(verify(dataDir, '--since', noteFile).status, 0, 'a checkpoint of what the cut admits is no fault');

  await restoreBackup({ folder: join(folder, 'latest'), dataDir, now: new Date('2026-01-03') });
  const fourth = await startServer(t, { dataDir });
  const late = await sit(fourth, 'owner');
  for (let n = 0; n < 1200 && !(await restorationOf(late)).held; n += 1) await wait(100);
  assert.equal((await name(late, site, 'Hall 10')).body.code, 'restored_copy', 'the former epoch is closed, however whole');
  await fourth.end();
});

test('a plant with one owner finishes with the code on paper, or with one from the console; never with a wrong one or without', async (t) => {
  const folder = makeFolder(t);
  const dataDir = join(folder, 'data');
  const first = await startServer(t, { dataDir });
  const site = await setUp(first, { auditor: 'auditor' });
  const before = await sit(first, 'owner');
  const { vkeys } = await stateOf(before, site);
  const paper = await before('POST', '/own-backups/restore-code', { kept_by: 'The gate, second drawer' });
  assert.equal(paper.status, 200, JSON.stringify(paper.body));
  const auditors = await sit(first, 'auditor');
  const notices = (await auditors('GET', '/me/notices')).body.rows as { kind: string }[];
  assert.ok(
    notices.some(({ kind }) => kind === 'restore_code_made'),
    'the auditor hears that there is one',
  );
  assert.equal((await before('POST', `${site}/ledger/verifications`, {})).body.ok, true);
  await makeBackup({ dataDir, to: join(folder, 'old'), version: '1', now: new Date() });
  assert.equal((await name(before, site, 'Hall 2')).status, 200);
  assert.equal((await before('POST', `${site}/ledger/verifications`, {})).body.ok, true);
  await first.end();

  const approve = (ask: Seat, code: string | null) => ask('POST', '/restoration/approval', { code });
  const restoreAndPropose = async (day: string): Promise<{ server: Server; owner: Seat }> => {
    await restoreBackup({ folder: join(folder, 'old'), dataDir, now: new Date(day) });
    const server = await startServer(t, { dataDir });
    const owner = await sit(server, 'owner');
    for (let n = 0; n < 1200 && !(await restorationOf(owner)).held; n += 1) await wait(100);
    assert.equal((await owner('POST', '/restoration', { reason: 'The disk broke at night.' })).status, 200);
    return { server, owner };
  };
  const restoredEntry = async (ask: Seat) => (await ask('GET', `${site}/ledger/entries?kind=ledger.restored`)).body.rows[0].facts;

  const second = await restoreAndPropose('2026-01-01');
  assert.deepEqual((await restorationOf(second.owner)).proposed?.codes, ['paper', 'console']);
  assert.equal((await approve(second.owner, null)).body.code, 'second_person_needed');
  const wrong = await approve(second.owner, 'AAAA-BBBB-CCCC-DDDD-EEEE-FFFF-GG');
  assert.deepEqual([wrong.status, wrong.body.code, wrong.body.params], [403, 'restore_code_wrong', { tries_left: 9 }]);
  const begun = await approve(second.owner, (paper.body.code as string).toLowerCase().replaceAll('-', ' '));
  assert.equal(begun.status, 200, JSON.stringify(begun.body));
  assert.equal((await name(second.owner, site, 'Hall 3')).status, 200, 'work goes on');
  assert.equal((await second.owner('POST', `${site}/ledger/verifications`, {})).body.ok, true);
  const told = await restoredEntry(second.owner);
  assert.deepEqual([told.second_word, told.code_made_by, told.asked_by], ['paper', told.approved_by, told.approved_by]);
  assert.equal((await second.owner('GET', '/own-backups')).body.code, null, 'it counts once');
  const keys = [...vkeys, ...(await stateOf(second.owner, site)).vkeys];
  const former = await packOf(second.owner, `${site}/packages`, { scope: { type: 'site' }, epoch: 1 });
  assert.deepEqual([former.made.epoch, former.verdict(keys)], [1, 0], 'the former epoch is packed, under a key the new one certifies');
  assert.equal(former.verdict(vkeys), 3, 'who has no key of the new epoch is told so');
  await second.server.end();

  const third = await restoreAndPropose('2026-01-02');
  for (let n = 0; n < 10; n += 1) await approve(third.owner, 'no');
  assert.equal((await approve(third.owner, paper.body.code)).body.code, 'restore_code_none', 'ten tries, also for the right one');
  const made = command('restore-code', '--data', dataDir);
  const code = /^ +code +(\S+)$/m.exec(made.text)?.[1];
  assert.ok(made.status === 0 && code !== undefined, made.text);
  assert.equal((await approve(third.owner, code)).status, 200);
  const later = await restoredEntry(third.owner);
  assert.deepEqual([later.second_word, later.code_made_by], ['console', null]);
  assert.match((await stateOf(third.owner, site)).origin, /\/e3$/);
  await third.server.end();
  assert.equal(verify(dataDir).status, 0);
});

test('when the signer and its key are lost, two people go on under a new key, and what the former one signed still verifies', async (t) => {
  const folder = makeFolder(t);
  const dataDir = join(folder, 'data');
  const first = await startServer(t, { dataDir });
  const site = await setUp(first, { ciso: 'ciso' });
  const before = await sit(first, 'owner');
  assert.equal((await name(before, site, 'Hall 1')).status, 200);
  assert.equal((await before('POST', `${site}/ledger/verifications`, {})).body.ok, true);
  const signed = await stateOf(before, site);
  await first.end();
  rmSync(join(dataDir, 'signer'), { recursive: true });

  const second = await startServer(t, { dataDir });
  const [owner, ciso] = [await sit(second, 'owner'), await sit(second, 'ciso')];
  for (let n = 0; n < 1200 && !(await restorationOf(owner)).held; n += 1) await wait(100);
  const held = await restorationOf(owner);
  assert.deepEqual([...new Set(held.logs.map(({ code }) => code))], ['other_key']);
  assert.equal((await name(owner, site, 'Hall 2')).body.code, 'restored_copy');
  assert.equal((await owner('POST', '/restoration', { reason: 'The disk of the signer broke.' })).status, 200);
  const begun = await ciso('POST', '/restoration/approval', { code: null });
  assert.equal(begun.status, 200, JSON.stringify(begun.body));
  assert.equal((await name(owner, site, 'Hall 2')).status, 200, 'work goes on under the new key');
  assert.equal((await owner('POST', `${site}/ledger/verifications`, {})).body.ok, true);
  const now = await stateOf(owner, site);
  assert.deepEqual([now.signer.is, now.origin], ['ok', signed.origin.replace(/1$/, '2')]);
  const told = (await owner('GET', `${site}/ledger/entries?kind=ledger.restored`)).body.rows[0];
  assert.deepEqual(
    [told.facts.known, told.facts.lost, told.facts.second_word],
    [null, 0, 'person'],
    'nobody remembers what was signed, and it says so',
  );
  await second.end();

  const noteFile = join(folder, 'kept.txt');
  writeFileSync(noteFile, signed.latest!.note);
  const checked = verify(dataDir, '--since', noteFile);
  assert.equal(checked.status, 0, checked.text);
});

test('what was erased since stays erased when an older backup is put back: texts, a file, its key and the holders’ halves', async (t) => {
  const folder = makeFolder(t);
  const dataDir = join(folder, 'data');
  const first = await startServer(t, { dataDir });
  const site = await setUp(first, { ciso: 'ciso', lead: 'ot_lead' });
  const [owner, ciso, lead] = await Promise.all(['owner', 'ciso', 'lead'].map((it) => sit(first, it)));
  const period = { scope: 'period', from_at: '2001-01-01T00:00:00Z', until_at: '2001-01-02T00:00:00Z' };
  const text = 'Herr Sundermann was ill that Monday';
  const hold = await owner!('POST', `${site}/legal-holds`, { ...period, reason: text });
  const entry_id = (await owner!('GET', `${site}/ledger/entries?subject_id=${hold.body.id}`)).body.rows[0].id as string;
  const bytes = Buffer.from('the recording nobody may have any more');
  const file = (await lead!('POST', `${site}/evidence/files?sensitive=false`, bytes)).body;
  const said = { kind: 'log', title: 'Recording', place: 'Bastion', method: 'recorded' };
  const item = (await lead!('POST', `${site}/evidence`, { source: { of: 'file', file, name: 'monday.cast' }, ...said })).body;
  assert.equal((await owner!('POST', `${site}/ledger/verifications`, {})).body.ok, true);
  await makeBackup({ dataDir, to: join(folder, 'old'), version: '1', now: new Date() });

  const approve = async (approval_id: string): Promise<void> => {
    const decided = await ciso!('POST', `${site}/approvals/${approval_id}/decision`, { decision: 'approved', reason: 'Rightly asked.' });
    assert.equal(decided.status, 200, JSON.stringify(decided.body));
  };
  const { sha256 } = (await owner!('GET', `${site}/erasures/preview?entry_id=${entry_id}`)).body;
  const of = { what: 'entry', entry_id };
  await approve((await owner!('POST', `${site}/erasures`, { of, ground: 'wrong_entry', reason: 'Asked.', sha256 })).body.approval_id);
  assert.equal((await lead!('POST', `${site}/evidence/${item.id}/destruction`, { reason: 'Kept long enough' })).status, 200);
  const waiting = (await ciso!('GET', `${site}/approvals?state=waiting`)).body.rows as { id: string; subject_id: string }[];
  await approve(waiting.find(({ subject_id }) => subject_id === item.id)!.id);
  for (let n = 0; n < 2400 && readDestroyedKeys(dataDir).length * readErasures(dataDir).length === 0; n += 1) await wait(50);
  assert.equal((await owner!('POST', `${site}/ledger/verifications`, {})).body.ok, true);
  await first.end();

  await restoreBackup({ folder: join(folder, 'old'), dataDir, now: new Date('2026-01-01') });
  assert.notEqual((await keyOf(dataDir)).wrapped_key, null, 'the backup brought the key back');
  const second = await startServer(t, { dataDir });
  const [again, boss] = [await sit(second, 'ciso'), await sit(second, 'owner')];
  for (let n = 0; n < 1200 && !(await restorationOf(boss)).held; n += 1) await wait(100);
  assert.equal((await boss('POST', '/restoration', { reason: 'The disk broke.' })).status, 200);
  assert.equal((await again('POST', '/restoration/approval', { code: null })).status, 200);
  const opened = await boss('POST', `${site}/evidence/${item.id}/content`, { remark: 'curious' });
  assert.deepEqual([opened.status, opened.body.code], [409, 'file_is_not_whole'], 'from the first moment on');
  await second.end();

  // The next start is not needed for it, only quicker than the minute's round.
  const third = await startServer(t, { dataDir });
  const late = await sit(third, 'owner');
  const told = (await late('GET', `${site}/ledger/entries/${entry_id}`)).body;
  assert.equal(told.erasable[0].text, null);
  const list = (await late('GET', '/ledger/entries?kind=files.keys_destroyed')).body.rows as { facts: { count: number } }[];
  assert.deepEqual(
    list.map(({ facts }) => facts.count),
    [1],
  );
  await third.end();
  const { state, wrapped_key } = await keyOf(dataDir);
  assert.deepEqual([state, wrapped_key], ['destroyed', null]);
  assert.ok(!existsSync(join(dataDir, 'files', file.sha256.slice(0, 2), file.sha256)), 'the bytes are gone too');
  assert.equal(verify(dataDir).status, 0);
});

/** A package made and fetched; `verdict`: how the offline verifier ends for who brings these keys. */
async function packOf(
  ask: Seat,
  path: string,
  body: object,
): Promise<{ made: EvidencePackage; verdict(keys: readonly string[]): number | null }> {
  const asked = await ask('POST', path, body);
  assert.equal(asked.status, 200, JSON.stringify(asked.body));
  let made = asked.body as EvidencePackage;
  for (let n = 0; n < 1200 && made.state === 'making'; n += 1) {
    await wait(100);
    made = (await ask('GET', `${path}/${made.id}`)).body as EvidencePackage;
  }
  assert.equal(made.state, 'ready', made.fault ?? '');
  const bytes = await ask.bytes(`${path}/${made.id}/file`);
  const dir = mkdtempSync(join(tmpdir(), 'hf-pack-'));
  writeFileSync(join(dir, 'package.zip'), bytes);
  const verdict = (keys: readonly string[]): number | null => {
    writeFileSync(join(dir, 'keys.txt'), keys.map((key) => `${key}\n`).join(''));
    const ran = spawnSync(process.execPath, [verifier, join(dir, 'package.zip'), '--vkeys', join(dir, 'keys.txt')], { encoding: 'utf8' });
    return ran.status;
  };
  return { made, verdict };
}

/** The row of the one file's key, of a stopped Holdfast. */
async function keyOf(dataDir: string): Promise<{ state: string; wrapped_key: Buffer | null }> {
  const opened = await openForVerifying({ databaseUrl: null, dataDir });
  try {
    return (await opened.pool.query<{ state: string; wrapped_key: Buffer | null }>('select state, wrapped_key from platform.file_key'))
      .rows[0]!;
  } finally {
    await opened.close();
  }
}
