// Six things that go beyond the ten: ticked with what shows them, until a day. They never lower what the ten say.
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { useAsOf } from '@holdfast/design/as-of';
import { Badge } from '@holdfast/design/badge';
import { Form, ReasonDialog } from '@holdfast/design/form';
import { FormButton } from '@holdfast/design/form-button';
import { Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Time } from '@holdfast/design/time';
import { useOwnWords } from '@holdfast/requirements/ui/state-badge';
import { Button, Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Booster } from '../schema.ts';
import { dayFrom } from './days.ts';

const api = createClient();

export function BoostersPanel({ boosters }: { boosters: readonly Booster[] }) {
  const { t } = useTranslation('gaps');
  return (
    <Panel title={t('boosters.title')}>
      <Text size="sm" c="dimmed" mb="xs">
        {t('boosters.lead')}
      </Text>
      <ul className="hf-boosters">
        {boosters.map((it) => (
          <Line key={it.id} it={it} />
        ))}
      </ul>
    </Panel>
  );
}

function Line({ it }: { it: Booster }) {
  const { t } = useTranslation('gaps');
  const { may } = usePlace();
  const { day } = useAsOf();
  const own = useOwnWords();
  return (
    <li>
      <Badge tone={it.ticked ? 'good' : 'off'}>{it.ticked ? t('boosters.there') : t('boosters.open')}</Badge>
      <div>
        <strong>{own(it.title)}</strong>
        <Text size="sm">{own(it.why)}</Text>
        {it.ticked && it.until_on !== null && (
          <Text size="xs" c="dimmed">
            {t('boosters.said', { name: it.by_name ?? '' })} <Time at={`${it.until_on}T12:00:00Z`} style="day" />
          </Text>
        )}
      </div>
      {day === null && may('gaps.plan') && (it.ticked ? <Clear it={it} /> : <Tick it={it} />)}
    </li>
  );
}

function Tick({ it }: { it: Booster }) {
  const { t } = useTranslation('gaps');
  const own = useOwnWords();
  return (
    <FormButton as="change" label={t('boosters.tick')} title={own(it.title)}>
      {(close) => <TickForm it={it} onClose={close} />}
    </FormButton>
  );
}

function TickForm({ it, onClose }: { it: Booster; onClose: () => void }) {
  const { t } = useTranslation('gaps');
  const { site_id } = usePlace();
  const [reason, setReason] = useState('');
  const [until_on, setUntil] = useState(dayFrom(365));
  const act = useAct(
    () =>
      take(
        api.PUT('/api/v1/sites/{site_id}/boosters/{booster}', {
          params: { path: { site_id, booster: it.id } },
          body: { until_on, reason },
        }),
      ),
    { done: t('boosters.done') },
  );
  const send = async (): Promise<void> => {
    if (await act.run(undefined)) onClose();
  };
  return (
    <Form
      submit={t('boosters.tick')}
      busy={act.busy}
      disabled={reason.trim().length < 3 || until_on === ''}
      onCancel={onClose}
      onSubmit={send}
    >
      <Textarea
        label={t('boosters.shows')}
        required
        autosize
        minRows={2}
        data-autofocus
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <TextInput
        label={t('boosters.until')}
        type="date"
        required
        min={dayFrom(0)}
        max={dayFrom(729)}
        value={until_on}
        onChange={(event) => setUntil(event.currentTarget.value)}
      />
    </Form>
  );
}

function Clear({ it }: { it: Booster }) {
  const { t } = useTranslation('gaps');
  const { site_id } = usePlace();
  const [isOpen, setOpen] = useState(false);
  const act = useAct(
    (reason: string) =>
      take(
        api.POST('/api/v1/sites/{site_id}/boosters/{booster}/clearing', {
          params: { path: { site_id, booster: it.id } },
          body: { reason },
        }),
      ),
    { done: t('boosters.cleared') },
  );
  return (
    <>
      <Button size="compact-xs" variant="default" onClick={() => setOpen(true)}>
        {t('boosters.clear')}
      </Button>
      <ReasonDialog
        title={t('boosters.clear')}
        submit={t('boosters.clear')}
        opened={isOpen}
        onClose={() => setOpen(false)}
        onReason={act.run}
      />
    </>
  );
}
