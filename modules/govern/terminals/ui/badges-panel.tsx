// Who has which badge and whether a PIN is set; the owner gives badges and first PINs.
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Badge } from '@holdfast/design/badge';
import { Dialog, Form, ReasonDialog } from '@holdfast/design/form';
import { Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Answer } from '@holdfast/design/states';
import { Button, Group, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BadgeRow } from '../schema.ts';

const api = createClient();
const tones = { none: 'off', set: 'good', must_change: 'waiting', locked: 'alarm' } as const;

export function BadgesPanel() {
  const { t } = useTranslation('terminals');
  const badges = useQuery({ queryKey: ['badges'], queryFn: () => take(api.GET('/api/v1/badges')) });
  return (
    <Panel title={t('badges')}>
      <Text c="dimmed" mb="md">
        {t('badges_lead')}
      </Text>
      <Answer of={badges}>
        {({ rows }) => (
          <Stack component="ul" gap="sm" m={0} p={0} style={{ listStyle: 'none' }}>
            {rows.map((it) => (
              <OneBadge key={it.person_id} it={it} />
            ))}
          </Stack>
        )}
      </Answer>
    </Panel>
  );
}

function OneBadge({ it }: { it: BadgeRow }) {
  const { t } = useTranslation('terminals');
  const { may } = usePlace();
  return (
    <li>
      <Group justify="space-between" gap="sm">
        <Group gap="sm">
          <Text>{it.name}</Text>
          <Text c="dimmed" className="hf-mono">
            {it.number ?? t('no_number')}
          </Text>
          <Badge tone={tones[it.pin]}>{t(`pin_short.${it.pin}`)}</Badge>
        </Group>
        {may('terminals.keep_badges') && (
          <Group gap="sm">
            <GiveBadge it={it} />
            <ResetPin it={it} />
          </Group>
        )}
      </Group>
    </li>
  );
}

function GiveBadge({ it }: { it: BadgeRow }) {
  const { t } = useTranslation('terminals');
  const [isOpen, setOpen] = useState(false);
  const [number, setNumber] = useState('');
  const [reason, setReason] = useState('');
  const path = { person_id: it.person_id };
  const give = useAct(
    () =>
      take(
        api.PUT('/api/v1/people/{person_id}/badge', { params: { path }, body: { number: number.trim() === '' ? null : number, reason } }),
      ),
    { done: t('badge_given') },
  );
  const send = async (): Promise<void> => {
    if (await give.run(undefined)) setOpen(false);
  };
  const isReady = reason.trim().length >= 3 && (number.trim().length >= 3 || (number.trim() === '' && it.number !== null));
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t(it.number === null ? 'give_badge' : 'change_badge')}
      </Button>
      <Dialog title={t('badge_of', { name: it.name })} opened={isOpen} onClose={() => setOpen(false)}>
        <Form submit={t('save_badge')} busy={give.busy} disabled={!isReady} onCancel={() => setOpen(false)} onSubmit={send}>
          <TextInput
            label={t('badge')}
            description={it.number === null ? t('badge_read') : t('badge_empty_takes')}
            autoComplete="off"
            data-autofocus
            value={number}
            onChange={({ currentTarget: { value } }) => setNumber(value)}
            onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
          />
          <Textarea label={t('reason')} value={reason} onChange={({ currentTarget: { value } }) => setReason(value)} />
        </Form>
      </Dialog>
    </>
  );
}

function ResetPin({ it }: { it: BadgeRow }) {
  const { t } = useTranslation('terminals');
  const [isOpen, setOpen] = useState(false);
  const [pin, setPin] = useState<string | null>(null);
  const path = { person_id: it.person_id };
  const reset = useAct(async (reason: string) =>
    setPin((await take(api.POST('/api/v1/people/{person_id}/pin-reset', { params: { path }, body: { reason } }))).pin),
  );
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t(it.pin === 'none' ? 'first_pin_give' : 'reset_pin')}
      </Button>
      <ReasonDialog
        title={t('reset_title', { name: it.name })}
        says={t('reset_says')}
        submit={t('reset_pin')}
        opened={isOpen}
        onClose={() => setOpen(false)}
        onReason={reset.run}
      />
      <Dialog title={t('reset_title', { name: it.name })} opened={pin !== null} onClose={() => setPin(null)}>
        <Stack gap="md">
          <Text>{t('reset_shown')}</Text>
          <Text className="hf-terminal-code">{pin}</Text>
          <Button onClick={() => setPin(null)}>{t('code_done')}</Button>
        </Stack>
      </Dialog>
    </>
  );
}
