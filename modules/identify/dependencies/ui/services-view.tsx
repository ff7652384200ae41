// The services of a site as a list, with the one that is open beside it.
import { createClient, take } from '@holdfast/client';
import { Badge } from '@holdfast/design/badge';
import { FilterBar } from '@holdfast/design/filters';
import { GoButton } from '@holdfast/design/go';
import { usePlace } from '@holdfast/design/place';
import { SideDrawer } from '@holdfast/design/side';
import { Empty, Known, Unknown } from '@holdfast/design/states';
import { type Column, DataTable } from '@holdfast/design/table';
import { useTranslation } from 'react-i18next';
import type { Service } from '../schema.ts';
import { useWords } from './choices.tsx';
import { ServicePanel } from './service-panel.tsx';

const api = createClient();

export function ServicesView() {
  const { t } = useTranslation('dependencies');
  const { site_id, path } = usePlace();
  const { kinds } = useWords();
  return (
    <>
      <DataTable<Service>
        label={t('view.services')}
        name={['services', site_id]}
        columns={useColumns()}
        filters={['kind', 'external']}
        bar={
          <FilterBar
            searchLabel={t('search')}
            choices={[
              { key: 'kind', label: t('kind_label'), options: kinds },
              {
                key: 'external',
                label: t('where'),
                options: [
                  { value: 'false', label: t('inside') },
                  { value: 'true', label: t('outside') },
                ],
              },
            ]}
          />
        }
        load={(query) => take(api.GET('/api/v1/sites/{site_id}/services', { params: { path: { site_id }, query } }))}
        open={(it) => ({ open: it.id })}
        empty={
          <Empty
            title={t('empty_title')}
            action={
              <GoButton to={path('dependencies')} search={{ view: 'proposals' }}>
                {t('empty_act')}
              </GoButton>
            }
          >
            {t('empty_note')}
          </Empty>
        }
      />
      <SideDrawer title={t('service.title')}>{(id) => <ServicePanel service_id={id} />}</SideDrawer>
    </>
  );
}

function useColumns(): Column<Service>[] {
  const { t } = useTranslation('dependencies');
  return [
    { key: 'name', header: t('name'), sort: 'name', cell: (it) => <strong>{it.name}</strong>, text: (it) => it.name },
    {
      key: 'kind',
      header: t('kind_label'),
      sort: 'kind',
      width: 170,
      cell: (it) => t(`kind.${it.kind}`),
      text: (it) => t(`kind.${it.kind}`),
    },
    {
      key: 'external',
      header: t('where'),
      width: 110,
      narrow: false,
      cell: (it) => (it.external ? t('outside') : t('inside')),
      text: (it) => (it.external ? t('outside') : t('inside')),
    },
    {
      key: 'dependents',
      header: t('dependents'),
      sort: 'dependents',
      width: 120,
      align: 'right',
      cell: (it) => (it.dependents === 0 ? <Unknown word={t('nobody_said')} /> : it.dependents),
      text: (it) => String(it.dependents),
    },
    {
      key: 'hosts',
      header: t('hosts'),
      narrow: false,
      cell: (it) => <Known value={[...it.hosts.map((host) => host.name), ...it.addresses].join(', ')} />,
      text: (it) => [...it.hosts.map((host) => host.name), ...it.addresses].join(', '),
    },
    {
      key: 'owner_name',
      header: t('owner'),
      sort: 'owner_name',
      width: 150,
      narrow: false,
      cell: (it) =>
        it.owner_name === null && it.external ? <Badge tone="attention">{t('no_owner')}</Badge> : <Known value={it.owner_name} />,
      text: (it) => it.owner_name ?? '',
    },
    {
      key: 'supplier_name',
      header: t('supplier'),
      sort: 'supplier_name',
      width: 150,
      narrow: false,
      cell: (it) => it.supplier_name ?? '',
      text: (it) => it.supplier_name ?? '',
    },
  ];
}
