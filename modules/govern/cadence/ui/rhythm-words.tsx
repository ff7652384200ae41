// A rhythm, a state and a day in words.
import { Badge, type Tone } from '@holdfast/design/badge';
import { useTranslation } from 'react-i18next';
import type { ActivityRhythm, ActivityRow, ActivityState } from '../schema.ts';

const tones: Record<ActivityState, Tone> = {
  no_date: 'attention',
  planned: 'good',
  due_soon: 'waiting',
  due: 'attention',
  overdue: 'alarm',
  over: 'off',
};

export function StateBadge({ row: it }: { row: Pick<ActivityRow, 'state' | 'late_days'> }) {
  const { t } = useTranslation('cadence');
  return (
    <Badge tone={tones[it.state]}>
      {t(`state.${it.state}`)}
      {it.late_days > 0 && `, ${t('late', { count: it.late_days })}`}
    </Badge>
  );
}

/** `every 3 months, on the last day, 09:00`. */
export function useRhythmWords(): (rhythm: ActivityRhythm | null) => string {
  const { t } = useTranslation('cadence');
  return (it) => {
    if (it === null) return t('no_rhythm');
    return [t(`every.${it.unit}`, { count: it.every }), onWords(t, it), it.at].filter((part) => part !== '').join(', ');
  };
}

type T = ReturnType<typeof useTranslation<'cadence'>>['t'];

function onWords(t: T, it: ActivityRhythm): string {
  if (it.basis === 'last_run') return t('on.after_last');
  if (it.weekdays !== null) return t('on.weekdays', { weekdays: it.weekdays.map((day) => t(`weekday.${day}`)).join(', ') });
  if (it.nth !== null) return t('on.nth', { nth: t(`nth.${it.nth.nth}`), weekday: t(`weekday.${it.nth.weekday}`) });
  if (it.unit === 'day' || it.unit === 'week') return '';
  const day = it.on_day ?? Number(it.starts_on.slice(8));
  return day === 31 ? t('on.last') : t('on.day', { day });
}

/** The title in the person's language. */
export function useTitleWords(): (title: { en: string; de: string }) => string {
  const { i18n } = useTranslation();
  return (title) => (i18n.language.startsWith('de') ? title.de : title.en);
}
