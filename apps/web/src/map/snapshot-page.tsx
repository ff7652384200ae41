// One snapshot: the map of its day drawn from what was kept, what changed since, and whether it is still what was taken.
import './map.css';
import { createClient, take } from '@holdfast/client';
import { Badge } from '@holdfast/design/badge';
import { useFilters } from '@holdfast/design/filters';
import { Go } from '@holdfast/design/go';
import { Page, Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { RecordHistory } from '@holdfast/design/record-history';
import { Answer } from '@holdfast/design/states';
import { Time } from '@holdfast/design/time';
import type { SnapshotDetail } from '@holdfast/snapshots/schema';
import { ChangesTable } from '@holdfast/snapshots/ui/changes-table';
import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ExportMap, type MapData, useDrawing } from './export-map.tsx';

const api = createClient();

export function SnapshotPage() {
  const { snapshot_id = '' } = useParams({ strict: false });
  const { site_id } = usePlace();
  const snapshot = useQuery({
    queryKey: ['snapshots', site_id, 'one', snapshot_id],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/snapshots/{snapshot_id}', { params: { path: { site_id, snapshot_id } } })),
  });
  return <Answer of={snapshot}>{(it) => <OneSnapshot snapshot={it} />}</Answer>;
}

const hears: readonly string[] = ['sensor', 'capture'];

function mapData(it: SnapshotDetail): MapData {
  return {
    at: it.taken_at,
    name: it.name,
    zones: it.zones
      .filter((zone) => zone.assets > 0 || zone.state === 'confirmed')
      .map((zone) => ({
        ...zone,
        is_unobserved: zone.observed_by.length === 0,
        is_unheard: !zone.observed_by.some((kind) => hears.includes(kind)),
      })),
    conduits: it.conduits.map(({ id, state, unapproved, zone_a, zone_b }) => ({ id, state, unapproved, a: zone_a, b: zone_b })),
  };
}

function OneSnapshot({ snapshot }: { snapshot: SnapshotDetail }) {
  const { t } = useTranslation(['map', 'snapshots']);
  const { path } = usePlace();
  const draw = useDrawing();
  const data = mapData(snapshot);
  const drawing = draw(data);
  return (
    <Page
      title={snapshot.name}
      crumbs={[{ to: path('snapshots'), text: t('snapshots:title') }]}
      mark={<Badge tone={snapshot.is_intact ? 'good' : 'alarm'}>{t(snapshot.is_intact ? 'snapshot.intact' : 'snapshot.altered')}</Badge>}
      lead={
        <>
          <Time at={snapshot.taken_at} /> · {snapshot.taken_by_name ?? t('snapshots:monthly')} ·{' '}
          <Go to={path('ledger')} search={{ open: snapshot.entry_id }}>
            {t('snapshot.entry')}
          </Go>
          {!snapshot.is_intact && ` · ${t('snapshot.altered_note')}`}
        </>
      }
      actions={<ExportMap data={data} />}
    >
      <Panel title={t('snapshot.map')} flush>
        <div className="hf-drawn-map" tabIndex={0} role="region" aria-label={t('snapshot.map')}>
          <img
            alt={`${snapshot.name}: ${snapshot.zones.map((zone) => zone.name).join(', ')}`}
            src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(drawing.svg)}`}
            width={drawing.width}
            height={drawing.height}
          />
        </div>
      </Panel>
      <Changes snapshot={snapshot} />
      <RecordHistory type="snapshot" id={snapshot.id} title={snapshot.name} opens={`snapshots/${snapshot.id}`} />
    </Page>
  );
}

function Changes({ snapshot }: { snapshot: SnapshotDetail }) {
  const { t } = useTranslation('map');
  const { site_id } = usePlace();
  const [filters, set] = useFilters();
  const others = useQuery({
    queryKey: ['snapshots', site_id, 'choices'],
    queryFn: () =>
      take(api.GET('/api/v1/sites/{site_id}/snapshots', { params: { path: { site_id }, query: { limit: 500, sort: '-taken_at' } } })),
  });
  const options = (others.data?.rows ?? [])
    .filter((it) => it.id !== snapshot.id)
    .map((it) => ({ value: it.id, label: `${it.name} (${it.taken_at.slice(0, 10)})` }));
  const aside = (
    <Select
      size="xs"
      w={260}
      aria-label={t('snapshot.to')}
      allowDeselect={false}
      data={[{ value: 'now', label: t('snapshot.now') }, ...options]}
      value={filters.to ?? 'now'}
      onChange={(to) => set({ to: to === 'now' ? null : to })}
    />
  );
  return (
    <Panel title={t('snapshot.changes')} aside={aside}>
      <ChangesTable snapshot_id={snapshot.id} to={filters.to} />
    </Panel>
  );
}
