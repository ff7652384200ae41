// `holdfast reset-sign-in` as whoever runs the machine runs it: beside the running server and while it is stopped.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { addOrganisation, addPerson } from '@holdfast/people/store';
import { canSignIn, createAccount, findReset } from '@holdfast/platform/accounts';
import { openDatabase, openPool } from '@holdfast/platform/database';
import { holdfast, makeLedgerFolder } from '../../../test/tampered-ledger.ts';

const folder = await makeLedgerFolder({ after });
const email = 'anna.berg@plant.example';

/** Works with the folder's database as the server's role. */
async function withDatabase<T>(
  postgres: typeof folder.postgres,
  work: (db: ReturnType<typeof openDatabase>, pool: Pool) => Promise<T>,
): Promise<T> {
  const pool = openPool({ ...postgres.connectionFor('holdfast_app'), max: 2 });
  try {
    return await work(openDatabase(pool), pool);
  } finally {
    await pool.end();
  }
}
type Pool = ReturnType<typeof openPool>;

const person_id = await withDatabase(folder.postgres, (db, pool) =>
  db
    .transaction()
    .execute(async (tx) => {
      await addOrganisation(tx, 'Plant Works', false);
      const { id } = await addPerson(tx, { name: 'Anna Berg', email, language: 'en' });
      await createAccount(tx, { person_id: id, name: 'Anna Berg', email, password: 'kupferner Kessel am Montag' });
      return id;
    })
    .then(async (id) => {
      await pool.query(`insert into auth.second_factor (person_id, secret, confirmed_at) values ($1, 'sealed', now())`, [id]);
      await pool.query(`insert into auth.recovery_code (person_id, hash) values ($1, sha256('x'))`, [id]);
      await pool.query(`insert into auth.lock (kind, key, failures, last_at, person_id) values ('factor', sha256('y'), 9, now(), $1)`, [
        id,
      ]);
      return id;
    }),
);

const codeIn = (out: string): string => /^ {2}code {5}(\S+)$/m.exec(out)?.[1] ?? '';

/** What is left of the ways in, whose code it is, and the newest entry of the console. */
const look = (postgres: typeof folder.postgres, code: string) =>
  withDatabase(postgres, async (db, pool) => {
    const { rows: left } = await pool.query(
      `select (select count(*)::int from auth.second_factor) + (select count(*)::int from auth.recovery_code) + (select count(*)::int from auth.lock) as n`,
    );
    const { rows: told } = await pool.query<{ body: string }>(
      `select convert_from(body, 'UTF8') as body from (select id, body from ledger.pending union select id, body from ledger.entry) e
       where convert_from(body, 'UTF8')::jsonb ->> 'kind' = 'account.reset_at_console' order by id`,
    );
    return {
      left: left[0].n,
      entries: told.map((it) => it.body),
      of: await findReset(db, email, code),
      has_password: await canSignIn(db, person_id),
    };
  });

test('beside the running server it takes every way in away, gives one code, and the ledger tells it without the code', async () => {
  const { code, out, err } = await holdfast('reset-sign-in', 'Anna.Berg@plant.example', '--data', folder.dataDir);
  assert.deepEqual({ code, err }, { code: 0, err: '' });
  assert.match(out, /^Anna Berg has no password/);
  const seen = await look(folder.postgres, codeIn(out));
  assert.deepEqual([seen.left, seen.has_password, seen.of], [0, false, person_id]);
  assert.equal(seen.entries.length, 1);
  const entry = JSON.parse(seen.entries[0]!) as { actor: string; subject: { id: string }; facts: object };
  assert.deepEqual([entry.actor, entry.subject.id, entry.facts], ['process:console', person_id, { second_factor: true, passkeys: 0 }]);
  assert.ok(!seen.entries[0]!.includes(codeIn(out)));
});

test('an address nobody has and a wrong call change nothing and say so', async () => {
  const stranger = await holdfast('reset-sign-in', 'nobody@plant.example', '--data', folder.dataDir);
  assert.deepEqual([stranger.code, stranger.out, stranger.err], [1, '', 'Nobody in Holdfast has the address nobody@plant.example.\n']);
  const wrong = await holdfast('reset-sign-in', '--data', folder.dataDir);
  assert.deepEqual([wrong.code, wrong.out], [64, '']);
  assert.match(wrong.err, /^name one e-mail address\nusage: /);
});

test('while the server is stopped it works the same, and the code before counts no more', async () => {
  const first = codeIn((await holdfast('reset-sign-in', email, '--data', folder.dataDir)).out);
  await folder.postgres.stop();
  const { code, out, err } = await holdfast('reset-sign-in', email, '--data', folder.dataDir);
  assert.deepEqual({ code, err }, { code: 0, err: '' });
  const postgres = await folder.start();
  after(() => postgres.stop());
  const seen = await look(postgres, codeIn(out));
  assert.deepEqual([seen.of, seen.entries.length], [person_id, 3]);
  assert.equal((await look(postgres, first)).of, null);
});
