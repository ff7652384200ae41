// The list the needed flows ask for, before anybody proposes it: its rules, and what would not fit.
import { createClient, take } from '@holdfast/client';
import type { ConduitDetail } from '@holdfast/conduits/schema';
import { Badge } from '@holdfast/design/badge';
import { Go } from '@holdfast/design/go';
import { Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Answer } from '@holdfast/design/states';
import { PortName } from '@holdfast/flows/ui/names';
import { Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import { useTranslation } from 'react-i18next';
import type { learnt } from '../schema.ts';
import { compareRules } from './compare-rules.ts';
import { askDraft } from './draft-panel.tsx';
import { Changes } from './list-panels.tsx';
import { ProposeList } from './list-acts.tsx';
import { RulesTable } from './rules-table.tsx';

const api = createClient();
type Learnt = z.infer<typeof learnt>;

export function LearnPanel({ conduit }: { conduit: ConduitDetail }) {
  const { t } = useTranslation('conduits');
  const { site_id, may } = usePlace();
  const asked = useQuery({
    queryKey: ['learnt', site_id, conduit.id],
    queryFn: () =>
      take(api.GET('/api/v1/sites/{site_id}/conduits/{conduit_id}/learnt', { params: { path: { site_id, conduit_id: conduit.id } } })),
    enabled: conduit.needed > 0,
  });
  const zones = useQuery({
    queryKey: ['zones', site_id],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/zones', { params: { path: { site_id } } })),
  });
  // One thing at a time: what was drafted from a period is the next list.
  const drafted = useQuery(askDraft(site_id, conduit.id));
  if (!may('conduits.propose') || conduit.proposed !== null || drafted.data?.draft !== null) return null;
  const ids = [conduit.zone_a.id, conduit.zone_b.id];
  const proposedZones = (zones.data?.rows ?? []).filter((zone) => ids.includes(zone.id) && zone.state === 'proposed');
  return (
    <Panel title={t(conduit.in_force === null ? 'learn_title' : 'learn_next_title')}>
      {conduit.needed === 0 ? (
        <Text>{t('learn_nothing')}</Text>
      ) : (
        <Answer of={asked}>{(learnt) => <Preview conduit={conduit} learnt={learnt} blocked={proposedZones} />}</Answer>
      )}
    </Panel>
  );
}

type PreviewProps = { conduit: ConduitDetail; learnt: Learnt; blocked: readonly { id: string; name: string }[] };

function Preview({ conduit, learnt, blocked }: PreviewProps) {
  const { t } = useTranslation('conduits');
  const { path } = usePlace();
  const leftOut = learnt.flows_that_would_be_unapproved;
  const { added, dropped } = compareRules(conduit.in_force?.rules ?? [], learnt.rules);
  if (conduit.in_force !== null && added.length + dropped.length === 0) return <Text>{t('learn_same')}</Text>;
  return (
    <Stack gap="md">
      <Text>{t('learn_says', { count: learnt.rules.length, flows: t('needed_flows', { count: learnt.needed_flows }) })}</Text>
      {conduit.in_force !== null && <Changes added={added.length} dropped={dropped} />}
      <RulesTable
        rules={learnt.rules}
        label={t('learn_title')}
        added={new Set(conduit.in_force === null ? [] : added.map((rule) => rule.id))}
      />
      {leftOut.length > 0 && (
        <div>
          <Group gap="sm" mb={4}>
            <Badge tone="attention">{t('left_out', { count: leftOut.length })}</Badge>
            <Text c="dimmed">{t('left_out_note')}</Text>
          </Group>
          <ul style={{ margin: 0, paddingInlineStart: 18 }}>
            {leftOut.slice(0, 8).map((flow) => (
              <li key={flow.id}>
                {flow.client.name} → {flow.server.name}: {flow.protocol} · <PortName flow={flow} /> ·{' '}
                {t(`flows:judgement.${flow.judgement}`)}
              </li>
            ))}
          </ul>
          {leftOut.length > 8 && <Text c="dimmed">{t('and_more', { count: leftOut.length - 8 })}</Text>}
        </div>
      )}
      {blocked.length > 0 && (
        <Text>
          {t('confirm_first')}{' '}
          {blocked.map((zone) => (
            <span key={zone.id}>
              <Go to={path('zones')} search={{ open: zone.id }}>
                {zone.name}
              </Go>{' '}
            </span>
          ))}
        </Text>
      )}
      <Group>
        <ProposeList
          conduit_id={conduit.id}
          rules={learnt.rules.length}
          flows={learnt.needed_flows}
          leftOut={leftOut.length}
          missing={blocked.length > 0 ? t('propose_missing_zones') : learnt.rules.length === 0 ? t('propose_missing_flows') : null}
        />
      </Group>
    </Stack>
  );
}
