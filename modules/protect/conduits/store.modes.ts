// SQL of modes: what a switch would stop, switching, and flows marked as safety.
import { roleHolder } from '@holdfast/appointments/store';
import { checkFlows, type ConduitMode } from '@holdfast/core-zones';
import type { Tx } from '@holdfast/platform/act';
import { Failure } from '@holdfast/platform/failure';
import type { Permit } from '@holdfast/platform/permit';
import type { Database } from '@holdfast/platform/route';
import { whomToCall } from '@holdfast/roster/store';
import { refreshSite } from '@holdfast/sites/rules';
import { readMembers } from '@holdfast/zones/store';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { ModeFlow, ModeNow, ModePreview, ModeSwitch, safetyFlow, safetyMark } from './schema.modes.ts';
import { listHeld, readKinds } from './store.force.ts';
import { checkedOf } from './store.lists.ts';
import { listFlows, readConduit } from './store.ts';

/** How far back a preview looks: a month holds what comes once a month. */
export const previewDays = 31;

/** How a conduit is held now. */
export async function readMode(db: Database | Tx, site_id: string, conduit_id: string): Promise<ModeNow> {
  const [row] = (
    await sql<ModeNow>`select c.mode, c.mode_since as since, p.name as by_name, c.mode_reason as reason, c.mode_return as return_condition, s.name as authority_name
      from holdfast.conduit c left join holdfast.person p on p.id = c.mode_by left join holdfast.person s on s.id = c.mode_authority_id
      where c.site_id = ${site_id} and c.id = ${conduit_id}`.execute(db)
  ).rows;
  if (!row) throw new Failure('not_found', 'conduit_not_found');
  return row;
}

/** What of the last days would stop and what would pass in a mode; worst first. */
export async function previewMode(
  db: Database | Tx,
  site_id: string,
  conduit_id: string,
  mode: ConduitMode,
  now: Date,
): Promise<ModePreview> {
  const conduit = await readConduit(db, site_id, conduit_id);
  const held = (await listHeld(db, site_id)).find((it) => it.id === conduit_id)!;
  const since = new Date(now.getTime() - previewDays * 86_400_000).toISOString();
  const flows = await flowsInMode(db, site_id, { ...held, mode }, since);
  const stops = flows.filter((it) => !it.passes);
  return {
    mode,
    days: previewDays,
    list_version: held.list_version,
    essential_rules: (held.rules ?? []).filter((rule) => rule.is_essential === true).length,
    passes: flows.length - stops.length,
    stops: stops.length,
    safety_stops: stops.filter((it) => it.safety !== null).length,
    is_heard: conduit.heard_until !== null && conduit.heard_until >= since,
    flows: flows.toSorted((a, b) => rank(a) - rank(b) || b.last_seen.localeCompare(a.last_seen)).slice(0, 500),
    authorities: await listAuthorities(db, site_id, now),
  };
}

const rank = (it: ModeFlow): number => (it.passes ? 2 : it.safety === null ? 1 : 0);

async function flowsInMode(
  db: Database | Tx,
  site_id: string,
  held: { id: string; rules: Parameters<typeof checkFlows>[1] | null; mode: ConduitMode },
  since: string,
): Promise<ModeFlow[]> {
  const { rows } = await listFlows(db, site_id, { conduit_id: [held.id], limit: 100_000, offset: 0 }, null);
  const marks = await readMarks(
    db,
    site_id,
    rows.map((it) => it.id),
  );
  // What must not simply be cut counts however long ago it was seen: an emergency comes seldom.
  const seen = rows.filter((it) => it.last_seen >= since || marks.has(it.id));
  const zone_of = await readMembers(db, site_id);
  const kind_of = await readKinds(db, site_id);
  const verdicts = checkFlows(seen.map(checkedOf), held.rules ?? [], zone_of, { mode: held.mode, kind_of });
  return seen.map((it, at) => {
    const isOpen = held.rules === null && held.mode === 'normal';
    const mark = marks.get(it.id);
    return {
      flow_id: it.id,
      client_id: it.client.id,
      client_name: it.client.name,
      server_id: it.server.id,
      server_name: it.server.name,
      transport: it.transport,
      server_port: it.server_port,
      protocol: it.protocol,
      classes: it.classes,
      last_seen: it.last_seen,
      passes: isOpen || verdicts[at]!.verdict !== 'unapproved',
      rule_id: verdicts[at]!.rule_id,
      safety: mark?.kind ?? null,
      expected_trip: mark?.expected_trip ?? null,
    };
  });
}

/** Who may stand for cutting a safety flow now: whoever leads the shift, first to last, and the plant manager. */
export async function listAuthorities(db: Database | Tx, site_id: string, now: Date): Promise<{ id: string; name: string }[]> {
  const found = new Map<string, string>();
  for (const role of ['shift_lead', 'plant_manager'] as const) {
    const { chain } = await whomToCall(db, site_id, { role, area_id: null, at: now });
    for (const it of chain) found.set(it.person_id, it.person_name);
  }
  return [...found].map(([id, name]) => ({ id, name }));
}

/**
 * Switches a conduit. Throws conflict when it is in that mode already or somebody switched it meanwhile, unprocessable without a list to hold it
 * to, without a return condition, or when a safety flow would be cut and no shift authority stands for it.
 */
export async function switchMode(tx: Tx, permit: Permit, site_id: string, conduit_id: string, it: ModeSwitch, now: Date) {
  await sql`select 1 from holdfast.conduit where site_id = ${site_id} and id = ${conduit_id} for update`.execute(tx);
  const before = await readMode(tx, site_id, conduit_id);
  if (before.mode !== it.was) throw new Failure('conflict', 'mode_switched_meanwhile', { mode: before.mode });
  if (before.mode === it.mode) throw new Failure('conflict', 'mode_already', { mode: it.mode });
  if (it.mode !== 'normal' && it.return_condition === '') throw new Failure('unprocessable', 'mode_without_return');
  const preview = await previewMode(tx, site_id, conduit_id, it.mode, now);
  if (it.mode === 'essential' && preview.list_version === null) throw new Failure('unprocessable', 'mode_without_list');
  if (it.mode === 'essential' && preview.essential_rules === 0) throw new Failure('unprocessable', 'nothing_essential');
  await requireAuthority(preview, it.authority_id);
  await sql`update holdfast.conduit set mode = ${it.mode}, mode_since = ${now.toISOString()}, mode_by = ${permit.actor_id}, mode_reason = ${it.reason},
      mode_return = ${it.return_condition || null}, mode_authority_id = ${it.authority_id} where site_id = ${site_id} and id = ${conduit_id}`.execute(
    tx,
  );
  const cut = preview.flows.filter((flow) => !flow.passes && flow.safety !== null).map((flow) => flow.flow_id);
  return {
    from: before.mode,
    to: it.mode,
    stops: preview.stops,
    passes: preview.passes,
    safety_flows_cut: cut,
    authority_id: it.authority_id,
  };
}

/** Switches and says what an act keeps of it. */
export async function outcomeOfSwitch(tx: Tx, permit: Permit, site_id: string, conduit_id: string, it: ModeSwitch, now: Date) {
  return {
    subject: { type: 'conduit', id: conduit_id },
    facts: await switchMode(tx, permit, site_id, conduit_id, it, now),
    personal: { return_condition: it.return_condition },
    jobs: [refreshSite(site_id)],
    result: null,
  };
}

async function requireAuthority(preview: ModePreview, authority_id: string | null): Promise<void> {
  if (preview.safety_stops === 0) return;
  if (authority_id === null) throw new Failure('unprocessable', 'shift_authority_needed', { count: preview.safety_stops });
  if (!preview.authorities.some(({ id }) => id === authority_id)) throw new Failure('unprocessable', 'not_shift_authority');
}

type Mark = z.output<typeof safetyFlow>;

async function readMarks(db: Database | Tx, site_id: string, flow_ids: readonly string[]): Promise<Map<string, Mark>> {
  const rows = await sql<Mark>`select s.flow_id, s.kind, s.expected_trip, p.name as marked_by_name, s.marked_at from holdfast.safety_flow s
    join holdfast.person p on p.id = s.marked_by where s.site_id = ${site_id} and s.flow_id = any(${[...flow_ids]}::uuid[])`.execute(db);
  return new Map(rows.rows.map((row) => [row.flow_id, row]));
}

/** Flows of a conduit that are marked. */
export async function listMarks(db: Database, site_id: string, conduit_id: string): Promise<Mark[]> {
  const flows = await sql<{
    flow_id: string;
  }>`select flow_id from holdfast.flow_verdict where site_id = ${site_id} and conduit_id = ${conduit_id}`.execute(db);
  const ids = flows.rows.map(({ flow_id }) => flow_id);
  return [...(await readMarks(db, site_id, ids)).values()];
}

/**
 * Marks a flow or takes the mark away. Where a safety responsible is appointed, only they and their deputy may; else who `stands_in`. Throws
 * forbidden, unprocessable.
 */
export async function markFlow(
  tx: Tx,
  permit: Permit,
  { site_id, flow_id, stands_in }: { site_id: string; flow_id: string; stands_in: boolean },
  it: z.output<typeof safetyMark>,
  now: Date,
): Promise<{ kind: string | null; was: string | null }> {
  const holder = await roleHolder(tx, 'safety_responsible', site_id, null, now);
  const isAppointed = holder.role === 'safety_responsible' && holder.person_id !== null;
  const may = isAppointed ? [holder.person_id, holder.deputy_id].includes(permit.actor_id) : stands_in;
  if (!may && isAppointed) throw new Failure('forbidden', 'safety_responsible_only', { name: holder.person_name ?? '' });
  if (!may) throw new Failure('forbidden', 'safety_without_responsible');
  const was = (await readMarks(tx, site_id, [flow_id])).get(flow_id)?.kind ?? null;
  if (it.kind === null) {
    await sql`delete from holdfast.safety_flow where site_id = ${site_id} and flow_id = ${flow_id}`.execute(tx);
    return { kind: null, was };
  }
  if (it.expected_trip === '') throw new Failure('unprocessable', 'expected_trip_missing');
  await sql`insert into holdfast.safety_flow (site_id, flow_id, kind, expected_trip, marked_by) values (${site_id}, ${flow_id}, ${it.kind}, ${it.expected_trip}, ${permit.actor_id})
    on conflict (site_id, flow_id) do update set kind = excluded.kind, expected_trip = excluded.expected_trip, marked_by = excluded.marked_by, marked_at = now()`.execute(
    tx,
  );
  return { kind: it.kind, was };
}
