// Proposing a draft: for a maintenance window, at once, or as an emergency that somebody looks at afterwards.
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Dialog, Form } from '@holdfast/design/form';
import { usePlace } from '@holdfast/design/place';
import { WaitingButton } from '@holdfast/design/waiting-button';
import { Radio, Select, Stack, Text, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConduitDetail } from '../schema.ts';
import type { Draft } from '../schema.drafts.ts';

const api = createClient();
type When = 'window' | 'at_once' | 'emergency';

export function ProposeDraft({ conduit, draft }: { conduit: ConduitDetail; draft: Draft }) {
  const { t } = useTranslation('conduits');
  const [opened, setOpened] = useState(false);
  const open = draft.said?.unseen.filter((it) => it.answer === null).length ?? 0;
  const missing =
    conduit.proposed !== null
      ? t('list_waits')
      : open > 0
        ? t('unseen_open', { count: open })
        : draft.rules.length === 0
          ? t('no_rules')
          : null;
  return (
    <>
      <WaitingButton variant="filled" missing={missing} onClick={() => setOpened(true)}>
        {t('propose_draft')}
      </WaitingButton>
      <Dialog title={t('propose_title')} opened={opened} onClose={() => setOpened(false)} size="lg">
        {opened && <ProposeForm conduit_id={conduit.id} draft={draft} onClose={() => setOpened(false)} />}
      </Dialog>
    </>
  );
}

function ProposeForm({ conduit_id, draft, onClose }: { conduit_id: string; draft: Draft; onClose: () => void }) {
  const { t } = useTranslation('conduits');
  const [when, setWhen] = useState<When>('window');
  const [window_id, setWindow] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const windows = useWindows();
  const act = usePropose(conduit_id, draft.version);
  const send = async (): Promise<void> => {
    if (await act.run({ when, window_id, reason: reason.trim() })) onClose();
  };
  return (
    <Form
      submit={t('propose_draft')}
      busy={act.busy}
      disabled={reason.trim().length < 3 || (when === 'window' && window_id === null)}
      onCancel={onClose}
      onSubmit={send}
    >
      <Text>{t('propose_draft_says', { count: draft.rules.length })}</Text>
      <Radio.Group label={t('takes_effect')} value={when} onChange={(value) => setWhen(value as When)}>
        <Stack gap="xs" mt="xs">
          {(['window', 'at_once', 'emergency'] as const).map((value) => (
            <Radio key={value} value={value} label={t(`when.${value}`)} description={t(`when.${value}_note`)} />
          ))}
        </Stack>
      </Radio.Group>
      {when === 'window' && (
        <Select
          label={t('window')}
          {...(windows.length === 0 ? { description: t('no_windows') } : {})}
          required
          data={windows}
          value={window_id}
          onChange={setWindow}
        />
      )}
      <Textarea
        label={t('propose_reason')}
        required
        autosize
        minRows={2}
        value={reason}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
      />
    </Form>
  );
}

function useWindows(): { value: string; label: string }[] {
  const { site_id } = usePlace();
  const asked = useQuery({
    queryKey: ['windows', site_id, 'to-come'],
    queryFn: () =>
      take(
        api.GET('/api/v1/sites/{site_id}/windows', {
          params: { path: { site_id }, query: { state: 'asked,approved', phase: 'ahead,under_way', limit: 100 } },
        }),
      ),
  });
  return (asked.data?.rows ?? []).map((it) => ({ value: it.id, label: `${it.number} · ${it.title}` }));
}

function usePropose(conduit_id: string, draft_version: number) {
  const { t } = useTranslation('conduits');
  const { site_id } = usePlace();
  return useAct(
    ({ when, window_id, reason }: { when: When; window_id: string | null; reason: string }) =>
      take(
        api.POST('/api/v1/sites/{site_id}/conduits/{conduit_id}/allow-lists', {
          params: { path: { site_id, conduit_id } },
          body: {
            draft_version,
            reason,
            is_emergency: when === 'emergency',
            ...(when === 'window' && window_id !== null ? { window_id } : {}),
          },
        }),
      ),
    { done: t('proposed_done') },
  );
}
