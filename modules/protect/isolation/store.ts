// All SQL of isolation cards; what a zone's conduits would stop is asked of the conduits.
import { listHeld } from '@holdfast/conduits/store.force';
import { previewDays, previewMode } from '@holdfast/conduits/store.modes';
import { readHolds } from '@holdfast/enforcement/store.standing';
import type { Tx } from '@holdfast/platform/act';
import { Failure } from '@holdfast/platform/failure';
import { contains, every, findPage, inOrder, inZones, isAmong, isOneOf, orderBy } from '@holdfast/platform/list';
import type { Permit } from '@holdfast/platform/permit';
import type { Database } from '@holdfast/platform/route';
import { whomToCall } from '@holdfast/roster/store';
import { requirePerson } from '@holdfast/sites/store';
import { sql } from 'kysely';
import { firstTestDays, orderConduits, proposeSteps, testDays } from './rules.ts';
import type { CardConduit, CardQuery, CardRow, IsolationCard, KeptCard, ZoneSwitchPreview } from './schema.ts';

type Mode = 'normal' | 'isolated';
type Kept = Omit<IsolationCard, 'conduits' | 'calls' | 'days' | 'proposal'>;

const state = `coalesce(i.state, 'missing')`;
const test = `case when d.ended_at is null then 'never' when d.ended_at < now() - interval '${testDays} days' then 'due' else 'tested' end`;
const source = sql`holdfast.zone z left join holdfast.isolation_card i on i.site_id = z.site_id and i.zone_id = z.id
  left join lateral (select x.ended_at, x.result from holdfast.isolation_drill x where x.site_id = z.site_id and x.zone_id = z.id and x.state = 'ended'
    order by x.ended_at desc limit 1) d on true
  left join lateral (select count(*)::int as conduits, count(*) filter (where c.mode = 'isolated')::int as isolated from holdfast.conduit c
    where c.site_id = z.site_id and z.id in (c.zone_a, c.zone_b)) n on true`;
/** The day by which the zone is drilled again, of the site's clock; null where no card was approved and nothing was drilled. */
const nextDrill = `(coalesce(d.ended_at + interval '${testDays} days', i.approved_at + interval '${firstTestDays} days')
  at time zone (select s.time_zone from holdfast.site s where s.id = z.site_id))::date`;
const standing = sql`z.id, z.name as zone_name, ${sql.raw(state)} as state, ${sql.raw(test)} as test, d.ended_at as last_tested_at, d.result as last_result, ${sql.raw(nextDrill)}::text as next_drill_on,
  i.approved_at, coalesce(i.version, 0) as version`;
const minutes = `coalesce((select sum((s->>'minutes')::int)::int from jsonb_array_elements(i.steps) s), 0)`;
const sortable = {
  id: 'z.id',
  zone_name: 'z.name',
  purdue_level: 'z.purdue_level',
  state: `array_position(array['missing','draft','approved'], ${state})`,
  test: `array_position(array['never','due','tested'], ${test})`,
  last_tested_at: 'd.ended_at',
  next_drill_on: nextDrill,
  conduits: 'n.conduits',
  isolated: 'n.isolated',
  minutes,
};
/** As the list of zones shows them: a proposed one with nothing in it is none. */
const isThere = sql`(z.state = 'confirmed' or exists (select 1 from holdfast.zone_member m where m.site_id = z.site_id and m.zone_id = z.id))`;

/** Every zone with where its card stands; `only` narrows to what a permit covers. */
export async function listCards(
  db: Database,
  site_id: string,
  query: CardQuery,
  only: readonly string[] | null,
): Promise<{ rows: CardRow[]; total: number }> {
  const where = every([
    sql`z.site_id = ${site_id}`,
    isThere,
    inZones('z.id', only),
    contains('z.name', query.search),
    isOneOf(state, query.state),
    isOneOf(test, query.test),
  ]);
  const found = await findPage(db, { id: 'z.id', from: source, where, order: orderBy(query, sortable, 'state') }, query);
  const rows = await sql<CardRow>`select ${standing}, z.purdue_level, ${sql.raw(minutes)} as minutes, n.conduits, n.isolated
    from ${source} where z.site_id = ${site_id} and ${isAmong('z.id', found.ids)}`.execute(db);
  return { rows: inOrder(found.ids, rows.rows), total: found.total };
}

/** What is written of a zone; where nothing is, its fields are empty and its state is `missing`. Throws not_found. */
export async function readKept(db: Database | Tx, site_id: string, zone_id: string): Promise<Kept> {
  const [row] = (
    await sql<Kept>`select ${standing}, coalesce(i.steps, '[]') as steps, coalesce(i.side_effects, '') as side_effects, coalesce(i.decider_role, 'plant_manager') as decider_role,
      i.decider_id, w.name as decider_name, coalesce(i.conduit_ids, '{}') as conduit_ids, coalesce(i.return_condition, '') as return_condition,
      a.name as approved_by_name, b.name as changed_by_name, i.changed_at
    from ${source} left join holdfast.person w on w.id = i.decider_id left join holdfast.person a on a.id = i.approved_by left join holdfast.person b on b.id = i.changed_by
    where z.site_id = ${site_id} and z.id = ${zone_id}`.execute(db)
  ).rows;
  if (!row) throw new Failure('not_found', 'zone_not_found');
  return row;
}

/** The whole card: what people wrote, what the traffic says beside it, and whom to call now. */
export async function readCard(db: Database, site_id: string, zone_id: string, now: Date): Promise<IsolationCard> {
  const kept = await readKept(db, site_id, zone_id);
  const { conduits } = await readZoneConduits(db, site_id, kept, 'isolated', now);
  const { chain } = await whomToCall(db, site_id, { role: kept.decider_role, area_id: null, at: now });
  const named = chain.filter((it) => it.person_id === kept.decider_id);
  const calls = [...named, ...chain.filter((it) => it.person_id !== kept.decider_id)];
  return { ...kept, conduits, calls, days: previewDays, proposal: proposeSteps(conduits) };
}

/** The zone's conduits in the order they are switched to a mode, each with what that would stop. */
export async function readZoneConduits(
  db: Database | Tx,
  site_id: string,
  card: Pick<Kept, 'id' | 'conduit_ids' | 'state'>,
  mode: Mode,
  now: Date,
): Promise<{ conduits: CardConduit[]; authorities: ZoneSwitchPreview['authorities']; zones: string[] }> {
  const held = (await listHeld(db, site_id)).filter((it) => it.zone_a === card.id || it.zone_b === card.id);
  const holds = await readHolds(db, site_id, now);
  const found: CardConduit[] = [];
  let authorities: ZoneSwitchPreview['authorities'] = [];
  for (const it of held) {
    const preview = await previewMode(db, site_id, it.id, mode, now);
    authorities = preview.authorities;
    const cut = preview.flows.filter((flow) => !flow.passes);
    found.push({
      id: it.id,
      name: it.name,
      mode: it.mode,
      hold: holds.get(it.id)?.code ?? 'no_enforcer',
      stops: preview.stops,
      safety_stops: preview.safety_stops,
      is_heard: preview.is_heard,
      is_new: card.state !== 'missing' && !card.conduit_ids.includes(it.id),
      flows: cut.map(({ flow_id, client_name, server_name, protocol, server_port, safety, expected_trip }) => {
        return { flow_id, client_name, server_name, protocol, server_port, safety, expected_trip };
      }),
    });
  }
  const ordered = orderConduits(found, card.conduit_ids);
  const zones = [...new Set(held.flatMap((it) => [it.zone_a, it.zone_b]))];
  return { conduits: mode === 'isolated' ? ordered : ordered.toReversed(), authorities, zones };
}

async function lockCard(tx: Tx, site_id: string, zone_id: string, version: number): Promise<Kept> {
  await sql`select 1 from holdfast.zone where site_id = ${site_id} and id = ${zone_id} for update`.execute(tx);
  const found = await readKept(tx, site_id, zone_id);
  if (found.version !== version) throw new Failure('conflict', 'changed_meanwhile', { version: found.version });
  return found;
}

/** Writes a zone's card or changes it; it waits for approval then. Throws conflict when it was changed since `version`. */
export async function keepCard(tx: Tx, permit: Permit, site_id: string, zone_id: string, it: KeptCard): Promise<Kept> {
  await lockCard(tx, site_id, zone_id, it.version);
  await requirePerson(tx, it.decider_id);
  const own = (await listHeld(tx, site_id)).filter((held) => held.zone_a === zone_id || held.zone_b === zone_id);
  const foreign = it.conduit_ids.find((conduit_id) => !own.some(({ id }) => id === conduit_id));
  if (foreign !== undefined) throw new Failure('unprocessable', 'conduit_of_other_zone');
  await sql`insert into holdfast.isolation_card (site_id, zone_id, steps, side_effects, decider_role, decider_id, conduit_ids, return_condition, changed_by)
    values (${site_id}, ${zone_id}, ${JSON.stringify(it.steps)}::jsonb, ${it.side_effects}, ${it.decider_role}, ${it.decider_id}, ${it.conduit_ids}::uuid[], ${it.return_condition}, ${permit.actor_id})
    on conflict (site_id, zone_id) do update set steps = excluded.steps, side_effects = excluded.side_effects, decider_role = excluded.decider_role,
      decider_id = excluded.decider_id, conduit_ids = excluded.conduit_ids, return_condition = excluded.return_condition, state = 'draft', approved_by = null,
      approved_at = null, changed_by = excluded.changed_by, changed_at = now(), version = isolation_card.version + 1`.execute(tx);
  return readKept(tx, site_id, zone_id);
}

/** Approves a card as it was read. Throws conflict when it was changed since, not_found where none is written. */
export async function approveCard(tx: Tx, permit: Permit, site_id: string, zone_id: string, version: number): Promise<Kept> {
  const before = await lockCard(tx, site_id, zone_id, version);
  if (before.state === 'missing') throw new Failure('not_found', 'card_not_written');
  if (before.state === 'approved') throw new Failure('conflict', 'already_decided', { state: before.state });
  await sql`update holdfast.isolation_card set state = 'approved', approved_by = ${permit.actor_id}, approved_at = now(), version = version + 1
    where site_id = ${site_id} and zone_id = ${zone_id}`.execute(tx);
  return readKept(tx, site_id, zone_id);
}
