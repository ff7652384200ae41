// Who may do what: roles, grants and sentences; a permit is minted only from a sentence that allows it. Pure: no node, no database.
import { Failure } from './failure.ts';

/** Roles of people. Each sentence names the roles it allows. */
export const roleNames = ['owner', 'ciso', 'plant_manager', 'ot_lead', 'technician', 'auditor'] as const;
export type RoleName = (typeof roleNames)[number];

/** One grant of a role: for the organisation, a site, or one zone of a site; ISO 8601 expiry or null. */
export type Grant = {
  role: RoleName;
  scope: 'organisation' | 'site' | 'zone';
  site_id: string | null;
  zone_id: string | null;
  expires_at: string | null;
};

/** The person (or process) that asks. `grants` holds only grants that are in force now. */
export type Principal = { person_id: string; name: string; via: 'ui' | 'api' | 'process'; grants: readonly Grant[] };

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
};

/** Proof that a sentence allowed this actor, here. `zones` is null for the whole site, else the only zone ids it covers. */
export type Permit = {
  readonly sentence: string;
  readonly actor_id: string;
  readonly via: Principal['via'];
  readonly site_id: string | null;
  readonly zones: readonly string[] | null;
  readonly changes: boolean;
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
 * `requireZones`, when the zones an act touches are known.
 */
export function mint(principal: Principal, sentence: Sentence, site_id: string | null): Permit {
  const reach = reachOf(principal, sentence, site_id);
  if (reach === null) throw new Failure('forbidden', 'not_allowed', { sentence: sentence.id });
  const { person_id: actor_id, via } = principal;
  return seal({ sentence: sentence.id, actor_id, via, site_id, zones: reach.zones, changes: sentence.changes });
}

/** Whether the sentence would let the person in, without minting. */
export function isAllowed(principal: Principal, sentence: Sentence, site_id: string | null): boolean {
  return reachOf(principal, sentence, site_id) !== null;
}

/** How far the person's grants reach under a sentence: the whole place (`zones` null), some zones, or nowhere (null). */
function reachOf(principal: Principal, sentence: Sentence, site_id: string | null): { zones: string[] | null } | null {
  const mine = principal.grants.filter((grant) => sentence.who.includes(grant.role));
  if (mine.some((grant) => grant.scope === 'organisation')) return { zones: null };
  if (sentence.at === 'any' && mine.length > 0) return { zones: null };
  if (site_id === null || sentence.at === 'organisation') return null;
  const here = mine.filter((grant) => grant.site_id === site_id);
  if (here.some((grant) => grant.scope === 'site')) return { zones: null };
  const zones = here.filter((grant) => grant.scope === 'zone').map((grant) => grant.zone_id ?? '');
  return sentence.at === 'zone' && zones.length > 0 ? { zones } : null;
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
