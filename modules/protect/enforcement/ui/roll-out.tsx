// Putting approved lists on an enforcer: what changes line by line, the countdown while it is tried, confirming and taking back.
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { ReasonDialog } from '@holdfast/design/form';
import { Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Answer } from '@holdfast/design/states';
import { Time } from '@holdfast/design/time';
import { Button, Group, Progress, Stack, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EnforcerDetail, TriedList } from '../schema.ts';

const api = createClient();

/** The list that is tried now, with how long it has left. */
export function TriedPanel({ enforcer }: { enforcer: EnforcerDetail }) {
  const { t } = useTranslation('enforcement');
  const { site_id, may } = usePlace();
  const [isOpen, setOpen] = useState(false);
  const tried = enforcer.lists.find(({ state }) => state === 'waiting' || state === 'offered');
  const path = { site_id, enforcer_id: enforcer.id };
  const confirm = useAct(
    (list_sequence: number) =>
      take(api.POST('/api/v1/sites/{site_id}/enforcers/{enforcer_id}/confirmation', { params: { path }, body: { list_sequence } })),
    { done: t('tried.confirmed') },
  );
  const takeBack = useAct(
    (reason: string) =>
      take(api.POST('/api/v1/sites/{site_id}/enforcers/{enforcer_id}/taking-back', { params: { path }, body: { reason } })),
    { done: t('tried.taken_back') },
  );
  if (tried === undefined) return null;
  return (
    <Panel title={t('tried.title', { number: tried.list_sequence })}>
      <Stack gap="sm">
        <Text role="status">
          {t(tried.state === 'offered' ? 'tried.offered' : tried.confirmed_at === null ? 'tried.says' : 'tried.on_its_way')}
        </Text>
        {tried.state === 'waiting' && tried.confirmed_at === null && <Countdown tried={tried} whole_s={enforcer.confirm_within_s} />}
        <Group gap="sm">
          {may('enforcement.confirm') && tried.state === 'waiting' && tried.confirmed_at === null && (
            <Button loading={confirm.busy} onClick={() => void confirm.run(tried.list_sequence)}>
              {t('tried.confirm')}
            </Button>
          )}
          {may('enforcement.roll_out') && (
            <Button variant="default" onClick={() => setOpen(true)}>
              {t('tried.take_back')}
            </Button>
          )}
        </Group>
      </Stack>
      <ReasonDialog
        title={t('tried.take_back')}
        says={t('tried.take_back_says')}
        submit={t('tried.take_back')}
        opened={isOpen}
        onClose={() => setOpen(false)}
        onReason={takeBack.run}
      />
    </Panel>
  );
}

function Countdown({ tried, whole_s }: { tried: TriedList; whole_s: number }) {
  const { t } = useTranslation('enforcement');
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, []);
  const left = Math.max(0, Math.round((Date.parse(tried.due_at ?? '') - now) / 1000));
  return (
    <div>
      <Text size="sm" mb={4}>
        {t('tried.left', { count: left })}
      </Text>
      <Progress value={(100 * left) / whole_s} color={left < 20 ? 'red' : 'gray'} aria-label={t('tried.left', { count: left })} />
    </div>
  );
}

/** What rolling out would change, and what became of the lists before. */
export function RollOutPanel({ enforcer }: { enforcer: EnforcerDetail }) {
  const { t } = useTranslation('enforcement');
  const { site_id, may } = usePlace();
  const [isOpen, setOpen] = useState(false);
  const path = { site_id, enforcer_id: enforcer.id };
  const difference = useQuery({
    queryKey: ['enforcers', site_id, enforcer.id, 'difference', enforcer.lists[0]?.list_sequence, enforcer.lists[0]?.state],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/enforcers/{enforcer_id}/difference', { params: { path } })),
  });
  const rollOut = useAct(
    (reason: string) => take(api.POST('/api/v1/sites/{site_id}/enforcers/{enforcer_id}/roll-out', { params: { path }, body: { reason } })),
    { done: t('roll_out.done') },
  );
  const isReady = enforcer.enrolled_at !== null && enforcer.held.some(({ has_list }) => has_list);
  return (
    <Panel title={t('roll_out.title')}>
      <Answer of={difference}>
        {(it) => (
          <Stack gap="sm">
            <Text>{it.changed ? t('roll_out.changes', { added: it.added, removed: it.removed }) : t('roll_out.same')}</Text>
            {it.changed && <Lines lines={it.lines} />}
            {!isReady && <Text c="dimmed">{t(enforcer.enrolled_at === null ? 'roll_out.not_enrolled' : 'roll_out.nothing_approved')}</Text>}
            {isReady && <Text c="dimmed">{t('roll_out.windows')}</Text>}
            {may('enforcement.roll_out') && isReady && (
              <Group>
                <Button variant={it.changed ? 'filled' : 'default'} onClick={() => setOpen(true)}>
                  {t('roll_out.act')}
                </Button>
              </Group>
            )}
          </Stack>
        )}
      </Answer>
      <Lists lists={enforcer.lists} />
      <ReasonDialog
        title={t('roll_out.act')}
        says={t('roll_out.says', { count: enforcer.confirm_within_s })}
        submit={t('roll_out.act')}
        opened={isOpen}
        onClose={() => setOpen(false)}
        onReason={rollOut.run}
      />
    </Panel>
  );
}

const signs = { added: '+', removed: '−', same: ' ' } as const;

function Lines({ lines }: { lines: readonly { is: 'same' | 'added' | 'removed'; text: string }[] }) {
  const { t } = useTranslation('enforcement');
  const shown = lines.filter(({ is }) => is !== 'same').slice(0, 200);
  return (
    <details>
      <summary>{t('roll_out.lines')}</summary>
      <pre style={{ overflowX: 'auto', fontSize: 12 }} tabIndex={0}>
        {shown.map(({ is, text }, at) => `${signs[is]} ${text}${at === shown.length - 1 ? '' : '\n'}`).join('')}
      </pre>
    </details>
  );
}

function Lists({ lists }: { lists: readonly TriedList[] }) {
  const { t } = useTranslation('enforcement');
  if (lists.length === 0) return null;
  return (
    <Table.ScrollContainer tabIndex={0} minWidth={420} type="native" scrollAreaProps={{ tabIndex: 0 }} mt="sm">
      <Table fz="sm" verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('lists.number')}</Table.Th>
            <Table.Th>{t('lists.state')}</Table.Th>
            <Table.Th>{t('lists.rolled_out')}</Table.Th>
            <Table.Th>{t('lists.confirmed')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {lists.slice(0, 10).map((it) => (
            <Table.Tr key={it.list_sequence}>
              <Table.Td>{it.list_sequence}</Table.Td>
              <Table.Td>
                {t(`list_state.${it.state}`)}
                {it.why !== null && ` (${t(`why.${it.why}`, { defaultValue: it.why })})`}
              </Table.Td>
              <Table.Td>
                {it.window_number === null ? it.rolled_out_by_name : t('lists.in_window', { number: it.window_number })}{' '}
                <Time at={it.rolled_out_at} />
              </Table.Td>
              <Table.Td>{it.confirmed_at === null ? '' : (it.confirmed_by_name ?? t('lists.by_itself'))}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
