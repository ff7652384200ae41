// Proposing, approving, refusing and withdrawing an allow-list. Each asks for a reason and says what follows.
import { createClient, take } from '@holdfast/client';
import type { AllowList } from '@holdfast/conduits/schema';
import { useAct } from '@holdfast/design/act';
import { ReasonDialog } from '@holdfast/design/form';
import { usePlace } from '@holdfast/design/place';
import { WaitingButton } from '@holdfast/design/waiting-button';
import { Group, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';

const api = createClient();

type ReasonedProps = {
  button: string;
  title: string;
  says: ReactNode;
  done: string;
  primary?: boolean;
  /** What it waits for; null when it can be done. */
  missing?: string | null;
  work: (reason: string) => Promise<unknown>;
};

/** A button that asks for the reason and then acts. */
function Reasoned({ button, title, says, done, primary = false, missing = null, work }: ReasonedProps) {
  const [opened, setOpened] = useState(false);
  const act = useAct(work, { done });
  return (
    <>
      <WaitingButton variant={primary ? 'filled' : 'default'} missing={missing} onClick={() => setOpened(true)}>
        {button}
      </WaitingButton>
      <ReasonDialog title={title} says={says} submit={button} opened={opened} onClose={() => setOpened(false)} onReason={act.run} />
    </>
  );
}

type ProposeProps = { conduit_id: string; rules: number; flows: number; leftOut: number; missing: string | null };

/** Proposes the list learnt from the flows judged needed. */
export function ProposeList({ conduit_id, rules, flows, leftOut, missing }: ProposeProps) {
  const { t } = useTranslation('conduits');
  const { site_id } = usePlace();
  return (
    <Reasoned
      primary
      missing={missing}
      button={t('propose')}
      title={t('propose_title')}
      says={`${t('propose_says', { count: rules, from: t('from_needed_flows', { count: flows }) })} ${t('left_out_says', { count: leftOut })}`}
      done={t('proposed_done')}
      work={(reason) =>
        take(
          api.POST('/api/v1/sites/{site_id}/conduits/{conduit_id}/allow-lists', {
            params: { path: { site_id, conduit_id } },
            body: { reason },
          }),
        )
      }
    />
  );
}

/** What the person who looks may do with a list that waits, or why not. */
export function DecideList({ conduit_id, list }: { conduit_id: string; list: AllowList }) {
  const { t } = useTranslation('conduits');
  const { site_id, me_id, may } = usePlace();
  const params = { path: { site_id, conduit_id, list_id: list.id } };
  const decide = (decision: 'approved' | 'refused') => (reason: string) =>
    take(api.POST('/api/v1/sites/{site_id}/conduits/{conduit_id}/allow-lists/{list_id}/decision', { params, body: { decision, reason } }));
  const withdraw = (reason: string) =>
    take(api.POST('/api/v1/sites/{site_id}/conduits/{conduit_id}/allow-lists/{list_id}/withdrawal', { params, body: { reason } }));
  if (list.mine_to_decide) {
    return (
      <Group gap="sm">
        <Reasoned
          primary
          button={t('approve')}
          title={t('approve_title')}
          says={t('approve_says', { count: list.rules.length })}
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
  }
  const isMine = list.proposed_by === me_id;
  return (
    <Group gap="sm">
      <Text>{t(isMine ? 'not_you_proposed' : 'not_your_role')}</Text>
      {isMine && may('conduits.propose') && (
        <Reasoned button={t('withdraw')} title={t('withdraw_title')} says={t('withdraw_says')} done={t('withdrawn_done')} work={withdraw} />
      )}
    </Group>
  );
}
