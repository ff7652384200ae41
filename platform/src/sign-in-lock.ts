// Lock-out after failed tries: a delay that doubles, per account and per address; a browser the person used before counts by itself.
import { type Kysely, sql } from 'kysely';
import { Failure } from './failure.ts';
import type { Vault } from './sign-in-vault.ts';

type Connection = Kysely<Record<string, never>>;

/** What a try is counted under: an account as typed, a browser known to it, a person's second factor or PIN, an address. */
export type LockKey = { kind: 'account' | 'device' | 'factor' | 'pin' | 'address'; value: string; person_id?: string | null };

export type LockParts = { db: Connection; vault: Vault; now: () => number };

/** One row an owner sees. `person_id` is null for a name nobody has. */
export type Lock = {
  id: string;
  kind: LockKey['kind'];
  person_id: string | null;
  address: string | null;
  failures: number;
  last_at: string;
  locked_until: string | null;
};

/** So many tries are free; each one more doubles the wait. Failures older than `forget_s` are forgotten. */
const limits = {
  account: { free: 5, forget_s: 86_400 },
  device: { free: 5, forget_s: 86_400 },
  factor: { free: 5, forget_s: 86_400 },
  pin: { free: 5, forget_s: 86_400 },
  address: { free: 30, forget_s: 3600 },
} as const;
const firstDelay_s = 30;
/** Nobody is locked longer at once: who guesses gets four tries an hour, and who was locked out by somebody else waits a quarter of one. */
const longestDelay_s = 900;

/**
 * Counts a try under each key before it is judged, so that many at once gain nothing. Throws
 * Failure('too_many', 'too_many_tries', {retry_after_s}) when one of them is locked; that try is not counted there.
 */
export async function takeTry(parts: LockParts, keys: readonly LockKey[]): Promise<void> {
  for (const key of keys) {
    const wait_s = await countOne(parts, key);
    if (wait_s > 0) throw new Failure('too_many', 'too_many_tries', { retry_after_s: wait_s });
  }
}

async function countOne({ db, vault, now }: LockParts, key: LockKey): Promise<number> {
  const { free, forget_s } = limits[key.kind];
  const at = sql`to_timestamp(${now() / 1000}::float8)`;
  const isLocked = sql`l.locked_until > ${at}`;
  const count = sql`case when l.last_at < ${at} - make_interval(secs => ${forget_s}) then 1 else l.failures + 1 end`;
  const until = sql`case when ${count} >= ${free}::int
    then ${at} + make_interval(secs => least(${longestDelay_s}, ${firstDelay_s} * 2.0 ^ least(20, ${count} - ${free}::int))) end`;
  const counted = await sql<{ wait_s: number }>`
    insert into auth.lock as l (kind, key, failures, last_at, person_id, address)
    values (${key.kind}, ${vault.hash(key.value, key.kind)}, 1, ${at}, ${key.person_id ?? null}, ${key.kind === 'address' ? key.value : null})
    on conflict (kind, key) do update set
      failures = case when ${isLocked} then l.failures else ${count} end,
      last_at = case when ${isLocked} then l.last_at else ${at} end,
      locked_until = case when ${isLocked} then l.locked_until else ${until} end
    returning coalesce(ceil(extract(epoch from old.locked_until - ${at})), 0)::int as wait_s`.execute(db);
  return counted.rows[0]?.wait_s ?? 0;
}

/**
 * What the keys guard went well: their failures are forgotten. An address is only forgiven this one try, or an account of one's own would
 * clear the count of guesses at others.
 */
export async function forgetTries({ db, vault }: LockParts, keys: readonly LockKey[]): Promise<void> {
  for (const { kind, value } of keys) {
    const key = vault.hash(value, kind);
    if (kind !== 'address') await sql`delete from auth.lock where kind = ${kind} and key = ${key}`.execute(db);
    else
      await sql`update auth.lock set failures = greatest(0, failures - 1),
        locked_until = case when failures > ${limits.address.free} then locked_until end where kind = ${kind} and key = ${key}`.execute(db);
  }
}

/** What is locked now or came close, the newest first. */
export async function listLocks(db: Connection): Promise<Lock[]> {
  const found = await sql<Lock>`
    select id, kind, person_id, address, failures, last_at, case when locked_until > now() then locked_until end as locked_until
    from auth.lock where failures >= 3 and last_at > now() - interval '1 day' order by last_at desc limit 200`.execute(db);
  return found.rows;
}

/** Ends one lock. Throws Failure('not_found', 'lock_missing'). Returns what it was. */
export async function endLock(db: Connection, lock_id: string): Promise<Lock> {
  const ended = await sql<Lock>`
    delete from auth.lock where id = ${lock_id} returning id, kind, person_id, address, failures, last_at, locked_until`.execute(db);
  const [lock] = ended.rows;
  if (lock === undefined) throw new Failure('not_found', 'lock_missing');
  return lock;
}

/** Ends every lock that is known to be of this person. */
export async function endLocksOf(db: Connection, person_id: string): Promise<void> {
  await sql`delete from auth.lock where person_id = ${person_id}`.execute(db);
}

/** Forgets old failures; for a daily job. */
export async function sweepLocks(db: Connection): Promise<void> {
  await sql`delete from auth.lock where last_at < now() - interval '1 day'`.execute(db);
}
