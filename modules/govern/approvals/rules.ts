// Whether a person may decide what waits: the right sentence for its zones, and not the one who asked for it.
import type { Principal, RoleName } from '@holdfast/platform/permit';

type Waiting = { asked_by: string; state: string; zone_ids: readonly string[] };

/** `who` are the roles the approval's sentence allows. */
export function mayDecide(principal: Principal, site_id: string, who: readonly RoleName[], it: Waiting): boolean {
  if (it.state !== 'waiting' || it.asked_by === principal.person_id) return false;
  const mine = principal.grants.filter((grant) => who.includes(grant.role));
  if (mine.some((grant) => grant.scope === 'organisation' || (grant.scope === 'site' && grant.site_id === site_id))) return true;
  const zones = new Set(mine.filter((grant) => grant.scope === 'zone' && grant.site_id === site_id).map((grant) => grant.zone_id));
  return it.zone_ids.length > 0 && it.zone_ids.every((zone_id) => zones.has(zone_id));
}
