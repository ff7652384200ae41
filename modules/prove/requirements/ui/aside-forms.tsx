// Signing that something does not apply here, and taking it up again: in person, with a reason.
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { useAsOf } from '@holdfast/design/as-of';
import { ReasonDialog } from '@holdfast/design/form';
import { Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Time } from '@holdfast/design/time';
import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RequirementDetail, SaidStatement } from '../schema.ts';
import { useOwnWords } from './state-badge.tsx';

const api = createClient();

/** `artefact` null: the whole requirement. */
export function SetAside({ requirement_id, artefact }: { requirement_id: string; artefact: string | null }) {
  const { t } = useTranslation('requirements');
  const { site_id, may } = usePlace();
  const [isOpen, setOpen] = useState(false);
  const act = useAct(
    (reason: string) =>
      take(
        api.POST('/api/v1/sites/{site_id}/requirements/{requirement_id}/not-applicable', {
          params: { path: { site_id, requirement_id } },
          body: { artefact, reason },
        }),
      ),
    { done: t('aside.done') },
  );
  if (!may('requirements.set_aside')) return null;
  return (
    <>
      <Button variant={artefact === null ? 'default' : 'subtle'} onClick={() => setOpen(true)}>
        {t('aside.act')}
      </Button>
      <ReasonDialog
        title={t(artefact === null ? 'aside.title' : 'aside.title_part')}
        says={t('aside.says')}
        submit={t('aside.submit')}
        opened={isOpen}
        onClose={() => setOpen(false)}
        onReason={act.run}
      />
    </>
  );
}

/** What was said not to apply, by whom and why, and the way back. */
export function TakeUpAgain({ it }: { it: RequirementDetail }) {
  const { t } = useTranslation('requirements');
  if (it.set_aside.length === 0) return null;
  return (
    <Panel title={t('aside.history')}>
      {it.set_aside.map((one) => (
        <Aside key={one.id} it={one} parts={it.detail_parts} />
      ))}
    </Panel>
  );
}

function Aside({ it, parts }: { it: SaidStatement; parts: RequirementDetail['detail_parts'] }) {
  const { t } = useTranslation('requirements');
  const { site_id, may } = usePlace();
  const own = useOwnWords();
  const { is } = useAsOf();
  const [isOpen, setOpen] = useState(false);
  const part = parts.find((one) => one.artefact === it.artefact);
  const act = useAct(
    (reason: string) =>
      take(
        api.POST('/api/v1/sites/{site_id}/requirement-statements/{statement_id}/taking-up', {
          params: { path: { site_id, statement_id: it.id } },
          body: { reason },
        }),
      ),
    { done: t('aside.taken_up') },
  );
  return (
    <Group justify="space-between" gap="sm">
      <div>
        <Text>
          {part === undefined ? t('aside.whole') : own(part.title)}: <q>{it.text}</q>
        </Text>
        <Text size="sm" c="dimmed">
          {t('aside.signed_by', { name: it.made_by_name })} <Time at={it.made_at} />
          {it.ended_at !== null && ` · ${t('evidence.ended', { name: it.ended_by_name, reason: it.end_reason })}`}
        </Text>
      </div>
      {it.ended_at === null && is === 'now' && may('requirements.set_aside') && (
        <Button variant="default" onClick={() => setOpen(true)}>
          {t('aside.take_up')}
        </Button>
      )}
      <ReasonDialog
        title={t('aside.take_up')}
        submit={t('aside.take_up')}
        opened={isOpen}
        onClose={() => setOpen(false)}
        onReason={act.run}
      />
    </Group>
  );
}
