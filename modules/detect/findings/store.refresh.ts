// Keeps findings true: raises what is missing, renews what stands, closes what is no longer so, counts what stays away, ends acceptances.
import { listUnownedAddresses } from '@holdfast/dependencies/store.internet';
import type { Tx } from '@holdfast/platform/act';
import type { Database } from '@holdfast/platform/route';
import { sql } from 'kysely';
import { lockOwn } from './store.ts';
import { addDetected } from './store.detected.ts';
import { kindsByWeight } from './rules.ts';
import { wanted } from './store.wanted.ts';

const isSettled = sql`n.state in ('closed', 'fixed')`;
type Refreshed = { raised: number; closed: number; raised_ids: string[]; closed_ids: string[] };

/** Everything of a site's findings that follows from what is there. A decided one comes back only when it is seen again. */
export async function refreshFindings(tx: Tx, site_id: string): Promise<Refreshed> {
  await lockOwn(tx, site_id);
  await sql`create temporary table wanted on commit drop as ${wanted(site_id, await listUnownedAddresses(tx, site_id))}`.execute(tx);
  await addDetected(tx, site_id, new Date());
  await foldCauses(tx);
  const gone = await closeGone(tx, site_id);
  await renew(tx, site_id);
  const fixed = await closeFixed(tx, site_id);
  const reopened = await reopenExpired(tx, site_id);
  const raised = await raise(tx, site_id);
  await sql`drop table wanted`.execute(tx);
  const [raised_ids, closed_ids] = [
    [...raised, ...reopened],
    [...gone, ...fixed],
  ];
  return { raised: raised_ids.length, closed: closed_ids.length, raised_ids, closed_ids };
}

/** Kinds that say why one and the same flow is wrong. */
const causesOfFlow = [
  'safety_intervention',
  'it_ot_pivot',
  'changing_command',
  'remote_session',
  'element_outside',
  'unusual_commands',
  'unapproved_flow',
  'exception_burst',
];

/** One finding a cause: of several about one flow the gravest stands, and names the others. A session somebody opens outwards is one with its way to the internet. */
async function foldCauses(tx: Tx): Promise<void> {
  await foldOf(tx, causesOfFlow);
  await foldOf(tx, ['remote_session', 'unknown_internet']);
}

async function foldOf(tx: Tx, kinds: readonly string[]): Promise<void> {
  const weight = sql`array_position(${[...kindsByWeight]}::text[], w.kind)`;
  await sql`with graver as (select w.subject_id, (array_agg(w.kind order by ${weight}))[1] as kind, array_remove(array_agg(w.kind order by ${weight}), (array_agg(w.kind order by ${weight}))[1]) as also
      from wanted w where w.subject_type = 'flow' and w.kind = any(${[...kinds]}::text[]) group by w.subject_id having count(*) > 1),
    told as (update wanted w set facts = w.facts || jsonb_build_object('also', concat_ws(', ', w.facts ->> 'also', array_to_string(g.also, ', '))) from graver g where g.subject_id = w.subject_id and g.kind = w.kind)
    delete from wanted w using graver g where w.subject_id = g.subject_id and w.kind = any(g.also)`.execute(tx);
}

const idsOf = ({ rows }: { rows: { id: string }[] }): string[] => rows.map(({ id }) => id);

async function closeGone(tx: Tx, site_id: string): Promise<string[]> {
  return idsOf(
    await sql<{
      id: string;
    }>`update holdfast.finding n set state = 'closed', decision = 'no_longer_so', decided_by = null, decided_at = now(), decision_reason = null,
        owner_id = null, due_at = null
      where n.site_id = ${site_id} and not ${isSettled}
        and not exists (select 1 from wanted w where w.kind = n.kind and w.subject_id = n.subject_id) returning n.id`.execute(tx),
  );
}

async function renew(tx: Tx, site_id: string): Promise<void> {
  await sql`update holdfast.finding n set last_seen = w.last_seen, facts = w.facts, attack = w.attack, zone_id = w.zone_id, other_zone_id = w.other_zone_id,
      capture_id = coalesce(n.capture_id, w.capture_id), frame = coalesce(n.frame, w.frame)
    from wanted w where n.site_id = ${site_id} and not ${isSettled} and n.kind = w.kind and n.subject_id = w.subject_id
      and (n.last_seen, n.facts, n.attack, n.zone_id, n.other_zone_id, n.capture_id, n.frame)
        is distinct from (w.last_seen, w.facts, w.attack, w.zone_id, w.other_zone_id, coalesce(n.capture_id, w.capture_id), coalesce(n.frame, w.frame))`.execute(
    tx,
  );
}

/** Days (of the site's clock) after `since` on which traffic of a zone was observed. */
const observedDays = (zone: string) => sql`select (c.hour at time zone s.time_zone)::date as day from holdfast.zone_member m
    join holdfast.flow f on f.site_id = m.site_id and (f.client_id = m.asset_id or f.server_id = m.asset_id)
    join holdfast.conversation c on c.site_id = f.site_id and c.flow_id = f.id
    where m.site_id = n.site_id and m.zone_id = ${sql.ref(zone)} and c.started_at > n.since and c.started_at > n.last_seen`;

/**
 * What is being fixed counts as fixed when it stayed away on so many days on which every zone it touches was observed. Silence of an
 * unobserved zone proves nothing; where a finding has no zone, nothing can be observed and a person has to close it.
 */
async function closeFixed(tx: Tx, site_id: string): Promise<string[]> {
  await sql`update holdfast.finding f set absent_days = d.days
    from (select n.id, (select count(*)::int from (select day from (${observedDays('n.zone_id')}) a
        intersect select day from (${observedDays('n.other_or_same')}) b) o) as days
      from (select x.*, coalesce(x.decided_at, x.last_seen) as since, coalesce(x.other_zone_id, x.zone_id) as other_or_same from holdfast.finding x
        where x.site_id = ${site_id} and x.state = 'being_fixed' and x.zone_id is not null) n join holdfast.site s on s.id = n.site_id) d
    where f.site_id = ${site_id} and f.id = d.id and f.absent_days <> d.days`.execute(tx);
  return idsOf(
    await sql<{
      id: string;
    }>`update holdfast.finding n set state = 'fixed', decision = 'verified_absent', decided_by = null, decided_at = now(), decision_reason = null
      from holdfast.site s where s.id = n.site_id and n.site_id = ${site_id} and n.state = 'being_fixed' and n.absent_days >= s.finding_absent_days returning n.id`.execute(
      tx,
    ),
  );
}

/** An acceptance that ended is nobody's any more. */
async function reopenExpired(tx: Tx, site_id: string): Promise<string[]> {
  return idsOf(
    await sql<{
      id: string;
    }>`update holdfast.finding n set state = 'open', decision = 'acceptance_ended', decided_by = null, decided_at = now(), decision_reason = null,
        owner_id = null, due_at = null
      where n.site_id = ${site_id} and n.state = 'accepted' and n.due_at <= now() returning n.id`.execute(tx),
  );
}

async function raise(tx: Tx, site_id: string): Promise<string[]> {
  return idsOf(
    await sql<{
      id: string;
    }>`insert into holdfast.finding (site_id, kind, state, subject_type, subject_id, zone_id, other_zone_id, facts, attack, capture_id, frame, first_seen, last_seen)
      select ${site_id}, w.kind, 'open', w.subject_type, w.subject_id, w.zone_id, w.other_zone_id, w.facts, w.attack, w.capture_id, w.frame, w.first_seen, w.last_seen from wanted w
      where not exists (select 1 from holdfast.finding n where n.site_id = ${site_id} and n.kind = w.kind and n.subject_id = w.subject_id
        and (not ${isSettled} or (n.decision <> 'no_longer_so' and n.last_seen >= w.last_seen))) returning id`.execute(tx),
  );
}

/** Sites with an acceptance that has ended. */
export async function listDue(db: Database): Promise<string[]> {
  const { rows } = await sql<{
    site_id: string;
  }>`select distinct site_id from holdfast.finding where state = 'accepted' and due_at <= now()`.execute(db);
  return rows.map((it) => it.site_id);
}
