// The matrix: what the law asks, what proves it, and how it stands; for this site, for all of them, or along NIST CSF 2.0.
import './requirements.css';
import { createClient, take } from '@holdfast/client';
import { AsOfNote, AsOfPicker, useAsOf } from '@holdfast/design/as-of';
import { useFilters } from '@holdfast/design/filters';
import { Page } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Answer } from '@holdfast/design/states';
import { SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ComparisonTable } from './comparison-table.tsx';
import { CoverageStrip } from './coverage-strip.tsx';
import { OscalMenu } from './oscal-menu.tsx';
import { MatrixTable } from './matrix-table.tsx';
import { ProfileTable } from './profile-table.tsx';

const api = createClient();
const views = ['site', 'sites', 'profile'] as const;
type View = (typeof views)[number];

export function RequirementsPage() {
  const { t } = useTranslation('requirements');
  const [filters, set] = useFilters();
  const view: View = views.find((it) => it === filters['view']) ?? 'site';
  const show = (next: string): void => set({ view: next === 'site' ? null : next, open: null });
  return (
    <Page
      fill
      title={t('title')}
      lead={t('lead')}
      actions={
        <>
          <SegmentedControl
            aria-label={t('view.label')}
            value={view}
            onChange={show}
            data={views.map((value) => ({ value, label: t(`view.${value}`) }))}
          />
          <AsOfPicker ahead />
          <OscalMenu />
        </>
      }
    >
      <AsOfNote />
      {view === 'site' && <SiteMatrix />}
      {view === 'sites' && <ComparisonTable />}
      {view === 'profile' && <ProfileTable />}
    </Page>
  );
}

function SiteMatrix() {
  const { site_id } = usePlace();
  const { as_of } = useAsOf();
  const query = as_of === undefined ? {} : { as_of };
  const asked = useQuery({
    queryKey: ['requirements', site_id, 'summary', as_of],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/requirements/summary', { params: { path: { site_id }, query } })),
    // While the ledger is being read, the page follows.
    refetchInterval: ({ state }) => (state.data !== undefined && state.data.reading.read < state.data.reading.of ? 2000 : 30_000),
  });
  return (
    <>
      <Answer of={asked}>{(summary) => <CoverageStrip summary={summary} />}</Answer>
      <MatrixTable />
    </>
  );
}
