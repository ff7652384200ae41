// All SQL of badges, PINs and of the short time a person has named themselves at a terminal.
import type { Tx } from '@holdfast/platform/act';
import { Failure } from '@holdfast/platform/failure';
import type { Database } from '@holdfast/platform/route';
import { sql } from 'kysely';
import { plainBadge } from './rules.ts';
import type { BadgeRow } from './schema.ts';
import { digest } from './store.ts';

/** So many wrong PINs in a row, over all terminals together, and it is locked until the owner resets it. */
export const pinTries = 5;

type Connection = Database | Tx;

const pinState = sql`case when n.person_id is null then 'none' when n.tries >= ${pinTries} then 'locked' when n.must_change then 'must_change' else 'set' end`;

/** Everybody who is active, with badge and whether a PIN is set. */
export async function listBadges(db: Connection): Promise<BadgeRow[]> {
  return (
    await sql<BadgeRow>`select p.id as person_id, p.name, b.number, ${pinState} as pin from holdfast.person p
    left join holdfast.person_badge b on b.organisation_id = p.organisation_id and b.person_id = p.id left join auth.pin n on n.person_id = p.id
    where p.active order by p.name, p.id`.execute(db)
  ).rows;
}

export async function readBadge(db: Connection, person_id: string): Promise<BadgeRow> {
  const row = (await listBadges(db)).find((it) => it.person_id === person_id);
  if (row === undefined) throw new Failure('not_found', 'person_not_found');
  return row;
}

/** Gives a person a badge in place of the one they had, or takes it (null). Throws conflict when another person has it. */
export async function setBadge(tx: Tx, person_id: string, number: string | null): Promise<void> {
  await sql`delete from holdfast.person_badge where person_id = ${person_id}`.execute(tx);
  if (number === null) return;
  const given = await sql`insert into holdfast.person_badge (organisation_id, person_id, number)
    select organisation_id, id, ${plainBadge(number)} from holdfast.person where id = ${person_id} and active on conflict do nothing returning 1`.execute(
    tx,
  );
  if (given.rows.length === 0) throw new Failure('conflict', 'badge_taken');
}

/** Sets a PIN and forgets the tries; whoever named themselves with the old one at a terminal has to do so again. */
export async function setPin(tx: Tx, person_id: string, it: { hash: string; must_change: boolean }): Promise<void> {
  await sql`insert into auth.pin (person_id, hash, must_change) values (${person_id}, ${it.hash}, ${it.must_change})
    on conflict (person_id) do update set hash = excluded.hash, must_change = excluded.must_change, tries = 0, set_at = now()`.execute(tx);
  await sql`delete from auth.terminal_step where person_id = ${person_id}`.execute(tx);
}

/** The active person with this badge or id, or null. */
export async function findPerson(
  db: Connection,
  it: { badge?: string | undefined; person_id?: string | undefined },
): Promise<string | null> {
  const found = await sql<{ id: string }>`select p.id from holdfast.person p
    left join holdfast.person_badge b on b.organisation_id = p.organisation_id and b.person_id = p.id
    where p.active and (p.id = ${it.person_id ?? null}::uuid or b.number = ${it.badge === undefined ? null : plainBadge(it.badge)})`.execute(
    db,
  );
  return found.rows[0]?.id ?? null;
}

export type PinTry = { hash: string; must_change: boolean; tries: number };

/**
 * Counts a try before it is compared, so that many at once gain nothing. Null for a person without a PIN; throws Failure('forbidden',
 * 'pin_locked') when there are no tries left.
 */
export async function takePinTry(db: Connection, person_id: string): Promise<PinTry | null> {
  const taken = await sql<PinTry>`update auth.pin set tries = tries + 1 where person_id = ${person_id} and tries < ${pinTries}
    returning hash, must_change, tries`.execute(db);
  if (taken.rows[0] !== undefined) return taken.rows[0];
  const kept = await sql`select 1 from auth.pin where person_id = ${person_id}`.execute(db);
  if (kept.rows.length > 0) throw new Failure('forbidden', 'pin_locked');
  return null;
}

export async function forgetPinTries(db: Connection, person_id: string): Promise<void> {
  await sql`update auth.pin set tries = 0 where person_id = ${person_id}`.execute(db);
}

/** Lets a person be named at a terminal by `token`: for one act, or for a while. Forgets those that are over. */
export async function addStep(
  db: Connection,
  it: { token: string; terminal_id: string; person_id: string; once: boolean; seconds: number },
): Promise<string> {
  await sql`delete from auth.terminal_step where terminal_id = ${it.terminal_id} or expires_at < now() - interval '1 day'`.execute(db);
  const added = await sql<{ expires_at: string }>`insert into auth.terminal_step (hash, terminal_id, person_id, once, expires_at)
    values (${digest(it.token)}, ${it.terminal_id}, ${it.person_id}, ${it.once}, now() + make_interval(secs => ${it.seconds})) returning expires_at`.execute(
    db,
  );
  return added.rows[0]!.expires_at;
}

/**
 * Who is named by a token at just this terminal, or null. INVARIANT: with `spend`, a token for one act is used up in the same statement that
 * finds it, so that of two requests with it one is refused.
 */
export async function personOfStep(db: Connection, it: { token: string; terminal_id: string; spend: boolean }): Promise<string | null> {
  const mine = sql`hash = ${digest(it.token)} and terminal_id = ${it.terminal_id} and expires_at > now() and used_at is null`;
  const found = it.spend
    ? await sql<{
        person_id: string;
      }>`update auth.terminal_step set used_at = case when once then now() end where ${mine} returning person_id`.execute(db)
    : await sql<{ person_id: string }>`select person_id from auth.terminal_step where ${mine}`.execute(db);
  return found.rows[0]?.person_id ?? null;
}

/** Nobody is named at the terminal any more. */
export async function endSteps(db: Connection, terminal_id: string): Promise<void> {
  await sql`delete from auth.terminal_step where terminal_id = ${terminal_id}`.execute(db);
}

/** People with a PIN and a role that counts at a place, by name: to choose from where there is no badge reader. */
export async function listNameable(
  db: Connection,
  it: { site_id: string; zone_id: string | null },
): Promise<{ id: string; name: string }[]> {
  return (
    await sql<{ id: string; name: string }>`select p.id, p.name from holdfast.person p join auth.pin n on n.person_id = p.id
    where p.active and exists (select 1 from holdfast.role_grant g where g.organisation_id = p.organisation_id and g.person_id = p.id and g.ended_at is null
      and g.starts_at <= now() and (g.expires_at is null or g.expires_at > now())
      and (g.site_id is null or g.site_id = ${it.site_id}) and (g.zone_id is null or ${it.zone_id}::uuid is null or g.zone_id = ${it.zone_id}::uuid))
    order by p.name, p.id limit 500`.execute(db)
  ).rows;
}
