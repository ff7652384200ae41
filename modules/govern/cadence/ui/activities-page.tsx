// All activities of a site and the organisation: what needs somebody first, what has no date flagged.
import './cadence.css';
import { Button, Group, Text } from '@mantine/core';
import { createClient, take } from '@holdfast/client';
import { AsOfNote, AsOfPicker, useAsOf } from '@holdfast/design/as-of';
import { Badge } from '@holdfast/design/badge';
import { FilterBar } from '@holdfast/design/filters';
import { Page } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Empty, Unknown } from '@holdfast/design/states';
import { codeWords, type Column, DataTable } from '@holdfast/design/table';
import { Time } from '@holdfast/design/time';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ActivityRow, activityState } from '../schema.ts';
import { PlanAllDialog } from './plan-all.tsx';
import { PlanDialog } from './plan-form.tsx';
import { StateBadge, useRhythmWords, useTitleWords } from './rhythm-words.tsx';

const api = createClient();

export function ActivitiesPage() {
  const { t } = useTranslation('cadence');
  const { site_id, path } = usePlace();
  const { as_of, is } = useAsOf();
  const states = activityState.options.filter((it) => it !== 'over').map((value) => ({ value, label: t(`state.${value}`) }));
  const levels = (['site', 'organisation'] as const).map((value) => ({ value, label: t(`level.${value}`) }));
  const mine = [{ value: 'true', label: t('only_mine') }];
  const choices = [
    { key: 'state', label: t('column.state'), options: states },
    { key: 'level', label: t('column.level'), options: levels },
    { key: 'mine', label: t('column.person'), options: mine },
  ];
  return (
    <Page title={t('title')} lead={t('lead')} actions={is === 'now' ? <AddButton /> : undefined} fill>
      <AsOfNote />
      {is === 'now' && <WithoutDate />}
      <DataTable
        label={t('title')}
        name={['activities', site_id, as_of ?? '']}
        columns={useColumns(states, levels)}
        bar={
          <FilterBar searchLabel={t('search')} choices={choices}>
            <AsOfPicker ahead />
          </FilterBar>
        }
        filters={['state', 'level', 'mine']}
        fixed={as_of === undefined ? {} : { as_of }}
        path={`/api/v1/sites/${site_id}/activities`}
        load={(query) => take(api.GET('/api/v1/sites/{site_id}/activities', { params: { path: { site_id }, query } }))}
        open={(row) => path(`activities/${row.id}`)}
        tone={(row) =>
          row.state === 'overdue' || row.missed.length > 0
            ? 'alarm'
            : row.state === 'due' || row.state === 'no_date'
              ? 'attention'
              : undefined
        }
        empty={<Empty title={t('empty.title')}>{t('empty.text')}</Empty>}
      />
    </Page>
  );
}

function AddButton() {
  const { t } = useTranslation('cadence');
  const { may } = usePlace();
  const [isOpen, setOpen] = useState(false);
  if (!may('cadence.plan') && !may('cadence.plan_organisation')) return null;
  return (
    <>
      <Button leftSection={<IconPlus size={14} aria-hidden />} onClick={() => setOpen(true)}>
        {t('plan.own')}
      </Button>
      <PlanDialog opened={isOpen} onClose={() => setOpen(false)} row={null} />
    </>
  );
}

/** What nobody has planned, and the way to plan it all at once. */
function WithoutDate() {
  const { t } = useTranslation('cadence');
  const { site_id, may } = usePlace();
  const [level, setLevel] = useState<'site' | 'organisation' | null>(null);
  const open = useQuery({
    queryKey: ['activities', site_id, 'no_date'],
    queryFn: () =>
      take(api.GET('/api/v1/sites/{site_id}/activities', { params: { path: { site_id }, query: { state: 'no_date', limit: 500 } } })),
  });
  const rows = open.data?.rows ?? [];
  if (rows.length === 0) return null;
  const has = (one: 'site' | 'organisation'): boolean => rows.some((it) => it.level === one && it.of === it.id);
  return (
    <section className="hf-note-box" aria-label={t('no_dates.title', { count: rows.length })}>
      <div>
        <Text fw={600}>
          <Badge tone="attention">{t('no_dates.title', { count: rows.length })}</Badge>
        </Text>
        <Text size="sm">{t('no_dates.text')}</Text>
      </div>
      <Group gap="sm">
        {may('cadence.plan') && has('site') && <Button onClick={() => setLevel('site')}>{t('no_dates.site')}</Button>}
        {may('cadence.plan_organisation') && has('organisation') && (
          <Button variant="default" onClick={() => setLevel('organisation')}>
            {t('no_dates.organisation')}
          </Button>
        )}
      </Group>
      <PlanAllDialog level={level} onClose={() => setLevel(null)} />
    </section>
  );
}

type Options = readonly { value: string; label: string }[];

function useColumns(states: Options, levels: Options): Column<ActivityRow>[] {
  const { t, i18n } = useTranslation('cadence');
  const rhythmWords = useRhythmWords();
  const titleWords = useTitleWords();
  const language = i18n.language.startsWith('de') ? 'de' : 'en';
  return [
    {
      key: 'title',
      header: t('column.title'),
      sort: 'title',
      width: 300,
      cell: (it) => titleWords(it.title),
      text: (it) => it.title[language],
      says: true,
    },
    {
      key: 'state',
      header: t('column.state'),
      sort: 'state',
      width: 190,
      words: codeWords(states),
      cell: (it) => <StateBadge row={it} />,
      text: (it) => t(`state.${it.state}`),
    },
    {
      key: 'next',
      header: t('column.next'),
      sort: 'next',
      width: 150,
      cell: (it) => (it.next === null ? <Unknown word={t('state.no_date')} /> : <Time at={it.next.at} style="day" />),
      text: (it) => it.next?.day ?? '',
      says: true,
    },
    {
      key: 'person_name',
      header: t('column.person'),
      sort: 'person_name',
      width: 180,
      cell: (it) => it.person_name ?? <Unknown word={t('nobody')} />,
      text: (it) => it.person_name ?? '',
    },
    {
      key: 'last_run_at',
      header: t('column.last'),
      sort: 'last_run_at',
      width: 140,
      narrow: false,
      cell: (it) => (it.last_run_at === null ? <Unknown word={t('never')} /> : <Time at={it.last_run_at} style="day" />),
      text: (it) => it.last_run_at ?? '',
    },
    {
      key: 'missed',
      header: t('column.missed'),
      sort: 'missed',
      width: 120,
      narrow: false,
      cell: (it) => (it.missed.length === 0 ? '–' : <Badge tone="alarm">{t('missed_some', { count: it.missed.length })}</Badge>),
      text: (it) => it.missed.join(', '),
      says: true,
    },
    {
      key: 'rhythm',
      header: t('column.rhythm'),
      width: 260,
      narrow: false,
      cell: (it) => rhythmWords(it.rhythm),
      text: (it) => rhythmWords(it.rhythm),
      says: true,
    },
    {
      key: 'level',
      header: t('column.level'),
      width: 160,
      narrow: false,
      words: codeWords(levels),
      cell: (it) => t(`level.${it.level}`),
      text: (it) => t(`level.${it.level}`),
    },
  ];
}
