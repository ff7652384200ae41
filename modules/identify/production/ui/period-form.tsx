// A stretch in which the plant does something else than produce as usual.
import { MultiSelect, Select, Textarea, TextInput } from '@mantine/core';
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Form } from '@holdfast/design/form';
import { usePlace } from '@holdfast/design/place';
import { useZones } from '@holdfast/zones/ui/zones-page';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldOf, instantOf } from '../rules.ts';
import { type OperatingPeriod, type OperatingState, operatingState } from '../schema.ts';

const api = createClient();

type Draft = { state: OperatingState; starts_at: string; ends_at: string; zone_ids: string[]; note: string };

function draftOf(it: OperatingPeriod | null, zone: string): Draft {
  if (it === null) return { state: 'cleaning', starts_at: '', ends_at: '', zone_ids: [], note: '' };
  const zone_ids = it.zones.map(({ id }) => id);
  return { state: it.state, starts_at: fieldOf(it.starts_at, zone), ends_at: fieldOf(it.ends_at, zone), zone_ids, note: it.note ?? '' };
}

export function PeriodForm({ period, onClose }: { period: OperatingPeriod | null; onClose: () => void }) {
  const { t } = useTranslation('production');
  const { time_zone } = usePlace();
  const [it, setIt] = useState<Draft>(() => draftOf(period, time_zone));
  const patch = (change: Partial<Draft>): void => setIt({ ...it, ...change });
  const zones = useZones();
  const save = useSave(period);
  const endsFirst = it.starts_at !== '' && it.ends_at !== '' && it.ends_at <= it.starts_at;
  const send = async (): Promise<void> => {
    if (await save.run(it)) onClose();
  };
  return (
    <Form
      submit={t('save')}
      busy={save.busy}
      disabled={it.starts_at === '' || it.ends_at === '' || endsFirst}
      onCancel={onClose}
      onSubmit={send}
    >
      <Select
        label={t('field.state')}
        data={operatingState.options.map((value) => ({ value, label: t(`state.${value}`) }))}
        allowDeselect={false}
        value={it.state}
        onChange={(state) => patch({ state: state as OperatingState })}
      />
      <TextInput
        type="datetime-local"
        label={t('field.starts_at')}
        description={t('clock_note', { zone: time_zone })}
        required
        value={it.starts_at}
        onChange={({ currentTarget: { value } }) => patch({ starts_at: value })}
      />
      <TextInput
        type="datetime-local"
        label={t('field.ends_at')}
        required
        error={endsFirst ? t('ends_first') : null}
        value={it.ends_at}
        onChange={({ currentTarget: { value } }) => patch({ ends_at: value })}
      />
      <MultiSelect
        label={t('field.zones')}
        description={t('zones_note')}
        data={(zones.data?.rows ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        searchable
        clearable
        value={it.zone_ids}
        onChange={(zone_ids) => patch({ zone_ids })}
      />
      <Textarea label={t('field.note')} autosize value={it.note} onChange={({ currentTarget: { value } }) => patch({ note: value })} />
    </Form>
  );
}

function useSave(period: OperatingPeriod | null) {
  const { t } = useTranslation('production');
  const { site_id, time_zone } = usePlace();
  return useAct(
    async (it: Draft) => {
      const [starts_at, ends_at] = [instantOf(it.starts_at, time_zone) ?? '', instantOf(it.ends_at, time_zone) ?? ''];
      const body = { ...it, starts_at, ends_at, note: it.note.trim() || null };
      if (period === null) return take(api.POST('/api/v1/sites/{site_id}/operating-periods', { params: { path: { site_id } }, body }));
      const path = { site_id, period_id: period.id };
      const changed = { ...body, version: period.version };
      return take(api.PATCH('/api/v1/sites/{site_id}/operating-periods/{period_id}', { params: { path }, body: changed }));
    },
    { done: t('saved') },
  );
}
