// Every zone and whether it is known how to cut it off: those without a card, or never tested, first.
import { createClient, take } from '@holdfast/client';
import { FilterBar } from '@holdfast/design/filters';
import { Page } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Empty } from '@holdfast/design/states';
import { type Column, DataTable } from '@holdfast/design/table';
import { Time } from '@holdfast/design/time';
import { useTranslation } from 'react-i18next';
import { type CardRow, cardState, testState } from '../schema.ts';
import { CardBadge, DrillDay, TestBadge } from './card-words.tsx';

const api = createClient();

export function IsolationCardsPage() {
  const { t } = useTranslation('isolation');
  const { site_id, path } = usePlace();
  const choice = (key: 'state' | 'test', values: readonly string[]) => ({
    key,
    label: t(`field.${key}`),
    options: values.map((value) => ({ value, label: t(`${key}.${value}`) })),
  });
  return (
    <Page title={t('title')} lead={t('lead')} fill>
      <DataTable
        label={t('title')}
        name={['isolation-cards', site_id]}
        path={`/api/v1/sites/${site_id}/isolation-cards`}
        columns={useColumns()}
        filters={['state', 'test']}
        bar={<FilterBar searchLabel={t('search')} choices={[choice('state', cardState.options), choice('test', testState.options)]} />}
        load={(query) => take(api.GET('/api/v1/sites/{site_id}/isolation-cards', { params: { path: { site_id }, query } }))}
        open={(row) => path(`isolation/${row.id}`)}
        empty={<Empty title={t('none.title')}>{t('none.text')}</Empty>}
      />
    </Page>
  );
}

function useColumns(): Column<CardRow>[] {
  const { t } = useTranslation('isolation');
  const count = (key: 'conduits' | 'isolated'): Column<CardRow> => ({
    key,
    header: t(`field.${key}`),
    sort: key,
    width: 120,
    narrow: false,
    cell: (it) => it[key],
    text: (it) => String(it[key]),
  });
  return [
    {
      key: 'zone_name',
      header: t('field.zone_name'),
      sort: 'zone_name',
      width: 260,
      cell: (it) => it.zone_name,
      text: (it) => it.zone_name,
    },
    {
      key: 'state',
      header: t('field.state'),
      sort: 'state',
      width: 180,
      cell: (it) => <CardBadge it={it} />,
      text: (it) => t(`state.${it.state}`),
    },
    {
      key: 'test',
      header: t('field.test'),
      sort: 'test',
      width: 150,
      cell: (it) => <TestBadge it={it} />,
      text: (it) => t(`test.${it.test}`),
    },
    {
      key: 'last_tested_at',
      header: t('field.last_tested_at'),
      sort: 'last_tested_at',
      width: 150,
      narrow: false,
      cell: (it) => (it.last_tested_at === null ? '' : <Time at={it.last_tested_at} />),
      text: (it) => it.last_tested_at ?? '',
    },
    {
      key: 'next_drill_on',
      header: t('field.next_drill_on'),
      sort: 'next_drill_on',
      width: 150,
      cell: (it) => <DrillDay day={it.next_drill_on} />,
      text: (it) => it.next_drill_on ?? '',
    },
    {
      key: 'minutes',
      header: t('field.minutes'),
      sort: 'minutes',
      width: 120,
      narrow: false,
      cell: (it) => (it.minutes === 0 ? '' : t('minutes_value', { count: it.minutes })),
      text: (it) => String(it.minutes),
    },
    count('conduits'),
    count('isolated'),
  ];
}
