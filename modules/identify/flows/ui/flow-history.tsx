// When a flow was seen, day by day, and which parts of the device it named.
import { Stack, Table, Text, Title } from '@mantine/core';
import { createClient, take } from '@holdfast/client';
import { usePlace, useShownTimes } from '@holdfast/design/place';
import { Answer } from '@holdfast/design/states';
import { localeOf, useNumbers } from '@holdfast/design/time';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { FlowElement, FlowHistory as History } from '../schema.conversations.ts';
import { type DaySeen, daysSeen, hourRanges } from './days-seen.ts';
import { ClassName, ClassNames } from './names.tsx';

const api = createClient();
/** So many days are listed, the latest. */
const mostDays = 14;

export function FlowHistory({ flow_id }: { flow_id: string }) {
  const { t } = useTranslation('flows');
  const { site_id } = usePlace();
  const history = useQuery({
    queryKey: ['flows', site_id, 'history', flow_id],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/flows/{flow_id}/history', { params: { path: { site_id, flow_id } } })),
  });
  return (
    <Answer of={history}>
      {(it) => (
        <Stack gap="xs">
          <Title order={2} size="h3">
            {t('history.title')}
          </Title>
          <Days history={it} />
          <Elements history={it} />
        </Stack>
      )}
    </Answer>
  );
}

function Days({ history }: { history: History }) {
  const { t } = useTranslation('flows');
  const { zone } = useShownTimes();
  const days = daysSeen(history.conversations, zone).slice(0, mostDays);
  if (days.length === 0) return <Text c="dimmed">{t('history.none', { days: history.kept_days })}</Text>;
  return (
    <>
      <Table fz="sm" verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('history.day')}</Table.Th>
            <Table.Th>{t('history.hours')}</Table.Th>
            <Table.Th>{t('history.did')}</Table.Th>
            <Table.Th ta="right">{t('history.connections')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {days.map((day) => (
            <Day key={day.day} of={day} />
          ))}
        </Table.Tbody>
      </Table>
      <Text size="xs" c="dimmed">
        {t('history.kept', { days: history.kept_days, count: history.total_hours })}
      </Text>
    </>
  );
}

function Day({ of: { day, hours, classes, connections } }: { of: DaySeen }) {
  const { count } = useNumbers();
  const { i18n } = useTranslation();
  const shown = new Date(`${day}T12:00:00Z`).toLocaleDateString(localeOf(i18n.language), {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
  });
  return (
    <Table.Tr>
      <Table.Td style={{ whiteSpace: 'nowrap' }}>{shown}</Table.Td>
      <Table.Td>{hourRanges(hours)}</Table.Td>
      <Table.Td>
        <ClassNames classes={classes} />
      </Table.Td>
      <Table.Td ta="right">{count(connections)}</Table.Td>
    </Table.Tr>
  );
}

function Elements({ history: { elements, elements_folded } }: { history: History }) {
  const { t } = useTranslation('flows');
  if (elements.length === 0) return null;
  return (
    <>
      <Title order={3} size="h4">
        {t('history.elements')}
      </Title>
      <Table fz="sm" verticalSpacing={4}>
        <Table.Tbody>
          {elements.map((it) => (
            <Table.Tr key={JSON.stringify(it)}>
              <Table.Td>
                <ElementName of={it} />
              </Table.Td>
              <Table.Td>
                <ClassName name={it.class} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {elements_folded > 0 && (
        <Text size="xs" c="dimmed">
          {t('history.folded', { count: elements_folded })}
        </Text>
      )}
    </>
  );
}

/** A part of a device in words: registers of a unit, a CIP class, an S7 area or block. */
export function ElementName({ of: it }: { of: FlowElement }) {
  const { t } = useTranslation('flows');
  if (it.protocol === 'cip') return t('history.cip', { id: `0x${it.class_id.toString(16).padStart(2, '0')}` });
  if (it.protocol === 's7comm') {
    const area = it.area.replace('block:', '').toUpperCase();
    return t('history.s7', { area: it.number === null ? area : `${area} ${it.number}` });
  }
  const range = it.from === it.to ? `${it.from}` : `${it.from}–${it.to}`;
  return t('history.modbus', { unit: it.unit, table: t(`history.table.${it.table}`), range });
}
