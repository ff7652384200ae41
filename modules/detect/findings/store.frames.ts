// SQL of the frames kept with findings: which are still to be cut and where they are, and what was kept.
import { noteKeptFile } from '@holdfast/kept-files/store';
import type { Tx } from '@holdfast/platform/act';
import { destroyKey } from '@holdfast/platform/file-keys';
import type { Database } from '@holdfast/platform/route';
import { type RawBuilder, sql } from 'kysely';
import type { Finding, KeptFrames } from './schema.ts';

/** Kinds that nobody saw on the wire. */
const withoutFrames = ['conduit_without_list', 'file_damaged', 'responsibility_missing', 'enforcer_differs'] as const;
/** So many findings at once; the rest waits for the next look. */
export const mostFramesAtOnce = 100;

export type FrameWant = {
  finding_id: string;
  kind: Finding['kind'];
  place: KeptFrames['place'];
  /** To the microsecond, as the database writes it. */
  seen_until: string;
  at: string;
  /** Null where no capture that is kept saw it. */
  capture_id: string | null;
  sha256: string | null;
  frame: number | null;
  ends: string[][];
};

/** What was seen at time `t` of finding `n`: the event with its frame, the sign nearest to it, or the conversation. */
const seenAt = (t: RawBuilder<unknown>) => sql`left join lateral (select x.capture_id, x.frame from holdfast.event x
      where x.site_id = n.site_id and n.subject_type = 'flow' and x.flow_id = n.subject_id and x.at = ${t} order by x.frame limit 1) e on true
    left join lateral (select s.capture_id, s.frame, s.client_address, s.server_address from holdfast.traffic_sign s
      where s.site_id = n.site_id and n.kind in ('cleartext_credentials', 'outdated_protocol') and (s.client_id = n.subject_id or s.server_id = n.subject_id)
        and s.kind in ('cleartext_credentials', 'old_tls', 'smb1', 'snmp_community') and (s.kind = 'cleartext_credentials') = (n.kind = 'cleartext_credentials')
      order by abs(extract(epoch from s.first_at - ${t})), s.frame limit 1) s on true
    left join lateral (select c.capture_id from holdfast.conversation c join holdfast.capture k on k.site_id = c.site_id and k.id = c.capture_id and k.state = 'done'
      where c.site_id = n.site_id and c.hour between date_trunc('hour', ${t}) - interval '1 hour' and date_trunc('hour', ${t}) + interval '1 hour'
        and c.flow_id = any(case when n.subject_type = 'flow' then array[n.subject_id]
          else (select array_agg(f.id) from holdfast.flow f where f.site_id = n.site_id and (f.client_id = n.subject_id or f.server_id = n.subject_id)) end)
      order by greatest(extract(epoch from c.started_at - ${t}), extract(epoch from ${t} - c.last_at), 0) limit 1) c on true`;

/** Addresses of an asset, and what a flow or the facts say. */
const addressesOf = (asset: string, ...more: string[]) => sql`(select coalesce(array_agg(distinct d.address), '{}') from (
    select x.address from holdfast.asset_address x where x.site_id = n.site_id and x.asset_id = ${sql.ref(asset)} and x.kind <> 'name'
    union all select unnest(array[${sql.join(more.map((it) => sql.raw(it)))}]::text[])) d where d.address is not null)`;

/** Findings that have no frames yet (`first`), or were seen later than the frames they have (`latest`). At most `mostFramesAtOnce`, those seen last before the others. */
export async function listFrameWants(db: Database, site_id: string): Promise<FrameWant[]> {
  const { rows } = await sql<Omit<FrameWant, 'ends'> & { client: string[]; server: string[] | null }>`
    with due as (select n.*, w.place, case when w.place = 'first' then n.first_seen else n.last_seen end as at
      from holdfast.finding n
      left join holdfast.finding_frames a on a.site_id = n.site_id and a.finding_id = n.id and a.place = 'first'
      left join holdfast.finding_frames b on b.site_id = n.site_id and b.finding_id = n.id and b.place = 'latest'
      cross join lateral (select 'first' as place where a.finding_id is null
        union all select 'latest' where a.finding_id is not null and n.last_seen > coalesce(a.last_at, n.first_seen) + interval '1 ms' and n.last_seen > coalesce(b.seen_until, '-infinity')) w
      where n.site_id = ${site_id} and n.state not in ('closed', 'fixed') and n.subject_type in ('asset', 'flow') and n.kind <> all(${[...withoutFrames]}::text[])
      order by n.last_seen desc, n.id, w.place limit ${mostFramesAtOnce})
    select n.id as finding_id, n.kind, n.place, n.last_seen::text as seen_until, n.at, k.id as capture_id, k.sha256,
      case when n.place = 'first' and n.frame is not null then n.frame else coalesce(e.frame, s.frame) end as frame,
      case when s.frame is not null then array[s.client_address] when f.id is null then ${addressesOf('n.subject_id', "n.facts ->> 'address'", "n.facts ->> 'mac'", "n.facts ->> 'other_mac'")}
        else ${addressesOf('f.client_id', 'f.client_address')} end as client,
      case when s.frame is not null then array[s.server_address] when f.id is not null then ${addressesOf('f.server_id', 'f.server_address')} end as server
    from due n left join holdfast.flow f on n.subject_type = 'flow' and f.site_id = n.site_id and f.id = n.subject_id
    ${seenAt(sql`n.at`)}
    left join holdfast.capture k on k.site_id = n.site_id and k.state = 'done' and k.sha256 is not null
      and k.id = case when n.place = 'first' and n.frame is not null then n.capture_id else coalesce(e.capture_id, s.capture_id, c.capture_id, n.capture_id) end`.execute(
    db,
  );
  return rows.map(({ client, server, ...it }) => ({ ...it, ends: server === null ? [client] : [client, server] }));
}

export type FramesKept = FrameWant & {
  clip: { sha256: string; size_bytes: number; frames: number; first_ms: number; last_ms: number } | null;
};

const inOrder = (a: FrameWant, b: FrameWant): number => (`${a.finding_id} ${a.place}` < `${b.finding_id} ${b.place}` ? -1 : 1);

/** Notes what was kept, in its act; the latest frames take the place of the latest before. Returns the hashes of files that are gone with it. */
export async function saveFrames(tx: Tx, site_id: string, entry_id: string, kept: readonly FramesKept[]): Promise<string[]> {
  const gone: string[] = [];
  // INVARIANT: two rounds of a site follow each other and take rows by finding and place. In the order they were cut, each waits for a row of the other.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`finding_frames:${site_id}`}, 0))`.execute(tx);
  for (const { clip, ...it } of kept.toSorted(inOrder)) {
    const before = await sql<{ sha256: string | null }>`select sha256 from holdfast.finding_frames
      where site_id = ${site_id} and finding_id = ${it.finding_id} and place = ${it.place} for update`.execute(tx);
    // Where nothing new was found, what was kept stays.
    if (clip === null && before.rows.length > 0) {
      await sql`update holdfast.finding_frames set seen_until = ${it.seen_until} where site_id = ${site_id} and finding_id = ${it.finding_id} and place = ${it.place}`.execute(
        tx,
      );
      continue;
    }
    const times = clip === null ? [null, null] : [clip.first_ms, clip.last_ms].map((ms) => new Date(ms).toISOString());
    await sql`insert into holdfast.finding_frames (site_id, finding_id, place, seen_until, sha256, size_bytes, frames, first_at, last_at, capture_id, entry_id)
      values (${site_id}, ${it.finding_id}, ${it.place}, ${it.seen_until}, ${clip?.sha256 ?? null}, ${clip?.size_bytes ?? null}, ${clip?.frames ?? null},
        ${times[0]}, ${times[1]}, ${it.capture_id}, ${clip === null ? null : entry_id})
      on conflict (site_id, finding_id, place) do update set seen_until = excluded.seen_until, sha256 = excluded.sha256, size_bytes = excluded.size_bytes,
        frames = excluded.frames, first_at = excluded.first_at, last_at = excluded.last_at, capture_id = excluded.capture_id, entry_id = excluded.entry_id, cut_at = now()`.execute(
      tx,
    );
    const old = before.rows[0]?.sha256 ?? null;
    if (old !== null && old !== clip?.sha256 && (await dropFile(tx, site_id, it.finding_id, old))) gone.push(old);
    if (clip !== null)
      await noteKeptFile(tx, { site_id, sha256: clip.sha256, name: nameOf(it), of: { type: 'finding', id: it.finding_id } });
  }
  return gone;
}

export const nameOf = ({ kind, place, at }: Pick<FrameWant, 'kind' | 'place' | 'at'>): string =>
  `${kind.replaceAll('_', '-')}-${new Date(at).toISOString().slice(0, 16).replaceAll(':', '')}Z-${place}.pcapng`;

/** Forgets a file that later frames replaced; its key goes when nothing else keeps the same bytes. */
async function dropFile(tx: Tx, site_id: string, finding_id: string, sha256: string): Promise<boolean> {
  await sql`delete from holdfast.kept_file where site_id = ${site_id} and sha256 = ${sha256} and of_type = 'finding' and of_id = ${finding_id}`.execute(
    tx,
  );
  const others = await sql`select 1 from holdfast.kept_file where sha256 = ${sha256} limit 1`.execute(tx);
  return others.rows.length === 0 && (await destroyKey(tx, sha256));
}

/** The frames kept with a finding, the first before the latest. */
export async function readKeptFrames(db: Database, site_id: string, finding_id: string): Promise<KeptFrames[]> {
  return (
    await sql<KeptFrames>`select f.place, f.sha256, f.size_bytes, f.frames, f.first_at, f.last_at, f.cut_at, f.entry_id, c.name as capture_name
    from holdfast.finding_frames f left join holdfast.capture c on c.site_id = f.site_id and c.id = f.capture_id
    where f.site_id = ${site_id} and f.finding_id = ${finding_id} and f.sha256 is not null order by f.place`.execute(db)
  ).rows;
}
