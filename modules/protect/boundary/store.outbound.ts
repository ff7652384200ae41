// SQL of who answers for what leaves the plant: people named by hand, owners of exceptions, owners of conduits with the purpose of the rule.
import type { HeldConduit } from '@holdfast/conduits/store.force';
import type { Tx } from '@holdfast/platform/act';
import { Failure } from '@holdfast/platform/failure';
import type { Database } from '@holdfast/platform/route';
import { requirePerson } from '@holdfast/sites/store';
import { sql } from 'kysely';
import { isOffice, isOutside, isPlant, isDmz } from './rules.ts';
import { answerOf } from './rules.remote.ts';
import type { Outbound, OutboundAnswer } from './schema.remote.ts';

type Zone = { level: string | null; role: string | null };
export type Leaving = {
  conduit_id: string | null;
  service: string;
  rule_id: string | null;
  exception: number | null;
  last_seen: string;
  from: Zone;
  to: Zone & { zone_name: string };
};
type Known = { owner_id: string | null; owner_name: string | null; purpose: string | null };
type Named = Known & Pick<Outbound, 'named'>;

/** Whether a flow begins in the plant or its DMZ and ends at the office, the company or the internet. */
const leaves = ({ from, to }: Leaving): boolean => isOffice(to) && !isOffice(from) && (isPlant(from) || isDmz(from));

/** What leaves, by conduit and service; what nobody answers for first. */
export async function listOutbound(
  db: Database | Tx,
  site_id: string,
  flows: readonly Leaving[],
  held: readonly HeldConduit[],
): Promise<Outbound[]> {
  const { named, exceptions, owners } = await readKnown(db, site_id);
  const found = new Map<string, Outbound>();
  for (const flow of flows) {
    const conduit = held.find(({ id }) => id === flow.conduit_id);
    if (conduit === undefined || !leaves(flow)) continue;
    const key = `${conduit.id} ${flow.service}`;
    const rule = conduit.rules?.find(({ id }) => id === flow.rule_id);
    const owner = owners.get(conduit.id);
    const byRule = rule === undefined || owner === undefined ? undefined : { ...owner, purpose: rule.purpose ?? null };
    const answer = answerOf(named.get(key), flow.exception === null ? undefined : exceptions.get(flow.exception), byRule);
    const before = found.get(key);
    // One flow nobody answers for leaves the whole row unanswered.
    const weaker = before === undefined || (answer.source === 'nobody' && before.source !== 'nobody') ? answer : {};
    const first = before ?? {
      ...answer,
      conduit_id: conduit.id,
      conduit_name: conduit.name,
      service: flow.service,
      to_zone_name: flow.to.zone_name,
      is_internet: isOutside(flow.to),
      flows: 0,
      last_seen: flow.last_seen,
    };
    found.set(key, { ...first, ...weaker, flows: first.flows + 1 });
  }
  return [...found.values()].toSorted((a, b) => Number(a.source !== 'nobody') - Number(b.source !== 'nobody')).slice(0, 1000);
}

async function readKnown(db: Database | Tx, site_id: string) {
  const named = await sql<
    Named & { conduit_id: string; service: string }
  >`select a.conduit_id, a.service, a.owner_id, p.name as owner_name, a.purpose, jsonb_build_object('reason', a.reason, 'by_name', b.name, 'at', a.noted_at) as named
    from holdfast.outbound_answer a join holdfast.person p on p.id = a.owner_id and p.active join holdfast.person b on b.id = a.noted_by where a.site_id = ${site_id}`.execute(
    db,
  );
  const exceptions = await sql<
    Known & { number: number }
  >`select x.number, x.owner_id, p.name as owner_name, coalesce(nullif(x.rule ->> 'purpose', ''), x.reason) as purpose
    from holdfast.conduit_exception x join holdfast.person p on p.id = x.owner_id where x.site_id = ${site_id} and x.state in ('in_force', 'escalated')`.execute(
    db,
  );
  const owners = await sql<{ id: string; owner_id: string; owner_name: string }>`select c.id, c.owner_id, p.name as owner_name
    from holdfast.conduit c join holdfast.person p on p.id = c.owner_id where c.site_id = ${site_id}`.execute(db);
  return {
    named: new Map(named.rows.map(({ conduit_id, service, ...it }) => [`${conduit_id} ${service}`, it])),
    exceptions: new Map(exceptions.rows.map(({ number, ...it }) => [number, it])),
    owners: new Map(owners.rows.map(({ id, ...it }) => [id, it])),
  };
}

/** Keeps who answers for a service that leaves over a conduit, and what for. Throws not_found. */
export async function keepAnswer(tx: Tx, site_id: string, conduit_id: string, person_id: string, it: OutboundAnswer): Promise<void> {
  const found = await sql`select 1 from holdfast.conduit where site_id = ${site_id} and id = ${conduit_id}`.execute(tx);
  if (found.rows.length === 0) throw new Failure('not_found', 'conduit_not_found');
  await requirePerson(tx, it.owner_id);
  await sql`insert into holdfast.outbound_answer (site_id, conduit_id, service, owner_id, purpose, reason, noted_by)
    values (${site_id}, ${conduit_id}, ${it.service}, ${it.owner_id}, ${it.purpose}, ${it.reason}, ${person_id})
    on conflict (site_id, conduit_id, service) do update set owner_id = excluded.owner_id, purpose = excluded.purpose, reason = excluded.reason, noted_by = excluded.noted_by, noted_at = now()`.execute(
    tx,
  );
}
