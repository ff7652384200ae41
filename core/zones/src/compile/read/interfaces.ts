// Policies that name the interface behind which a zone lies: no narrower than the zone's addresses, so no condition of their own.
import { findPlaces, rangesOf } from '../places.ts';
import type { Place } from '../places.ts';
import { subtractRanges } from '../ranges.ts';
import type { CompileView } from '../view.ts';
import type { Ends, ReadConfig, ReadRule } from './read-rules.ts';

const isInside = (ends: Ends, zone: Place): boolean =>
  ([4, 6] as const).every((family) => subtractRanges(ends[family], rangesOf(zone, family)).length === 0);

/** Leaves out of a rule's condition the interfaces that only say again where its ends are. */
function withoutKnown(rule: ReadRule, zones: readonly Place[]): ReadRule {
  if (rule.condition === '') return rule;
  const parts = rule.condition.split(', ').filter((part) => {
    const [side, name] = part.split(' ');
    if (side !== 'srcintf' && side !== 'dstintf') return true;
    const ends = side === 'srcintf' ? rule.from : rule.to;
    return !zones.some((zone) => zone.interface === name && isInside(ends, zone));
  });
  return { ...rule, condition: parts.join(', ') };
}

/** A configuration in which a zone's own interface is no condition. */
export function forgetInterfaces(config: ReadConfig, view: CompileView): ReadConfig {
  const zones = [...findPlaces(view).zones.values()].filter((zone) => zone.interface !== null);
  return zones.length === 0 ? config : { ...config, rules: config.rules.map((rule) => withoutKnown(rule, zones)) };
}
