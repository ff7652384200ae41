// The map: Purdue levels as lanes, zones, and the conduits between them; the abnormal stands out because the normal is calm.
import './map.css';
import { useFilters } from '@holdfast/design/filters';
import { GoButton } from '@holdfast/design/go';
import { SegmentedButton } from '@holdfast/conduits/ui/segmentation-page';
import { Page } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Answer, Empty } from '@holdfast/design/states';
import type { Conduit } from '@holdfast/conduits/schema';
import { useConduits } from '@holdfast/conduits/ui/conduits-page';
import type { Zone } from '@holdfast/zones/schema';
import { ConfirmZones } from '@holdfast/zones/ui/zone-acts';
import { useZones } from '@holdfast/zones/ui/zones-page';
import { SegmentedControl } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { placeAlarms } from './alarms.ts';
import { ExportMap, type MapData } from './export-map.tsx';
import { Legend } from './legend.tsx';
import { useAlarms } from './map-alarms.tsx';
import { MapCanvas } from './map-canvas.tsx';
import { MapSide } from './map-side.tsx';
import { selectConduits, type Show, showOf } from './map-view.ts';

export function MapPage() {
  const { t } = useTranslation('map');
  const { path } = usePlace();
  const zones = useZones();
  const conduits = useConduits();
  const proposed = (zones.data?.rows ?? []).filter((zone) => zone.state === 'proposed');
  const both = {
    data: zones.data && conduits.data && { zones: zones.data.rows, conduits: conduits.data.rows },
    error: zones.error ?? conduits.error,
    refetch: () => void Promise.all([zones.refetch(), conduits.refetch()]),
  };
  return (
    <Page
      fill
      title={t('title')}
      actions={
        <>
          {(conduits.data?.rows.length ?? 0) > 0 && <ShowSwitch conduits={conduits.data?.rows ?? []} />}
          {both.data && both.data.zones.length > 0 && <ExportMap data={mapData(both.data)} />}
          <SegmentedButton />
          <GoButton variant="default" to={path('snapshots')}>
            {t('snapshots')}
          </GoButton>
          <ConfirmZones zones={proposed} />
        </>
      }
    >
      <Answer of={both}>{(data) => (data.zones.length === 0 ? <NoMap /> : <MapBody {...data} />)}</Answer>
    </Page>
  );
}

/** Today's map as it is drawn for paper. */
function mapData({ zones, conduits }: { zones: readonly Zone[]; conduits: readonly Conduit[] }): MapData {
  return {
    at: new Date().toISOString(),
    zones: zones.map((it) => ({ ...it, is_unobserved: it.observation === 'unobserved', is_unheard: it.traffic === 'unobserved' })),
    conduits: conduits.map(({ id, state, unapproved, zone_a, zone_b }) => ({ id, state, unapproved, a: zone_a.id, b: zone_b.id })),
  };
}

/** All conduits, only the unapproved ones, or those without a list. */
function ShowSwitch({ conduits }: { conduits: readonly Conduit[] }) {
  const { t } = useTranslation('map');
  const [filters, set] = useFilters();
  const options: Show[] = ['all', 'unapproved', 'unknown'];
  return (
    <SegmentedControl
      size="xs"
      aria-label={t('show_label')}
      value={showOf(filters)}
      data={options.map((show) => ({ value: show, label: t(`show.${show}`, { count: selectConduits(conduits, show).length }) }))}
      onChange={(show) => set({ show: show === 'all' ? null : show })}
    />
  );
}

function NoMap() {
  const { t } = useTranslation('map');
  const { path } = usePlace();
  return (
    <Empty title={t('empty_title')} action={<GoButton to={path('captures')}>{t('empty_act')}</GoButton>}>
      {t('empty_note')}
    </Empty>
  );
}

function MapBody({ zones, conduits }: { zones: readonly Zone[]; conduits: readonly Conduit[] }) {
  const { t } = useTranslation('map');
  const [filters, set] = useFilters();
  const isPhone = useMediaQuery('(max-width: 48em)', undefined, { getInitialValueInEffect: false });
  const shown = selectConduits(conduits, showOf(filters));
  const found = useAlarms().data;
  const alarms = useMemo(() => placeAlarms(found?.rows ?? [], conduits), [found, conduits]);
  const showsList = isPhone && filters.view !== 'map';
  return (
    <>
      {isPhone && (
        <SegmentedControl
          size="xs"
          fullWidth
          aria-label={t('view_label')}
          value={showsList ? 'list' : 'map'}
          data={[
            { value: 'list', label: t('view.list') },
            { value: 'map', label: t('view.map') },
          ]}
          onChange={(view) => set({ view: view === 'list' ? null : view })}
        />
      )}
      <div className="hf-map">
        {!showsList && (
          <div className="hf-map-canvas">
            <MapCanvas zones={zones} conduits={conduits} shown={shown} alarms={alarms} />
            <Legend />
          </div>
        )}
        {(!isPhone || showsList || filters.zone !== undefined || filters.conduit !== undefined) && (
          <MapSide zones={zones} conduits={shown} all={conduits} alarms={alarms} />
        )}
      </div>
    </>
  );
}
