// One measure: how it is done, who does it by when, and closing it with what shows it.
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { useAsOf } from '@holdfast/design/as-of';
import { Badge } from '@holdfast/design/badge';
import { Facts } from '@holdfast/design/facts';
import { Form } from '@holdfast/design/form';
import { FormButton } from '@holdfast/design/form-button';
import { usePlace } from '@holdfast/design/place';
import { RecordHistory } from '@holdfast/design/record-history';
import { Answer, Empty } from '@holdfast/design/states';
import { useOwnWords } from '@holdfast/requirements/ui/state-badge';
import { usePeople } from '@holdfast/roles/ui/give-role';
import { Group, SegmentedControl, Select, Text, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Measure } from '../schema.ts';
import { dayFrom } from './days.ts';
import { Due, toneOfMeasure } from './promise.tsx';

const api = createClient();

export function MeasureDetail({ id }: { id: string }) {
  const { t } = useTranslation('gaps');
  const { site_id } = usePlace();
  const { as_of } = useAsOf();
  const asked = useQuery({
    queryKey: ['measures', site_id, 'all', as_of],
    queryFn: () =>
      take(api.GET('/api/v1/sites/{site_id}/measures', { params: { path: { site_id }, query: as_of === undefined ? {} : { as_of } } })),
  });
  return (
    <Answer of={asked}>
      {({ rows }) => {
        const it = rows.find((row) => row.id === id);
        return it === undefined ? <Empty title={t('measure.gone')} /> : <Detail it={it} />;
      }}
    </Answer>
  );
}

function Detail({ it }: { it: Measure }) {
  const { t } = useTranslation('gaps');
  const { may } = usePlace();
  const { day } = useAsOf();
  const own = useOwnWords();
  const isMine = it.state === 'open' && day === null && may('gaps.plan');
  return (
    <>
      <h2>{own(it.title)}</h2>
      <Text mb="sm">{own(it.how)}</Text>
      <Facts
        rows={[
          [
            t('measure.field.state'),
            <Badge key="state" tone={toneOfMeasure[it.state]}>
              {t(`measure.state.${it.state}`)}
            </Badge>,
          ],
          ...(it.state === 'offered'
            ? []
            : [[t('gap.field.owner'), it.owner_name ?? ''] as const, [t('gap.field.due'), <Due key="due" it={it} />] as const]),
          ...(it.closed_by_name === null ? [] : [[t('measure.field.closed_by'), it.closed_by_name] as const]),
        ]}
      />
      {isMine && (
        <Group gap="sm" my="md">
          <FormButton as="aside" label={t('measure.close')} title={own(it.title)}>
            {(close) => <CloseForm it={it} onClose={close} />}
          </FormButton>
          <FormButton as="aside" label={t('plan.act')} title={own(it.title)}>
            {(close) => <PlanForm it={it} onClose={close} />}
          </FormButton>
        </Group>
      )}
      {it.state !== 'offered' && (
        <RecordHistory type="measure" id={it.id} title={own(it.title)} opens={`minimum?view=measures&open=${it.id}`} />
      )}
    </>
  );
}

type FormProps = { it: Measure; onClose: () => void };

function CloseForm({ it, onClose }: FormProps) {
  const { t } = useTranslation('gaps');
  const { site_id } = usePlace();
  const [outcome, setOutcome] = useState<'done' | 'dropped'>('done');
  const [reason, setReason] = useState('');
  const act = useAct(
    () =>
      take(
        api.POST('/api/v1/sites/{site_id}/measures/{measure_id}/closure', {
          params: { path: { site_id, measure_id: it.id } },
          body: { outcome, reason },
        }),
      ),
    { done: t('measure.closed') },
  );
  const send = async (): Promise<void> => {
    if (await act.run(undefined)) onClose();
  };
  return (
    <Form submit={t('measure.close')} busy={act.busy} disabled={reason.trim().length < 3} onCancel={onClose} onSubmit={send}>
      <SegmentedControl
        aria-label={t('measure.outcome')}
        data={(['done', 'dropped'] as const).map((value) => ({ value, label: t(`measure.state.${value}`) }))}
        value={outcome}
        onChange={(value) => setOutcome(value as 'done' | 'dropped')}
      />
      <Textarea
        label={t(`measure.shows.${outcome}`)}
        required
        autosize
        minRows={2}
        data-autofocus
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </Form>
  );
}

function PlanForm({ it, onClose }: FormProps) {
  const { t } = useTranslation('gaps');
  const { site_id } = usePlace();
  const people = usePeople();
  const [owner_id, setOwner] = useState<string | null>(it.owner_id);
  const [due_on, setDue] = useState(it.due_on ?? dayFrom(60));
  const act = useAct(
    () =>
      take(
        api.PATCH('/api/v1/sites/{site_id}/measures/{measure_id}', {
          params: { path: { site_id, measure_id: it.id } },
          body: { owner_id: owner_id ?? '', due_on },
        }),
      ),
    { done: t('plan.done') },
  );
  const send = async (): Promise<void> => {
    if (await act.run(undefined)) onClose();
  };
  return (
    <Form submit={t('plan.submit')} busy={act.busy} disabled={owner_id === null || due_on === ''} onCancel={onClose} onSubmit={send}>
      <Select label={t('plan.owner')} required searchable data={people} value={owner_id} onChange={setOwner} />
      <TextInput
        label={t('plan.due')}
        type="date"
        required
        min={dayFrom(0)}
        max={dayFrom(729)}
        value={due_on}
        onChange={(event) => setDue(event.currentTarget.value)}
      />
    </Form>
  );
}
