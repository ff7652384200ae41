// The register of exceptions: what passes beside the lists, why, for whom, and until when.
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Badge, type Tone } from '@holdfast/design/badge';
import { Facts } from '@holdfast/design/facts';
import { FilterBar } from '@holdfast/design/filters';
import { ReasonDialog } from '@holdfast/design/form';
import { Go } from '@holdfast/design/go';
import { Page } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { RecordHistory } from '@holdfast/design/record-history';
import { SideDrawer } from '@holdfast/design/side';
import { Answer, Empty } from '@holdfast/design/states';
import { type Column, DataTable } from '@holdfast/design/table';
import { Time } from '@holdfast/design/time';
import { Button, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ConduitException, exceptionState } from '../schema.exceptions.ts';
import { useRuleWords } from './conduit-words.tsx';

const api = createClient();
const tones: Record<ConduitException['state'], Tone> = {
  proposed: 'waiting',
  in_force: 'good',
  refused: 'off',
  withdrawn: 'off',
  closed: 'off',
  escalated: 'alarm',
  ended: 'off',
};

/** An exception that ends within two weeks asks for a person. */
export function ExceptionBadge({ it }: { it: Pick<ConduitException, 'state' | 'days_left'> }) {
  const { t } = useTranslation('conduits');
  const soon = it.state === 'in_force' && it.days_left < 14;
  return <Badge tone={soon ? 'attention' : tones[it.state]}>{t(`exception_state.${it.state}`)}</Badge>;
}

export function ExceptionsPage() {
  const { t } = useTranslation('conduits');
  const { site_id } = usePlace();
  return (
    <Page title={t('exceptions_title')} lead={t('exceptions_lead')} fill>
      <DataTable
        label={t('exceptions_title')}
        name={['exceptions', site_id]}
        path={`/api/v1/sites/${site_id}/exceptions`}
        columns={useColumns()}
        filters={['state']}
        bar={
          <FilterBar
            searchLabel={t('exceptions_search')}
            choices={[
              {
                key: 'state',
                label: t('state_label'),
                options: exceptionState.options.map((value) => ({ value, label: t(`exception_state.${value}`) })),
              },
            ]}
          />
        }
        load={(query) => take(api.GET('/api/v1/sites/{site_id}/exceptions', { params: { path: { site_id }, query } }))}
        open={(row) => ({ open: row.id })}
        tone={(row) => (tones[row.state] === 'off' ? 'off' : undefined)}
        empty={<Empty title={t('exceptions_none')}>{t('exceptions_none_text')}</Empty>}
      />
      <SideDrawer title={t('exception')}>{(id) => <ExceptionDetail exception_id={id} />}</SideDrawer>
    </Page>
  );
}

function useColumns(): Column<ConduitException>[] {
  const { t } = useTranslation('conduits');
  const words = useRuleWords();
  const text = (it: ConduitException): string => `${it.rule.from_name} → ${it.rule.to_name}: ${words(it.rule)}`;
  return [
    {
      key: 'number',
      header: t('exception_number'),
      sort: 'number',
      width: 80,
      cell: (it) => `X-${it.number}`,
      text: (it) => `X-${it.number}`,
    },
    {
      key: 'state',
      header: t('state_label'),
      sort: 'state',
      width: 150,
      cell: (it) => <ExceptionBadge it={it} />,
      text: (it) => t(`exception_state.${it.state}`),
    },
    { key: 'rule', header: t('allowed'), width: 320, cell: text, text },
    {
      key: 'conduit_name',
      header: t('conduit'),
      sort: 'conduit_name',
      width: 220,
      narrow: false,
      cell: (it) => it.conduit_name,
      text: (it) => it.conduit_name,
    },
    {
      key: 'owner_name',
      header: t('owner'),
      sort: 'owner_name',
      width: 150,
      narrow: false,
      cell: (it) => it.owner_name,
      text: (it) => it.owner_name,
    },
    {
      key: 'expires_at',
      header: t('exception_until'),
      sort: 'expires_at',
      width: 130,
      cell: (it) => <Time at={it.expires_at} style="day" />,
      text: (it) => it.expires_at,
    },
    { key: 'reason', header: t('exception_reason'), narrow: false, cell: (it) => it.reason, text: (it) => it.reason },
  ];
}

function ExceptionDetail({ exception_id }: { exception_id: string }) {
  const { site_id } = usePlace();
  const asked = useQuery({
    queryKey: ['exceptions', site_id, exception_id],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/exceptions/{exception_id}', { params: { path: { site_id, exception_id } } })),
  });
  return <Answer of={asked}>{(it) => <ExceptionFacts it={it} />}</Answer>;
}

function ExceptionFacts({ it }: { it: ConduitException }) {
  const { t } = useTranslation('conduits');
  const { site_id, may, path } = usePlace();
  const words = useRuleWords();
  const [opened, setOpened] = useState(false);
  const end = useAct(
    (reason: string) =>
      take(
        api.POST('/api/v1/sites/{site_id}/exceptions/{exception_id}/ending', {
          params: { path: { site_id, exception_id: it.id } },
          body: { reason },
        }),
      ),
    { done: t('exception_ended') },
  );
  const holds = it.state === 'in_force' || it.state === 'escalated';
  return (
    <>
      <Facts
        rows={[
          [t('state_label'), <ExceptionBadge key="state" it={it} />],
          [t('allowed'), `${it.rule.from_name} → ${it.rule.to_name}: ${words(it.rule)}`],
          [
            t('conduit'),
            <Go key="conduit" to={path(`conduits/${it.conduit_id}`)}>
              {it.conduit_name}
            </Go>,
          ],
          [t('exception_reason'), it.reason],
          [t('owner'), it.owner_name],
          [t('exception_until'), <Time key="until" at={it.expires_at} style="day" />],
          [t('exception_then'), t(`on_expiry.${it.on_expiry}`)],
          [t('proposed_by'), it.proposed_by_name],
        ]}
      />
      {holds && may('conduits.propose') && (
        <Group mt="md">
          <Button variant="default" onClick={() => setOpened(true)}>
            {t('end_exception')}
          </Button>
          <ReasonDialog
            title={t('end_exception_title', { number: it.number })}
            says={t('end_exception_says')}
            submit={t('end_exception')}
            opened={opened}
            onClose={() => setOpened(false)}
            onReason={end.run}
            danger
          />
        </Group>
      )}
      <RecordHistory type="conduit" id={it.conduit_id} title={it.conduit_name} opens={`conduits/${it.conduit_id}`} />
    </>
  );
}
