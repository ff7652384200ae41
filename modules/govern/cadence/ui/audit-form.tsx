// Planning an audit or an OT test; passive unless somebody says why not and when.
import { Select, Text, Textarea, TextInput } from '@mantine/core';
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Dialog, Form } from '@holdfast/design/form';
import { useGo } from '@holdfast/design/go';
import { usePlace } from '@holdfast/design/place';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { approach, auditKind, type NewAudit } from '../schema.audits.ts';
import { usePeople } from './people.ts';

const api = createClient();

export function AuditDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation('cadence');
  return (
    <Dialog title={t('audits.add')} opened={opened} onClose={onClose} size="lg">
      {opened && <AuditForm onClose={onClose} />}
    </Dialog>
  );
}

type Draft = Omit<NewAudit, 'active_reason' | 'window_from' | 'window_until' | 'auditor'> & {
  active_reason: string;
  window_from: string;
  window_until: string;
  auditor: string;
};
const empty: Draft = {
  kind: 'audit',
  title: '',
  scope: '',
  approach: 'passive',
  active_reason: '',
  window_from: '',
  window_until: '',
  planned_on: '',
  led_by: null,
  auditor: '',
};

function AuditForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('cadence');
  const people = usePeople();
  const [it, setIt] = useState<Draft>(empty);
  const patch = (change: Partial<Draft>): void => setIt({ ...it, ...change });
  const plan = usePlanAudit();
  const isActive = it.approach === 'active';
  const lacksWindow = isActive && (it.active_reason.trim().length < 3 || it.window_from === '' || it.window_until <= it.window_from);
  const isMissing = it.title.trim() === '' || it.scope.trim().length < 3 || it.planned_on === '' || lacksWindow;
  const send = async (): Promise<void> => {
    if (await plan.run(it)) onClose();
  };
  return (
    <Form submit={t('audits.submit')} busy={plan.busy} disabled={isMissing} onCancel={onClose} onSubmit={send}>
      <Select
        label={t('audits.kind')}
        data={auditKind.options.map((value) => ({ value, label: t(`audit_kind.${value}`) }))}
        allowDeselect={false}
        value={it.kind}
        onChange={(kind) => patch({ kind: kind as Draft['kind'] })}
      />
      <TextInput
        label={t('audits.name')}
        placeholder={t('audits.name_example')}
        required
        data-autofocus
        value={it.title}
        onChange={({ currentTarget: { value } }) => patch({ title: value })}
      />
      <Textarea
        label={t('audits.scope')}
        description={t('audits.scope_note')}
        required
        autosize
        minRows={3}
        value={it.scope}
        onChange={({ currentTarget: { value } }) => patch({ scope: value })}
      />
      <TextInput
        type="date"
        label={t('audits.planned_on')}
        required
        value={it.planned_on}
        onChange={({ currentTarget: { value } }) => patch({ planned_on: value })}
      />
      <Select label={t('audits.led_by')} data={people} searchable clearable value={it.led_by} onChange={(led_by) => patch({ led_by })} />
      <TextInput label={t('audits.auditor')} value={it.auditor} onChange={({ currentTarget: { value } }) => patch({ auditor: value })} />
      <Select
        label={t('audits.approach')}
        data={approach.options.map((value) => ({ value, label: t(`approach.${value}`) }))}
        allowDeselect={false}
        value={it.approach}
        onChange={(how) => patch({ approach: how as Draft['approach'] })}
      />
      {isActive && <ActiveFields draft={it} patch={patch} />}
    </Form>
  );
}

function ActiveFields({ draft: it, patch }: { draft: Draft; patch: (change: Partial<Draft>) => void }) {
  const { t } = useTranslation('cadence');
  return (
    <>
      <Text role="alert">{t('audits.active_note')}</Text>
      <Textarea
        label={t('audits.reason')}
        required
        autosize
        minRows={2}
        value={it.active_reason}
        onChange={({ currentTarget: { value } }) => patch({ active_reason: value })}
      />
      <TextInput
        type="datetime-local"
        label={t('audits.from')}
        required
        value={it.window_from}
        onChange={({ currentTarget: { value } }) => patch({ window_from: value })}
      />
      <TextInput
        type="datetime-local"
        label={t('audits.until')}
        required
        value={it.window_until}
        onChange={({ currentTarget: { value } }) => patch({ window_until: value })}
      />
    </>
  );
}

function usePlanAudit() {
  const { t } = useTranslation('cadence');
  const { site_id, path } = usePlace();
  const go = useGo();
  return useAct(
    async ({ active_reason, window_from, window_until, auditor, ...it }: Draft) => {
      const isActive = it.approach === 'active';
      const instant = (local: string): string | null => (isActive ? new Date(local).toISOString() : null);
      const window = { window_from: instant(window_from), window_until: instant(window_until) };
      const body = {
        ...it,
        ...window,
        active_reason: isActive ? active_reason : null,
        auditor: auditor.trim() === '' ? null : auditor.trim(),
      };
      const { id } = await take(api.POST('/api/v1/sites/{site_id}/audits', { params: { path: { site_id } }, body }));
      go(path(`audits/${id}`));
    },
    { done: t('audits.done') },
  );
}
