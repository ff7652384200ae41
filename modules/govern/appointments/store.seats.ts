// The seats of a site as a page shows them, now from the tables or at a past moment from the facts; and how far each site is.
import type { Tx } from '@holdfast/platform/act';
import { factsUntil } from '@holdfast/platform/facts';
import type { Database } from '@holdfast/platform/route';
import { sql } from 'kysely';
import { listCardTexts, listCardTextsThen } from './store.cards.ts';
import {
  askedFor,
  type AreaAt,
  cardVersion,
  completeAreas,
  gapsOf,
  type Held,
  holderAt,
  isInForce,
  languagesOf,
  planSeats,
  type PlannedSeat,
} from './rules.ts';
import { fold, foldedKinds, type Folded } from './rules.fold.ts';
import type { TermsAt } from './rules.past.ts';
import type { Accounts } from './rules.points.ts';
import { accountsAt, termsAt } from './store.past.ts';
import type { Appointment, Language, Seat, SeatsAnswer } from './schema.ts';
import type { PresetId } from './schema.presets.data.ts';
import { readPeople, type Reached } from './store.people.ts';
import { heldOf, listAppointments, listAreasAt, readSetting } from './store.appointments.ts';

/** The state of seats, areas and duties at a moment, from the facts of the organisation's log and the site's. */
export async function foldUntil(db: Database, site_id: string | null, until: Date): Promise<Folded> {
  const own = site_id === null ? [] : await factsUntil(db, { site_id, kinds: foldedKinds, until });
  const shared = await factsUntil(db, { site_id: null, kinds: foldedKinds, until });
  return fold([...shared, ...own]);
}

export type Standing = {
  preset: PresetId | null;
  areas: AreaAt[];
  held: Held[];
  /** Whole appointments by id; of a past state their words are in `terms`. */
  rows: ReadonlyMap<string, Appointment>;
  terms: ReadonlyMap<string, TermsAt>;
  languages: Language[];
};

/** Where a site's seats stand. `as_of` null: now. */
export async function readStanding(db: Database | Tx, site_id: string, as_of: Date | null): Promise<Standing> {
  if (as_of !== null) {
    const { preset, areas, held, languages } = await foldUntil(db, site_id, as_of);
    return { preset, areas, held, rows: new Map(), terms: new Map(), languages };
  }
  const [setting, areas, rows] = [await readSetting(db, site_id), await listAreasAt(db, site_id), await listAppointments(db, site_id)];
  const byId = new Map(rows.map((row) => [row.id, row]));
  return {
    preset: setting?.preset ?? null,
    areas,
    held: rows.map(heldOf),
    rows: byId,
    terms: new Map(),
    languages: setting?.languages ?? [],
  };
}

/** The seats of a site with all that is missing. */
export async function readSeats(db: Database | Tx, site_id: string, now: Date, as_of: Date | null): Promise<SeatsAnswer> {
  const bare = await readStanding(db, site_id, as_of);
  const standing = as_of === null ? bare : { ...bare, terms: await termsAt(db, site_id, as_of) };
  const { areas, held, terms } = standing;
  const at = as_of ?? now;
  const preset = standing.preset ?? 'minimum';
  const named = [
    ...held.flatMap((it) => [it.person_id, it.deputy_id]),
    ...areas.map((it) => it.owner_id),
    ...[...terms.values()].map((it) => it.made_by),
  ];
  const people = await readPeople(db, named);
  const texts = as_of === null ? await listCardTexts(db, site_id) : await listCardTextsThen(db, site_id, as_of);
  const accounts = as_of === null ? null : await accountsAt(db, as_of);
  const show = (seat: PlannedSeat): Seat => {
    const version = cardVersion(
      seat.role,
      texts.filter((it) => it.role === seat.role),
    );
    return showSeat(seat, standing, { at, people, version, accounts });
  };
  const seats = planSeats(preset, site_id, areas, held).map(show);
  const required = seats.filter((it) => it.is_required);
  const ofHolders = seats.flatMap((it) => people.get(it.appointment?.person_id ?? '')?.language ?? []);
  return {
    preset,
    preset_chosen: standing.preset !== null,
    languages: languagesOf(standing.languages, ofHolders),
    areas: areas.length,
    areas_complete: completeAreas(site_id, areas, held, at),
    required: required.length,
    filled: required.filter((it) => it.appointment !== null).length,
    seats,
  };
}

type Showing = { at: Date; people: ReadonlyMap<string, Reached>; version: string; accounts: Accounts | null };

function showSeat(seat: PlannedSeat, { areas, held, rows, terms }: Standing, { at, people, version, accounts }: Showing): Seat {
  const holder = holderAt(held, seat, at);
  const asked = askedFor(held, seat);
  const show = (it: Held | null): Appointment | null => (it === null ? null : (rows.get(it.id) ?? pastRow(it, terms.get(it.id), people)));
  const named_id = seat.role === 'asset_owner' ? (areas.find((it) => it.id === seat.area_id)?.owner_id ?? null) : null;
  const named = named_id === null ? undefined : people.get(named_id);
  const isActive = (id: string): boolean => (accounts === null ? people.get(id)?.active === true : !accounts.closed.has(id));
  // The catalogue's own version of a past day is not known: a card of another release is not compared.
  const isComparable = accounts === null || holder?.card_version === null || holder?.card_version.split('.')[0] === version.split('.')[0];
  const hasReach = (id: string): boolean => (accounts === null ? people.get(id)?.reach.phone !== null : accounts.reachable.has(id));
  return {
    ...seat,
    appointment: show(holder),
    proposed: show(asked),
    gaps: gapsOf(seat, held, { at, isActive, named_id, card_version: isComparable ? version : null, hasReach }),
    named: named === undefined ? null : { person_id: named.id, person_name: named.name },
    reach: holder === null ? null : (people.get(holder.person_id)?.reach ?? null),
  };
}

/** A past appointment: what the facts told, and its words where nobody has erased them. */
function pastRow(it: Held, said: TermsAt | undefined, people: ReadonlyMap<string, Reached>): Appointment {
  const nameOf = (id: string | null): string | null => (id === null ? null : (people.get(id)?.name ?? null));
  return {
    ...noTerms,
    ...termsOf(said),
    ...it,
    made_at: said?.made_at ?? it.starts_at,
    made_by_name: nameOf(said?.made_by ?? null),
    person_name: nameOf(it.person_id) ?? '',
    deputy_name: nameOf(it.deputy_id),
    version: 0,
  };
}

/** Without who made it, which is shown as a name. */
function termsOf(said: TermsAt | undefined): Partial<Omit<TermsAt, 'made_by'>> {
  if (said === undefined) return {};
  const { made_by: _made_by, ...terms } = said;
  return terms;
}

const noTerms = {
  mandate: null,
  competence: null,
  resources: null,
  answered_at: null,
  end_reason: null,
  handover_remark: null,
  card_language: null,
  card_read_at: null,
};

type Site = { id: string; name: string };

/** How far each of the sites has filled the seats its role model asks for, worst first; `as_of`: as it was then, of the sites there were. */
export async function listCoverage(db: Database, sites: readonly string[] | null, now: Date, as_of: Date | null = null) {
  const at = as_of ?? now;
  const mine = sites === null ? sql`true` : sql`id = any(${[...sites]}::uuid[])`;
  const which = sql`${mine} and created_at <= ${at.toISOString()}::timestamptz`;
  const found = await sql<Site>`select id, name from holdfast.site where ${which} order by name`.execute(db);
  const rows = [];
  for (const { id, name } of found.rows) {
    const { preset, areas, held } = await readStanding(db, id, as_of);
    const seats = planSeats(preset ?? 'minimum', id, areas, held).filter((it) => it.is_required);
    const filled = seats.filter((it) => holderAt(held, it, at) !== null).length;
    const has = (role: Held['role']): boolean => held.some((it) => it.role === role && it.site_id === id && isInForce(it, at));
    rows.push({
      id,
      name,
      preset: preset ?? 'minimum',
      required: seats.length,
      filled,
      areas: areas.length,
      areas_complete: completeAreas(id, areas, held, at),
      has_site_ot_lead: has('site_ot_lead'),
      has_officer: has('ot_security_officer'),
      percent: seats.length === 0 ? 0 : Math.floor((100 * filled) / seats.length),
    });
  }
  return rows.sort((a, b) => a.percent - b.percent || a.name.localeCompare(b.name));
}

/** What a place is called and its time zone: the area where there is one, else the site; null for the organisation. */
export async function readPlace(
  db: Database,
  site_id: string | null,
  area_id: string | null,
): Promise<{ name: string | null; time_zone: string }> {
  const found = await sql<{
    name: string;
    time_zone: string;
  }>`select coalesce(r.name || ', ', '') || s.name as name, s.time_zone from holdfast.site s
    left join holdfast.area r on r.site_id = s.id and r.id = ${area_id}::uuid where s.id = ${site_id}::uuid`.execute(db);
  return found.rows[0] ?? { name: null, time_zone: 'UTC' };
}
