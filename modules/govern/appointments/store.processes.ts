// All SQL of the plant's own variants of the processes of information security.
import type { Tx } from '@holdfast/platform/act';
import { requireUnchanged } from '@holdfast/platform/changed-meanwhile';
import type { Database } from '@holdfast/platform/route';
import { sql } from 'kysely';
import type { z } from 'zod';
import { processActivities, type ProcessName, processNames } from './rules.duties.ts';
import type { newVariant, ProcessVariant } from './schema.duties.ts';
import { readPeople } from './store.people.ts';
import { processesAt } from './store.past.ts';
import { accountableFor } from './store.responsible.ts';

type Row = { process: ProcessName; how: string; logged: string; set_at: string; set_by_name: string | null };

/** As each was done at a moment, from the facts, with who was accountable then. Words somebody erased are null. */
export async function listProcessesThen(db: Database, site_id: string, as_of: Date): Promise<ProcessVariant[]> {
  const set = await processesAt(db, site_id, as_of);
  const people = await readPeople(
    db,
    [...set.values()].map((it) => it.set_by),
  );
  const found: ProcessVariant[] = [];
  for (const process of processNames) {
    const own = set.get(process);
    const who = await accountableFor(db, { activity_id: processActivities[process], site_id, as_of });
    const { how = null, logged = null, set_at = null, set_by = '' } = own ?? {};
    found.push({ process, who, reach: null, how, logged, set_at, set_by_name: people.get(set_by)?.name ?? null });
  }
  return found;
}

/** All five, those nobody has described too, each with who is accountable now. */
export async function listProcesses(db: Database | Tx, site_id: string): Promise<ProcessVariant[]> {
  const set = (
    await sql<Row>`select v.process, v.how, v.logged, v.set_at, p.name as set_by_name from holdfast.process_variant v left join holdfast.person p on p.id = v.set_by
      where v.site_id = ${site_id}`.execute(db)
  ).rows;
  const found: ProcessVariant[] = [];
  for (const process of processNames) {
    const own = set.find((it) => it.process === process);
    const who = await accountableFor(db, { activity_id: processActivities[process], site_id });
    const reach = (await readPeople(db, [who.person_id])).get(who.person_id ?? '')?.reach ?? null;
    found.push({
      process,
      who,
      reach,
      how: own?.how ?? null,
      logged: own?.logged ?? null,
      set_at: own?.set_at ?? null,
      set_by_name: own?.set_by_name ?? null,
    });
  }
  return found;
}

export async function keepVariant(
  tx: Tx,
  site_id: string,
  process: ProcessName,
  it: z.output<typeof newVariant>,
  by: string,
): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`process:${site_id}:${process}`}, 0))`.execute(tx);
  const kept = await sql<{ how: string; logged: string }>`select how, logged from holdfast.process_variant
    where site_id = ${site_id} and process = ${process}`.execute(tx);
  requireUnchanged(it.before, kept.rows[0] ?? {});
  await sql`insert into holdfast.process_variant (site_id, process, how, logged, set_by) values (${site_id}, ${process}, ${it.how}, ${it.logged}, ${by})
    on conflict (site_id, process) do update set how = excluded.how, logged = excluded.logged, set_by = excluded.set_by, set_at = now()`.execute(
    tx,
  );
}
