// What an audit found: measure, who does it, by when.
import { Select, Textarea, TextInput } from '@mantine/core';
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Dialog, Form } from '@holdfast/design/form';
import { usePlace } from '@holdfast/design/place';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type AuditFinding, severity } from '../schema.audits.ts';
import { usePeople } from './people.ts';

const api = createClient();
type Props = { audit_id: string; finding: AuditFinding | null; opened: boolean; onClose: () => void };

export function FindingDialog(props: Props) {
  const { t } = useTranslation('cadence');
  return (
    <Dialog title={t(props.finding === null ? 'audit.finding' : 'audit.change')} opened={props.opened} onClose={props.onClose}>
      {props.opened && <FindingForm {...props} />}
    </Dialog>
  );
}

type Draft = { title: string; severity: AuditFinding['severity']; measure: string; owner_id: string | null; due_on: string };

function FindingForm({ audit_id, finding, onClose }: Props) {
  const { t } = useTranslation('cadence');
  const people = usePeople();
  const [it, setIt] = useState<Draft>({
    title: finding?.title ?? '',
    severity: finding?.severity ?? 'minor',
    measure: finding?.measure ?? '',
    owner_id: finding?.owner_id ?? null,
    due_on: finding?.due_on ?? '',
  });
  const patch = (change: Partial<Draft>): void => setIt({ ...it, ...change });
  const keep = useKeep(audit_id, finding);
  const send = async (): Promise<void> => {
    if (await keep.run(it)) onClose();
  };
  return (
    <Form
      submit={t(finding === null ? 'audit.finding' : 'audit.change')}
      busy={keep.busy}
      disabled={it.title.trim() === ''}
      onCancel={onClose}
      onSubmit={send}
    >
      <TextInput
        label={t('audit.finding_title')}
        required
        data-autofocus
        value={it.title}
        onChange={({ currentTarget: { value } }) => patch({ title: value })}
      />
      <Select
        label={t('audit.severity')}
        data={severity.options.map((value) => ({ value, label: t(`severity.${value}`) }))}
        allowDeselect={false}
        value={it.severity}
        onChange={(one) => patch({ severity: one as Draft['severity'] })}
      />
      <Textarea
        label={t('audit.measure')}
        autosize
        minRows={2}
        value={it.measure}
        onChange={({ currentTarget: { value } }) => patch({ measure: value })}
      />
      <Select
        label={t('audit.owner')}
        data={people}
        searchable
        clearable
        value={it.owner_id}
        onChange={(owner_id) => patch({ owner_id })}
      />
      <TextInput
        type="date"
        label={t('audit.due_on')}
        value={it.due_on}
        onChange={({ currentTarget: { value } }) => patch({ due_on: value })}
      />
    </Form>
  );
}

/** The finding as the page shows it now, which is what the change replaces. */
const shownOf = ({ title, severity, requirement_id, measure, owner_id, due_on }: AuditFinding) => ({
  title,
  severity,
  requirement_id,
  measure,
  owner_id,
  due_on,
});

function useKeep(audit_id: string, finding: AuditFinding | null) {
  const { t } = useTranslation('cadence');
  const { site_id } = usePlace();
  return useAct(
    async ({ measure, due_on, ...it }: Draft) => {
      const body = {
        ...it,
        title: it.title.trim(),
        measure: measure.trim().length < 3 ? null : measure.trim(),
        due_on: due_on === '' ? null : due_on,
        requirement_id: finding?.requirement_id ?? null,
      };
      const path = { site_id, audit_id };
      if (finding === null) await take(api.POST('/api/v1/sites/{site_id}/audits/{audit_id}/findings', { params: { path }, body }));
      else
        await take(
          api.PUT('/api/v1/sites/{site_id}/audits/{audit_id}/findings/{finding_id}', {
            params: { path: { ...path, finding_id: finding.id } },
            body: { ...body, before: shownOf(finding) },
          }),
        );
    },
    { done: t('audit.finding_done') },
  );
}
