// Responsibilities: who holds which seat, who does what, IT and OT, people nobody can replace, and how far each site is.
import './appointments.css';
import { AsOfNote, AsOfPicker } from '@holdfast/design/as-of';
import { useFilters } from '@holdfast/design/filters';
import { GoButton } from '@holdfast/design/go';
import { Page } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { SegmentedControl } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ActivitiesView } from './activities-view.tsx';
import { CoordinationView } from './coordination-view.tsx';
import { CoverageView } from './coverage-view.tsx';
import { ProcessesView } from './processes-view.tsx';
import { PointsView } from './points-view.tsx';
import { SeatsView } from './seats-view.tsx';

const views = {
  seats: SeatsView,
  activities: ActivitiesView,
  coordination: CoordinationView,
  processes: ProcessesView,
  points: PointsView,
  coverage: CoverageView,
} as const;
type View = keyof typeof views;
const isView = (it: string | undefined): it is View => it !== undefined && it in views;

export function ResponsibilitiesPage() {
  const { t } = useTranslation('appointments');
  const { path, site_name } = usePlace();
  const [filters, set] = useFilters();
  const view: View = isView(filters['view']) ? filters['view'] : 'seats';
  const Shown = views[view];
  return (
    <Page
      title={t('title')}
      lead={t('lead', { site: site_name })}
      actions={
        <>
          <AsOfPicker />
          <GoButton variant="default" leftSection={<IconSearch size={14} aria-hidden />} to={path('responsible')}>
            {t('who')}
          </GoButton>
        </>
      }
    >
      <div className="hf-views">
        <SegmentedControl
          aria-label={t('views')}
          value={view}
          onChange={(next) => set({ view: next === 'seats' ? null : next, open: null })}
          data={(Object.keys(views) as View[]).map((value) => ({ value, label: t(`view.${value}`) }))}
        />
      </div>
      <AsOfNote says={t('as_of.reach')} />
      <Shown />
    </Page>
  );
}
