// A site's matrix as a list: requirement, controls, evidence, owner and cadence, state. A row opens the requirement.
import { createClient, take } from '@holdfast/client';
import { useAsOf } from '@holdfast/design/as-of';
import { Badge, ToneIcon } from '@holdfast/design/badge';
import { FilterBar } from '@holdfast/design/filters';
import { usePlace } from '@holdfast/design/place';
import { type Column, DataTable } from '@holdfast/design/table';
import { Time } from '@holdfast/design/time';
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { bucket, cellState, type MatrixRow, standard } from '../schema.ts';
import { CitationLine, StateBadge, toneOf, useOwnWords, useStateText } from './state-badge.tsx';

const api = createClient();
type Row = MatrixRow & { id: string };

/** Filters of the matrix, shared with the comparison. */
export function useMatrixChoices() {
  const { t } = useTranslation('requirements');
  const choice = (key: string, values: readonly string[], words: string) => ({
    key,
    label: t(`filter.${key}`),
    options: values.map((value) => ({ value, label: t(`${words}.${value}`) })),
  });
  return [
    choice('state', cellState.options, 'state'),
    choice('bucket', bucket.options, 'bucket'),
    choice('regime', ['nis2', 'cer', 'shared'], 'regime'),
    choice('standard', standard.options, 'standard'),
  ];
}

export const matrixFilters = ['state', 'bucket', 'regime', 'standard'];

export function MatrixTable() {
  const { t } = useTranslation('requirements');
  const { site_id, path } = usePlace();
  const { as_of, day } = useAsOf();
  const link = (id: string): string => `${path('requirement')}?id=${id}${day === null ? '' : `&as_of=${day}`}`;
  return (
    <DataTable<Row>
      label={t('title')}
      name={['requirements', site_id, as_of ?? 'now']}
      path={`/api/v1/sites/${site_id}/requirements`}
      isWhole
      columns={useColumns()}
      filters={matrixFilters}
      fixed={as_of === undefined ? {} : { as_of }}
      bar={<FilterBar searchLabel={t('search')} choices={useMatrixChoices()} keep={['open', 'sort', 'as_of', 'view']} />}
      load={async (query) => {
        const found = await take(api.GET('/api/v1/sites/{site_id}/requirements', { params: { path: { site_id }, query } }));
        return { total: found.total, rows: found.rows.map((it) => ({ ...it, id: it.requirement_id })) };
      }}
      open={(row) => link(row.id)}
      chapterOf={(row) => t(`bucket.${row.bucket}`)}
    />
  );
}

/** Controls in short: how many of each standard, the first by name. */
function useControlsText(): (it: Pick<MatrixRow, 'controls'>) => string[] {
  const { t } = useTranslation('requirements');
  return ({ controls }) =>
    standard.options.flatMap((it) => {
      const ids = controls[it] ?? [];
      return ids.length === 0 ? [] : [`${t(`standard_short.${it}`)}: ${ids.join(', ')}`];
    });
}

function useColumns(): Column<Row>[] {
  const { t } = useTranslation('requirements');
  const [own, controlsOf, stateText] = [useOwnWords(), useControlsText(), useStateText()];
  const evidence = (it: Row): string => it.parts.map((part) => `${own(part.title)} (${t(`state.${part.state}`)})`).join('; ');
  const citation = ({ citation: { instrument, place, verify, as_of } }: Row): string =>
    `${instrument} ${place} · ${t(`verify.${verify}`)} ${as_of}`;
  return [
    {
      key: 'title',
      header: t('field.requirement'),
      width: 250,
      cell: (it) => (
        <div className="hf-wrap">
          <strong>{own(it.title)}</strong>
          <Text size="xs" c="dimmed" component="div">
            <CitationLine of={it.citation} />
            {it.minimum !== null && <> · {t('minimum', { no: it.minimum })}</>}
          </Text>
        </div>
      ),
      text: (it) => `${it.requirement_id} ${own(it.title)} (${citation(it)})`,
      says: true,
    },
    {
      key: 'controls',
      header: t('field.controls'),
      width: 230,
      narrow: false,
      cell: (it) => (
        <ul className="hf-short-list">
          {controlsOf(it).map((line) => (
            <li key={line} title={line}>
              {line}
            </li>
          ))}
          {it.lacks.includes('controls') && <Lack word={t('lack.controls')} />}
        </ul>
      ),
      text: (it) => controlsOf(it).join('; '),
      says: true,
    },
    {
      key: 'artefacts',
      header: t('field.artefacts'),
      narrow: false,
      cell: (it) => <Parts row={it} />,
      text: evidence,
      says: true,
    },
    {
      key: 'owner',
      header: t('field.owner'),
      width: 190,
      narrow: false,
      cell: (it) => (
        <div className="hf-wrap">
          {namesOf(it.duties).join(', ')}
          <Text size="xs" c="dimmed" component="div">
            {own(it.owner)} · {own(it.review)}
          </Text>
          {nextOf(it.duties) !== null && (
            <Text size="xs" component="div">
              {t('next_on')} <Time at={`${nextOf(it.duties)}T12:00:00Z`} style="day" />
            </Text>
          )}
          {it.lacks.includes('owner') && <Lack word={t('lack.owner')} />}{' '}
          {it.lacks.includes('cadence') && <Lack word={t('lack.cadence')} />}
        </div>
      ),
      text: (it) =>
        [namesOf(it.duties).join(', ') || t('lack.owner'), own(it.owner), own(it.review), nextOf(it.duties) ?? t('lack.cadence')].join(
          '; ',
        ),
      says: true,
    },
    {
      key: 'bucket',
      header: t('field.bucket'),
      width: 104,
      narrow: false,
      hidden: true,
      cell: (it) => t(`bucket.${it.bucket}`),
      text: (it) => t(`bucket.${it.bucket}`),
      says: true,
    },
    { key: 'state', header: t('field.state'), width: 150, cell: (it) => <State row={it} />, text: (it) => stateText(it), says: true },
    {
      key: 'holds_to',
      header: t('field.holds_to'),
      width: 104,
      hidden: true,
      cell: (it) => it.holds_to ?? '–',
      text: (it) => it.holds_to ?? '',
      says: true,
    },
  ];
}

function State({ row: it }: { row: Row }) {
  const { t } = useTranslation('requirements');
  return (
    <div className="hf-wrap">
      <StateBadge {...it} />
      <Text size="xs" c="dimmed" component="div">
        {[
          it.stale > 0 ? t('stale_parts', { count: it.stale }) : '',
          it.by_hand > 0 ? t('by_hand_parts', { count: it.by_hand }) : '',
          it.only_by_hand ? t('only_by_hand_short') : '',
        ]
          .filter(Boolean)
          .join(' · ')}
      </Text>
    </div>
  );
}

/** People who answer for it, each once. */
const namesOf = (duties: Row['duties']): string[] => [...new Set(duties.flatMap(({ name }) => name ?? []))];
/** The first day on which anything of it comes round. */
const nextOf = (duties: Row['duties']): string | null => duties.flatMap(({ next_on }) => next_on ?? []).toSorted()[0] ?? null;

/** Kinds of evidence with their shape: what counts first. */
function Parts({ row }: { row: Row }) {
  const { t } = useTranslation('requirements');
  const own = useOwnWords();
  const counting = row.parts.filter((it) => it.counts);
  const rest = row.parts.length - counting.length;
  return (
    <ul className="hf-parts">
      {row.lacks.includes('artefact') && <Lack word={t('lack.artefact')} />}
      {counting.map((it) => (
        <li key={it.artefact}>
          <ToneIcon tone={toneOf(it.state)} /> <span>{own(it.title)}</span>
          <span className="hf-visually-hidden">: {t(`state.${it.state}`)}</span>
        </li>
      ))}
      {rest > 0 && <li className="hf-muted">{t('only_when_some', { count: rest })}</li>}
    </ul>
  );
}

const Lack = ({ word }: { word: string }) => <Badge tone="attention">{word}</Badge>;
