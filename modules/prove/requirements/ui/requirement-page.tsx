// One requirement at a site: what the law asks in plain words, what proves it and what does not, its controls and their tests, what was said by hand.
import './requirements.css';
import { createClient, take } from '@holdfast/client';
import { AsOfNote, AsOfPicker, useAsOf } from '@holdfast/design/as-of';
import { Badge } from '@holdfast/design/badge';
import { Facts } from '@holdfast/design/facts';
import { useFilters } from '@holdfast/design/filters';
import { Go } from '@holdfast/design/go';
import { Page, Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { RecordHistory } from '@holdfast/design/record-history';
import { Answer } from '@holdfast/design/states';
import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { RequirementDetail } from '../schema.ts';
import { SetAside, TakeUpAgain } from './aside-forms.tsx';
import { AssumptionsPanel } from './assumptions-panel.tsx';
import { ControlsPanel } from './controls-panel.tsx';
import { EvidenceList } from './evidence-list.tsx';
import { PackageButton } from './package-button.tsx';
import { CitationLine, Day, StateBadge, useOwnWords } from './state-badge.tsx';

const api = createClient();

export function RequirementPage() {
  const [{ id: requirement_id = '' }] = useFilters();
  const { site_id } = usePlace();
  const { as_of } = useAsOf();
  const query = as_of === undefined ? {} : { as_of };
  const asked = useQuery({
    queryKey: ['requirements', site_id, requirement_id, as_of],
    queryFn: () =>
      take(api.GET('/api/v1/sites/{site_id}/requirements/{requirement_id}', { params: { path: { site_id, requirement_id }, query } })),
    refetchInterval: 15_000,
  });
  return <Answer of={asked}>{(it) => <RequirementView it={it} />}</Answer>;
}

function RequirementView({ it }: { it: RequirementDetail }) {
  const { t } = useTranslation('requirements');
  const { path } = usePlace();
  const own = useOwnWords();
  const { day } = useAsOf();
  const back = path('requirements') + (day === null ? '' : `?as_of=${day}`);
  return (
    <Page
      title={own(it.title)}
      mark={<StateBadge {...it} />}
      lead={<CitationLine of={it.citation} />}
      crumbs={[{ to: back, text: t('title') }]}
      actions={
        <>
          <AsOfPicker ahead />
          {day === null && <PackageButton requirement_id={it.requirement_id} />}
          {day === null && <SetAside requirement_id={it.requirement_id} artefact={null} />}
        </>
      }
    >
      <AsOfNote />
      {it.reopened && (
        <p role="status">
          <Badge tone="attention">{t('reopened')}</Badge>
        </p>
      )}
      <TakeUpAgain it={it} />
      <AboutPanel it={it} />
      <Panel title={t('evidence.title')}>
        <Text c="dimmed" size="sm" mb="xs">
          {t('evidence.lead')}
        </Text>
        {it.only_by_hand && (
          <p>
            <Badge tone="attention">{t('only_by_hand')}</Badge>
          </p>
        )}
        <EvidenceList it={it} />
      </Panel>
      <ControlsPanel it={it} />
      <AssumptionsPanel it={it} />
      <RecordHistory
        type="requirement"
        id={it.requirement_id}
        title={`${it.requirement_id} ${own(it.title)}`}
        opens={`requirement?id=${it.requirement_id}`}
      />
    </Page>
  );
}

function AboutPanel({ it }: { it: RequirementDetail }) {
  const { t } = useTranslation('requirements');
  const { path } = usePlace();
  const own = useOwnWords();
  return (
    <Panel title={t('about.title')}>
      <Text mb="sm">{own(it.text)}</Text>
      <Facts
        rows={[
          [t('about.regimes'), it.regimes.map((regime) => t(`regime_name.${regime}`)).join(', ')],
          [t('field.bucket'), t(`bucket.${it.bucket}`)],
          ...(it.minimum === null ? [] : [[t('about.minimum'), t('minimum', { no: it.minimum })] as const]),
          [t('about.owner'), own(it.owner)],
          [t('about.review'), own(it.review)],
          [t('about.duties'), <Duties key="duties" it={it} />],
          [t('about.sources'), it.citation.sources.join(', ')],
          [t('about.basis'), t([`basis.${it.basis}`, 'basis.other'], { basis: it.basis })],
          ...(it.holds_to === null || it.state === 'partly' ? [] : [[t('field.holds_to'), <Day key="holds" day={it.holds_to} />] as const]),
          ...(it.counterparts.length === 0
            ? []
            : [
                [
                  t('about.counterparts'),
                  <span key="links" className="hf-links">
                    {it.counterparts.map((id) => (
                      <Go key={id} to={path('requirement')} search={{ id }}>
                        {id}
                      </Go>
                    ))}
                  </span>,
                ] as const,
              ]),
        ]}
      />
    </Panel>
  );
}

/** Activities that serve the requirement: who answers for each, and when it comes round. */
function Duties({ it }: { it: RequirementDetail }) {
  const { t } = useTranslation('requirements');
  const { path } = usePlace();
  const own = useOwnWords();
  if (it.duties.length === 0) return <Badge tone="attention">{t('lack.owner')}</Badge>;
  return (
    <ul className="hf-short-list">
      {it.duties.map((duty) => (
        <li key={duty.activity_id}>
          {own(duty.title)}: {duty.name ?? <Go to={path('responsibilities')}>{t('lack.owner')}</Go>} ·{' '}
          {duty.next_on === null ? <Go to={path('calendar')}>{t('lack.cadence')}</Go> : <Day day={duty.next_on} />}
          {duty.missed > 0 && ` · ${t('missed', { count: duty.missed })}`}
        </li>
      ))}
    </ul>
  );
}
