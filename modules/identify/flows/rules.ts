// Decisions about flows: what a flow means for the plant's dependencies (FEATURES C6).

/** Coarse place of an end: `line` cells and lines (levels 0 to 2), `utilities`, `operations` (3 and 3.5), `it` (4 and 5). */
export type Place = { zone_id: string | null; level: string | null; zone_name: string | null };

const utilityWords = /utilit|versorgung|boiler|kessel|compress|druckluft|water|wasser|energy|energie|steam|dampf|cooling|kälte|co2/i;
const isIt = (place: Place) => place.level === '4' || place.level === '5';
const isLine = (place: Place) => place.level === '0' || place.level === '1' || place.level === '2';
const isUtility = (place: Place) => isLine(place) && utilityWords.test(place.zone_name ?? '');

export type Dependency = 'within_zone' | 'line_to_line' | 'line_to_utilities' | 'ot_to_it' | 'other';

/** C6: line to line, line to utilities, OT to IT; everything else is `other`. */
export function dependencyOf(client: Place, server: Place): Dependency {
  if (client.zone_id !== null && client.zone_id === server.zone_id) return 'within_zone';
  if (isIt(client) !== isIt(server) && client.level !== null && server.level !== null) return 'ot_to_it';
  if (isLine(client) && isLine(server)) return isUtility(client) || isUtility(server) ? 'line_to_utilities' : 'line_to_line';
  return 'other';
}
