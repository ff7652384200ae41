// The only way to write: business rows, ledger entry and outgoing jobs in one transaction.
import type { JsonObject } from '@holdfast/core-ledger';
import { CompiledQuery, type Kysely, sql, type Transaction } from 'kysely';
import type { LastStatement } from './commit-with.ts';
import { endWith } from './database-driver.ts';
import type { ActQuota } from './act-quota.ts';
import { enqueue } from './enqueue.ts';
import { Failure } from './failure.ts';
import { appendNextStatement, findLog, type LedgerClient, openLedgerLog } from './ledger-store.ts';
import { isGenuine, type Permit } from './permit.ts';
import { newUuidV7 } from './uuid.ts';

export type Tx = Transaction<Record<string, never>>;

/** What an act is: `site` null for the organisation's log; `reason` is free text and enters the ledger only as a salted commitment. */
export type What = {
  site: string | null;
  kind: string;
  reason?: string | undefined;
  idempotency_key?: string | undefined;
  /** A digest of what was asked under the key: the same key with another request is refused. */
  request_digest?: string | undefined;
};

export type Subject = { type: string; id: string; version?: number };

/** What an act tells: `facts` go into the ledger in clear (no personal data, no free text); `personal` only as salted commitments. */
export type Told<R> = {
  /** Another kind than the one asked for, where only the work knows it: a second vote that completes a request. */
  kind?: string;
  subject: Subject;
  facts: Record<string, unknown>;
  personal?: Record<string, string>;
  files?: { sha256: string; size_bytes: number; type: string }[];
  jobs?: { name: string; payload: Record<string, unknown>; key?: string }[];
  result: R;
};

/**
 * Runs `work` in one transaction and appends its ledger entry to the site's (or the organisation's) log. No change without evidence, no
 * evidence without change. With an `idempotency_key` seen before (same actor and kind) nothing is done again and the first result returns,
 * as its JSON. `work` gets the entry's id, made before the act. Throws a plain Error (a bug, not a Failure) for a permit that was not
 * minted, does not allow changes or is for another place; Failure('too_many', 'too_many_acts') beyond the quota of one person or token.
 */
export type Act = <R>(permit: Permit, what: What, work: (tx: Tx, entry_id: string) => Promise<Told<R>>) => Promise<R>;

/** Telemetry: like `act`, for a process that read the wire; one entry a batch. */
export type Observe = Act;

/** What may leave the house of an entry: ids and kinds, no facts. `via` as in the ledger. */
export type ToldEntry = { id: string; kind: string; at: string; site: string | null; actor: string; via: string; subject: Subject };

export type ActParts = {
  db: Kysely<Record<string, never>>;
  /** Begins the name of logs opened from now on: `holdfast.example/instance`. A log keeps the name it was opened with. */
  origin: string;
  now?: () => Date;
  /** Told of each entry inside its transaction: what must be sent outside is queued with it or not at all. */
  onTold?: (tx: Tx, entry: ToldEntry) => Promise<void>;
  /** Asked before each act: a restored copy takes none until people have decided (hold.ts). */
  pass?: (sentence: string) => Promise<void> | null;
  /** Refuses who adds more than a person or a token may (act-quota.ts). */
  quota?: ActQuota;
  /** Called after each commit, so that sealing need not wait for its next round. */
  onCommitted?: () => void;
};

/** Makes `act` over a database. The first act of a site (or of the organisation) opens its log. */
export function createAct(parts: ActParts): Act {
  const open = new Set<string | null>();
  return async (permit, what, work) => {
    requirePermit(permit, what);
    const passing = parts.pass?.(permit.sentence) ?? null;
    if (passing !== null) await passing;
    const at = (parts.now ?? (() => new Date()))();
    parts.quota?.(permit, at.getTime());
    const entry_id = newUuidV7(at.getTime());
    const { of, isNew } = await parts.db.transaction().execute(async (tx) => {
      const earlier = what.idempotency_key === undefined ? null : await claimKey(tx, permit, what, what.idempotency_key);
      if (earlier !== null) return { of: earlier.result as never, isNew: false };
      const told = await work(tx, entry_id);
      for (const job of told.jobs ?? []) await enqueue(tx, job);
      if (what.idempotency_key !== undefined) await keepResult(tx, permit, what, told.result);
      // A log stays open for ever, so once seen is enough.
      if (!open.has(what.site)) await openLogOnce(ledgerClient(tx), what.site, parts.origin);
      await appendTold(parts, tx, { permit, what, told, at, entry_id });
      return { of: told.result, isNew: true };
    });
    if (isNew) open.add(what.site);
    parts.onCommitted?.();
    return of;
  };
}

/** Makes `observe`: only a process's permit goes through it. */
export function createObserve(parts: ActParts): Observe {
  const act = createAct(parts);
  return async (permit, what, work) => {
    if (permit.via !== 'process') throw new Error(`observe ${what.kind}: the permit is a person's`);
    return act(permit, what, work);
  };
}

// INVARIANT: nothing is written for a permit that access.ts did not mint for just this place.
function requirePermit(permit: Permit, what: What): void {
  if (!isGenuine(permit)) throw new Error(`act ${what.kind}: the permit was not minted`);
  if (!permit.changes) throw new Error(`act ${what.kind}: the sentence ${permit.sentence} does not allow changes`);
  if (permit.site_id !== what.site) throw new Error(`act ${what.kind}: the permit is for another site`);
}

type Telling = { permit: Permit; what: What; told: Told<unknown>; at: Date; entry_id: string };

async function appendTold(parts: ActParts, tx: Tx, { permit, what, told, at, entry_id }: Telling): Promise<void> {
  const { type, id, version = null } = told.subject;
  const via = permit.through === undefined ? permit.via : `${permit.via}/${permit.through}`;
  const [kind, iso] = [told.kind ?? what.kind, at.toISOString()];
  const [site, actor] = [what.site, permit.actor_id];
  if (parts.onTold !== undefined) await parts.onTold(tx, { id: entry_id, kind, at: iso, site, actor, via, subject: told.subject });
  const facts = withoutUndefined(permit.deputy_for === undefined ? told.facts : { deputy_for: permit.deputy_for, ...told.facts });
  const content = told.files ?? [];
  const draft = { id: entry_id, kind, at: iso, site, actor, via, subject: { type, id, version }, facts, content };
  await endTransactionWith(tx, appendNextStatement(draft, personalOf(what, told)));
}

const nothing: Readonly<Record<string, string>> = {};

function personalOf({ reason = '' }: What, { personal }: Told<unknown>): Readonly<Record<string, string>> {
  if (reason === '') return personal ?? nothing;
  return personal === undefined ? { reason } : { ...personal, reason };
}

/** The entry goes last, together with the commit: one round trip, and of two acts that wait for the same row the later one's entry is later. */
async function endTransactionWith(tx: Tx, last: LastStatement): Promise<void> {
  const isTaken = await tx.getExecutor().provideConnection(async (connection) => endWith(connection, last));
  if (!isTaken) await tx.executeQuery(CompiledQuery.raw(last.text, last.values));
}

async function openLogOnce(client: LedgerClient, site_id: string | null, origin: string): Promise<void> {
  if ((await findLog(client, site_id)) !== undefined) return;
  await client.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`open log ${site_id}`]);
  if ((await findLog(client, site_id)) !== undefined) return;
  await openLedgerLog(client, { id: newUuidV7(), site_id, origin: `${origin}/${site_id ?? 'organisation'}/e1`, epoch: 1 });
}

/** The transaction of an act as the ledger's store takes it. */
export function ledgerClient(tx: Tx): LedgerClient {
  const query = (text: string, values: unknown[] = []) => tx.executeQuery(CompiledQuery.raw(text, values));
  return { query: query as unknown as LedgerClient['query'] };
}

function withoutUndefined(facts: Record<string, unknown>): JsonObject {
  if (!Object.values(facts).includes(undefined)) return facts as JsonObject;
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as JsonObject;
}

/** The earlier result under this key, or null when this request is the first. A second one at the same time waits for the first. */
async function claimKey(tx: Tx, permit: Permit, what: What, key: string): Promise<{ result: unknown } | null> {
  const { kind, request_digest: request = null } = what;
  if (key.length < 1 || key.length > 200) throw new Failure('bad_input', 'idempotency_key_wrong');
  const claimed = await sql`
    insert into platform.idempotency (actor_id, kind, key, request) values (${permit.actor_id}, ${kind}, ${key}, ${request})
    on conflict do nothing returning 1`.execute(tx);
  if (claimed.rows.length > 0) return null;
  const earlier = await sql<{ result: unknown; request: string | null }>`
    select result, request from platform.idempotency where actor_id = ${permit.actor_id} and kind = ${kind} and key = ${key}`.execute(tx);
  if (earlier.rows[0]?.request !== request) throw new Failure('unprocessable', 'idempotency_key_reused');
  return { result: earlier.rows[0]?.result ?? null };
}

async function keepResult(tx: Tx, permit: Permit, { kind, idempotency_key: key }: What, result: unknown): Promise<void> {
  await sql`
    update platform.idempotency set result = ${JSON.stringify(result ?? null)}::jsonb
    where actor_id = ${permit.actor_id} and kind = ${kind} and key = ${key}`.execute(tx);
}

/** Forgets keys older than `days`; for a daily job. Returns how many. */
export async function sweepIdempotency(db: Kysely<Record<string, never>>, days = 30): Promise<number> {
  const gone = await sql`delete from platform.idempotency where at < now() - make_interval(days => ${days}) returning 1`.execute(db);
  return gone.rows.length;
}
