// Appointing: whom, on which mandate, with which proof and means, from when until when, and who stands in.
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Form } from '@holdfast/design/form';
import { usePlace } from '@holdfast/design/place';
import { dayEnd, dayStart, usePeople } from '@holdfast/roles/ui/give-role';
import { Group, Select, Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { roleEntry } from '../rules.ts';
import type { Appointment, Seat } from '../schema.ts';

const api = createClient();
type Values = {
  person_id: string | null;
  deputy_id: string | null;
  mandate: string;
  competence: string;
  resources: string;
  from: string;
  until: string;
  handover_remark: string;
};

function valuesOf(it: Appointment | null, zone: string): Values {
  const day = (at: string | null): string => (at === null ? '' : new Date(at).toLocaleDateString('sv-SE', { timeZone: zone }));
  return {
    person_id: it?.person_id ?? null,
    deputy_id: it?.deputy_id ?? null,
    mandate: it?.mandate ?? '',
    competence: it?.competence ?? '',
    resources: it?.resources ?? '',
    from: day(it?.starts_at ?? null),
    until: day(it?.until_at ?? null),
    handover_remark: '',
  };
}

/** `before`: the appointment whose terms change; null asks somebody new. */
export function AppointForm({ seat, before, onClose }: { seat: Seat; before: Appointment | null; onClose: () => void }) {
  const { t } = useTranslation('appointments');
  const { time_zone } = usePlace();
  const people = usePeople();
  const [it, setIt] = useState(() => valuesOf(before, time_zone));
  const set = (patch: Partial<Values>): void => setIt((now) => ({ ...now, ...patch }));
  const save = useSave(seat, before);
  const needs = roleEntry(seat.role).needs as readonly string[];
  const send = async (): Promise<void> => {
    if (await save.run(it)) onClose();
  };
  const text = (name: 'mandate' | 'competence' | 'resources') => (
    <Textarea
      label={t(`field.${name}`)}
      description={needs.includes(name) ? t(`field_note.${name}`) : t('not_needed')}
      autosize
      minRows={2}
      maxLength={4000}
      value={it[name]}
      onChange={({ currentTarget: { value } }) => set({ [name]: value })}
    />
  );
  return (
    <Form
      submit={before === null ? t('ask') : t('save')}
      busy={save.busy}
      disabled={it.person_id === null}
      onCancel={onClose}
      onSubmit={send}
    >
      {before === null && (
        <Text>{seat.appointment === null ? t('ask_says') : t('hand_over_says', { name: seat.appointment.person_name })}</Text>
      )}
      <Select
        label={t('field.person')}
        required
        searchable
        disabled={before !== null}
        data={people}
        value={it.person_id}
        onChange={(person_id) => set({ person_id })}
      />
      <Select
        label={t('field.deputy')}
        searchable
        clearable
        data={people.filter((each) => each.value !== it.person_id)}
        value={it.deputy_id}
        onChange={(deputy_id) => set({ deputy_id })}
      />
      {text('mandate')}
      {text('competence')}
      {text('resources')}
      <Group grow>
        <TextInput type="date" label={t('field.from')} value={it.from} onChange={({ currentTarget: { value } }) => set({ from: value })} />
        <TextInput
          type="date"
          label={t('field.until')}
          value={it.until}
          onChange={({ currentTarget: { value } }) => set({ until: value })}
        />
      </Group>
      {before === null && seat.appointment !== null && (
        <Textarea
          label={t('field.handover')}
          description={t('field_note.handover')}
          autosize
          minRows={2}
          value={it.handover_remark}
          onChange={({ currentTarget: { value } }) => set({ handover_remark: value })}
        />
      )}
    </Form>
  );
}

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

function useSave(seat: Seat, before: Appointment | null) {
  const { t } = useTranslation('appointments');
  const { time_zone } = usePlace();
  const { site_id, role, area_id } = seat;
  return useAct(
    async (it: Values): Promise<unknown> => {
      const terms = {
        deputy_id: it.deputy_id,
        mandate: orNull(it.mandate),
        competence: orNull(it.competence),
        resources: orNull(it.resources),
      };
      const until_at = it.until === '' ? null : dayEnd(it.until, time_zone);
      const starts_at = it.from === '' ? null : dayStart(it.from, time_zone);
      if (before !== null) {
        const body = { ...terms, until_at, starts_at: starts_at ?? before.starts_at, version: before.version };
        const path = { appointment_id: before.id };
        if (before.site_id === null) return take(api.PATCH('/api/v1/appointments/{appointment_id}', { params: { path }, body }));
        return take(
          api.PATCH('/api/v1/sites/{site_id}/appointments/{appointment_id}', {
            params: { path: { ...path, site_id: before.site_id } },
            body,
          }),
        );
      }
      const body = {
        role,
        area_id,
        person_id: it.person_id ?? '',
        ...terms,
        until_at,
        starts_at,
        handover_remark: orNull(it.handover_remark),
      };
      if (site_id === null) return take(api.POST('/api/v1/appointments', { body }));
      return take(api.POST('/api/v1/sites/{site_id}/appointments', { params: { path: { site_id } }, body }));
    },
    { done: before === null ? t('asked_done') : t('saved') },
  );
}
