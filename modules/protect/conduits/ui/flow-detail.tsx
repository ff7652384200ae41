// One flow: its ends, what was said over it, who judged it, why it does not fit.
import { Stack, Table, Text, Title } from '@mantine/core';
import { createClient, take } from '@holdfast/client';
import { Facts } from '@holdfast/design/facts';
import { Go } from '@holdfast/design/go';
import { usePlace } from '@holdfast/design/place';
import { RecordHistory } from '@holdfast/design/record-history';
import { Answer } from '@holdfast/design/states';
import { Time, useNumbers } from '@holdfast/design/time';
import type { Operation } from '@holdfast/flows/schema';
import { FlowHistory } from '@holdfast/flows/ui/flow-history';
import { ClassName, EndName, PortName } from '@holdfast/flows/ui/names';
import { ObjectUndo } from '@holdfast/undo/ui/object-undo';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { JudgedFlow } from '../schema.ts';
import { JudgementBadge, VerdictBadge } from './flow-columns.tsx';
import { JudgeButtons } from './judge.tsx';

const api = createClient();

export function FlowDetail({ flow_id }: { flow_id: string }) {
  const { site_id, may } = usePlace();
  const flow = useQuery({
    queryKey: ['flows', site_id, 'one', flow_id],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/flows/{flow_id}', { params: { path: { site_id, flow_id } } })),
  });
  return (
    <Answer of={flow}>
      {(it) => (
        <Stack gap="md">
          <FlowFacts flow={it} />
          {may('conduits.judge') && it.verdict !== 'intra_zone' && <JudgeButtons flow_ids={[it.id]} now={it.judgement} />}
          <FlowUndo flow_id={it.id} />
          <Operations operations={it.operations} />
          <FlowHistory flow_id={it.id} />
          <RecordHistory type="flow" id={it.id} title={`${it.client.name} → ${it.server.name}`} opens={`flows?open=${it.id}`} />
        </Stack>
      )}
    </Answer>
  );
}

function FlowUndo({ flow_id }: { flow_id: string }) {
  const { t } = useTranslation('flows');
  const word = (kind: string): string => `${t('column.judgement')}: ${t(`judgement.${kind.replace('flow.judged_', '')}`)}`;
  return <ObjectUndo object_id={flow_id} word={word} />;
}

function FlowFacts({ flow: it }: { flow: JudgedFlow }) {
  const { t } = useTranslation('flows');
  const { path } = usePlace();
  const { count, bytes } = useNumbers();
  const end = (side: JudgedFlow['client'] | JudgedFlow['server']) => (
    <>
      <EndName plain={false} end={side} /> <span className="hf-mono">{side.address}</span>
      {side.zone_name !== null && (
        <Text size="xs" c="dimmed">
          {side.zone_name}
        </Text>
      )}
    </>
  );
  return (
    <Facts
      rows={[
        [t('column.client'), end(it.client)],
        [t('column.server'), end(it.server)],
        [t('column.protocol'), it.protocol],
        [t('column.port'), <PortName key="port" flow={it} />],
        [t('column.verdict'), <VerdictBadge key="verdict" verdict={it.verdict} />],
        ...(it.unmatched.length === 0 ? [] : [[t('detail.why'), <WhyNot key="why" unmatched={it.unmatched} />] as const]),
        [t('column.judgement'), <Judged key="judged" flow={it} />],
        [t('column.dependency'), t(`dependency.${it.dependency}`)],
        ...(it.conduit_id === null
          ? []
          : [
              [
                t('detail.conduit'),
                <Go key="conduit" to={path(`conduits/${it.conduit_id}`)}>
                  {t('detail.open_conduit')}
                </Go>,
              ] as const,
            ]),
        [t('detail.traffic'), t('detail.traffic_value', { packets: count(it.packets), bytes: bytes(it.bytes) })],
        [t('column.first_seen'), <Time key="first" at={it.first_seen} style="second" />],
        [t('column.last_seen'), <Time key="last" at={it.last_seen} style="second" />],
      ]}
    />
  );
}

/** Why a flow does not fit the list in force, in words. */
export function WhyNot({ unmatched }: { unmatched: JudgedFlow['unmatched'] }) {
  const { t } = useTranslation('flows');
  const classes = (text: unknown) =>
    String(text)
      .split(', ')
      .map((it) => t(`class.${it}`))
      .join(', ');
  return (
    <>
      {unmatched.map(({ code, params }) => (
        <div key={code}>
          {t([`unmatched.${code}`, 'unmatched.other'], {
            ...params,
            ...('classes' in params ? { classes: classes(params.classes) } : {}),
            code,
          })}
        </div>
      ))}
    </>
  );
}

function Judged({ flow: it }: { flow: JudgedFlow }) {
  const { t } = useTranslation('flows');
  if (it.judged_by_name === null) return <JudgementBadge judgement={it.judgement} />;
  return (
    <>
      {t('detail.judged', { judgement: t(`judgement.${it.judgement}`), name: it.judged_by_name })}, <Time at={it.judged_at} />
      {it.judged_reason !== null && (
        <Text size="xs" c="dimmed">
          {it.judged_reason}
        </Text>
      )}
    </>
  );
}

function Operations({ operations }: { operations: readonly Operation[] }) {
  const { t } = useTranslation('flows');
  const { count } = useNumbers();
  return (
    <>
      <Title order={2} size="h3">
        {t('detail.operations')}
      </Title>
      {operations.length === 0 ? (
        <Text c="dimmed">{t('detail.no_operations')}</Text>
      ) : (
        <Table fz="sm" verticalSpacing={4}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('detail.operation')}</Table.Th>
              <Table.Th>{t('column.class')}</Table.Th>
              <Table.Th ta="right">{t('detail.count')}</Table.Th>
              <Table.Th ta="right">{t('detail.errors')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {operations.map((it) => (
              <Table.Tr key={`${it.code} ${it.key}`}>
                <Table.Td>{it.name}</Table.Td>
                <Table.Td>
                  <ClassName name={it.class} />
                </Table.Td>
                <Table.Td ta="right">{count(it.count)}</Table.Td>
                <Table.Td ta="right">{count(it.errors)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </>
  );
}
