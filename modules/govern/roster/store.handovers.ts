// All SQL of handovers: what one shift leaves to the next, signed by who gives and who takes.
import type { Tx } from '@holdfast/platform/act';
import { Failure } from '@holdfast/platform/failure';
import { contains, every, slice } from '@holdfast/platform/list';
import type { Database } from '@holdfast/platform/route';
import { dayAt, formatDay } from '@holdfast/core-cadence';
import { sql } from 'kysely';
import type { z } from 'zod';
import { toldUntil } from '@holdfast/platform/facts';
import { fold, foldHandovers, handoverKinds } from './rules.fold.ts';
import { shiftAt } from './rules.ts';
import type { Handover, handoverQuery, newHandover } from './schema.ts';
import { listShifts, timeZoneOf } from './store.ts';

const rows = sql`select h.id, h.shift_id, s.name as shift_name, h.on_date::text as on_date, h.open_points, h.watch, h.given_by, g.name as given_by_name, h.given_at,
    h.taken_by, t.name as taken_by_name, h.taken_at
  from holdfast.handover h left join holdfast.shift s on s.site_id = h.site_id and s.id = h.shift_id
  left join holdfast.person g on g.id = h.given_by left join holdfast.person t on t.id = h.taken_by`;

/** Handovers of a site, the newest first. */
export async function listHandovers(
  db: Database | Tx,
  site_id: string,
  query: z.output<typeof handoverQuery>,
): Promise<{ rows: Handover[]; total: number }> {
  const where = every([sql`h.site_id = ${site_id}`, contains(`concat_ws(' ', h.open_points, h.watch)`, query.search)]);
  const found = await sql<Handover>`${rows} where ${where} order by h.given_at desc, h.id desc ${slice(query)}`.execute(db);
  const [count] = (await sql<{ total: number }>`select count(*)::int as total from holdfast.handover h where ${where}`.execute(db)).rows;
  return { rows: found.rows, total: count!.total };
}

/** Handovers as they stood at a moment, from the facts. */
export async function listHandoversThen(
  db: Database,
  site_id: string,
  query: z.output<typeof handoverQuery>,
  until: Date,
): Promise<{ rows: Handover[]; total: number }> {
  const { shifts } = fold(await toldUntil(db, { site_id, kinds: ['roster.shifts_set'], until }));
  const words = (query.search ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  const all = foldHandovers(await toldUntil(db, { site_id, kinds: handoverKinds, until }), shifts).filter(({ open_points, watch }) =>
    words.every((word) => `${open_points} ${watch ?? ''}`.toLowerCase().includes(word)),
  );
  const shown = all.slice(query.offset, query.offset + query.limit);
  const ids = shown.flatMap((it) => [it.given_by, it.taken_by ?? it.given_by]);
  const named = await sql<{ id: string; name: string }>`select id, name from holdfast.person where id = any(${ids}::uuid[])`.execute(db);
  const names = new Map(named.rows.map(({ id, name }) => [id, name]));
  const rows = shown.map((it) => ({
    ...it,
    given_by_name: names.get(it.given_by) ?? null,
    taken_by_name: names.get(it.taken_by ?? '') ?? null,
  }));
  return { rows, total: all.length };
}

/** One handover. Throws not_found. */
export async function readHandover(db: Database | Tx, site_id: string, handover_id: string): Promise<Handover> {
  const [row] = (await sql<Handover>`${rows} where h.site_id = ${site_id} and h.id = ${handover_id}`.execute(db)).rows;
  if (!row) throw new Failure('not_found', 'handover_not_found');
  return row;
}

/** Who gives signs; it belongs to the shift that runs now. */
export async function giveHandover(tx: Tx, site_id: string, it: z.output<typeof newHandover>, by: string, now: Date): Promise<Handover> {
  const zone = await timeZoneOf(tx, site_id);
  const running = shiftAt(await listShifts(tx, site_id), zone, now.getTime());
  const on_date = formatDay(running?.day ?? dayAt(zone, now.getTime()));
  const watch = it.watch === null || it.watch === '' ? null : it.watch;
  const [added] = (
    await sql<{ id: string }>`insert into holdfast.handover (site_id, shift_id, on_date, open_points, watch, given_by, given_at)
      values (${site_id}, ${running?.shift.id ?? null}::uuid, ${on_date}::date, ${it.open_points}, ${watch}, ${by}, ${now.toISOString()}) returning id`.execute(
      tx,
    )
  ).rows;
  return readHandover(tx, site_id, added!.id);
}

/** Who takes signs. Throws conflict when it was taken before, unprocessable for who gave it. */
export async function takeHandover(tx: Tx, site_id: string, handover_id: string, by: string, now: Date): Promise<Handover> {
  await sql`select 1 from holdfast.handover where site_id = ${site_id} and id = ${handover_id} for update`.execute(tx);
  const before = await readHandover(tx, site_id, handover_id);
  if (before.taken_by !== null) throw new Failure('conflict', 'handover_taken');
  if (before.given_by === by) throw new Failure('unprocessable', 'handover_own');
  await sql`update holdfast.handover set taken_by = ${by}, taken_at = ${now.toISOString()} where site_id = ${site_id} and id = ${handover_id}`.execute(
    tx,
  );
  return readHandover(tx, site_id, handover_id);
}
