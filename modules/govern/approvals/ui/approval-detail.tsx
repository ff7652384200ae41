// One request: what will happen, who asked and why, who spoke; and the acts of whoever looks.
import type { Approval } from '@holdfast/approvals/schema';
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Facts } from '@holdfast/design/facts';
import { ReasonDialog } from '@holdfast/design/form';
import { Go } from '@holdfast/design/go';
import { usePlace } from '@holdfast/design/place';
import { RecordHistory } from '@holdfast/design/record-history';
import { Answer, Empty } from '@holdfast/design/states';
import { Time } from '@holdfast/design/time';
import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ShownInFull } from './shown.tsx';

const api = createClient();

export function ApprovalDetail({ approval_id }: { approval_id: string }) {
  const { t } = useTranslation('approvals');
  const { site_id } = usePlace();
  const all = useQuery({
    queryKey: ['approvals', site_id, 'all'],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/approvals', { params: { path: { site_id }, query: { limit: 2000 } } })),
  });
  return (
    <Answer of={all}>
      {({ rows }) => {
        const found = rows.find((it) => it.id === approval_id);
        return found === undefined ? <Empty title={t('empty_title')} /> : <One it={found} />;
      }}
    </Answer>
  );
}

function One({ it }: { it: Approval }) {
  const { t } = useTranslation('approvals');
  const { path } = usePlace();
  const will = useWill(it);
  const asked = it.asked_for_name === null ? it.asked_by_name : t('as_deputy', { name: it.asked_by_name, holder: it.asked_for_name });
  return (
    <Stack gap="md">
      <Title order={2}>{t([`subject.${it.subject_type}`, 'subject.other'], { title: it.title })}</Title>
      <Go to={path(it.opens)}>{t('open')}</Go>
      <Facts
        rows={[
          [t('column.state'), t(`state.${it.state}`)],
          [t('will'), will],
          [t('reason'), it.reason],
          [t('column.asked_by'), asked],
          [t('column.asked_at'), <Time key="asked" at={it.asked_at} />],
          ...(it.state === 'waiting' ? [[t('expires'), <Time key="until" at={it.expires_at} />] as const] : []),
        ]}
      />
      <ShownInFull approval={it} />
      <div>
        <Title order={3}>{t('people')}</Title>
        <Text size="sm" c="dimmed">
          {t('people_says', { count: it.people_needed })}
        </Text>
        {it.votes.map((vote) => (
          <Text key={vote.person_id} size="sm">
            {vote.for_name === null ? vote.name : t('as_deputy', { name: vote.name, holder: vote.for_name })}: {t(`vote.${vote.decision}`)},{' '}
            <Time at={vote.voted_at} /> <q>{vote.reason}</q>
          </Text>
        ))}
      </div>
      {it.state === 'waiting' && <Decide it={it} will={will} />}
      <RecordHistory type={it.subject_type} id={it.subject_id} title={it.title} opens={`approvals?open=${it.id}`} />
    </Stack>
  );
}

/** What will happen, in the words of the practice that asks. */
function useWill(it: Approval): string {
  const { t } = useTranslation();
  return it.will.words === '' ? '' : String(t(it.will.words as 'key', it.will.params));
}

function Decide({ it, will }: { it: Approval; will: string }) {
  const { t } = useTranslation('approvals');
  const { site_id } = usePlace();
  const params = { path: { site_id, approval_id: it.id } };
  const decide = (decision: 'approved' | 'refused') => (reason: string) =>
    take(api.POST('/api/v1/sites/{site_id}/approvals/{approval_id}/decision', { params, body: { decision, reason } }));
  const withdraw = (reason: string) =>
    take(api.POST('/api/v1/sites/{site_id}/approvals/{approval_id}/withdrawal', { params, body: { reason } }));
  if (it.mine_to_decide)
    return (
      <Group gap="sm">
        <Reasoned
          primary
          button={t('approve')}
          title={t('approve_title')}
          says={will}
          done={t('approved_done')}
          work={decide('approved')}
        />
        <Reasoned
          button={t('refuse')}
          title={t('refuse_title')}
          says={t('refuse_says')}
          done={t('refused_done')}
          work={decide('refused')}
        />
      </Group>
    );
  if (!it.mine_to_withdraw) return <Text c="dimmed">{t('not_yours')}</Text>;
  return (
    <Reasoned button={t('withdraw')} title={t('withdraw_title')} says={t('withdraw_says')} done={t('withdrawn_done')} work={withdraw} />
  );
}

type ReasonedProps = {
  button: string;
  title: string;
  says: ReactNode;
  done: string;
  primary?: boolean;
  work: (reason: string) => Promise<unknown>;
};

function Reasoned({ button, title, says, done, primary = false, work }: ReasonedProps) {
  const [isOpen, setOpen] = useState(false);
  const act = useAct(work, { done });
  return (
    <>
      <Button variant={primary ? 'filled' : 'default'} onClick={() => setOpen(true)}>
        {button}
      </Button>
      <ReasonDialog title={title} says={says} submit={button} opened={isOpen} onClose={() => setOpen(false)} onReason={act.run} />
    </>
  );
}
