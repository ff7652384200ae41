// Planning a round: what it is called, through which zones and areas, who goes, by when.
import { MultiSelect, Select, TextInput } from '@mantine/core';
import { useChoices } from '@holdfast/assets/ui/choices';
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Form } from '@holdfast/design/form';
import { FormButton } from '@holdfast/design/form-button';
import { useGo } from '@holdfast/design/go';
import { usePlace } from '@holdfast/design/place';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

const api = createClient();

export function PlanButton() {
  const { t } = useTranslation('walk-downs');
  return <FormButton label={t('plan.act')}>{(close) => <PlanForm onClose={close} />}</FormButton>;
}

type Plan = { name: string; due_on: string | null; assigned_to: string | null; zone_ids: string[]; area_ids: string[] };

function PlanForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('walk-downs');
  const choices = useChoices();
  const [it, setIt] = useState<Plan>({ name: '', due_on: null, assigned_to: null, zone_ids: [], area_ids: [] });
  const plan = usePlan();
  const isEmpty = it.name.trim() === '' || it.zone_ids.length + it.area_ids.length === 0;
  const send = async (): Promise<void> => {
    if (await plan.run({ ...it, name: it.name.trim() })) onClose();
  };
  return (
    <Form submit={t('plan.submit')} busy={plan.busy} disabled={isEmpty} onCancel={onClose} onSubmit={send}>
      <TextInput
        label={t('column.name')}
        placeholder={t('plan.name_example')}
        required
        data-autofocus
        value={it.name}
        onChange={({ currentTarget: { value } }) => setIt({ ...it, name: value })}
      />
      <MultiSelect
        label={t('plan.zones')}
        description={t('plan.zones_note')}
        data={choices.zones}
        searchable
        clearable
        value={it.zone_ids}
        onChange={(zone_ids) => setIt({ ...it, zone_ids })}
      />
      {choices.areas.length > 0 && (
        <MultiSelect
          label={t('plan.areas')}
          data={choices.areas}
          searchable
          clearable
          value={it.area_ids}
          onChange={(area_ids) => setIt({ ...it, area_ids })}
        />
      )}
      <Select
        label={t('column.assigned_to')}
        data={choices.people}
        searchable
        clearable
        value={it.assigned_to}
        onChange={(assigned_to) => setIt({ ...it, assigned_to })}
      />
      <TextInput
        label={t('column.due_on')}
        type="date"
        value={it.due_on ?? ''}
        onChange={({ currentTarget: { value } }) => setIt({ ...it, due_on: value === '' ? null : value })}
      />
    </Form>
  );
}

function usePlan() {
  const { t } = useTranslation('walk-downs');
  const { site_id, path } = usePlace();
  const go = useGo();
  return useAct(
    async (body: Plan) => {
      const round = await take(api.POST('/api/v1/sites/{site_id}/walk-downs', { params: { path: { site_id } }, body }));
      go(path(`walk-downs/${round.id}`));
    },
    { done: t('plan.done') },
  );
}
