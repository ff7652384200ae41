// How a conduit is held now, and switching it: what stops is shown before anybody says yes.
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Badge, type Tone } from '@holdfast/design/badge';
import { Facts } from '@holdfast/design/facts';
import { Dialog, Form } from '@holdfast/design/form';
import { Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Answer } from '@holdfast/design/states';
import { Time } from '@holdfast/design/time';
import { Alert, Button, Group, Select, Stack, Text, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConduitDetail } from '../schema.ts';
import type { ConduitMode, ModeNow, ModePreview } from '../schema.modes.ts';
import { ModeFlows } from './mode-flows.tsx';

const api = createClient();
export const modeTones: Record<ConduitMode, Tone> = { normal: 'good', essential: 'attention', isolated: 'alarm' };

export function ModeBadge({ mode }: { mode: ConduitMode }) {
  const { t } = useTranslation('conduits');
  return <Badge tone={modeTones[mode]}>{t(`mode.${mode}`)}</Badge>;
}

export function ModePanel({ conduit }: { conduit: ConduitDetail }) {
  const { t } = useTranslation('conduits');
  const { site_id } = usePlace();
  const asked = useQuery({
    queryKey: ['conduits', site_id, 'mode', conduit.id],
    queryFn: () =>
      take(api.GET('/api/v1/sites/{site_id}/conduits/{conduit_id}/mode', { params: { path: { site_id, conduit_id: conduit.id } } })),
  });
  return (
    <Panel title={t('mode_title')} aside={asked.data && <ModeBadge mode={asked.data.mode} />}>
      <Answer of={asked}>{(now) => <Now conduit={conduit} now={now} />}</Answer>
    </Panel>
  );
}

const others: Record<ConduitMode, readonly ConduitMode[]> = {
  normal: ['essential', 'isolated'],
  essential: ['normal', 'isolated'],
  isolated: ['normal', 'essential'],
};

function Now({ conduit, now }: { conduit: ConduitDetail; now: ModeNow }) {
  const { t } = useTranslation('conduits');
  const { may } = usePlace();
  const [to, setTo] = useState<ConduitMode | null>(null);
  return (
    <Stack gap="sm">
      <Text>{t(conduit.list_version === null && now.mode === 'normal' ? 'mode_says.not_held' : `mode_says.${now.mode}`)}</Text>
      {now.since !== null && (
        <Facts
          rows={[
            [t('mode_since'), <Time key="since" at={now.since} />],
            [t('mode_by'), now.by_name],
            [t('mode_reason'), now.reason],
            ...(now.mode === 'normal' ? [] : ([[t('mode_return'), now.return_condition]] as const)),
            ...(now.authority_name === null ? [] : ([[t('mode_authority'), now.authority_name]] as const)),
          ]}
        />
      )}
      {may('conduits.switch') && (
        <Group gap="sm">
          {others[now.mode].map((mode) => (
            <Button key={mode} variant="default" onClick={() => setTo(mode)}>
              {t(`switch_to.${mode}`)}
            </Button>
          ))}
        </Group>
      )}
      <Dialog title={to === null ? '' : t(`switch_to.${to}`)} opened={to !== null} onClose={() => setTo(null)} size="xl">
        {to !== null && <Switch conduit={conduit} was={now.mode} to={to} onClose={() => setTo(null)} />}
      </Dialog>
    </Stack>
  );
}

type SwitchProps = { conduit: ConduitDetail; was: ConduitMode; to: ConduitMode; onClose: () => void };

function Switch(props: SwitchProps) {
  const { site_id } = usePlace();
  const { conduit, to } = props;
  const asked = useQuery({
    queryKey: ['conduits', site_id, 'preview', conduit.id, to],
    queryFn: () =>
      take(
        api.GET('/api/v1/sites/{site_id}/conduits/{conduit_id}/modes/{mode}', {
          params: { path: { site_id, conduit_id: conduit.id, mode: to } },
        }),
      ),
    staleTime: 0,
  });
  return <Answer of={asked}>{(preview) => <SwitchForm {...props} preview={preview} />}</Answer>;
}

function SwitchForm({ conduit, was, to, onClose, preview }: SwitchProps & { preview: ModePreview }) {
  const { t } = useTranslation('conduits');
  const [reason, setReason] = useState('');
  const [return_condition, setReturn] = useState('');
  const [authority_id, setAuthority] = useState<string | null>(null);
  const act = useSwitch(conduit.id);
  const needsAuthority = preview.safety_stops > 0;
  const isMissing =
    reason.trim().length < 3 || (to !== 'normal' && return_condition.trim() === '') || (needsAuthority && authority_id === null);
  const blocked =
    to !== 'essential' ? null : preview.list_version === null ? 'no_list' : preview.essential_rules === 0 ? 'nothing_essential' : null;
  if (blocked !== null) return <Text>{t(`switch_blocked.${blocked}`)}</Text>;
  const send = async (): Promise<void> => {
    if (await act.run({ mode: to, was, reason: reason.trim(), return_condition: return_condition.trim(), authority_id })) onClose();
  };
  return (
    <Form submit={t(`switch_to.${to}`)} busy={act.busy} disabled={isMissing} onCancel={onClose} onSubmit={send} danger={to === 'isolated'}>
      <Effect preview={preview} />
      {needsAuthority && (
        <Alert color="red" title={t('safety_stops', { count: preview.safety_stops })}>
          {t('safety_stops_says')}
        </Alert>
      )}
      <ModeFlows flows={preview.flows} />
      {needsAuthority && (
        <Select
          label={t('mode_authority')}
          description={t('authority_note')}
          required
          data={preview.authorities.map(({ id, name }) => ({ value: id, label: name }))}
          value={authority_id}
          onChange={setAuthority}
        />
      )}
      <Textarea
        label={t('mode_reason')}
        required
        autosize
        minRows={2}
        value={reason}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
      />
      {to !== 'normal' && (
        <Textarea
          label={t('mode_return')}
          description={t('return_note')}
          required
          autosize
          value={return_condition}
          onChange={({ currentTarget }) => setReturn(currentTarget.value)}
        />
      )}
    </Form>
  );
}

/** What follows, in one sentence above everything else. */
function Effect({ preview }: { preview: ModePreview }) {
  const { t } = useTranslation('conduits');
  return (
    <Stack gap={4}>
      <Text fw={600}>
        {t('will_stop', { count: preview.stops })} {t('will_pass', { count: preview.passes })}
      </Text>
      <Text size="sm" c="dimmed">
        {t(preview.is_heard ? 'preview_days' : 'preview_unheard', { days: preview.days })}
      </Text>
    </Stack>
  );
}

type Switching = { mode: ConduitMode; was: ConduitMode; reason: string; return_condition: string; authority_id: string | null };

function useSwitch(conduit_id: string) {
  const { t } = useTranslation('conduits');
  const { site_id } = usePlace();
  return useAct(
    (body: Switching) =>
      take(api.POST('/api/v1/sites/{site_id}/conduits/{conduit_id}/mode', { params: { path: { site_id, conduit_id } }, body })),
    { done: t('switched_done') },
  );
}
