// The first measures: a list taken over in one go, then worked down.
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { useAsOf } from '@holdfast/design/as-of';
import { Badge } from '@holdfast/design/badge';
import { FilterBar } from '@holdfast/design/filters';
import { usePlace } from '@holdfast/design/place';
import { SideDrawer } from '@holdfast/design/side';
import { Answer } from '@holdfast/design/states';
import { type Column, DataTable } from '@holdfast/design/table';
import { useOwnWords } from '@holdfast/requirements/ui/state-badge';
import { Button, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Measure } from '../schema.ts';
import { MeasureDetail } from './measure-detail.tsx';
import { Due, toneOfMeasure } from './promise.tsx';

const api = createClient();

export function MeasuresTable() {
  const { t } = useTranslation('gaps');
  const { site_id } = usePlace();
  const { as_of } = useAsOf();
  return (
    <>
      {as_of === undefined && <TakeOver />}
      <DataTable<Measure>
        label={t('view.measures')}
        name={['measures', site_id, as_of ?? 'now']}
        path={`/api/v1/sites/${site_id}/measures`}
        isWhole
        columns={useColumns()}
        filters={['state']}
        fixed={as_of === undefined ? {} : { as_of }}
        bar={
          <FilterBar
            searchLabel={t('measure.search')}
            keep={['open', 'sort', 'as_of', 'view']}
            choices={[
              {
                key: 'state',
                label: t('measure.field.state'),
                options: (['open', 'done', 'dropped', 'offered'] as const).map((value) => ({ value, label: t(`measure.state.${value}`) })),
              },
            ]}
          />
        }
        load={(query) => take(api.GET('/api/v1/sites/{site_id}/measures', { params: { path: { site_id }, query } }))}
        open={(row) => ({ open: row.id })}
        tone={(row) => (row.overdue ? 'attention' : row.state === 'open' ? undefined : 'off')}
      />
      <SideDrawer title={t('measure.one')}>{(id) => <MeasureDetail id={id} />}</SideDrawer>
    </>
  );
}

/** All those not on the list yet, with the one button that takes them over. */
function TakeOver() {
  const { t } = useTranslation('gaps');
  const { site_id, may } = usePlace();
  const asked = useQuery({
    queryKey: ['measures', site_id, 'offered'],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/measures', { params: { path: { site_id }, query: { state: 'offered' } } })),
  });
  const act = useAct(() => take(api.POST('/api/v1/sites/{site_id}/measures', { params: { path: { site_id } } })), {
    done: t('measure.taken'),
  });
  if (!may('gaps.plan')) return null;
  return (
    <Answer of={asked}>
      {({ total }) =>
        total === 0 ? null : (
          <div className="hf-take-over">
            <Text size="sm">{t('measure.offer', { count: total })}</Text>
            <Button loading={act.busy} onClick={() => void act.run(undefined)}>
              {t('measure.take')}
            </Button>
          </div>
        )
      }
    </Answer>
  );
}

function useColumns(): Column<Measure>[] {
  const { t } = useTranslation('gaps');
  const own = useOwnWords();
  return [
    {
      key: 'title',
      header: t('measure.field.measure'),
      width: 420,
      cell: (it) => (
        <div className="hf-wrap">
          <strong>{own(it.title)}</strong>
          <Text size="xs" c="dimmed">
            {own(it.how)}
          </Text>
        </div>
      ),
      text: (it) => own(it.title),
      says: true,
    },
    {
      key: 'item',
      header: t('measure.field.item'),
      width: 110,
      narrow: false,
      cell: (it) => t('measure.item', { no: it.item }),
      text: (it) => String(it.item),
    },
    {
      key: 'owner_name',
      header: t('gap.field.owner'),
      width: 170,
      sort: 'owner_name',
      cell: (it) => it.owner_name ?? '',
      text: (it) => it.owner_name ?? '',
    },
    {
      key: 'due_on',
      header: t('gap.field.due'),
      width: 150,
      sort: 'due_on',
      cell: (it) => (it.state === 'offered' ? '' : <Due it={it} />),
      text: (it) => it.due_on ?? '',
    },
    {
      key: 'state',
      header: t('measure.field.state'),
      width: 130,
      sort: 'state',
      cell: (it) => <Badge tone={toneOfMeasure[it.state]}>{t(`measure.state.${it.state}`)}</Badge>,
      text: (it) => t(`measure.state.${it.state}`),
    },
  ];
}
