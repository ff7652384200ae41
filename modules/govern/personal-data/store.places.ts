// What lies beside the ledger: how many rows an erasure would empty, and emptying them. The one writer that reaches other practices' tables,
// and only the columns `places.ts` names.
import type { Tx } from '@holdfast/platform/act';
import type { Database } from '@holdfast/platform/route';
import { type RawBuilder, sql } from 'kysely';
import { mark, namedPlaces, ownPlaces, stayingPlaces, textPlaces } from './places.ts';
import type { Part } from './schema.erasure.ts';

/** `names`: the person's name and address as they stood. */
export type Whom = { person_id: string; names: readonly string[] };
type Counts = Record<string, number>;
type Step = { place: string; table: string; where: RawBuilder<unknown>; erase: RawBuilder<unknown> };

const patternsOf = (names: readonly string[]) => names.map((name) => `%${name.replace(/[\\%_]/g, '\\$&')}%`);
const regexOf = (names: readonly string[]) => names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
const inJson = (name: string) => JSON.stringify(name).slice(1, -1);

/** Name and address of a person, longest first: the address may hold the name. Nothing shorter than four letters is searched for. */
export async function readNames(db: Database | Tx, person_id: string): Promise<string[]> {
  const found = await sql<{ name: string; email: string }>`select name, email from holdfast.person where id = ${person_id}`.execute(db);
  const names = found.rows.flatMap((row) => [row.email, row.name]).filter((it) => it.length >= 4 && !it.startsWith(mark));
  return names.toSorted((a, b) => b.length - a.length);
}

function stepsOf({ person_id, names }: Whom, parts: readonly Part[]): Step[] {
  const steps: Step[] = [];
  if (parts.includes('texts'))
    for (const it of textPlaces) {
      const [table, column] = [sql.raw(it.table), sql.raw(it.column)];
      const where = sql`${sql.raw(it.by)} = ${person_id}::uuid and ${column} is not null and ${column} <> ${mark}`;
      const erase = sql`update ${table} set ${column} = ${it.mayBeNull ? null : mark} where ${where}`;
      steps.push({ place: `${it.table}.${it.column}`, table: it.table, where, erase });
    }
  if (parts.includes('named') && names.length > 0)
    for (const it of namedPlaces) {
      const column = sql.raw(it.column);
      const sought = it.is === 'text' ? names : names.map(inJson);
      const where = sql`${column}::text ilike any(${patternsOf(sought)}::text[])`;
      const cleaned = sql`regexp_replace(${column}::text, ${regexOf(sought)}, ${mark}, 'gi')${sql.raw(it.is === 'json' ? '::jsonb' : '')}`;
      const erase =
        it.is === 'whole'
          ? sql`delete from ${sql.raw(it.table)} where ${where}`
          : sql`update ${sql.raw(it.table)} set ${column} = ${cleaned} where ${where}`;
      steps.push({ place: `${it.table}.${it.column}`, table: it.table, where, erase });
    }
  if (parts.includes('account')) steps.push(...ownSteps(person_id), ...accountSteps(person_id));
  return steps;
}

function ownSteps(person_id: string): Step[] {
  return ownPlaces.map(({ table, by, isText = false, and }) => {
    const mine = sql`${sql.raw(by)} = ${person_id}${sql.raw(isText ? '' : '::uuid')}`;
    const where = and === undefined ? mine : sql`${mine} and ${sql.raw(and)}`;
    return { place: table, table, where, erase: sql`delete from ${sql.raw(table)} where ${where}` };
  });
}

// The row stays, without anything in it: acts name it by its id.
function accountSteps(person_id: string): Step[] {
  const [name, email] = [`${mark} ${person_id.slice(-6)}`, `erased-${person_id}@invalid`];
  const person = sql`id = ${person_id}::uuid and name <> ${name}`;
  const user = sql`id = ${person_id} and name <> ${name}`;
  const token = sql`person_id = ${person_id}::uuid and name <> ${mark}`;
  const asked = sql`identifier = (select email from auth."user" where id = ${person_id})`;
  return [
    { place: 'auth.verification', table: 'auth.verification', where: asked, erase: sql`delete from auth.verification where ${asked}` },
    {
      place: 'auth.user',
      table: 'auth."user"',
      where: user,
      erase: sql`update auth."user" set name = ${name}, email = ${email}, image = null where ${user}`,
    },
    {
      place: 'holdfast.api_token',
      table: 'holdfast.api_token',
      where: token,
      erase: sql`update holdfast.api_token set name = ${mark}, ended_at = coalesce(ended_at, now()) where ${token}`,
    },
    {
      place: 'holdfast.person',
      table: 'holdfast.person',
      where: person,
      erase: sql`update holdfast.person set name = ${name}, email = ${email}, active = false where ${person}`,
    },
  ];
}

/** How many rows each place would lose; places with none are left out. */
export async function countPlaces(db: Database | Tx, whom: Whom, parts: readonly Part[]): Promise<Counts> {
  const counts: Counts = {};
  for (const { place, table, where } of stepsOf(whom, parts)) {
    const found = await sql<{ n: number }>`select count(*)::int as n from ${sql.raw(table)} where ${where}`.execute(db);
    if (found.rows[0]!.n > 0) counts[place] = (counts[place] ?? 0) + found.rows[0]!.n;
  }
  return counts;
}

/** Empties them, inside the act. Returns how many rows each place lost. */
export async function erasePlaces(tx: Tx, whom: Whom, parts: readonly Part[]): Promise<Counts> {
  const counts: Counts = {};
  for (const { place, erase } of stepsOf(whom, parts)) {
    const n = Number((await erase.execute(tx)).numAffectedRows ?? 0n);
    if (n > 0) counts[place] = (counts[place] ?? 0) + n;
  }
  return counts;
}

/** What stays and how many rows of it, by the reason people read. */
export async function countStaying(db: Database | Tx, { person_id, names }: Whom): Promise<Counts> {
  const counts: Counts = {};
  for (const { why, table, column, by } of stayingPlaces) {
    const says = sql`${sql.raw(column)} ilike any(${patternsOf(names)}::text[])`;
    const where = by === undefined ? says : sql`${sql.raw(column)} is not null and (${sql.raw(by)} = ${person_id}::uuid or ${says})`;
    const found = await sql<{ n: number }>`select count(*)::int as n from ${sql.raw(table)} where ${where}`.execute(db);
    if (found.rows[0]!.n > 0) counts[why] = (counts[why] ?? 0) + found.rows[0]!.n;
  }
  return counts;
}
