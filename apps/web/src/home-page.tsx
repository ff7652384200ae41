// Home: what waits for me, what is not approved, what changed since I was last here.
import { take } from '@holdfast/client';
import { CertificateWarnings } from '@holdfast/certificates/ui/certificate-warnings';
import { FirstCapture } from '@holdfast/captures/ui/captures-page';
import { Page } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Answer } from '@holdfast/design/states';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from './data.ts';
import { ChangesPanel } from './home/changes-panel.tsx';
import { FirstSteps } from './home/first-steps.tsx';
import { MeasuresPanel } from './home/measures-panel.tsx';
import { UnapprovedPanel } from './home/unapproved-panel.tsx';
import { WaitingPanel } from './home/waiting-panel.tsx';
import './home/home.css';

export function HomePage() {
  const { t } = useTranslation('web');
  const { site_id, site_name, may } = usePlace();
  const captures = useQuery({
    queryKey: ['captures', site_id, 'any'],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/captures', { params: { path: { site_id }, query: { limit: 1 } } })),
    enabled: may('captures.see'),
  });
  const measures = useQuery({
    queryKey: ['assets', site_id, 'completeness'],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/completeness', { params: { path: { site_id } } })),
    refetchInterval: 30_000,
  });
  return (
    <Page title={t('home.title', { site: site_name })} lead={t('home.lead')}>
      <Answer of={measures}>
        {(completeness) => {
          if (completeness.assets === 0 && (captures.data?.total ?? 0) === 0) return <EmptySite />;
          return (
            <div className="hf-home">
              <div className="hf-home-column">
                <FirstSteps />
                <WaitingPanel />
                <ChangesPanel />
              </div>
              <div className="hf-home-column">
                <UnapprovedPanel />
                <MeasuresPanel completeness={completeness} />
              </div>
            </div>
          );
        }}
      </Answer>
    </Page>
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
