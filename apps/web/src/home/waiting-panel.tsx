// What waits for the person: approvals, findings, sightings, zones to confirm.
import { ApprovalsList, useWaitingApprovals } from '@holdfast/approvals/ui/approvals-panel';
import { OwnOpenings, useOwnOpenings } from '@holdfast/opening-keys/ui/openings-panel';
import { CertificateWarnings } from '@holdfast/certificates/ui/certificate-warnings';
import { take } from '@holdfast/client';
import { CountLine } from '@holdfast/design/facts';
import { Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Answer, Empty } from '@holdfast/design/states';
import { Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../data.ts';

// What cannot wait stands first.
const findingKinds = [
  'safety_intervention',
  'it_ot_pivot',
  'file_damaged',
  'changing_command',
  'retired_seen',
  'unknown_internet',
  'unapproved_flow',
  'conduit_without_list',
] as const;

export function WaitingPanel() {
  const { t } = useTranslation(['web', 'approvals']);
  const { site_id } = usePlace();
  const path = { site_id };
  const { mine, others } = useWaitingApprovals();
  const openings = useOwnOpenings();
  const waiting = useQuery({
    queryKey: ['waiting', site_id],
    refetchInterval: 30_000,
    queryFn: async () => {
      const [counts, assets, zones] = await Promise.all([
        take(api.GET('/api/v1/sites/{site_id}/findings/counts', { params: { path } })),
        take(api.GET('/api/v1/sites/{site_id}/assets', { params: { path, query: { standing: 'sighted', limit: 1 } } })),
        take(api.GET('/api/v1/sites/{site_id}/zones', { params: { path } })),
      ]);
      return { counts, sighted: assets.total, proposed: zones.rows.filter((it) => it.state === 'proposed').length };
    },
  });
  return (
    <Panel title={t('waiting.title')} flush>
      <CertificateWarnings />
      {mine.length > 0 && (
        <div className="hf-home-approvals">
          <ApprovalsList approvals={mine} />
        </div>
      )}
      {openings.length > 0 && (
        <div className="hf-home-approvals">
          <OwnOpenings openings={openings} />
        </div>
      )}
      <Answer of={waiting}>{(it) => <Lines {...it} approvals={mine.length + openings.length} />}</Answer>
      {others.length > 0 && (
        <div className="hf-home-others">
          <Title order={3} size="h3" c="dimmed" mb={4}>
            {t('approvals:others')}
          </Title>
          <ApprovalsList approvals={others} />
        </div>
      )}
    </Panel>
  );
}

type LinesProps = { counts: { open: Record<string, number>; investigating: number }; sighted: number; proposed: number; approvals: number };

function Lines({ counts, sighted, proposed, approvals }: LinesProps) {
  const { t } = useTranslation('web');
  const { path } = usePlace();
  const kinds = findingKinds.filter((kind) => (counts.open[kind] ?? 0) > 0);
  // A sighted device is a finding too: it is told once; what is left was rejected and came back, or is looked into.
  const returned = Math.max(0, (counts.open.new_device ?? 0) - sighted);
  const named = new Set<string>([...findingKinds, 'new_device']);
  const others = Object.entries(counts.open).reduce((sum, [kind, count]) => (named.has(kind) ? sum : sum + count), 0);
  if (kinds.length === 0 && others + returned + sighted + proposed + counts.investigating + approvals === 0)
    return <Empty title={t('waiting.nothing')}>{t('waiting.nothing_text')}</Empty>;
  return (
    <ul className="hf-lines">
      {kinds.map((kind) => (
        <CountLine
          key={kind}
          value={counts.open[kind] ?? 0}
          label={t(`waiting.${kind}`, { count: counts.open[kind] })}
          to={path('findings')}
          search={{ kind }}
          tone={kind === 'conduit_without_list' ? 'attention' : 'alarm'}
        />
      ))}
      {others > 0 && (
        <CountLine
          value={others}
          label={t('waiting.other_findings', { count: others })}
          to={path('findings')}
          search={{ state: 'open' }}
          tone="attention"
        />
      )}
      {returned > 0 && (
        <CountLine
          value={returned}
          label={t('waiting.returned', { count: returned })}
          to={path('findings')}
          search={{ kind: 'new_device' }}
          tone="alarm"
        />
      )}
      {sighted > 0 && (
        <CountLine
          value={sighted}
          label={t('waiting.sighted', { count: sighted })}
          to={path('assets')}
          search={{ standing: 'sighted' }}
          tone="attention"
        />
      )}
      {proposed > 0 && (
        <CountLine
          value={proposed}
          label={t('waiting.zones', { count: proposed })}
          to={path('zones')}
          search={{ state: 'proposed' }}
          tone="attention"
        />
      )}
      {counts.investigating > 0 && (
        <CountLine
          value={counts.investigating}
          label={t('waiting.investigating', { count: counts.investigating })}
          to={path('findings')}
          search={{ state: 'investigating' }}
          tone="waiting"
        />
      )}
    </ul>
  );
}
