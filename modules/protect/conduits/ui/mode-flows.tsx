// The flows a mode would stop or let pass, those that must not simply be cut on top.
import { Badge } from '@holdfast/design/badge';
import { Time } from '@holdfast/design/time';
import { Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ModeFlow } from '../schema.modes.ts';

export function ModeFlows({ flows }: { flows: readonly ModeFlow[] }) {
  const { t } = useTranslation('conduits');
  if (flows.length === 0) return <Text c="dimmed">{t('mode_no_flows')}</Text>;
  return (
    <Table.ScrollContainer tabIndex={0} minWidth={560} maxHeight={280} type="native" scrollAreaProps={{ tabIndex: 0 }}>
      <Table aria-label={t('mode_flows')} stickyHeader verticalSpacing={4} fz="sm" style={{ '--table-border-color': 'var(--hf-line)' }}>
        <Table.Thead style={{ background: 'var(--hf-surface)' }}>
          <Table.Tr>
            <Table.Th>{t('mode_effect')}</Table.Th>
            <Table.Th>{t('from')}</Table.Th>
            <Table.Th>{t('to')}</Table.Th>
            <Table.Th>{t('service')}</Table.Th>
            <Table.Th>{t('last_seen')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {flows.map((it) => (
            <Table.Tr key={it.flow_id}>
              <Table.Td>
                <Badge tone={it.passes ? 'good' : it.safety === null ? 'attention' : 'alarm'}>{t(it.passes ? 'passes' : 'stops')}</Badge>
              </Table.Td>
              <Table.Td>{it.client_name}</Table.Td>
              <Table.Td>{it.server_name}</Table.Td>
              <Table.Td>
                {it.protocol} {it.server_port}
                {it.safety !== null && (
                  <Text size="xs">
                    {t(`safety.${it.safety}`)}: {it.expected_trip}
                  </Text>
                )}
              </Table.Td>
              <Table.Td>
                <Time at={it.last_seen} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
