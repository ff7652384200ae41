// One enforcer: whether it holds what was ordered, the list that is tried, its conduits with counters, and what became of its lists.
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Badge } from '@holdfast/design/badge';
import { Facts } from '@holdfast/design/facts';
import { ReasonDialog } from '@holdfast/design/form';
import { Go } from '@holdfast/design/go';
import { Page, Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { RecordHistory } from '@holdfast/design/record-history';
import { Answer } from '@holdfast/design/states';
import { Time, useNumbers } from '@holdfast/design/time';
import { Button, Code, Group, Stack, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EnforcerDetail, HeldConduit } from '../schema.ts';
import { ComparePanel } from './compare-panel.tsx';
import { CompiledPanel } from './compiled-panel.tsx';
import { ChangeEnforcer, NewCode } from './enforcer-form.tsx';
import { EnforcerStateBadge, StandingBadge } from './enforcer-words.tsx';
import { RollOutPanel, TriedPanel } from './roll-out.tsx';

const api = createClient();

export function EnforcerPage() {
  const { t } = useTranslation('enforcement');
  const { site_id, path, may } = usePlace();
  const { enforcer_id = '' } = useParams({ strict: false }) as { enforcer_id?: string };
  const asked = useQuery({
    queryKey: ['enforcers', site_id, enforcer_id],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/enforcers/{enforcer_id}', { params: { path: { site_id, enforcer_id } } })),
    refetchInterval: 2000,
  });
  const it = asked.data;
  return (
    <Page
      title={it?.name ?? t('enforcer')}
      crumbs={[{ to: path('enforcers'), text: t('title') }]}
      mark={it && <EnforcerStateBadge state={it.state} />}
      lead={
        it && t(it.kind === 'enforcer' ? `state_says.${it.state}` : `other_says.${it.state}`, { defaultValue: t(`state_says.${it.state}`) })
      }
      actions={
        it &&
        may('enforcement.keep') &&
        it.state !== 'ended' && (
          <>
            <ChangeEnforcer enforcer={it} />
            {it.kind === 'enforcer' && <NewCode enforcer={it} />}
            <EndEnforcer enforcer={it} />
          </>
        )
      }
    >
      <Answer of={asked}>{(enforcer) => <Body enforcer={enforcer} />}</Answer>
    </Page>
  );
}

function Body({ enforcer: it }: { enforcer: EnforcerDetail }) {
  const { t } = useTranslation('enforcement');
  const machineRows = [
    [t('form.confirm_within'), t('seconds', { count: it.confirm_within_s })],
    [t('seen'), it.seen_at === null ? null : <Time key="s" at={it.seen_at} />],
    [t('order'), it.sequence === 0 ? null : String(it.sequence)],
    [t('ruleset'), it.ruleset_sha256 === null ? null : <Code key="r">{it.ruleset_sha256.slice(0, 16)}</Code>],
    [t('kernel'), it.kernel_sha256 === null ? null : <Code key="k">{it.kernel_sha256.slice(0, 16)}</Code>],
    [t('version'), it.version],
  ] as const;
  return (
    <Stack gap="lg" maw={1100}>
      <TriedPanel enforcer={it} />
      {it.state !== 'ended' && (it.kind === 'enforcer' ? <RollOutPanel enforcer={it} /> : <ComparePanel enforcer={it} />)}
      <Panel title={t('about')}>
        <Facts
          rows={[
            [t('form.kind'), t(`kind.${it.kind}`)],
            ...(it.kind === 'enforcer' ? [[t('form.layout'), t(`layout.${it.layout}`)] as const] : []),
            [
              t('form.zones'),
              it.zones.map((zone) => (zone.interface === null ? zone.name : `${zone.name} (${zone.interface})`)).join(', '),
            ],
            [t('form.outside'), t(`form.outside_${it.outside}`)],
            ...(it.kind === 'enforcer' ? machineRows : []),
          ]}
        />
      </Panel>
      <Panel title={t('conduits')}>
        <Stack gap="lg">
          {it.held.length === 0 && <Text c="dimmed">{t('no_conduits')}</Text>}
          {it.held.map((held) => (
            <OneConduit key={held.conduit_id} held={held} />
          ))}
        </Stack>
      </Panel>
      <CompiledPanel of={{ enforcer_id: it.id }} first={it.kind === 'enforcer' ? 'nftables' : it.kind} />
      <RecordHistory type="enforcer" id={it.id} title={it.name} />
    </Stack>
  );
}

function OneConduit({ held }: { held: HeldConduit }) {
  const { t } = useTranslation('enforcement');
  const { path } = usePlace();
  return (
    <section aria-label={held.name}>
      <Group gap="sm" mb={4}>
        <Go to={path(`conduits/${held.conduit_id}`)}>{held.name}</Go>
        <Mode held={held} />
        {!held.has_list && <Badge tone="unknown">{t('hold.no_list')}</Badge>}
        {held.has_list && !held.in_step && <Badge tone="attention">{t('hold.not_rolled_out')}</Badge>}
      </Group>
      {held.rules.length > 0 && <Rules held={held} />}
    </section>
  );
}

function Mode({ held }: { held: HeldConduit }) {
  const { t } = useTranslation('enforcement');
  if (held.set_here) return <Badge tone="attention">{t('mode_here', { mode: t(`mode.${held.held ?? 'normal'}`) })}</Badge>;
  const isSame = held.held === held.ordered;
  if (held.ordered === 'normal' && (isSame || held.held === null)) return null;
  return (
    <Badge tone={isSame ? 'attention' : 'alarm'}>
      {isSame ? t(`mode.${held.ordered}`) : t('mode_not_yet', { mode: t(`mode.${held.ordered}`) })}
    </Badge>
  );
}

/** Rules with what becomes of them here and what they let through; what no rule allowed stands last. */
function Rules({ held }: { held: HeldConduit }) {
  const { t } = useTranslation('enforcement');
  const { count, bytes } = useNumbers();
  return (
    <Table.ScrollContainer tabIndex={0} minWidth={480} type="native" scrollAreaProps={{ tabIndex: 0 }}>
      <Table fz="sm" verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('rule')}</Table.Th>
            <Table.Th>{t('here')}</Table.Th>
            <Table.Th ta="right">{t('packets')}</Table.Th>
            <Table.Th ta="right">{t('bytes')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {held.rules.map((rule) => (
            <Table.Tr key={rule.rule_id}>
              <Table.Td>
                {rule.rule_id} {rule.purpose}
              </Table.Td>
              <Table.Td>
                <StandingBadge standing={rule.standing} />{' '}
                {rule.code !== 'enforced' && (
                  <Text span size="xs" c="dimmed">
                    {t(`code.${rule.code}`, { defaultValue: rule.code, ...rule.params })}
                  </Text>
                )}
              </Table.Td>
              <Table.Td ta="right">{count(rule.packets)}</Table.Td>
              <Table.Td ta="right">{bytes(rule.bytes)}</Table.Td>
            </Table.Tr>
          ))}
          <Table.Tr>
            <Table.Td colSpan={2}>{t('refused')}</Table.Td>
            <Table.Td ta="right">{count(held.refused_packets)}</Table.Td>
            <Table.Td />
          </Table.Tr>
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function EndEnforcer({ enforcer }: { enforcer: EnforcerDetail }) {
  const { t } = useTranslation('enforcement');
  const { site_id } = usePlace();
  const [isOpen, setOpen] = useState(false);
  const path = { site_id, enforcer_id: enforcer.id };
  const end = useAct(
    (reason: string) => take(api.POST('/api/v1/sites/{site_id}/enforcers/{enforcer_id}/end', { params: { path }, body: { reason } })),
    { done: t('ended') },
  );
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t('end')}
      </Button>
      <ReasonDialog
        title={t('end_title', { name: enforcer.name })}
        says={t('end_says')}
        submit={t('end')}
        opened={isOpen}
        onClose={() => setOpen(false)}
        onReason={end.run}
        danger
      />
    </>
  );
}
