// Places in a text that fill themselves with what Holdfast knows: `{{people.ciso}}` reads the CISO's name today, and the next one's tomorrow.

/** Every place there is. Words in the words files under `place.<id>`. */
export const placeIds = [
  'organisation.name',
  'site.name',
  'site.country',
  'people.ciso',
  'people.plant_manager',
  'people.ot_lead',
  'people.owner',
  'people.incident_coordinator',
  'people.communications',
  'people.safety_responsible',
  'areas.names',
  'areas.owners',
  'zones.names',
  'zones.custodians',
  'services.essential',
  'suppliers.contacts',
  'document.owner',
  'document.next_review',
] as const;
export type PlaceId = (typeof placeIds)[number];

const place = /\{\{\s*([a-z_.]{1,60})\s*\}\}/g;
export const isPlace = (text: string): text is PlaceId => (placeIds as readonly string[]).includes(text);

/** Names between double braces in a text, in order of appearance, each once. */
export const placesIn = (text: string): string[] => [...new Set([...text.matchAll(place)].map(([, name]) => name!))];

/** The first name between double braces that is no place; null when all are. */
export const unknownPlace = (text: string): string | null => placesIn(text).find((name) => !isPlace(name)) ?? null;
