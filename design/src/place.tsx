// Where the person is: which site, whose time zone, what they may do there.
import { createContext, type ReactNode, useContext } from 'react';

/** `may` takes the id of an access sentence. `path('assets')` is the page's address at this site. */
export type Place = {
  site_id: string;
  site_name: string;
  time_zone: string;
  me_id: string;
  may: (sentence_id: string) => boolean;
  path: (rest: string) => string;
};

const context = createContext<Place | null>(null);

export function PlaceProvider({ place, children }: { place: Place; children: ReactNode }) {
  return <context.Provider value={place}>{children}</context.Provider>;
}

/** The place of the page. Throws Error outside of a site's pages. */
export function usePlace(): Place {
  const place = useContext(context);
  if (place === null) throw new Error('no place: the page stands outside of a site');
  return place;
}

/** The site's name, null outside of one. */
export function usePlaceName(): string | null {
  return useContext(context)?.site_name ?? null;
}

/** The time zone dates are shown in: the site's, UTC outside of one. */
export function useTimeZone(): string {
  return useContext(context)?.time_zone ?? 'UTC';
}
