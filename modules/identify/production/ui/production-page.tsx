// The production calendar: the week's hours, and the stretches in which the plant does something else.
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Badge } from '@holdfast/design/badge';
import { FilterBar } from '@holdfast/design/filters';
import { FormButton } from '@holdfast/design/form-button';
import { KeptRecord } from '@holdfast/design/kept-record';
import { Page } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { SideDrawer } from '@holdfast/design/side';
import { Answer, Empty } from '@holdfast/design/states';
import { type Column, DataTable } from '@holdfast/design/table';
import { Time } from '@holdfast/design/time';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type OperatingPeriod, operatingState } from '../schema.ts';
import { HoursPanel } from './hours-panel.tsx';
import { PeriodForm } from './period-form.tsx';

const api = createClient();

export function ProductionPage() {
  const { t } = useTranslation('production');
  const { site_id, may } = usePlace();
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={
        may('production.keep') && <FormButton label={t('new')}>{(close) => <PeriodForm period={null} onClose={close} />}</FormButton>
      }
    >
      <HoursPanel />
      <DataTable
        label={t('periods')}
        name={['operating-periods', site_id]}
        path={`/api/v1/sites/${site_id}/operating-periods`}
        columns={useColumns()}
        filters={['state']}
        bar={
          <FilterBar
            searchLabel={t('search')}
            choices={[
              {
                key: 'state',
                label: t('field.state'),
                options: operatingState.options.map((value) => ({ value, label: t(`state.${value}`) })),
              },
            ]}
          />
        }
        load={(query) => take(api.GET('/api/v1/sites/{site_id}/operating-periods', { params: { path: { site_id }, query } }))}
        open={(row) => ({ open: row.id })}
        empty={<Empty title={t('none.title')}>{t('none.text')}</Empty>}
      />
      <SideDrawer title={t('one')}>{(id) => <PeriodDetail period_id={id} />}</SideDrawer>
    </Page>
  );
}

const zonesText = (it: OperatingPeriod, all: string): string => it.zones.map((zone) => zone.name).join(', ') || all;

function useColumns(): Column<OperatingPeriod>[] {
  const { t } = useTranslation('production');
  return [
    {
      key: 'state',
      header: t('field.state'),
      sort: 'state',
      width: 170,
      cell: (it) => <Badge tone="neutral">{t(`state.${it.state}`)}</Badge>,
      text: (it) => t(`state.${it.state}`),
    },
    {
      key: 'starts_at',
      header: t('field.starts_at'),
      sort: 'starts_at',
      width: 160,
      cell: (it) => <Time at={it.starts_at} />,
      text: (it) => it.starts_at,
    },
    {
      key: 'ends_at',
      header: t('field.ends_at'),
      sort: 'ends_at',
      width: 160,
      cell: (it) => <Time at={it.ends_at} />,
      text: (it) => it.ends_at,
    },
    {
      key: 'zones',
      header: t('field.zones'),
      width: 240,
      narrow: false,
      cell: (it) => zonesText(it, t('whole_site')),
      text: (it) => zonesText(it, t('whole_site')),
    },
    { key: 'note', header: t('field.note'), narrow: false, cell: (it) => it.note ?? '', text: (it) => it.note ?? '' },
  ];
}

function PeriodDetail({ period_id }: { period_id: string }) {
  const { site_id } = usePlace();
  const asked = useQuery({
    queryKey: ['operating-periods', site_id, period_id],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/operating-periods/{period_id}', { params: { path: { site_id, period_id } } })),
  });
  return <Answer of={asked}>{(it) => <PeriodFacts it={it} />}</Answer>;
}

function PeriodFacts({ it }: { it: OperatingPeriod }) {
  const { t } = useTranslation('production');
  const { site_id, may } = usePlace();
  const params = { path: { site_id, period_id: it.id } };
  const remove = useAct(
    (reason: string) => take(api.POST('/api/v1/sites/{site_id}/operating-periods/{period_id}/removal', { params, body: { reason } })),
    { done: t('removed') },
  );
  const title = t(`state.${it.state}`);
  return (
    <KeptRecord
      facts={[
        [t('field.state'), title],
        [t('field.starts_at'), <Time key="from" at={it.starts_at} />],
        [t('field.ends_at'), <Time key="until" at={it.ends_at} />],
        [t('field.zones'), zonesText(it, t('whole_site'))],
        [t('field.note'), it.note],
        [t('field.noted_by_name'), it.noted_by_name],
      ]}
      acts={
        may('production.keep')
          ? {
              change: t('change'),
              form: (close) => <PeriodForm period={it} onClose={close} />,
              end: { label: t('remove'), title: t('remove_title'), says: t('remove_says'), run: remove.run },
            }
          : null
      }
      history={{ type: 'operating_period', id: it.id, title, opens: `production?open=${it.id}` }}
    />
  );
}
