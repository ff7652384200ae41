// Packages of evidence: what was made for whom, as of when, and making one.
import './package.css';
import { Button } from '@mantine/core';
import { createClient, take } from '@holdfast/client';
import { FilterBar, useFilters } from '@holdfast/design/filters';
import { Dialog } from '@holdfast/design/form';
import { Page } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { SideDrawer } from '@holdfast/design/side';
import { Empty } from '@holdfast/design/states';
import { type Column, DataTable } from '@holdfast/design/table';
import { Time, useNumbers } from '@holdfast/design/time';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { labelOf } from '../rules.ts';
import { type EvidencePackage, packageState } from '../schema.ts';
import { MakeForm } from './make-form.tsx';
import { PackageDetail } from './package-detail.tsx';
import { StateBadge, useScopeWord } from './state-badge.tsx';

const api = createClient();

export function PackagesPage() {
  const { t } = useTranslation('package');
  const { site_id, may } = usePlace();
  const [{ make }, set] = useFilters();
  const act = may('packages.make') && (
    <Button leftSection={<IconPlus size={14} aria-hidden />} onClick={() => set({ make: '1' })}>
      {t('make.act')}
    </Button>
  );
  return (
    <Page title={t('title')} lead={t('lead')} fill actions={act}>
      <DataTable
        label={t('title')}
        name={['packages', site_id]}
        path={`/api/v1/sites/${site_id}/packages`}
        columns={useColumns()}
        filters={['state']}
        bar={
          <FilterBar
            searchLabel={t('search')}
            choices={[
              {
                key: 'state',
                label: t('field.state'),
                options: packageState.options.map((value) => ({ value, label: t(`state.${value}`) })),
              },
            ]}
          />
        }
        load={(query) => take(api.GET('/api/v1/sites/{site_id}/packages', { params: { path: { site_id }, query } }))}
        open={(row) => ({ open: row.id })}
        tone={(row) => (row.state === 'failed' ? 'alarm' : undefined)}
        empty={
          <Empty title={t('empty.title')} action={act}>
            {t('empty.text')}
          </Empty>
        }
      />
      <SideDrawer title={t('one')}>{(id) => <PackageDetail package_id={id} />}</SideDrawer>
      <Dialog title={t('make.act')} opened={make !== undefined && may('packages.make')} onClose={() => set({ make: null })} size="lg">
        {make !== undefined && <MakeForm onClose={() => set({ make: null })} onMade={(id) => set({ make: null, open: id })} />}
      </Dialog>
    </Page>
  );
}

function useColumns(): Column<EvidencePackage>[] {
  const { t } = useTranslation('package');
  const { bytes, count } = useNumbers();
  const scopeWord = useScopeWord();
  return [
    {
      key: 'number',
      header: t('field.number'),
      sort: 'number',
      width: 90,
      cell: (it) => labelOf(it.number),
      text: (it) => labelOf(it.number),
    },
    { key: 'scope', header: t('field.scope'), width: 300, cell: scopeWord, text: scopeWord },
    { key: 'state', header: t('field.state'), sort: 'state', width: 200, cell: (it) => <StateBadge of={it} />, text: (it) => it.state },
    {
      key: 'entries',
      header: t('field.entries'),
      width: 160,
      narrow: false,
      cell: (it) => (it.entries === null ? '…' : t('of', { part: count(it.entries), all: count(it.as_of_size) })),
      text: (it) => String(it.entries ?? ''),
    },
    {
      key: 'size_bytes',
      header: t('field.size'),
      sort: 'size_bytes',
      width: 110,
      narrow: false,
      cell: (it) => (it.size_bytes === null ? '…' : bytes(it.size_bytes)),
      text: (it) => String(it.size_bytes ?? ''),
    },
    {
      key: 'requested_by',
      header: t('field.requested_by'),
      sort: 'requested_by',
      width: 170,
      narrow: false,
      cell: (it) => it.requested_by_name,
      text: (it) => it.requested_by_name,
    },
    {
      key: 'requested_at',
      header: t('field.requested_at'),
      sort: 'requested_at',
      width: 150,
      narrow: false,
      cell: (it) => <Time at={it.requested_at} />,
      text: (it) => it.requested_at,
    },
  ];
}
