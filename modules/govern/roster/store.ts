// All SQL of the roster: shifts, rotations, single days; and who is called for a role at a moment.
import { readPeople, roleHolder } from '@holdfast/appointments/store';
import type { Tx } from '@holdfast/platform/act';
import { factsUntil } from '@holdfast/platform/facts';
import { Failure } from '@holdfast/platform/failure';
import type { Database } from '@holdfast/platform/route';
import { dayAt, dayOf, formatDay } from '@holdfast/core-cadence';
import { sql } from 'kysely';
import type { z } from 'zod';
import { callChain, type DutyAt, dutiesBetween, datesFrom, holesOf, onDutyAt, requireKnown, requireShifts, shiftAt } from './rules.ts';
import { fold, foldedKinds } from './rules.fold.ts';
import type { callAnswer, Entry, newEntries, newPattern, newShifts, Pattern, Roster, RosterAnswer, Shift } from './schema.ts';

export async function timeZoneOf(db: Database | Tx, site_id: string): Promise<string> {
  return (
    (await sql<{ time_zone: string }>`select time_zone from holdfast.site where id = ${site_id}`.execute(db)).rows[0]?.time_zone ?? 'UTC'
  );
}

/** One at a time changes the shifts of a site. */
export const lockShifts = (tx: Tx, site_id: string) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`shifts:${site_id}`}, 0))`.execute(tx);

export async function listShifts(db: Database | Tx, site_id: string): Promise<Shift[]> {
  return (
    await sql<Shift>`select id, name, starts, ends from holdfast.shift where site_id = ${site_id} and is_kept order by position, id`.execute(
      db,
    )
  ).rows;
}

const listPatterns = async (db: Database | Tx, site_id: string): Promise<Pattern[]> =>
  (
    await sql<Pattern>`select id, name, starts_on::text as starts_on, ends_on::text as ends_on, cycle_days, slots from holdfast.roster_pattern where site_id = ${site_id} order by id`.execute(
      db,
    )
  ).rows;

/** The roster of a site; entries of the days `from` to `until` (ISO dates) only, where they are given. */
export async function readRoster(db: Database | Tx, site_id: string, span?: { from: string; until: string }): Promise<Roster> {
  const within = span === undefined ? sql`true` : sql`on_date between ${span.from}::date and ${span.until}::date`;
  const entries = await sql<Entry>`select id, on_date::text as on_date, shift_id, role, way, person_id from holdfast.roster_entry
    where site_id = ${site_id} and ${within} order by on_date, id`.execute(db);
  return { shifts: await listShifts(db, site_id), patterns: await listPatterns(db, site_id), entries: entries.rows };
}

/** The roster as it was planned at a past moment. */
export async function foldRoster(db: Database, site_id: string, until: Date): Promise<Roster> {
  return fold(await factsUntil(db, { site_id, kinds: foldedKinds, until }));
}

const iso = (at_ms: number): string => new Date(at_ms).toISOString();

/** A stretch of days with who is on duty and where nobody is. */
export async function showRoster(
  db: Database | Tx,
  site_id: string,
  asked: { from: string | undefined; days: number; now: Date; as_of: Date | null },
): Promise<RosterAnswer> {
  const time_zone = await timeZoneOf(db, site_id);
  const first = asked.from === undefined ? dayAt(time_zone, asked.now.getTime()) : dayOf(asked.from);
  const last = first + asked.days - 1;
  const roster =
    asked.as_of === null
      ? await readRoster(db, site_id, { from: formatDay(first - 1), until: formatDay(last) })
      : await foldRoster(db as Database, site_id, asked.as_of);
  const duties = dutiesBetween(roster, time_zone, first, last);
  const people = await readPeople(db, [
    ...duties.map((it) => it.person_id),
    ...roster.patterns.flatMap((it) => it.slots.map((each) => each.person_id)),
  ]);
  return {
    time_zone,
    today: formatDay(dayAt(time_zone, asked.now.getTime())),
    from: formatDay(first),
    days: datesFrom(first, asked.days),
    shifts: roster.shifts,
    patterns: roster.patterns,
    duties: duties.map(({ day, from_ms, until_ms, ...it }) => ({
      ...it,
      on_date: formatDay(day),
      person_name: people.get(it.person_id ?? '')?.name ?? null,
      from: iso(from_ms),
      until: iso(until_ms),
    })),
    holes: holesOf(roster, time_zone, first, last).map((it) => ({ from: iso(it.from_ms), until: iso(it.until_ms) })),
  };
}

/** Sets the site's shifts: those named stay or change, others are kept no longer. Throws unprocessable for two of one name. */
export async function keepShifts(tx: Tx, site_id: string, { shifts }: z.output<typeof newShifts>): Promise<Shift[]> {
  requireShifts(shifts.map((it) => it.name));
  const kept = shifts.flatMap((it) => it.id ?? []);
  await sql`update holdfast.shift set is_kept = false where site_id = ${site_id} and id <> all(${kept}::uuid[])`.execute(tx);
  for (const [position, it] of shifts.entries()) {
    const { name, starts, ends } = it;
    if (it.id === null)
      await sql`insert into holdfast.shift (site_id, name, starts, ends, position) values (${site_id}, ${name}, ${starts}, ${ends}, ${position})`.execute(
        tx,
      );
    else {
      const changed =
        await sql`update holdfast.shift set name = ${name}, starts = ${starts}, ends = ${ends}, position = ${position}, is_kept = true where site_id = ${site_id} and id = ${it.id} returning 1`.execute(
          tx,
        );
      if (changed.rows.length === 0) throw new Failure('not_found', 'shift_not_found');
    }
  }
  return listShifts(tx, site_id);
}

/** Adds a rotation. Throws not_found for unknown people or shifts. */
export async function addPattern(tx: Tx, site_id: string, it: z.output<typeof newPattern>, by: string): Promise<Pattern> {
  requireKnown(await listShifts(tx, site_id), it.slots);
  await requirePeople(
    tx,
    it.slots.map((each) => each.person_id),
  );
  const added = await sql<{
    id: string;
  }>`insert into holdfast.roster_pattern (site_id, name, starts_on, ends_on, cycle_days, slots, made_by)
    values (${site_id}, ${it.name}, ${it.starts_on}::date, ${it.ends_on}::date, ${it.cycle_days}, ${JSON.stringify(it.slots)}::jsonb, ${by}) returning id`.execute(
    tx,
  );
  return { id: added.rows[0]!.id, ...it };
}

async function requirePeople(tx: Tx, ids: readonly (string | null)[]): Promise<void> {
  const wanted = [...new Set(ids.filter((id) => id !== null))];
  const found = await sql`select 1 from holdfast.person where active and id = any(${wanted}::uuid[])`.execute(tx);
  if (found.rows.length !== wanted.length) throw new Failure('not_found', 'person_not_found');
}

/** Ends a rotation after a day. Throws not_found. */
export async function endPattern(tx: Tx, site_id: string, pattern_id: string, ends_on: string): Promise<void> {
  const ended =
    await sql`update holdfast.roster_pattern set ends_on = ${ends_on}::date where site_id = ${site_id} and id = ${pattern_id} returning 1`.execute(
      tx,
    );
  if (ended.rows.length === 0) throw new Failure('not_found', 'pattern_not_found');
}

/** Sets single days and takes others out. The same word twice is one. Returns what stands now of what was asked. */
export async function keepEntries(
  tx: Tx,
  site_id: string,
  { entries, removals }: z.output<typeof newEntries>,
  by: string,
): Promise<{ kept: Entry[]; removed: string[] }> {
  requireKnown(await listShifts(tx, site_id), entries);
  await requirePeople(
    tx,
    entries.map((it) => it.person_id),
  );
  const gone = await sql<{
    id: string;
  }>`delete from holdfast.roster_entry where site_id = ${site_id} and id = any(${removals}::uuid[]) returning id`.execute(tx);
  const kept: Entry[] = [];
  for (const it of entries) {
    const [row] = (
      await sql<Entry>`insert into holdfast.roster_entry (site_id, on_date, shift_id, role, way, person_id, set_by)
        values (${site_id}, ${it.on_date}::date, ${it.shift_id}, ${it.role}, ${it.way}, ${it.person_id}::uuid, ${by})
        on conflict (site_id, on_date, shift_id, role, way, person_id) do update set set_by = excluded.set_by, set_at = now()
        returning id, on_date::text as on_date, shift_id, role, way, person_id`.execute(tx)
    ).rows;
    kept.push(row!);
  }
  return { kept, removed: gone.rows.map((row) => row.id) };
}

type WayUp = { person_id: string | null; role: DutyAt['role'] | null };

/** Persons of the site's way up at a moment, in its order. */
async function wayUp(db: Database | Tx, site_id: string, at: Date): Promise<{ person_id: string; role: DutyAt['role'] | null }[]> {
  const steps = (
    await sql<WayUp>`select person_id, role from holdfast.escalation_step where site_id = ${site_id} order by position`.execute(db)
  ).rows;
  const found: { person_id: string; role: DutyAt['role'] | null }[] = [];
  for (const { person_id, role } of steps) {
    const who = person_id ?? (role === null ? null : (await roleHolder(db, role, site_id, null, at)).person_id);
    if (who !== null) found.push({ person_id: who, role });
  }
  return found;
}

/** Whom to call for a role at a moment, first to last, with numbers. People whose account is closed are passed. */
export async function whomToCall(
  db: Database | Tx,
  site_id: string,
  asked: { role: DutyAt['role']; area_id: string | null; at: Date },
): Promise<z.input<typeof callAnswer>> {
  const { role, area_id, at } = asked;
  const time_zone = await timeZoneOf(db, site_id);
  const today = dayAt(time_zone, at.getTime());
  const roster = await readRoster(db, site_id, { from: formatDay(today - 1), until: formatDay(today) });
  const answers = await roleHolder(db, role, site_id, area_id, at);
  const chain = callChain({ role, on_duty: onDutyAt(roster, time_zone, at.getTime()), answers, way_up: await wayUp(db, site_id, at) });
  const people = await readPeople(
    db,
    chain.map((it) => it.person_id),
  );
  const running = shiftAt(roster.shifts, time_zone, at.getTime());
  return {
    at: at.toISOString(),
    time_zone,
    role,
    chain: chain.flatMap(({ until_ms, ...it }) => {
      const person = people.get(it.person_id);
      return person?.active !== true
        ? []
        : [{ ...it, person_name: person.name, reach: person.reach, until: until_ms === null ? null : iso(until_ms) }];
    }),
    shift: running === null ? null : { name: running.shift.name, until: iso(running.until_ms) },
  };
}
