// Sensitive evidence under two keys, through the API: no one key opens it, nor does the whole database; each refusal stated.
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { after, test } from 'node:test';
import { endOpenings } from '@holdfast/opening-keys/store.openings';
import type { Opening, OpeningKeys } from '@holdfast/opening-keys/schema';
import { openHoldfast, type Page } from '../../../test/holdfast.ts';
import type { Item, ItemDetail, ReceivedFile } from './schema.ts';

const hf = await openHoldfast({ after });
const { site, site_id } = hf;
const at_site = (role: string) => [{ role, scope: 'site' as const, site_id }];
const ids = {
  ciso: await hf.hire('ciso', at_site('ciso')),
  council: await hf.hire('council', at_site('works_council')),
  council_two: await hf.hire('council_two', at_site('works_council')),
  lead: await hf.hire('lead', at_site('ot_lead')),
};
const phrase = { ciso: 'der Kran steht im Regen', council: 'neun Stimmen im alten Saal', council_two: 'am Montag wird gewaehlt' };
const keys = `${site}/opening-keys`;
const base = `${site}/evidence`;
const reason = 'Who was on the line at two?';

const code = async (as: string, method: string, path: string, body: object): Promise<[number, string]> => {
  const answer = await hf.call(method, path, { as, body });
  return [answer.status, answer.body.code];
};
const name = (person_id: string, side: string) => hf.ask<{ id: string }>('owner', 'POST', `${keys}/holders`, { person_id, side });
const make = (as: keyof typeof phrase) => hf.ask(as, 'POST', `${keys}/own`, { passphrase: phrase[as] });
async function collect(bytes: Buffer): Promise<Item> {
  const file = (await hf.call<ReceivedFile>('POST', `${base}/files?sensitive=true`, { as: 'lead', body: bytes })).body;
  const said = { kind: 'session_recording', title: 'Session of Monday', place: 'Store', method: 'bastion', sensitive: true };
  return hf.ask<Item>('lead', 'POST', base, { source: { of: 'file', file, name: 'session.cast' }, ...said });
}
const askToOpen = (as: string, it: Item) =>
  hf.ask<{ opening_id: string; token: string }>(as, 'POST', `${base}/${it.id}/openings`, { reason });
const agree = (as: keyof typeof phrase, opening_id: string, passphrase = phrase[as]) =>
  code(as, 'POST', `${site}/openings/${opening_id}/consent`, { passphrase });
const read = (as: string, it: Item, asked: { opening_id: string; token: string }) =>
  hf.call<string>('POST', `${base}/${it.id}/openings/${asked.opening_id}/content`, { as, body: { token: asked.token } });
const state = async (opening_id: string): Promise<Opening> =>
  (await hf.ask<Page<Opening>>('ciso', 'GET', `${site}/openings`)).rows.find((row) => row.id === opening_id)!;
const kinds = async (subject_id: string): Promise<string[]> =>
  (await hf.ask<Page<{ kind: string }>>('owner', 'GET', `${site}/ledger/entries?subject_id=${subject_id}`)).rows.map((row) => row.kind);

const early = Buffer.from('taken in before anybody held a key '.repeat(20_000));
const bytes = Buffer.from('the recording of the session '.repeat(30_000));
let waiting: Item;
let item: Item;

test('before both keys have a holder a sensitive file is kept closed, and goes under both as soon as they have', async () => {
  waiting = await collect(early);
  assert.deepEqual(await code('lead', 'POST', `${base}/${waiting.id}/content`, { remark: reason }), [403, 'two_keys_needed']);
  assert.deepEqual(await code('lead', 'POST', `${base}/${waiting.id}/openings`, { reason }), [409, 'not_under_keys']);
  assert.equal((await hf.ask<OpeningKeys>('ciso', 'GET', keys)).waiting_files, 1);
  await hf.ask('owner', 'PUT', `${keys}/second`, { held_by: 'works_council' });
  await name(ids.ciso, 'first');
  assert.deepEqual(await code('owner', 'POST', `${keys}/holders`, { person_id: ids.ciso, side: 'second' }), [409, 'already_a_holder']);
  await name(ids.council, 'second');
  assert.deepEqual(await code('lead', 'POST', `${keys}/own`, { passphrase: 'nobody named me at all' }), [409, 'not_a_holder']);
  await make('ciso');
  assert.equal((await hf.ask<OpeningKeys>('ciso', 'GET', keys)).ready, false);
  await make('council');
  const { ready, files, waiting_files, second_held_by } = await hf.ask<OpeningKeys>('ciso', 'GET', keys);
  assert.deepEqual([ready, files, waiting_files, second_held_by], [true, 1, 0, 'works_council']);
});

test('the works council’s member needs no other role: they see what is asked and why, and nothing of the plant', async () => {
  for (const path of ['assets', 'flows', 'zones', 'findings', 'captures', 'evidence', 'ledger/entries', 'people', 'search?q=plc'])
    assert.deepEqual((await hf.call('GET', path === 'people' ? '/api/v1/people' : `${site}/${path}`, { as: 'council' })).status, 403, path);
  assert.deepEqual(await code('council', 'POST', `${base}/${waiting.id}/openings`, { reason }), [403, 'not_allowed']);
  const asked = await askToOpen('lead', waiting);
  const { rows } = await hf.ask<Page<Opening>>('council', 'GET', `${site}/openings?state=waiting,open`);
  assert.deepEqual(
    rows.map((it) => [it.id, it.reason, it.mine_to_decide, it.mine_to_read]),
    [[asked.opening_id, reason, true, false]],
  );
  await hf.ask('council', 'POST', `${site}/openings/${asked.opening_id}/ending`, { reason: 'Not for this.' });
  assert.equal((await state(asked.opening_id)).state, 'refused');
});

test('one key opens nothing; two do, for who asked, with the purpose in the chain', async () => {
  item = await collect(bytes);
  const asked = await askToOpen('lead', item);
  assert.deepEqual(await agree('ciso', asked.opening_id, 'not the right passphrase'), [403, 'passphrase_wrong']);
  assert.equal((await read('lead', item, asked)).status, 409, 'nobody agreed');
  assert.deepEqual(await agree('ciso', asked.opening_id), [200, undefined]);
  assert.equal(((await read('lead', item, asked)).body as unknown as { code: string }).code, 'opening_is_over', 'one key');
  assert.deepEqual(await agree('ciso', asked.opening_id), [409, 'side_has_agreed'], 'one side twice');
  assert.deepEqual(await agree('council', asked.opening_id), [200, undefined]);
  assert.equal((await state(asked.opening_id)).state, 'open');
  assert.deepEqual(await agree('council', asked.opening_id), [409, 'opening_is_over'], 'replayed');
  const content = await read('lead', item, asked);
  assert.equal(content.status, 200);
  assert.equal(createHash('sha256').update(content.body).digest('hex'), item.file_sha256);
  assert.deepEqual((await read('ciso', item, asked)).status, 403, 'another person with the token');
  assert.equal((await read('lead', item, { ...asked, token: randomBytes(32).toString('base64url') })).status, 403, 'another token');
  assert.equal((await read('lead', waiting, asked)).status, 404, 'another item');
  const { acts } = await hf.ask<ItemDetail>('lead', 'GET', `${base}/${item.id}`);
  assert.equal(acts.at(-1)!.act, 'accessed');
  assert.equal(acts.at(-1)!.remark, reason);
  assert.deepEqual((await kinds(asked.opening_id)).toSorted(), ['opening.agreed', 'opening.agreed', 'opening.asked']);
  const verified = await hf.ask<Item>('lead', 'POST', `${base}/${item.id}/verification`, {});
  assert.equal(verified.whole, true, 'whole can be said without the key');
});

test('a superuser’s dump and the data folder’s secrets hold no usable key', async () => {
  const [row] = await hf.rows<{ state: string; wrapped_key: Buffer | null }>(
    'select state, wrapped_key from platform.file_key where sha256 = $1',
    [item.file_sha256],
  );
  assert.deepEqual([row!.state, row!.wrapped_key], ['handed_over', null]);
  const asked = await askToOpen('lead', item);
  await agree('ciso', asked.opening_id);
  await agree('council', asked.opening_id);
  const data_key = await hf.parts.context.files.open(item.file_sha256!).then(
    () => 'opened',
    (error: { code: string }) => error.code,
  );
  assert.equal(data_key, 'file_needs_keys');
  // Every 32 bytes of the dump, and every two of them joined, tried as the key: none is it, although both sides agreed just now.
  const { file_id } = (
    await hf.rows<{ file_id: string }>('select file_id from holdfast.opening_share where sha256 = $1', [item.file_sha256])
  )[0]!;
  const dump: Buffer[] = [];
  for (const table of ['opening_key', 'opening_share', 'opening', 'opening_consent'])
    for (const each of await hf.rows<Record<string, unknown>>(`select * from holdfast.${table}`))
      for (const value of Object.values(each)) if (Buffer.isBuffer(value)) dump.push(value);
  assert.ok(dump.length > 8);
  assert.ok(!dump.some((it) => it.includes(Buffer.from(asked.token, 'base64url'))), 'the token is nowhere');
  const candidates = dump
    .flatMap((it) => [it.subarray(0, 32), it.subarray(-32), it.subarray(-48, -16), it.subarray(44, 76)])
    .filter((it) => it.length === 32);
  const joined = candidates.flatMap((a) => candidates.map((b) => Buffer.from(a.map((byte, at) => byte ^ b[at]!))));
  for (const key of [...candidates, ...joined.slice(0, 400)])
    await assert.rejects(
      (async () => {
        for await (const _ of await hf.parts.context.files.stream(item.file_sha256!, { file_id, key })) return;
      })(),
    );
});

test('refused, taken back and too late: then nothing opens', async () => {
  const refused = await askToOpen('lead', item);
  await agree('ciso', refused.opening_id);
  await hf.ask('council', 'POST', `${site}/openings/${refused.opening_id}/ending`, { reason: 'Not for this.' });
  assert.deepEqual([(await state(refused.opening_id)).state, (await state(refused.opening_id)).end_reason], ['refused', 'Not for this.']);
  assert.deepEqual(await agree('council', refused.opening_id), [409, 'opening_is_over']);
  const back = await askToOpen('lead', item);
  assert.deepEqual(await code('owner', 'POST', `${site}/openings/${back.opening_id}/ending`, { reason }), [409, 'not_a_holder']);
  await hf.ask('lead', 'POST', `${site}/openings/${back.opening_id}/ending`, { reason: 'Not needed.' });
  assert.equal((await state(back.opening_id)).state, 'withdrawn');

  const late = await askToOpen('lead', item);
  await agree('ciso', late.opening_id);
  await hf.rows(`update holdfast.opening set expires_at = now() - interval '1 minute' where id = $1`, [late.opening_id]);
  assert.deepEqual(await agree('council', late.opening_id), [409, 'opening_is_over']);
  const over = await askToOpen('lead', item);
  await agree('ciso', over.opening_id);
  await agree('council', over.opening_id);
  await hf.rows(`update holdfast.opening set open_until = now() - interval '1 minute' where id = $1`, [over.opening_id]);
  assert.equal((await read('lead', item, over)).status, 409);
  assert.equal(await endOpenings(hf.parts.context), 2);
  assert.deepEqual(
    [(await kinds(late.opening_id)).includes('opening.expired'), (await kinds(over.opening_id)).includes('opening.over')],
    [true, true],
  );
  const left = await hf.rows('select 1 from holdfast.opening_consent where sealed is not null and opening_id = any($1::uuid[])', [
    [refused.opening_id, back.opening_id, late.opening_id, over.opening_id],
  ]);
  assert.equal(left.length, 0);
});

test('a further holder is admitted by the same side only; who is removed opens nothing, not even what they agreed to', async () => {
  const { id: key_id } = await name(ids.council_two, 'second');
  await make('council_two');
  const asked = await askToOpen('lead', item);
  assert.deepEqual(await agree('council_two', asked.opening_id), [409, 'not_a_holder'], 'made, and not yet admitted');
  const admission = `${keys}/holders/${key_id}/admission`;
  assert.deepEqual(await code('ciso', 'POST', admission, { passphrase: phrase.ciso }), [403, 'only_the_same_side']);
  assert.deepEqual(await code('council_two', 'POST', admission, { passphrase: phrase.council_two }), [403, 'only_the_same_side']);
  await hf.ask('council', 'POST', admission, { passphrase: phrase.council });
  assert.deepEqual(await agree('council_two', asked.opening_id), [200, undefined]);
  assert.deepEqual(await agree('council', asked.opening_id), [409, 'side_has_agreed'], 'one side twice, by two people');
  await agree('ciso', asked.opening_id);
  assert.equal((await read('lead', item, asked)).status, 200);
  await hf.ask('owner', 'POST', `${keys}/holders/${key_id}/removal`, { reason: 'Left the council.' });
  assert.equal((await read('lead', item, asked)).status, 409);
  assert.equal((await hf.rows('select 1 from holdfast.opening_share where key_id = $1', [key_id])).length, 0);
  const [council] = (await hf.ask<OpeningKeys>('ciso', 'GET', keys)).holders.filter((it) => it.person_id === ids.council);
  assert.deepEqual(await code('owner', 'POST', `${keys}/holders/${council!.id}/removal`, { reason: 'Last one.' }), [409, 'last_holder']);
});

test('a changed key opens what the old one did, and the old passphrase nothing', async () => {
  const passphrase = 'ein neuer Satz im Fruehling';
  await hf.ask('ciso', 'POST', `${keys}/own/rotation`, { old_passphrase: phrase.ciso, passphrase });
  const asked = await askToOpen('lead', waiting);
  assert.deepEqual(await agree('ciso', asked.opening_id), [403, 'passphrase_wrong']);
  assert.deepEqual(await agree('ciso', asked.opening_id, passphrase), [200, undefined]);
  assert.deepEqual(await agree('council', asked.opening_id), [200, undefined]);
  assert.equal((await read('lead', waiting, asked)).body, early.toString());
});

test('guessing stops after five tries', async () => {
  const asked = await askToOpen('lead', item);
  const answers: string[] = [];
  for (let round = 0; round < 6; round += 1) answers.push((await agree('council', asked.opening_id, `guess number ${round} of many`))[1]);
  assert.deepEqual(answers, [...Array.from({ length: 5 }, () => 'passphrase_wrong'), 'passphrase_locked']);
  assert.deepEqual(await agree('council', asked.opening_id), [429, 'passphrase_locked']);
});

test('a legal hold forbids its destruction; destroyed, its halves are gone too', async () => {
  const hold = await hf.ask<{ id: string }>('owner', 'POST', `${site}/legal-holds`, {
    scope: 'evidence_item',
    item_id: item.id,
    reason: 'The court asked.',
  });
  assert.deepEqual(await code('lead', 'POST', `${base}/${item.id}/destruction`, { reason }), [409, 'legal_hold']);
  await hf.ask('owner', 'POST', `${site}/legal-holds/${hold.id}/lifting`, { reason: 'The case is closed.' });
  const { destruction_asked } = await hf.ask<Item>('lead', 'POST', `${base}/${item.id}/destruction`, { reason });
  await hf.ask('ciso', 'POST', `${site}/approvals/${destruction_asked}/decision`, { decision: 'approved', reason: 'Retention is over.' });
  assert.equal((await hf.rows('select 1 from holdfast.opening_share where sha256 = $1', [item.file_sha256])).length, 0);
});
