// The conduits of a zone in the order they are switched, each with what isolating it would stop.
import { ModeBadge } from '@holdfast/conduits/ui/mode-panel';
import { Badge } from '@holdfast/design/badge';
import { Go } from '@holdfast/design/go';
import { Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CardConduit, IsolationCard } from '../schema.ts';

const most = 5;

export function ConduitsInOrder({ it }: { it: IsolationCard }) {
  const { t } = useTranslation('isolation');
  return (
    <Panel title={t('order_title')}>
      <Text size="sm" c="dimmed" mb="sm">
        {t('effects_seen', { days: it.days })}
      </Text>
      {it.conduits.length === 0 && <Text c="dimmed">{t('no_conduits')}</Text>}
      <ol className="hf-card-steps">
        {it.conduits.map((conduit) => (
          <li key={conduit.id}>
            <Conduit it={conduit} />
          </li>
        ))}
      </ol>
    </Panel>
  );
}

function Conduit({ it }: { it: CardConduit }) {
  const { t } = useTranslation('isolation');
  const { path } = usePlace();
  return (
    <>
      <Group gap="sm">
        <Go to={path(`conduits/${it.id}`)}>{it.name}</Go>
        <ModeBadge mode={it.mode} />
        {it.is_new && <Badge tone="attention">{t('is_new')}</Badge>}
      </Group>
      <Text size="sm">
        {t('stops', { count: it.stops })} {!it.is_heard && t('unheard')}
      </Text>
      {it.hold !== 'held' && (
        <Text size="sm" c="dimmed">
          {t('by_hand')}
        </Text>
      )}
      {it.safety_stops > 0 && <Badge tone="alarm">{t('safety_cut', { count: it.safety_stops })}</Badge>}
      <ul className="hf-card-flows">
        {it.flows.slice(0, most).map((flow) => (
          <li key={flow.flow_id}>
            <Text size="sm">
              {flow.client_name} → {flow.server_name}, {flow.protocol} {flow.server_port}
            </Text>
            {flow.expected_trip !== null && <Text size="sm">{t('trip', { text: flow.expected_trip })}</Text>}
          </li>
        ))}
        {it.stops > most && <li>{t('and_more', { count: it.stops - most })}</li>}
      </ul>
    </>
  );
}
