// The forms of the plan: shifts by the clock, a rotation of people over them, and one day's word.
import { roles } from '@holdfast/appointments/rules';
import { useRoleTitle } from '@holdfast/appointments/ui/role-title';
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Form } from '@holdfast/design/form';
import { usePlace } from '@holdfast/design/place';
import { usePeople } from '@holdfast/roles/ui/give-role';
import { Button, Group, MultiSelect, NumberInput, Radio, Select, Stack, Text, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { rotationOf } from '../rules.ts';
import type { z } from 'zod';
import type { Duty, newEntries, RosterAnswer, Shift } from '../schema.ts';

const api = createClient();
type Draft = { id: string | null; name: string; starts: string; ends: string };

/** What most plants begin with. */
const usual = (early: string, late: string, night: string): Draft[] => [
  { id: null, name: early, starts: '06:00', ends: '14:00' },
  { id: null, name: late, starts: '14:00', ends: '22:00' },
  { id: null, name: night, starts: '22:00', ends: '06:00' },
];

export function ShiftsForm({ shifts, onClose }: { shifts: readonly Shift[]; onClose: () => void }) {
  const { t } = useTranslation('roster');
  const { site_id } = usePlace();
  const [drafts, setDrafts] = useState<Draft[]>(
    shifts.length > 0 ? [...shifts] : usual(t('usual.early'), t('usual.late'), t('usual.night')),
  );
  const put = (at: number, patch: Partial<Draft>): void => setDrafts(drafts.map((it, index) => (index === at ? { ...it, ...patch } : it)));
  const save = useAct(
    () =>
      take(
        api.PUT('/api/v1/sites/{site_id}/roster/shifts', {
          params: { path: { site_id } },
          body: { shifts: drafts, before: { shifts: [...shifts] } },
        }),
      ),
    { done: t('saved') },
  );
  const send = async (): Promise<void> => {
    if (await save.run(undefined)) onClose();
  };
  const isReady = drafts.length > 0 && drafts.every((it) => it.name.trim() !== '' && it.starts !== '' && it.ends !== '');
  return (
    <Form submit={t('save')} busy={save.busy} disabled={!isReady} onCancel={onClose} onSubmit={send}>
      <Text c="dimmed">{t('shift.note')}</Text>
      {drafts.map((it, at) => (
        <Group key={at} gap="sm" align="flex-end">
          <TextInput
            style={{ flex: '1 1 140px' }}
            label={t('shift.name')}
            required
            value={it.name}
            onChange={({ currentTarget: { value } }) => put(at, { name: value })}
          />
          <TextInput
            type="time"
            label={t('shift.starts')}
            required
            value={it.starts}
            onChange={({ currentTarget: { value } }) => put(at, { starts: value.slice(0, 5) })}
          />
          <TextInput
            type="time"
            label={t('shift.ends')}
            required
            value={it.ends}
            onChange={({ currentTarget: { value } }) => put(at, { ends: value.slice(0, 5) })}
          />
          <Button
            variant="default"
            aria-label={t('shift.remove', { name: it.name })}
            onClick={() => setDrafts(drafts.filter((_, index) => index !== at))}
          >
            <IconTrash size={14} aria-hidden />
          </Button>
        </Group>
      ))}
      <Button
        variant="default"
        w="fit-content"
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={() => setDrafts([...drafts, { id: null, name: '', starts: '00:00', ends: '00:00' }])}
      >
        {t('shift.add')}
      </Button>
    </Form>
  );
}

function useRoleOptions() {
  const title = useRoleTitle();
  return roles.map(({ id }) => ({ value: id, label: title(id) }));
}

export function RotationForm({ shifts, from, onClose }: { shifts: readonly Shift[]; from: string; onClose: () => void }) {
  const { t } = useTranslation('roster');
  const { site_id } = usePlace();
  const people = usePeople();
  const roleOptions = useRoleOptions();
  const [it, setIt] = useState({
    name: t('rotation.usual'),
    starts_on: from,
    people: [] as string[],
    shift_ids: shifts.map(({ id }) => id),
    turn_days: 7,
    role: 'shift_lead' as Duty['role'],
    way: 'on_shift' as Duty['way'],
  });
  const set = (patch: Partial<typeof it>): void => setIt({ ...it, ...patch });
  const add = useAct(
    () => {
      const { name, starts_on, ...rotation } = it;
      return take(
        api.POST('/api/v1/sites/{site_id}/roster/patterns', {
          params: { path: { site_id } },
          body: { name, starts_on, ...rotationOf(rotation) },
        }),
      );
    },
    { done: t('saved') },
  );
  const send = async (): Promise<void> => {
    if (await add.run(undefined)) onClose();
  };
  const isReady = it.people.length > 0 && it.shift_ids.length > 0 && it.starts_on !== '' && it.name.trim() !== '';
  return (
    <Form submit={t('save')} busy={add.busy} disabled={!isReady} onCancel={onClose} onSubmit={send}>
      <Text c="dimmed">{t('rotation.note')}</Text>
      <TextInput label={t('rotation.name')} required value={it.name} onChange={({ currentTarget: { value } }) => set({ name: value })} />
      <MultiSelect
        label={t('rotation.people')}
        description={t('rotation.people_note')}
        required
        searchable
        data={people}
        value={it.people}
        onChange={(chosen) => set({ people: chosen })}
      />
      <MultiSelect
        label={t('rotation.shifts')}
        required
        data={shifts.map(({ id, name }) => ({ value: id, label: name }))}
        value={it.shift_ids}
        onChange={(shift_ids) => set({ shift_ids })}
      />
      <Group grow>
        <TextInput
          type="date"
          label={t('rotation.from')}
          required
          value={it.starts_on}
          onChange={({ currentTarget: { value } }) => set({ starts_on: value })}
        />
        <NumberInput
          label={t('rotation.turn')}
          min={1}
          max={31}
          value={it.turn_days}
          onChange={(value) => set({ turn_days: Number(value) || 1 })}
        />
      </Group>
      <Select
        label={t('role')}
        searchable
        allowDeselect={false}
        data={roleOptions}
        value={it.role}
        onChange={(role) => set({ role: role as Duty['role'] })}
      />
      <Ways value={it.way} onChange={(way) => set({ way })} />
    </Form>
  );
}

function Ways({ value, onChange }: { value: Duty['way']; onChange: (way: Duty['way']) => void }) {
  const { t } = useTranslation('roster');
  return (
    <Radio.Group label={t('way.label')} value={value} onChange={(way) => onChange(way as Duty['way'])}>
      <Group gap="md" mt={6}>
        {(['on_shift', 'on_call'] as const).map((way) => (
          <Radio key={way} value={way} label={t(`way.${way}`)} />
        ))}
      </Group>
    </Radio.Group>
  );
}

export function DayForm({ it, date, shift_id, onClose }: { it: RosterAnswer; date: string; shift_id: string; onClose: () => void }) {
  const { t } = useTranslation('roster');
  const { site_id } = usePlace();
  const people = usePeople();
  const roleOptions = useRoleOptions();
  const own = it.duties.filter((each) => each.on_date === date && each.shift_id === shift_id && each.entry_id !== null);
  const [person_id, setPerson] = useState<string | null>(null);
  const [role, setRole] = useState<Duty['role']>('shift_lead');
  const [way, setWay] = useState<Duty['way']>('on_shift');
  const keep = useAct(
    (body: z.input<typeof newEntries>) => take(api.POST('/api/v1/sites/{site_id}/roster/entries', { params: { path: { site_id } }, body })),
    { done: t('saved') },
  );
  const send = async (): Promise<void> => {
    if (await keep.run({ entries: [{ on_date: date, shift_id, role, way, person_id: person_id === 'nobody' ? null : person_id }] }))
      onClose();
  };
  return (
    <Stack gap="md">
      <Text>
        {it.shifts.find((each) => each.id === shift_id)?.name}, {date}
      </Text>
      {own.map((each) => (
        <Group key={each.entry_id} justify="space-between">
          <Text>{each.person_name ?? t('plan.nobody')}</Text>
          <Button variant="default" size="compact-sm" loading={keep.busy} onClick={() => void keep.run({ removals: [each.entry_id!] })}>
            {t('plan.take_back')}
          </Button>
        </Group>
      ))}
      <Form submit={t('save')} busy={keep.busy} disabled={person_id === null} onCancel={onClose} onSubmit={send}>
        <Select
          label={t('plan.who')}
          required
          searchable
          data={[{ value: 'nobody', label: t('plan.nobody') }, ...people]}
          value={person_id}
          onChange={setPerson}
        />
        <Select
          label={t('role')}
          searchable
          allowDeselect={false}
          data={roleOptions}
          value={role}
          onChange={(value) => setRole(value as Duty['role'])}
        />
        <Ways value={way} onChange={setWay} />
      </Form>
    </Stack>
  );
}
