// Suppliers: who supplies or maintains what, and whom to call.
import { SupplierParts } from '@holdfast/appointments/ui/supplier-parts';
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Badge } from '@holdfast/design/badge';
import { FilterBar } from '@holdfast/design/filters';
import { FormButton } from '@holdfast/design/form-button';
import { Go, GoButton } from '@holdfast/design/go';
import { KeptRecord } from '@holdfast/design/kept-record';
import { Page } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { SideDrawer } from '@holdfast/design/side';
import { Answer, Empty, Known } from '@holdfast/design/states';
import { type Column, DataTable } from '@holdfast/design/table';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Supplier } from '../schema.ts';
import { SupplierForm } from './supplier-form.tsx';

const api = createClient();

export function SuppliersPage() {
  const { t } = useTranslation('suppliers');
  const { site_id, may, path } = usePlace();
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      fill
      actions={
        may('suppliers.keep') && <FormButton label={t('new')}>{(close) => <SupplierForm supplier={null} onClose={close} />}</FormButton>
      }
    >
      <DataTable
        label={t('title')}
        name={['suppliers', site_id]}
        columns={useColumns()}
        filters={['state']}
        bar={
          <FilterBar
            searchLabel={t('search')}
            choices={[
              {
                key: 'state',
                label: t('column.state'),
                options: (['active', 'retired'] as const).map((value) => ({ value, label: t(`state.${value}`) })),
              },
            ]}
          />
        }
        load={(query) => take(api.GET('/api/v1/sites/{site_id}/suppliers', { params: { path: { site_id }, query } }))}
        open={(row) => ({ open: row.id })}
        tone={(row) => (row.state === 'retired' ? 'off' : undefined)}
        empty={
          <Empty title={t('none.title')} action={may('imports.make') && <GoButton to={path('import')}>{t('none.act')}</GoButton>}>
            {t('none.text')}
          </Empty>
        }
      />
      <SideDrawer title={t('one')}>{(id) => <SupplierDetail supplier_id={id} />}</SideDrawer>
    </Page>
  );
}

function useColumns(): Column<Supplier>[] {
  const { t } = useTranslation('suppliers');
  const plain = (key: 'number' | 'country' | 'contact_name' | 'contact_phone' | 'services', width?: number): Column<Supplier> => ({
    key,
    header: t(`field.${key}`),
    narrow: key === 'contact_phone',
    ...(key === 'services' || key === 'contact_phone' ? {} : { sort: key }),
    ...(width === undefined ? {} : { width }),
    cell: (it) => <Known value={it[key]} />,
    text: (it) => it[key] ?? '',
  });
  return [
    { key: 'name', header: t('field.name'), sort: 'name', width: 220, cell: (it) => it.name, text: (it) => it.name },
    plain('number', 110),
    plain('country', 80),
    plain('contact_name', 170),
    plain('contact_phone', 150),
    plain('services'),
    {
      key: 'assets',
      header: t('field.assets'),
      narrow: false,
      cell: (it) => <Known value={it.assets.map((asset) => asset.name).join(', ')} />,
      text: (it) => it.assets.map((asset) => asset.name).join('; '),
    },
    {
      key: 'state',
      header: t('column.state'),
      sort: 'state',
      width: 120,
      narrow: false,
      cell: (it) => <StateBadge state={it.state} />,
      text: (it) => it.state,
    },
  ];
}

function StateBadge({ state }: { state: Supplier['state'] }) {
  const { t } = useTranslation('suppliers');
  return <Badge tone={state === 'active' ? 'good' : 'off'}>{t(`state.${state}`)}</Badge>;
}

function SupplierDetail({ supplier_id }: { supplier_id: string }) {
  const { site_id } = usePlace();
  const asked = useQuery({
    queryKey: ['suppliers', site_id, supplier_id],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/suppliers/{supplier_id}', { params: { path: { site_id, supplier_id } } })),
  });
  return <Answer of={asked}>{(it) => <SupplierFacts it={it} />}</Answer>;
}

function SupplierFacts({ it }: { it: Supplier }) {
  const { t } = useTranslation('suppliers');
  const { site_id, may, path } = usePlace();
  const retire = useAct(
    (reason: string) =>
      take(
        api.POST('/api/v1/sites/{site_id}/suppliers/{supplier_id}/retirement', {
          params: { path: { site_id, supplier_id: it.id } },
          body: { reason },
        }),
      ),
    { done: t('retired') },
  );
  const assets = it.assets.map((asset) => (
    <div key={asset.id}>
      <Go to={path(`assets/${asset.id}`)}>{asset.name}</Go>
    </div>
  ));
  return (
    <>
      <KeptRecord
        facts={[
          [t('column.state'), <StateBadge key="state" state={it.state} />],
          [t('field.name'), it.name],
          [t('field.number'), it.number],
          [t('field.country'), it.country],
          [t('field.contact_name'), it.contact_name],
          [
            t('field.contact_email'),
            it.contact_email === null ? null : (
              <a key="mail" className="hf-link" href={`mailto:${it.contact_email}`}>
                {it.contact_email}
              </a>
            ),
          ],
          [
            t('field.contact_phone'),
            it.contact_phone === null ? null : (
              <a key="tel" className="hf-link" href={`tel:${it.contact_phone}`}>
                {it.contact_phone}
              </a>
            ),
          ],
          [t('field.services'), it.services],
          [t('field.assets'), assets.length === 0 ? null : assets],
          [t('field.remark'), it.remark],
        ]}
        acts={
          !may('suppliers.keep') || it.state !== 'active'
            ? null
            : {
                change: t('change'),
                form: (close) => <SupplierForm supplier={it} onClose={close} />,
                end: { label: t('retire'), title: t('retire_title', { name: it.name }), says: t('retire_says'), run: retire.run },
              }
        }
        history={{ type: 'supplier', id: it.id, title: it.name, opens: `suppliers?open=${it.id}` }}
      />
      <SupplierParts supplier_id={it.id} />
    </>
  );
}
