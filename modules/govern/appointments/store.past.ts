// What the ledger tells of roles up to a moment: parties, coordination, processes, cards, plans and single points. Folded in rules.past*.ts.
import { factsUntil, toldUntil } from '@holdfast/platform/facts';
import type { Database } from '@holdfast/platform/route';
import { sql } from 'kysely';
import {
  type CardTextAt,
  type CoordinationAt,
  coordinationKinds,
  foldCardTexts,
  foldCoordination,
  foldParties,
  foldPlans,
  foldProcesses,
  foldTerms,
  type PartAt,
  type PlanAt,
  type ProcessAt,
  termKinds,
  type TermsAt,
} from './rules.past.ts';
import {
  accountKinds,
  type Accounts,
  type BarePoint,
  foldAccounts,
  foldZones,
  onlyOnes,
  pointKinds,
  soleKeys,
  soleOnCall,
} from './rules.points.ts';
import type { ProcessName } from './rules.duties.ts';

export const partiesAt = async (db: Database, site_id: string, until: Date): Promise<Map<string, PartAt[]>> =>
  foldParties(await toldUntil(db, { site_id, kinds: ['party.set'], until }));

export const coordinationAt = async (db: Database, site_id: string, until: Date): Promise<CoordinationAt> =>
  foldCoordination(await factsUntil(db, { site_id, kinds: coordinationKinds, until }));

export const processesAt = async (db: Database, site_id: string, until: Date): Promise<Map<ProcessName, ProcessAt>> =>
  foldProcesses(await toldUntil(db, { site_id, kinds: ['process.described'], until }));

export const cardTextsAt = async (db: Database, site_id: string, until: Date): Promise<CardTextAt[]> =>
  foldCardTexts(await toldUntil(db, { site_id, kinds: ['role_card.changed'], until }));

/** Of a site's log and the organisation's. */
export async function termsAt(db: Database, site_id: string | null, until: Date): Promise<Map<string, TermsAt>> {
  const shared = await toldUntil(db, { site_id: null, kinds: termKinds, until });
  const own = site_id === null ? [] : await toldUntil(db, { site_id, kinds: termKinds, until });
  return foldTerms([...shared, ...own]);
}

export const plansAt = async (db: Database, site_id: string, until: Date): Promise<Map<string, PlanAt>> =>
  foldPlans(await toldUntil(db, { site_id, kinds: ['deputy_plan.kept'], until }));

/** Whose account was closed, and who had left a number. */
export const accountsAt = async (db: Database, until: Date): Promise<Accounts> =>
  foldAccounts(await factsUntil(db, { site_id: null, kinds: accountKinds, until }));

/** Zones as people drew and named them, those without a name of their own as they are called today. */
export async function zonesAt(
  db: Database,
  site_id: string,
  until: Date,
): Promise<{ id: string; name: string; custodian_id: string | null }[]> {
  const zones = foldZones(await factsUntil(db, { site_id, kinds: ['zone.drawn', 'zone.changed', 'zone.removed'], until }));
  const { rows } = await sql<{ id: string; name: string }>`select id, name from holdfast.zone where site_id = ${site_id}`.execute(db);
  const names = new Map(rows.map((it) => [it.id, it.name]));
  return zones.map((it) => ({ ...it, name: it.name ?? names.get(it.id) ?? '' }));
}

type Grant = { role: string; person_id: string; zone_id: string | null };

/** Rights to act at a site then; `site` ones over the whole of it. Rights keep their beginning and end. */
async function grantsAt(db: Database, site_id: string, until: Date): Promise<Grant[]> {
  const then = sql`${until.toISOString()}::timestamptz`;
  const inForce = sql`g.starts_at <= ${then} and (g.ended_at is null or g.ended_at > ${then}) and (g.expires_at is null or g.expires_at > ${then})
    and g.role <> 'auditor' and (g.site_id is null or g.site_id = ${site_id})`;
  const found = await sql<Grant>`select g.role, g.person_id, g.zone_id from holdfast.role_grant g where ${inForce}
    union select g.role, d.person_id, g.zone_id from holdfast.role_grant g join holdfast.deputy d on d.grant_id = g.id
      and d.starts_at <= ${then} and d.until_at > ${then} and (d.ended_at is null or d.ended_at > ${then}) where ${inForce}`.execute(db);
  return found.rows;
}

/** Rights, zones, keys and on-call only one person had then. `closed`: whose account was. */
export async function pointsAt(db: Database, site_id: string, until: Date, closed: ReadonlySet<string>): Promise<BarePoint[]> {
  const facts = await toldUntil(db, { site_id, kinds: pointKinds, until });
  const grants = (await grantsAt(db, site_id, until)).filter((it) => !closed.has(it.person_id));
  const whole = grants.filter((it) => it.zone_id === null);
  const lead = (it: Grant): boolean => it.role === 'ot_lead' || it.role === 'plant_manager';
  const zones = (await zonesAt(db, site_id, until)).flatMap(({ id, name, custodian_id }): BarePoint[] => {
    if (custodian_id === null) return [];
    const other = grants.some((it) => lead(it) && (it.zone_id === null || it.zone_id === id) && it.person_id !== custodian_id);
    return other ? [] : [{ kind: 'zone', ref: id, person_id: custodian_id, what: name, place: null }];
  });
  return [
    ...onlyOnes(
      whole.map((it) => [it.role, it.person_id]),
      'grant',
    ),
    ...zones.toSorted((a, b) => a.what.localeCompare(b.what)),
    ...soleKeys(facts),
    ...soleOnCall(facts, until.toISOString().slice(0, 10)),
  ];
}
