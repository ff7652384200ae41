// A restored copy: what is missing, and how two people decide to go on from it.
import { Button, Group, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Badge } from '@holdfast/design/badge';
import { Form } from '@holdfast/design/form';
import { Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Time, useNumbers } from '@holdfast/design/time';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CodeKind, Restoration } from '../schema.ts';
import { useRestoration } from './restoration.ts';

const api = createClient();

/** Nothing while nothing is held. */
export function RestorationPanel() {
  const { t } = useTranslation('own-backups');
  const { may } = usePlace();
  const { data } = useRestoration();
  if (data?.held !== true) return null;
  const decides = may('own_backups.propose_restoration');
  return (
    <Panel title={t('held.title')}>
      <Stack gap="md">
        <Text maw={720}>{t('held.says')}</Text>
        <Logs logs={data.logs} />
        <Text maw={720}>{t('held.how')}</Text>
        {data.proposed !== null && <Proposed it={data} />}
        {data.proposed === null && (decides ? <ProposeForm /> : <Text c="dimmed">{t('held.not_yours')}</Text>)}
      </Stack>
    </Panel>
  );
}

function Logs({ logs }: Pick<Restoration, 'logs'>) {
  const { t } = useTranslation('own-backups');
  const { count } = useNumbers();
  const { site_id, site_name } = usePlace();
  const nameOf = (id: string | null): string => (id === null ? t('held.organisation') : id === site_id ? site_name : t('held.site'));
  return (
    <div className="hf-backups">
      <table>
        <thead>
          <tr>
            {(['log', 'here', 'signed', 'since'] as const).map((key) => (
              <th key={key} scope="col">
                {t(`held.${key}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {logs.map((log) => (
            <tr key={log.origin}>
              <th scope="row">
                {nameOf(log.site_id)} <Badge tone="alarm">{t(`held.code.${log.code}`)}</Badge>
              </th>
              <td>{count(log.size)}</td>
              <td>{count(log.signed_size)}</td>
              <td>{log.since === null ? '–' : <Time at={log.since} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ProposeForm() {
  const { t } = useTranslation('own-backups');
  const [reason, setReason] = useState('');
  const [kept, setKept] = useState('');
  const body = { reason, kept: kept.trim() === '' ? null : kept };
  const propose = useAct(() => take(api.POST('/api/v1/restoration', { body })), { done: t('held.proposed_done') });
  return (
    <div className="hf-backups-form">
      <Form submit={t('held.propose')} busy={propose.busy} disabled={reason.trim().length < 3} onSubmit={() => void propose.run(undefined)}>
        <Textarea
          label={t('held.reason')}
          description={t('held.reason_note')}
          required
          autosize
          minRows={2}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Textarea
          label={t('held.kept')}
          description={t('held.kept_note')}
          autosize
          minRows={2}
          maxRows={8}
          value={kept}
          onChange={(event) => setKept(event.currentTarget.value)}
        />
      </Form>
    </div>
  );
}

function Proposed({ it }: { it: Restoration }) {
  const { t } = useTranslation('own-backups');
  const { count } = useNumbers();
  const { may } = usePlace();
  const approve = useAct(() => take(api.POST('/api/v1/restoration/approval', { body: { code: null } })), { done: t('held.approved') });
  const withdraw = useAct(() => take(api.DELETE('/api/v1/restoration')), { done: t('held.withdrawn') });
  const lost = it.logs.reduce((sum, { size, signed_size }) => sum + Math.max(0, signed_size - size), 0);
  const { proposed } = it;
  if (proposed === null) return null;
  return (
    <Stack gap="sm">
      <Text fw={600}>
        {t('held.proposed', { name: proposed.asked_by_name })} · <Time at={proposed.asked_at} />
      </Text>
      <Text>{proposed.reason}</Text>
      <Text>{lost === 0 ? t('held.approve_note_none') : t('held.approve_note', { lost: count(lost) })}</Text>
      {!proposed.mine_to_approve && <Text c="dimmed">{t('held.waits')}</Text>}
      {!proposed.mine_to_approve && may('own_backups.approve_restoration') && proposed.codes.length > 0 && (
        <CodeForm codes={proposed.codes} />
      )}
      <Group gap="sm">
        {proposed.mine_to_approve && (
          <Button color="var(--hf-alarm-fill)" loading={approve.busy} onClick={() => void approve.run(undefined)}>
            {t('held.approve')}
          </Button>
        )}
        {proposed.mine_to_withdraw && (
          <Button variant="default" loading={withdraw.busy} onClick={() => void withdraw.run(undefined)}>
            {t('held.withdraw')}
          </Button>
        )}
      </Group>
    </Stack>
  );
}

function CodeForm({ codes }: { codes: readonly CodeKind[] }) {
  const { t } = useTranslation('own-backups');
  const [code, setCode] = useState('');
  const use = useAct(() => take(api.POST('/api/v1/restoration/approval', { body: { code } })), { done: t('held.approved') });
  return (
    <div className="hf-backups-form">
      <Stack gap="sm">
        <Text fw={600}>{t('held.code_title')}</Text>
        {codes.map((kind) => (
          <Text key={kind}>{t(`held.code_${kind}`)}</Text>
        ))}
        <Form submit={t('held.code_use')} busy={use.busy} disabled={code.trim() === ''} onSubmit={() => void use.run(undefined)}>
          <TextInput
            label={t('held.code_label')}
            autoComplete="off"
            className="hf-mono"
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
        </Form>
      </Stack>
    </div>
  );
}
