// A maintenance window to plan or change: what, when, what production feels, and who says yes.
import { Alert, MultiSelect, Select, Textarea, TextInput } from '@mantine/core';
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Form } from '@holdfast/design/form';
import { usePlace } from '@holdfast/design/place';
import { fieldOf, instantOf } from '@holdfast/production/rules';
import { useZones } from '@holdfast/zones/ui/zones-page';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type MaintenanceWindow, windowImpact } from '../schema.ts';

const api = createClient();

type Draft = {
  title: string;
  work: string;
  starts_at: string;
  ends_at: string;
  impact: MaintenanceWindow['impact'];
  zone_ids: string[];
  approver_id: string | null;
};

function draftOf(it: MaintenanceWindow | null, zone: string): Draft {
  if (it === null) return { title: '', work: '', starts_at: '', ends_at: '', impact: 'stops', zone_ids: [], approver_id: null };
  const { title, work, impact, approver_id } = it;
  const zone_ids = it.zones.map(({ id }) => id);
  return { title, work, impact, approver_id, zone_ids, starts_at: fieldOf(it.starts_at, zone), ends_at: fieldOf(it.ends_at, zone) };
}

function useChoices(): { zones: { value: string; label: string }[]; people: { value: string; label: string }[] | undefined } {
  const { site_id } = usePlace();
  const path = { site_id };
  const zones = useZones();
  const people = useQuery({
    queryKey: ['window-approvers', site_id],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/window-approvers', { params: { path } })),
  });
  const choice = ({ id, name }: { id: string; name: string }) => ({ value: id, label: name });
  return { zones: (zones.data?.rows ?? []).map(choice), people: people.data?.rows.map(choice) };
}

export function WindowForm({ window: before, onClose }: { window: MaintenanceWindow | null; onClose: () => void }) {
  const { t } = useTranslation('windows');
  const { time_zone } = usePlace();
  const [it, setIt] = useState<Draft>(() => draftOf(before, time_zone));
  const patch = (change: Partial<Draft>): void => setIt({ ...it, ...change });
  const { zones, people } = useChoices();
  const save = useSave(before);
  const endsFirst = it.starts_at !== '' && it.ends_at !== '' && it.ends_at <= it.starts_at;
  const isMissing = it.title.trim() === '' || it.work.trim().length < 3 || it.starts_at === '' || it.ends_at === '';
  const send = async (): Promise<void> => {
    if (await save.run(it)) onClose();
  };
  return (
    <Form
      submit={t(before === null ? 'plan' : 'save')}
      busy={save.busy}
      disabled={isMissing || endsFirst || it.approver_id === null}
      onCancel={onClose}
      onSubmit={send}
    >
      <TextInput label={t('field.title')} required value={it.title} onChange={({ currentTarget: { value } }) => patch({ title: value })} />
      <Textarea
        label={t('field.work')}
        description={t('work_note')}
        required
        autosize
        minRows={2}
        value={it.work}
        onChange={({ currentTarget: { value } }) => patch({ work: value })}
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
      <Select
        label={t('field.impact')}
        data={windowImpact.options.map((value) => ({ value, label: t(`impact.${value}`) }))}
        allowDeselect={false}
        value={it.impact}
        onChange={(impact) => patch({ impact: impact as Draft['impact'] })}
      />
      <MultiSelect
        label={t('field.zones')}
        description={t('zones_note')}
        data={zones}
        searchable
        clearable
        value={it.zone_ids}
        onChange={(zone_ids) => patch({ zone_ids })}
      />
      {people?.length === 0 ? (
        <Alert color="gray">{t('no_approver')}</Alert>
      ) : (
        <Select
          label={t('field.approver_name')}
          description={t('approver_note')}
          required
          data={people ?? []}
          searchable
          value={it.approver_id}
          onChange={(approver_id) => patch({ approver_id })}
        />
      )}
      {before?.state === 'approved' && <Alert color="gray">{t('asked_again')}</Alert>}
    </Form>
  );
}

function useSave(before: MaintenanceWindow | null) {
  const { t } = useTranslation('windows');
  const { site_id, time_zone } = usePlace();
  return useAct(
    async (it: Draft) => {
      const [starts_at, ends_at] = [instantOf(it.starts_at, time_zone) ?? '', instantOf(it.ends_at, time_zone) ?? ''];
      const body = { ...it, starts_at, ends_at, approver_id: it.approver_id ?? '' };
      if (before === null) return take(api.POST('/api/v1/sites/{site_id}/windows', { params: { path: { site_id } }, body }));
      const path = { site_id, window_id: before.id };
      return take(
        api.PATCH('/api/v1/sites/{site_id}/windows/{window_id}', { params: { path }, body: { ...body, version: before.version } }),
      );
    },
    { done: t('saved') },
  );
}
