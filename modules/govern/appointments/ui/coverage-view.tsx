// How far each site has named its people, worst first.
import { createClient, take } from '@holdfast/client';
import { asOfQuery, useAsOf } from '@holdfast/design/as-of';
import { Badge } from '@holdfast/design/badge';
import { Go } from '@holdfast/design/go';
import { type Column, DataTable, sliced } from '@holdfast/design/table';
import { useNumbers } from '@holdfast/design/time';
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { coverageRow } from '../schema.ts';

const api = createClient();
type Row = z.infer<typeof coverageRow>;

export function CoverageView() {
  const { t } = useTranslation('appointments');
  const past = useAsOf();
  return (
    <>
      <Text c="dimmed">{t('coverage.lead')}</Text>
      <DataTable
        label={t('view.coverage')}
        name={['coverage', past.as_of ?? 'now']}
        isWhole
        columns={useColumns()}
        height={480}
        load={sliced(() => take(api.GET('/api/v1/coverage', { params: { query: asOfQuery(past) } })))}
      />
    </>
  );
}

function useColumns(): Column<Row>[] {
  const { t } = useTranslation('appointments');
  const { percent } = useNumbers();
  const yes = (is: boolean) => <Badge tone={is ? 'good' : 'attention'}>{t(is ? 'coverage.named' : 'coverage.missing')}</Badge>;
  const of = (key: 'areas' | 'required', done: 'areas_complete' | 'filled'): Column<Row> => ({
    key,
    header: t(`coverage.${key}`),
    width: 150,
    narrow: false,
    cell: (it) => t('coverage.of', { done: it[done], all: it[key] }),
    text: (it) => `${it[done]}/${it[key]}`,
  });
  return [
    {
      key: 'name',
      header: t('coverage.site'),
      width: 220,
      cell: (it) => <Go to={`/sites/${it.id}/responsibilities`}>{it.name}</Go>,
      text: (it) => it.name,
    },
    {
      key: 'percent',
      header: t('coverage.percent'),
      width: 110,
      align: 'right',
      cell: (it) => percent(it.percent / 100),
      text: (it) => String(it.percent),
    },
    of('required', 'filled'),
    of('areas', 'areas_complete'),
    {
      key: 'has_site_ot_lead',
      header: t('coverage.lead_named'),
      width: 150,
      cell: (it) => yes(it.has_site_ot_lead),
      text: (it) => String(it.has_site_ot_lead),
    },
    {
      key: 'has_officer',
      header: t('coverage.officer_named'),
      width: 170,
      narrow: false,
      cell: (it) => yes(it.has_officer),
      text: (it) => String(it.has_officer),
    },
    {
      key: 'preset',
      header: t('model.label'),
      narrow: false,
      cell: (it) => t(`preset.${it.preset}`),
      text: (it) => t(`preset.${it.preset}`),
    },
  ];
}
