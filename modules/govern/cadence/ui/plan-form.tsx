// Planning one activity: its rhythm, who does it, and who is told when it is not done.
import { Group, NumberInput, SegmentedControl, Select, TextInput } from '@mantine/core';
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Dialog, Form } from '@holdfast/design/form';
import { usePlace } from '@holdfast/design/place';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActivityRow } from '../schema.ts';
import { type Draft, draftOf, planOf } from './plan-draft.ts';
import { EscalationFields } from './escalation-fields.tsx';
import { OnFields } from './on-fields.tsx';
import { usePeople } from './people.ts';

const api = createClient();

/** `row` null: an activity of the plant's own. */
export function PlanDialog({ row, opened, onClose }: { row: ActivityRow | null; opened: boolean; onClose: () => void }) {
  const { t } = useTranslation('cadence');
  const title = row === null ? t('plan.own') : row.rhythm === null ? t('plan.act') : t('plan.change');
  return (
    <Dialog title={title} opened={opened} onClose={onClose} size="lg">
      {opened && <PlanForm row={row} onClose={onClose} />}
    </Dialog>
  );
}

function PlanForm({ row, onClose }: { row: ActivityRow | null; onClose: () => void }) {
  const { t } = useTranslation('cadence');
  const { may } = usePlace();
  const [it, setIt] = useState<Draft>(() => draftOf(row));
  const plan = usePlan(row);
  const isOwn = row === null || row.of === null;
  const patch = (change: Partial<Draft>): void => setIt({ ...it, ...change });
  const isMissing = (isOwn && it.title.trim() === '') || it.starts_on === '' || it.at === '';
  const send = async (): Promise<void> => {
    if (await plan.run(it)) onClose();
  };
  return (
    <Form submit={t('plan.submit')} busy={plan.busy} disabled={isMissing} onCancel={onClose} onSubmit={send}>
      {isOwn && (
        <TextInput
          label={t('plan.name')}
          placeholder={t('plan.name_example')}
          required
          data-autofocus
          value={it.title}
          onChange={({ currentTarget: { value } }) => patch({ title: value })}
        />
      )}
      {row === null && may('cadence.plan_organisation') && (
        <SegmentedControl
          aria-label={t('plan.level')}
          data={(['site', 'organisation'] as const).map((value) => ({ value, label: t(`level.${value}`) }))}
          value={it.level}
          onChange={(level) => patch({ level: level as Draft['level'] })}
        />
      )}
      <RhythmFields draft={it} patch={patch} />
      <OwnerField draft={it} patch={patch} />
      <EscalationFields draft={it} patch={patch} />
    </Form>
  );
}

type Fields = { draft: Draft; patch: (change: Partial<Draft>) => void };

function RhythmFields({ draft: it, patch }: Fields) {
  const { t } = useTranslation('cadence');
  const units = (['day', 'week', 'month', 'quarter', 'year'] as const).map((value) => ({
    value,
    label: t(`unit.${value}`, { count: it.every }),
  }));
  return (
    <>
      <Group gap="sm" grow>
        <NumberInput
          label={t('form.every')}
          min={1}
          max={1000}
          allowDecimal={false}
          value={it.every}
          onChange={(value) => patch({ every: Math.max(1, Number(value)) })}
        />
        <Select
          label={t('form.unit')}
          data={units}
          allowDeselect={false}
          value={it.unit}
          onChange={(unit) => patch({ unit: unit as Draft['unit'], on: 'same' })}
        />
      </Group>
      <Group gap="sm" grow>
        <TextInput
          type="date"
          label={t('form.starts_on')}
          required
          value={it.starts_on}
          onChange={({ currentTarget: { value } }) => patch({ starts_on: value })}
        />
        <TextInput
          type="time"
          label={t('form.at')}
          required
          value={it.at}
          onChange={({ currentTarget: { value } }) => patch({ at: value })}
        />
      </Group>
      <Select
        label={t('form.basis')}
        data={(['plan', 'last_run'] as const).map((value) => ({ value, label: t(`form.basis_${value}`) }))}
        allowDeselect={false}
        value={it.basis}
        onChange={(basis) => patch({ basis: basis as Draft['basis'], on: 'same' })}
      />
      {it.basis === 'plan' && it.unit !== 'day' && <OnFields draft={it} patch={patch} />}
      <Select
        label={t('form.moves')}
        data={(['next', 'previous', 'stays'] as const).map((value) => ({ value, label: t(`form.${value}`) }))}
        allowDeselect={false}
        value={it.moves}
        onChange={(moves) => patch({ moves: moves as Draft['moves'] })}
      />
      <TextInput
        type="date"
        label={t('form.ends_on')}
        value={it.ends_on}
        onChange={({ currentTarget: { value } }) => patch({ ends_on: value })}
      />
    </>
  );
}

function OwnerField({ draft: it, patch }: Fields) {
  const { t } = useTranslation('cadence');
  const people = usePeople();
  return (
    <Select
      label={t('form.owner')}
      description={t('form.owner_note')}
      data={people}
      searchable
      clearable
      value={it.owner_id}
      onChange={(owner_id) => patch({ owner_id })}
    />
  );
}

function usePlan(row: ActivityRow | null) {
  const { t } = useTranslation('cadence');
  const { site_id } = usePlace();
  return useAct(
    async (it: Draft) => {
      const body = planOf(it);
      const level = row === null ? it.level : row.level;
      if (row === null || row.rhythm === null) {
        const added = { ...body, of: row?.of ?? null, title: row === null || row.of === null ? it.title.trim() : null };
        return level === 'site'
          ? take(api.POST('/api/v1/sites/{site_id}/activities', { params: { path: { site_id } }, body: added }))
          : take(api.POST('/api/v1/activities', { body: added }));
      }
      const { rhythm, escalation, owner_id } = row;
      const before = { ...(row.of === null ? { title: row.title.en } : {}), rhythm, escalation, owner_id };
      const changed = { ...body, title: row.of === null ? it.title.trim() : null, before };
      return level === 'site'
        ? take(api.PUT('/api/v1/sites/{site_id}/activities/{plan_id}', { params: { path: { site_id, plan_id: row.id } }, body: changed }))
        : take(api.PUT('/api/v1/activities/{plan_id}', { params: { path: { plan_id: row.id } }, body: changed }));
    },
    { done: t('plan.done') },
  );
}
