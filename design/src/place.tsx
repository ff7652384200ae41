// Where the person is: which site, whose time zone, what they may do there.
import { createContext, type ReactNode, useContext } from 'react';

/** `may` takes the id of an access sentence. `path('assets')` is the page's address at this site. */
export type Place = {
  site_id: string;
  site_name: string;
  time_zone: string;
  me_id: string;
  /** How the person wants times shown; left out, as the plant has them. */
  times?: { times_in: 'plant' | 'own'; clock: 'h23' | 'h12' };
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

/** The zone and clock a person reads times in: the plant's, or by their own choice their device's. */
export function useShownTimes(): { zone: string; clock: 'h23' | 'h12' } {
  const { time_zone = 'UTC', times } = useContext(context) ?? {};
  const zone = times?.times_in === 'own' ? Intl.DateTimeFormat().resolvedOptions().timeZone : time_zone;
  return { zone, clock: times?.clock ?? 'h23' };
}
