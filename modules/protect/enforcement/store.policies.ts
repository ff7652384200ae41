// SQL of orders: what is signed for an enforcer when a mode or a list changes, lists that are rolled out, confirmed, taken back.
import { type Policy, sealConfirmation, sealPolicy, hashText } from '@holdfast/core-policy';
import type { Tx } from '@holdfast/platform/act';
import { Failure } from '@holdfast/platform/failure';
import type { PolicyKeys } from '@holdfast/platform/policy-key';
import type { Database } from '@holdfast/platform/route';
import { sql } from 'kysely';
import { hashOfList, hasSomethingToHold, nextPolicy, onlyOfConduits, type RolledOut } from './rules.ts';
import type { TriedList } from './schema.ts';
import { readView, type ViewNow } from './store.view.ts';
import { type DueRollOut, isTooLate } from './store.windows.ts';

export type Ordering = { keys: PolicyKeys; now: Date };
export type Ordered = { enforcer_id: string; sequence: number; list_sequence: number; ruleset_sha256: string; closed: number };
type ListRow = {
  list_sequence: number;
  state: string;
  policy: RolledOut;
  versions: TriedList['versions'];
  list_sha256: string;
  confirmation: string | null;
  due_at: string | null;
};

/** Beyond any sequence a server reaches by itself: what an enforcer says above it is not believed. */
const highestBelieved = 2 ** 48;
const envelopesKept = 3;

/** The list an enforcer is to hold now: the one that is tried, else the one it keeps. */
async function currentList(tx: Tx | Database, site_id: string, enforcer_id: string, now: Date): Promise<ListRow | null> {
  const found =
    await sql<ListRow>`select l.list_sequence::float8 as list_sequence, l.state, l.policy, l.versions, l.list_sha256, l.confirmation, l.due_at
    from holdfast.enforcer_list l where l.site_id = ${site_id} and l.enforcer_id = ${enforcer_id} and l.state in ('offered', 'waiting', 'confirmed')
      and not ${isTooLate(now)} order by l.list_sequence desc limit 1`.execute(tx);
  return found.rows[0] ?? null;
}

/** Enforcers of a site that can be ordered something: enrolled, not ended. */
export async function listOrdered(db: Database | Tx, site_id: string): Promise<string[]> {
  const found = await sql<{
    id: string;
  }>`select id from holdfast.enforcer where site_id = ${site_id} and enrolled_at is not null and ended_at is null order by id`.execute(db);
  return found.rows.map(({ id }) => id);
}

/**
 * Signs what an enforcer is to hold now, when that is not what was ordered last; null when it is. `anew`: sign though nothing changed, for a
 * machine that was enrolled again or a key that was replaced.
 */
export async function orderNow(
  tx: Tx,
  site_id: string,
  enforcer_id: string,
  { keys, now }: Ordering,
  anew = false,
): Promise<Ordered | null> {
  const kept = await sql<{
    sequence: number;
    reported: number | null;
  }>`select sequence::float8 as sequence, (report->>'highest_sequence')::float8 as reported
    from holdfast.enforcer where site_id = ${site_id} and id = ${enforcer_id} and enrolled_at is not null and ended_at is null for update`.execute(
    tx,
  );
  const [row] = kept.rows;
  if (row === undefined) return null;
  const list = await currentList(tx, site_id, enforcer_id, now);
  const view = await readView(tx, site_id, enforcer_id);
  if (list === null && row.sequence === 0 && view.modes.every(({ mode }) => mode === 'normal')) return null;
  const reported = row.reported !== null && row.reported < highestBelieved ? row.reported : 0;
  const made = {
    site_id,
    enforcer_id,
    sequence: Math.max(row.sequence, reported) + 1,
    made_at: now.toISOString(),
    keys: [keys.shown(site_id, now).current.vkey],
  };
  const policy = nextPolicy(list?.policy ?? null, view, made);
  const before = await lastOrder(tx, site_id, enforcer_id);
  const ruleset_sha256 = hashText(policy.ruleset);
  const isSame = before !== null && before.list_sequence === policy.list_sequence && before.ruleset_sha256 === ruleset_sha256;
  if (!anew && isSame && JSON.stringify(before.modes) === JSON.stringify(policy.modes)) return null;
  await keepOrder(tx, policy, ruleset_sha256, sealPolicy(policy, keys.signing(site_id, now)));
  const closed = policy.modes.filter(({ mode }) => mode !== 'normal').length;
  return { enforcer_id, sequence: policy.sequence, list_sequence: policy.list_sequence, ruleset_sha256, closed };
}

type LastOrder = { list_sequence: number; ruleset_sha256: string; modes: Policy['modes'] };

async function lastOrder(tx: Tx, site_id: string, enforcer_id: string): Promise<LastOrder | null> {
  const found = await sql<LastOrder>`select list_sequence::float8 as list_sequence, ruleset_sha256, modes from holdfast.enforcer_policy
    where site_id = ${site_id} and enforcer_id = ${enforcer_id} order by sequence desc limit 1`.execute(tx);
  const [row] = found.rows;
  // jsonb keeps keys in an order of its own.
  return row === undefined ? null : { ...row, modes: row.modes.map(({ conduit_id, mode, act }) => ({ conduit_id, mode, act })) };
}

async function keepOrder(tx: Tx, policy: Policy, ruleset_sha256: string, envelope: string): Promise<void> {
  const { site_id, enforcer_id, sequence, list_sequence, modes } = policy;
  await sql`insert into holdfast.enforcer_policy (site_id, enforcer_id, sequence, list_sequence, modes, ruleset_sha256, envelope)
    values (${site_id}, ${enforcer_id}, ${sequence}, ${list_sequence}, ${JSON.stringify(modes)}::jsonb, ${ruleset_sha256}, ${envelope})`.execute(
    tx,
  );
  await sql`update holdfast.enforcer_policy set envelope = null where site_id = ${site_id} and enforcer_id = ${enforcer_id}
    and sequence <= ${sequence - envelopesKept} and envelope is not null`.execute(tx);
  await sql`update holdfast.enforcer set sequence = ${sequence} where site_id = ${site_id} and id = ${enforcer_id}`.execute(tx);
}

/** Who puts a list on an enforcer: a person all that is approved now, or the product what is due in a window, and nothing beside it. */
export type RolledOutBy = { person_id: string } | { due: DueRollOut };

/** Puts what is approved now on an enforcer: it is tried, and goes back by itself unless confirmed. Throws conflict when nothing could be held. */
export async function rollOutNow(
  tx: Tx,
  site_id: string,
  enforcer_id: string,
  by: RolledOutBy,
  ordering: Ordering,
): Promise<Ordered & { list_sha256: string; versions: TriedList['versions'] }> {
  const row = await sql<{ sequence: number; reported: number | null; confirm_within_s: number }>`select sequence::float8 as sequence,
      (report->>'highest_sequence')::float8 as reported, confirm_within_s
    from holdfast.enforcer where site_id = ${site_id} and id = ${enforcer_id} and enrolled_at is not null and ended_at is null for update`.execute(
    tx,
  );
  const [enforcer] = row.rows;
  if (enforcer === undefined) throw new Failure('conflict', 'enforcer_not_enrolled');
  const { view, options, versions } = await viewToRollOut(tx, site_id, enforcer_id, by, ordering.now);
  if (!hasSomethingToHold(view)) throw new Failure('conflict', 'nothing_approved');
  const reported = enforcer.reported !== null && enforcer.reported < highestBelieved ? enforcer.reported : 0;
  const list_sequence = Math.max(enforcer.sequence, reported) + 1;
  const { layout, outside, time_zone } = options;
  const policy: RolledOut = { layout, outside, time_zone, view, confirm_within_s: enforcer.confirm_within_s, list_sequence };
  await endTried(tx, site_id, enforcer_id, 'withdrawn', 'replaced');
  const list_sha256 = hashOfList(policy);
  const [person, window_id] = 'due' in by ? ['product', by.due.window_id] : [by.person_id, null];
  await sql`insert into holdfast.enforcer_list (site_id, enforcer_id, list_sequence, list_sha256, policy, versions, state, rolled_out_by, window_id)
    values (${site_id}, ${enforcer_id}, ${list_sequence}, ${list_sha256}, ${JSON.stringify(policy)}::jsonb, ${JSON.stringify(versions)}::jsonb, 'offered', ${person}, ${window_id})`.execute(
    tx,
  );
  const ordered = await orderNow(tx, site_id, enforcer_id, ordering, true);
  return { ...ordered!, list_sha256, versions };
}

/** All that is approved; for a window only its conduits, the others as they were rolled out last. */
async function viewToRollOut(
  tx: Tx,
  site_id: string,
  enforcer_id: string,
  by: RolledOutBy,
  now: Date,
): Promise<Pick<ViewNow, 'view' | 'options' | 'versions'>> {
  const read = await readView(tx, site_id, enforcer_id);
  if (!('due' in by)) return read;
  const kept = await currentList(tx, site_id, enforcer_id, now);
  const due = new Set(by.due.conduit_ids);
  const keptVersion = (id: string): number | null => kept?.versions.find(({ conduit_id }) => conduit_id === id)?.version ?? null;
  return {
    view: onlyOfConduits(read.view, kept?.policy.view ?? null, due),
    options: kept?.policy ?? read.options,
    versions: read.versions.map((it) => (due.has(it.conduit_id) ? it : { ...it, version: keptVersion(it.conduit_id) })),
  };
}

async function endTried(
  tx: Tx,
  site_id: string,
  enforcer_id: string,
  state: 'withdrawn' | 'rolled_back',
  why: string,
): Promise<number | null> {
  const ended = await sql<{ n: number }>`update holdfast.enforcer_list set state = ${state}, why = ${why}, ended_at = now()
    where site_id = ${site_id} and enforcer_id = ${enforcer_id} and state in ('offered', 'waiting') returning list_sequence::float8 as n`.execute(
    tx,
  );
  return ended.rows[0]?.n ?? null;
}

/** Takes back the list that is tried: the one before is ordered again. Throws conflict when none is tried. `why` goes beside it. */
export async function takeBackNow(
  tx: Tx,
  site_id: string,
  enforcer_id: string,
  ordering: Ordering,
  why: 'taken_back' | 'window_over' = 'taken_back',
): Promise<Ordered & { taken_back: number }> {
  const taken_back = await endTried(tx, site_id, enforcer_id, 'withdrawn', why);
  if (taken_back === null) throw new Failure('conflict', 'no_list_tried');
  const ordered = await orderNow(tx, site_id, enforcer_id, ordering, true);
  return { ...ordered!, taken_back };
}

/** Signs that the list that is tried may stay. Throws conflict where the enforcer has not said yet that it holds it, or its time is over. */
export async function confirmNow(
  tx: Tx,
  site_id: string,
  enforcer_id: string,
  it: { list_sequence: number; person_id: string | null },
  { keys, now }: Ordering,
): Promise<{ list_sha256: string }> {
  const found =
    await sql<ListRow>`select list_sequence::float8 as list_sequence, state, policy, versions, list_sha256, confirmation, due_at from holdfast.enforcer_list
    where site_id = ${site_id} and enforcer_id = ${enforcer_id} and list_sequence = ${it.list_sequence} for update`.execute(tx);
  const [list] = found.rows;
  if (list?.state !== 'waiting') throw new Failure('conflict', list?.state === 'offered' ? 'list_not_applied_yet' : 'no_list_tried');
  if (Date.parse(list.due_at ?? '') <= now.getTime()) throw new Failure('conflict', 'list_rolled_back');
  const { list_sequence, list_sha256 } = list;
  const confirmation = sealConfirmation({ format: 1, site_id, enforcer_id, list_sequence, list_sha256 }, keys.signing(site_id, now));
  await sql`update holdfast.enforcer_list set confirmation = ${confirmation}, confirmed_by = ${it.person_id}, confirmed_at = ${now}
    where site_id = ${site_id} and enforcer_id = ${enforcer_id} and list_sequence = ${list_sequence}`.execute(tx);
  return { list_sha256 };
}

export type Offered = { policy: string | null; confirmation: string | null };

/** What an enforcer has not got yet: an order after the sequence it knows, the confirmation of the list it waits for. Null for nothing. */
export async function readOffered(
  db: Database,
  site_id: string,
  enforcer_id: string,
  has: { after: number; waiting: number },
  now: Date,
): Promise<Offered | null> {
  const found =
    await sql<Offered>`select (select envelope from holdfast.enforcer_policy p where site_id = ${site_id} and enforcer_id = ${enforcer_id} and sequence > ${has.after}
      and not exists (select 1 from holdfast.enforcer_list l where l.site_id = p.site_id and l.enforcer_id = p.enforcer_id and l.list_sequence = p.list_sequence
        and ${isTooLate(now)}) order by sequence desc limit 1) as policy,
    (select confirmation from holdfast.enforcer_list where site_id = ${site_id} and enforcer_id = ${enforcer_id} and list_sequence = ${has.waiting} and state = 'waiting') as confirmation`.execute(
      db,
    );
  const [offered] = found.rows;
  return offered === undefined || (offered.policy === null && offered.confirmation === null) ? null : offered;
}
