// Walk-downs: rounds planned, walked and over.
import { createClient, take } from '@holdfast/client';
import { FilterBar } from '@holdfast/design/filters';
import { Page } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Empty, Known } from '@holdfast/design/states';
import { type Column, DataTable } from '@holdfast/design/table';
import { Time } from '@holdfast/design/time';
import { useTranslation } from 'react-i18next';
import type { WalkDown } from '../schema.ts';
import { PlanButton } from './plan-walk-down.tsx';
import { StateBadge } from './walk-words.tsx';

const api = createClient();

export function WalkDownsPage() {
  const { t } = useTranslation('walk-downs');
  const { site_id, may, path } = usePlace();
  const columns = useColumns();
  const states = (['open', 'finished', 'cancelled'] as const).map((value) => ({ value, label: t(`state.${value}`) }));
  return (
    <Page title={t('title')} lead={t('lead')} actions={may('walk_downs.plan') && <PlanButton />} fill>
      <DataTable
        label={t('title')}
        name={['walk-downs', site_id]}
        columns={columns}
        bar={<FilterBar searchLabel={t('search')} choices={[{ key: 'state', label: t('column.state'), options: states }]} />}
        filters={['state']}
        load={(query) => take(api.GET('/api/v1/sites/{site_id}/walk-downs', { params: { path: { site_id }, query } }))}
        open={(row) => path(`walk-downs/${row.id}`)}
        tone={(row) => (row.attention > 0 ? 'attention' : undefined)}
        empty={
          <Empty title={t('empty.title')} action={may('walk_downs.plan') && <PlanButton />}>
            {t('empty.text')}
          </Empty>
        }
      />
    </Page>
  );
}

function useColumns(): Column<WalkDown>[] {
  const { t } = useTranslation('walk-downs');
  return [
    { key: 'name', header: t('column.name'), sort: 'name', width: 220, cell: (it) => it.name, text: (it) => it.name },
    {
      key: 'state',
      header: t('column.state'),
      sort: 'state',
      width: 130,
      cell: (it) => <StateBadge state={it.state} />,
      text: (it) => it.state,
    },
    {
      key: 'read',
      header: t('column.read'),
      width: 110,
      cell: (it) => t('read_of', { read: it.read, stops: it.stops }),
      text: (it) => `${it.read}/${it.stops}`,
    },
    {
      key: 'attention',
      header: t('column.attention'),
      width: 110,
      cell: (it) => it.attention,
      text: (it) => String(it.attention),
    },
    {
      key: 'due_on',
      header: t('column.due_on'),
      sort: 'due_on',
      width: 120,
      narrow: false,
      cell: (it) => (it.due_on === null ? <Known value={null} /> : <Time at={`${it.due_on}T12:00:00Z`} style="day" />),
      text: (it) => it.due_on ?? '',
    },
    {
      key: 'assigned_to',
      header: t('column.assigned_to'),
      width: 160,
      narrow: false,
      cell: (it) => <Known value={it.assigned_to_name} />,
      text: (it) => it.assigned_to_name ?? '',
    },
    {
      key: 'planned_at',
      header: t('column.planned_at'),
      sort: 'planned_at',
      width: 150,
      narrow: false,
      cell: (it) => <Time at={it.planned_at} />,
      text: (it) => it.planned_at,
    },
  ];
}
