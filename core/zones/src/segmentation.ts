// When a zone counts as segmented: it is heard, its conduits have lists, something holds them to those lists, and no traffic contradicts.

/** The four, in the order they are mended. */
export const segmentConditions = ['observed', 'approved', 'enforced', 'uncontradicted'] as const;
export type SegmentCondition = (typeof segmentConditions)[number];

/** `is_listed`: an approved list is in force. `is_held`: a firewall holds what was approved. `contradicting`: flows no rule or exception explains. */
export type SegmentConduit = { id: string; zone_a: string; zone_b: string; is_listed: boolean; is_held: boolean; contradicting: number };

/** `missing` holds every condition that fails with the conduits it fails on: none for `observed`, and none where a zone has no conduit at all. */
export type ZoneSegmentation = {
  id: string;
  is_segmented: boolean;
  conduits: number;
  missing: { condition: SegmentCondition; conduit_ids: string[] }[];
};

/**
 * Holds every zone against the four conditions. A zone without a conduit is not segmented: that nothing was seen to cross proves nothing.
 * @param zones the plant's own; leave out what lies outside
 * @param conduits all conduits of the site, also those to the outside
 */
export function segmentationOf(
  zones: readonly { id: string; is_observed: boolean }[],
  conduits: readonly SegmentConduit[],
): ZoneSegmentation[] {
  const byZone = new Map<string, SegmentConduit[]>(zones.map(({ id }) => [id, []]));
  for (const conduit of conduits) for (const zone of [conduit.zone_a, conduit.zone_b]) byZone.get(zone)?.push(conduit);
  return zones.map(({ id, is_observed }) => {
    const own = byZone.get(id)!;
    const missing = missingOf(is_observed, own);
    return { id, is_segmented: missing.length === 0, conduits: own.length, missing };
  });
}

const failsOn: Readonly<Record<Exclude<SegmentCondition, 'observed'>, (it: SegmentConduit) => boolean>> = {
  approved: (it) => !it.is_listed,
  enforced: (it) => !it.is_held,
  uncontradicted: (it) => it.contradicting > 0,
};

function missingOf(is_observed: boolean, own: readonly SegmentConduit[]): ZoneSegmentation['missing'] {
  return segmentConditions.flatMap((condition): ZoneSegmentation['missing'] => {
    if (condition === 'observed') return is_observed ? [] : [{ condition, conduit_ids: [] }];
    const conduit_ids = own.filter(failsOn[condition]).map(({ id }) => id);
    const lacks = conduit_ids.length > 0 || (own.length === 0 && condition !== 'uncontradicted');
    return lacks ? [{ condition, conduit_ids }] : [];
  });
}
