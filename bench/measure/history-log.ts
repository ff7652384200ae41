// A log as a plant writes one over two years: many looks of the machine, fewer acts of people, some on many records at once; and what is asked of it.
import { openPool } from '@holdfast/platform/database';
import { sealBatch } from '@holdfast/platform/sealing';
import type { Pool } from 'pg';
import type { Holdfast } from '../../test/holdfast.ts';

/**
 * `$1` site, `$2` how many there are, `$3` how many to add, `$4` how many there will be, `$5` people. Two thirds are observations of
 * processes, the rest acts of people; one in five hundred is on a list of assets. Times spread over the two years before November 2026.
 */
const manyActs = `
  insert into ledger.waiting (id, place, subject_type, subject_id, body, leaf)
  select id, $1::uuid, subject_type, subject_id, body, sha256('\\x00'::bytea || body) from (
    select id, subject_type, subject_id, convert_to('{"actor":"' || actor || '","at":"' || at || '","commitments":[],"content":[],"facts":' || facts
      || ',"id":"' || id || '","kind":"' || kind || '","prev":null,"site":"' || $1::uuid || '","subject":{"id":"' || subject_id
      || '","type":"' || subject_type || '","version":null},"v":1,"via":"' || via || '"}', 'UTF8') as body
    from (
      select id,
        to_char(timestamptz '2024-11-01T00:00:00Z' + interval '730 days' * (n::float8 / $4), 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at,
        case when n % 3 < 2 then 'process:' || (array['reader', 'sequencer', 'files', 'clock'])[1 + h % 4]
          else ($5::text[])[1 + h / 5 % cardinality($5::text[])] end as actor,
        case when n % 3 < 2 then 'process' else 'ui' end as via,
        case when n % 3 < 2 then (array['capture.read', 'files.checked', 'asset.sighted', 'flow.seen'])[1 + h % 4]
          when h % 997 = 2 then 'zone.confirmed'
          else (array['asset.decided', 'flow.judged', 'finding.decided', 'conduit.changed', 'asset.changed', 'approval.decided'])[1 + h / 7 % 6] end as kind,
        (array['capture', 'asset', 'flow', 'zone', 'conduit', 'finding'])[1 + h / 11 % 6] as subject_type,
        '01930000-0000-7000-8000-' || lpad(to_hex(n * 7919 % 20011), 12, '0') as subject_id,
        case when n % 500 = 0 then '{"asset_ids":["01930000-0000-7000-8000-' || lpad(to_hex(n % 4001), 12, '0') || '"],"count":1}'
          else '{"count":' || n % 100 || ',"state":"done"}' end as facts
      from (select n, hashint8(n) & 2147483647 as h, uuidv7() as id from generate_series($2::bigint, $2::bigint + $3::bigint - 1) as n offset 0) as made
    ) as acts) as entries`;

/** Acts in bulk as the superuser, who may write waiting entries; they are sealed as any other. */
export async function growLog({ database, site_id, rows, hire }: Holdfast, count: number): Promise<void> {
  const began = performance.now();
  const sealing = openPool({ ...database.connectionFor('holdfast_sequencer'), max: 1 });
  const superuser: Pool = database.pool('holdfast_super');
  const [log] = await rows<{ id: string }>('select id from ledger.log where site_id = $1', [site_id]);
  for (const name of ['ot_lead', 'technician', 'plant_manager']) await hire(name, [{ role: name, scope: 'organisation' }]);
  const people = (await rows<{ id: string }>('select id from holdfast.person')).map(({ id }) => id);
  const step = 50_000;
  for (let done = 0; done < count; done += step) {
    await superuser.query(manyActs, [site_id, done, Math.min(step, count - done), count, people]);
    while ((await sealBatch(sealing, log!.id, step)) > 0);
  }
  await sealing.end();
  // What the database's own housekeeping does in the pauses of a log that grows for years.
  await superuser.query('vacuum analyze');
  process.stdout.write(`${count.toLocaleString('en-GB')} entries after ${((performance.now() - began) / 1000).toFixed(0)} s\n`);
}

export type History = { person_id: string; entry_id: string; early_id: string };

/** Ids that questions name. */
export async function historyOf({ rows, site_id }: Holdfast): Promise<History> {
  const [log] = await rows<{ id: string }>('select id from ledger.log where site_id = $1', [site_id]);
  const of = (order: string) =>
    rows<{ id: string; actor: string }>(
      `select e.id, f.actor from ledger.fact f join ledger.entry e on e.log_id = f.log_id and e.idx = f.idx
        where f.log_id = $1 and f.actor not like 'process:%' order by f.idx ${order} limit 1`,
      [log!.id],
    );
  const [[late], [early]] = [await of('desc'), await of('asc')];
  return { person_id: late!.actor, entry_id: late!.id, early_id: early!.id };
}

const record = 'asset:01930000-0000-7000-8000-000000000fa0';
const subject = '01930000-0000-7000-8000-000000000064';
const days = 'since=2026-10-01T00:00:00.000Z&until=2026-10-02T00:00:00.000Z';

/** What is asked: the list in all its ways, one record's history, what changed, one entry. */
export const questionsOf = ({ person_id, entry_id, early_id }: History): { says: string; path: string }[] => [
  { says: 'the list', path: 'entries?limit=100' },
  { says: 'its middle', path: 'entries?limit=100&offset=500000' },
  { says: 'its end', path: 'entries?limit=100&offset=999900' },
  { says: 'a common kind', path: 'entries?kind=capture.read' },
  { says: 'a common kind, far down', path: 'entries?kind=capture.read&offset=160000&limit=100' },
  { says: 'a rare kind', path: 'entries?kind=zone.confirmed' },
  { says: 'several kinds', path: 'entries?kind=asset.decided,flow.judged,capture.read,files.checked' },
  { says: 'a person', path: `entries?actor_id=${person_id}` },
  { says: 'a process', path: 'entries?actor_id=process:reader' },
  { says: 'a type of subject', path: 'entries?subject_type=asset' },
  { says: 'a subject', path: `entries?subject_id=${subject}` },
  { says: 'a record, with acts on many', path: `entries?record=${record}` },
  { says: 'a day', path: `entries?${days}` },
  { says: 'two years', path: 'entries?since=2024-02-01T00:00:00.000Z' },
  { says: 'all but the last month', path: 'entries?until=2026-10-01T00:00:00.000Z' },
  { says: 'a year, far down', path: 'entries?since=2025-11-01T00:00:00.000Z&offset=450000&limit=100' },
  { says: 'a person and a kind', path: `entries?actor_id=${person_id}&kind=asset.changed` },
  { says: 'a person and a kind that never met', path: `entries?actor_id=${person_id}&kind=capture.read` },
  { says: 'a person, a kind, a day', path: `entries?actor_id=${person_id}&kind=asset.changed&${days}` },
  { says: 'a kind, a type, two years', path: 'entries?kind=asset.sighted&subject_type=flow&since=2024-02-01T00:00:00.000Z' },
  { says: 'a word', path: 'entries?search=asset' },
  { says: 'two words', path: 'entries?search=owner%20decided' },
  { says: 'a number', path: 'entries?search=4711' },
  { says: 'an id', path: `entries?search=${subject}` },
  { says: 'a word that is nowhere', path: 'entries?search=turbine' },
  { says: 'what to filter by', path: 'choices' },
  { says: 'what changed in a day', path: 'changes?since=2026-10-31T00:00:00.000Z' },
  { says: 'what changed in a year', path: 'changes?since=2025-11-01T00:00:00.000Z' },
  { says: 'an entry with its proof', path: `entries/${entry_id}` },
  { says: 'one of the first, with its proof', path: `entries/${early_id}` },
];
