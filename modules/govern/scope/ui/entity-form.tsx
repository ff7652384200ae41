// A legal entity: its name, its country, and which places belong to it.
import { take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Form } from '@holdfast/design/form';
import { usePlace } from '@holdfast/design/place';
import { ActionIcon, Button, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EntityDetail } from '../schema.ts';
import { useOwnWords } from './law-words.tsx';
import { api, useEntities, useLawLists } from './use-scope.ts';

type Place = { name: string; country: string; site_id: string | null };
type Values = { name: string; country: string | null; places: Place[] };

/** Countries of the Union by their names, for a choice. */
export function useCountries(): { value: string; label: string }[] {
  const own = useOwnWords();
  const lists = useLawLists();
  const all = lists.data?.countries ?? [];
  return all.map((it) => ({ value: it.code, label: own(it.name) })).toSorted((a, b) => a.label.localeCompare(b.label));
}

/** `before`: null adds one, and its questions open. */
export function EntityForm({ before, onClose }: { before: EntityDetail | null; onClose: () => void }) {
  const { t } = useTranslation('scope');
  const { site_id, site_name } = usePlace();
  const hasOthers = (useEntities().data?.rows.length ?? 0) > 0;
  const countries = useCountries();
  const [it, setIt] = useState<Values>(() => ({
    name: before?.name ?? '',
    country: before?.country ?? 'DE',
    places:
      before === null
        ? hasOthers
          ? []
          : [{ name: site_name, country: 'DE', site_id }]
        : before.establishments.map(({ name, country, site_id: at }) => ({ name, country, site_id: at })),
  }));
  const set = (patch: Partial<Values>): void => setIt((now) => ({ ...now, ...patch }));
  const save = useSave(before);
  const send = async (): Promise<void> => {
    if (await save.run(it)) onClose();
  };
  return (
    <Form
      submit={before === null ? t('entity.add') : t('save')}
      busy={save.busy}
      disabled={it.name.trim() === '' || it.country === null}
      onCancel={onClose}
      onSubmit={send}
    >
      {before === null && <Text>{t('entity.add_says')}</Text>}
      <TextInput
        label={t('field.name')}
        description={t('field_note.name')}
        required
        maxLength={200}
        value={it.name}
        onChange={({ currentTarget: { value } }) => set({ name: value })}
      />
      <Select
        label={t('field.country')}
        description={t('field_note.country')}
        required
        searchable
        data={countries}
        value={it.country}
        onChange={(country) => set({ country })}
      />
      <Places places={it.places} countries={countries} onChange={(places) => set({ places })} />
    </Form>
  );
}

type PlacesProps = { places: Place[]; countries: { value: string; label: string }[]; onChange: (places: Place[]) => void };

function Places({ places, countries, onChange }: PlacesProps) {
  const { t } = useTranslation('scope');
  const { site_id, site_name } = usePlace();
  const change = (at: number, patch: Partial<Place>): void => onChange(places.map((it, i) => (i === at ? { ...it, ...patch } : it)));
  return (
    <Stack gap="xs">
      <Text fw={600} size="sm">
        {t('field.places')}
      </Text>
      <Text size="sm" c="dimmed">
        {t('field_note.places')}
      </Text>
      {places.map((it, i) => (
        <Group key={i} gap="xs" wrap="nowrap" align="flex-end">
          <TextInput
            aria-label={t('field.place_name')}
            flex={1}
            maxLength={200}
            value={it.name}
            onChange={({ currentTarget: { value } }) => change(i, { name: value })}
          />
          <Select
            aria-label={t('field.place_country')}
            w={150}
            searchable
            allowDeselect={false}
            data={countries}
            value={it.country}
            onChange={(country) => country !== null && change(i, { country })}
          />
          <ActionIcon
            variant="default"
            size="lg"
            aria-label={t('remove', { name: it.name })}
            onClick={() => onChange(places.filter((_, at) => at !== i))}
          >
            <IconX size={14} aria-hidden />
          </ActionIcon>
        </Group>
      ))}
      <Group gap="xs">
        {!places.some((it) => it.site_id === site_id) && (
          <AddButton onClick={() => onChange([...places, { name: site_name, country: 'DE', site_id }])}>
            {t('add_site', { name: site_name })}
          </AddButton>
        )}
        <AddButton onClick={() => onChange([...places, { name: '', country: 'DE', site_id: null }])}>{t('add_place')}</AddButton>
      </Group>
    </Stack>
  );
}

function AddButton({ onClick, children }: { onClick: () => void; children: string }) {
  return (
    <Button variant="default" leftSection={<IconPlus size={14} aria-hidden />} onClick={onClick}>
      {children}
    </Button>
  );
}

function useSave(before: EntityDetail | null) {
  const { t } = useTranslation('scope');
  const { path } = usePlace();
  const navigate = useNavigate();
  return useAct(
    async ({ name, country, places }: Values) => {
      const body = { name: name.trim(), country: country ?? 'DE', establishments: places.filter((it) => it.name.trim() !== '') };
      if (before === null) {
        const made = await take(api.POST('/api/v1/legal-entities', { body }));
        void navigate({ to: path(`scope/${made.id}/questions`) });
        return made;
      }
      const { is_maker, is_machine_builder, worldwide_turnover_eur, cer_notice_dated, cer_notice_received, version } = before;
      const whole = { ...body, is_maker, is_machine_builder, worldwide_turnover_eur, cer_notice_dated, cer_notice_received, version };
      return take(api.PATCH('/api/v1/legal-entities/{entity_id}', { params: { path: { entity_id: before.id } }, body: whole }));
    },
    { done: t('saved') },
  );
}
