// SQL of erasures: the payloads one would empty, the requests, and emptying a list of payloads in the ledger.
import type { Tx } from '@holdfast/platform/act';
import { Failure } from '@holdfast/platform/failure';
import { every, findPage, inOrder, isAmong, isOneOf, orderBy } from '@holdfast/platform/list';
import type { Database } from '@holdfast/platform/route';
import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';
import { type Candidate, whyOf } from './rules.erasure.ts';
import type { Erasure, erasureQuery, ErasureState, Of, Part, Payload } from './schema.erasure.ts';

export type Found = Candidate & Payload;
type Listed = [entry_id: string, n: number];

/** Payloads not erased yet, with the entry they stand behind, sealed or not. */
const payloads = sql`select x.entry_id, x.n::int as n, l.site_id, b.body ->> 'actor' as actor_id, b.body -> 'subject' ->> 'type' as subject_type,
    b.body -> 'subject' ->> 'id' as subject_id, b.body ->> 'at' as at, b.body ->> 'kind' as kind,
    p.json ->> 'name' as name, p.json ->> 'text' as text
  from ledger.payload x
  join (select id, log_id, body from ledger.entry union all
    select id, log_id, body from ledger.pending p where not exists (select 1 from ledger.entry s where s.id = p.id)) e on e.id = x.entry_id
  join ledger.log l on l.id = e.log_id
  cross join lateral (select convert_from(e.body, 'UTF8')::jsonb as body) b
  cross join lateral (select convert_from(x.payload, 'UTF8')::jsonb as json) p
  where x.erased_at is null`;

async function readPayloads(db: Database | Tx, where: RawBuilder<unknown>): Promise<Omit<Found, 'why'>[]> {
  return (await sql<Omit<Found, 'why'>>`${payloads} and ${where} order by x.entry_id, x.n`.execute(db)).rows;
}

/** The payloads an erasure would empty. */
export async function findPayloads(db: Database | Tx, of: Of, names: readonly string[]): Promise<Found[]> {
  if (of.what === 'entry')
    return (await readPayloads(db, sql`x.entry_id = ${of.entry_id}`)).map((it) => ({ ...it, why: 'entry' as const }));
  const said = names.map(
    (name) =>
      `%${JSON.stringify(name)
        .slice(1, -1)
        .replace(/[\\%_]/g, '\\$&')}%`,
  );
  // The id stands in the body as it is: a cheap look before the body is read.
  const about = sql`position(convert_to(${of.person_id}, 'UTF8') in e.body) > 0`;
  const found = await readPayloads(db, sql`(${about} or convert_from(x.payload, 'UTF8') ilike any(${said}::text[]))`);
  return found.flatMap((it) => {
    const why = whyOf(it, { person_id: of.person_id, names }, of.parts);
    return why === null ? [] : [{ ...it, why }];
  });
}

/** As they are now, of a list: what was erased meanwhile is left out. */
export async function readListed(db: Database | Tx, list: readonly Listed[]): Promise<Omit<Found, 'why'>[]> {
  const [ids, ns] = [list.map(([id]) => id), list.map(([, n]) => n)];
  return readPayloads(db, sql`(x.entry_id, x.n) in (select * from unnest(${ids}::uuid[], ${ns}::smallint[]))`);
}

/** The log an entry stands in: its site, null for the organisation's. Throws not_found. */
export async function readEntrySite(db: Database | Tx, entry_id: string): Promise<string | null> {
  const found = await sql<{ site_id: string | null }>`select l.site_id from (select id, log_id from ledger.entry where id = ${entry_id}
    union all select id, log_id from ledger.pending where id = ${entry_id}) e join ledger.log l on l.id = e.log_id limit 1`.execute(db);
  if (found.rows[0] === undefined) throw new Failure('not_found', 'entry_not_found');
  return found.rows[0].site_id;
}

/** Empties payloads; the entry `by.entry_id` must carry the hash that is returned. The database asks for all of it again at the commit. */
export async function erasePayloads(
  tx: Tx,
  list: readonly Listed[],
  by: { actor: string; entry_id: string },
): Promise<{ erased: number; sha256: string }> {
  const [ids, ns] = [list.map(([id]) => id), list.map(([, n]) => n)];
  const done = await sql<{
    erased: number;
  }>`select ledger.erase(${ids}::uuid[], ${ns}::smallint[], ${by.actor}, ${by.entry_id}) as erased`.execute(tx);
  const hash = await sql<{ sha256: string }>`select ledger.erased_sha256(${by.entry_id}) as sha256`.execute(tx);
  return { erased: done.rows[0]!.erased, sha256: hash.rows[0]!.sha256 };
}

const from = sql`holdfast.erasure e join holdfast.person a on a.id = e.asked_by
  left join holdfast.person p on p.id = e.erased_person_id left join holdfast.person d on d.id = e.decided_by`;
const columns = sql`e.id, e.of, e.erased_person_id as person_id, p.name as person_name, e.entry_id, e.ground, e.parts, e.reason,
  jsonb_array_length(e.payloads) as payloads, e.places, e.remains, e.state, e.asked_by, a.name as asked_by_name, e.asked_at,
  d.name as decided_by_name, e.decided_at, e.approval_id, e.erasing_entry`;
const sortable = { id: 'e.id', asked_at: 'e.asked_at', state: 'e.state', decided_at: 'e.decided_at' };

export async function listErasures(
  db: Database,
  site_id: string,
  query: z.output<typeof erasureQuery>,
): Promise<{ rows: Erasure[]; total: number }> {
  const where = every([sql`e.site_id = ${site_id}`, isOneOf('e.state', query.state)]);
  const found = await findPage(db, { id: 'e.id', from, where, order: orderBy(query, sortable, '-asked_at') }, query);
  const rows = await sql<Erasure>`select ${columns} from ${from} where e.site_id = ${site_id} and ${isAmong('e.id', found.ids)}`.execute(
    db,
  );
  return { rows: inOrder(found.ids, rows.rows), total: found.total };
}

/** With the list as it was asked for. Throws not_found. */
export async function readErasure(db: Database | Tx, site_id: string, erasure_id: string): Promise<Erasure & { list: Listed[] }> {
  const found = await sql<Erasure & { list: Listed[] }>`select ${columns}, e.payloads as list from ${from}
    where e.site_id = ${site_id} and e.id = ${erasure_id}`.execute(db);
  if (found.rows[0] === undefined) throw new Failure('not_found', 'erasure_not_found');
  return found.rows[0];
}

export type NewErasure = {
  of: Of;
  ground: string;
  reason: string;
  list: readonly Listed[];
  places: Record<string, number>;
  remains: Record<string, number>;
  asked_by: string;
};

export async function addErasure(tx: Tx, site_id: string, it: NewErasure): Promise<string> {
  const [person_id, entry_id] = it.of.what === 'person' ? [it.of.person_id, null] : [null, it.of.entry_id];
  const parts = it.of.what === 'person' ? it.of.parts : [];
  const added = await sql<{ id: string }>`insert into holdfast.erasure
      (site_id, of, erased_person_id, entry_id, ground, parts, reason, payloads, places, remains, state, asked_by)
    values (${site_id}, ${it.of.what}, ${person_id}, ${entry_id}, ${it.ground}, ${parts}::text[], ${it.reason}, ${JSON.stringify(it.list)}::jsonb,
      ${JSON.stringify(it.places)}::jsonb, ${JSON.stringify(it.remains)}::jsonb, 'waiting', ${it.asked_by}) returning id`.execute(tx);
  return added.rows[0]!.id;
}

export async function noteApproval(tx: Tx, site_id: string, erasure_id: string, approval_id: string): Promise<void> {
  await sql`update holdfast.erasure set approval_id = ${approval_id} where site_id = ${site_id} and id = ${erasure_id}`.execute(tx);
}

/** What became of a request. `places`: what was emptied in the end. */
export async function noteSettled(
  tx: Tx,
  site_id: string,
  erasure_id: string,
  it: { state: ErasureState; decided_by: string | null; erasing_entry: string | null; places?: Record<string, number> },
): Promise<void> {
  const places = it.places === undefined ? null : JSON.stringify(it.places);
  await sql`update holdfast.erasure set state = ${it.state}, decided_by = ${it.decided_by}, decided_at = now(), erasing_entry = ${it.erasing_entry},
    places = coalesce(${places}::jsonb, places) where site_id = ${site_id} and id = ${erasure_id}`.execute(tx);
}

/** Everything that was ever erased, oldest first: for the list a restore replays. */
export type Done = {
  site_id: string;
  entry_id: string;
  by: string;
  at: string;
  person_id: string | null;
  parts: Part[];
  asked_by: string;
  payloads: Listed[];
};
export async function listDone(db: Database | Tx): Promise<Done[]> {
  const found =
    await sql<Done>`select e.site_id, e.erasing_entry as entry_id, e.decided_by as by, e.decided_at as at, e.erased_person_id as person_id,
      e.parts, e.asked_by, e.payloads
    from holdfast.erasure e where e.state = 'erased' order by e.decided_at, e.id`.execute(db);
  return found.rows;
}
