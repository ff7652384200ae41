// The risk register: folded from the ledger's facts, there is no table; a lock a site lets one act after the other change it.
import type { Tx } from '@holdfast/platform/act';
import { Failure } from '@holdfast/platform/failure';
import { factsUntil } from '@holdfast/platform/facts';
import type { Database } from '@holdfast/platform/route';
import { newUuidV7 } from '@holdfast/platform/uuid';
import { todayAt } from '@holdfast/platform/site-day';
import { sql } from 'kysely';
import { foldRisks, type FromGap, type Known, notedFromGap, riskKinds } from './rules.ts';
import type { Risk, Told } from './schema.ts';

/** The register of a site at an instant; what was committed a moment ago is in it. */
export const readRegister = async (db: Database | Tx, site_id: string, until: Date): Promise<Known[]> =>
  foldRisks(await factsUntil(db, { site_id, kinds: riskKinds, until }));

/** With the names of people, as pages show it. `today` is the plant's day. */
export async function withNames(db: Database | Tx, known: readonly Known[], today: string): Promise<Risk[]> {
  const ids = [...new Set(known.flatMap(({ it }) => [it.owner_id, it.noted_by, it.accepted_by ?? it.owner_id]))];
  const { rows } = await sql<{
    id: string;
    name: string;
  }>`select id, name from holdfast.person where id::text = any(${ids}::text[])`.execute(db);
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  return known.map(({ id, it }) => ({
    ...it,
    id,
    owner_name: names.get(it.owner_id) ?? null,
    noted_by_name: names.get(it.noted_by) ?? null,
    accepted_by_name: it.accepted_by === null ? null : (names.get(it.accepted_by) ?? null),
    review_is_due: it.state !== 'closed' && it.review_on <= today,
  }));
}

/** The register as it is, until this act is over nobody else changes it. */
export async function lockRegister(tx: Tx, site_id: string, now: Date): Promise<Known[]> {
  await sql`select pg_advisory_xact_lock(hashtextextended('risks:' || ${site_id}::text, 0))`.execute(tx);
  // Whoever held the lock before may have committed by a clock a moment ahead.
  return readRegister(tx, site_id, new Date(now.getTime() + 60_000));
}

/** One of them, locked. Throws not_found. */
export async function lockRisk(tx: Tx, site_id: string, risk_id: string, now: Date): Promise<Told> {
  const found = (await lockRegister(tx, site_id, now)).find(({ id }) => id === risk_id);
  if (found === undefined) throw new Failure('not_found', 'risk_not_found');
  return found.it;
}

/** Refuses an owner who is not there or whose account is closed. */
export async function requireOwner(tx: Tx, person_id: string): Promise<void> {
  const found = await sql`select 1 from holdfast.person where id = ${person_id} and active`.execute(tx);
  if (found.rows.length === 0) throw new Failure('not_found', 'person_not_found');
}

export const nextNumber = (known: readonly Known[]): number => Math.max(0, ...known.map(({ it }) => it.number)) + 1;

/** What an act that changes a risk tells: all of it. */
export const tell = (id: string, it: Told) => ({ subject: { type: 'risk', id, version: it.version }, facts: { risk: it } });

/** A risk of not complying, noted from a gap. Throws conflict when the register has it already. */
export async function noteGap(tx: Tx, site_id: string, gap: FromGap, by: { person_id: string; now: Date }) {
  const known = await lockRegister(tx, site_id, by.now);
  if (known.some(({ it }) => it.gap_id === gap.gap_id && it.state !== 'closed')) throw new Failure('conflict', 'risk_there');
  await requireOwner(tx, gap.owner_id);
  const id = newUuidV7();
  const moment = { person_id: by.person_id, at: by.now.toISOString(), today: await todayAt(tx, site_id, by.now) };
  return { ...tell(id, notedFromGap(gap, nextNumber(known), moment)), result: { id } };
}
