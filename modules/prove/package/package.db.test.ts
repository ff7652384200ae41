// Evidence packages through the API: made by the job, taken out, verified by the program an auditor runs; the same order gives the same bytes.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { makingParts } from '../../../apps/server/src/packages.ts';
import { openHoldfast } from '../../../test/holdfast.ts';
import { buildVerifier } from '../../../scripts/build-verifier.ts';
import { makeTask } from './jobs.ts';
import type { EvidencePackage, Preview } from './schema.ts';

const hf = await openHoldfast({ after });
const dir = mkdtempSync(join(tmpdir(), 'hf-package-'));
after(() => rmSync(dir, { recursive: true, force: true }));
const base = `${hf.site}/packages`;
await hf.hire('auditor', [{ role: 'auditor', scope: 'site', site_id: hf.site_id }]);
await hf.hire('manager', [{ role: 'plant_manager', scope: 'site', site_id: hf.site_id }]);
await hf.hire('technician', [{ role: 'technician', scope: 'site', site_id: hf.site_id }]);

before(async () => {
  await buildVerifier(dir);
  await hf.ask('auditor', 'POST', `${hf.site}/questions`, { text: 'Who let Erika Mustermann in?' });
  await sign();
  const { vkeys } = await hf.ask('auditor', 'GET', `${hf.site}/ledger`);
  writeFileSync(join(dir, 'trusted.txt'), `# on paper\n${vkeys.join('\n')}\n`);
});

const sign = async (): Promise<void> => void (await hf.ask('auditor', 'POST', `${hf.site}/ledger/verifications`, {}));

async function make(as: string, body: object): Promise<EvidencePackage> {
  const { id } = await hf.ask<EvidencePackage>(as, 'POST', base, body);
  await hf.idle();
  return hf.ask<EvidencePackage>(as, 'GET', `${base}/${id}`);
}

async function fetchBytes(as: string, id: string): Promise<Buffer> {
  const answer = await fetch(`${hf.base}${base}/${id}/file`, { headers: { cookie: hf.cookieOf(as) } });
  assert.equal(answer.status, 200);
  return Buffer.from(await answer.arrayBuffer());
}

function verify(bytes: Buffer, ...more: string[]): { exit: number | null; said: string } {
  const path = join(dir, 'package.zip');
  writeFileSync(path, bytes);
  const args = [join(dir, 'holdfast-verify.mjs'), path, '--vkeys', join(dir, 'trusted.txt'), ...more];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', cwd: dir, env: {} });
  return { exit: status, said: stdout + stderr };
}

test('a package of the whole site is made, downloaded and holds', async () => {
  const made = await make('auditor', { scope: { type: 'site' } });
  assert.deepEqual([made.number, made.state, made.fault, made.entries], [1, 'ready', null, made.as_of_size]);
  const bytes = await fetchBytes('auditor', made.id);
  assert.equal(createHash('sha256').update(bytes).digest('hex'), made.sha256);
  const { exit, said } = verify(bytes);
  assert.equal(exit, 0, said);
  assert.match(said, /This package holds/);
});

test('a package for one requirement holds what proves it and what was said of it, and prints assumptions and limits in its index', async () => {
  const requirement = `${hf.site}/requirements/NIS2-21.2.i`;
  await hf.ask('owner', 'POST', `${requirement}/assumptions`, { text: 'Only lines 1 and 2; <the third> is rented out.' });
  await hf.ask('owner', 'POST', `${hf.site}/requirements/NIS2-21.2.h/assumptions`, { text: 'Nothing of another requirement.' });
  await sign();
  const scope = { type: 'requirement', id: 'NIS2-21.2.i' };
  const made = await make('auditor', { scope });
  assert.deepEqual([made.state, made.fault, made.scope_title], ['ready', null, 'NIS2 Art 21(2)(i)']);
  assert.ok(made.entries! > 0 && made.entries! < made.as_of_size, `${made.entries} of ${made.as_of_size}`);
  const bytes = await fetchBytes('auditor', made.id);
  assert.equal(verify(bytes).exit, 0);
  // Files stand in a package as they are: the index can be read in its bytes.
  const text = bytes.toString('utf8');
  assert.match(
    text,
    /<h2>Assumptions and limits<\/h2>[^§]*?Assumption: Only lines 1 and 2; &lt;the third&gt; is rented out\. \(Person owner, \d{4}-/,
  );
  assert.match(text, /<h2>Annahmen und Grenzen<\/h2>[^§]*?Es ist das Wort einer Person\./);
  assert.doesNotMatch(text, /<li>[^<]*Nothing of another requirement/);
  assert.deepEqual((await hf.call('POST', base, { as: 'auditor', body: { scope: { type: 'requirement', id: 'NIS2-99' } } })).status, 422);
});

test('made twice from one order, a package has the same bytes', async () => {
  const made = await make('auditor', { scope: { type: 'site' } });
  // The order is given back to the job as if it had never been made.
  await hf.rows(`update holdfast.evidence_package set state = 'making', sha256 = null, made_at = null where id = $1`, [made.id]);
  const { enqueue } = await import('@holdfast/platform/enqueue');
  await enqueue(hf.parts.context.db, { name: 'package.make', payload: { package_id: made.id } });
  await hf.idle();
  const again = await hf.ask<EvidencePackage>('auditor', 'GET', `${base}/${made.id}`);
  assert.deepEqual([again.state, again.sha256, again.size_bytes], ['ready', made.sha256, made.size_bytes]);
});

test('a package of one person’s acts says what is outside, holds without the rest, and proves growth since the one before', async () => {
  const people = await hf.ask('owner', 'GET', '/api/v1/people');
  const scope = { type: 'person', id: people.rows.find((it: { name: string }) => it.name === 'Person auditor').id };
  const body = { scope, complete: false };
  const first = await make('auditor', body);
  await hf.ask('auditor', 'POST', `${hf.site}/questions`, { text: 'And who let them out?' });
  await sign();
  const looked = await hf.ask<Preview>('auditor', 'POST', `${base}/preview`, body);
  const second = await make('auditor', body);
  assert.deepEqual([looked.entries, looked.previous_number, looked.omitted], [second.entries, first.number, second.omitted]);
  assert.equal(second.previous_number, first.number);
  const { exit, said } = verify(await fetchBytes('auditor', second.id));
  assert.equal(exit, 0, said);
  assert.match(said, /only grew, to/);
  assert.match(said, /outside of what was asked for/);
});

test('personal texts stay out when they are not asked for; erased ones are told', async () => {
  const bytes = await fetchBytes('auditor', (await make('auditor', { scope: { type: 'site' } })).id);
  assert.ok(bytes.includes('Erika Mustermann'));
  const bare = await fetchBytes('auditor', (await make('auditor', { scope: { type: 'site' }, with_texts: false })).id);
  assert.ok(!bare.includes('Erika Mustermann') && !bare.includes('Person auditor'));
  assert.match(verify(bare).said, /texts are not inside: not asked for/);
});

test('files go in for who may open them; a damaged one is told and the verifier ends with 2', async () => {
  const content = Buffer.from('stopped at 09:12, restarted at 09:40\n');
  const file = (await hf.call('POST', `${hf.site}/evidence/files`, { as: 'owner', body: content })).body;
  const source = { of: 'file', file, name: 'plc14.log', type: 'text/plain' };
  await hf.ask('owner', 'POST', `${hf.site}/evidence`, { source, kind: 'log', title: 'Log', place: 'Cabinet 3', method: 'by hand' });
  await sign();
  const whole = { scope: { type: 'site' } };
  const owner = await make('owner', whole);
  assert.equal(owner.files, 1);
  assert.ok((await fetchBytes('owner', owner.id)).includes(content));
  const manager = await make('manager', whole);
  assert.deepEqual([manager.files, manager.omitted.find(({ what }) => what === 'files')?.reason], [0, 'no_right']);
  assert.equal(verify(await fetchBytes('manager', manager.id)).exit, 0);
  damage(file.sha256);
  const after = await make('owner', whole);
  assert.equal(after.omitted.find(({ what }) => what === 'files')?.reason, 'changed');
  const { exit, said } = verify(await fetchBytes('owner', after.id));
  assert.equal(exit, 2, said);
  assert.match(said, /damaged or changed/);
});

function damage(sha256: string): void {
  const [path] = globSync(`${hf.dataDir}/files/**/${sha256}*`);
  assert.ok(path !== undefined);
  const bytes = readFileSync(path);
  bytes[bytes.length >> 1]! ^= 1;
  writeFileSync(path, bytes);
}

test('of more entries than a package holds singly it holds bundles, with the same bytes each time, in whole and in part', async () => {
  const making = { ...(await makingParts({ ...hf.parts, dataDir: hf.dataDir })), bundle_above: 3 };
  const bundled = async (body: object): Promise<{ made: EvidencePackage; bytes: Buffer }> => {
    const { id } = await make('auditor', body);
    await hf.rows(`update holdfast.evidence_package set state = 'making', sha256 = null, made_at = null where id = $1`, [id]);
    await makeTask(making)({ package_id: id }, { attempt: 1 } as never);
    return { made: await hf.ask('auditor', 'GET', `${base}/${id}`), bytes: await fetchBytes('auditor', id) };
  };
  const whole = await bundled({ scope: { type: 'site' }, with_files: false });
  assert.deepEqual([whole.made.state, whole.made.entries], ['ready', whole.made.as_of_size]);
  assert.ok(whole.bytes.includes('bundles/000000000000.jsonl') && !whole.bytes.includes('proofs/'), 'no file of a single entry');
  assert.ok(whole.bytes.includes('Erika Mustermann'));
  const { exit, said } = verify(whole.bytes);
  assert.equal(exit, 0, said);
  assert.match(said, new RegExp(`${whole.made.entries} entries stand in the ledger`));
  const part = await bundled({
    scope: { type: 'acts', kinds: ['package.requested', 'package.made'] },
    complete: false,
    with_texts: false,
    with_files: false,
  });
  const partly = verify(part.bytes);
  assert.equal(partly.exit, 0, partly.said);
  assert.match(
    partly.said,
    /outside of what was asked for[\s\S]*it is not a complete one|it is not a complete one[\s\S]*outside of what was asked for/,
  );
});

test('a technician makes and sees none; each download is an entry; an empty scope is refused', async () => {
  assert.equal((await hf.call('POST', base, { as: 'technician', body: { scope: { type: 'site' } } })).status, 403);
  assert.equal((await hf.call('GET', base, { as: 'technician' })).status, 403);
  const { rows } = await hf.ask('auditor', 'GET', `${hf.site}/ledger/entries?kind=package.downloaded`);
  assert.ok(rows.length > 3);
  const empty = await hf.call('POST', base, { as: 'auditor', body: { scope: { type: 'acts', kinds: ['nothing.done'] } } });
  assert.deepEqual([empty.status, empty.body.code], [422, 'package_is_empty']);
});
