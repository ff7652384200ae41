// Who may do what: roles, grants and sentences; a permit is minted only from a sentence that allows it. Pure: no node, no database.
import { Failure } from './failure.ts';

/** Roles of people who work on the plant or audit it. Each sentence names the roles it allows. */
export const roleNames = ['owner', 'ciso', 'plant_manager', 'ot_lead', 'technician', 'auditor'] as const;
/** Every role. Who is here for the works council holds a key to sensitive evidence and sees nothing else of the plant. */
export const everyRole = [...roleNames, 'works_council'] as const;
export type RoleName = (typeof everyRole)[number];

/** One grant of a role: for the organisation, a site, or one zone of a site; ISO 8601 expiry or null. `deputy_for`: whose grant it is, when the person only stands in. */
export type Grant = {
  role: RoleName;
  scope: 'organisation' | 'site' | 'zone';
  site_id: string | null;
  zone_id: string | null;
  expires_at: string | null;
  deputy_for?: string | null;
};

/** What the way a request came by allows at most: a token's scope, a terminal's role. Whoever asks never reaches further. */
export type Bounds = {
  /** Only sentences that change nothing. */
  read_only?: boolean;
  /** Only these sentences; null for all. */
  sentences?: readonly string[] | null;
  /** Only what this role may, too. */
  role?: RoleName;
  /** Nobody has named themselves at the terminal yet: it may look, and what changes something asks for a person. */
  needs_person?: boolean;
};

/**
 * The person (or process) that asks. `grants` holds only grants that are in force now, already narrowed to where the token or terminal
 * reaches. `through` is the id of that token or terminal. At a terminal without a person, `person_id` is the terminal's id.
 */
export type Principal = {
  person_id: string;
  name: string;
  via: 'ui' | 'api' | 'terminal' | 'process';
  grants: readonly Grant[];
  through?: string;
  bounds?: Bounds;
};

/**
 * A sentence of access. `at`: what a grant must cover. `organisation`: an organisation grant; `site`: the whole site (or organisation);
 * `zone`: every zone the act touches (a zone grant is enough); `any`: a grant anywhere. A reading sentence at `zone` lets a person with
 * zone grants in, and the permit says which zones they see.
 */
export type Sentence = {
  readonly id: string;
  readonly who: readonly RoleName[];
  readonly at: 'organisation' | 'site' | 'zone' | 'any';
  readonly changes: boolean;
  readonly says: string;
  /** Asks for the person themselves, in a session of their own: no token, no terminal, no deputy. */
  readonly in_person?: boolean;
};

/** Proof that a sentence allowed this actor, here. `zones` is null for the whole site, else the only zone ids it covers. */
export type Permit = {
  readonly sentence: string;
  readonly actor_id: string;
  readonly via: Principal['via'];
  readonly site_id: string | null;
  readonly zones: readonly string[] | null;
  readonly changes: boolean;
  /** The token or terminal it came by. */
  readonly through?: string;
  /** Whose grants it takes, when the person's own do not reach: they act as a deputy, and the entry says so. */
  readonly deputy_for?: string;
};

const minted = new WeakSet<object>();

/** True when the permit came out of `mint`: `act` refuses any other object. */
export function isGenuine(permit: Permit): boolean {
  return minted.has(permit);
}

function seal(permit: Permit): Permit {
  const frozen = Object.freeze(permit);
  minted.add(frozen);
  return frozen;
}

/**
 * Mints a permit or throws `forbidden`. `site_id` is where it is to be done (null for the organisation). Zones are narrowed later with
 * `requireZones`, when the zones an act touches are known. Own grants go first; a deputy's count where those do not reach. At a terminal
 * where nobody has named themselves yet, what changes something is refused with `person_needed`.
 */
export function mint(principal: Principal, sentence: Sentence, site_id: string | null): Permit {
  const reach = reachOf(principal, sentence, site_id);
  if (reach === null) throw new Failure('forbidden', 'not_allowed', { sentence: sentence.id });
  if (sentence.changes && principal.bounds?.needs_person === true)
    throw new Failure('forbidden', 'person_needed', { sentence: sentence.id });
  const { person_id: actor_id, via, through } = principal;
  const { zones, deputy_for } = reach;
  return seal({
    sentence: sentence.id,
    actor_id,
    via,
    site_id,
    zones,
    changes: sentence.changes,
    ...(through === undefined ? {} : { through }),
    ...(deputy_for === null ? {} : { deputy_for }),
  });
}

/**
 * A permit for what every signed-in person does with their own account, with or without a role. Only for sentences that ask for the person
 * themselves, and never by a token, a terminal or a deputy.
 */
export function mintOwn(principal: Principal, sentence: Sentence): Permit {
  const isInPerson = principal.via === 'ui' && principal.through === undefined && principal.person_id !== '';
  if (!isInPerson || sentence.in_person !== true) throw new Failure('forbidden', 'in_person_only', { sentence: sentence.id });
  const { person_id: actor_id, via } = principal;
  return seal({ sentence: sentence.id, actor_id, via, site_id: null, zones: null, changes: sentence.changes });
}

/** Whether the sentence would let the person in, without minting. */
export function isAllowed(principal: Principal, sentence: Sentence, site_id: string | null): boolean {
  return reachOf(principal, sentence, site_id) !== null;
}

/** As `isAllowed`, for an act that touches just these zones (null: what lies in none): every one must be within reach. */
export function isAllowedIn(principal: Principal, sentence: Sentence, site_id: string, zone_ids: readonly (string | null)[]): boolean {
  const reach = reachOf(principal, sentence, site_id);
  if (reach === null || reach.zones === null) return reach !== null;
  return zone_ids.length > 0 && zone_ids.every((zone_id) => zone_id !== null && reach.zones?.includes(zone_id) === true);
}

type Reach = { zones: string[] | null; deputy_for: string | null };

/** How far the person reaches under a sentence: the whole place (`zones` null), some zones, or nowhere (null). */
function reachOf(principal: Principal, sentence: Sentence, site_id: string | null): Reach | null {
  if (!isWithin(principal, sentence)) return null;
  const mine = principal.grants.filter((grant) => sentence.who.includes(grant.role));
  // Looking needs no telling whose grant it was.
  const own = reachOfGrants(sentence.changes ? mine.filter((grant) => (grant.deputy_for ?? null) === null) : mine, sentence, site_id);
  if (own !== null) return { ...own, deputy_for: null };
  if (sentence.in_person === true) return null;
  for (const holder of new Set(mine.flatMap((grant) => grant.deputy_for ?? []))) {
    const lent = reachOfGrants(
      mine.filter((grant) => grant.deputy_for === holder),
      sentence,
      site_id,
    );
    if (lent !== null) return { ...lent, deputy_for: holder };
  }
  return null;
}

function isWithin({ via, bounds }: Principal, sentence: Sentence): boolean {
  if (sentence.in_person === true && via !== 'ui') return false;
  if (bounds?.read_only === true && sentence.changes) return false;
  if (bounds?.role !== undefined && !sentence.who.includes(bounds.role)) return false;
  return (bounds?.sentences ?? null) === null || bounds?.sentences?.includes(sentence.id) === true;
}

function reachOfGrants(mine: readonly Grant[], sentence: Sentence, site_id: string | null): { zones: string[] | null } | null {
  if (mine.some((grant) => grant.scope === 'organisation')) return { zones: null };
  if (sentence.at === 'any' && mine.length > 0) return { zones: null };
  if (site_id === null || sentence.at === 'organisation') return null;
  const here = mine.filter((grant) => grant.site_id === site_id);
  if (here.some((grant) => grant.scope === 'site')) return { zones: null };
  const zones = here.filter((grant) => grant.scope === 'zone').map((grant) => grant.zone_id ?? '');
  return sentence.at === 'zone' && zones.length > 0 ? { zones } : null;
}

/** The part of grants that lies at a site, or in one zone of it: what a token or terminal of that place can carry. */
export function narrowGrants(grants: readonly Grant[], place: { site_id: string; zone_id: string | null }): Grant[] {
  const { site_id, zone_id } = place;
  return grants.flatMap((grant): Grant[] => {
    if (grant.scope !== 'organisation' && grant.site_id !== site_id) return [];
    if (grant.scope === 'zone') return zone_id === null || grant.zone_id === zone_id ? [grant] : [];
    return [{ ...grant, scope: zone_id === null ? 'site' : 'zone', site_id, zone_id }];
  });
}

/** Refuses when the permit does not cover every zone named; an object in no zone needs a permit for the whole site. */
export function requireZones(permit: Permit, zone_ids: readonly (string | null)[]): void {
  if (permit.zones === null) return;
  for (const zone_id of zone_ids) {
    if (zone_id === null || !permit.zones.includes(zone_id))
      throw new Failure('forbidden', 'zone_not_allowed', { sentence: permit.sentence });
  }
}

/** A permit for what the product itself does without a person asking: ingest of a capture, sealing, demo loading is not among them. */
export function mintForProcess(process: string, sentence: Sentence, site_id: string | null): Permit {
  return seal({ sentence: sentence.id, actor_id: `process:${process}`, via: 'process', site_id, zones: null, changes: sentence.changes });
}
