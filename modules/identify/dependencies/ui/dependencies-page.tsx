// What production depends on: services and who needs them, what the flows propose, what stops, what matters most, the scope of analyses.
import './dependencies.css';
import { useFilters } from '@holdfast/design/filters';
import { Page } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { EssentialsView, NewEssential } from './essentials-view.tsx';
import { OutageView } from './outage-view.tsx';
import { ProposalsView } from './proposals-view.tsx';
import { NewScope, ScopesView } from './scopes-view.tsx';
import { NewService } from './service-form.tsx';
import { ServicesView } from './services-view.tsx';

const views = ['services', 'proposals', 'down', 'essentials', 'scopes'] as const;
type View = (typeof views)[number];

export function DependenciesPage() {
  const { t } = useTranslation('dependencies');
  const { may } = usePlace();
  const [filters, set] = useFilters();
  const view: View = views.find((it) => it === filters.view) ?? 'services';
  const clear = Object.fromEntries(['kind', 'external', 'list', 'search', 'sort', 'open', 'type', 'id'].map((key) => [key, null]));
  return (
    <Page
      fill={view !== 'down'}
      title={t('title')}
      lead={t(`lead.${view}`)}
      actions={
        <>
          {view === 'services' && may('dependencies.keep') && <NewService />}
          {view === 'essentials' && may('essentials.keep') && <NewEssential />}
          {view === 'scopes' && may('essentials.keep') && <NewScope />}
        </>
      }
    >
      <div className="hf-dependency-views">
        <SegmentedControl
          size="xs"
          aria-label={t('view_label')}
          value={view}
          data={views.map((value) => ({ value, label: t(`view.${value}`) }))}
          onChange={(next) => set({ ...clear, view: next })}
        />
      </div>
      {view === 'services' && <ServicesView />}
      {view === 'proposals' && <ProposalsView />}
      {view === 'down' && <OutageView />}
      {view === 'essentials' && <EssentialsView />}
      {view === 'scopes' && <ScopesView />}
    </Page>
  );
}
