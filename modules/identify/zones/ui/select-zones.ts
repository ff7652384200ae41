// Search, filters and order of the zones' list; all zones of a site are small enough to be sorted in the page.
import type { Zone } from '@holdfast/zones/schema';

const sortable = ['purdue_level', 'name', 'state', 'assets', 'assets_sighted', 'custodian_name'] as const;

/** One page of the zones that match. Query: `search` in name, networks and custodian, `state`, `level`, `observation`, `sort` (`-` descends), `limit`, `offset`. */
export function selectZones(zones: readonly Zone[], query: Readonly<Record<string, string | number>>): { rows: Zone[]; total: number } {
  const search = String(query.search ?? '').toLowerCase();
  const states = listOf(query.state);
  const levels = listOf(query.level);
  const observations = listOf(query.observation);
  const rows = zones.filter(
    (zone) =>
      (states === null || states.includes(zone.state)) &&
      (observations === null || observations.includes(zone.observation)) &&
      (levels === null || levels.includes(zone.purdue_level ?? 'none')) &&
      [zone.name, zone.custodian_name ?? '', ...zone.subnets].some((text) => text.toLowerCase().includes(search)),
  );
  const sort = String(query.sort ?? '');
  const column = sortable.find((it) => it === sort.replace(/^-/, ''));
  if (column !== undefined) rows.sort((a, b) => compare(a[column], b[column]) * (sort.startsWith('-') ? -1 : 1) || compare(a.name, b.name));
  const offset = Number(query.offset ?? 0);
  return { rows: rows.slice(offset, offset + Number(query.limit ?? 200)), total: rows.length };
}

function listOf(value: string | number | undefined): string[] | null {
  return value === undefined || value === '' ? null : String(value).split(',');
}

function compare(a: string | number | null, b: string | number | null): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a ?? '').localeCompare(String(b ?? ''), undefined, { numeric: true });
}
