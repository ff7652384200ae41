// Findings that need more than a query: remote sessions, unusual elements and commands, devices that fell silent, enforcers that hold something else. Added to the table `wanted`.
import { showEnforcer, listRows } from '@holdfast/enforcement/store';
import type { FlowElement } from '@holdfast/core-wire';
import type { Tx } from '@holdfast/platform/act';
import { type Calendar, statesAt } from '@holdfast/production/rules';
import { readCalendar } from '@holdfast/production/store';
import { sql } from 'kysely';
import type { Finding } from './schema.ts';
import { remoteSessions } from './store.wanted.remote.ts';
import { elementsOutside, type ElementSpan, unusualCommands, wordElement } from './rules.unusual.ts';

export type Detected = Pick<
  Finding,
  'kind' | 'subject_type' | 'subject_id' | 'zone_id' | 'other_zone_id' | 'facts' | 'attack' | 'capture_id' | 'frame'
> & {
  first_seen: string;
  last_seen: string;
};

/** What happened longer ago is history, and not read again. */
const lookBackDays = 35;
const iso = (ms: number): string => new Date(ms).toISOString();

/** Everything found here, for `wanted`. */
export async function addDetected(tx: Tx, site_id: string, now: Date): Promise<void> {
  // All of it: what was planned stays planned, however long ago.
  const calendar = await readCalendar(tx, site_id, new Date(0), new Date(now.getTime() + 400 * 86_400_000));
  await dropPlanned(tx, site_id, calendar);
  const found = [
    ...(await remoteSessions(tx, site_id)),
    ...(await newElements(tx, site_id, calendar)),
    ...(await oddCommands(tx, site_id, calendar)),
    ...(await silentDevices(tx, site_id, calendar)),
    ...(await strayEnforcers(tx, site_id, now)),
  ];
  if (found.length === 0) return;
  await sql`insert into wanted (kind, subject_type, subject_id, zone_id, other_zone_id, facts, attack, capture_id, frame, first_seen, last_seen)
    select n.kind, n.subject_type, n.subject_id, n.zone_id, n.other_zone_id, n.facts, array(select jsonb_array_elements_text(n.attack)), n.capture_id, n.frame, n.first_seen, n.last_seen
    from jsonb_to_recordset(${JSON.stringify(found)}::jsonb) as n(kind text, subject_type text, subject_id uuid, zone_id uuid, other_zone_id uuid, facts jsonb, attack jsonb,
      capture_id uuid, frame bigint, first_seen timestamptz, last_seen timestamptz)`.execute(tx);
}

/** Whether the plant did something else than produce then: what is noted in the calendar explains new recipes and programs. */
const isExplained = (calendar: Calendar, zones: readonly (string | null)[], at_ms: number): boolean =>
  statesAt(
    calendar,
    zones.filter((it) => it !== null),
    at_ms,
  ).some((state) => state !== 'production' && state !== 'standstill');

/**
 * What an engineering station did while commissioning, a changeover or a turnaround is noted, or in an approved maintenance window, was planned:
 * the finding is gone, or as old as the last command that was not.
 */
async function dropPlanned(tx: Tx, site_id: string, calendar: Calendar): Promise<void> {
  type Row = { subject_id: string; zone_id: string | null; other_zone_id: string | null; moments: { at_ms: number; in_window: boolean }[] };
  const { rows } =
    await sql<Row>`select w.subject_id, w.zone_id, w.other_zone_id, jsonb_agg(jsonb_build_object('at_ms', extract(epoch from x.at) * 1000,
      'in_window', exists (select 1 from holdfast.maintenance_window m where m.site_id = ${site_id} and m.state = 'approved' and m.starts_at <= x.at and m.ends_at >= x.at
        and (m.zone_ids = '{}' or w.other_zone_id = any(m.zone_ids)))) order by x.at) as moments
    from wanted w join holdfast.flow f on f.site_id = ${site_id} and f.id = w.subject_id
    join holdfast.asset a on a.site_id = f.site_id and a.id = f.client_id and a.kind = 'engineering-station' and a.standing = 'accepted'
    join holdfast.event x on x.site_id = f.site_id and x.flow_id = f.id and x.class in ('program', 'start', 'stop')
    where w.kind = 'changing_command' group by w.subject_id, w.zone_id, w.other_zone_id`.execute(tx);
  const last = rows.map(({ subject_id, zone_id, other_zone_id, moments }) => {
    const unplanned = moments.findLast((it) => !it.in_window && !isExplained(calendar, [zone_id, other_zone_id], it.at_ms));
    return { subject_id, last_seen: unplanned === undefined ? null : iso(unplanned.at_ms) };
  });
  if (last.length === 0) return;
  const told = sql`jsonb_to_recordset(${JSON.stringify(last)}::jsonb) as n(subject_id uuid, last_seen timestamptz)`;
  await sql`update wanted w set last_seen = least(w.last_seen, n.last_seen) from ${told} where w.kind = 'changing_command' and w.subject_id = n.subject_id and n.last_seen is not null`.execute(
    tx,
  );
  await sql`delete from wanted w using ${told} where w.kind = 'changing_command' and w.subject_id = n.subject_id and n.last_seen is null`.execute(
    tx,
  );
}

type OfFlow = { flow_id: string; protocol: string; port: number | null; zone_id: string | null; other_zone_id: string | null };
const ofFlow = sql`f.id as flow_id, f.protocol, nullif(f.server_port, -1) as port, cm.zone_id, sm.zone_id as other_zone_id`;
const zonesOfFlow = sql`left join holdfast.zone_member cm on cm.site_id = f.site_id and cm.asset_id = f.client_id
  left join holdfast.zone_member sm on sm.site_id = f.site_id and sm.asset_id = f.server_id`;
const subjectOf = (it: OfFlow) => ({
  subject_type: 'flow' as const,
  subject_id: it.flow_id,
  zone_id: it.zone_id,
  other_zone_id: it.other_zone_id,
});

async function newElements(tx: Tx, site_id: string, calendar: Calendar): Promise<Detected[]> {
  const { rows } = await sql<OfFlow & { spans: (ElementSpan & { capture_id: string })[] }>`select ${ofFlow},
      jsonb_agg(jsonb_build_object('elements', k.elements, 'first_ms', extract(epoch from k.first_at) * 1000, 'capture_id', k.capture_id)) as spans
    from (select k.flow_id, k.elements, min(c.started_at) as first_at, (array_agg(c.capture_id order by c.started_at))[1] as capture_id from holdfast.conversation_kind k
        join holdfast.conversation c on c.site_id = k.site_id and c.kind_id = k.id and c.flow_id = k.flow_id
        where k.site_id = ${site_id} and k.elements <> '[]' group by k.flow_id, k.id, k.elements) k
    join holdfast.flow f on f.site_id = ${site_id} and f.id = k.flow_id ${zonesOfFlow}
    group by f.id, f.protocol, f.server_port, cm.zone_id, sm.zone_id having max(k.first_at) > min(k.first_at) + interval '24 hours'`.execute(
    tx,
  );
  return rows.flatMap((it) => {
    const outside = elementsOutside(it.spans);
    if (outside === null || isExplained(calendar, [it.zone_id, it.other_zone_id], outside.since_ms)) return [];
    const names = [...new Set(outside.elements.map((each: FlowElement) => wordElement(each)))];
    const facts = { protocol: it.protocol, port: it.port, elements: names.slice(0, 8).join(', '), count: names.length };
    const capture_id = it.spans.find((span) => span.first_ms === outside.since_ms)?.capture_id ?? null;
    const at = iso(outside.since_ms);
    return [
      {
        kind: 'element_outside' as const,
        ...subjectOf(it),
        facts,
        attack: ['T0836'],
        capture_id,
        frame: null,
        first_seen: at,
        last_seen: at,
      },
    ];
  });
}

async function oddCommands(tx: Tx, site_id: string, calendar: Calendar): Promise<Detected[]> {
  const { rows } = await sql<
    OfFlow & { commands: { operation: string; at_ms: number }[]; capture_id: string; frame: number }
  >`select ${ofFlow}, e.commands, e.capture_id, e.frame
    from (select x.flow_id, jsonb_agg(jsonb_build_object('operation', x.operation, 'at_ms', extract(epoch from x.at) * 1000) order by x.at, x.frame) as commands,
        (array_agg(x.capture_id order by x.at desc))[1] as capture_id, (array_agg(x.frame order by x.at desc))[1]::int as frame
      from holdfast.event x where x.site_id = ${site_id} and x.at > (select max(y.at) from holdfast.event y where y.site_id = ${site_id}) - make_interval(days => ${lookBackDays})
      group by x.flow_id having max(x.at) > min(x.at) + interval '12 hours') e
    join holdfast.flow f on f.site_id = ${site_id} and f.id = e.flow_id ${zonesOfFlow}`.execute(tx);
  return rows.flatMap((it) => {
    const odd = unusualCommands(it.commands);
    if (odd === null || isExplained(calendar, [it.zone_id, it.other_zone_id], odd.at_ms)) return [];
    const facts = { protocol: it.protocol, port: it.port, code: odd.code, usual: odd.usual, seen: odd.seen };
    const at = iso(odd.at_ms);
    return [
      {
        kind: 'unusual_commands' as const,
        ...subjectOf(it),
        facts,
        attack: ['T0855'],
        capture_id: it.capture_id,
        frame: it.frame,
        first_seen: at,
        last_seen: at,
      },
    ];
  });
}

/** Silent for so long while its neighbours are heard is silence, of a device that speaks more often than once a minute. */
const silentMs = 240_000;

/** What runs while the plant runs; people's computers do not. */
const fieldKinds = sql`array['plc', 'safety-controller', 'remote-io', 'drive', 'robot', 'sensor', 'actuator', 'meter', 'rtu', 'ied', 'hmi', 'scada', 'gateway', 'building-controller']`;

async function silentDevices(tx: Tx, site_id: string, calendar: Calendar): Promise<Detected[]> {
  if (calendar.hours.length === 0 && calendar.periods.length === 0) return [];
  const cyclic = sql`array['modbus', 's7comm', 'cip', 'cip-io', 'enip', 'profinet-rt', 'opcua']`;
  type Row = { asset_id: string; zone_id: string; last_ms: number; heard_ms: number; capture_id: string | null };
  const { rows } =
    await sql<Row>`select a.id as asset_id, m.zone_id, extract(epoch from a.last_seen) * 1000 as last_ms, extract(epoch from h.heard_at) * 1000 as heard_ms, h.capture_id
    from holdfast.asset a join holdfast.zone_member m on m.site_id = a.site_id and m.asset_id = a.id
    cross join lateral (select max(b.last_seen) as heard_at, null::uuid as capture_id from holdfast.zone_member n join holdfast.asset b on b.site_id = n.site_id and b.id = n.asset_id
      where n.site_id = m.site_id and n.zone_id = m.zone_id and b.id <> a.id) h
    where a.site_id = ${site_id} and a.kind = any(${fieldKinds}) and a.standing = 'accepted' and a.lifecycle = 'in_service' and h.heard_at > a.last_seen + make_interval(secs => ${silentMs / 1000})
      and exists (select 1 from holdfast.flow f join holdfast.conversation c on c.site_id = f.site_id and c.flow_id = f.id
        where f.site_id = a.site_id and (f.server_id = a.id or f.client_id = a.id) and f.protocol = any(${cyclic})
          and c.last_at - c.started_at > interval '4 minutes' and c.packets > 2 * extract(epoch from c.last_at - c.started_at) / 60)`.execute(
      tx,
    );
  return rows.flatMap(({ asset_id, zone_id, last_ms, heard_ms, capture_id }) => {
    // It counts only while the plant produced, at the silence's beginning and when others were heard.
    const runs = [last_ms + silentMs, heard_ms].every((at) => statesAt(calendar, [zone_id], at).includes('production'));
    if (!runs) return [];
    const facts = { silent_since: iso(last_ms), heard_at: iso(heard_ms), minutes: Math.floor((heard_ms - last_ms) / 60_000) };
    const subject = { subject_type: 'asset' as const, subject_id: asset_id, zone_id, other_zone_id: null };
    return [
      {
        kind: 'silent_device' as const,
        ...subject,
        facts,
        attack: ['T0814'],
        capture_id,
        frame: null,
        first_seen: iso(last_ms),
        last_seen: iso(heard_ms),
      },
    ];
  });
}

async function strayEnforcers(tx: Tx, site_id: string, now: Date): Promise<Detected[]> {
  const found: Detected[] = [];
  for (const row of await listRows(tx, site_id)) {
    if (row.ended_at !== null) continue;
    const { state } = await showEnforcer(tx, row, now);
    if (state !== 'differs' && state !== 'silent' && state !== 'rolled_back') continue;
    const at = row.seen_at ?? row.compared_at ?? row.registered_at;
    const zone_id = row.zones[0]?.zone_id ?? null;
    const subject = { subject_type: 'enforcer' as const, subject_id: row.id, zone_id, other_zone_id: null };
    found.push({
      kind: 'enforcer_differs',
      ...subject,
      facts: { state },
      attack: [],
      capture_id: null,
      frame: null,
      first_seen: at,
      last_seen: at,
    });
  }
  return found;
}
