// Decisions about segmentation: the next step of a zone, and what a row of counts says month by month.
import type { HoldCode } from '@holdfast/enforcement/schema';
import type { Segmentation, ZoneSegmentation } from './schema.segmentation.ts';

type Lacking = Pick<ZoneSegmentation, 'missing'>;

/** What to do next: conditions are mended in their order, one conduit after another. Null where nothing is missing. */
export function nextStep({ missing }: Lacking): ZoneSegmentation['next'] {
  const [first] = missing;
  if (first === undefined) return null;
  const [conduit] = first.conduits;
  const at = { conduit_id: conduit?.id ?? null, conduit_name: conduit?.name ?? null, hold: null };
  if (first.condition === 'observed') return { ...at, step: 'listen' };
  if (conduit === undefined) return { ...at, step: 'see_crossing' };
  if (first.condition === 'approved') return { ...at, step: 'approve_list' };
  if (first.condition === 'uncontradicted') return { ...at, step: 'explain_flows' };
  return { ...at, step: needsFirewall(conduit.hold) ? 'place_enforcer' : 'hold_list', hold: conduit.hold };
}

const needsFirewall = (code: HoldCode): boolean => code === 'no_enforcer';

const monthOf = (at: string): string => at.slice(0, 7);
function nextMonth(month: string): string {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
}

type Count = { counted_at: string; zones: number; segmented: number };

/** The last count of each month, a month without one as the month before it; at most 24, up to the month of `now`. Counts are sorted by time. */
export function byMonth(counts: readonly Count[], now: string): Segmentation['months'] {
  const last = new Map(counts.map(({ counted_at, zones, segmented }) => [monthOf(counted_at), { zones, segmented }]));
  const [first] = counts;
  if (first === undefined) return [];
  const months: Segmentation['months'] = [];
  for (let month = monthOf(first.counted_at); month <= monthOf(now); month = nextMonth(month)) {
    const before = months.at(-1);
    months.push({ month, ...(last.get(month) ?? { zones: before!.zones, segmented: before!.segmented }) });
  }
  return months.slice(-24);
}
