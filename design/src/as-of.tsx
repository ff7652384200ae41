// "As of" a day: a page shown as it stood, or as it will stand when nothing is done. The day stands in the page's address as `as_of`.
import './as-of.css';
import { Button, TextInput } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dayIn, endOfDay, isDay } from './as-of-day.ts';
import { useFilters } from './filters.tsx';
import { usePlace, useTimeZone } from './place.tsx';
import { Time } from './time.tsx';

export { dayIn } from './as-of-day.ts';

/** `day`: the day chosen, null for now. `as_of`: what to send as the route's `as_of` (the end of that day in the plant's zone), undefined for now. */
export type AsOf = { day: string | null; as_of: string | undefined; is: 'now' | 'past' | 'ahead' };

/** The day of the page's address. Put `as_of` into the query's key and into the request. */
export function useAsOf(): AsOf {
  const [filters] = useFilters();
  const zone = useTimeZone();
  const day = filters['as_of'];
  const [now] = useState(() => Date.now());
  const today = dayIn(now, zone);
  if (!isDay(day) || day === today) return { day: null, as_of: undefined, is: 'now' };
  return { day, as_of: endOfDay(day, zone), is: day < today ? 'past' : 'ahead' };
}

/** What the route takes as its query: nothing for now. */
export const asOfQuery = ({ as_of }: Pick<AsOf, 'as_of'>): { as_of?: string } => (as_of === undefined ? {} : { as_of });

/** As `may` of the place, and never on another day than today: nothing can be done about what was. */
export function useMayNow(): (sentence: string) => boolean {
  const { may } = usePlace();
  const { is } = useAsOf();
  return (sentence) => is === 'now' && may(sentence);
}

/** The field in which a day is chosen. `ahead`: days to come are offered too. */
export function AsOfPicker({ ahead = false }: { ahead?: boolean }) {
  const { t } = useTranslation('design');
  const [filters, set] = useFilters();
  const [now] = useState(() => Date.now());
  const today = dayIn(now, useTimeZone());
  const value = isDay(filters['as_of']) ? filters['as_of'] : today;
  const choose = (day: string): void => set({ as_of: day === '' || day === today ? null : day });
  return (
    <TextInput
      type="date"
      className="hf-as-of"
      aria-label={t('as_of.label')}
      leftSection={<IconHistory size={14} aria-hidden />}
      value={value}
      {...(ahead ? {} : { max: today })}
      onChange={(event) => choose(event.currentTarget.value)}
    />
  );
}

/** Says that the page does not show today, and leads back. Nothing when it does. `says`: what of a past day cannot be told here, or since when it can. */
export function AsOfNote({ says }: { says?: string }) {
  const { t } = useTranslation('design');
  const [, set] = useFilters();
  const { as_of, is } = useAsOf();
  if (as_of === undefined) return null;
  return (
    <div className="hf-as-of-note" role="status">
      <IconHistory size={16} aria-hidden />
      <span>
        <Time at={as_of} style="day" /> · {t(is === 'past' ? 'as_of.past' : 'as_of.ahead')}
        {is === 'past' && says !== undefined && ` ${says}`}
      </span>
      <Button variant="default" onClick={() => set({ as_of: null })}>
        {t('as_of.back')}
      </Button>
    </div>
  );
}
