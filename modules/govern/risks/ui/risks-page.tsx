// The risk register: what can happen here, how bad it is, who owns it, what is done, and who accepted what is left.
import { createClient, take } from '@holdfast/client';
import { AsOfNote, AsOfPicker, useAsOf } from '@holdfast/design/as-of';
import { FilterBar } from '@holdfast/design/filters';
import { FormButton } from '@holdfast/design/form-button';
import { Page } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { SideDrawer } from '@holdfast/design/side';
import { Empty } from '@holdfast/design/states';
import { codeWords, type Column, DataTable } from '@holdfast/design/table';
import { Time } from '@holdfast/design/time';
import { Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { rating, type Risk, riskKind, riskState, treatment } from '../schema.ts';
import { RiskDetail } from './risk-detail.tsx';
import { RiskForm } from './risk-form.tsx';
import { RatingBadge, StateBadge, useOwnWords } from './risk-words.tsx';

const api = createClient();

export function RisksPage() {
  const { t } = useTranslation('risks');
  const { site_id } = usePlace();
  const { as_of } = useAsOf();
  const options = useOptions();
  const actions = (
    <Group gap="sm">
      <AsOfPicker />
      {as_of === undefined && <AddButton />}
    </Group>
  );
  return (
    <Page title={t('title')} lead={t('lead')} actions={actions} fill>
      <AsOfNote />
      <DataTable<Risk>
        label={t('title')}
        name={['risks', site_id, as_of ?? 'now']}
        path={`/api/v1/sites/${site_id}/risks`}
        columns={useColumns()}
        filters={['state', 'rating', 'kind', 'treatment']}
        fixed={as_of === undefined ? {} : { as_of }}
        bar={
          <FilterBar
            keep={['open', 'sort', 'as_of']}
            choices={(['state', 'rating', 'kind', 'treatment'] as const).map((key) => ({
              key,
              label: t(`field.${key}`),
              options: options[key],
            }))}
          />
        }
        load={(query) => take(api.GET('/api/v1/sites/{site_id}/risks', { params: { path: { site_id }, query } }))}
        open={(row) => ({ open: row.id })}
        tone={(row) => (row.state === 'closed' ? 'off' : row.review_is_due ? 'attention' : undefined)}
        empty={
          <Empty title={t('empty')} action={as_of === undefined ? <AddButton /> : undefined}>
            {t('empty_text')}
          </Empty>
        }
      />
      <SideDrawer title={t('one')}>{(id) => <RiskDetail id={id} />}</SideDrawer>
    </Page>
  );
}

function AddButton() {
  const { t } = useTranslation('risks');
  const { may } = usePlace();
  if (!may('risks.keep')) return null;
  return (
    <FormButton label={t('add')} title={t('add')}>
      {(close) => <RiskForm it={null} onClose={close} />}
    </FormButton>
  );
}

function useOptions() {
  const { t } = useTranslation('risks');
  const of = (values: readonly string[], word: string) => values.map((value) => ({ value, label: t(`${word}.${value}`) }));
  return {
    state: of(riskState.options, 'state'),
    rating: of(rating.options, 'rating'),
    kind: of(riskKind.options, 'kind'),
    treatment: of(treatment.options, 'treatment'),
  };
}

function useColumns(): Column<Risk>[] {
  const { t } = useTranslation('risks');
  const own = useOwnWords();
  const options = useOptions();
  return [
    {
      key: 'number',
      header: t('field.number'),
      width: 70,
      sort: 'number',
      narrow: false,
      cell: (it) => it.number,
      text: (it) => String(it.number),
    },
    { key: 'title', header: t('field.title'), width: 380, cell: (it) => own(it.title), text: (it) => own(it.title), says: true },
    {
      key: 'rating',
      header: t('field.rating'),
      width: 120,
      sort: 'rating',
      words: codeWords(options.rating),
      cell: (it) => <RatingBadge of={it.rating} />,
      text: (it) => it.rating,
    },
    {
      key: 'state',
      header: t('field.state'),
      width: 150,
      sort: 'state',
      words: codeWords(options.state),
      cell: (it) => <StateBadge of={it} />,
      text: (it) => it.state,
    },
    {
      key: 'owner_name',
      header: t('field.owner'),
      width: 150,
      sort: 'owner_name',
      cell: (it) => it.owner_name ?? '–',
      text: (it) => it.owner_name ?? '',
    },
    {
      key: 'treatment',
      header: t('field.treatment'),
      width: 130,
      narrow: false,
      words: codeWords(options.treatment),
      cell: (it) => t(`treatment.${it.treatment}`),
      text: (it) => it.treatment,
    },
    {
      key: 'residual',
      header: t('field.residual'),
      width: 130,
      narrow: false,
      words: codeWords(options.rating),
      cell: (it) => (it.residual === null ? '–' : <RatingBadge of={it.residual} />),
      text: (it) => it.residual ?? '',
    },
    {
      key: 'review_on',
      header: t('field.review_on'),
      width: 130,
      sort: 'review_on',
      cell: (it) => (it.state === 'closed' ? '–' : <Time at={it.review_on} style="day" />),
      text: (it) => it.review_on,
    },
  ];
}
