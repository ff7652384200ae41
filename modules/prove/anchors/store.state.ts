// SQL of how anchors stand: what arrived where, cosignatures and time stamps in the ledger's own schema, alarms that are open.
import type { Tx } from '@holdfast/platform/act';
import type { Database } from '@holdfast/platform/route';
import { sql } from 'kysely';
import { askAgainMs } from './rules.ts';
import { type AnchorAlarm, anchorKind, type AnchorKind } from './schema.ts';

const kindOrder = anchorKind.options;

/** An anchor and a log to which something is due. `size` is of the last checkpoint that arrived there, null before the first. */
export type Due = { anchor_id: string; log_id: string; size: number | null; attempts: number };

/**
 * What is due at `now`: each anchor in force and each log whose newest checkpoint it has not got; witnesses once more an hour after the last
 * answer. A log whose next epoch has begun is over: a witness keeps what it cosigned of it. Time stamps and copies wait as long as their setting says; whatever failed waits for its next try.
 */
export async function listDue(db: Database, now: Date): Promise<Due[]> {
  const at = now.toISOString();
  const found = await sql<{ anchor_id: string; log_id: string; size: string | null; attempts: number }>`
    select a.id as anchor_id, l.id as log_id, s.size, coalesce(s.attempts, 0) as attempts
    from holdfast.anchor a cross join ledger.log l
    join lateral (select size from ledger.checkpoint c where c.log_id = l.id order by size desc limit 1) c on true
    left join holdfast.anchor_state s on s.organisation_id = a.organisation_id and s.anchor_id = a.id and s.log_id = l.id
    where a.ended_at is null and not exists (select from ledger.log n where n.site_id is not distinct from l.site_id and n.epoch > l.epoch)
      and (s.next_at is null or s.next_at <= ${at}::timestamptz)
      and (s.size is null or s.fault is not null or c.size > s.size
        or (a.kind = 'witness' and s.done_at < ${at}::timestamptz - make_interval(secs => ${askAgainMs / 1000})))
      and (s.done_at is null or s.fault is not null or a.settings -> 'every_minutes' is null
        or s.done_at <= ${at}::timestamptz - make_interval(mins => (a.settings ->> 'every_minutes')::int))
    order by l.site_id nulls first, a.id`.execute(db);
  return found.rows.map((row) => ({ ...row, size: row.size === null ? null : Number(row.size) }));
}

export async function readDue(db: Database, anchor_id: string, log_id: string): Promise<Due> {
  const found = await sql<{ size: string | null; attempts: number }>`
    select size, attempts from holdfast.anchor_state where anchor_id = ${anchor_id} and log_id = ${log_id}`.execute(db);
  const row = found.rows[0];
  return { anchor_id, log_id, size: row === undefined || row.size === null ? null : Number(row.size), attempts: row?.attempts ?? 0 };
}

/** How a try went. */
export type Tried = {
  anchor_id: string;
  log_id: string;
  /** Null when nothing arrived: what arrived before stays. */
  size: number | null;
  attempts: number;
  next_at: Date;
  fault: string | null;
  status: number | null;
  detail: Readonly<Record<string, string | number | null>>;
};

/** Notes how a try went: telemetry, renewed with each. */
export async function noteTry(db: Database, it: Tried): Promise<void> {
  const detail = JSON.stringify(it.detail);
  await sql`insert into holdfast.anchor_state as s
      (organisation_id, anchor_id, log_id, size, done_at, tried_at, next_at, attempts, fault, fault_status, detail)
    select organisation_id, id, ${it.log_id}, ${it.size}, case when ${it.size}::bigint is not null then now() end, now(),
      ${it.next_at.toISOString()}, ${it.attempts}, ${it.fault}, ${it.status}, ${detail}::jsonb
    from holdfast.anchor where id = ${it.anchor_id} and ended_at is null
    on conflict (organisation_id, anchor_id, log_id) do update set size = coalesce(excluded.size, s.size),
      done_at = coalesce(excluded.done_at, s.done_at), tried_at = excluded.tried_at, next_at = excluded.next_at, attempts = excluded.attempts,
      fault = excluded.fault, fault_status = excluded.fault_status, detail = s.detail || excluded.detail`.execute(db);
}

export type Cosignature = { witness: string; size: number; line: string; at: string; received_at: string };

/** Keeps what a witness answered; the same answer twice is kept once. For good: the ledger's schema takes no change. */
export async function keepCosignature(db: Database, log_id: string, it: Cosignature): Promise<void> {
  await sql`select ledger.keep_cosig(${log_id}, ${it.size}, ${it.witness}, ${it.line}, ${it.at}, ${it.received_at})`.execute(db);
}

/** Keeps an RFC 3161 response with a checkpoint; false when it has one. */
export async function keepStamp(db: Database, log_id: string, size: number, tsa: Uint8Array): Promise<boolean> {
  const kept = await sql<{ kept: boolean }>`select ledger.keep_stamp(${log_id}, ${size}, ${Buffer.from(tsa)}) as kept`.execute(db);
  return kept.rows[0]!.kept;
}

const cosigned = sql`witness, size, line, at, received_at`;
type CosignedRow = Omit<Cosignature, 'size'> & { size: string };
const withNumber = (row: CosignedRow): Cosignature => ({ ...row, size: Number(row.size) });

/** Of each witness its newest cosignature of a log. */
export async function latestCosignatures(db: Database, log_id: string): Promise<Cosignature[]> {
  const found = await sql<CosignedRow>`select distinct on (witness) ${cosigned} from ledger.cosig
    where log_id = ${log_id} order by witness, size desc, at desc`.execute(db);
  return found.rows.map(withNumber);
}

/** All cosignatures of one checkpoint, of each witness the newest: for the note that goes out. */
export async function readCosignatures(db: Database, log_id: string, size: number): Promise<Cosignature[]> {
  const found = await sql<CosignedRow>`select distinct on (witness) ${cosigned} from ledger.cosig
    where log_id = ${log_id} and size = ${size} order by witness, at desc`.execute(db);
  return found.rows.map(withNumber);
}

export type StateRow = {
  id: string;
  kind: AnchorKind;
  name: string;
  key_name: string | null;
  added_at: string;
  size: number | null;
  done_at: string | null;
  tried_at: string | null;
  next_at: string | null;
  fault: string | null;
  fault_status: number | null;
  detail: Readonly<Record<string, string | number | null>>;
};

/** Each anchor in force and how it stands to one log. */
export async function listStates(db: Database, log_id: string): Promise<StateRow[]> {
  const found = await sql<Omit<StateRow, 'size'> & { size: string | null }>`
    select a.id, a.kind, a.name, a.settings ->> 'key_name' as key_name, a.added_at, s.size, s.done_at, s.tried_at,
      case when s.fault is not null then s.next_at end as next_at, s.fault, s.fault_status, coalesce(s.detail, '{}') as detail
    from holdfast.anchor a left join holdfast.anchor_state s
      on s.organisation_id = a.organisation_id and s.anchor_id = a.id and s.log_id = ${log_id}
    where a.ended_at is null order by array_position(${kindOrder}::text[], a.kind), a.added_at, a.id`.execute(db);
  return found.rows.map((row) => ({ ...row, size: row.size === null ? null : Number(row.size) }));
}

/** When the first checkpoint larger than `size` was published; null when none is. */
export async function firstAbove(db: Database, log_id: string, size: number): Promise<string | null> {
  const found = await sql<{ at: string | null }>`
    select published_at as at from ledger.checkpoint where log_id = ${log_id} and size > ${size} order by size limit 1`.execute(db);
  return found.rows[0]?.at ?? null;
}

export async function listAlarms(db: Database | Tx, log_id: string): Promise<AnchorAlarm[]> {
  return (
    await sql<AnchorAlarm>`select code, about, since from holdfast.anchor_alarm where log_id = ${log_id} order by since, about`.execute(db)
  ).rows;
}

/** Opens an alarm; false when it is open. */
export async function openAlarm(tx: Tx, log_id: string, code: AnchorAlarm['code'], about: string): Promise<boolean> {
  const opened = await sql`insert into holdfast.anchor_alarm (organisation_id, log_id, code, about)
    select id, ${log_id}, ${code}, ${about} from holdfast.organisation on conflict do nothing returning 1`.execute(tx);
  return opened.rows.length > 0;
}

export async function closeAlarm(tx: Tx, log_id: string, code: AnchorAlarm['code'], about: string): Promise<void> {
  await sql`delete from holdfast.anchor_alarm where log_id = ${log_id} and code = ${code} and about = ${about}`.execute(tx);
}
