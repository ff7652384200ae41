// Handing a shift over: what is open, what to watch; who gives signs, who takes signs.
import './roster.css';
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { asOfQuery, useAsOf, useMayNow } from '@holdfast/design/as-of';
import { Badge } from '@holdfast/design/badge';
import { Dialog, Form } from '@holdfast/design/form';
import { Go } from '@holdfast/design/go';
import { Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Answer, Empty } from '@holdfast/design/states';
import { Time } from '@holdfast/design/time';
import { Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Handover } from '../schema.ts';

const api = createClient();

function useHandovers(limit: number) {
  const { site_id, may } = usePlace();
  const past = useAsOf();
  return useQuery({
    queryKey: ['handovers', site_id, limit, past.as_of],
    queryFn: () =>
      take(api.GET('/api/v1/sites/{site_id}/handovers', { params: { path: { site_id }, query: { limit, ...asOfQuery(past) } } })),
    refetchInterval: 60_000,
    enabled: may('roster.see'),
  });
}

/** On Home and at terminals: the newest, until somebody has taken it and the next one is written. */
export function HandoverPanel() {
  const { t } = useTranslation('roster');
  const { path, may } = usePlace();
  const asked = useHandovers(1);
  const [newest] = asked.data?.rows ?? [];
  if (!may('roster.see') || (newest === undefined && !may('roster.hand_over'))) return null;
  return (
    <Panel
      title={t('handover.title')}
      aside={
        <Go to={path('roster')} search={{ view: 'handovers' }}>
          {t('handover.all')}
        </Go>
      }
    >
      <Answer of={asked}>
        {() => (
          <Stack gap="sm">
            {newest === undefined ? <Text c="dimmed">{t('handover.none_text')}</Text> : <OneHandover it={newest} />}
            <GiveButton />
          </Stack>
        )}
      </Answer>
    </Panel>
  );
}

export function HandoversView() {
  const { t } = useTranslation('roster');
  const asked = useHandovers(100);
  return (
    <>
      <GiveButton />
      <Answer of={asked}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty title={t('handover.none')}>{t('handover.none_text')}</Empty>
          ) : (
            rows.map((it) => (
              <Panel key={it.id}>
                <OneHandover it={it} />
              </Panel>
            ))
          )
        }
      </Answer>
    </>
  );
}

function OneHandover({ it }: { it: Handover }) {
  const { t } = useTranslation('roster');
  const { site_id, me_id } = usePlace();
  const may = useMayNow();
  const taking = useAct(
    () => take(api.POST('/api/v1/sites/{site_id}/handovers/{handover_id}/taking', { params: { path: { site_id, handover_id: it.id } } })),
    { done: t('handover.taken_done') },
  );
  return (
    <Stack gap="xs">
      <Group gap="sm">
        <Text fw={600}>{it.shift_name ?? t('handover.no_shift')}</Text>
        <Text c="dimmed">
          {it.given_by_name} · <Time at={it.given_at} />
        </Text>
        {it.taken_by === null ? (
          <Badge tone="attention">{t('handover.open')}</Badge>
        ) : (
          <Badge tone="good">{t('handover.taken_by', { name: it.taken_by_name })}</Badge>
        )}
      </Group>
      <Text className="hf-handover-text">{it.open_points}</Text>
      {it.watch !== null && (
        <Text className="hf-handover-text">
          <Text span fw={600}>
            {t('handover.watch')}:{' '}
          </Text>
          {it.watch}
        </Text>
      )}
      {it.taken_by === null && it.given_by !== me_id && may('roster.hand_over') && (
        <Button w="fit-content" size="xs" loading={taking.busy} onClick={() => void taking.run(undefined)}>
          {t('handover.take')}
        </Button>
      )}
    </Stack>
  );
}

function GiveButton() {
  const { t } = useTranslation('roster');
  const may = useMayNow();
  const [isOpen, setOpen] = useState(false);
  if (!may('roster.hand_over')) return null;
  return (
    <>
      <Button w="fit-content" variant="default" onClick={() => setOpen(true)}>
        {t('handover.give')}
      </Button>
      <Dialog title={t('handover.give')} opened={isOpen} onClose={() => setOpen(false)} size="lg">
        {isOpen && <GiveForm onClose={() => setOpen(false)} />}
      </Dialog>
    </>
  );
}

function GiveForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('roster');
  const { site_id } = usePlace();
  const [open_points, setPoints] = useState('');
  const [watch, setWatch] = useState('');
  const give = useAct(
    () =>
      take(
        api.POST('/api/v1/sites/{site_id}/handovers', {
          params: { path: { site_id } },
          body: { open_points, watch: watch.trim() === '' ? null : watch },
        }),
      ),
    { done: t('handover.given_done') },
  );
  const send = async (): Promise<void> => {
    if (await give.run(undefined)) onClose();
  };
  return (
    <Form submit={t('handover.sign')} busy={give.busy} disabled={open_points.trim() === ''} onCancel={onClose} onSubmit={send}>
      <Textarea
        label={t('handover.points')}
        description={t('handover.points_note')}
        required
        autosize
        minRows={4}
        maxLength={4000}
        data-autofocus
        value={open_points}
        onChange={({ currentTarget: { value } }) => setPoints(value)}
      />
      <Textarea
        label={t('handover.watch')}
        autosize
        minRows={2}
        maxLength={4000}
        value={watch}
        onChange={({ currentTarget: { value } }) => setWatch(value)}
      />
    </Form>
  );
}
