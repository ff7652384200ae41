// Evidence of the site: all items with where they are; and collecting.
import './evidence.css';
import { Button } from '@mantine/core';
import { createClient, take } from '@holdfast/client';
import { FilterBar, useFilters } from '@holdfast/design/filters';
import { Dialog } from '@holdfast/design/form';
import { Page } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Empty } from '@holdfast/design/states';
import { type Column, DataTable } from '@holdfast/design/table';
import { Time } from '@holdfast/design/time';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { labelOf } from '../rules.ts';
import { type Item, itemKind, itemState } from '../schema.ts';
import { CollectForm } from './collect-form.tsx';
import { StateBadge, WholeBadge } from './evidence-words.tsx';

const api = createClient();

export function EvidencePage() {
  const { t } = useTranslation('evidence');
  const { site_id, may, path } = usePlace();
  const [, set] = useFilters();
  const options = (values: readonly string[], of: string) => values.map((value) => ({ value, label: t(`${of}.${value}`) }));
  const collect = may('evidence.keep') && (
    <Button leftSection={<IconPlus size={14} aria-hidden />} onClick={() => set({ collect: 'file' })}>
      {t('collect.act')}
    </Button>
  );
  return (
    <Page title={t('title')} lead={t('lead')} fill actions={collect}>
      <DataTable
        label={t('title')}
        name={['evidence', site_id]}
        columns={useColumns()}
        filters={['state', 'kind']}
        bar={
          <FilterBar
            searchLabel={t('search')}
            choices={[
              { key: 'state', label: t('field.state'), options: options(itemState.options, 'state') },
              { key: 'kind', label: t('field.kind'), options: options(itemKind.options, 'kind') },
            ]}
          />
        }
        load={(query) => take(api.GET('/api/v1/sites/{site_id}/evidence', { params: { path: { site_id }, query } }))}
        open={(row) => path(`evidence/${row.id}`)}
        tone={(row) => (row.whole === false ? 'alarm' : row.state === 'moving' ? 'attention' : undefined)}
        empty={
          <Empty title={t('empty.title')} action={collect}>
            {t('empty.text')}
          </Empty>
        }
      />
      <Collect />
    </Page>
  );
}

/** Opened by the button, or from the page of a capture or asset: `collect`, `capture` and `asset` stand in the address. */
function Collect() {
  const { t } = useTranslation('evidence');
  const { may } = usePlace();
  const [{ collect, capture, asset }, set] = useFilters();
  const isOpen = may('evidence.keep') && collect !== undefined;
  const close = (): void => set({ collect: null, capture: null, asset: null });
  return (
    <Dialog title={t('collect.act')} opened={isOpen} onClose={close} size="lg">
      {isOpen && <CollectForm capture_id={capture ?? null} asset_id={asset ?? null} onClose={close} />}
    </Dialog>
  );
}

function useColumns(): Column<Item>[] {
  const { t } = useTranslation('evidence');
  return [
    {
      key: 'number',
      header: t('field.number'),
      sort: 'number',
      width: 90,
      cell: (it) => labelOf(it.number),
      text: (it) => labelOf(it.number),
    },
    { key: 'title', header: t('field.title'), sort: 'title', width: 280, cell: (it) => it.title, text: (it) => it.title },
    {
      key: 'kind',
      header: t('field.kind'),
      sort: 'kind',
      width: 150,
      narrow: false,
      cell: (it) => t(`kind.${it.kind}`),
      text: (it) => it.kind,
    },
    {
      key: 'state',
      header: t('field.state'),
      sort: 'state',
      width: 200,
      cell: (it) => <StateBadge state={it.state} />,
      text: (it) => it.state,
    },
    {
      key: 'custodian',
      header: t('field.custodian'),
      sort: 'custodian',
      width: 170,
      narrow: false,
      cell: (it) => it.custodian_name,
      text: (it) => it.custodian_name,
    },
    {
      key: 'whole',
      header: t('field.measured'),
      width: 190,
      narrow: false,
      cell: (it) => <WholeBadge of={it} />,
      text: (it) => it.measured_at ?? '',
    },
    {
      key: 'collected_at',
      header: t('field.collected'),
      sort: 'collected_at',
      width: 150,
      narrow: false,
      cell: (it) => <Time at={it.collected_at} />,
      text: (it) => it.collected_at,
    },
  ];
}
