// Orders of authorities with their deadlines, and the measures that meet them.
import { take } from '@holdfast/client';
import { useAsOf } from '@holdfast/design/as-of';
import { Badge } from '@holdfast/design/badge';
import { FilterBar } from '@holdfast/design/filters';
import { FormButton } from '@holdfast/design/form-button';
import { usePlace } from '@holdfast/design/place';
import { SideDrawer } from '@holdfast/design/side';
import { Empty } from '@holdfast/design/states';
import { type Column, codeWords, DataTable } from '@holdfast/design/table';
import { useTranslation } from 'react-i18next';
import { orderKind, type Order, orderState } from '../schema.ts';
import { Day, orderTones } from './law-words.tsx';
import { OrderDetail } from './order-detail.tsx';
import { OrderForm } from './order-forms.tsx';
import { api, useEntities } from './use-scope.ts';

export function OrdersView() {
  const { t } = useTranslation('scope');
  const { as_of } = useAsOf();
  const columns = useOrderColumns();
  const states = orderState.options.map((value) => ({ value, label: t(`order_state.${value}`) }));
  const bar = (
    <FilterBar
      searchLabel={t('order.search')}
      choices={[{ key: 'state', label: t('column.state'), options: states }]}
      keep={['open', 'sort', 'view', 'as_of']}
    />
  );
  return (
    <>
      <DataTable
        label={t('view.orders')}
        name={['authority-orders', as_of ?? '']}
        path="/api/v1/authority-orders"
        columns={columns}
        filters={['state']}
        {...(as_of === undefined ? {} : { fixed: { as_of } })}
        sort="deadline_on"
        bar={bar}
        load={(query) => take(api.GET('/api/v1/authority-orders', { params: { query } }))}
        open={(row) => ({ open: row.id })}
        tone={(row) => (row.state === 'late' ? 'alarm' : row.state === 'closed' ? 'off' : undefined)}
        empty={<NoOrder />}
        height={420}
      />
      <SideDrawer title={t('order.one')}>{(id) => <OrderDetail order_id={id} />}</SideDrawer>
    </>
  );
}

function NoOrder() {
  const { t } = useTranslation('scope');
  const { may } = usePlace();
  const { is } = useAsOf();
  const entities = useEntities();
  const has = (entities.data?.rows.length ?? 0) > 0;
  return (
    <Empty
      title={t('order.empty_title')}
      action={
        may('scope.keep') &&
        is === 'now' &&
        has && <FormButton label={t('order.add')}>{(close) => <OrderForm onClose={close} />}</FormButton>
      }
    >
      {t(has ? 'order.empty_text' : 'order.empty_no_entity')}
    </Empty>
  );
}

function useOrderColumns(): Column<Order>[] {
  const { t } = useTranslation('scope');
  const kinds = orderKind.options.map((value) => ({ value, label: t(`order_kind.${value}`) }));
  const states = orderState.options.map((value) => ({ value, label: t(`order_state.${value}`) }));
  const open = (it: Order): string => t('order.measures_of', { open: it.open_measures, of: it.measures.length });
  return [
    { key: 'title', header: t('column.title'), sort: 'title', cell: (it) => it.title, text: (it) => it.title },
    {
      key: 'authority',
      header: t('column.authority'),
      sort: 'authority',
      width: 160,
      narrow: false,
      cell: (it) => it.authority,
      text: (it) => it.authority,
    },
    { key: 'entity_name', header: t('column.name'), width: 180, narrow: false, cell: (it) => it.entity_name, text: (it) => it.entity_name },
    {
      key: 'kind',
      header: t('column.kind'),
      width: 180,
      narrow: false,
      words: codeWords(kinds),
      cell: (it) => t(`order_kind.${it.kind}`),
      text: (it) => t(`order_kind.${it.kind}`),
    },
    {
      key: 'state',
      header: t('column.state'),
      width: 120,
      words: codeWords(states),
      cell: (it) => <Badge tone={orderTones[it.state]}>{t(`order_state.${it.state}`)}</Badge>,
      text: (it) => t(`order_state.${it.state}`),
    },
    {
      key: 'deadline_on',
      header: t('column.deadline'),
      sort: 'deadline_on',
      width: 120,
      cell: (it) => (it.deadline_on === null ? null : <Day on={it.deadline_on} />),
      text: (it) => it.deadline_on ?? '',
    },
    { key: 'open_measures', header: t('column.measures'), width: 130, narrow: false, cell: open, text: open },
  ];
}
