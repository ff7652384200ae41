// All SQL of terminals: register, pair with a browser, end; and which terminal a browser is.
import type { Tx } from '@holdfast/platform/act';
import { Failure } from '@holdfast/platform/failure';
import type { RoleName } from '@holdfast/platform/permit';
import type { Database } from '@holdfast/platform/route';
import { hashToken } from '@holdfast/platform/sign-in-vault';
import { sql } from 'kysely';
import type { z } from 'zod';
import { plainCode, stateOfTerminal } from './rules.ts';
import type { changedTerminal, newTerminal, Terminal } from './schema.ts';

/** Of codes and marks only this is kept. */
export const digest = (secret: string): Buffer => hashToken(`holdfast terminal ${secret}`);

const rows = sql`select t.site_id, t.id, t.name, t.role, t.zone_id, z.name as zone_name, t.person_seconds, t.idle_seconds, t.paired_at, t.seen_at,
    t.pairing_expires_at, t.ended_at, p.name as registered_by_name, t.registered_at
  from holdfast.terminal t join holdfast.person p on p.id = t.registered_by left join holdfast.zone z on z.site_id = t.site_id and z.id = t.zone_id`;
type Row = Omit<Terminal, 'state'> & { site_id: string; pairing_expires_at: string | null; ended_at: string | null };

function show(row: Row): Terminal {
  const { site_id: _site, pairing_expires_at: _until, ended_at: _ended, ...told } = row;
  return { ...told, state: stateOfTerminal(row, new Date()) };
}

/** A site's terminals, those in use first. */
export async function listTerminals(db: Database | Tx, site_id: string): Promise<Terminal[]> {
  const found = await sql<Row>`${rows} where t.site_id = ${site_id} order by t.ended_at nulls first, t.name`.execute(db);
  return found.rows.map(show);
}

export async function readTerminal(db: Database | Tx, site_id: string, terminal_id: string): Promise<Terminal> {
  const found = await sql<Row>`${rows} where t.site_id = ${site_id} and t.id = ${terminal_id}`.execute(db);
  if (found.rows[0] === undefined) throw new Failure('not_found', 'terminal_not_found');
  return show(found.rows[0]);
}

/** Registers a terminal that waits for its browser until `until`. Throws conflict when its name is taken. */
export async function addTerminal(
  tx: Tx,
  site_id: string,
  by: string,
  it: z.output<typeof newTerminal>,
  pairing: { code: string; until: Date },
): Promise<string> {
  if (it.zone_id !== null) {
    const zone = await sql`select 1 from holdfast.zone where site_id = ${site_id} and id = ${it.zone_id}`.execute(tx);
    if (zone.rows.length === 0) throw new Failure('not_found', 'zone_not_found');
  }
  const added = await sql<{ id: string }>`
    insert into holdfast.terminal (site_id, name, role, zone_id, person_seconds, idle_seconds, pairing_hash, pairing_expires_at, registered_by)
    values (${site_id}, ${it.name}, ${it.role}, ${it.zone_id}, ${it.person_seconds}, ${it.idle_seconds}, ${digest(plainCode(pairing.code))}, ${pairing.until}, ${by})
    on conflict (site_id, name) where ended_at is null do nothing returning id`.execute(tx);
  if (added.rows[0] === undefined) throw new Failure('conflict', 'terminal_name_taken');
  return added.rows[0].id;
}

/** A new code for a terminal: the browser that is it now stays so until the code is used. */
export async function renewPairing(tx: Tx, site_id: string, terminal_id: string, pairing: { code: string; until: Date }): Promise<void> {
  const renewed =
    await sql`update holdfast.terminal set pairing_hash = ${digest(plainCode(pairing.code))}, pairing_expires_at = ${pairing.until}
    where site_id = ${site_id} and id = ${terminal_id} and ended_at is null returning id`.execute(tx);
  if (renewed.rows.length === 0) throw new Failure('conflict', 'terminal_ended');
}

export async function changeTerminal(tx: Tx, site_id: string, terminal_id: string, it: z.output<typeof changedTerminal>): Promise<void> {
  const others = await sql<{
    id: string;
    name: string;
  }>`select id, name from holdfast.terminal where site_id = ${site_id} and ended_at is null for update`.execute(tx);
  if (others.rows.some((row) => row.name === it.name && row.id !== terminal_id)) throw new Failure('conflict', 'terminal_name_taken');
  const changed =
    await sql`update holdfast.terminal set name = ${it.name}, person_seconds = ${it.person_seconds}, idle_seconds = ${it.idle_seconds}
    where site_id = ${site_id} and id = ${terminal_id} and ended_at is null returning id`.execute(tx);
  if (changed.rows.length === 0) throw new Failure('conflict', 'terminal_ended');
}

/** Ends a terminal: its browser is nobody's any more, at once. */
export async function endTerminal(tx: Tx, site_id: string, terminal_id: string): Promise<void> {
  const ended = await sql`update holdfast.terminal set ended_at = now(), session_hash = null, pairing_hash = null, pairing_expires_at = null
    where site_id = ${site_id} and id = ${terminal_id} and ended_at is null returning id`.execute(tx);
  if (ended.rows.length === 0) throw new Failure('conflict', 'terminal_ended');
  await sql`delete from auth.terminal_step where terminal_id = ${terminal_id}`.execute(tx);
}

/** The terminal a code belongs to, while it can be used. Throws unprocessable for a wrong one. */
export async function findByCode(db: Database, code: string): Promise<{ site_id: string; id: string; name: string }> {
  const found = await sql<{ site_id: string; id: string; name: string }>`select site_id, id, name from holdfast.terminal
    where pairing_hash = ${digest(plainCode(code))} and pairing_expires_at > now() and ended_at is null`.execute(db);
  if (found.rows[0] === undefined) throw new Failure('unprocessable', 'pairing_code_wrong');
  return found.rows[0];
}

/** Makes the browser with `mark` the terminal and uses the code up. The browser that was it before is so no more. */
export async function pairTerminal(tx: Tx, site_id: string, terminal_id: string, it: { code: string; mark: string }): Promise<void> {
  const paired =
    await sql`update holdfast.terminal set session_hash = ${digest(it.mark)}, pairing_hash = null, pairing_expires_at = null, paired_at = now()
    where site_id = ${site_id} and id = ${terminal_id} and pairing_hash = ${digest(plainCode(it.code))} and pairing_expires_at > now() and ended_at is null
    returning id`.execute(tx);
  if (paired.rows.length === 0) throw new Failure('unprocessable', 'pairing_code_wrong');
  await sql`delete from auth.terminal_step where terminal_id = ${terminal_id}`.execute(tx);
}

export type TerminalHere = {
  site_id: string;
  id: string;
  name: string;
  role: RoleName;
  zone_id: string | null;
  person_seconds: number;
  idle_seconds: number;
};

/** Which terminal the browser with this mark is, or null. Notes once a minute that it was there. */
export async function terminalOf(db: Database, mark: string): Promise<TerminalHere | null> {
  const found = await sql<TerminalHere & { stale: boolean }>`
    select site_id, id, name, role, zone_id, person_seconds, idle_seconds, coalesce(seen_at < now() - interval '1 minute', true) as stale
    from holdfast.terminal where session_hash = ${digest(mark)} and ended_at is null`.execute(db);
  const [row] = found.rows;
  if (row === undefined) return null;
  const { stale, ...here } = row;
  if (stale) await sql`update holdfast.terminal set seen_at = now() where site_id = ${row.site_id} and id = ${row.id}`.execute(db);
  return here;
}

/** The terminal a request came by. Throws conflict where it came by none. */
export async function terminalById(db: Database, terminal_id: string | undefined): Promise<TerminalHere> {
  const found = await sql<TerminalHere>`select site_id, id, name, role, zone_id, person_seconds, idle_seconds
    from holdfast.terminal where id = ${terminal_id ?? null}::uuid and ended_at is null`.execute(db);
  if (found.rows[0] === undefined) throw new Failure('conflict', 'not_a_terminal');
  return found.rows[0];
}
