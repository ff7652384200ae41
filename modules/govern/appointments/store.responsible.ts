// Who answers for an activity, a zone, an area, a device or a control at a site: one name, why it is that one, and who stands in.
import { type Activity, citeText, requirement, requirements } from '@holdfast/core-law';
import type { Tx } from '@holdfast/platform/act';
import { contains, every, inZones } from '@holdfast/platform/list';
import type { Database } from '@holdfast/platform/route';
import { sql } from 'kysely';
import { allActivities, defaultRaci, findActivity, type Found, resolveRole } from './rules.duties.ts';
import type { RaciAt } from './rules.fold.ts';
import type { Accountable, RaciRow, Responsible } from './schema.duties.ts';
import type { RoleId } from './schema.roles.data.ts';
import { readPeople, type Reached } from './store.people.ts';
import { listRaci, type RaciSet } from './store.raci.ts';
import { accountsAt, zonesAt } from './store.past.ts';
import { foldUntil, readStanding, type Standing } from './store.seats.ts';

type Bare = Pick<Standing, 'areas' | 'held'>;

/** `site_id` null: an activity of the whole organisation. `as_of`: as it was then, from the facts; left out, now. */
export type AccountableAsked = { activity_id: string; site_id: string | null; area_id?: string | null; as_of?: Date | null };

/**
 * Who is accountable for an activity. Always an answer: the role asked for, the role it fell to where nobody holds that one, and the person,
 * or `vacant`. An activity that is in no list answers with the plant manager's role.
 */
export async function accountableFor(
  db: Database | Tx,
  { activity_id, site_id, area_id = null, as_of = null }: AccountableAsked,
): Promise<Accountable> {
  const standing = await standingOf(db, site_id, as_of);
  const set = await raciOf(db, site_id, activity_id, as_of);
  const activity = findActivity(activity_id);
  const role: RoleId = set?.accountable ?? (activity === undefined ? 'plant_manager' : defaultRaci(activity).accountable);
  return nameFound(db, findRole(role, standing, { site_id, area_id, at: as_of ?? new Date() }), set === undefined ? 'default' : 'set');
}

/** Who answers for a role at a place now: the holder, else who it falls to. */
export async function roleHolder(
  db: Database | Tx,
  role: RoleId,
  site_id: string | null,
  area_id: string | null,
  now: Date,
): Promise<Accountable> {
  return nameFound(db, findRole(role, await standingOf(db, site_id, null), { site_id, area_id, at: now }), 'default');
}

/** Who holds each of these roles at a site, at an instant; `as_of` set: as the log tells it until then. */
export async function roleHolders(
  db: Database,
  roles: Iterable<RoleId>,
  { site_id, at, as_of }: { site_id: string; at: Date; as_of: Date | null },
): Promise<ReadonlyMap<RoleId, Accountable>> {
  const standing = await standingOf(db, site_id, as_of);
  const found = new Map<RoleId, Accountable>();
  for (const role of roles) found.set(role, await nameFound(db, findRole(role, standing, { site_id, area_id: null, at }), 'default'));
  return found;
}

/** Seats and areas as they answer: now, whoever's account is closed answers for nothing and stands in for nobody. */
async function standingOf(db: Database | Tx, site_id: string | null, as_of: Date | null): Promise<Bare> {
  // An organisation has no areas; any site's reading would do, and none is needed.
  if (as_of !== null) return standingThen(db, site_id, as_of);
  const { areas, held } = await readStanding(db, site_id ?? nowhere, null);
  const people = await readPeople(db, [...held.flatMap((it) => [it.person_id, it.deputy_id]), ...areas.map((it) => it.owner_id)]);
  const there = (id: string | null): string | null => (id !== null && people.get(id)?.active === true ? id : null);
  return {
    areas: areas.map((it) => ({ ...it, owner_id: there(it.owner_id) })),
    held: held.filter((it) => there(it.person_id) !== null).map((it) => ({ ...it, deputy_id: there(it.deputy_id) })),
  };
}

async function standingThen(db: Database | Tx, site_id: string | null, as_of: Date): Promise<Bare> {
  const { areas, held } = site_id === null ? await foldUntil(db, null, as_of) : await readStanding(db, site_id, as_of);
  const { closed } = await accountsAt(db, as_of);
  const there = (id: string | null): string | null => (id !== null && !closed.has(id) ? id : null);
  return {
    areas: areas.map((it) => ({ ...it, owner_id: there(it.owner_id) })),
    held: held.filter((it) => there(it.person_id) !== null).map((it) => ({ ...it, deputy_id: there(it.deputy_id) })),
  };
}
const nowhere = '00000000-0000-0000-0000-000000000000';

async function raciOf(db: Database | Tx, site_id: string | null, activity_id: string, as_of: Date | null): Promise<RaciAt | undefined> {
  if (site_id === null) return undefined;
  if (as_of !== null) return (await foldUntil(db, site_id, as_of)).raci.get(activity_id);
  return (await listRaci(db, site_id, activity_id)).get(activity_id);
}

type At = { site_id: string | null; area_id: string | null; at: Date };

function findRole(role: RoleId, { areas, held }: Bare, { site_id, area_id, at }: At): Found {
  const named_id = areas.find((it) => it.id === area_id)?.owner_id ?? null;
  return resolveRole(role, held, { site_id, area_id, areas: areas.map((it) => it.id), named_id, at });
}

function wordFound(found: Found, source: 'set' | 'default', people: ReadonlyMap<string, Reached>): Accountable {
  const person_id = found.held?.person_id ?? found.named_id;
  const deputy_id = found.held?.deputy_id ?? null;
  return {
    role: found.role,
    asked_role: found.asked_role,
    through: found.through,
    person_id,
    person_name: person_id === null ? null : (people.get(person_id)?.name ?? null),
    deputy_id,
    deputy_name: deputy_id === null ? null : (people.get(deputy_id)?.name ?? null),
    appointment_id: found.held?.id ?? null,
    state: found.state,
    source,
  };
}

async function nameFound(db: Database | Tx, found: Found, source: 'set' | 'default'): Promise<Accountable> {
  return wordFound(found, source, await readPeople(db, [found.held?.person_id, found.held?.deputy_id, found.named_id]));
}

/** Every activity of a site with its roles and the one person who is accountable. */
export async function listActivities(db: Database | Tx, site_id: string, now: Date, as_of: Date | null): Promise<RaciRow[]> {
  const standing = await standingOf(db, site_id, as_of);
  const set: ReadonlyMap<string, RaciAt & Partial<RaciSet>> =
    as_of === null ? await listRaci(db, site_id) : (await foldUntil(db, site_id, as_of)).raci;
  const people = await readPeople(db, [
    ...standing.held.flatMap((it) => [it.person_id, it.deputy_id]),
    ...standing.areas.map((it) => it.owner_id),
    ...[...set.values()].map((it) => it.changed_by ?? null),
  ]);
  return allActivities.map((activity) => {
    const own = set.get(activity.id);
    const raci = own ?? defaultRaci(activity);
    const found = findRole(raci.accountable, standing, { site_id, area_id: null, at: as_of ?? now });
    return rowOf(activity, raci, own, wordFound(found, own === undefined ? 'default' : 'set', people), people);
  });
}

type Said = (RaciAt & Partial<RaciSet>) | undefined;

function rowOf(activity: Activity, raci: RaciAt, own: Said, who: Accountable, people: ReadonlyMap<string, Reached>): RaciRow {
  const { accountable, responsible, consulted, informed } = raci;
  const cause = own?.cause_type && own.cause_id ? { type: own.cause_type, id: own.cause_id } : null;
  return {
    id: activity.id,
    title: activity.title,
    level: activity.level,
    accountable,
    responsible: [...responsible],
    consulted: [...consulted],
    informed: [...informed],
    source: who.source,
    cause,
    changed_at: own?.changed_at ?? null,
    changed_by_name: own?.changed_by_name ?? people.get(own?.changed_by ?? '')?.name ?? null,
    version: own?.version ?? 0,
    who,
    requirements: [...activity.requirements],
  };
}

export type ThingsAsked = {
  search?: string | undefined;
  type?: Responsible['type'] | undefined;
  zones: readonly string[] | null;
  now: Date;
  as_of: Date | null;
};
const most = 40;

/** Who answers for what matches the search. Zones and their custodians are of the day of `as_of`; devices are today's, and fall to who held the role then. */
export async function findResponsible(db: Database, site_id: string, asked: ThingsAsked): Promise<Responsible[]> {
  const wants = (type: Responsible['type']): boolean => asked.type === undefined || asked.type === type;
  const drafts: Draft[] = [];
  const activities = wants('activity') || wants('control') ? await listActivities(db, site_id, asked.now, asked.as_of) : [];
  if (wants('activity'))
    drafts.push(...activities.filter((it) => matches(asked.search, it.title.en, it.title.de, it.id)).map(draftActivity));
  const standing = await standingOf(db, site_id, asked.as_of);
  if (wants('area')) drafts.push(...draftAreas(standing, site_id, asked));
  if (wants('zone')) drafts.push(...(await draftZones(db, site_id, standing, asked)));
  if (wants('asset') && (asked.search ?? '') !== '') drafts.push(...(await draftAssets(db, site_id, standing, asked)));
  if (wants('control') && (asked.search ?? '') !== '') drafts.push(...draftControls(activities, asked.search));
  const people = await readPeople(
    db,
    drafts.flatMap((it) => [it.person_id, it.deputy_id]),
  );
  return drafts.map((it) => worded(it, people));
}

type Draft = Omit<Responsible, 'person' | 'deputy' | 'id'> & { person_id: string | null; deputy_id: string | null };

function matches(search: string | undefined, ...texts: string[]): boolean {
  const all = texts.join(' ').toLowerCase();
  return (search ?? '')
    .toLowerCase()
    .split(/\s+/)
    .filter(Boolean)
    .every((word) => all.includes(word));
}

function worded({ person_id, deputy_id, ...it }: Draft, people: ReadonlyMap<string, Reached>): Responsible {
  const show = (id: string | null) => {
    const found = id === null ? undefined : people.get(id);
    return found === undefined ? null : { person_id: found.id, person_name: found.name, reach: found.reach };
  };
  return { ...it, id: `${it.type}:${it.thing_id}`, person: show(person_id), deputy: show(deputy_id) };
}

/** Where the law asks for it, as screens write citations; null where no requirement is known. */
function citationsOf(ids: readonly string[]): Responsible['cite'] {
  const cites = ids.flatMap((id) => requirement(id)?.cite ?? []);
  if (cites.length === 0) return null;
  const text = (language: 'en' | 'de'): string => cites.map((it) => citeText(it, language)).join(', ');
  return { en: text('en'), de: text('de') };
}

const draftActivity = (it: RaciRow): Draft => ({
  type: 'activity',
  thing_id: it.id,
  title: it.title,
  detail: null,
  ...whoOf(it.who),
  cite: citationsOf(it.requirements),
});

function whoOf(
  it: Pick<Accountable, 'role' | 'person_id' | 'deputy_id' | 'state'>,
): Pick<Draft, 'why' | 'role' | 'person_id' | 'deputy_id'> {
  const why = it.person_id === null ? 'nobody' : it.state === 'named' ? 'area_owner' : 'role';
  return { why, role: it.role, person_id: it.person_id, deputy_id: it.deputy_id };
}

const whoHas = (role: RoleId, standing: Bare, at: At): Pick<Draft, 'why' | 'role' | 'person_id' | 'deputy_id'> =>
  whoOf(wordFound(findRole(role, standing, at), 'default', new Map()));

function draftAreas(standing: Bare, site_id: string, asked: ThingsAsked): Draft[] {
  const at = asked.as_of ?? asked.now;
  return standing.areas
    .filter((it) => matches(asked.search, it.name))
    .map(({ id, name }) => ({
      type: 'area',
      thing_id: id,
      title: name,
      detail: null,
      ...whoHas('asset_owner', standing, { site_id, area_id: id, at }),
      cite: null,
    }));
}

async function draftZones(db: Database, site_id: string, standing: Bare, asked: ThingsAsked): Promise<Draft[]> {
  const found = asked.as_of === null ? await zonesNow(db, site_id, asked) : await zonesThen(db, site_id, asked, asked.as_of);
  const fallback = whoHas('site_ot_lead', standing, { site_id, area_id: null, at: asked.as_of ?? asked.now });
  return found.map(({ id, name, custodian_id }) => {
    const own = {
      why: 'custodian' as const,
      role: null,
      person_id: custodian_id,
      deputy_id: fallback.person_id === custodian_id ? fallback.deputy_id : fallback.person_id,
    };
    return { type: 'zone', thing_id: id, title: name, detail: null, ...(custodian_id === null ? fallback : own), cite: null };
  });
}

type ZoneRow = { id: string; name: string; custodian_id: string | null };

async function zonesNow(db: Database, site_id: string, asked: ThingsAsked): Promise<ZoneRow[]> {
  const where = every([sql`z.site_id = ${site_id}`, contains('z.name', asked.search), inZones('z.id', asked.zones)]);
  const { rows } =
    await sql<ZoneRow>`select z.id, z.name, z.custodian_id from holdfast.zone z where ${where} order by z.name limit ${most}`.execute(db);
  return rows;
}

async function zonesThen(db: Database, site_id: string, asked: ThingsAsked, as_of: Date): Promise<ZoneRow[]> {
  const seen = (await zonesAt(db, site_id, as_of)).filter(
    (it) => matches(asked.search, it.name) && (asked.zones === null || asked.zones.includes(it.id)),
  );
  return seen.toSorted((a, b) => a.name.localeCompare(b.name)).slice(0, most);
}

type AssetRow = { id: string; name: string; owner_id: string | null; area_id: string | null; area_name: string | null };

async function draftAssets(db: Database, site_id: string, standing: Bare, asked: ThingsAsked): Promise<Draft[]> {
  const where = every([
    sql`a.site_id = ${site_id} and a.standing not in ('rejected', 'retired')`,
    contains(`concat_ws(' ', a.name, a.asset_tag, a.vendor, a.model)`, asked.search),
    inZones('m.zone_id', asked.zones),
  ]);
  const found = await sql<AssetRow>`select a.id, a.name, a.owner_id, a.area_id, r.name as area_name from holdfast.asset a
    left join holdfast.area r on r.site_id = a.site_id and r.id = a.area_id
    left join holdfast.zone_member m on m.site_id = a.site_id and m.asset_id = a.id where ${where} order by a.name limit ${most}`.execute(
    db,
  );
  return found.rows.map((it) => {
    const area = whoHas('asset_owner', standing, { site_id, area_id: it.area_id, at: asked.as_of ?? asked.now });
    // An owner of a past day is not told here: the device's own page tells what was changed when.
    const own = {
      why: 'owner' as const,
      role: null,
      person_id: it.owner_id,
      deputy_id: area.person_id === it.owner_id ? area.deputy_id : area.person_id,
    };
    return {
      type: 'asset',
      thing_id: it.id,
      title: it.name,
      detail: it.area_name,
      ...(it.owner_id === null || asked.as_of !== null ? area : own),
      cite: null,
    };
  });
}

/** Controls that match, each with whoever is accountable for an activity that serves its requirement. */
function draftControls(activities: readonly RaciRow[], search: string | undefined): Draft[] {
  const found = new Map<string, Draft>();
  for (const duty of requirements) {
    const activity = activities.find((it) => it.requirements.includes(duty.id));
    if (activity === undefined) continue;
    for (const [standard, ids] of Object.entries(duty.controls)) {
      for (const control_id of ids) {
        const key = `${standard}:${control_id}`;
        if (found.has(key) || !matches(search, control_id, standard, duty.id, duty.title.en, duty.title.de)) continue;
        const cite = citationsOf([duty.id]);
        found.set(key, { type: 'control', thing_id: key, title: duty.title, detail: control_id, ...whoOf(activity.who), cite });
      }
    }
  }
  return [...found.values()].slice(0, most);
}
