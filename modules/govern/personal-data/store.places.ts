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
/** `set`: what an update puts in place; null where the row goes whole. */
type Step = { place: string; table: string; where: RawBuilder<unknown>; set: RawBuilder<unknown> | null };

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
  return [
    ...(parts.includes('texts') ? textSteps(person_id) : []),
    ...(parts.includes('named') && names.length > 0 ? namedSteps(names) : []),
    ...(parts.includes('account') ? [...ownSteps(person_id), ...accountSteps(person_id)] : []),
  ];
}

function textSteps(person_id: string): Step[] {
  return textPlaces.map(({ table, column: name, by, mayBeNull }) => {
    const column = sql.raw(name);
    const where = sql`${sql.raw(by)} = ${person_id}::uuid and ${column} is not null and ${column} <> ${mark}`;
    return { place: `${table}.${name}`, table, where, set: sql`${column} = ${mayBeNull ? null : mark}` };
  });
}

function namedSteps(names: readonly string[]): Step[] {
  return namedPlaces.map(({ table, column: name, is }) => {
    const column = sql.raw(name);
    const sought = is === 'text' ? names : names.map(inJson);
    const where = sql`${column}::text ilike any(${patternsOf(sought)}::text[])`;
    const cleaned = sql`regexp_replace(${column}::text, ${regexOf(sought)}, ${mark}, 'gi')${sql.raw(is === 'json' ? '::jsonb' : '')}`;
    return { place: `${table}.${name}`, table, where, set: is === 'whole' ? null : sql`${column} = ${cleaned}` };
  });
}

function ownSteps(person_id: string): Step[] {
  return ownPlaces.map(({ table, by, isText = false, and }) => {
    const mine = sql`${sql.raw(by)} = ${person_id}${sql.raw(isText ? '' : '::uuid')}`;
    return { place: table, table, where: and === undefined ? mine : sql`${mine} and ${sql.raw(and)}`, set: null };
  });
}

// The row stays, without anything in it: acts name it by its id.
function accountSteps(person_id: string): Step[] {
  const [name, email] = [`${mark} ${person_id.slice(-6)}`, `erased-${person_id}@invalid`];
  const step = (table: string, where: RawBuilder<unknown>, set: RawBuilder<unknown> | null): Step => ({
    place: table.replaceAll('"', ''),
    table,
    where,
    set,
  });
  return [
    step('auth.verification', sql`identifier = (select email from auth."user" where id = ${person_id})`, null),
    step('auth."user"', sql`id = ${person_id} and name <> ${name}`, sql`name = ${name}, email = ${email}, image = null`),
    step(
      'holdfast.api_token',
      sql`person_id = ${person_id}::uuid and name <> ${mark}`,
      sql`name = ${mark}, ended_at = coalesce(ended_at, now())`,
    ),
    step('holdfast.person', sql`id = ${person_id}::uuid and name <> ${name}`, sql`name = ${name}, email = ${email}, active = false`),
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
  for (const { place, table, where, set } of stepsOf(whom, parts)) {
    const of = sql.raw(table);
    const done = set === null ? sql`delete from ${of} where ${where}` : sql`update ${of} set ${set} where ${where}`;
    const n = Number((await done.execute(tx)).numAffectedRows ?? 0n);
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
