// A list that went back by itself, or waits to be confirmed: what happened, what to do, whom to call. On Home and on the conduit's page.
import { createClient, take } from '@holdfast/client';
import { Go } from '@holdfast/design/go';
import { Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Answer } from '@holdfast/design/states';
import { Time } from '@holdfast/design/time';
import { Chain, useCallNow } from '@holdfast/roster/ui/call-now';
import { Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { EnforcerState, NewestList } from '../schema.ts';
import { EnforcerStateBadge } from './enforcer-words.tsx';

const api = createClient();
type Tried = { id: string; name: string; state: EnforcerState; newest_list: NewestList | null };

/** Whether somebody has to look at the enforcer's newest list. */
export const needsLook = ({ newest_list, state }: Tried): boolean =>
  state !== 'ended' &&
  (newest_list?.state === 'rolled_back' ||
    newest_list?.why === 'window_over' ||
    (newest_list?.state === 'waiting' && newest_list.confirmed_at === null));

/** One enforcer of which `needsLook` is so. */
export function WentBack({ enforcer }: { enforcer: Tried }) {
  const { t } = useTranslation('enforcement');
  const { path } = usePlace();
  const list = enforcer.newest_list;
  if (list === null) return null;
  const isWaiting = list.state === 'waiting';
  const says = isWaiting ? 'waits' : list.why === 'window_over' ? 'too_late' : 'back';
  return (
    <Stack gap={4}>
      <Group gap="sm">
        <Go to={path(`enforcers/${enforcer.id}`)}>{enforcer.name}</Go>
        <EnforcerStateBadge state={isWaiting ? 'trying' : 'rolled_back'} />
        {list.window_number !== null && <Text size="xs">{t('went_back.window', { number: list.window_number })}</Text>}
      </Group>
      <Text size="sm" role="status">
        {t(`went_back.${says}`, { why: t(`why.${list.why}`, { defaultValue: '' }) })}{' '}
        {isWaiting ? list.due_at !== null && <Time at={list.due_at} /> : list.ended_at !== null && <Time at={list.ended_at} />}
      </Text>
      {!isWaiting && <Text size="sm">{t('went_back.do')}</Text>}
    </Stack>
  );
}

/** Whoever leads the shift knows what ran and what did not. */
export function WhoSawIt() {
  const { t } = useTranslation('enforcement');
  const { may } = usePlace();
  const asked = useCallNow('shift_lead');
  if (!may('roster.see')) return null;
  return (
    <div>
      <Text size="sm" fw={600}>
        {t('went_back.call')}
      </Text>
      <Answer of={asked}>{(it) => <Chain it={it} most={2} />}</Answer>
    </div>
  );
}

/** On Home: nothing while no list needs anybody. */
export function RollOutsPanel() {
  const { t } = useTranslation('enforcement');
  const { site_id, may } = usePlace();
  const asked = useQuery({
    queryKey: ['enforcers', site_id],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/enforcers', { params: { path: { site_id } } })),
    refetchInterval: 15_000,
    enabled: may('enforcement.see'),
  });
  const rows = (asked.data?.rows ?? []).filter(needsLook);
  if (rows.length === 0) return null;
  return (
    <Panel title={t('went_back.title')}>
      <Stack gap="md">
        {rows.map((it) => (
          <WentBack key={it.id} enforcer={it} />
        ))}
        <WhoSawIt />
      </Stack>
    </Panel>
  );
}
