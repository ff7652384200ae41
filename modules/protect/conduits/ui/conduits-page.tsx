// The conduits of a site: how far the plant is segmented, zone by zone and as a list.
import { createClient, take } from '@holdfast/client';
import type { Conduit } from '@holdfast/conduits/schema';
import { Badge } from '@holdfast/design/badge';
import { Figure } from '@holdfast/design/facts';
import { FilterBar, useFilters } from '@holdfast/design/filters';
import { Go, GoButton } from '@holdfast/design/go';
import { Page } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Answer, Known } from '@holdfast/design/states';
import { type Column, DataTable } from '@holdfast/design/table';
import { Time } from '@holdfast/design/time';
import { ZoneName } from '@holdfast/zones/ui/zone-name';
import { Group, SegmentedControl, SimpleGrid } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ConduitState } from './conduit-words.tsx';
import { Matrix } from './matrix.tsx';
import { NoConduits } from './no-conduits.tsx';
import { SegmentedFigure } from './segmentation-page.tsx';

const api = createClient();

/** All conduits of the site in one answer (at most 2000), for the matrix and the map. */
export function useConduits() {
  const { site_id } = usePlace();
  return useQuery({
    queryKey: ['conduits', site_id, 'all'],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/conduits', { params: { path: { site_id }, query: { limit: 2000 } } })),
  });
}

export function ConduitsPage() {
  const { t } = useTranslation('conduits');
  const { path } = usePlace();
  const [filters, set] = useFilters();
  const isPhone = useMediaQuery('(max-width: 48em)', undefined, { getInitialValueInEffect: false });
  const wantsList = filters.view === undefined ? isPhone : filters.view === 'list';
  const isList = wantsList || filters.zone_id !== undefined || filters.state !== undefined;
  return (
    <Page
      fill
      title={t('title')}
      lead={t('lead')}
      actions={
        <>
          <GoButton variant="default" to={path('map')}>
            {t('open_map')}
          </GoButton>
          <SegmentedControl
            size="xs"
            aria-label={t('view')}
            value={isList ? 'list' : 'matrix'}
            data={[
              { value: 'matrix', label: t('matrix') },
              { value: 'list', label: t('list') },
            ]}
            onChange={(view) => set({ view, ...(view === 'matrix' ? { zone_id: null, state: null, search: null } : {}) })}
          />
        </>
      }
    >
      <Coverage />
      {isList ? <ConduitsTable /> : <MatrixView />}
    </Page>
  );
}

/** How far the plant is: zones and conduits with a list, flows judged and not approved. */
function Coverage() {
  const { t } = useTranslation('conduits');
  const { site_id, path } = usePlace();
  const coverage = useQuery({
    queryKey: ['coverage', site_id],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/coverage', { params: { path: { site_id } } })),
  });
  return (
    <Answer of={coverage}>
      {(it) => (
        <SimpleGrid cols={{ base: 2, sm: 4 }} maw={960} component="section" aria-label={t('coverage')}>
          <Figure
            value={it.unapproved}
            label={t('unapproved_label', { count: it.unapproved })}
            tone="alarm"
            to={path('flows')}
            search={{ verdict: 'unapproved' }}
          />
          <Figure
            value={t('of', { part: it.conduits_with_list, all: it.conduits })}
            label={t('with_list')}
            to={path('conduits')}
            search={{ view: 'list', state: 'approved,unapproved' }}
          />
          <SegmentedFigure />
          <Figure
            value={it.unknown}
            label={t('flows_to_judge', { count: it.unknown })}
            to={path('flows')}
            search={{ judgement: 'unknown' }}
          />
        </SimpleGrid>
      )}
    </Answer>
  );
}

function MatrixView() {
  const conduits = useConduits();
  return <Answer of={conduits}>{({ rows }) => (rows.length === 0 ? <NoConduits /> : <Matrix conduits={rows} />)}</Answer>;
}

function ConduitsTable() {
  const { t } = useTranslation('conduits');
  const { site_id, path } = usePlace();
  const states = ['unapproved', 'unknown', 'approved'] as const;
  const zones = useConduits().data?.rows.flatMap((conduit) => [conduit.zone_a, conduit.zone_b]) ?? [];
  const zoneOptions = [...new Map(zones.map((zone) => [zone.id, zone.name]))].map(([value, label]) => ({ value, label }));
  return (
    <DataTable<Conduit>
      bar={
        <FilterBar
          searchLabel={t('search')}
          keep={['open', 'sort', 'view']}
          choices={[
            { key: 'state', label: t('state_label'), options: states.map((value) => ({ value, label: t(`state.${value}`) })) },
            { key: 'zone_id', label: t('zone'), options: zoneOptions.toSorted((a, b) => a.label.localeCompare(b.label)) },
          ]}
        />
      }
      label={t('title')}
      name={['conduits', site_id]}
      path={`/api/v1/sites/${site_id}/conduits`}
      columns={useColumns()}
      filters={['state', 'zone_id']}
      load={(query) => take(api.GET('/api/v1/sites/{site_id}/conduits', { params: { path: { site_id }, query } }))}
      open={(conduit) => path(`conduits/${conduit.id}`)}
      tone={(conduit) => (conduit.state === 'unapproved' ? 'alarm' : undefined)}
      empty={<NoConduits />}
    />
  );
}

function useColumns(): Column<Conduit>[] {
  const { t } = useTranslation('conduits');
  const { path } = usePlace();
  return [
    {
      key: 'name',
      header: t('conduit'),
      sort: 'name',
      cell: (conduit) => (
        <Go to={path(`conduits/${conduit.id}`)}>
          <ZoneName name={conduit.name} />
        </Go>
      ),
      text: (conduit) => conduit.name,
    },
    {
      key: 'state',
      header: t('state_label'),
      sort: 'state',
      width: 190,
      cell: (conduit) => (
        <Group gap={4}>
          <ConduitState conduit={conduit} />
          {conduit.waiting && <Badge tone="waiting">{t('waiting_short')}</Badge>}
        </Group>
      ),
      text: (conduit) => t(`state.${conduit.state}`),
    },
    {
      key: 'flows',
      header: t('flows_title'),
      sort: 'flows',
      width: 80,
      align: 'right',
      narrow: false,
      cell: ({ flows }) => flows,
      text: ({ flows }) => String(flows),
    },
    {
      key: 'needed',
      header: t('needed'),
      width: 110,
      align: 'right',
      narrow: false,
      cell: (conduit) => t('of', { part: conduit.needed, all: conduit.flows }),
      text: (conduit) => String(conduit.needed),
    },
    {
      key: 'protocols',
      header: t('protocols'),
      narrow: false,
      cell: ({ protocols }) => protocols.join(', '),
      text: ({ protocols }) => protocols.join(' '),
    },
    {
      key: 'owner_name',
      header: t('owner'),
      width: 130,
      narrow: false,
      cell: (conduit) => <Known value={conduit.owner_name} />,
      text: (conduit) => conduit.owner_name ?? '',
    },
    {
      key: 'last_seen',
      header: t('last_seen'),
      sort: 'last_seen',
      width: 140,
      narrow: false,
      cell: (conduit) => <Time at={conduit.last_seen} />,
      text: (conduit) => conduit.last_seen ?? '',
    },
  ];
}
