// What scope says of sites: whether a company there was signed to be no critical entity, so that the CER Directive asks nothing of it.
import type { Database } from '@holdfast/platform/route';
import { readStateAt } from '@holdfast/scope/store';

/** Sites where every company with a signed class is something other than a critical entity; `as_of` set: as it was then. */
export async function readNotCritical(db: Database, as_of: Date | null): Promise<ReadonlySet<string>> {
  const { entities, decisions } = await readStateAt(db, as_of);
  const outcomes = new Map<string, string[]>();
  for (const entity of entities.filter((it) => it.state === 'active')) {
    const last = decisions.filter((it) => it.entity_id === entity.id).toSorted((a, b) => (a.decided_at < b.decided_at ? 1 : -1))[0];
    if (last === undefined) continue;
    for (const { site_id } of entity.establishments)
      if (site_id !== null) outcomes.set(site_id, [...(outcomes.get(site_id) ?? []), last.outcome]);
  }
  return new Set([...outcomes].flatMap(([site_id, found]) => (found.includes('critical') ? [] : [site_id])));
}
