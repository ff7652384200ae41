// Everything that waits for further people, and what became of it.
import type { Approval } from '@holdfast/approvals/schema';
import { createClient, take } from '@holdfast/client';
import { Badge } from '@holdfast/design/badge';
import { FilterBar, useFilters } from '@holdfast/design/filters';
import { Page } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { SideDrawer } from '@holdfast/design/side';
import { Empty } from '@holdfast/design/states';
import { type Column, DataTable } from '@holdfast/design/table';
import { Time } from '@holdfast/design/time';
import { SegmentedControl } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ApprovalDetail } from './approval-detail.tsx';

const api = createClient();
const shows = { mine: { mine: 'decide', state: 'waiting' }, waiting: { state: 'waiting' }, all: {} } as const;
type Show = keyof typeof shows;
const tones = { waiting: 'waiting', approved: 'good', refused: 'attention', withdrawn: 'off', expired: 'off' } as const;

/** `above`: what else waits for the person, of another practice. */
export function ApprovalsPage({ above }: { above?: ReactNode }) {
  const { t } = useTranslation('approvals');
  const { site_id } = usePlace();
  const [{ show }] = useFilters();
  const columns = useApprovalColumns();
  return (
    <Page title={t('title')} lead={t('lead')} fill>
      {above}
      <DataTable
        label={t('title')}
        name={['approvals', site_id]}
        columns={columns}
        bar={<ApprovalFilters />}
        fixed={shows[showOf(show)]}
        load={(query) => take(api.GET('/api/v1/sites/{site_id}/approvals', { params: { path: { site_id }, query } }))}
        open={(row) => ({ open: row.id })}
        tone={(row) => (row.mine_to_decide ? 'attention' : row.state === 'waiting' ? undefined : 'off')}
        empty={
          <>
            <ApprovalFilters />
            <Empty title={t('empty_title')}>{t('empty_text')}</Empty>
          </>
        }
      />
      <SideDrawer title={t('detail')}>{(id) => <ApprovalDetail approval_id={id} />}</SideDrawer>
    </Page>
  );
}

const showOf = (text: string | undefined): Show => (text !== undefined && text in shows ? (text as Show) : 'waiting');

function ApprovalFilters() {
  const { t } = useTranslation('approvals');
  const [{ show }, set] = useFilters();
  return (
    <FilterBar searchLabel={t('search')} keep={['open', 'sort', 'show']}>
      <SegmentedControl
        aria-label={t('column.state')}
        value={showOf(show)}
        onChange={(next) => set({ show: next === 'waiting' ? null : next })}
        data={(['mine', 'waiting', 'all'] as const).map((value) => ({ value, label: t(`show.${value}`) }))}
      />
    </FilterBar>
  );
}

function useApprovalColumns(): Column<Approval>[] {
  const { t } = useTranslation('approvals');
  const title = (it: Approval): string => t([`subject.${it.subject_type}`, 'subject.other'], { title: it.title });
  return [
    { key: 'title', header: t('column.title'), cell: title, text: title },
    {
      key: 'state',
      header: t('column.state'),
      width: 150,
      cell: (it) => (
        <Badge tone={it.mine_to_decide ? 'attention' : tones[it.state]}>
          {it.mine_to_decide ? t('waits_for_you') : t(`state.${it.state}`)}
        </Badge>
      ),
      text: (it) => it.state,
    },
    {
      key: 'asked_by',
      header: t('column.asked_by'),
      width: 160,
      narrow: false,
      cell: (it) => it.asked_by_name,
      text: (it) => it.asked_by_name,
    },
    {
      key: 'asked_at',
      header: t('column.asked_at'),
      width: 150,
      narrow: false,
      cell: (it) => <Time at={it.asked_at} />,
      text: (it) => it.asked_at,
    },
    {
      key: 'expires_at',
      header: t('column.expires_at'),
      width: 120,
      narrow: false,
      cell: (it) => (it.state === 'waiting' ? <Time at={it.expires_at} style="day" /> : null),
      text: (it) => it.expires_at ?? '',
    },
    {
      key: 'decided_by',
      header: t('column.decided_by'),
      width: 160,
      narrow: false,
      cell: (it) => it.decided_by_name,
      text: (it) => it.decided_by_name ?? '',
    },
  ];
}
