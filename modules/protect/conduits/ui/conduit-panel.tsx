// One conduit beside the map: its state, what flows through it, and the way to its page.
import { createClient, take } from '@holdfast/client';
import type { Conduit, JudgedFlow } from '@holdfast/conduits/schema';
import { Badge, type Tone } from '@holdfast/design/badge';
import { Facts } from '@holdfast/design/facts';
import { Go, GoButton } from '@holdfast/design/go';
import { usePlace } from '@holdfast/design/place';
import { Answer } from '@holdfast/design/states';
import { Time } from '@holdfast/design/time';
import { heardState } from '@holdfast/observation/rules';
import { ConduitHearing } from '@holdfast/observation/ui/observed-by';
import { Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConduitState, stateKey } from './conduit-words.tsx';

const api = createClient();
const shown = 12;

export function ConduitPanel({ conduit }: { conduit: Conduit }) {
  const { t } = useTranslation('conduits');
  const { path } = usePlace();
  const [nowText] = useState(() => new Date().toISOString());
  return (
    <Stack gap="md">
      <Group gap="sm">
        <ConduitState conduit={conduit} />
        {conduit.waiting && <Badge tone="waiting">{t('waiting')}</Badge>}
      </Group>
      <ConduitHearing traffic={heardState(conduit.heard_until, nowText)} />
      <Text>{t(stateKey(conduit), { count: conduit.unapproved })}</Text>
      <Group>
        <GoButton to={path(`conduits/${conduit.id}`)}>{t('open_conduit')}</GoButton>
      </Group>
      <Facts
        rows={[
          [t('owner'), conduit.owner_name],
          [t('purpose'), conduit.purpose],
          [t('judged'), t('judged_counts', { needed: conduit.needed, blockable: conduit.blockable, unknown: conduit.unknown })],
          [t('protocols'), conduit.protocols.join(', ')],
          [t('last_seen'), <Time key="last" at={conduit.last_seen} />],
        ]}
      />
      <FlowsBrief conduit={conduit} />
    </Stack>
  );
}

/** The first flows of a conduit, those that do not fit on top. */
function FlowsBrief({ conduit }: { conduit: Conduit }) {
  const { t } = useTranslation('conduits');
  const { site_id, path } = usePlace();
  const ask = (verdict: Record<string, string>) => ({
    queryKey: ['flows', site_id, 'brief', conduit.id, verdict],
    queryFn: () =>
      take(
        api.GET('/api/v1/sites/{site_id}/flows', {
          params: { path: { site_id }, query: { conduit_id: conduit.id, limit: shown, ...verdict } },
        }),
      ),
  });
  const unapproved = useQuery({ ...ask({ verdict: 'unapproved' }), enabled: conduit.unapproved > 0 });
  const all = useQuery(ask({}));
  return (
    <section aria-label={t('flows_title')}>
      <Group justify="space-between" mb={4}>
        <Title order={3} size="h3">
          {t('flows_title')}
        </Title>
        <Go to={path(`conduits/${conduit.id}`)}>{t('all_flows', { count: conduit.flows })}</Go>
      </Group>
      <Answer of={all}>
        {({ rows }) => {
          const first = unapproved.data?.rows ?? [];
          const rest = rows.filter((flow) => flow.verdict !== 'unapproved');
          return (
            <ul style={{ listStyle: 'none', margin: 0, padding: 0 }}>
              {[...first, ...rest].slice(0, shown).map((flow) => (
                <FlowLine key={flow.id} flow={flow} />
              ))}
            </ul>
          );
        }}
      </Answer>
    </section>
  );
}

const verdictTones: Record<JudgedFlow['verdict'], Tone> = {
  allowed: 'good',
  unapproved: 'alarm',
  no_list: 'unknown',
  intra_zone: 'neutral',
};

function FlowLine({ flow }: { flow: JudgedFlow }) {
  const { t } = useTranslation('conduits');
  const { path } = usePlace();
  const port = flow.server_port === null ? '' : ` ${flow.server_port}`;
  return (
    <li style={{ padding: '6px 0', borderTop: '1px solid var(--hf-line)' }}>
      <Group justify="space-between" gap="sm" wrap="nowrap" align="flex-start">
        <div style={{ minWidth: 0 }}>
          <Go to={path(`assets/${flow.client.id}`)} plain>
            {flow.client.name}
          </Go>
          {' → '}
          <Go to={path(`assets/${flow.server.id}`)} plain>
            {flow.server.name}
          </Go>
          <Text size="xs" c="dimmed">
            {flow.protocol} · {flow.transport}
            {port}
            {flow.classes.length > 0 && ` · ${flow.classes.map((it) => t(`flows:class.${it}`)).join(', ')}`}
          </Text>
        </div>
        <Badge tone={verdictTones[flow.verdict]}>{t(`flows:verdict.${flow.verdict}`)}</Badge>
      </Group>
    </li>
  );
}
