// The auditor's first look: what they may see and until when, the log's checkpoint, the check of it, packages and their own questions.
import { take } from '@holdfast/client';
import { Facts } from '@holdfast/design/facts';
import { Go, GoButton } from '@holdfast/design/go';
import { Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Answer } from '@holdfast/design/states';
import { Time, useNumbers } from '@holdfast/design/time';
import { CheckButton } from '@holdfast/ledger/ui/check-card';
import type { LogState } from '@holdfast/ledger/schema';
import type { Me } from '@holdfast/people/schema';
import { AskButton } from '@holdfast/questions/ui/ask-button';
import { Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { api, askMe } from '../data.ts';

/** Whether the person is here to audit and for nothing else: then Home begins with this. */
export function useIsAuditor(): boolean {
  const { data } = useQuery(askMe);
  return data !== undefined && data.grants.length > 0 && data.grants.every(({ role }) => role === 'auditor');
}

export function AuditPanel() {
  const { t } = useTranslation('web');
  const { site_id, may } = usePlace();
  const me = useQuery(askMe);
  const log = useQuery({
    queryKey: ['ledger', site_id, 'state'],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/ledger', { params: { path: { site_id } } })),
    enabled: may('ledger.read'),
    refetchInterval: 30_000,
  });
  return (
    <Panel title={t('home.audit.title')} aside={may('questions.ask') && <AskButton about={null} />}>
      <Stack gap="md">
        <Text size="sm">{t('home.audit.lead')}</Text>
        <Answer of={me}>{(it) => <Scope me={it} />}</Answer>
        {may('ledger.read') && <Answer of={log}>{(it) => <Checkpoint log={it} />}</Answer>}
        {may('questions.ask') && <OwnQuestions />}
      </Stack>
    </Panel>
  );
}

function Scope({ me }: { me: Me }) {
  const { t } = useTranslation('web');
  return (
    <Facts
      rows={me.grants.map((it): [string, ReactNode] => [
        it.zone_name ?? it.site_name ?? t('home.audit.everywhere'),
        it.expires_at === null ? (
          t('home.audit.no_end')
        ) : (
          <>
            {t('home.audit.until')} <Time at={it.expires_at} />
          </>
        ),
      ])}
    />
  );
}

function Checkpoint({ log }: { log: LogState }) {
  const { t } = useTranslation('web');
  const { site_id, path, may } = usePlace();
  const { count } = useNumbers();
  const { latest } = log;
  return (
    <>
      <Text>
        {latest === null ? t('home.audit.no_checkpoint') : t('home.audit.checkpoint', { size: count(latest.size) })}{' '}
        {latest !== null && <Time at={latest.published_at} style="second" />}
      </Text>
      <Group gap="sm">
        <CheckButton base={`/api/v1/sites/${site_id}/ledger`} log={log} />
        {may('packages.see') && (
          <GoButton variant="default" to={path('packages')}>
            {t('home.audit.packages')}
          </GoButton>
        )}
      </Group>
    </>
  );
}

function OwnQuestions() {
  const { t } = useTranslation('web');
  const { site_id, me_id, path } = usePlace();
  const asked = useQuery({
    queryKey: ['questions', site_id, 'mine', me_id],
    queryFn: () =>
      take(api.GET('/api/v1/sites/{site_id}/questions', { params: { path: { site_id }, query: { asked_by: me_id, limit: 2000 } } })),
  });
  return (
    <Answer of={asked}>
      {({ rows, total }) => {
        const answered = rows.filter((it) => it.state === 'answered').length;
        const open = rows.filter((it) => it.state === 'open').length;
        return (
          <Go to={path('questions')}>
            {total === 0 ? t('home.audit.no_questions') : t('home.audit.questions', { total, answered, open })}
          </Go>
        );
      }}
    </Answer>
  );
}
