// All SQL of captures: the row of each file, its progress, and what was counted from it.
import type { Report } from '@holdfast/core-wire';
import type { Tx } from '@holdfast/platform/act';
import { Failure } from '@holdfast/platform/failure';
import { contains, every, isOneOf, orderBy, slice } from '@holdfast/platform/list';
import type { Database } from '@holdfast/platform/route';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Capture, captureQuery } from './schema.ts';

const columns = sql`c.id, c.name, c.state, c.size_bytes, c.received_bytes, c.read_bytes, c.sha256, c.format, c.packets, c.packets_known, c.kept_until, c.first_packet, c.last_packet, c.truncated, c.fault,
  c.duplicate_of, c.assets_seen, c.assets_new, c.flows_seen, c.flows_new, c.events, c.flows_folded, c.protocols, c.station_id,
  (select name from holdfast.asset where site_id = c.site_id and id = c.station_id) as station_name, p.name as added_by_name, c.added_at, c.finished_at`;
const from = sql`holdfast.capture c left join holdfast.person p on p.id = c.added_by`;
const sortable = {
  id: 'c.id',
  name: 'c.name',
  state: 'c.state',
  added_at: 'c.added_at',
  packets: 'c.packets',
  size_bytes: 'c.size_bytes',
  first_packet: 'c.first_packet',
};

export async function listCaptures(
  db: Database,
  site_id: string,
  query: z.output<typeof captureQuery>,
): Promise<{ rows: Capture[]; total: number }> {
  const where = every([sql`c.site_id = ${site_id}`, contains('c.name', query.search), isOneOf('c.state', query.state)]);
  const rows =
    await sql<Capture>`select ${columns} from ${from} where ${where} ${orderBy(query, sortable, '-added_at')} ${slice(query)}`.execute(db);
  const count = await sql<{ total: number }>`select count(*)::int as total from ${from} where ${where}`.execute(db);
  return { rows: rows.rows, total: count.rows[0]!.total };
}

export async function readCapture(db: Database | Tx, site_id: string, capture_id: string): Promise<Capture> {
  const [row] = (await sql<Capture>`select ${columns} from ${from} where c.site_id = ${site_id} and c.id = ${capture_id}`.execute(db)).rows;
  if (!row) throw new Failure('not_found', 'capture_not_found');
  return row;
}

/** Who added it, null for nobody, and its name. */
export async function readAdder(tx: Tx, site_id: string, capture_id: string): Promise<{ name: string; added_by: string | null }> {
  const [row] = (
    await sql<{
      name: string;
      added_by: string | null;
    }>`select name, added_by from holdfast.capture where site_id = ${site_id} and id = ${capture_id}`.execute(tx)
  ).rows;
  if (!row) throw new Failure('not_found', 'capture_not_found');
  return row;
}

export async function addCapture(
  tx: Tx,
  site_id: string,
  added_by: string | null,
  it: { name: string; size_bytes: number },
): Promise<string> {
  const [row] = (
    await sql<{ id: string }>`insert into holdfast.capture (site_id, name, state, size_bytes, added_by)
    values (${site_id}, ${it.name}, 'receiving', ${it.size_bytes}, ${added_by}) returning id`.execute(tx)
  ).rows;
  return row!.id;
}

/** Progress is telemetry: no ledger entry, a few times a second. */
export async function noteProgress(
  db: Database,
  site_id: string,
  capture_id: string,
  it: { received_bytes: number; read_bytes: number; packets: number },
): Promise<void> {
  await sql`update holdfast.capture set received_bytes = greatest(received_bytes, ${it.received_bytes}), read_bytes = ${it.read_bytes}, packets = ${it.packets}
    where site_id = ${site_id} and id = ${capture_id} and state in ('receiving', 'reading')`.execute(db);
}

/** The capture that already counts for these bytes, if any. */
export async function findCounted(tx: Tx, site_id: string, sha256: string): Promise<string | null> {
  const [row] = (
    await sql<{
      id: string;
    }>`select id from holdfast.capture where site_id = ${site_id} and sha256 = ${sha256} and state in ('reading', 'done')`.execute(tx)
  ).rows;
  return row?.id ?? null;
}

/** Received: from here on it is read, or counted once as the duplicate it is. Returns the state; conflict when it was cancelled meanwhile. */
export async function noteReceived(
  tx: Tx,
  site_id: string,
  capture_id: string,
  file: { sha256: string; size_bytes: number },
): Promise<'reading' | 'duplicate'> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${site_id}/${file.sha256}`}, 0))`.execute(tx);
  const counted = await findCounted(tx, site_id, file.sha256);
  const state = counted === null ? 'reading' : 'duplicate';
  const saved =
    await sql`update holdfast.capture set state = ${state}, sha256 = ${file.sha256}, size_bytes = ${file.size_bytes}, received_bytes = ${file.size_bytes},
    duplicate_of = ${counted}, finished_at = case when ${state} = 'duplicate' then now() end where site_id = ${site_id} and id = ${capture_id} and state = 'receiving' returning 1`.execute(
      tx,
    );
  if (saved.rows.length === 0) throw new Failure('conflict', 'capture_cancelled');
  return state;
}

/** Ends a capture without counting it. False when it was over already. */
export async function endCapture(
  tx: Tx,
  site_id: string,
  capture_id: string,
  state: 'failed' | 'cancelled' | 'expired',
  fault: string | null,
): Promise<boolean> {
  const ended =
    await sql`update holdfast.capture set state = ${state}, fault = coalesce(${fault}, fault), kept_until = null, finished_at = now()
    where site_id = ${site_id} and id = ${capture_id} and state in ('receiving', 'reading', 'interrupted') returning 1`.execute(tx);
  return ended.rows.length > 0;
}

/** The upload broke off with `kept_bytes` on the disk. False when it was not coming in. */
export async function interruptCapture(
  tx: Tx,
  site_id: string,
  capture_id: string,
  it: { kept_bytes: number; fault: string; keep_hours: number },
): Promise<boolean> {
  const ended =
    await sql`update holdfast.capture set state = 'interrupted', fault = ${it.fault}, received_bytes = ${it.kept_bytes}, read_bytes = 0,
    packets = 0, kept_until = now() + make_interval(hours => ${it.keep_hours})
    where site_id = ${site_id} and id = ${capture_id} and state = 'receiving' returning 1`.execute(tx);
  return ended.rows.length > 0;
}

/** The upload goes on. False when it is over. */
export async function goOnReceiving(tx: Tx, site_id: string, capture_id: string): Promise<boolean> {
  const found = await sql`update holdfast.capture set state = 'receiving', fault = null, kept_until = null
    where site_id = ${site_id} and id = ${capture_id} and state in ('receiving', 'interrupted') returning 1`.execute(tx);
  return found.rows.length > 0;
}

/** The latest upload of a file of this name and size that broke off and can go on. */
export async function findInterrupted(db: Database, site_id: string, it: { name: string; size_bytes: number }): Promise<string | null> {
  const [row] = (
    await sql<{
      id: string;
    }>`select id from holdfast.capture where site_id = ${site_id} and name = ${it.name} and size_bytes = ${it.size_bytes}
    and state = 'interrupted' and kept_until > now() order by added_at desc limit 1`.execute(db)
  ).rows;
  return row?.id ?? null;
}

/** Uploads of all sites that broke off; `is_late`: nobody brought the rest in time. */
export async function listInterrupted(db: Database): Promise<{ site_id: string; id: string; is_late: boolean }[]> {
  return (
    await sql<{ site_id: string; id: string; is_late: boolean }>`select site_id, id, kept_until <= now() as is_late from holdfast.capture
    where state = 'interrupted'`.execute(db)
  ).rows;
}

/** Captures counted at the site whose time touches `first` to `last`, the latest first: id, the file's hash, and when it ends. */
export async function listOverlapping(
  db: Database | Tx,
  site_id: string,
  first: string,
  last: string,
): Promise<{ id: string; sha256: string; last_packet: string }[]> {
  return (
    await sql<{
      id: string;
      sha256: string;
      last_packet: string;
    }>`select id, sha256, last_packet from holdfast.capture where site_id = ${site_id} and state = 'done'
    and first_packet <= ${last} and last_packet >= ${first} and sha256 is not null order by added_at desc, id`.execute(db)
  ).rows;
}

/** INVARIANT: what overlaps is counted one after the other, else each would take the other's frames for new. Held to the end of the transaction. */
export async function lockCounting(tx: Tx, site_id: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${site_id}/counting`}, 0))`.execute(tx);
}

/** Whether a capture with this content was counted. */
export async function isContentCounted(db: Database, site_id: string, content_sha256: string): Promise<boolean> {
  const found =
    await sql`select 1 from holdfast.capture where site_id = ${site_id} and content_sha256 = ${content_sha256} and state = 'done'`.execute(
      db,
    );
  return found.rows.length > 0;
}

/** Ends a capture whose content was counted already from another file (a gzip of it). Returns the one that counts, or null when this is the first. */
export async function noteSameContent(tx: Tx, site_id: string, capture_id: string, content_sha256: string): Promise<string | null> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${site_id}/content/${content_sha256}`}, 0))`.execute(tx);
  const [first] = (
    await sql<{
      id: string;
    }>`update holdfast.capture c set state = 'duplicate', duplicate_of = first.id, read_bytes = c.size_bytes, packets = 0, finished_at = now()
    from holdfast.capture first where c.site_id = ${site_id} and c.id = ${capture_id} and first.site_id = c.site_id and first.state = 'done'
      and first.content_sha256 = ${content_sha256} returning first.id`.execute(tx)
  ).rows;
  return first?.id ?? null;
}

export type Counted = { assets_seen: number; assets_new: number; flows_seen: number; flows_new: number; events: number };

/** Takes the row for counting: false when it is not waiting to be read any more (another try was first, or it was cancelled). */
export async function claimReading(tx: Tx, site_id: string, capture_id: string): Promise<boolean> {
  const [row] = (
    await sql<{ state: string }>`select state from holdfast.capture where site_id = ${site_id} and id = ${capture_id} for update`.execute(
      tx,
    )
  ).rows;
  return row?.state === 'reading';
}

/** At which machine it was taken, when at one. */
export async function noteStation(tx: Tx, site_id: string, capture_id: string, station_id: string | null): Promise<void> {
  if (station_id === null) return;
  await sql`update holdfast.capture set station_id = ${station_id} where site_id = ${site_id} and id = ${capture_id}`.execute(tx);
}

/** Counted: the numbers of the report and of the merge. */
export async function noteDone(
  tx: Tx,
  site_id: string,
  capture_id: string,
  { report, content_sha256, packets_known }: { report: Report; content_sha256: string | null; packets_known: number },
  counted: Counted,
): Promise<void> {
  const [file] = report.capture.files;
  const protocols = Object.entries(report.protocols).map(([protocol, it]) => ({
    protocol,
    messages: it.messages,
    undecoded: it.undecoded,
  }));
  await sql`update holdfast.capture set state = 'done', format = ${file?.format ?? 'unknown'}, packets = ${report.capture.packets}, packets_known = ${packets_known}, first_packet = ${file?.first ?? null},
    last_packet = ${file?.last ?? null}, truncated = ${file?.truncated ?? false}, fault = ${file?.fault ?? null}, read_bytes = size_bytes, assets_seen = ${counted.assets_seen},
    assets_new = ${counted.assets_new}, flows_seen = ${counted.flows_seen}, flows_new = ${counted.flows_new}, events = ${counted.events}, flows_folded = ${report.flows_folded},
    protocols = ${JSON.stringify(protocols)}::jsonb, content_sha256 = coalesce(${content_sha256}, sha256), finished_at = now() where site_id = ${site_id} and id = ${capture_id}`.execute(
    tx,
  );
}

/** Captures of all sites that are under way by their rows; `is_old`: announced more than a minute ago. */
export async function listUnderWay(
  db: Database,
): Promise<{ site_id: string; id: string; state: Capture['state']; sha256: string | null; is_old: boolean }[]> {
  return (
    await sql<{
      site_id: string;
      id: string;
      state: Capture['state'];
      sha256: string | null;
      is_old: boolean;
    }>`select site_id, id, state, sha256, added_at < now() - interval '1 minute' as is_old from holdfast.capture
    where state in ('receiving', 'reading')`.execute(db)
  ).rows;
}
