// From approved rules to lines: one for each way a rule can be meant in its conduit, in the order of the list.
import type { Rule } from '../words.ts';
import type { Place, Places } from './places.ts';
import type { CompileConduit, CompileView } from './view.ts';

/** What a conduit does: `open` is not held yet, `closed` lets nothing pass. */
export type Hold = 'open' | 'closed' | 'list';
/** One rule, one way: from a place in the client's zone to one in the server's. */
export type Line = { rule: Rule; from: Place; to: Place; client_zone: Place; server_zone: Place };
export type HeldConduit = { conduit: CompileConduit; a: Place; b: Place; hold: Hold; lines: Line[] };

/** The rules a mode leaves in force. */
export function rulesInForce({ mode, rules }: Pick<CompileConduit, 'mode' | 'rules'>): readonly Rule[] {
  if (mode === 'isolated' || rules === null) return [];
  return mode === 'essential' ? rules.filter((rule) => rule.is_essential === true) : rules;
}

/** Without a list nothing is held; a mode that closes holds without one. */
export function holdOf({ mode, rules }: Pick<CompileConduit, 'mode' | 'rules'>): Hold {
  if (mode === 'isolated' || (mode === 'essential' && rules === null)) return 'closed';
  return rules === null ? 'open' : 'list';
}

/** The ways one rule can be meant between two zones: none when its ends lie elsewhere, two when both ends are any. */
export function linesOf(rule: Rule, a: Place, b: Place, places: Places): Line[] {
  const ways: [Place, Place][] = [
    [a, b],
    [b, a],
  ];
  return ways.flatMap(([client_zone, server_zone]) => {
    const from = places.placeOf(rule.from, client_zone.id);
    const to = places.placeOf(rule.to, server_zone.id);
    return from === null || to === null ? [] : [{ rule, from, to, client_zone, server_zone }];
  });
}

/** The conduits of a view, sorted by id, with the lines that are in force. One whose zones are not known is left out, and noted. */
export function holdConduits(view: CompileView, places: Places): HeldConduit[] {
  const sorted = view.conduits.toSorted((x, y) => (x.id < y.id ? -1 : 1));
  return sorted.flatMap((conduit) => {
    const [a, b] = [places.zones.get(conduit.zone_a), places.zones.get(conduit.zone_b)];
    if (a === undefined || b === undefined || a === b) {
      places.notes.push({ code: 'conduit_without_zone', params: { conduit_id: conduit.id } });
      return [];
    }
    if (conduit.mode === 'essential' && conduit.rules === null)
      places.notes.push({ code: 'essential_without_list', params: { conduit_id: conduit.id } });
    const lines = rulesInForce(conduit).flatMap((rule) => linesOf(rule, a, b, places));
    return [{ conduit, a, b, hold: holdOf(conduit), lines }];
  });
}
