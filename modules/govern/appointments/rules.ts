// Decisions about seats: which a plant must fill, who holds one at a moment, and what is missing; nothing empty is left out.
import { Failure } from '@holdfast/platform/failure';
import type { GapCode, Language } from './schema.ts';
import { type PresetId, presets } from './schema.presets.data.ts';
import { minimumRoles, type Place, roleEntry, type RoleId, roles } from './schema.roles.data.ts';

export { minimumRoles, presets, roleEntry, roles };

/** An appointment as decisions need it; times are ISO 8601. The same from the tables and from the facts. */
export type Held = {
  id: string;
  role: RoleId;
  site_id: string | null;
  area_id: string | null;
  person_id: string;
  deputy_id: string | null;
  has: { mandate: boolean; competence: boolean; resources: boolean };
  starts_at: string;
  until_at: string | null;
  state: 'proposed' | 'accepted' | 'declined' | 'withdrawn';
  ended_at: string | null;
  follows: string | null;
  card_version: string | null;
};
export type AreaAt = { id: string; name: string; owner_id: string | null };
export type SeatAt = Pick<Held, 'role' | 'site_id' | 'area_id'>;
export type PlannedSeat = SeatAt & { id: string; place: Place; area_name: string | null; is_required: boolean; is_minimum: boolean };

/** A seat's id, the same wherever it is made: `asset_owner.<site>.<area>`. */
export const seatKey = ({ role, site_id, area_id }: SeatAt): string =>
  [role, site_id ?? 'organisation', ...(area_id === null ? [] : [area_id])].join('.');

export const placeOf = (it: SeatAt): Place => (it.site_id === null ? 'organisation' : it.area_id === null ? 'site' : 'area');

/**
 * Every seat of a site: those its role model asks for, at each area and for the organisation, and those somebody was ever appointed to and
 * not withdrawn from. An empty one stays in the list.
 */
export function planSeats(preset: PresetId, site_id: string, areas: readonly AreaAt[], held: readonly Held[]): PlannedSeat[] {
  const seats = new Map<string, PlannedSeat>();
  const add = (at: SeatAt, is_required: boolean): void => {
    const id = seatKey(at);
    const area_name = areas.find((it) => it.id === at.area_id)?.name ?? null;
    const place = placeOf(at);
    const is_minimum = place === 'area' && minimumRoles.includes(at.role);
    if (!seats.has(id)) seats.set(id, { ...at, id, place, area_name, is_required, is_minimum });
  };
  for (const { role, place } of presets[preset]) {
    if (place === 'organisation') add({ role, site_id: null, area_id: null }, true);
    else if (place === 'site') add({ role, site_id, area_id: null }, true);
    else for (const area of areas) add({ role, site_id, area_id: area.id }, true);
  }
  for (const it of held)
    if (it.state !== 'withdrawn' && isHere(it, site_id)) add({ role: it.role, site_id: it.site_id, area_id: it.area_id }, false);
  return [...seats.values()].sort(bySeat(areas));
}

const isHere = (it: SeatAt, site_id: string): boolean => it.site_id === null || it.site_id === site_id;

const places: readonly Place[] = ['organisation', 'site', 'area'];
const bySeat =
  (areas: readonly AreaAt[]) =>
  (a: PlannedSeat, b: PlannedSeat): number =>
    places.indexOf(a.place) - places.indexOf(b.place) ||
    areas.findIndex((it) => it.id === a.area_id) - areas.findIndex((it) => it.id === b.area_id) ||
    roles.findIndex((it) => it.id === a.role) - roles.findIndex((it) => it.id === b.role);

/** When an appointment stops counting, whichever comes first; null: no end in sight. */
export function endOf(it: Pick<Held, 'until_at' | 'ended_at'>): string | null {
  const ends = [it.until_at, it.ended_at].filter((at) => at !== null);
  return ends.length === 0 ? null : ends.reduce((a, b) => (Date.parse(a) <= Date.parse(b) ? a : b));
}

/** Whether the person holds the seat at that moment: accepted, begun and not over. */
export function isInForce(it: Held, at: Date): boolean {
  const end = endOf(it);
  return it.state === 'accepted' && Date.parse(it.starts_at) <= at.getTime() && (end === null || Date.parse(end) > at.getTime());
}

/** Who holds the seat at that moment. Of two the one that began last. */
export function holderAt(held: readonly Held[], seat: SeatAt, at: Date): Held | null {
  const key = seatKey(seat);
  const mine = held.filter((it) => seatKey(it) === key && isInForce(it, at));
  return mine.toSorted((a, b) => Date.parse(b.starts_at) - Date.parse(a.starts_at))[0] ?? null;
}

/** Who was asked to take the seat and has not answered. */
export function askedFor(held: readonly Held[], seat: SeatAt): Held | null {
  const key = seatKey(seat);
  return held.find((it) => seatKey(it) === key && it.state === 'proposed' && it.ended_at === null) ?? null;
}

export type Surroundings = {
  at: Date;
  /** Whether a person is there and active. */
  isActive: (person_id: string) => boolean;
  /** How the area's page names the owner of its assets. */
  named_id: string | null;
  /** Today's version of the role's card; null where it is not compared (a past state). */
  card_version: string | null;
  hasReach: (person_id: string) => boolean;
};

/** What a seat lacks, in the order people mend it. An empty list: nothing. */
export function gapsOf(seat: SeatAt, held: readonly Held[], around: Surroundings): GapCode[] {
  const holder = holderAt(held, seat, around.at);
  const asked = askedFor(held, seat);
  if (holder === null) return [...(asked === null ? whyVacant(seat, held, around.at) : (['not_accepted'] as const))];
  const gaps: GapCode[] = [];
  if (!around.isActive(holder.person_id)) gaps.push('holder_gone');
  for (const need of roleEntry(seat.role).needs) {
    if (need === 'deputy') {
      if (holder.deputy_id === null) gaps.push('no_deputy');
      else if (!around.isActive(holder.deputy_id)) gaps.push('deputy_gone');
    } else if (!holder.has[need]) gaps.push(`no_${need}`);
  }
  if (holder.card_version === null) gaps.push('card_not_read');
  else if (around.card_version !== null && holder.card_version !== around.card_version) gaps.push('card_changed');
  if (seat.role === 'asset_owner' && around.named_id !== null && around.named_id !== holder.person_id) gaps.push('named_otherwise');
  if (!around.hasReach(holder.person_id)) gaps.push('no_reach');
  return gaps;
}

function whyVacant(seat: SeatAt, held: readonly Held[], at: Date): GapCode[] {
  const key = seatKey(seat);
  const mine = held.filter((it) => seatKey(it) === key).toSorted((a, b) => (a.id < b.id ? 1 : -1));
  const later = mine.find((it) => it.state === 'accepted' && it.ended_at === null && Date.parse(it.starts_at) > at.getTime());
  if (later !== undefined) return ['vacant', 'not_begun'];
  const [last] = mine;
  if (last?.state === 'declined') return ['vacant', 'declined'];
  return last?.state === 'accepted' ? ['vacant', 'over'] : ['vacant'];
}

/** Of the site's areas, how many have all three minimum roles in force. Without an area none is complete, and that is a gap itself. */
export function completeAreas(site_id: string, areas: readonly AreaAt[], held: readonly Held[], at: Date): number {
  return areas.filter(({ id }) => minimumRoles.every((role) => holderAt(held, { role, site_id, area_id: id }, at) !== null)).length;
}

/** Refuses a seat where the role does not belong, an end before the begin, and a deputy who is the holder. */
export function requireSeat(role: RoleId, at: { site_id: string | null; area_id: string | null }): void {
  const place = placeOf({ role, ...at });
  if (!roleEntry(role).places.includes(place)) throw new Failure('unprocessable', 'role_not_there', { role, place });
}

export function requireTerms(it: { person_id: string; deputy_id: string | null; starts_at: string; until_at: string | null }): void {
  if (it.deputy_id === it.person_id) throw new Failure('unprocessable', 'deputy_is_holder');
  if (it.until_at !== null && Date.parse(it.until_at) <= Date.parse(it.starts_at))
    throw new Failure('unprocessable', 'ends_before_it_begins');
}

/** The languages cards are needed in: those the site chose, else those its holders read. */
export function languagesOf(chosen: readonly Language[], ofHolders: readonly Language[]): Language[] {
  const wanted = chosen.length > 0 ? chosen : ofHolders;
  return (['en', 'de'] as const).filter((it) => wanted.includes(it));
}

export type CardText = { language: Language; text: string; version: number; changed_at: string };

/** The version of a card that people acknowledge: the catalogue's and the newest own text's. */
export function cardVersion(role: RoleId, texts: readonly Pick<CardText, 'version'>[]): string {
  return `${roleEntry(role).version}.${Math.max(0, ...texts.map((it) => it.version))}`;
}

/** Whether a card's own text in a language lags: another language has a newer one. Null: it does not. */
export function lagOf(language: Language, texts: readonly Omit<CardText, 'text'>[]): { behind: Language; since: string } | null {
  const mine = texts.find((it) => it.language === language)?.version ?? 0;
  const newer = texts.filter((it) => it.version > mine).toSorted((a, b) => a.version - b.version);
  const [first] = newer;
  return first === undefined ? null : { behind: first.language, since: first.changed_at };
}
