// Home: what waits for me, what is not approved, what changed since I was last here.
import { take } from '@holdfast/client';
import { CertificateWarnings } from '@holdfast/certificates/ui/certificate-warnings';
import { FirstCapture } from '@holdfast/captures/ui/captures-page';
import { GoButton } from '@holdfast/design/go';
import { Page } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Answer, Empty } from '@holdfast/design/states';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from './data.ts';
import { CallNowPanel } from '@holdfast/roster/ui/call-now';
import { RollOutsPanel } from '@holdfast/enforcement/ui/went-back';
import { HandoverPanel } from '@holdfast/roster/ui/handovers';
import { OwnRolesPanel } from '@holdfast/appointments/ui/own-roles';
import { LawDuePanel } from '@holdfast/scope/ui/law-due';
import { AuditPanel, useIsAuditor } from './home/audit-panel.tsx';
import { CouncilPanel, useIsCouncil } from './home/council-panel.tsx';
import { ChangesPanel } from './home/changes-panel.tsx';
import { DuePanel } from './home/due-panel.tsx';
import { FirstSteps } from './home/first-steps.tsx';
import { MeasuresPanel } from './home/measures-panel.tsx';
import { UnapprovedPanel } from './home/unapproved-panel.tsx';
import { WaitingPanel } from './home/waiting-panel.tsx';
import './home/home.css';

export function HomePage() {
  return useIsCouncil() ? <CouncilHome /> : <PlantHome />;
}

function CouncilHome() {
  const { t } = useTranslation('web');
  const { site_name } = usePlace();
  return (
    <Page title={t('home.title', { site: site_name })} lead={t('home.lead')}>
      <CouncilPanel />
    </Page>
  );
}

function PlantHome() {
  const { t } = useTranslation('web');
  const { site_id, site_name, may } = usePlace();
  const captures = useQuery({
    queryKey: ['captures', site_id, 'any'],
    queryFn: () =>
      take(api.GET('/api/v1/sites/{site_id}/captures', { params: { path: { site_id }, query: { limit: 1, sort: '-added_at' } } })),
    enabled: may('captures.see'),
    refetchInterval: (asked) => (isUnderWay(asked.state.data) ? 1500 : 30_000),
  });
  const measures = useQuery({
    queryKey: ['assets', site_id, 'completeness'],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/completeness', { params: { path: { site_id } } })),
    refetchInterval: 30_000,
  });
  const isAuditor = useIsAuditor();
  const isReading = isUnderWay(captures.data);
  useWhenOver(isReading);
  return (
    <Page title={t('home.title', { site: site_name })} lead={t('home.lead')}>
      <Answer of={measures}>
        {(completeness) => {
          if (completeness.assets === 0 && isAuditor) return <AuditPanel />;
          if (completeness.assets === 0 && (captures.data?.total ?? 0) === 0) return <EmptySite />;
          if (completeness.assets === 0 && isReading) return <FirstReading />;
          return (
            <div className="hf-home">
              <div className="hf-home-column">
                {isAuditor ? (
                  <AuditPanel />
                ) : (
                  <>
                    <RollOutsPanel />
                    <FirstSteps />
                    <OwnRolesPanel />
                    <WaitingPanel />
                    <DuePanel />
                    <LawDuePanel />
                  </>
                )}
              </div>
              <div className="hf-home-column">
                <CallNowPanel />
                <HandoverPanel />
                <UnapprovedPanel />
                <MeasuresPanel completeness={completeness} />
                <ChangesPanel />
              </div>
            </div>
          );
        }}
      </Answer>
    </Page>
  );
}

type Captures = { rows: readonly { state: string }[] } | undefined;
const isUnderWay = (it: Captures): boolean => ['receiving', 'reading'].includes(it?.rows[0]?.state ?? '');

/** Asks for everything anew once what was read is counted, and again when what follows from it is derived. */
function useWhenOver(isReading: boolean): void {
  const queries = useQueryClient();
  const was = useRef(isReading);
  useEffect(() => {
    const isOver = was.current && !isReading;
    was.current = isReading;
    if (!isOver) return undefined;
    void queries.invalidateQueries();
    const timer = setTimeout(() => void queries.invalidateQueries(), 3000);
    return () => clearTimeout(timer);
  }, [isReading, queries]);
}

/** The first capture is on its way: nothing can be said of the plant yet. */
function FirstReading() {
  const { t } = useTranslation('web');
  const { path } = usePlace();
  return (
    <>
      <Empty title={t('home.reading')} action={<GoButton to={path('captures')}>{t('home.reading_act')}</GoButton>}>
        {t('home.reading_text')}
      </Empty>
      <FirstSteps always />
    </>
  );
}

function EmptySite() {
  return (
    <>
      <CertificateWarnings />
      <FirstCapture />
      <FirstSteps always />
    </>
  );
}
