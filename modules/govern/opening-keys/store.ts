// SQL of the two keys: who holds which side, and each file's halves.
import type { Tx } from '@holdfast/platform/act';
import { Failure } from '@holdfast/platform/failure';
import type { Database } from '@holdfast/platform/route';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { heldBy, Holder, OpeningKeys, Side } from './schema.ts';

export type KeyRow = {
  id: string;
  side: Side;
  person_id: string;
  state: Holder['state'];
  public_key: Buffer | null;
  private_sealed: Buffer | null;
};
export type Share = { sha256: string; file_id: string; side: Side; sealed: Buffer };
const columns = sql`id, side, person_id, state, public_key, private_sealed`;

/** Who changes keys or seals files at a site goes one after the other: no file misses a key that just began to count. */
export async function lockKeys(tx: Tx, site_id: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`opening keys ${site_id}`}, 0))`.execute(tx);
}

/** Sensitive files the server still has the key of. */
const waiting = (site_id: string) => sql`select distinct f.sha256 from holdfast.kept_file f
  join platform.file_key k on k.sha256 = f.sha256 and k.state = 'kept' and k.is_sensitive where f.site_id = ${site_id}`;

export async function readOpeningKeys(db: Database | Tx, site_id: string): Promise<OpeningKeys> {
  const holders = await sql<Holder>`select k.id, k.side, k.person_id, p.name, k.state, n.name as named_by_name, k.named_at, k.made_at
    from holdfast.opening_key k join holdfast.person p on p.id = k.person_id join holdfast.person n on n.id = k.named_by
    where k.site_id = ${site_id} and k.state <> 'removed' order by k.side, k.named_at, k.id`.execute(db);
  const more = await sql<{ held_by: z.infer<typeof heldBy> | null; files: number; waiting: number }>`select
    (select held_by from holdfast.opening_second where site_id = ${site_id}) as held_by,
    (select count(distinct sha256)::int from holdfast.opening_share where site_id = ${site_id}) as files,
    (select count(*)::int from (${waiting(site_id)}) w) as waiting`.execute(db);
  const { held_by, files, waiting: waiting_files } = more.rows[0]!;
  const ready = isReady(holders.rows);
  return { second_held_by: held_by ?? 'plant', ready, files, waiting_files, holders: holders.rows };
}

export function isReady(keys: readonly Pick<KeyRow, 'side' | 'state'>[]): boolean {
  return (['first', 'second'] as const).every((side) => keys.some((it) => it.side === side && it.state === 'active'));
}

export async function listWaitingFiles(db: Database | Tx, site_id: string): Promise<string[]> {
  return (await sql<{ sha256: string }>`${waiting(site_id)} order by 1 limit 500`.execute(db)).rows.map((it) => it.sha256);
}

export async function listActiveKeys(db: Database | Tx, site_id: string): Promise<KeyRow[]> {
  return (
    await sql<KeyRow>`select ${columns} from holdfast.opening_key where site_id = ${site_id} and state = 'active' order by id`.execute(db)
  ).rows;
}

/** Throws not_found for who was not named, or is a holder no longer. */
export async function readKey(db: Database | Tx, site_id: string, key_id: string): Promise<KeyRow> {
  const found =
    await sql<KeyRow>`select ${columns} from holdfast.opening_key where site_id = ${site_id} and id = ${key_id} and state <> 'removed'`.execute(
      db,
    );
  if (found.rows[0] === undefined) throw new Failure('not_found', 'holder_not_found');
  return found.rows[0];
}

/** The person's own key here. Throws conflict for who holds none. */
export async function readOwnKey(db: Database | Tx, site_id: string, person_id: string): Promise<KeyRow> {
  const found = await sql<KeyRow>`select ${columns} from holdfast.opening_key
    where site_id = ${site_id} and person_id = ${person_id} and state <> 'removed'`.execute(db);
  if (found.rows[0] === undefined) throw new Failure('conflict', 'not_a_holder');
  return found.rows[0];
}

export async function setSecond(tx: Tx, site_id: string, held_by: string): Promise<void> {
  await sql`insert into holdfast.opening_second (site_id, held_by) values (${site_id}, ${held_by})
    on conflict (site_id) do update set held_by = excluded.held_by`.execute(tx);
}

/** Throws conflict for who holds a key already, not_found for nobody known. */
export async function addHolder(tx: Tx, site_id: string, it: { person_id: string; side: Side; named_by: string }): Promise<string> {
  const known = await sql`select 1 from holdfast.person where id = ${it.person_id} and active`.execute(tx);
  if (known.rows.length === 0) throw new Failure('not_found', 'person_not_found');
  const added = await sql<{ id: string }>`insert into holdfast.opening_key (site_id, side, person_id, state, named_by)
    values (${site_id}, ${it.side}, ${it.person_id}, 'named', ${it.named_by}) on conflict do nothing returning id`.execute(tx);
  if (added.rows[0] === undefined) throw new Failure('conflict', 'already_a_holder');
  return added.rows[0].id;
}

export async function keepKey(tx: Tx, site_id: string, it: Pick<KeyRow, 'id' | 'public_key' | 'private_sealed' | 'state'>): Promise<void> {
  await sql`update holdfast.opening_key set public_key = ${it.public_key}, private_sealed = ${it.private_sealed}, state = ${it.state}, made_at = now(), tries = 0
    where site_id = ${site_id} and id = ${it.id}`.execute(tx);
}

export async function activate(tx: Tx, site_id: string, key_id: string): Promise<void> {
  await sql`update holdfast.opening_key set state = 'active' where site_id = ${site_id} and id = ${key_id}`.execute(tx);
}

/** Takes a holder off, with every half that was sealed to them, and the key under their passphrase. */
export async function removeHolder(tx: Tx, site_id: string, key_id: string, by: string): Promise<void> {
  await sql`delete from holdfast.opening_share where site_id = ${site_id} and key_id = ${key_id}`.execute(tx);
  await sql`update holdfast.opening_key set state = 'removed', removed_by = ${by}, removed_at = now(), public_key = null, private_sealed = null
    where site_id = ${site_id} and id = ${key_id}`.execute(tx);
}

const mostTries = 5;

/** Counts a passphrase before it is tried; after five wrong ones a quarter of an hour must pass. Throws too_many. */
export async function takePassphraseTry(db: Database, site_id: string, key_id: string): Promise<void> {
  const counted = await sql<{ tries: number }>`update holdfast.opening_key
    set tries = case when locked_until > now() then tries + 1 else 1 end, locked_until = now() + interval '15 minutes'
    where site_id = ${site_id} and id = ${key_id} returning tries`.execute(db);
  if ((counted.rows[0]?.tries ?? 0) > mostTries) throw new Failure('too_many', 'passphrase_locked');
}

export async function forgetTries(tx: Tx, site_id: string, key_id: string): Promise<void> {
  await sql`update holdfast.opening_key set tries = 0, locked_until = null where site_id = ${site_id} and id = ${key_id}`.execute(tx);
}

export async function listShares(db: Database | Tx, site_id: string, key_id: string): Promise<Share[]> {
  return (
    await sql<Share>`select sha256, file_id, side, sealed from holdfast.opening_share where site_id = ${site_id} and key_id = ${key_id} order by sha256`.execute(
      db,
    )
  ).rows;
}

/** Puts a key's halves in place of what it had. */
export async function putShares(tx: Tx, site_id: string, key_id: string, shares: readonly Share[]): Promise<void> {
  await sql`delete from holdfast.opening_share where site_id = ${site_id} and key_id = ${key_id}`.execute(tx);
  for (const it of shares) await addShare(tx, site_id, key_id, it);
}

export async function addShare(tx: Tx, site_id: string, key_id: string, it: Share): Promise<void> {
  await sql`insert into holdfast.opening_share (site_id, sha256, key_id, side, file_id, sealed)
    values (${site_id}, ${it.sha256}, ${key_id}, ${it.side}, ${it.file_id}, ${it.sealed})`.execute(tx);
}

/** Whether a file's halves lie here. */
export async function isUnderKeys(db: Database | Tx, site_id: string, sha256: string): Promise<boolean> {
  return (
    (await sql`select 1 from holdfast.opening_share where site_id = ${site_id} and sha256 = ${sha256} limit 1`.execute(db)).rows.length > 0
  );
}

export async function hasShares(db: Database | Tx, site_id: string, side: Side): Promise<boolean> {
  return (
    (await sql`select 1 from holdfast.opening_share where site_id = ${site_id} and side = ${side} limit 1`.execute(db)).rows.length > 0
  );
}

/** Forgets a file's halves, inside the act that destroys it. */
export async function dropShares(tx: Tx, sha256: string): Promise<void> {
  await sql`delete from holdfast.opening_share where sha256 = ${sha256}`.execute(tx);
}

/** The same for one key of these bytes: what was put under other keys since stays. */
export async function dropSharesOf(tx: Tx, file_id: string): Promise<void> {
  await sql`delete from holdfast.opening_share where file_id = ${file_id}`.execute(tx);
}
