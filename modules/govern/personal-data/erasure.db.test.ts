// Erasing personal data through the API against the real ledger: two people, a reason, holds; proofs stay as they were, and guessing finds nothing.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { openHoldfast, type Page } from '../../../test/holdfast.ts';
import { repeatErasures } from './jobs.ts';
import type { Erasure, Hold, Preview } from './schema.erasure.ts';

const hf = await openHoldfast({ after });
const { site, site_id } = hf;
const ciso = await hf.hire('ciso', [{ role: 'ciso', scope: 'organisation' }]);
await hf.hire('site_ciso', [{ role: 'ciso', scope: 'site', site_id }]);
const reason = 'The person asked for it.';
const base = `${site}/erasures`;

const look = (query: string, as = 'owner') => hf.ask<Preview>(as, 'GET', `${base}/preview?${query}`);
const refusal = async (as: string, method: string, path: string, body?: object): Promise<[number, string]> => {
  const answer = await hf.call(method, path, { as, ...(body === undefined ? {} : { body }) });
  return [answer.status, answer.body.code];
};
const askEntry = async (entry_id: string, as = 'owner'): Promise<Erasure> => {
  const { sha256 } = await look(`entry_id=${entry_id}`, as);
  return hf.ask<Erasure>(as, 'POST', base, { of: { what: 'entry', entry_id }, ground: 'wrong_entry', reason, sha256 });
};
const decide = (as: string, it: Erasure, decision = 'approved') =>
  hf.call('POST', `${site}/approvals/${it.approval_id}/decision`, { as, body: { decision, reason: 'Rightly asked.' } });
/** An act with a reason in the site's log; returns its entry's id. */
async function writeEntry(text: string, as = 'owner'): Promise<string> {
  const hold = await hf.ask<Hold>(as, 'POST', `${site}/legal-holds`, {
    scope: 'period',
    from_at: '2001-01-01T00:00:00Z',
    until_at: '2001-01-02T00:00:00Z',
    reason: text,
  });
  const [row] = (await hf.ask<Page<{ id: string }>>('owner', 'GET', `${site}/ledger/entries?subject_id=${hold.id}`)).rows;
  return row!.id;
}
const erasable = (entry_id: string) =>
  hf.rows<{ n: number; salt: Buffer | null; payload: Buffer | null; erased_by: string | null; reason_entry: string | null }>(
    'select n, salt, payload, erased_by, reason_entry from ledger.payload where entry_id = $1 order by n',
    [entry_id],
  );
async function sealed(): Promise<void> {
  for (let round = 0; round < 1200; round += 1) {
    const [row] = await hf.rows<{ n: number }>('select count(*)::int as n from ledger.pending');
    if (row?.n === 0) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error('entries stay unsealed');
}
const bodyOf = async (entry_id: string) => {
  const [row] = await hf.rows<{ b: { commitments: string[]; kind: string; facts: Record<string, unknown> } }>(
    `select convert_from(body, 'UTF8')::jsonb as b from (select id, body from ledger.pending union all select id, body from ledger.entry) e where id = $1 limit 1`,
    [entry_id],
  );
  return row!.b;
};

test('attack 22: after an erasure the proof is as before, and trying all short values finds nothing', async () => {
  const entry_id = await writeEntry('4711');
  await sealed();
  const size = `select root from ledger.checkpoint order by size desc limit 1`;
  const proofBefore = await hf.rows(`select idx, leaf from ledger.entry where id = $1`, [entry_id]);
  const { commitments } = await bodyOf(entry_id);
  const [before] = await erasable(entry_id);
  const guess = (salt: Buffer, text: string) =>
    createHash('sha256')
      .update(salt)
      .update(JSON.stringify({ name: 'reason', text }))
      .digest('hex');
  assert.equal(guess(before!.salt!, '4711'), commitments[0], 'with the salt the value is found at once');

  const it = await askEntry(entry_id);
  assert.equal((await decide('ciso', it)).status, 200);
  const [after] = await erasable(entry_id);
  assert.deepEqual([after!.salt, after!.payload, after!.erased_by], [null, null, ciso]);
  const dump = JSON.stringify(await hf.rows('select * from ledger.payload')) + JSON.stringify(await hf.rows('select * from ledger.entry'));
  assert.ok(
    !dump.includes(before!.salt!.toString('hex')) && !dump.includes(JSON.stringify([...before!.salt!]).slice(1, -1)),
    'the salt is nowhere',
  );
  const salts = [Buffer.alloc(0), Buffer.alloc(32), Buffer.from(entry_id), createHash('sha256').update(entry_id).digest()];
  for (let value = 0; value < 10_000; value += 1)
    for (const salt of salts) assert.ok(!commitments.includes(guess(salt, String(value).padStart(4, '0'))), `found ${value}`);

  await sealed();
  assert.deepEqual(await hf.rows(`select idx, leaf from ledger.entry where id = $1`, [entry_id]), proofBefore);
  for (let round = 0; round < 1200 && (await hf.rows(size)).length === 0; round += 1) await new Promise((done) => setTimeout(done, 50));
  assert.ok((await hf.rows(size)).length > 0, 'an erasure is signed at once');
  const detail = await hf.ask('owner', 'GET', `${site}/ledger/entries/${entry_id}`);
  assert.equal(detail.erasable[0].text, null);
  assert.equal(detail.erasable[0].erased_by_name, 'Person ciso');
  assert.equal(detail.erasable[0].erased_why, 'Rightly asked.');
  const told = await bodyOf(after!.reason_entry!);
  assert.equal(told.kind, 'personal_data.erased');
  assert.deepEqual(told.facts['payloads'], 1);
  const { body } = await hf.call('POST', `${site}/ledger/verifications`, { as: 'owner', body: {} });
  assert.equal(body.ok, true, JSON.stringify(body));
});

test('attack 23: one person alone erases nothing, and only who may', async () => {
  const entry_id = await writeEntry('What the shift lead said');
  const it = await askEntry(entry_id);
  assert.deepEqual((await decide('owner', it)).body.code, 'second_person_needed');
  assert.notEqual((await erasable(entry_id))[0]!.salt, null);
  assert.equal((await decide('ciso', it, 'refused')).status, 200);
  assert.notEqual((await erasable(entry_id))[0]!.salt, null);
  assert.equal((await hf.ask<Erasure>('owner', 'GET', `${base}/${it.id}`)).state, 'refused');
  const stale = await refusal('owner', 'POST', base, {
    of: { what: 'entry', entry_id },
    ground: 'wrong_entry',
    reason,
    sha256: '0'.repeat(64),
  });
  assert.deepEqual(stale, [409, 'list_has_changed']);
});

test('attack 23: a legal hold forbids asking, and one that comes later forbids agreeing, until it is lifted', async () => {
  const entry_id = await writeEntry('The pump was off');
  const it = await askEntry(entry_id);
  const hold = await hf.ask<Hold>('site_ciso', 'POST', `${site}/legal-holds`, { scope: 'site', reason: 'The prosecutor asked.' });
  assert.deepEqual(await decide('ciso', it).then((answer) => [answer.status, answer.body.code]), [409, 'legal_hold']);
  assert.notEqual((await erasable(entry_id))[0]!.salt, null);
  const other = await writeEntry('Another');
  assert.deepEqual(
    (await look(`entry_id=${other}`)).holds.map((each) => each.id),
    [hold.id],
  );
  const { sha256 } = await look(`entry_id=${other}`);
  assert.deepEqual(await refusal('owner', 'POST', base, { of: { what: 'entry', entry_id: other }, ground: 'not_needed', reason, sha256 }), [
    409,
    'legal_hold',
  ]);
  await hf.ask('ciso', 'POST', `${site}/legal-holds/${hold.id}/lifting`, { reason: 'The case is closed.' });
  assert.deepEqual(await refusal('ciso', 'POST', `${site}/legal-holds/${hold.id}/lifting`, { reason: 'Once more.' }), [
    409,
    'hold_already_lifted',
  ]);
  assert.equal((await decide('ciso', it)).status, 200);
  const kinds = (await hf.ask<Page<{ kind: string }>>('owner', 'GET', `${site}/ledger/entries?subject_id=${hold.id}`)).rows.map(
    (row) => row.kind,
  );
  assert.deepEqual(kinds.toSorted(), ['legal_hold.lifted', 'legal_hold.set']);
});

test('the database itself refuses an erasure without its entry, or of more than the entry tells', async () => {
  const entry_id = await writeEntry('Hands off');
  const forged = '00000000-0000-7000-8000-000000000001';
  for (const role of ['holdfast_app', 'holdfast_super'] as const) {
    const pool = hf.database.pool(role);
    await assert.rejects(
      pool.query(`select ledger.erase(array[$1]::uuid[], array[0]::smallint[], $2, $3)`, [entry_id, ciso, forged]),
      /no entry of this transaction/,
    );
  }
  // The entry of an earlier erasure does not serve twice.
  const [earlier] = await hf.rows<{ reason_entry: string; erased_by: string }>(
    'select reason_entry, erased_by from ledger.erasable where erased_at is not null limit 1',
  );
  const pool = hf.database.pool('holdfast_app');
  await assert.rejects(
    pool.query(`select ledger.erase(array[$1]::uuid[], array[0]::smallint[], $2, $3)`, [
      entry_id,
      earlier!.erased_by,
      earlier!.reason_entry,
    ]),
    /no entry of this transaction/,
  );
  await assert.rejects(pool.query('update ledger.erasable set salt = null where entry_id = $1', [entry_id]), /permission denied/);
  await sealed();
  const superuser = hf.database.pool('holdfast_super');
  const client = await superuser.connect();
  try {
    await client.query(`set session_replication_role = replica`);
    await assert.rejects(
      client.query(
        `update ledger.erasable set salt = null, payload = null, erased_at = now(), erased_by = 'x', reason_entry = $2 where entry_id = $1`,
        [entry_id, forged],
      ),
      /no entry of this transaction/,
    );
  } finally {
    await client.query(`set session_replication_role = origin`);
    client.release();
  }
  assert.notEqual((await erasable(entry_id))[0]!.salt, null);
});

test('a person goes from the ledger, their account and where others named them; what stays says why', async () => {
  const person_id = await hf.hire('greta', [{ role: 'ciso', scope: 'organisation' }]);
  await hf.ask('owner', 'PATCH', `/api/v1/people/${person_id}`, { name: 'Greta Sundermann' });
  const theirs = await writeEntry('I was ill on Monday', 'greta');
  const naming = await writeEntry('Greta Sundermann was ill on Monday');
  const query = `person_id=${person_id}&parts=account,texts,named`;
  assert.deepEqual(await refusal('site_ciso', 'GET', `${base}/preview?${query}`), [403, 'not_allowed']);
  const active = await look(query);
  const body = { of: { what: 'person', person_id, parts: ['account', 'texts', 'named'] }, ground: 'request_of_person', reason };
  assert.deepEqual(await refusal('owner', 'POST', base, { ...body, sha256: active.sha256 }), [409, 'person_still_active']);
  await hf.ask('owner', 'PATCH', `/api/v1/people/${person_id}`, { active: false });
  const seen = await look(query);
  assert.ok(seen.payloads.some((it) => it.why === 'about' && it.text === 'greta@plant.example'));
  assert.ok(seen.payloads.some((it) => it.entry_id === theirs && it.why === 'by'));
  assert.ok(seen.payloads.some((it) => it.entry_id === naming && it.why === 'named'));
  assert.ok((seen.places['holdfast.person'] ?? 0) === 1 && (seen.places['auth.account'] ?? 0) === 1);

  const it = await hf.ask<Erasure>('owner', 'POST', base, { ...body, sha256: seen.sha256 });
  assert.equal((await decide('site_ciso', it)).status, 403);
  assert.equal((await decide('ciso', it)).status, 200);
  const rest = JSON.stringify([
    await hf.rows(`select convert_from(payload, 'UTF8') from ledger.payload where payload is not null`),
    await hf.rows('select * from holdfast.person'),
    await hf.rows('select * from auth."user"'),
    await hf.rows('select * from auth.account'),
    await hf.rows('select * from holdfast.legal_hold'),
    await hf.rows('select * from holdfast.approval'),
    await hf.rows('select * from holdfast.notice'),
    await hf.rows('select * from platform.idempotency'),
    await hf.rows(`select convert_from(body, 'UTF8') from ledger.entry`),
    await hf.rows(`select convert_from(body, 'UTF8') from ledger.pending`),
  ]);
  assert.ok(!rest.includes('Sundermann'), rest.slice(Math.max(0, rest.indexOf('Sundermann') - 200), rest.indexOf('Sundermann') + 20));
  assert.ok(!rest.includes('greta@plant.example'));
  assert.equal((await hf.call('GET', '/api/v1/me', { as: 'greta' })).status, 401);
  await sealed();
  assert.equal((await hf.call('POST', `${site}/ledger/verifications`, { as: 'owner', body: {} })).body.ok, true);

  await hf.idle();
  const list = readFileSync(join(hf.dataDir, 'erasures', 'list.jsonl'), 'utf8');
  assert.ok(list.includes(person_id) && !list.includes('Sundermann') && !list.includes('greta@'), 'ids only');
});

test('what a restored backup brings back is erased again, as an act of its own', async () => {
  const entry_id = await writeEntry('Back from the dead');
  const [before] = await erasable(entry_id);
  assert.equal((await decide('ciso', await askEntry(entry_id))).status, 200);
  await hf.idle();
  assert.equal(await repeatErasures(hf.parts.context, hf.dataDir), 0, 'nothing to repeat while nothing came back');
  // As a backup from before has it.
  const superuser = hf.database.pool('holdfast_super');
  await superuser.query('alter table ledger.erasable disable trigger all');
  await superuser.query(
    'update ledger.erasable set salt = $2, payload = $3, erased_at = null, erased_by = null, reason_entry = null where entry_id = $1',
    [entry_id, before!.salt, before!.payload],
  );
  await superuser.query('alter table ledger.erasable enable always trigger refuse_all_but_erasure');
  await superuser.query('alter table ledger.erasable enable always trigger refuse_change');
  await superuser.query('alter table ledger.erasable enable always trigger refuse_truncate');
  await superuser.query('alter table ledger.erasable enable always trigger require_erasing_entry');
  assert.equal(await repeatErasures(hf.parts.context, hf.dataDir), 1);
  const [after] = await erasable(entry_id);
  assert.deepEqual([after!.salt, after!.payload], [null, null]);
  assert.equal(typeof (await bodyOf(after!.reason_entry!)).facts['repeats'], 'string');
});
