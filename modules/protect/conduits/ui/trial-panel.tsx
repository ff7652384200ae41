// A draft tried on what was recorded: how much would have been cut, when the last of it was, and which it was.
import { createClient, take } from '@holdfast/client';
import { Badge } from '@holdfast/design/badge';
import { usePlace } from '@holdfast/design/place';
import { Answer } from '@holdfast/design/states';
import { Time, useNumbers } from '@holdfast/design/time';
import { Stack, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Draft } from '../schema.drafts.ts';
import type { Trial } from '../schema.trial.ts';

const api = createClient();
const days = 30;

export function TrialPanel({ conduit_id, draft }: { conduit_id: string; draft: Draft }) {
  const { t } = useTranslation('conduits');
  const { site_id } = usePlace();
  const [span] = useState(() => ({
    from: new Date(Date.now() - days * 86_400_000).toISOString(),
    until: new Date(Date.now() + 86_400_000).toISOString(),
  }));
  const period = draft.learnt === null || draft.learnt.until > span.from ? span : { from: draft.learnt.from, until: draft.learnt.until };
  const asked = useQuery({
    queryKey: ['conduits', site_id, 'trial', conduit_id, draft.version, period],
    queryFn: () =>
      take(
        api.GET('/api/v1/sites/{site_id}/conduits/{conduit_id}/trial', {
          params: { path: { site_id, conduit_id }, query: period },
        }),
      ),
  });
  return (
    <section aria-label={t('trial_title')}>
      <Text fw={600} mb={4}>
        {t('trial_title')}
      </Text>
      <Answer of={asked}>{(trial) => <Outcome trial={trial} />}</Answer>
    </section>
  );
}

function Outcome({ trial }: { trial: Trial }) {
  const { t } = useTranslation('conduits');
  const { count } = useNumbers();
  const { judged, cut, reported, unread } = trial;
  if (judged.conversations === 0) return <Text c="dimmed">{t('trial_nothing')}</Text>;
  const all = count(judged.conversations);
  return (
    <Stack gap="xs">
      <Text>
        {cut.conversations === 0 ? t('trial_cut_none', { all }) : t('trial_cut', { part: count(cut.conversations), all })}{' '}
        {trial.last_cut_at !== null && (
          <>
            {t('trial_last')} <Time at={trial.last_cut_at} />.
          </>
        )}
      </Text>
      {reported.conversations > 0 && <Text size="sm">{t('trial_reported', { part: count(reported.conversations) })}</Text>}
      {unread.conversations > 0 && <Text size="sm">{t('trial_unread', { part: count(unread.conversations) })}</Text>}
      {trial.states
        .filter((it) => it.cut > 0)
        .map((it) => (
          <Text key={it.state} size="sm">
            {t('trial_state', { state: t(`production:state.${it.state}`), part: count(it.cut), all: count(it.conversations) })}
          </Text>
        ))}
      <Examples trial={trial} />
    </Stack>
  );
}

function Examples({ trial }: { trial: Trial }) {
  const { t } = useTranslation('conduits');
  const { count } = useNumbers();
  const lost = trial.examples.filter((it) => it.outcome !== 'passes');
  if (lost.length === 0) return null;
  return (
    <Table.ScrollContainer tabIndex={0} minWidth={620} maxHeight={280} type="native" scrollAreaProps={{ tabIndex: 0 }}>
      <Table aria-label={t('trial_title')} stickyHeader verticalSpacing={4} fz="sm" style={{ '--table-border-color': 'var(--hf-line)' }}>
        <Table.Thead style={{ background: 'var(--hf-surface)' }}>
          <Table.Tr>
            <Table.Th>{t('mode_effect')}</Table.Th>
            <Table.Th>{t('from')}</Table.Th>
            <Table.Th>{t('to')}</Table.Th>
            <Table.Th>{t('service')}</Table.Th>
            <Table.Th ta="right">{t('conversations')}</Table.Th>
            <Table.Th>{t('last_seen')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {lost.map((it, at) => (
            <Table.Tr key={`${it.client_id} ${it.server_id} ${it.server_port} ${at}`}>
              <Table.Td>
                <Badge tone={it.outcome === 'cut' ? 'attention' : 'neutral'}>{t(`outcome.${it.outcome}`)}</Badge>
              </Table.Td>
              <Table.Td>{it.client_name}</Table.Td>
              <Table.Td>{it.server_name}</Table.Td>
              <Table.Td>
                {it.protocol} {it.server_port}
                {it.classes.length > 0 && ` · ${it.classes.map((each) => t(`flows:class.${each}`)).join(', ')}`}
              </Table.Td>
              <Table.Td ta="right">{count(it.conversations)}</Table.Td>
              <Table.Td>
                <Time at={it.last_at} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
