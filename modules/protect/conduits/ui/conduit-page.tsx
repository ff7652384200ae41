// One conduit: what flows through it, who judged that, which list is in force and which waits.
import { createClient, take } from '@holdfast/client';
import type { ConduitDetail } from '@holdfast/conduits/schema';
import { Badge } from '@holdfast/design/badge';
import { Facts } from '@holdfast/design/facts';
import { Go, GoButton } from '@holdfast/design/go';
import { Page, Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { RecordHistory } from '@holdfast/design/record-history';
import { Answer } from '@holdfast/design/states';
import { Time } from '@holdfast/design/time';
import { Group, Text } from '@mantine/core';
import { HoldPanel } from '@holdfast/enforcement/ui/hold-panel';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { DraftPanel } from './draft-panel.tsx';
import { EditConduit } from './conduit-form.tsx';
import { ConduitState, stateKey } from './conduit-words.tsx';
import { ConduitExceptions } from './exception-form.tsx';
import { FlowsTable } from './flows-table.tsx';
import { LearnPanel } from './learn-panel.tsx';
import { ModePanel } from './mode-panel.tsx';
import { ListHistory, ListInForce, WaitingList } from './list-panels.tsx';

const api = createClient();

export function ConduitPage() {
  const { t } = useTranslation('conduits');
  const { site_id, path } = usePlace();
  const { conduit_id = '' } = useParams({ strict: false }) as { conduit_id?: string };
  const asked = useQuery({
    queryKey: ['conduits', site_id, 'one', conduit_id],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/conduits/{conduit_id}', { params: { path: { site_id, conduit_id } } })),
  });
  return (
    <Page
      title={asked.data?.name ?? t('conduit')}
      crumbs={[{ to: path('conduits'), text: t('title') }]}
      mark={asked.data && <ConduitState conduit={asked.data} />}
      actions={
        asked.data && (
          <>
            <GoButton variant="default" to={path('map')} search={{ conduit: conduit_id }}>
              {t('open_map')}
            </GoButton>
            <EditConduit conduit={asked.data} />
          </>
        )
      }
    >
      <Answer of={asked}>{(conduit) => <Body conduit={conduit} />}</Answer>
    </Page>
  );
}

function Body({ conduit }: { conduit: ConduitDetail }) {
  const { t } = useTranslation('conduits');
  return (
    <>
      <Panel title={t('about')}>
        <Text mb="sm">
          <NextStep conduit={conduit} />
        </Text>
        <About conduit={conduit} />
      </Panel>
      <ModePanel conduit={conduit} />
      <HoldPanel conduit_id={conduit.id} />
      <WaitingList conduit={conduit} />
      <Panel title={t('flows_title')} aside={<Judged conduit={conduit} />}>
        <FlowsTable fixed={{ conduit_id: conduit.id }} height={460} />
      </Panel>
      <DraftPanel conduit={conduit} />
      <LearnPanel conduit={conduit} />
      <ListInForce conduit={conduit} />
      <ConduitExceptions conduit={conduit} />
      <ListHistory conduit={conduit} />
      <RecordHistory type="conduit" id={conduit.id} title={conduit.name} opens={`conduits/${conduit.id}`} />
    </>
  );
}

/** Which sentence says what to do next. */
export function nextKey(conduit: Pick<ConduitDetail, 'state' | 'proposed' | 'unknown' | 'needed'>): string {
  if (conduit.proposed?.mine_to_decide) return 'next.decide';
  if (conduit.proposed) return 'next.waits';
  if (conduit.state === 'unknown' && conduit.unknown > 0) return 'next.judge';
  if (conduit.state === 'unknown' && conduit.needed > 0) return 'next.propose';
  return stateKey(conduit);
}

function NextStep({ conduit }: { conduit: ConduitDetail }) {
  const { t } = useTranslation('conduits');
  const key = nextKey(conduit);
  return <>{t(key, { count: key === 'next.judge' ? conduit.unknown : conduit.unapproved })}</>;
}

function Judged({ conduit }: { conduit: ConduitDetail }) {
  const { t } = useTranslation('conduits');
  return (
    <Group gap="sm">
      {conduit.unapproved > 0 && <Badge tone="alarm">{t('unapproved_flows', { count: conduit.unapproved })}</Badge>}
      {conduit.unknown > 0 && <Badge tone="attention">{t('to_judge', { count: conduit.unknown })}</Badge>}
      <Text c="dimmed" size="sm">
        {t('judged_counts', { needed: conduit.needed, blockable: conduit.blockable, unknown: conduit.unknown })}
      </Text>
    </Group>
  );
}

function About({ conduit }: { conduit: ConduitDetail }) {
  const { t } = useTranslation('conduits');
  const { path } = usePlace();
  const zone = ({ id, name, purdue_level }: ConduitDetail['zone_a']) => (
    <Go to={path('zones')} search={{ open: id }}>
      {name} ({t('level_short', { level: purdue_level ?? '?' })})
    </Go>
  );
  return (
    <Facts
      rows={[
        [
          t('zones'),
          <span key="zones">
            {zone(conduit.zone_a)} – {zone(conduit.zone_b)}
          </span>,
        ],
        [t('purpose'), conduit.purpose],
        [t('owner'), conduit.owner_name],
        [t('protocols'), conduit.protocols.join(', ')],
        [t('last_seen'), <Time key="last" at={conduit.last_seen} />],
      ]}
    />
  );
}
