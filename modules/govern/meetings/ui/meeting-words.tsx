// States of meetings and actions in words; people to choose from.
import { createClient, take } from '@holdfast/client';
import { Badge, type Tone } from '@holdfast/design/badge';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Action, Meeting, MeetingState } from '../schema.ts';

const api = createClient();
const tones: Record<MeetingState, Tone> = {
  planned: 'waiting',
  held: 'attention',
  signing: 'attention',
  closed: 'good',
  called_off: 'off',
};

export function MeetingBadge({ meeting: it }: { meeting: Pick<Meeting, 'state' | 'has_quorum'> }) {
  const { t } = useTranslation('meetings');
  const lacks = (it.state === 'held' || it.state === 'signing' || it.state === 'closed') && !it.has_quorum;
  return (
    <Badge tone={lacks ? 'alarm' : tones[it.state]}>
      {t(`state.${it.state}`)}
      {lacks && `, ${t('no_quorum')}`}
    </Badge>
  );
}

export function ActionBadge({ action: it }: { action: Action }) {
  const { t } = useTranslation('meetings');
  if (it.done_at !== null) return <Badge tone="good">{t('actions.done')}</Badge>;
  return it.is_overdue ? <Badge tone="alarm">{t('actions.overdue')}</Badge> : <Badge tone="waiting">{t('actions.open')}</Badge>;
}

export function usePeople(): { value: string; label: string }[] {
  const people = useQuery({ queryKey: ['people'], queryFn: () => take(api.GET('/api/v1/people')) });
  return (people.data?.rows ?? []).filter((it) => it.active).map(({ id, name }) => ({ value: id, label: name }));
}

/** A text in the person's language. */
export function useOwnWords(): (text: { en: string; de: string }) => string {
  const { i18n } = useTranslation();
  return (text) => (i18n.language.startsWith('de') ? text.de : text.en);
}

/** A day as noon of it, for a component that shows times. */
export const noonOf = (day: string): string => `${day}T12:00:00Z`;
