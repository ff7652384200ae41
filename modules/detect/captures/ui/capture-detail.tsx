// One capture: what it is, what was read, what it brought.
import { Group, Stack, Table, Text, Title } from '@mantine/core';
import { createClient, take } from '@holdfast/client';
import { Facts } from '@holdfast/design/facts';
import { GoButton } from '@holdfast/design/go';
import { FileCheck } from '@holdfast/kept-files/ui/file-check';
import { usePlace } from '@holdfast/design/place';
import { RecordHistory } from '@holdfast/design/record-history';
import { Answer } from '@holdfast/design/states';
import { Time, useNumbers } from '@holdfast/design/time';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { isOver } from '../rules.ts';
import type { Capture } from '../schema.ts';
import { CaptureState, GoOn, useFaultText } from './capture-columns.tsx';
import { refreshMs } from './capture-state.ts';

const api = createClient();

export function CaptureDetail({ capture_id }: { capture_id: string }) {
  const { site_id } = usePlace();
  const capture = useQuery({
    queryKey: ['captures', site_id, 'one', capture_id],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/captures/{capture_id}', { params: { path: { site_id, capture_id } } })),
    refetchInterval: ({ state }) => (state.data === undefined ? 700 : isOver(state.data.state) ? false : refreshMs(state.data)),
  });
  return <Answer of={capture}>{(it) => <CaptureFacts capture={it} />}</Answer>;
}

function CaptureFacts({ capture: it }: { capture: Capture }) {
  const { t } = useTranslation('captures');
  const { count, bytes } = useNumbers();
  const faultText = useFaultText();
  return (
    <Stack gap="md">
      <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
        {it.name}
      </Text>
      {it.state === 'done' && <WhatNext capture={it} />}
      <Facts
        rows={[
          [t('column.state'), <CaptureState key="state" capture={it} />],
          ...(it.fault === null ? [] : [[t('column.note'), faultText(it.fault)] as const]),
          ...(it.state === 'duplicate' ? [[t('column.note'), t('duplicate_long')] as const] : []),
          ...(it.state === 'interrupted' ? [[t('detail.go_on'), <GoOn key="go_on" capture={it} />] as const] : []),
          [t('column.packets'), count(it.packets)],
          ...(it.station_id === null ? [] : [[t('detail.station'), t('detail.station_long', { name: it.station_name ?? '' })] as const]),
          ...(it.packets_known > 0 ? [[t('detail.known'), t('detail.known_long', { known: count(it.packets_known) })] as const] : []),
          [t('column.size'), bytes(it.size_bytes || it.received_bytes)],
          [t('detail.format'), it.format],
          [t('detail.first'), <Time key="first" at={it.first_packet} style="second" />],
          [t('detail.last'), <Time key="last" at={it.last_packet} style="second" />],
          [t('detail.cut'), it.truncated ? t('detail.cut_yes') : t('detail.cut_no')],
          [t('column.assets'), t('new_of', { fresh: count(it.assets_new), all: count(it.assets_seen) })],
          [t('column.flows'), t('new_of', { fresh: count(it.flows_new), all: count(it.flows_seen) })],
          [t('detail.events'), count(it.events)],
          [t('detail.added_by'), it.added_by_name],
          [t('column.added'), <Time key="added" at={it.added_at} />],
          [
            'SHA-256',
            it.sha256 === null ? null : (
              <span key="sha256" className="hf-mono">
                {it.sha256}
              </span>
            ),
          ],
          ...(it.sha256 === null ? [] : [[t('detail.file'), <FileCheck key="file" sha256={it.sha256} />] as const]),
        ]}
      />
      {it.protocols.length > 0 && <Protocols protocols={it.protocols} />}
      <RecordHistory type="capture" id={it.id} title={it.name} opens={`captures?open=${it.id}`} />
    </Stack>
  );
}

/** Where to see what a capture that was read brought. */
function WhatNext({ capture: it }: { capture: Capture }) {
  const { t } = useTranslation('captures');
  const { path, may } = usePlace();
  return (
    <Group gap="sm">
      <GoButton to={path('map')}>{t('see_map')}</GoButton>
      {it.assets_new > 0 && (
        <GoButton variant="default" to={path('assets')} search={{ standing: 'sighted' }}>
          {t('see_new')}
        </GoButton>
      )}
      {may('evidence.keep') && (
        <GoButton variant="default" to={path('evidence')} search={{ collect: 'capture', capture: it.id }}>
          {t('to_evidence')}
        </GoButton>
      )}
    </Group>
  );
}

function Protocols({ protocols }: { protocols: Capture['protocols'] }) {
  const { t } = useTranslation('captures');
  const { count } = useNumbers();
  return (
    <>
      <Title order={2} size="h3">
        {t('detail.protocols')}
      </Title>
      <Table fz="sm" verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('detail.protocol')}</Table.Th>
            <Table.Th ta="right">{t('detail.messages')}</Table.Th>
            <Table.Th ta="right">{t('detail.undecoded')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {protocols
            .toSorted((a, b) => b.messages - a.messages)
            .map((it) => (
              <Table.Tr key={it.protocol}>
                <Table.Td>{it.protocol}</Table.Td>
                <Table.Td ta="right">{count(it.messages)}</Table.Td>
                <Table.Td ta="right">{count(it.undecoded)}</Table.Td>
              </Table.Tr>
            ))}
        </Table.Tbody>
      </Table>
    </>
  );
}
