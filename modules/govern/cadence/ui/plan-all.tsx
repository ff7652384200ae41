// Planning all of the law's list that have no date, with one act.
import { TextInput } from '@mantine/core';
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Dialog, Form } from '@holdfast/design/form';
import { usePlace } from '@holdfast/design/place';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

const api = createClient();
type Level = 'site' | 'organisation';

export function PlanAllDialog({ level, onClose }: { level: Level | null; onClose: () => void }) {
  const { t } = useTranslation('cadence');
  return (
    <Dialog title={level === null ? '' : t(`no_dates.${level}`)} opened={level !== null} onClose={onClose}>
      {level !== null && <PlanAllForm level={level} onClose={onClose} />}
    </Dialog>
  );
}

function PlanAllForm({ level, onClose }: { level: Level; onClose: () => void }) {
  const { t } = useTranslation('cadence');
  const { site_id } = usePlace();
  const [it, setIt] = useState(() => ({ first_on: new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10), at: '09:00' }));
  const plan = useAct(
    (body: typeof it) =>
      level === 'site'
        ? take(api.POST('/api/v1/sites/{site_id}/activities/plan-all', { params: { path: { site_id } }, body }))
        : take(api.POST('/api/v1/activities/plan-all', { body })),
    { done: ({ planned }: { planned: number }) => t('plan_all.done', { count: planned }) },
  );
  const send = async (): Promise<void> => {
    if (await plan.run(it)) onClose();
  };
  return (
    <Form submit={t('plan_all.submit')} busy={plan.busy} disabled={it.first_on === ''} onCancel={onClose} onSubmit={send}>
      <TextInput
        type="date"
        label={t('plan_all.first_on')}
        description={t('plan_all.first_note')}
        required
        value={it.first_on}
        onChange={({ currentTarget: { value } }) => setIt({ ...it, first_on: value })}
      />
      <TextInput
        type="time"
        label={t('plan_all.at')}
        required
        value={it.at}
        onChange={({ currentTarget: { value } }) => setIt({ ...it, at: value })}
      />
    </Form>
  );
}
