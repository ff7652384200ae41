// Sites beside each other: where a requirement stands differently, and which evidence one site has and another lacks.
import { createClient, take } from '@holdfast/client';
import { useAsOf } from '@holdfast/design/as-of';
import { Badge, ToneIcon } from '@holdfast/design/badge';
import { FilterBar } from '@holdfast/design/filters';
import { Go } from '@holdfast/design/go';
import { usePlace } from '@holdfast/design/place';
import { Answer } from '@holdfast/design/states';
import { type Column, DataTable } from '@holdfast/design/table';
import { Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ComparisonRow } from '../schema.ts';
import { Differences, useDifferences, useOverAll } from './differences.tsx';
import { matrixFilters, useMatrixChoices } from './matrix-table.tsx';
import { CitationLine, toneOf, useOwnWords, useStateText } from './state-badge.tsx';

const api = createClient();
type Row = ComparisonRow & { id: string };
type Site = { id: string; name: string };

const ask = (query: Record<string, string | number>) => ({
  queryKey: ['requirements', 'compare', query],
  queryFn: () => take(api.GET('/api/v1/requirements', { params: { query } })),
});

export function ComparisonTable() {
  const { as_of } = useAsOf();
  const asked = useQuery(ask({ limit: 1, ...(as_of === undefined ? {} : { as_of }) }));
  return <Answer of={asked}>{({ sites }) => <Table sites={sites} as_of={as_of} />}</Answer>;
}

function Table({ sites, as_of }: { sites: readonly Site[]; as_of: string | undefined }) {
  const { t } = useTranslation('requirements');
  const queries = useQueryClient();
  const { path } = usePlace();
  return (
    <>
      {sites.length === 1 && <Text c="dimmed">{t('compare.one_site')}</Text>}
      <DataTable<Row>
        label={t('view.sites')}
        name={['requirements-compared', as_of ?? 'now']}
        columns={useColumns(sites)}
        filters={matrixFilters}
        fixed={as_of === undefined ? {} : { as_of }}
        bar={<FilterBar searchLabel={t('search')} choices={useMatrixChoices()} keep={['open', 'sort', 'as_of', 'view']} />}
        load={async (query) => {
          const found = await queries.fetchQuery({ ...ask(query), staleTime: 1000 });
          return { total: found.total, rows: found.rows.map((it) => ({ ...it, id: it.requirement_id })) };
        }}
        open={(row) => `${path('requirement')}?id=${row.id}`}
        tone={(row) => (row.differs ? 'attention' : undefined)}
      />
    </>
  );
}

/** With more sites than this it is told first how many stand how and where they differ; a phone has no column for each. */
const fewSites = 3;

function useColumns(sites: readonly Site[]): Column<Row>[] {
  const { t } = useTranslation('requirements');
  const [own, stateText, differences, overAll] = [useOwnWords(), useStateText(), useDifferences(sites), useOverAll()];
  const cellOf = (it: Row, site_id: string) => it.cells.find((cell) => cell.site_id === site_id);
  const said = (it: Row): string => differences(it).join(' ') || t('compare.states_differ');
  const isMany = sites.length > fewSites;
  const difference: Column<Row> = {
    key: 'differing',
    header: t('compare.differing'),
    narrow: false,
    width: isMany ? 330 : 420,
    cell: (it) => (it.differs ? <Differences of={it} sites={sites} /> : <Badge tone="good">{t('compare.alike')}</Badge>),
    text: (it) => (it.differs ? said(it) : t('compare.alike')),
  };
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
          </Text>
        </div>
      ),
      text: (it) => `${it.requirement_id} ${own(it.title)}`,
    },
    ...(isMany ? [overAll, difference] : []),
    ...sites.map((site): Column<Row> => ({
      key: `site ${site.id}`,
      header: site.name,
      width: 132,
      narrow: !isMany,
      cell: (it) => <SiteCell cell={cellOf(it, site.id)} site_id={site.id} id={it.requirement_id} />,
      text: (it) => {
        const cell = cellOf(it, site.id);
        return cell === undefined ? '' : stateText(cell);
      },
    })),
    ...(isMany ? [] : [difference]),
  ];
}
function SiteCell({ cell, site_id, id }: { cell: Row['cells'][number] | undefined; site_id: string; id: string }) {
  const { t } = useTranslation('requirements');
  const stateText = useStateText();
  if (cell === undefined) return <Text c="dimmed">{t('compare.not_here')}</Text>;
  return (
    <Go to={`/sites/${site_id}/requirement`} search={{ id }} plain>
      <ToneIcon tone={toneOf(cell.state)} /> {stateText(cell)}
    </Go>
  );
}
