// Writing down that something was done: when, with which result.
import { Select, Textarea, TextInput } from '@mantine/core';
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Dialog, Form } from '@holdfast/design/form';
import { usePlace } from '@holdfast/design/place';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ActivityDetail, type RunResult, runResult } from '../schema.ts';

const api = createClient();
type Props = { activity: ActivityDetail; opened: boolean; onClose: () => void };

export function RunDialog(props: Props) {
  const { t } = useTranslation('cadence');
  return (
    <Dialog title={t('run.title')} opened={props.opened} onClose={props.onClose}>
      {props.opened && <RunForm {...props} />}
    </Dialog>
  );
}

/** Now, as a field of date and time shows it. */
function nowHere(): string {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

function RunForm({ activity, onClose }: Props) {
  const { t } = useTranslation('cadence');
  const [it, setIt] = useState(() => ({ at: nowHere(), result: 'as_planned' as RunResult, remark: '' }));
  const record = useRecord(activity);
  const send = async (): Promise<void> => {
    if (await record.run({ at: new Date(it.at).toISOString(), result: it.result, remark: it.remark })) onClose();
  };
  return (
    <Form submit={t('run.submit')} busy={record.busy} disabled={it.at === ''} onCancel={onClose} onSubmit={send}>
      <TextInput
        type="datetime-local"
        label={t('run.at')}
        required
        value={it.at}
        max={nowHere()}
        onChange={({ currentTarget: { value } }) => setIt({ ...it, at: value })}
      />
      <Select
        label={t('run.result')}
        data={runResult.options.map((value) => ({ value, label: t(`result.${value}`) }))}
        allowDeselect={false}
        value={it.result}
        onChange={(result) => setIt({ ...it, result: result as RunResult })}
      />
      <Textarea
        label={t('run.remark')}
        description={t('run.remark_note')}
        autosize
        minRows={2}
        maxLength={2000}
        value={it.remark}
        onChange={({ currentTarget: { value } }) => setIt({ ...it, remark: value })}
      />
    </Form>
  );
}

function useRecord({ id: plan_id, level }: ActivityDetail) {
  const { t } = useTranslation('cadence');
  const { site_id } = usePlace();
  return useAct(
    (body: { at: string; result: RunResult; remark: string }) =>
      level === 'site'
        ? take(api.POST('/api/v1/sites/{site_id}/activities/{plan_id}/runs', { params: { path: { site_id, plan_id } }, body }))
        : take(api.POST('/api/v1/activities/{plan_id}/runs', { params: { path: { plan_id } }, body })),
    { done: t('run.done') },
  );
}
