// SQL of calendars read outside: addresses nobody can guess, kept as hashes, ended by whose they are.
import type { Tx } from '@holdfast/platform/act';
import { Failure } from '@holdfast/platform/failure';
import type { Database } from '@holdfast/platform/route';
import { sql } from 'kysely';
import type { Feed } from './schema.ts';

const columns = sql`f.id, f.site_id, s.name as site_name, f.made_at, f.last_read_at`;
const from = sql`holdfast.calendar_feed f left join holdfast.site s on s.id = f.site_id`;

/** A person's own, those that are in force. */
export async function listFeeds(db: Database | Tx, person_id: string): Promise<Feed[]> {
  return (
    await sql<Feed>`select ${columns} from ${from} where f.person_id = ${person_id} and f.ended_at is null order by f.made_at, f.id`.execute(
      db,
    )
  ).rows;
}

export async function addFeed(tx: Tx, it: { person_id: string; site_id: string | null; sha256: Buffer; now: Date }): Promise<Feed> {
  const { rows } = await sql<{ id: string }>`insert into holdfast.calendar_feed (organisation_id, person_id, site_id, token_sha256, made_at)
    select o.id, ${it.person_id}, ${it.site_id}, ${it.sha256}, ${it.now.toISOString()} from holdfast.organisation o returning id`.execute(
    tx,
  );
  return (await listFeeds(tx, it.person_id)).find((feed) => feed.id === rows[0]!.id)!;
}

/** Throws not_found unless it is the person's own and in force. */
export async function endFeed(tx: Tx, person_id: string, feed_id: string, now: Date): Promise<{ site_id: string | null }> {
  const { rows } = await sql<{ site_id: string | null }>`update holdfast.calendar_feed set ended_at = ${now.toISOString()}
    where id = ${feed_id} and person_id = ${person_id} and ended_at is null returning site_id`.execute(tx);
  if (rows[0] === undefined) throw new Failure('not_found', 'feed_not_found');
  return rows[0];
}

export type FeedOf = { id: string; person_id: string; site_id: string | null; language: 'en' | 'de' };

/** Whose feed an address is, of a person who is active. Throws not_found for every other address. */
export async function feedBy(db: Database, sha256: Buffer): Promise<FeedOf> {
  const { rows } =
    await sql<FeedOf>`select f.id, f.person_id, f.site_id, p.language from holdfast.calendar_feed f join holdfast.person p on p.id = f.person_id
    where f.token_sha256 = ${sha256} and f.ended_at is null and p.active`.execute(db);
  if (rows[0] === undefined) throw new Failure('not_found', 'feed_not_found');
  return rows[0];
}

/** When it was last read: so that its owner sees whether anybody reads it. */
export async function noteFeedRead(db: Database, feed_id: string, now: Date): Promise<void> {
  await sql`update holdfast.calendar_feed set last_read_at = ${now.toISOString()} where id = ${feed_id}`.execute(db);
}
