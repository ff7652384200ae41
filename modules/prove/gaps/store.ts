// SQL around gaps: names of people, and who is there to own something. What was planned is folded from the ledger's facts; there is no table.
import type { Tx } from '@holdfast/platform/act';
import { Failure } from '@holdfast/platform/failure';
import { factsUntil } from '@holdfast/platform/facts';
import type { Database } from '@holdfast/platform/route';
import { sql } from 'kysely';
import { foldProgramme, type Programme, programmeKinds } from './rules.fold.ts';

/** What people planned and declared at a site until an instant; what was committed a moment ago is in it. */
export async function readProgramme(db: Database, site_id: string, until: Date): Promise<Programme> {
  return foldProgramme(await factsUntil(db, { site_id, kinds: programmeKinds, until }));
}

export async function namesOf(db: Database | Tx, ids: readonly (string | null | undefined)[]): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(ids.filter((it) => it !== null && it !== undefined && it !== ''))];
  const { rows } = await sql<{
    id: string;
    name: string;
  }>`select id, name from holdfast.person where id::text = any(${wanted}::text[])`.execute(db);
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Refuses an owner who is not there or whose account is closed. */
export async function requireActive(tx: Tx, person_id: string): Promise<void> {
  const found = await sql`select 1 from holdfast.person where id = ${person_id} and active`.execute(tx);
  if (found.rows.length === 0) throw new Failure('not_found', 'person_not_found');
}

/** An id for a measure, as the database's own (UUIDv7 by its time would tell nothing more). */
export const newMeasureId = (): string => crypto.randomUUID();
