// Gaps as a list: what is missing, what it means, who closes it by when, and where the law asks for it.
import { createClient, take } from '@holdfast/client';
import { useAsOf } from '@holdfast/design/as-of';
import { FilterBar } from '@holdfast/design/filters';
import { usePlace } from '@holdfast/design/place';
import { SideDrawer } from '@holdfast/design/side';
import { Empty } from '@holdfast/design/states';
import { type Column, DataTable } from '@holdfast/design/table';
import { CitationLine, StateBadge, useOwnWords } from '@holdfast/requirements/ui/state-badge';
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Gap } from '../schema.ts';
import { GapDetail } from './gap-detail.tsx';
import { Due, Owner } from './promise.tsx';

const api = createClient();

export function GapsTable() {
  const { t } = useTranslation('gaps');
  const { site_id } = usePlace();
  const { as_of } = useAsOf();
  return (
    <>
      <DataTable<Gap>
        label={t('view.gaps')}
        name={['gaps', site_id, as_of ?? 'now']}
        path={`/api/v1/sites/${site_id}/gaps`}
        isWhole
        columns={useColumns()}
        filters={['of', 'due']}
        fixed={as_of === undefined ? {} : { as_of }}
        bar={
          <FilterBar
            searchLabel={t('gap.search')}
            keep={['open', 'sort', 'as_of', 'view']}
            choices={[
              {
                key: 'of',
                label: t('gap.filter.of'),
                options: (['minimum', 'requirement'] as const).map((value) => ({ value, label: t(`gap.of.${value}`) })),
              },
              {
                key: 'due',
                label: t('gap.filter.due'),
                options: (['overdue', 'planned', 'none'] as const).map((value) => ({ value, label: t(`gap.due.${value}`) })),
              },
            ]}
          />
        }
        load={(query) => take(api.GET('/api/v1/sites/{site_id}/gaps', { params: { path: { site_id }, query } }))}
        open={(row) => ({ open: row.id })}
        tone={(row) => (row.overdue ? 'attention' : undefined)}
        empty={<Empty title={t('gap.none_title')}>{t('gap.none_text')}</Empty>}
      />
      <SideDrawer title={t('gap.one')}>{(id) => <GapDetail id={id} />}</SideDrawer>
    </>
  );
}

function useColumns(): Column<Gap>[] {
  const { t } = useTranslation('gaps');
  const own = useOwnWords();
  const lacking = (it: Gap): string => it.lacking.map(own).join(' · ');
  const title = (it: Gap): string => (it.no === null ? own(it.title) : `${it.no}. ${own(it.title)}`);
  return [
    {
      key: 'title',
      header: t('gap.field.gap'),
      width: 300,
      cell: (it) => (
        <div className="hf-wrap">
          <strong>{title(it)}</strong>
          <Text size="xs" c="dimmed">
            <CitationLine of={it.citation} />
          </Text>
        </div>
      ),
      text: (it) => `${title(it)} (${own(it.citation.text)})`,
      says: true,
    },
    {
      key: 'state',
      header: t('gap.field.state'),
      width: 120,
      sort: 'state',
      cell: (it) => <StateBadge state={it.state} good={0} of={0} />,
      text: (it) => it.state,
    },
    {
      key: 'lacking',
      header: t('gap.field.lacking'),
      width: 260,
      narrow: false,
      cell: (it) => <div className="hf-wrap">{lacking(it)}</div>,
      text: lacking,
      says: true,
    },
    {
      key: 'consequence',
      header: t('gap.field.consequence'),
      width: 320,
      narrow: false,
      cell: (it) => <div className="hf-wrap">{own(it.consequence)}</div>,
      text: (it) => own(it.consequence),
      says: true,
    },
    {
      key: 'owner_name',
      header: t('gap.field.owner'),
      width: 160,
      sort: 'owner_name',
      cell: (it) => <Owner it={it} />,
      text: (it) => it.owner_name ?? '',
    },
    { key: 'due_on', header: t('gap.field.due'), width: 130, sort: 'due_on', cell: (it) => <Due it={it} />, text: (it) => it.due_on ?? '' },
  ];
}
