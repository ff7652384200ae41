// Evidence packages through the API: made by the job, taken out, verified by the program an auditor runs; the same order gives the same bytes.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { openHoldfast } from '../../../test/holdfast.ts';
import { buildVerifier } from '../../../scripts/build-verifier.ts';
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
