// Decisions about duties: who is accountable for an activity when the role meant is not filled, and that it is always exactly one.
import { activities, type Activity } from '@holdfast/core-law';
import { Failure } from '@holdfast/platform/failure';
import type { ChangedRaci, PartName, PartPlayed } from './schema.duties.ts';
import { askedFor, type Held, holderAt, roleEntry } from './rules.ts';
import type { RaciAt } from './rules.fold.ts';
import type { Place, RoleId } from './schema.roles.data.ts';

/** The activities that have somebody accountable: the list of core/law. */
export const allActivities: readonly Activity[] = activities;
export const findActivity = (activity_id: string): Activity | undefined => activities.find((it: Activity) => it.id === activity_id);

/** Who is accountable and who else takes part when nobody has said otherwise. */
export function defaultRaci(activity: Activity): RaciAt {
  const accountable: RoleId = activity.accountable;
  const does: Partial<Record<RoleId, RoleId>> = {
    board: 'ciso',
    ciso: 'ot_security_officer',
    plant_manager: 'site_ot_lead',
    ot_lead: 'site_ot_lead',
  };
  const responsible = does[accountable];
  const informed: RoleId = activity.level === 'organisation' ? 'board' : 'plant_manager';
  return {
    accountable,
    responsible: responsible === undefined ? [] : [responsible],
    consulted: accountable === 'ot_security_officer' || responsible === 'ot_security_officer' ? [] : ['ot_security_officer'],
    informed: informed === accountable ? [] : [informed],
  };
}

/** Refuses a role in two columns: whoever is accountable or does it need not be asked or told as well. Exactly one is accountable by its shape. */
export function requireRaci(it: ChangedRaci): void {
  const all = [it.accountable, ...it.responsible, ...it.consulted, ...it.informed];
  const twice = all.find((role, at) => all.indexOf(role) !== at);
  if (twice !== undefined) throw new Failure('unprocessable', 'role_twice', { role: twice });
}

export type Found = {
  role: RoleId;
  asked_role: RoleId;
  through: RoleId[];
  held: Held | null;
  /** The area's named owner, where no appointment stands. */
  named_id: string | null;
  state: 'accepted' | 'proposed' | 'named' | 'vacant';
};
/** `areas`: all of the site's, for what concerns the whole site and whose role sits at areas. */
export type Where = { site_id: string | null; area_id: string | null; areas: readonly string[]; named_id: string | null; at: Date };

/**
 * Who answers for a role at a place: the holder of the nearest seat; where nobody holds it, of the role it falls to, and so on. For the asset
 * owner of an area whoever the areas page names counts too; who was asked and has not answered only when nobody down the chain holds a seat.
 */
export function resolveRole(asked_role: RoleId, held: readonly Held[], where: Where): Found {
  const chain = chainOf(asked_role);
  const base = { asked_role, held: null, named_id: null };
  for (const role of chain) {
    const through = before(chain, role);
    const it = inSeats(role, where, (seat) => holderAt(held, seat, where.at));
    if (it !== null) return { ...base, role, through, held: it, state: 'accepted' };
    if (role === 'asset_owner' && where.named_id !== null) return { ...base, role, through, named_id: where.named_id, state: 'named' };
  }
  for (const role of chain) {
    const it = inSeats(role, where, (seat) => askedFor(held, seat));
    if (it !== null) return { ...base, role, through: before(chain, role), held: it, state: 'proposed' };
  }
  return { ...base, role: asked_role, through: [], state: 'vacant' };
}

const before = (chain: readonly RoleId[], role: RoleId): RoleId[] => chain.slice(0, chain.indexOf(role));

/** The role and all it falls to, nearest first, each once. */
export function chainOf(role: RoleId): RoleId[] {
  const chain: RoleId[] = [role];
  for (let at = 0; at < chain.length; at += 1) {
    for (const next of roleEntry(chain[at]!).falls_to as readonly RoleId[]) if (!chain.includes(next)) chain.push(next);
  }
  return chain;
}

type Seat = Pick<Held, 'role' | 'site_id' | 'area_id'>;

/** The first answer over the role's seats around a place: the area's, the site's, the only person its areas have, the organisation's. */
function inSeats(role: RoleId, { site_id, area_id, areas }: Where, ask: (seat: Seat) => Held | null): Held | null {
  const seats: Record<Place, Seat | null> = {
    area: area_id === null || site_id === null ? null : { role, site_id, area_id },
    site: site_id === null ? null : { role, site_id, area_id: null },
    organisation: { role, site_id: null, area_id: null },
  };
  const near = (seats.area && ask(seats.area)) ?? (seats.site && ask(seats.site));
  if (near !== null) return near;
  const all = area_id === null && site_id !== null ? areas.map((it) => ask({ role, site_id, area_id: it })) : [];
  const [first = null, ...others] = all.filter((it) => it !== null);
  if (first !== null && others.every((it) => it.person_id === first.person_id)) return first;
  return ask(seats.organisation!);
}

/** The five processes of information security that have a variant for the plant, and the activity whose accountable person owns each. */
export const processActivities = {
  access: 'access_review',
  change: 'change_review',
  patch: 'vulnerability_review',
  incident: 'incident_roles_review',
  supplier: 'supplier_review',
} as const;
export type ProcessName = keyof typeof processActivities;
export const processNames = Object.keys(processActivities) as [ProcessName, ...ProcessName[]];

export const partNames: readonly PartName[] = ['operator', 'manufacturer', 'integrator', 'service_provider'];

export type KnownOfAsset = { vendor: string | null; services: readonly { id: string; name: string }[]; organisation: string };

/** Who plays a part for a device: what a person set, else what the inventory and the list of suppliers say. We operate what stands here. */
export function assumePart(part: PartName, set: PartPlayed | undefined, known: KnownOfAsset): PartPlayed {
  if (set !== undefined) return set;
  const none: PartPlayed = { part, is_own: false, supplier_id: null, name: null, source: null, set_at: null };
  if (part === 'operator') return { ...none, is_own: true, name: known.organisation, source: 'assumed' };
  if (part === 'manufacturer' && known.vendor !== null) return { ...none, name: known.vendor, source: 'device' };
  const [service] = known.services;
  if (part === 'service_provider' && service !== undefined)
    return { ...none, supplier_id: service.id, name: service.name, source: 'suppliers' };
  return none;
}
