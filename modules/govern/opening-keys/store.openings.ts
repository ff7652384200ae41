// Openings: asked with a purpose, agreed to by both sides with their passphrases, read for a short time by who asked; every step an entry.
// INVARIANT: a half leaves its holder's box only sealed to the opening, whose private key who asked alone has. The database never holds both
// halves in a form it could read, and the server has the file's key only while it streams.
import type { Tx } from '@holdfast/platform/act';
import { Failure } from '@holdfast/platform/failure';
import type { DataKey } from '@holdfast/platform/file-cipher';
import { every, findPage, inOrder, isAmong, isOneOf, orderBy } from '@holdfast/platform/list';
import type { Permit } from '@holdfast/platform/permit';
import type { Context, Database } from '@holdfast/platform/route';
import { tell } from '@holdfast/notices/store';
import { sql } from 'kysely';
import type { z } from 'zod';
import { permitEndOpenings } from './access.ts';
import type { Opening, openingQuery, OpeningState, Side } from './schema.ts';
import { joinKey, newKeyPair, openingPurpose, openWith, publicOf, sealTo, sharePurpose } from './boxes.ts';
import { type Acting, unlock } from './store.keys.ts';
import { forgetTries, isUnderKeys, listActiveKeys, readKey } from './store.ts';

/** How long both sides may take to agree, and how long the content may then be read. */
const waitHours = 24;
export const openMinutes = 30;

type Shown = Omit<Opening, 'mine_to_decide' | 'mine_to_read'>;
type Kept = Shown & { site_id: string; sha256: string; public_key: Buffer };
const from = sql`holdfast.opening o join holdfast.person a on a.id = o.asked_by left join holdfast.person e on e.id = o.ended_by`;
const shown = sql`o.id, o.subject_type, o.subject_id, o.title, o.reason, o.asked_by, a.name as asked_by_name, o.asked_at,
  o.expires_at, o.open_until, o.end_reason, e.name as ended_by_name,
  case when o.state = 'waiting' and o.expires_at <= now() then 'expired' when o.state = 'open' and o.open_until <= now() then 'over' else o.state end as state,
  coalesce((select jsonb_agg(jsonb_build_object('side', c.side, 'name', p.name, 'at', to_char(c.at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by c.at)
    from holdfast.opening_consent c join holdfast.person p on p.id = c.person_id where c.site_id = o.site_id and c.opening_id = o.id), '[]') as consents`;
const columns = sql`${shown}, o.site_id, o.sha256, o.public_key`;
const sortable = { id: 'o.id', asked_at: 'o.asked_at', state: 'o.state', title: 'o.title' };

/** Openings of a site; `person_id` is who looks. */
export async function listOpenings(
  db: Database,
  site_id: string,
  query: z.output<typeof openingQuery>,
  person_id: string,
): Promise<{ rows: Opening[]; total: number }> {
  const where = every([sql`o.site_id = ${site_id}`, isOneOf('o.state', query.state), isOneOf('o.subject_id', query.subject_id)]);
  const found = await findPage(db, { id: 'o.id', from, where, order: orderBy(query, sortable, '-asked_at') }, query);
  const rows = await sql<Shown>`select ${shown} from ${from} where o.site_id = ${site_id} and ${isAmong('o.id', found.ids)}`.execute(db);
  const own = (await listActiveKeys(db, site_id)).find((it) => it.person_id === person_id);
  return { rows: inOrder(found.ids, rows.rows).map((it) => shownTo(it, person_id, own?.side)), total: found.total };
}

function shownTo(it: Shown, person_id: string, own: Side | undefined): Opening {
  const hasSpoken = own === undefined || it.consents.some(({ side }) => side === own);
  return { ...it, mine_to_decide: it.state === 'waiting' && !hasSpoken, mine_to_read: it.state === 'open' && it.asked_by === person_id };
}

async function readOpening(db: Database | Tx, site_id: string, opening_id: string): Promise<Kept> {
  const found = await sql<Kept>`select ${columns} from ${from} where o.site_id = ${site_id} and o.id = ${opening_id}`.execute(db);
  if (found.rows[0] === undefined) throw new Failure('not_found', 'opening_not_found');
  return found.rows[0];
}

export const readReason = async (db: Database, site_id: string, opening_id: string): Promise<string> =>
  (await readOpening(db, site_id, opening_id)).reason;

async function lockIn(tx: Tx, site_id: string, opening_id: string, state: OpeningState): Promise<Kept> {
  await sql`select 1 from holdfast.opening where site_id = ${site_id} and id = ${opening_id} for update`.execute(tx);
  const it = await readOpening(tx, site_id, opening_id);
  if (it.state !== state) throw new Failure('conflict', 'opening_is_over', { state: it.state });
  return it;
}

export type Wanted = {
  site_id: string;
  subject: { type: string; id: string };
  opens: string;
  title: string;
  sha256: string;
  reason: string;
};

/** Asks for an opening, inside the practice's act. The token opens the content once both sides agreed; nobody else ever has it. */
export async function askOpening(tx: Tx, permit: Permit, it: Wanted): Promise<{ opening_id: string; token: string }> {
  if (!(await isUnderKeys(tx, it.site_id, it.sha256))) throw new Failure('conflict', 'not_under_keys');
  const { public_key, private_key } = newKeyPair();
  const added = await sql<{ id: string }>`insert into holdfast.opening
      (site_id, subject_type, subject_id, title, sha256, reason, public_key, state, asked_by, expires_at)
    values (${it.site_id}, ${it.subject.type}, ${it.subject.id}, ${it.title}, ${it.sha256}, ${it.reason}, ${public_key}, 'waiting', ${permit.actor_id},
      now() + make_interval(hours => ${waitHours})) returning id`.execute(tx);
  const person_ids = (await listActiveKeys(tx, it.site_id)).map((key) => key.person_id).filter((id) => id !== permit.actor_id);
  await tell(tx, { kind: 'opening_asked', site_id: it.site_id, opens: 'opening-keys', params: { title: it.title }, to: { person_ids } });
  return { opening_id: added.rows[0]!.id, token: private_key.toString('base64url') };
}

const told = <R>(it: Kept, facts: object, result: R) => ({
  subject: { type: 'opening', id: it.id },
  facts: { of_type: it.subject_type, of_id: it.subject_id, asked_by: it.asked_by, ...facts },
  result,
});

/** One side's word: its half is sealed to the opening. With both it is open for half an hour. Throws as `unlock`, and conflict. */
export async function consent(context: Acting, site_id: string, opening_id: string, passphrase: string): Promise<void> {
  const before = await readOpening(context.db, site_id, opening_id);
  if (before.state !== 'waiting') throw new Failure('conflict', 'opening_is_over', { state: before.state });
  const { key, private_key } = await unlock(context, site_id, passphrase);
  await context.act(context.permit, { site: site_id, kind: 'opening.agreed' }, async (tx) => {
    const it = await lockIn(tx, site_id, opening_id, 'waiting');
    if ((await readKey(tx, site_id, key.id)).state !== 'active') throw new Failure('conflict', 'not_a_holder');
    if (it.consents.some(({ side }) => side === key.side)) throw new Failure('conflict', 'side_has_agreed');
    const share = await sql<{ sealed: Buffer }>`select sealed from holdfast.opening_share
      where site_id = ${site_id} and sha256 = ${it.sha256} and key_id = ${key.id}`.execute(tx);
    const half = share.rows[0] === undefined ? null : openWith(private_key, share.rows[0].sealed, sharePurpose(it.sha256, key.side));
    if (half === null) throw new Failure('conflict', 'not_under_keys');
    const sealed = sealTo(it.public_key, half, openingPurpose(it.id, key.side));
    await sql`insert into holdfast.opening_consent (site_id, opening_id, side, key_id, person_id, sealed)
      values (${site_id}, ${it.id}, ${key.side}, ${key.id}, ${key.person_id}, ${sealed})`.execute(tx);
    await forgetTries(tx, site_id, key.id);
    const isOpen = it.consents.length === 1;
    if (isOpen) await open(tx, it);
    return told(it, { side: key.side, opened: isOpen }, null);
  });
}

async function open(tx: Tx, it: Kept): Promise<void> {
  await sql`update holdfast.opening set state = 'open', open_until = now() + make_interval(mins => ${openMinutes})
    where site_id = ${it.site_id} and id = ${it.id}`.execute(tx);
  const params = { title: it.title, minutes: openMinutes };
  await tell(tx, { kind: 'opening_ready', site_id: it.site_id, opens: 'opening-keys', params, to: { person_ids: [it.asked_by] } });
}

/** A holder refuses, or who asked takes it back. */
export async function endOpening(
  context: Pick<Context, 'act' | 'permit' | 'db'>,
  site_id: string,
  opening_id: string,
  reason: string,
): Promise<void> {
  const { actor_id } = context.permit;
  const { asked_by } = await readOpening(context.db, site_id, opening_id);
  const state = asked_by === actor_id ? 'withdrawn' : 'refused';
  await context.act(context.permit, { site: site_id, kind: `opening.${state}`, reason }, async (tx) => {
    const it = await lockIn(tx, site_id, opening_id, 'waiting');
    const isHolder = (await listActiveKeys(tx, site_id)).some((key) => key.person_id === actor_id);
    if (state === 'refused' && !isHolder) throw new Failure('conflict', 'not_a_holder');
    await close(tx, it, { state, by: actor_id, reason });
    if (state === 'refused') {
      const to = { person_ids: [it.asked_by] };
      await tell(tx, { kind: 'opening_refused', site_id, opens: 'opening-keys', params: { title: it.title }, to });
    }
    return told(it, {}, null);
  });
}

async function close(tx: Tx, it: Kept, end: { state: OpeningState; by: string | null; reason: string | null }): Promise<void> {
  await sql`update holdfast.opening set state = ${end.state}, ended_by = ${end.by}, ended_at = now(), end_reason = ${end.reason}
    where site_id = ${it.site_id} and id = ${it.id}`.execute(tx);
  await sql`update holdfast.opening_consent set sealed = null where site_id = ${it.site_id} and opening_id = ${it.id}`.execute(tx);
}

/**
 * The key of an opened file, for who asked and has the token, while it is open and both who agreed still are holders. Throws forbidden
 * `not_who_asked`, `token_wrong`, conflict `opening_is_over`, `holder_removed`.
 */
export async function keyOfOpening(
  db: Database,
  site_id: string,
  it: { opening_id: string; subject_id: string; person_id: string; token: string },
): Promise<DataKey> {
  const opening = await readOpening(db, site_id, it.opening_id);
  if (opening.subject_id !== it.subject_id) throw new Failure('not_found', 'opening_not_found');
  if (opening.asked_by !== it.person_id) throw new Failure('forbidden', 'not_who_asked');
  if (opening.state !== 'open') throw new Failure('conflict', 'opening_is_over', { state: opening.state });
  const private_key = Buffer.from(it.token, 'base64url');
  if (private_key.length !== 32 || !publicOf(private_key).equals(opening.public_key)) throw new Failure('forbidden', 'token_wrong');
  const found = await sql<{
    side: Side;
    sealed: Buffer | null;
    file_id: string;
  }>`select c.side, c.sealed, s.file_id from holdfast.opening_consent c
    join holdfast.opening_key k on k.site_id = c.site_id and k.id = c.key_id and k.state = 'active'
    join holdfast.opening_share s on s.site_id = c.site_id and s.key_id = c.key_id and s.sha256 = ${opening.sha256}
    where c.site_id = ${site_id} and c.opening_id = ${opening.id}`.execute(db);
  const halfOf = (side: Side): Buffer | null => {
    const sealed = found.rows.find((row) => row.side === side)?.sealed ?? null;
    return sealed === null ? null : openWith(private_key, sealed, openingPurpose(opening.id, side));
  };
  const [first, second] = [halfOf('first'), halfOf('second')];
  if (first === null || second === null) throw new Failure('conflict', 'holder_removed');
  return { file_id: found.rows[0]!.file_id, key: joinKey(first, second) };
}

/** Ends what nobody agreed to in time and what was open long enough; for a round. Returns how many. */
export async function endOpenings(context: Pick<Context, 'db' | 'act'>): Promise<number> {
  const due = await sql<Kept>`select ${columns} from ${from}
    where (o.state = 'waiting' and o.expires_at <= now()) or (o.state = 'open' and o.open_until <= now()) limit 100`.execute(context.db);
  for (const it of due.rows)
    await context.act(permitEndOpenings(it.site_id), { site: it.site_id, kind: `opening.${it.state}` }, async (tx) => {
      await close(tx, it, { state: it.state, by: null, reason: null });
      return told(it, {}, null);
    });
  return due.rows.length;
}
