// SQL of one finding's page: why it matters here, whom to call now.
import { statesAt } from '@holdfast/production/rules';
import { readCalendar } from '@holdfast/production/store';
import { hasMessages, listBeside } from '@holdfast/line-messages/store';
import type { Database } from '@holdfast/platform/route';
import { whomToCall } from '@holdfast/roster/store';
import { sql } from 'kysely';
import type { Finding, FindingDetail } from './schema.ts';
import { namesOf } from './store.ts';
import { readKeptFrames } from './store.frames.ts';

type Matters = FindingDetail['matters'];
type Asset = {
  id: string;
  name: string;
  criticality: string | null;
  production_role: string | null;
  area_id: string | null;
  is_safety: boolean;
};
/** So many are called; more names are no help at night. */
const mostCalled = 5;
/** Who can say what happened on the line: whoever leads the shift, then whoever leads an incident. */
const asked = ['shift_lead', 'incident_coordinator'] as const;

export async function readDetail(db: Database, site_id: string, finding: Finding, now: Date): Promise<FindingDetail> {
  const assets = await assetsOf(db, site_id, finding);
  const area_id = assets.find((it) => it.area_id !== null)?.area_id ?? null;
  const answers = await Promise.all(asked.map((role) => whomToCall(db, site_id, { role, area_id, at: now })));
  const chain = answers.flatMap((it) => it.chain);
  const first = [...chain.filter((it) => it.why === 'on_shift'), ...chain];
  const call = first.filter((it, at) => first.findIndex((each) => each.person_id === it.person_id) === at).slice(0, mostCalled);
  const capture = await sql<{
    name: string;
  }>`select name from holdfast.capture where site_id = ${site_id} and id = ${finding.capture_id}`.execute(db);
  const site = await sql<{ days: number }>`select finding_absent_days as days from holdfast.site where id = ${site_id}`.execute(db);
  return {
    finding,
    matters: [...(await placeOf(db, site_id, finding)), ...assets.flatMap(wordAsset), ...(await momentOf(db, site_id, finding))],
    call,
    shift_name: answers[0]?.shift?.name ?? null,
    capture_name: capture.rows[0]?.name ?? null,
    frames: await readKeptFrames(db, site_id, finding.id),
    needed_days: site.rows[0]?.days ?? 0,
    beside: await besideOf(db, site_id, finding),
  } as FindingDetail;
}

/** What the MES told of the same line at the same time. */
async function besideOf(db: Database, site_id: string, it: Finding): Promise<FindingDetail['beside']> {
  const is_connected = await hasMessages(db, site_id);
  if (!is_connected || it.line_messages === 0) return { messages: [], is_connected };
  const zones = [it.zone_id, it.other_zone_id].filter((zone) => zone !== null);
  const names = await namesOf(db, site_id, it.id);
  return { messages: await listBeside(db, site_id, { from: it.first_seen, until: it.last_seen, zones, names }), is_connected };
}

/** What the finding is about: the device, or the devices at both ends, the one that answers first. */
async function assetsOf(db: Database, site_id: string, { subject_type, subject_id }: Finding): Promise<Asset[]> {
  return (
    await sql<Asset>`select a.id, a.name, a.criticality, a.production_role, a.area_id,
        a.kind = 'safety-controller' or exists (select 1 from holdfast.safety_flow s join holdfast.flow g on g.site_id = s.site_id and g.id = s.flow_id
          where s.site_id = a.site_id and a.id in (g.client_id, g.server_id)) as is_safety
      from holdfast.asset a left join holdfast.flow f on f.site_id = a.site_id and ${subject_type} = 'flow' and f.id = ${subject_id}
      where a.site_id = ${site_id} and (a.id = ${subject_id} or a.id in (f.client_id, f.server_id)) order by a.id = f.server_id desc, a.id`.execute(
      db,
    )
  ).rows;
}

const wordAsset = ({ name, criticality, production_role, is_safety }: Asset): Matters => [
  ...(criticality === null ? [] : [{ code: 'critical' as const, params: { asset: name, criticality } }]),
  ...(production_role === null ? [] : [{ code: 'role' as const, params: { asset: name, role: production_role } }]),
  ...(is_safety ? [{ code: 'safety' as const, params: { asset: name } }] : []),
];

async function placeOf(db: Database, site_id: string, it: Finding): Promise<Matters> {
  const { zone_name, other_zone_name } = it;
  const levels = await sql<{ id: string; level: string | null; name: string }>`select id, name, purdue_level as level from holdfast.zone
    where site_id = ${site_id} and id in (${it.zone_id}, ${it.other_zone_id})`.execute(db);
  // What is done is done to the end that answers.
  const zone = levels.rows.find(({ id }) => id === (it.other_zone_id ?? it.zone_id)) ?? levels.rows[0];
  if (zone === undefined) return it.subject_type === 'site' ? [] : [{ code: 'unplaced', params: {} }];
  const path: Matters =
    zone_name !== null && other_zone_name !== null ? [{ code: 'both', params: { zone: zone_name, other: other_zone_name } }] : [];
  if (zone.level === null) return [...path, { code: 'zone_only', params: { zone: zone.name } }];
  return [...path, { code: 'zone', params: { zone: zone.name, level: zone.level } }];
}

/** What was going on: the conduit's mode now, what the plant did and which window was open when it was first seen. */
async function momentOf(db: Database, site_id: string, it: Finding): Promise<Matters> {
  const at = new Date(it.first_seen);
  const zones = [it.zone_id, it.other_zone_id].filter((zone) => zone !== null);
  const modes = await sql<{
    mode: 'normal' | 'essential' | 'isolated';
  }>`select c.mode from holdfast.conduit c left join holdfast.flow_verdict v
      on v.site_id = c.site_id and v.conduit_id = c.id and v.flow_id = ${it.subject_id}
    where c.site_id = ${site_id} and (c.id = ${it.subject_id} or v.flow_id is not null) limit 1`.execute(db);
  const calendar = await readCalendar(db, site_id, at, new Date(at.getTime() + 1));
  const windows = await sql<{
    title: string;
  }>`select title from holdfast.maintenance_window where site_id = ${site_id} and state = 'approved' and starts_at <= ${it.first_seen}
    and ends_at > ${it.first_seen} and (zone_ids = '{}' or zone_ids && ${zones}::uuid[]) order by starts_at limit 3`.execute(db);
  return [
    ...modes.rows.map(({ mode }) => ({ code: `mode_${mode}` as const, params: {} })),
    ...statesAt(calendar, zones, at.getTime()).map((state) => ({ code: 'state' as const, params: { state } })),
    ...windows.rows.map(({ title }) => ({ code: 'window' as const, params: { window: title } })),
  ];
}
