// SQL of enforcers: register, change, enrol, end; and what is shown of them.
import type { Tx } from '@holdfast/platform/act';
import { Failure } from '@holdfast/platform/failure';
import type { Database } from '@holdfast/platform/route';
import { digestOfSecret } from '@holdfast/platform/enrolment-code';
import { sql } from 'kysely';
import type { z } from 'zod';
import { comparedForMs, inNormal, compileFor, isAsOrdered, type RolledOut, stateOf } from './rules.ts';
import type { Enforcer, EnforcerComparison, EnforcerReport, NewestList, newEnforcer, TriedList } from './schema.ts';
import { readView, type ViewNow } from './store.view.ts';

export type EnforcerRow = {
  site_id: string;
  id: string;
  name: string;
  kind: Enforcer['kind'];
  compared_at: string | null;
  comparison: EnforcerComparison | null;
  layout: Enforcer['layout'];
  outside: Enforcer['outside'];
  confirm_within_s: number;
  confirms_itself: boolean;
  code_expires_at: string | null;
  enrolled_at: string | null;
  certificate_fingerprint: string | null;
  sequence: number;
  seen_at: string | null;
  report: EnforcerReport | null;
  registered_by_name: string;
  registered_at: string;
  ended_at: string | null;
  zones: Enforcer['zones'];
  last_list: (NewestList & Pick<TriedList, 'versions'>) | null;
  confirmed: RolledOut | null;
  ordered: { sequence: number; ruleset_sha256: string } | null;
};

const rows = sql`select e.site_id, e.id, e.name, e.kind, e.compared_at, e.comparison, e.layout, e.outside, e.confirm_within_s, e.confirms_itself, e.code_expires_at, e.enrolled_at,
    e.certificate_fingerprint, e.sequence::float8 as sequence, e.seen_at, e.report, p.name as registered_by_name, e.registered_at, e.ended_at,
    coalesce((select jsonb_agg(jsonb_build_object('zone_id', z.id, 'name', z.name, 'interface', ez.interface) order by z.name)
      from holdfast.enforcer_zone ez join holdfast.zone z on z.site_id = ez.site_id and z.id = ez.zone_id
      where ez.site_id = e.site_id and ez.enforcer_id = e.id), '[]') as zones,
    (select jsonb_build_object('list_sequence', l.list_sequence, 'state', l.state, 'why', l.why, 'rolled_out_at', l.rolled_out_at, 'due_at', l.due_at,
        'confirmed_at', l.confirmed_at, 'ended_at', l.ended_at, 'window_number', w.number, 'versions', l.versions)
      from holdfast.enforcer_list l left join holdfast.maintenance_window w on w.site_id = l.site_id and w.id = l.window_id
      where l.site_id = e.site_id and l.enforcer_id = e.id order by l.list_sequence desc limit 1) as last_list,
    (select l.policy from holdfast.enforcer_list l where l.site_id = e.site_id and l.enforcer_id = e.id and l.state = 'confirmed'
      order by l.list_sequence desc limit 1) as confirmed,
    (select jsonb_build_object('sequence', o.sequence, 'ruleset_sha256', o.ruleset_sha256) from holdfast.enforcer_policy o
      where o.site_id = e.site_id and o.enforcer_id = e.id and o.sequence = e.sequence) as ordered
  from holdfast.enforcer e join holdfast.person p on p.id = e.registered_by`;

export async function listRows(db: Database | Tx, site_id: string): Promise<EnforcerRow[]> {
  return (await sql<EnforcerRow>`${rows} where e.site_id = ${site_id} order by e.ended_at nulls first, e.name`.execute(db)).rows;
}

export async function readRow(db: Database | Tx, site_id: string, enforcer_id: string): Promise<EnforcerRow> {
  const found = await sql<EnforcerRow>`${rows} where e.site_id = ${site_id} and e.id = ${enforcer_id}`.execute(db);
  if (found.rows[0] === undefined) throw new Failure('not_found', 'enforcer_not_found');
  return found.rows[0];
}

/**
 * Whether what is approved now reads the same on the firewall as the list it keeps. Modes come to an enforcer by themselves; on a firewall of
 * another make they have to be in its configuration, and that has to be of these days.
 */
export function isRowInStep(row: EnforcerRow, now: ViewNow, at: string): boolean {
  if (row.confirmed === null) return false;
  const isOurs = row.kind === 'enforcer';
  if (!isOurs && Date.parse(at) - Date.parse(row.compared_at ?? '') > comparedForMs) return false;
  const textOf = (view: ViewNow['view'], by: ViewNow['options']): string => compileFor(isOurs ? inNormal(view) : view, by, at).text;
  return textOf(row.confirmed.view, row.confirmed) === textOf(now.view, now.options);
}

export async function showEnforcer(db: Database | Tx, row: EnforcerRow, now: Date): Promise<Enforcer> {
  return show(row, await readView(db, row.site_id, row.id), now);
}

export function show(row: EnforcerRow, view: ViewNow, now: Date): Enforcer {
  const { report, confirmed: _confirmed, ordered, ...kept } = row;
  const in_step = isRowInStep(row, view, now.toISOString());
  const is_as_ordered = isAsOrdered(report, ordered);
  const modes = report?.modes ?? [];
  const counters = report?.counters ?? [];
  return {
    id: kept.id,
    name: kept.name,
    kind: kept.kind,
    compared_at: kept.compared_at,
    layout: kept.layout,
    outside: kept.outside,
    confirm_within_s: kept.confirm_within_s,
    confirms_itself: kept.confirms_itself,
    state: stateOf(
      { ...row, last_list: row.last_list?.state ?? null, is_as_ordered, in_step, is_same: row.comparison?.is_same ?? false },
      now,
    ),
    newest_list: newestOf(row),
    zones: kept.zones,
    conduits: view.view.conduits.length,
    closed: modes.filter(({ mode }) => mode !== 'normal').length,
    set_here: modes.filter(({ is_local }) => is_local).length,
    refused_packets: counters.filter(({ rule }) => rule.startsWith('refused ')).reduce((sum, it) => sum + it.packets, 0),
    enrolled_at: kept.enrolled_at,
    seen_at: kept.seen_at,
    version: report?.version ?? null,
    registered_by_name: kept.registered_by_name,
    registered_at: kept.registered_at,
  };
}

/** What became of the newest list; `conduit_id`: only where that conduit is in it. */
export function newestOf({ last_list }: EnforcerRow, conduit_id?: string): NewestList | null {
  if (last_list === null) return null;
  const { versions, ...newest } = last_list;
  const isIn = conduit_id === undefined || versions.some((it) => it.conduit_id === conduit_id && it.version !== null);
  return isIn ? newest : null;
}

type Given = z.output<typeof newEnforcer>;
type Code = { secret: string; until: Date } | null;

/** Registers an enforcer that waits for its machine. Throws conflict when its name is taken, not_found for a zone that is not there. */
export async function addEnforcer(tx: Tx, site_id: string, by: string, it: Given, code: Code): Promise<string> {
  const added = await sql<{ id: string }>`
    insert into holdfast.enforcer (site_id, name, kind, layout, outside, confirm_within_s, confirms_itself, code_hash, code_expires_at, registered_by)
    values (${site_id}, ${it.name}, ${it.kind}, ${it.layout}, ${it.outside}, ${it.confirm_within_s}, ${it.confirms_itself}, ${code === null ? null : digestOfSecret(code.secret)}, ${code?.until ?? null}, ${by})
    on conflict (site_id, name) where ended_at is null do nothing returning id`.execute(tx);
  if (added.rows[0] === undefined) throw new Failure('conflict', 'enforcer_name_taken');
  await keepZones(tx, site_id, added.rows[0].id, it.zones);
  return added.rows[0].id;
}

export async function changeEnforcer(tx: Tx, site_id: string, enforcer_id: string, it: Given): Promise<void> {
  const taken =
    await sql`select 1 from holdfast.enforcer where site_id = ${site_id} and name = ${it.name} and id <> ${enforcer_id} and ended_at is null`.execute(
      tx,
    );
  if (taken.rows.length > 0) throw new Failure('conflict', 'enforcer_name_taken');
  const changed = await sql`update holdfast.enforcer set name = ${it.name}, layout = ${it.layout}, outside = ${it.outside},
      confirm_within_s = ${it.confirm_within_s}, confirms_itself = ${it.confirms_itself}
    where site_id = ${site_id} and id = ${enforcer_id} and ended_at is null returning id`.execute(tx);
  if (changed.rows.length === 0) throw new Failure('conflict', 'enforcer_ended');
  await keepZones(tx, site_id, enforcer_id, it.zones);
}

async function keepZones(tx: Tx, site_id: string, enforcer_id: string, zones: Given['zones']): Promise<void> {
  await sql`delete from holdfast.enforcer_zone where site_id = ${site_id} and enforcer_id = ${enforcer_id}`.execute(tx);
  const kept = await sql<{ zone_id: string }>`insert into holdfast.enforcer_zone (site_id, enforcer_id, zone_id, interface)
    select ${site_id}, ${enforcer_id}, z.id, i.interface from jsonb_to_recordset(${JSON.stringify(zones)}::jsonb) as i(zone_id uuid, interface text)
    join holdfast.zone z on z.site_id = ${site_id} and z.id = i.zone_id on conflict do nothing returning zone_id`.execute(tx);
  if (kept.rows.length < 2 || kept.rows.length !== zones.length) throw new Failure('unprocessable', 'enforcer_zones_wrong');
}

/** A new code: the machine that is it now stays so until the code is used. */
export async function renewCode(tx: Tx, site_id: string, enforcer_id: string, code: NonNullable<Code>): Promise<void> {
  const renewed = await sql`update holdfast.enforcer set code_hash = ${digestOfSecret(code.secret)}, code_expires_at = ${code.until}
    where site_id = ${site_id} and id = ${enforcer_id} and ended_at is null returning id`.execute(tx);
  if (renewed.rows.length === 0) throw new Failure('conflict', 'enforcer_ended');
}

/** Ends it: nothing is ordered and nothing is heard any more. What it holds stays on the machine. Returns the certificate to revoke. */
export async function endEnforcer(tx: Tx, site_id: string, enforcer_id: string): Promise<{ fingerprint: string | null }> {
  const ended = await sql<{ fingerprint: string | null }>`update holdfast.enforcer set ended_at = now(), code_hash = null
    where site_id = ${site_id} and id = ${enforcer_id} and ended_at is null returning certificate_fingerprint as fingerprint`.execute(tx);
  if (ended.rows[0] === undefined) throw new Failure('conflict', 'enforcer_ended');
  return ended.rows[0];
}

export type ByCode = { site_id: string; id: string; name: string };

/** The enforcer a code's secret belongs to, while it counts. Throws unprocessable for a wrong one. */
export async function findByCode(db: Database, secret: string): Promise<ByCode> {
  const found = await sql<ByCode>`select site_id, id, name from holdfast.enforcer
    where code_hash = ${digestOfSecret(secret)} and code_expires_at > now() and ended_at is null`.execute(db);
  if (found.rows[0] === undefined) throw new Failure('unprocessable', 'enrolment_code_wrong');
  return found.rows[0];
}

/** Uses the code up: this machine is the enforcer from now on. Returns the certificate of the one before. */
export async function takeCode(tx: Tx, it: ByCode, secret: string): Promise<{ former: string | null }> {
  const before = await sql<{ fingerprint: string | null }>`select certificate_fingerprint as fingerprint from holdfast.enforcer
    where site_id = ${it.site_id} and id = ${it.id} for update`.execute(tx);
  const taken =
    await sql`update holdfast.enforcer set code_hash = null, code_expires_at = null, enrolled_at = now(), certificate_fingerprint = null, seen_at = null, report = null
    where site_id = ${it.site_id} and id = ${it.id} and code_hash = ${digestOfSecret(secret)} and code_expires_at > now() and ended_at is null returning id`.execute(
      tx,
    );
  if (taken.rows.length === 0) throw new Failure('unprocessable', 'enrolment_code_wrong');
  // Another machine holds nothing yet: its list is rolled out, and confirmed, anew.
  await sql`update holdfast.enforcer_list set state = 'past', why = 'machine_replaced', ended_at = now()
    where site_id = ${it.site_id} and enforcer_id = ${it.id} and state in ('offered', 'waiting', 'confirmed')`.execute(tx);
  return { former: before.rows[0]?.fingerprint ?? null };
}

export async function keepCertificate(tx: Tx, site_id: string, enforcer_id: string, fingerprint: string): Promise<void> {
  await sql`update holdfast.enforcer set certificate_fingerprint = ${fingerprint} where site_id = ${site_id} and id = ${enforcer_id}`.execute(
    tx,
  );
}

/** The enforcer behind a certificate's id, with the newest certificate it got. Throws forbidden for one that was ended. */
export async function findMachine(db: Database, enforcer_id: string): Promise<ByCode & { fingerprint: string | null }> {
  const found = await sql<
    ByCode & { fingerprint: string | null }
  >`select site_id, id, name, certificate_fingerprint as fingerprint from holdfast.enforcer where id = ${enforcer_id} and ended_at is null and enrolled_at is not null`.execute(
    db,
  );
  if (found.rows[0] === undefined) throw new Failure('forbidden', 'enforcer_ended');
  return found.rows[0];
}

const listRowsOf = sql`select l.list_sequence::float8 as list_sequence, l.state, l.versions, coalesce(r.name, '') as rolled_out_by_name, l.rolled_out_at, l.applied_at, l.due_at,
    c.name as confirmed_by_name, l.confirmed_at, l.why, l.ended_at, w.number as window_number
  from holdfast.enforcer_list l left join holdfast.person r on r.id::text = l.rolled_out_by left join holdfast.person c on c.id = l.confirmed_by
  left join holdfast.maintenance_window w on w.site_id = l.site_id and w.id = l.window_id`;

/** What became of the lists of an enforcer, newest first. */
export async function listTried(db: Database | Tx, site_id: string, enforcer_id: string): Promise<TriedList[]> {
  const found =
    await sql<TriedList>`${listRowsOf} where l.site_id = ${site_id} and l.enforcer_id = ${enforcer_id} order by l.list_sequence desc limit 50`.execute(
      db,
    );
  return found.rows;
}

/** Keeps what a configuration said. One that matches counts as the list in force; the configuration itself is not kept. */
export async function keepComparison(tx: Tx, row: EnforcerRow, it: EnforcerComparison, now: ViewNow, by: string): Promise<void> {
  const { site_id, id: enforcer_id } = row;
  await sql`update holdfast.enforcer set comparison = ${JSON.stringify(it)}::jsonb, compared_at = now() where site_id = ${site_id} and id = ${enforcer_id}`.execute(
    tx,
  );
  await sql`update holdfast.enforcer_list set state = 'past', why = 'compared_again', ended_at = now()
    where site_id = ${site_id} and enforcer_id = ${enforcer_id} and state = 'confirmed'`.execute(tx);
  if (!it.is_same) return;
  const found = await sql<{
    n: number;
  }>`select coalesce(max(list_sequence), 0)::float8 + 1 as n from holdfast.enforcer_list where site_id = ${site_id} and enforcer_id = ${enforcer_id}`.execute(
    tx,
  );
  const policy: RolledOut = {
    ...now.options,
    view: now.view,
    confirm_within_s: row.confirm_within_s,
    list_sequence: found.rows[0]?.n ?? 1,
  };
  await sql`insert into holdfast.enforcer_list (site_id, enforcer_id, list_sequence, list_sha256, policy, versions, state, rolled_out_by, confirmed_by, confirmed_at)
    values (${site_id}, ${enforcer_id}, ${policy.list_sequence}, ${it.config_sha256}, ${JSON.stringify(policy)}::jsonb, ${JSON.stringify(now.versions)}::jsonb,
      'confirmed', ${by}, ${by}, now())`.execute(tx);
}
