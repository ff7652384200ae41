// The minimum: the required ten with a plain yes or no, the road, the gaps with who closes them by when, the first measures.
import './gaps.css';
import { AsOfNote, AsOfPicker } from '@holdfast/design/as-of';
import { useFilters } from '@holdfast/design/filters';
import { Page } from '@holdfast/design/page';
import { SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { GapsTable } from './gaps-table.tsx';
import { MeasuresTable } from './measures-table.tsx';
import { ReportButton } from './report-button.tsx';
import { RoadView } from './road-view.tsx';
import { TenView } from './ten-view.tsx';

const views = ['ten', 'gaps', 'measures', 'road'] as const;
type View = (typeof views)[number];

export function MinimumPage() {
  const { t } = useTranslation('gaps');
  const [filters, set] = useFilters();
  const view: View = views.find((it) => it === filters['view']) ?? 'ten';
  return (
    <Page
      title={t('title')}
      lead={t(`lead.${view}`)}
      fill={view === 'gaps' || view === 'measures'}
      actions={
        <>
          <SegmentedControl
            aria-label={t('view.label')}
            value={view}
            onChange={(next) => set({ view: next === 'ten' ? null : next, open: null, sort: null, search: null })}
            data={views.map((value) => ({ value, label: t(`view.${value}`) }))}
          />
          <AsOfPicker ahead={view !== 'measures'} />
          {view === 'gaps' && <ReportButton />}
        </>
      }
    >
      <AsOfNote />
      {view === 'ten' && <TenView />}
      {view === 'gaps' && <GapsTable />}
      {view === 'measures' && <MeasuresTable />}
      {view === 'road' && <RoadView />}
    </Page>
  );
}
