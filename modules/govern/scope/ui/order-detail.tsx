// One order of an authority: what it asks, until when, and each measure with the entry that shows it was done.
import { take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { useAsOf } from '@holdfast/design/as-of';
import { Badge } from '@holdfast/design/badge';
import { Facts } from '@holdfast/design/facts';
import { ReasonDialog } from '@holdfast/design/form';
import { FormButton } from '@holdfast/design/form-button';
import { Go } from '@holdfast/design/go';
import { usePlace } from '@holdfast/design/place';
import { RecordHistory } from '@holdfast/design/record-history';
import { Answer } from '@holdfast/design/states';
import { Button, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Measure, Order } from '../schema.ts';
import { Day, orderTones, useOwnWords } from './law-words.tsx';
import { CloseMeasureForm, MeasureForm } from './order-forms.tsx';
import { api } from './use-scope.ts';

export function OrderDetail({ order_id }: { order_id: string }) {
  const { as_of } = useAsOf();
  const asked = useQuery({
    queryKey: ['authority-order', order_id, as_of ?? null],
    queryFn: async () => {
      if (as_of === undefined) return take(api.GET('/api/v1/authority-orders/{order_id}', { params: { path: { order_id } } }));
      const { rows } = await take(api.GET('/api/v1/authority-orders', { params: { query: { as_of, limit: 2000 } } }));
      return rows.find(({ id }) => id === order_id)!;
    },
  });
  return <Answer of={asked}>{(it) => <OrderView it={it} />}</Answer>;
}

function OrderView({ it }: { it: Order }) {
  const { t } = useTranslation('scope');
  const own = useOwnWords();
  const { may } = usePlace();
  const { is } = useAsOf();
  const mayKeep = may('scope.keep') && is === 'now' && it.closed_on === null;
  return (
    <Stack gap="md">
      <Group gap="sm">
        <Text fw={700}>{it.title}</Text>
        <Badge tone={orderTones[it.state]}>{t(`order_state.${it.state}`)}</Badge>
      </Group>
      <Facts
        rows={[
          [t('column.authority'), it.authority],
          [t('column.name'), it.entity_name],
          [t('column.kind'), t(`order_kind.${it.kind}`)],
          [t('field.reference'), it.reference],
          [t('field.received_on'), <Day key="r" on={it.received_on} />],
          [t('column.deadline'), it.deadline_on === null ? t('order.no_deadline') : <Day key="d" on={it.deadline_on} />],
          [t('order.power'), own(it.cite)],
        ]}
      />
      <Text fw={600}>{t('order.measures')}</Text>
      {it.measures.length === 0 && <Text c="dimmed">{t('order.no_measures')}</Text>}
      {it.measures.map((each) => (
        <MeasureLine key={each.id} it={each} order_id={it.id} mayKeep={mayKeep} />
      ))}
      {mayKeep && (
        <Group gap="sm">
          <FormButton as="aside" label={t('order.add_measure')}>
            {(close) => <MeasureForm order_id={it.id} onClose={close} />}
          </FormButton>
          <CloseOrder it={it} />
        </Group>
      )}
      <RecordHistory type="authority_order" id={it.id} title={it.title} organisation />
    </Stack>
  );
}

function MeasureLine({ it, order_id, mayKeep }: { it: Measure; order_id: string; mayKeep: boolean }) {
  const { t } = useTranslation('scope');
  const { path } = usePlace();
  return (
    <div>
      <Group gap="sm">
        <Badge tone={it.closed_on === null ? 'waiting' : 'good'}>{t(it.closed_on === null ? 'measure.open' : 'measure.done')}</Badge>
        <Text component="span">{it.title}</Text>
        {mayKeep && it.closed_on === null && (
          <FormButton as="change" label={t('measure.close')}>
            {(close) => <CloseMeasureForm order_id={order_id} measure_id={it.id} onClose={close} />}
          </FormButton>
        )}
      </Group>
      <Text size="sm" c="dimmed">
        {it.owner_name ?? t('measure.no_owner')} · {it.closed_on === null ? t('due') : t('measure.closed_on')}{' '}
        {it.closed_on === null && it.due_on === null ? t('measure.no_day') : <Day on={it.closed_on ?? it.due_on} />}
        {it.remark !== null && ` · ${it.remark}`}
      </Text>
      {it.evidence_entry_id !== null && (
        <Text size="sm">
          <Go to={path('ledger')} search={{ open: it.evidence_entry_id }}>
            {t('measure.evidence')}
          </Go>
        </Text>
      )}
    </div>
  );
}

function CloseOrder({ it }: { it: Order }) {
  const { t } = useTranslation('scope');
  const [isOpen, setOpen] = useState(false);
  const close = useAct(
    (reason: string) =>
      take(api.POST('/api/v1/authority-orders/{order_id}/closure', { params: { path: { order_id: it.id } }, body: { reason } })),
    { done: t('order.closed_done') },
  );
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t('order.close')}
      </Button>
      <ReasonDialog
        title={t('order.close')}
        says={t('order.close_says')}
        submit={t('order.close')}
        opened={isOpen}
        onClose={() => setOpen(false)}
        onReason={(reason) => close.run(reason)}
      />
    </>
  );
}
