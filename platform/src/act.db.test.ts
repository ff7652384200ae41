// Acts over the real database: no change without evidence, no evidence without change.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { testDatabase } from '../test/database.ts';
import { type Act, createAct, createObserve, sweepIdempotency, type Tx } from './act.ts';
import { createAccount } from './accounts.ts';
import { openDatabase } from './database.ts';
import { prepareJobs } from './jobs.ts';
import { logger } from './log.ts';
import { mint, mintForProcess, type Permit, type Principal, type Sentence } from './permit.ts';
import { newUuidV7 } from './uuid.ts';

const database = await testDatabase({ after });
const db = openDatabase(database.pool('holdfast_app'));
const act = createAct({ db, origin: 'holdfast.test/one' });
const site = '01930000-0000-7000-8000-000000000001';
const otherSite = '01930000-0000-7000-8000-000000000002';
const anna: Principal = {
  person_id: '01930000-0000-7000-8000-0000000000aa',
  name: 'Anna Brauer',
  via: 'ui',
  grants: [{ role: 'ot_lead', scope: 'organisation', site_id: null, zone_id: null, expires_at: null }],
};
const rename: Sentence = { id: 'rename_zone', who: ['ot_lead'], at: 'site', changes: true, says: 'renames a zone' };
const look: Sentence = { ...rename, id: 'see_zone', changes: false };
const permit = mint(anna, rename, site);

before(() => prepareJobs(database.pool('holdfast_jobs'), logger('test')));

// Any table the app role may write stands for a business table.
const addRow = (tx: Tx, name: string) =>
  sql`insert into auth."user" ("id", "name", "email", "emailVerified") values (${name}, '', ${name}, false)`.execute(tx);
const countRows = async (name: string): Promise<number> =>
  (await sql`select 1 from auth."user" where "id" = ${name}`.execute(db)).rows.length;
const told = <R>(id: string, result: R) => ({ subject: { type: 'zone', id }, facts: { level: 2 }, result });
type Body = Record<string, unknown> & { id: string; prev: string | null; commitments: string[] };
async function bodiesOf(subject_id: string): Promise<Body[]> {
  const found = await sql<{ body: Buffer }>`
    select body from ledger.pending where subject_id = ${subject_id} order by inserted_at, id`.execute(db);
  return found.rows.map(({ body }) => JSON.parse(body.toString()) as Body);
}

test('writes the rows and their entry together', async () => {
  const at = new Date('2026-11-21T08:12:00.500Z');
  const given = await createAct({ db, origin: 'holdfast.test/one', now: () => at })(
    permit,
    { site, kind: 'zone.renamed' },
    async (tx, entry_id) => {
      await addRow(tx, 'together');
      const files = [{ sha256: 'ab'.repeat(32), size_bytes: 7, type: 'application/pdf' }];
      return {
        ...told('together', { entry_id }),
        subject: { type: 'zone', id: 'together', version: 3 },
        files,
        facts: { level: 2, gone: undefined },
      };
    },
  );
  assert.equal(await countRows('together'), 1);
  assert.deepEqual(await bodiesOf('together'), [
    {
      v: 1,
      id: given.entry_id,
      kind: 'zone.renamed',
      at: '2026-11-21T08:12:00.500Z',
      site,
      actor: anna.person_id,
      via: 'ui',
      subject: { type: 'zone', id: 'together', version: 3 },
      facts: { level: 2 },
      content: [{ sha256: 'ab'.repeat(32), size_bytes: 7, type: 'application/pdf' }],
      commitments: [],
      prev: null,
    },
  ]);
  assert.equal(Number.parseInt(given.entry_id.replaceAll('-', '').slice(0, 12), 16), at.getTime());
});

test('leaves neither rows nor entry nor job when the work fails, before or in the ledger', async () => {
  const jobs = [{ name: 'mail', payload: { to: 'anna' } }];
  const failing = act(permit, { site, kind: 'zone.renamed' }, async (tx) => {
    await addRow(tx, 'undone');
    throw new Error('the name is taken');
  });
  await assert.rejects(failing, /the name is taken/);
  const unsealable = act(permit, { site, kind: 'zone.renamed' }, async (tx) => {
    await addRow(tx, 'undone');
    return { ...told('undone', 'undone'), facts: { many: 'x'.repeat(70_000) }, jobs };
  });
  await assert.rejects(unsealable, /not a ledger entry/);
  assert.equal(await countRows('undone'), 0);
  assert.deepEqual(await bodiesOf('undone'), []);
  const queued = await database.pool('holdfast_jobs').query(`select 1 from graphile_worker.jobs where task_identifier = 'mail'`);
  assert.equal(queued.rowCount, 0);
});

test('refuses a permit that was not minted, does not change, or is for another place', async () => {
  const forged: Permit = { ...permit };
  const tries: [Permit, string | null, RegExp][] = [
    [forged, site, /was not minted/],
    [structuredClone(permit), site, /was not minted/],
    [mint(anna, look, site), site, /does not allow changes/],
    [permit, otherSite, /for another site/],
    [permit, null, /for another site/],
  ];
  for (const [wrong, where, why] of tries) {
    const trying = act(wrong, { site: where, kind: 'zone.renamed' }, async (tx) => {
      await addRow(tx, 'forged');
      return told('forged', 'forged');
    });
    await assert.rejects(trying, why);
  }
  assert.equal(await countRows('forged'), 0);
});

test('keeps reasons and personal data out of the entry, behind commitments that can be checked', async () => {
  await act(permit, { site, kind: 'zone.renamed', reason: 'Herr Meier asked for it' }, async () => ({
    ...told('quiet', 'quiet'),
    personal: { name: 'Karl Meier' },
  }));
  const [body] = await bodiesOf('quiet');
  assert.ok(body);
  assert.doesNotMatch(JSON.stringify(body), /Meier/);
  const kept = await sql<{ salt: Buffer; payload: Buffer }>`
    select salt, payload from ledger.payload where entry_id = ${body.id} order by n`.execute(db);
  assert.deepEqual(
    kept.rows.map((row) => JSON.parse(row.payload.toString()) as unknown),
    [
      { name: 'name', text: 'Karl Meier' },
      { name: 'reason', text: 'Herr Meier asked for it' },
    ],
  );
  assert.deepEqual(
    body.commitments,
    kept.rows.map((row) => createHash('sha256').update(row.salt).update(row.payload).digest('hex')),
  );
});

test('does a request sent twice once, also when both come at the same time', async () => {
  let done = 0;
  const ask = (who: Act, key: string) =>
    who(permit, { site, kind: 'zone.renamed', idempotency_key: key }, async (tx) => {
      done += 1;
      await addRow(tx, `once-${done}`);
      await sql`select pg_sleep(0.05)`.execute(tx);
      return told('once', { number: done });
    });
  const both = await Promise.all([ask(act, 'k1'), ask(act, 'k1')]);
  assert.deepEqual(both, [{ number: 1 }, { number: 1 }]);
  assert.deepEqual(await ask(act, 'k1'), { number: 1 });
  assert.deepEqual(await ask(act, 'k2'), { number: 2 });
  assert.equal((await bodiesOf('once')).length, 2);
  const bertas = mint({ ...anna, person_id: '01930000-0000-7000-8000-0000000000bb' }, rename, site);
  const other = await act(bertas, { site, kind: 'zone.renamed', idempotency_key: 'k1' }, async () => told('once', 'her own'));
  assert.equal(other, 'her own');
});

test('tries again under the same key when the first time failed', async () => {
  const what = { site, kind: 'zone.renamed', idempotency_key: 'again' };
  await assert.rejects(act(permit, what, async () => Promise.reject(new Error('power gone'))));
  assert.equal(await act(permit, what, async () => told('again', 'done')), 'done');
  assert.equal(await sweepIdempotency(db, 1), 0);
  assert.ok((await sweepIdempotency(db, -1)) > 0);
});

test('chains the entries of one subject, however many act on it at once', async () => {
  const acts = Array.from({ length: 12 }, () => act(permit, { site, kind: 'zone.renamed' }, async () => told('chained', 'chained')));
  await Promise.all(acts);
  const bodies = await bodiesOf('chained');
  const next = new Map(bodies.map((body) => [body.prev, body.id]));
  let [length, at] = [0, next.get(null)];
  for (; at !== undefined; length += 1) at = next.get(at);
  assert.deepEqual([bodies.length, length], [12, 12]);
});

test('opens one log per site and one for the organisation, at their first act', async () => {
  const inOrganisation = mint(anna, { ...rename, at: 'organisation' }, null);
  const there = mint(anna, rename, otherSite);
  await Promise.all(
    [there, inOrganisation, there, inOrganisation].map((it) =>
      act(it, { site: it.site_id, kind: 'role.given' }, async () => told(newUuidV7(), null)),
    ),
  );
  const logs = await sql<{ origin: string }>`select origin from ledger.log where site_id is distinct from ${site} order by origin`.execute(
    db,
  );
  assert.deepEqual(
    logs.rows.map((it) => it.origin),
    [`holdfast.test/one/${otherSite}/e1`, 'holdfast.test/one/organisation/e1'],
  );
});

test('lets only a process observe', async () => {
  const observe = createObserve({ db, origin: 'holdfast.test/one' });
  const ingest = mintForProcess('ingest', { ...rename, id: 'ingest_capture' }, site);
  assert.equal(await observe(ingest, { site, kind: 'capture.read' }, async () => told('batch', 'batch')), 'batch');
  const [body] = await bodiesOf('batch');
  assert.deepEqual([body?.['actor'], body?.['via']], ['process:ingest', 'process']);
  await assert.rejects(
    observe(permit, { site, kind: 'capture.read' }, async () => told('batch', 'batch')),
    /a person's/,
  );
});

test('calls for sealing only after the commit', async () => {
  const seen: number[] = [];
  const sealing: Promise<void>[] = [];
  const kicking = createAct({
    db,
    origin: 'holdfast.test/one',
    onCommitted: () => void sealing.push(countRows('committed').then((count) => void seen.push(count))),
  });
  await kicking(permit, { site, kind: 'zone.renamed' }, async (tx) => {
    await addRow(tx, 'committed');
    return told('committed', 'committed');
  });
  await assert.rejects(kicking(permit, { site, kind: 'zone.renamed' }, async () => Promise.reject(new Error('no'))));
  await Promise.all(sealing);
  assert.deepEqual(seen, [1]);
});

test('makes a person and their account in one act', async () => {
  const inOrganisation = mint(anna, { ...rename, at: 'organisation' }, null);
  const person_id = newUuidV7();
  await act(inOrganisation, { site: null, kind: 'person.added' }, async (tx) => {
    await createAccount(tx, { person_id, name: 'Nele Neu', email: 'nele@example.org', password: 'drei Fässer im Keller' });
    return { subject: { type: 'person', id: person_id }, facts: {}, personal: { name: 'Nele Neu' }, result: null };
  });
  assert.equal(await countRows(person_id), 1);
});
