// What can be done with a list of before: bring it back, or look at an emergency afterwards.
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { ReasonDialog } from '@holdfast/design/form';
import { usePlace } from '@holdfast/design/place';
import { Button, Group, Text } from '@mantine/core';
import { Time } from '@holdfast/design/time';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AllowList } from '../schema.ts';

const api = createClient();

export function ListAgain({ conduit_id, list, isWaiting }: { conduit_id: string; list: AllowList; isWaiting: boolean }) {
  const { may, me_id } = usePlace();
  const isOpen = list.is_emergency && list.reviewed_at === null && ['approved', 'superseded'].includes(list.state);
  return (
    <>
      <Effect list={list} />
      <Group gap="sm">
        {list.state === 'superseded' && !isWaiting && may('conduits.propose') && <BringBack conduit_id={conduit_id} list={list} />}
        {isOpen && may('conduits.approve') && list.proposed_by !== me_id && <Review conduit_id={conduit_id} list={list} />}
      </Group>
    </>
  );
}

/** How the list came to hold: in which window, since when, as an emergency, as a version brought back. */
export function Effect({ list }: { list: AllowList }) {
  const { t } = useTranslation('conduits');
  return (
    <>
      {list.window_number !== null && <Text size="sm">{t('in_window', { number: list.window_number })}</Text>}
      {list.in_force_since !== null && (
        <Text size="sm">
          {t('in_force_since')} <Time at={list.in_force_since} />
        </Text>
      )}
      {list.rolled_back_to !== null && <Text size="sm">{t('brought_back', { version: list.rolled_back_to })}</Text>}
      {list.is_emergency && (
        <Text size="sm">
          {list.reviewed_by_name === null
            ? t('emergency_open', { day: list.review_due_on })
            : t('emergency_reviewed', { name: list.reviewed_by_name, review: list.review })}
        </Text>
      )}
    </>
  );
}

function BringBack({ conduit_id, list }: { conduit_id: string; list: AllowList }) {
  const { t } = useTranslation('conduits');
  const { site_id } = usePlace();
  const [opened, setOpened] = useState(false);
  const act = useAct(
    (reason: string) =>
      take(
        api.POST('/api/v1/sites/{site_id}/conduits/{conduit_id}/allow-lists', {
          params: { path: { site_id, conduit_id } },
          body: { version_again: list.version, is_emergency: true, reason },
        }),
      ),
    { done: t('proposed_done') },
  );
  return (
    <>
      <Button variant="default" onClick={() => setOpened(true)}>
        {t('bring_back')}
      </Button>
      <ReasonDialog
        title={t('bring_back_title', { version: list.version })}
        says={t('bring_back_says')}
        submit={t('bring_back')}
        opened={opened}
        onClose={() => setOpened(false)}
        onReason={act.run}
      />
    </>
  );
}

function Review({ conduit_id, list }: { conduit_id: string; list: AllowList }) {
  const { t } = useTranslation('conduits');
  const { site_id } = usePlace();
  const [opened, setOpened] = useState(false);
  const act = useAct(
    (review: string) =>
      take(
        api.POST('/api/v1/sites/{site_id}/conduits/{conduit_id}/allow-lists/{list_id}/review', {
          params: { path: { site_id, conduit_id, list_id: list.id } },
          body: { review },
        }),
      ),
    { done: t('reviewed_done') },
  );
  return (
    <>
      <Button onClick={() => setOpened(true)}>{t('review_act')}</Button>
      <ReasonDialog
        title={t('review_title', { version: list.version })}
        says={t('review_says')}
        submit={t('review_act')}
        opened={opened}
        onClose={() => setOpened(false)}
        onReason={act.run}
      />
    </>
  );
}
