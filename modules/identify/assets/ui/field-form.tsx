// A person's word for one field of an asset, in place; taking it back shows what the wire said.
import { ActionIcon, Button, Group, NumberInput, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { useSaved } from '@holdfast/design/bulk';
import { usePlace } from '@holdfast/design/place';
import { IconPencil } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AssetDetail, ChangedAsset } from '../schema.ts';
import { useChoices } from './choices.tsx';
import type { Field } from './fields.ts';
import { useAssetOptions } from './names.tsx';

const api = createClient();

export function EditButton({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <ActionIcon variant="subtle" color="var(--hf-muted)" size="sm" aria-label={label} onClick={onClick}>
      <IconPencil size={14} aria-hidden />
    </ActionIcon>
  );
}

type FieldFormProps = { asset: AssetDetail; field: Field; label: string; onClose: () => void };

export function FieldForm({ asset, field, label, onClose }: FieldFormProps) {
  const { t } = useTranslation(['assets', 'design']);
  const [value, setValue] = useState<string | null>(asset[field.name] === null ? null : String(asset[field.name]));
  const change = useChange(asset);
  const hasWord = asset.attributes.some((it) => it.name === field.name && it.source === 'person');
  const save = async (word: string | null): Promise<void> => {
    const value = field.entry === 'hours' && word !== null ? Number(word) : word;
    if (await change.run({ [field.name]: value })) onClose();
  };
  const send = (event: FormEvent): void => {
    event.preventDefault();
    void save(value?.trim() === '' ? null : value);
  };
  return (
    <form onSubmit={send} onKeyDown={(event) => event.key === 'Escape' && onClose()}>
      <Stack gap="sm">
        <Entry field={field} label={label} value={value} onChange={setValue} />
        <Group gap="sm">
          <Button type="submit" loading={change.busy}>
            {t('save')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('design:cancel')}
          </Button>
          {hasWord && (
            <Button variant="subtle" onClick={() => void save(null)}>
              {t('take_back')}
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  );
}

type EntryProps = { field: Field; label: string; value: string | null; onChange: (value: string | null) => void };

function Entry({ field, label, value, onChange }: EntryProps) {
  const options = { ...useAssetOptions(), ...useChoices() };
  if (field.entry === 'text')
    return (
      <TextInput
        aria-label={label}
        autoFocus
        maxLength={200}
        value={value ?? ''}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  if (field.entry === 'hours')
    return (
      <NumberInput
        aria-label={label}
        autoFocus
        min={0}
        max={8760}
        allowDecimal={false}
        value={value ?? ''}
        onChange={(hours) => onChange(hours === '' ? null : String(hours))}
      />
    );
  if (field.entry === 'long')
    return (
      <Textarea
        aria-label={label}
        autoFocus
        autosize
        maxLength={2000}
        value={value ?? ''}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  return (
    <Select
      aria-label={label}
      autoFocus
      clearable={field.entry !== 'lifecycles'}
      searchable
      data={options[field.entry]}
      value={value}
      onChange={onChange}
    />
  );
}

function useChange(asset: AssetDetail) {
  const saved = useSaved();
  const { t } = useTranslation('assets');
  const { site_id } = usePlace();
  return useAct(
    (patch: Partial<ChangedAsset>) =>
      take(
        api.PATCH('/api/v1/sites/{site_id}/assets/{asset_id}', {
          params: { path: { site_id, asset_id: asset.id } },
          body: { ...patch, version: asset.version },
        }),
      ),
    { done: saved(t('saved'), asset.id) },
  );
}
