// All SQL of API tokens; only hashes are kept.
import type { Tx } from '@holdfast/platform/act';
import { Failure } from '@holdfast/platform/failure';
import type { Database } from '@holdfast/platform/route';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { newToken, Token } from './schema.ts';

const rows = sql`select t.id, t.person_id, p.name as person_name, t.name, t.ends_with, t.site_id, s.name as site_name, t.read_only, t.sentences, t.made_at,
    t.expires_at, t.used_at,
    case when t.ended_at is not null then 'ended' when not p.active then 'account_closed' when t.expires_at <= now() then 'expired' else 'in_use' end as state
  from holdfast.api_token t join holdfast.person p on p.organisation_id = t.organisation_id and p.id = t.person_id
  left join holdfast.site s on s.organisation_id = t.organisation_id and s.id = t.site_id`;

/** Tokens of one person, or of all. */
export async function listTokens(db: Database | Tx, person_id: string | null): Promise<Token[]> {
  const mine = person_id === null ? sql`true` : sql`t.person_id = ${person_id}`;
  return (await sql<Token>`${rows} where ${mine} order by t.ended_at nulls first, t.made_at desc, t.id`.execute(db)).rows;
}

export async function readToken(db: Database | Tx, token_id: string): Promise<Token> {
  const [row] = (await sql<Token>`${rows} where t.id = ${token_id}`.execute(db)).rows;
  if (row === undefined) throw new Failure('not_found', 'token_not_found');
  return row;
}

export async function addToken(
  tx: Tx,
  it: z.output<typeof newToken> & { id: string; person_id: string; hash: Buffer; ends_with: string },
): Promise<void> {
  if (it.site_id !== null) {
    const site = await sql`select 1 from holdfast.site where id = ${it.site_id}`.execute(tx);
    if (site.rows.length === 0) throw new Failure('not_found', 'site_not_found');
  }
  await sql`insert into holdfast.api_token (organisation_id, id, person_id, name, hash, ends_with, site_id, read_only, sentences, expires_at)
    select organisation_id, ${it.id}, id, ${it.name}, ${it.hash}, ${it.ends_with}, ${it.site_id}, ${it.read_only}, ${it.sentences}::text[], ${it.expires_at}
    from holdfast.person where id = ${it.person_id}`.execute(tx);
}

export async function endToken(tx: Tx, token_id: string): Promise<void> {
  const ended = await sql`update holdfast.api_token set ended_at = now() where id = ${token_id} and ended_at is null returning id`.execute(
    tx,
  );
  if (ended.rows.length === 0) throw new Failure('conflict', 'token_ended');
}

export type TokenInForce = Pick<Token, 'id' | 'person_id' | 'site_id' | 'read_only' | 'sentences'>;

/** The token with this hash that counts now, or null. Notes once a minute that it was used. */
export async function tokenInForce(db: Database, hash: Buffer): Promise<TokenInForce | null> {
  const found = await sql<TokenInForce & { stale: boolean }>`
    select id, person_id, site_id, read_only, sentences, coalesce(used_at < now() - interval '1 minute', true) as stale
    from holdfast.api_token where hash = ${hash} and ended_at is null and expires_at > now()`.execute(db);
  const [row] = found.rows;
  if (row === undefined) return null;
  const { stale, ...it } = row;
  if (stale) await sql`update holdfast.api_token set used_at = now() where id = ${row.id}`.execute(db);
  return it;
}
