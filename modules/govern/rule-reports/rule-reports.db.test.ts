// A report without a name leaves no author anywhere: not in a table, an entry, a log line, a session, nor in any time; and it reaches the owner.
import assert from 'node:assert/strict';
import { Writable } from 'node:stream';
import { after, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { openLog } from '@holdfast/platform/log';
import { openHoldfast } from '../../../test/holdfast.ts';
import { emptyBoxes } from './jobs.ts';
import type { Report } from './schema.ts';

const lines: string[] = [];
const out = new Writable({
  write(chunk: Buffer, _encoding, done) {
    lines.push(chunk.toString());
    done();
  },
});

const hf = await openHoldfast({ after });
const { site, site_id } = hf;
const anna = await hf.hire('anna', [{ role: 'plant_manager', scope: 'site', site_id }]);
const bert = await hf.hire('bert', [{ role: 'technician', scope: 'site', site_id }]);
await hf.idle();
const what = 'The badge reader stands forty metres from the line.';
/** Six in the morning at the plant, in winter. */
const six = new Date('2027-01-12T05:10:00Z');
const noon = new Date('2027-01-12T11:00:00Z');
const { db, act } = hf.parts.context;

const unread = `select 1 from ledger.log l left join holdfast.evidence_cursor c on c.log_id = l.id
  where coalesce(c.next_idx, 0) < coalesce((select max(f.idx) + 1 from ledger.fact f where f.log_id = l.id), 0) limit 1`;

/** Waits until everything is sealed and read for the matrix and no job is left, so that nothing moves between tables by itself. */
async function settle(): Promise<void> {
  for (let round = 0; round < 1200; round += 1) {
    await hf.idle();
    const left = [...(await hf.rows('select 1 from ledger.pending limit 1')), ...(await hf.rows(unread))];
    if (left.length === 0) return;
    await wait(50);
  }
}

type Column = { name: string; column: string; type: string };
const columnsOf = (types: readonly string[]): Promise<Column[]> =>
  hf.rows<Column>(
    `select format('%I.%I', c.table_schema, c.table_name) as name, format('%I', c.column_name) as column, c.data_type as type from information_schema.columns c
     join information_schema.tables t using (table_schema, table_name) where t.table_type = 'BASE TABLE' and c.table_schema not in ('pg_catalog', 'information_schema') and c.data_type = any($1)`,
    [types],
  );

/** How many rows of each table mention a text, in any column. */
async function mentions(texts: readonly string[]): Promise<Record<string, number>> {
  const tables = await hf.rows<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`,
  );
  const found: Record<string, number> = {};
  for (const { name } of tables) {
    const [row] = await hf.rows<{ n: number }>(
      `select count(*)::int as n from ${name} t where exists (select from unnest($1::text[]) w where position(w in t::text) > 0)`,
      [texts],
    );
    if (row!.n > 0) found[name] = row!.n;
  }
  return found;
}

/** Every moment in the database between two: columns of time, and ids that hold the moment they were made (UUIDv7, RFC 9562, 5.7). */
async function momentsBetween(from: Date, until: Date): Promise<string[]> {
  const found: string[] = [];
  for (const { name, column } of await columnsOf(['timestamp with time zone', 'timestamp without time zone'])) {
    const rows = await hf.rows(`select 1 from ${name} where ${column} between $1 and $2 limit 1`, [from, until]);
    if (rows.length > 0) found.push(`${name}.${column}`);
  }
  for (const { name, column } of await columnsOf(['uuid'])) {
    const rows = await hf.rows(
      `select 1 from ${name} where uuid_extract_version(${column}) = 7 and uuid_extract_timestamp(${column}) between $1 and $2 limit 1`,
      [from, until],
    );
    if (rows.length > 0) found.push(`${name}.${column} (UUIDv7)`);
  }
  return found;
}

test('what is put into the box without a name leaves no trace of who and when, though the browser sends its session along', async () => {
  const words = [bert, 'Person bert', 'bert@plant.example', hf.cookieOf('bert').split('=')[1]!.slice(0, 20)];
  await settle();
  const before = await mentions(words);
  await wait(30);
  openLog({ level: 'debug', out });
  const from = new Date();
  await wait(5);
  const answer = await hf.call('POST', `${site}/rule-reports/box`, {
    as: 'bert',
    body: { process: 'access', what, instead: 'We hold the door.' },
  });
  const nobody = await hf.call('POST', `${site}/rule-reports/box`, { body: { process: 'other', what: 'The form is too long.' } });
  await wait(5);
  const until = new Date();
  openLog({ level: 'warn' });
  assert.deepEqual([answer.status, answer.body, nobody.status, nobody.body], [200, { done: true }, 200, { done: true }]);
  assert.deepEqual(await mentions(words), before);
  assert.deepEqual(await momentsBetween(from, until), []);
  assert.deepEqual(
    lines.filter((line) => /rule-reports|bert|badge reader/.test(line) || line.includes(bert)),
    [],
  );
  assert.deepEqual(
    await hf.rows(`select column_name from information_schema.columns where table_name = 'rule_report_box' order by 1`),
    ['id', 'instead', 'process', 'site_id', 'what'].map((column_name) => ({ column_name })),
  );
});

test('the log does tell of other requests, so its silence is the box’s own', async () => {
  lines.length = 0;
  openLog({ level: 'debug', out });
  await hf.ask('bert', 'POST', `${site}/rule-reports`, { process: 'change', what: 'Nobody answers on Saturdays.' });
  openLog({ level: 'warn' });
  assert.ok(lines.some((line) => line.includes('/rule-reports')));
});

test('the box is emptied in its hour only; entry and report have no author, and ids that tell no moment', async () => {
  const words = [bert, 'Person bert', 'bert@plant.example'];
  await settle();
  const before = await mentions(words);
  assert.equal(await emptyBoxes({ db, act }, noon), 0);
  assert.equal(await emptyBoxes({ db, act }, six), 2);
  assert.deepEqual(await hf.rows('select 1 from holdfast.rule_report_box'), []);
  await settle();
  assert.deepEqual(await mentions(words), before);
  const entries = await hf.rows<{ actor: string; via: string; facts: object }>(
    `select b ->> 'actor' as actor, b ->> 'via' as via, b -> 'facts' as facts from (select convert_from(body, 'UTF8')::jsonb as b from ledger.pending union all select convert_from(body, 'UTF8')::jsonb from ledger.entry) e
     where b ->> 'kind' = 'rule_report.filed' and (b -> 'facts' ->> 'is_named')::boolean = false`,
  );
  assert.deepEqual(
    entries.map((it) => [it.actor, it.via]),
    [
      ['process:anonymous', 'process'],
      ['process:anonymous', 'process'],
    ],
  );
  assert.deepEqual(
    await hf.rows(
      `select 1 from holdfast.rule_report where author_id is null and (uuid_extract_version(id) <> 4 or filed_on <> '2027-01-12')`,
    ),
    [],
  );
});

test('it reaches who owns the rule, everybody reads it, and the answer is public', async () => {
  const coordinator = await hf.ask<{ id: string }>('anna', 'POST', `${site}/appointments`, { role: 'site_ot_lead', person_id: anna });
  await hf.ask('anna', 'POST', `${site}/appointments/${coordinator.id}/acceptance`, { card_version: '1.0', language: 'en' });
  await hf.call('POST', `${site}/rule-reports/box`, { body: { process: 'access', what: 'The lock code is on the wall.' } });
  await emptyBoxes({ db, act }, six);
  const { rows: notices } = await hf.ask('anna', 'GET', '/api/v1/me/notices');
  assert.ok(notices.some((it: { kind: string }) => it.kind === 'rule_report_filed'));
  const { rows } = await hf.ask<{ rows: Report[] }>('bert', 'GET', `${site}/rule-reports?search=lock`);
  assert.deepEqual(
    rows.map((it) => [it.what, it.is_named, it.author_name, it.state, it.owner_name]),
    [['The lock code is on the wall.', false, null, 'open', 'Person anna']],
  );
  assert.equal(
    (await hf.call('POST', `${site}/rule-reports/${rows[0]!.id}/answer`, { as: 'bert', body: { outcome: 'rule_changes', answer: 'No.' } }))
      .status,
    403,
  );
  await hf.ask('anna', 'POST', `${site}/rule-reports/${rows[0]!.id}/answer`, {
    outcome: 'rule_changes',
    answer: 'A second reader comes in March.',
  });
  const answered = await hf.ask<{ rows: Report[] }>('bert', 'GET', `${site}/rule-reports?state=answered`);
  assert.deepEqual(
    answered.rows.map((it) => it.answer),
    ['A second reader comes in March.'],
  );
});

test('with a name the entry says who, and nobody without a role at the site files so', async () => {
  const named = await hf.ask<Report>('bert', 'POST', `${site}/rule-reports`, { process: 'patch', what: 'Updates come at shift change.' });
  assert.deepEqual([named.is_named, named.author_name], [true, 'Person bert']);
  assert.equal(
    (await hf.call('POST', `${site}/rule-reports`, { body: { process: 'patch', what: 'Updates come at shift change.' } })).status,
    401,
  );
});

test('a flood from one place is stopped, and a site that is not there has no box', async () => {
  const put = (at: string) => hf.call('POST', `/api/v1/sites/${at}/rule-reports/box`, { body: { process: 'other', what } });
  assert.equal((await put('00000000-0000-7000-8000-000000000000')).status, 404);
  const answers = [];
  for (let n = 0; n < 25; n += 1) answers.push((await put(site_id)).status);
  assert.ok(answers.includes(429), answers.join());
});

test('reports are told as they stood, from the facts', async () => {
  const list = async (query = '') => (await hf.ask<{ rows: object[] }>('owner', 'GET', `${hf.site}/rule-reports${query}`)).rows;
  const plain = (rows: readonly object[]): unknown =>
    JSON.parse(JSON.stringify(rows, (_, one: unknown) => (typeof one === 'string' && /^\d{4}-\d\d-\d\dT/.test(one) ? 'time' : one)));
  const now = await list();
  assert.ok(now.length > 0);
  assert.deepEqual(plain(await list(`?as_of=${new Date(Date.now() + 1000).toISOString()}`)), plain(now));
  assert.deepEqual(await list('?as_of=2020-01-01T00:00:00.000Z'), []);
});
