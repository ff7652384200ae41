// Maturity: a level in each of eleven areas, from evidence; what is claimed above it, where it is to go, and what the next step is.
import './maturity.css';
import { createClient, take } from '@holdfast/client';
import { AsOfNote, AsOfPicker, useAsOf } from '@holdfast/design/as-of';
import { Badge } from '@holdfast/design/badge';
import { useFilters } from '@holdfast/design/filters';
import { Page, Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Answer } from '@holdfast/design/states';
import { SegmentedControl, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Maturity } from '../schema.ts';
import { AreaPanel } from './area-panel.tsx';
import { AssessmentsView } from './assessments-view.tsx';
import { LevelBadge } from './level-badge.tsx';
import { SitesView } from './sites-view.tsx';

const api = createClient();
const views = ['site', 'sites', 'assessments'] as const;
type View = (typeof views)[number];

export function MaturityPage() {
  const { t } = useTranslation('maturity');
  const [filters, set] = useFilters();
  const view: View = views.find((it) => it === filters['view']) ?? 'site';
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={
        <>
          <SegmentedControl
            aria-label={t('view.label')}
            value={view}
            onChange={(next) => set({ view: next === 'site' ? null : next })}
            data={views.map((value) => ({ value, label: t(`view.${value}`) }))}
          />
          <AsOfPicker />
        </>
      }
    >
      <AsOfNote />
      {view === 'sites' ? <SitesView /> : <OfSite view={view} />}
    </Page>
  );
}

function OfSite({ view }: { view: 'site' | 'assessments' }) {
  const { site_id } = usePlace();
  const { as_of } = useAsOf();
  const asked = useQuery({
    queryKey: ['maturity', site_id, as_of],
    queryFn: () =>
      take(api.GET('/api/v1/sites/{site_id}/maturity', { params: { path: { site_id }, query: as_of === undefined ? {} : { as_of } } })),
    refetchInterval: 60_000,
  });
  return <Answer of={asked}>{(it) => (view === 'site' ? <Levels it={it} /> : <AssessmentsView it={it} />)}</Answer>;
}

function Levels({ it }: { it: Maturity }) {
  const { t } = useTranslation('maturity');
  return (
    <>
      <Panel title={t('site_level')} aside={<LevelBadge level={it.level} />}>
        <Text size="sm">{t(`level_says.${it.level}`)}</Text>
        <Text size="sm" c="dimmed" mt="xs">
          {t('weakest')}
        </Text>
        {it.sole > 0 && (
          <Text size="sm" mt="xs">
            <Badge tone="attention">{t('sole', { count: it.sole })}</Badge>
          </Text>
        )}
      </Panel>
      <div className="hf-areas">
        {it.areas.map((area) => (
          <AreaPanel key={area.id} it={area} />
        ))}
      </div>
    </>
  );
}
