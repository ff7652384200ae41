// Actions of all meetings: whose, by when, and what became of them.
import './meetings.css';
import { createClient, take } from '@holdfast/client';
import { AsOfNote, AsOfPicker, asOfQuery, useAsOf } from '@holdfast/design/as-of';
import { FilterBar } from '@holdfast/design/filters';
import { Go } from '@holdfast/design/go';
import { Page } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Empty } from '@holdfast/design/states';
import { type Column, DataTable } from '@holdfast/design/table';
import { Time } from '@holdfast/design/time';
import { useTranslation } from 'react-i18next';
import type { Action } from '../schema.ts';
import { ActionBadge, noonOf } from './meeting-words.tsx';

const api = createClient();

export function ActionsPage() {
  const { t } = useTranslation('meetings');
  const { site_id, path } = usePlace();
  const past = useAsOf();
  const states = (['open', 'overdue', 'done'] as const).map((value) => ({ value, label: t(`actions.${value}`) }));
  const choices = [
    { key: 'state', label: t('actions.state'), options: states },
    { key: 'mine', label: t('actions.owner'), options: [{ value: 'true', label: t('actions.mine') }] },
  ];
  return (
    <Page title={t('actions.title')} lead={t('actions.lead')} fill actions={<AsOfPicker />}>
      <AsOfNote />
      <DataTable
        label={t('actions.title')}
        name={['meeting-actions', site_id, past.as_of ?? '']}
        fixed={asOfQuery(past)}
        columns={useColumns()}
        bar={<FilterBar choices={choices} />}
        filters={['state', 'mine']}
        path={`/api/v1/sites/${site_id}/meeting-actions`}
        load={(query) => take(api.GET('/api/v1/sites/{site_id}/meeting-actions', { params: { path: { site_id }, query } }))}
        open={(row) => path(`meetings/${row.meeting_id}`)}
        tone={(row) => (row.is_overdue ? 'alarm' : undefined)}
        empty={<Empty title={t('actions.empty')}>{t('actions.empty_text')}</Empty>}
      />
    </Page>
  );
}

function useColumns(): Column<Action>[] {
  const { t } = useTranslation('meetings');
  const { path } = usePlace();
  return [
    { key: 'title', header: t('actions.column_title'), width: 320, cell: (it) => it.title, text: (it) => it.title },
    { key: 'owner_name', header: t('actions.owner'), width: 180, cell: (it) => it.owner_name, text: (it) => it.owner_name ?? '' },
    {
      key: 'due_on',
      header: t('actions.due_on'),
      width: 130,
      cell: (it) => <Time at={noonOf(it.due_on)} style="day" />,
      text: (it) => it.due_on,
    },
    { key: 'done_at', header: t('actions.state'), width: 140, cell: (it) => <ActionBadge action={it} />, text: (it) => it.done_at ?? '' },
    {
      key: 'kind',
      header: t('actions.from'),
      width: 200,
      narrow: false,
      cell: (it) => <Go to={path(`meetings/${it.meeting_id}`)}>{t(`kind.${it.kind}`)}</Go>,
      text: (it) => it.kind,
    },
  ];
}
